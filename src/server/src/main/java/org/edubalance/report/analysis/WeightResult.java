package org.edubalance.report.analysis;

import org.geotools.api.feature.simple.SimpleFeature;

/**
 * How an indicator weighs in the scores of a stage; NaN where its schools cannot be scored.
 *
 * @param dimension the id of the dimension that it belongs to, null for none
 * @param complete how many schools have a value of every indicator
 * @param missing how many schools have no value of this one
 */
public record WeightResult(
        String dimension, String indicator, int complete, int missing, double mean, double entropy, double weight) {

    /** Reads a row of EntropyWeights. */
    static WeightResult read(SimpleFeature row) {
        return new WeightResult(
                Cells.text(row, "dimension"),
                Cells.text(row, "indicator"),
                Cells.count(row, "count"),
                Cells.count(row, "missing"),
                Cells.number(row, "mean"),
                Cells.number(row, "entropy"),
                Cells.number(row, "weight"));
    }

    /** Whether it tells no school from another. */
    public boolean constant() {
        return weight == 0;
    }
}

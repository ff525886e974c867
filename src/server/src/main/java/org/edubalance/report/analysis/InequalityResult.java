package org.edubalance.report.analysis;

import org.geotools.api.feature.simple.SimpleFeature;

/** An indicator's inequality between all counted schools of a stage, and its split between regions and within them. */
public record InequalityResult(
        String indicator, double mean, double gini, double theil, double between, double within) {

    /**
     * Reads an indicator's rows.
     *
     * @param measures of InequalityMeasures
     * @param split of TheilDecomposition
     */
    static InequalityResult read(SimpleFeature measures, SimpleFeature split) {
        return new InequalityResult(
                Cells.text(measures, "indicator"),
                Cells.number(measures, "mean"),
                Cells.number(measures, "gini"),
                Cells.number(split, "theil_t"),
                Cells.number(split, "between"),
                Cells.number(split, "within"));
    }

    /** The part between regions as a share of the whole, NaN where there is no inequality. */
    public double betweenShare() {
        return theil > 0 ? between / theil : Double.NaN;
    }
}

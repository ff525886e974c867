package org.edubalance.report.analysis;

import org.edubalance.definitions.Label;
import org.geotools.api.feature.simple.SimpleFeature;

/**
 * The satisfaction that a survey tells, of a dimension or of the whole.
 *
 * @param survey what the survey is called
 * @param group whose answers, null for all
 * @param dimension null for the whole
 * @param item null for the dimension
 * @param n answers
 * @param rate share of those who are satisfied, with its 95 % interval from {@code low} to {@code high}
 * @param meets whether it reaches the target
 */
public record Satisfaction(
        String survey,
        Label group,
        String dimension,
        String item,
        int n,
        double rate,
        double low,
        double high,
        Boolean meets) {

    /** Reads a row of SurveySatisfaction. */
    static Satisfaction read(String survey, Regions namesOrNull, SimpleFeature row) {
        String group = Cells.text(row, "group");
        return new Satisfaction(
                survey,
                namesOrNull == null || ItemResult.ALL.equals(group) ? null : namesOrNull.name(group),
                Cells.text(row, "dimension"),
                Cells.text(row, "item"),
                Cells.count(row, "n"),
                Cells.number(row, "rate"),
                Cells.number(row, "low"),
                Cells.number(row, "high"),
                (Boolean) row.getAttribute("meets_target"));
    }
}

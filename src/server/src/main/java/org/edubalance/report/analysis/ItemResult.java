package org.edubalance.report.analysis;

import org.geotools.api.feature.simple.SimpleFeature;

/**
 * An item of a standard in a region, or the sum of an aspect.
 *
 * @param region the key of the region
 * @param item {@code ALL} for the sum of the aspect
 * @param met null where it is not known
 * @param veto whether failing it fails the whole
 * @param reasons why it is not met, or not known; null where there is nothing to say
 */
public record ItemResult(
        String region,
        String aspect,
        String item,
        String title,
        String value,
        String target,
        Boolean met,
        boolean veto,
        String source,
        String reasons) {

    /** What stands for all items or aspects. */
    public static final String ALL = "ALL";

    /** Reads a row of AssessCounty. */
    static ItemResult read(SimpleFeature row) {
        return new ItemResult(
                Cells.text(row, "group"),
                Cells.text(row, "aspect"),
                Cells.text(row, "item"),
                Cells.text(row, "title"),
                Cells.text(row, "value"),
                Cells.text(row, "target"),
                (Boolean) row.getAttribute("met"),
                Boolean.TRUE.equals(row.getAttribute("veto")),
                Cells.text(row, "source"),
                Cells.text(row, "reasons"));
    }

    /** Whether it sums up an aspect or the whole. */
    public boolean sum() {
        return item.equals(ALL);
    }
}

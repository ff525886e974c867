package org.edubalance.report.analysis;

import org.edubalance.standards.Stage;
import org.geotools.api.feature.simple.SimpleFeature;

/**
 * Pupils and places of a year; NaN is what is not known.
 *
 * @param region the key of the region, {@code ALL} for all
 * @param projected whether the year is still to come
 * @param lacking pupils beyond the places
 * @param classesLacking the same in classes
 */
public record Outlook(
        String region,
        Stage stage,
        int year,
        boolean projected,
        double pupils,
        double places,
        double lacking,
        double classesLacking,
        String note) {

    /** Reads a row of ProjectEnrolment. */
    static Outlook read(SimpleFeature row) {
        return new Outlook(
                Cells.text(row, "group"),
                Stage.of(Cells.text(row, "stage")),
                Cells.count(row, "year"),
                Boolean.TRUE.equals(row.getAttribute("projected")),
                Cells.number(row, "pupils"),
                Cells.number(row, "places"),
                Cells.number(row, "lacking"),
                Cells.number(row, "classes_lacking"),
                Cells.text(row, "note"));
    }
}

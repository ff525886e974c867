package org.edubalance.report.analysis;

import org.edubalance.standards.Stage;
import org.edubalance.standards.StandardIndicator;
import org.geotools.api.feature.simple.SimpleFeature;

/**
 * What brings a coefficient of variation to its limit: so much of a resource added, or moved from school to school.
 *
 * @param region the key of the region
 * @param moved whether it is moved, else added
 * @param before the coefficient as it is
 * @param after the coefficient then
 * @param amount how much is added or moved in all
 * @param schools how many schools get something
 * @param reached whether the limit is kept then
 */
public record Reallocation(
        String region,
        Stage stage,
        StandardIndicator indicator,
        boolean moved,
        double before,
        double after,
        double amount,
        int schools,
        boolean reached) {

    /** Reads one of the rows of AllocateResources for a region. */
    static Reallocation read(
            String region, Stage stage, StandardIndicator indicator, boolean moved, SimpleFeature row, int schools) {
        return new Reallocation(
                region,
                stage,
                indicator,
                moved,
                Cells.number(row, "cv_before"),
                Cells.number(row, "cv_after"),
                Cells.number(row, "amount"),
                schools,
                Boolean.TRUE.equals(row.getAttribute("reached")));
    }
}

package org.edubalance.report.analysis;

import java.util.Map;
import org.edubalance.standards.Stage;
import org.locationtech.jts.geom.Geometry;

/**
 * A school at a stage.
 *
 * @param name in the report's language
 * @param region the key of its region
 * @param pupils NaN where they are not known
 * @param place in the CRS of the regions' map, null where there is none
 * @param score NaN where it has none
 * @param level of the score, 1 the lowest; 0 where it has none
 * @param values of the standard's indicators by id, NaN where a value is missing
 * @param ratios of the values to their thresholds by id, NaN where one is missing
 * @param compliant null where it is not counted
 * @param excluded why it is not counted; null where it is
 * @param reasons why it does not comply; null where there is nothing to say
 */
public record SchoolResult(
        String name,
        String region,
        Stage stage,
        double pupils,
        Geometry place,
        double score,
        int level,
        Map<String, Double> values,
        Map<String, Double> ratios,
        Boolean compliant,
        String excluded,
        String reasons) {

    public boolean counted() {
        return excluded == null;
    }

    public boolean scored() {
        return !Double.isNaN(score);
    }

    /** Whether its place is known. */
    public boolean placed() {
        return place != null && !place.isEmpty();
    }

    /** The value of one of the standard's indicators, NaN where it is missing. */
    public double value(String indicator) {
        return values.get(indicator);
    }

    /** Whether it does not reach the threshold of an indicator. */
    public boolean misses(String indicator) {
        return ratios.get(indicator) < 1;
    }
}

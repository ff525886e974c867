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
 * @param met how many of the standard's indicators it meets
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
        int met,
        Boolean compliant,
        String excluded,
        String reasons) {

    /** A quotient may fall a few units in the last place short of the 1 that it is on paper. */
    private static final double REACHED = 1 - 1e-9;

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
        return ratios.get(indicator) < REACHED;
    }

    /** Whether it reaches the threshold of an indicator. */
    public boolean meets(String indicator) {
        return ratios.get(indicator) >= REACHED;
    }

    /** Whether it is known to be below a share of an indicator's threshold. */
    public boolean below(String indicator, double share) {
        return ratios.get(indicator) < share * REACHED;
    }

    /** How many of the indicators are known to be below a share of their threshold. */
    public long below(double share) {
        return ratios.keySet().stream()
                .filter(indicator -> below(indicator, share))
                .count();
    }

    /** How many indicators have no value. */
    public long missing() {
        return values.values().stream().filter(value -> Double.isNaN(value)).count();
    }

    /** What lacks to the thresholds, as the sum of the missing shares of them. */
    public double shortfall() {
        return ratios.values().stream()
                .filter(ratio -> ratio < REACHED)
                .mapToDouble(ratio -> 1 - ratio)
                .sum();
    }
}

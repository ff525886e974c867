package org.edubalance.report.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.feature.simple.SimpleFeature;

/**
 * What a school lacks to the standard.
 *
 * @param school the school
 * @param all what lacks to every threshold, by indicator, in the resource's unit; NaN where that is not known
 * @param cheapest the cheapest amounts by which the school complies, by indicator
 * @param cost of the cheapest, NaN without unit costs
 * @param priority its place in the order of priority, 0 where nothing is lacking
 */
public record SchoolPlan(
        SchoolResult school, Map<String, Double> all, Map<String, Double> cheapest, double cost, int priority) {

    /**
     * Reads a school's rows of ResourceGap, one for each goal.
     *
     * @param allMet the row for every threshold
     * @param compliant the row for the cheapest set
     */
    static SchoolPlan read(
            SchoolResult school, SimpleFeature allMet, SimpleFeature compliant, List<String> indicators) {
        return new SchoolPlan(
                school,
                gaps(allMet, indicators),
                gaps(compliant, indicators),
                Cells.number(compliant, "cost"),
                Cells.count(compliant, "priority"));
    }

    private static Map<String, Double> gaps(SimpleFeature row, List<String> indicators) {
        Map<String, Double> gaps = new LinkedHashMap<>();
        indicators.forEach(indicator -> gaps.put(indicator, Cells.number(row, "gap_" + indicator)));
        return gaps;
    }

    /** Whether it has to be given something to comply. */
    public boolean lacks() {
        return cheapest.values().stream().anyMatch(gap -> gap > 0);
    }
}

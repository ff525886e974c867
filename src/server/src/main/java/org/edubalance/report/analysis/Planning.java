package org.edubalance.report.analysis;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.standards.Stage;

/**
 * What to do, and what else is known of the regions.
 *
 * @param schools what each counted school lacks, those of a region in their order of priority; empty where the standard has
 *     no rule for schools
 * @param reallocations what brings the coefficients that are over their limit to it
 * @param items the standard's aspects, item by item and summed up; empty where it has none
 * @param satisfaction what surveys tell
 * @param outlook pupils and places of the coming years
 */
public record Planning(
        List<SchoolPlan> schools,
        List<Reallocation> reallocations,
        List<ItemResult> items,
        List<Satisfaction> satisfaction,
        List<Outlook> outlook) {

    /** The items of an aspect in a region, without their sum. */
    public List<ItemResult> items(String region, String aspect) {
        return items.stream()
                .filter(item -> item.region().equals(region) && item.aspect().equals(aspect) && !item.sum())
                .toList();
    }

    /** What all counted schools lack of a resource to the thresholds. */
    public double all(String indicator) {
        return schools.stream()
                .mapToDouble(plan -> plan.all().get(indicator))
                .filter(gap -> gap > 0)
                .sum();
    }

    /** The same of a region, and of one stage where that is not null. */
    public double all(String indicator, String region, Stage stageOrNull) {
        return schools.stream()
                .filter(plan -> plan.school().region().equals(region)
                        && (stageOrNull == null || plan.school().stage() == stageOrNull))
                .mapToDouble(plan -> plan.all().get(indicator))
                .filter(gap -> gap > 0)
                .sum();
    }

    /** What the cheapest way takes of a resource. */
    public double cheapest(String indicator) {
        return schools.stream()
                .mapToDouble(plan -> plan.cheapest().get(indicator))
                .filter(gap -> gap > 0)
                .sum();
    }

    /** How many schools lack of a resource. */
    public int lacking(String indicator) {
        return (int)
                schools.stream().filter(plan -> plan.all().get(indicator) > 0).count();
    }

    /** The plans by school. */
    public Map<SchoolResult, SchoolPlan> bySchool() {
        Map<SchoolResult, SchoolPlan> plans = new IdentityHashMap<>();
        schools.forEach(plan -> plans.put(plan.school(), plan));
        return plans;
    }
}

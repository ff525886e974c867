package org.edubalance.report.analysis;

import java.util.List;
import org.edubalance.standards.Stage;

/**
 * What came out for one stage.
 *
 * @param inequalities of each indicator that has one; of none where fewer than two schools are counted
 * @param methods what further methods tell
 */
public record StageResults(
        Stage stage,
        List<SchoolResult> schools,
        List<RegionResult> regions,
        List<WeightResult> weights,
        List<InequalityResult> inequalities,
        StageMethods methods) {

    /** The schools that the standard counts. */
    public List<SchoolResult> counted() {
        return schools.stream().filter(SchoolResult::counted).toList();
    }

    /** The counted schools of a region. */
    public List<SchoolResult> counted(String region) {
        return counted().stream()
                .filter(school -> region.equals(school.region()))
                .toList();
    }

    public List<SchoolResult> scored() {
        return schools.stream().filter(SchoolResult::scored).toList();
    }

    /** Whether the schools could be scored, but for single ones that lack a value. */
    public boolean hasScores() {
        return schools.stream().anyMatch(SchoolResult::scored);
    }

    /** The highest value of an indicator in the counted schools, NaN where none has one. */
    public double highest(String indicator) {
        return counted().stream()
                .mapToDouble(school -> school.value(indicator))
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
    }

    /** How many counted schools have no value of an indicator. */
    public int missing(String indicator) {
        return (int) counted().stream()
                .filter(school -> Double.isNaN(school.value(indicator)))
                .count();
    }
}

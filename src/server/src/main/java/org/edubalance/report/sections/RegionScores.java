package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.report.analysis.SchoolResult;
import org.edubalance.report.analysis.StageResults;

/**
 * The scores of a region's schools.
 *
 * @param scores of those that have one
 */
record RegionScores(String region, List<Double> scores) {

    /** The scores by region, from the highest mean down, regions without a score last. */
    static List<RegionScores> of(StageResults stage) {
        Map<String, List<Double>> scores = new LinkedHashMap<>();
        for (SchoolResult school : stage.schools()) {
            List<Double> of = scores.computeIfAbsent(school.region(), region -> new ArrayList<>());
            if (school.scored()) {
                of.add(school.score());
            }
        }
        return scores.entrySet().stream()
                .map(entry -> new RegionScores(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(region -> region.scores.isEmpty() ? 1 : -region.mean()))
                .toList();
    }

    double mean() {
        return scores.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
    }

    double lowest() {
        return scores.stream().mapToDouble(v -> v).min().orElse(Double.NaN);
    }

    double highest() {
        return scores.stream().mapToDouble(v -> v).max().orElse(Double.NaN);
    }
}

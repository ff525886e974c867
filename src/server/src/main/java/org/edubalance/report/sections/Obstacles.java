package org.edubalance.report.sections;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.edubalance.report.analysis.Obstacle;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.analysis.WeightResult;

/** What holds the scores of a stage's schools back, on the mean. */
record Obstacles(StageResults stage) {

    /** An indicator's mean degree. */
    record Mean(String indicator, double degree) {}

    boolean known() {
        return stage.methods().obstacles().stream().anyMatch(obstacle -> obstacle.main() != null);
    }

    /** The mean degree of an indicator over all schools with a score, NaN where there is none. */
    double mean(String indicator) {
        return mean(indicator, obstacle -> true);
    }

    /** Of how many schools an indicator is the greatest obstacle. */
    int greatest(String indicator) {
        return (int) stage.methods().obstacles().stream()
                .filter(obstacle -> indicator.equals(obstacle.main()))
                .count();
    }

    /** A region's indicators with the greatest mean degrees. */
    List<Mean> greatest(String region, int most) {
        return stage.weights().stream()
                .map(WeightResult::indicator)
                .map(indicator -> new Mean(
                        indicator,
                        mean(
                                indicator,
                                obstacle -> region.equals(obstacle.school().region()))))
                .filter(mean -> mean.degree() > 0)
                .sorted(Comparator.comparingDouble(Mean::degree).reversed())
                .limit(most)
                .toList();
    }

    private double mean(String indicator, Predicate<Obstacle> which) {
        return stage.methods().obstacles().stream()
                .filter(which)
                .mapToDouble(obstacle -> obstacle.degrees().get(indicator))
                .filter(degree -> !Double.isNaN(degree))
                .average()
                .orElse(Double.NaN);
    }
}

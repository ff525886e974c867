package org.edubalance.standards;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Refusal;

/**
 * Shares the resources of a school that teaches several stages between them, by weighted pupils: stage s of a school
 * with P_s pupils and weights k_s gets the share k_s P_s / Σ k_t P_t of its floor area, sports ground, equipment,
 * computers and books. Shares are not rounded.
 *
 * <p>Example: a nine-year school with 166 primary and 210 junior pupils and 23,226 books gives the primary stage
 * 166 / (166 + 1.1 · 210) = 0.418 of them, 9,711.6, which is 58.5 for each pupil, and the junior stage 13,514.4.
 */
public final class StageSplit {

    private StageSplit() {}

    /**
     * The share of each stage that has pupils; the shares sum to 1.
     *
     * @param type the school's type
     * @param pupils pupils per stage, finite and ≥ 0; only of stages that the type teaches where they are > 0
     * @throws Refusal if there are pupils at a stage that the type does not teach, or none at all
     */
    public static Map<Stage, Double> shares(SchoolType type, Map<Stage, Double> pupils) {
        check(type, pupils);
        Map<Stage, Double> shares = new TreeMap<>();
        double sum = 0;
        for (Map.Entry<Stage, Double> entry : pupils.entrySet()) {
            if (entry.getValue() > 0) {
                double weighted = type.weight(entry.getKey()) * entry.getValue();
                shares.put(entry.getKey(), weighted);
                sum += weighted;
            }
        }
        if (sum == 0) {
            throw Refusal.of("standards.split.none", "stages", titles(type));
        }
        double total = sum;
        shares.replaceAll((stage, weighted) -> weighted / total);
        return shares;
    }

    /**
     * Checks pupils of which some may not be known.
     *
     * @param pupils pupils per stage, NaN where they are not known
     * @throws Refusal if they are negative, or there are some at a stage that the type does not teach
     */
    public static void check(SchoolType type, Map<Stage, Double> pupils) {
        pupils.forEach((stage, count) -> {
            if (count < 0 || count.isInfinite()) {
                throw Refusal.of("standards.split.negative", "stage", stage.title(), "got", count);
            }
            if (count > 0 && !type.stages().contains(stage)) {
                throw Refusal.of(
                        "standards.split.stage",
                        "type",
                        type,
                        "stages",
                        titles(type),
                        "stage",
                        stage.title(),
                        "got",
                        count);
            }
        });
    }

    private static List<Label> titles(SchoolType type) {
        return type.stages().stream().map(Stage::title).toList();
    }
}

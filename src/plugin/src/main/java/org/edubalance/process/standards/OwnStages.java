package org.edubalance.process.standards;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Places;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;

/**
 * Stages that are not the national ones, in their order: of each the attribute with its pupils, and the weight k of one of
 * them. A school teaches the stages that it has pupils of, or may have; stage s gets the share k_s P_s / Σ k_t P_t.
 */
final class OwnStages {

    private final Map<String, Attribute> pupils = new LinkedHashMap<>();
    private final Map<String, Double> weights = new LinkedHashMap<>();

    /**
     * Reads the stages.
     *
     * @param entries {@code stage=attribute}
     * @param weights {@code stage=number}; 1 for those that are not named
     * @throws Refusal if an entry is no such thing, or a stage comes twice or is not known
     */
    OwnStages(List<String> entries, List<String> weights, SimpleFeatureType schema) {
        for (String entry : entries) {
            String[] parts = parts("stagePupils", entry);
            if (pupils.put(parts[0], Attribute.of("stagePupils", parts[1], schema)) != null) {
                throw Refusal.of("standards.split.stage.twice", "got", entry).about("stagePupils");
            }
        }
        for (String entry : weights) {
            String[] parts = parts("stageWeights", entry);
            double weight = number(parts[1]);
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw Refusal.of("standards.split.stage.weight", "got", entry).about("stageWeights");
            }
            if (!pupils.containsKey(parts[0])) {
                throw Refusal.of("standards.split.stage.unknown", "stages", names(), "got", parts[0])
                        .about("stageWeights");
            }
            if (this.weights.put(parts[0], weight) != null) {
                throw Refusal.of("standards.split.stage.twice", "got", entry).about("stageWeights");
            }
        }
    }

    private static String[] parts(String input, String entry) {
        int equals = entry == null ? -1 : entry.indexOf('=');
        if (equals < 1
                || entry.substring(0, equals).isBlank()
                || entry.substring(equals + 1).isBlank()) {
            throw Refusal.of("standards.split.stage.entry", "got", entry).about(input);
        }
        return new String[] {
            entry.substring(0, equals).strip(), entry.substring(equals + 1).strip()
        };
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Their names, in their order. */
    List<String> names() {
        return new ArrayList<>(pupils.keySet());
    }

    Iterable<Attribute> attributes() {
        return pupils.values();
    }

    /**
     * The shares of the stages that a school has pupils of; NaN where the pupils of one are not known.
     *
     * @param counts takes the pupils of each stage
     * @throws Refusal if there are fewer than 0
     */
    Map<String, Double> shares(SimpleFeature school, Map<String, Double> counts) {
        double sum = 0;
        Map<String, Double> shares = new LinkedHashMap<>();
        for (Map.Entry<String, Attribute> stage : pupils.entrySet()) {
            double count = stage.getValue().number(school);
            if (count < 0 || Double.isInfinite(count)) {
                throw Refusal.of("standards.split.negative", "stage", stage.getKey(), "got", count)
                        .about("data")
                        .at(Places.of(school));
            }
            counts.put(stage.getKey(), count);
            if (count != 0) {
                double weighted = weights.getOrDefault(stage.getKey(), 1.0) * count;
                shares.put(stage.getKey(), weighted);
                sum += weighted;
            }
        }
        double all = sum;
        if (shares.size() == 1) {
            shares.replaceAll((stage, weighted) -> 1.0);
        } else {
            shares.replaceAll((stage, weighted) -> weighted / all);
        }
        return shares;
    }
}

package org.edubalance.standards;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.edubalance.messages.Refusal;

/**
 * The highest coefficient of variation that a balanced region may have between its schools.
 *
 * @param basis whether each indicator has to keep the limit, or their mean
 * @param limits the limit per stage; a stage without one has no limit
 */
public record CvLimit(Basis basis, Map<Stage, Double> limits) {

    /** What the limit applies to. */
    public enum Basis {
        /** Every single indicator's coefficient. */
        EACH,
        /** The mean of the indicators' coefficients, the comprehensive coefficient. */
        COMPREHENSIVE
    }

    /** @throws Refusal if there is no limit at all, or one is not above 0 */
    public CvLimit {
        if (limits.isEmpty()) {
            throw Refusal.of("standards.limit.none");
        }
        Map<Stage, Double> copy = new TreeMap<>(limits);
        copy.forEach((stage, limit) -> {
            if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
                throw Refusal.of("standards.limit", "stage", stage, "got", limit);
            }
        });
        limits = Collections.unmodifiableMap(copy);
    }

    /** The limit for a stage, NaN where there is none. */
    public double limit(Stage stage) {
        return limits.getOrDefault(stage, Double.NaN);
    }
}

package org.edubalance.standards;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

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

    public CvLimit {
        if (basis == null) {
            throw new IllegalArgumentException("on must be EACH or COMPREHENSIVE, got none");
        }
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("there must be a limit for at least one stage");
        }
        EnumMap<Stage, Double> copy = new EnumMap<>(limits);
        copy.forEach((stage, limit) -> {
            if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the limit for " + stage + " must be > 0, got " + limit);
            }
        });
        limits = Collections.unmodifiableMap(copy);
    }

    /** The limit for a stage, NaN where there is none. */
    public double limit(Stage stage) {
        return limits.getOrDefault(stage, Double.NaN);
    }
}

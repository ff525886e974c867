package org.edubalance.scoring;

import java.util.Objects;

/**
 * An indicator to score by.
 *
 * @param name unique among the indicators of a score
 * @param direction whether more is better
 * @param dimension the dimension that it belongs to, null for none
 * @param userWeight the weight that the user gives it, ≥ 0 on any scale; NaN for none
 */
public record Indicator(String name, Direction direction, String dimension, double userWeight) {

    public Indicator {
        Objects.requireNonNull(name);
        Objects.requireNonNull(direction);
        if (userWeight < 0 || Double.isInfinite(userWeight)) {
            throw new IllegalArgumentException(
                    "the weight of indicator '" + name + "' must be a finite number >= 0, got " + userWeight);
        }
    }

    public Indicator(String name, Direction direction) {
        this(name, direction, null, Double.NaN);
    }
}

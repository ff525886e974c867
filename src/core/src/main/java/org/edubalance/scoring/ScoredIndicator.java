package org.edubalance.scoring;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.edubalance.messages.Refusal;

/**
 * An indicator to score by.
 *
 * @param name unique among the indicators of a score
 * @param direction whether more is better
 * @param dimensions the dimensions that it belongs to, from the outermost to its own; empty for none
 * @param userWeight the weight that the user gives it, ≥ 0 on any scale; NaN for none
 */
public record ScoredIndicator(String name, Direction direction, List<String> dimensions, double userWeight)
        implements Serializable {

    public ScoredIndicator {
        Objects.requireNonNull(name);
        Objects.requireNonNull(direction);
        dimensions = List.copyOf(dimensions);
        if (userWeight < 0 || Double.isInfinite(userWeight)) {
            throw Refusal.of("scoring.weight", "indicator", name, "got", userWeight);
        }
    }

    public ScoredIndicator(String name, Direction direction) {
        this(name, direction, List.of(), Double.NaN);
    }

    /** The dimension that it belongs to directly, null for none. */
    public String dimension() {
        return dimensions.isEmpty() ? null : dimensions.get(dimensions.size() - 1);
    }
}

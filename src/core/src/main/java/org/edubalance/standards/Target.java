package org.edubalance.standards;

import java.util.Map;

/**
 * What a figure is compared to.
 *
 * @param perStage numbers per stage, for schools; empty where it is the same for all
 * @param expression a number, or an ECQL expression over the figures, the same for all; null where it is per stage
 */
public record Target(Map<Stage, Double> perStage, String expression) {

    public Target {
        perStage = Map.copyOf(perStage);
    }

    /** One number for all. */
    static Target of(double number) {
        return new Target(
                Map.of(), number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number));
    }
}

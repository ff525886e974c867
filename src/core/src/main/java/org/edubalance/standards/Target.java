package org.edubalance.standards;

import java.util.Map;
import org.edubalance.definitions.Label;

/**
 * What a figure is compared to.
 *
 * @param perStage numbers per stage, for schools; empty where it is the same for all
 * @param expression a number, or an ECQL expression over the figures, the same for all; null where it is per stage
 * @param title what an expression asks for, for readers; null for a number
 */
public record Target(Map<Stage, Double> perStage, String expression, Label title) {

    public Target {
        perStage = Map.copyOf(perStage);
    }

    /** One number for all. */
    static Target of(double number) {
        String text = number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
        return new Target(Map.of(), text, null);
    }

    /** The number that it is for all, NaN where it is per stage or follows from figures. */
    public double number() {
        try {
            return expression == null ? Double.NaN : Double.parseDouble(expression);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}

package org.edubalance.standards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.edubalance.definitions.ExpressionText;
import org.edubalance.definitions.Label;

/**
 * A figure and what it is compared to.
 *
 * @param title what it is, for readers, where an item has several conditions; else null
 * @param expression the figure, an attribute or ECQL expression; null for the satisfaction of a survey alone
 * @param comparison how it is compared
 * @param target what it is compared to
 * @param unit the unit for readers, null where it has none
 * @param kind what kind of figure it is
 * @param exception where another target holds, null where there is no exception
 */
public record Condition(
        Label title,
        String expression,
        Comparison comparison,
        Target target,
        Label unit,
        Kind kind,
        Exception exception) {

    /** What a figure is. */
    public enum Kind {
        NUMBER,
        /** A share from 0 to 1, which data may have in percent. */
        SHARE,
        /** Yes or no. */
        YES_NO
    }

    /**
     * Where another target holds.
     *
     * @param when the condition under which it does
     * @param target the other target
     * @param title what it holds for, for readers
     */
    public record Exception(Condition when, Target target, Label title) {}

    /** This condition with numbers in place of parameters. */
    Condition with(Map<String, Double> parameters) {
        return new Condition(
                title,
                replaced(expression, parameters),
                comparison,
                replaced(target, parameters),
                unit,
                kind,
                exception == null
                        ? null
                        : new Exception(
                                exception.when.with(parameters),
                                replaced(exception.target, parameters),
                                exception.title));
    }

    private static Target replaced(Target target, Map<String, Double> parameters) {
        return new Target(target.perStage(), replaced(target.expression(), parameters));
    }

    private static String replaced(String expression, Map<String, Double> parameters) {
        String text = expression;
        for (Map.Entry<String, Double> parameter : parameters.entrySet()) {
            text = text == null
                    ? null
                    : ExpressionText.replaceName(
                            text,
                            parameter.getKey(),
                            Target.of(parameter.getValue()).expression());
        }
        return text;
    }

    /** The expressions that have to be evaluated for it. */
    public List<String> expressions() {
        List<String> all = new ArrayList<>();
        if (expression != null) {
            all.add(expression);
        }
        if (target.expression() != null) {
            all.add(target.expression());
        }
        if (exception != null) {
            all.addAll(exception.when.expressions());
            if (exception.target.expression() != null) {
                all.add(exception.target.expression());
            }
        }
        return all;
    }
}

package org.edubalance.planning;

import org.edubalance.standards.Comparison;
import org.edubalance.standards.Condition;
import org.edubalance.standards.Stage;

/**
 * What is known of a condition for one school or county.
 *
 * @param value the figure, 1 and 0 for yes and no; NaN where it is not known
 * @param target what it is compared to, where that is the same for all stages
 * @param excepted whether the condition's exception holds; null where that is not known
 * @param exceptionTarget the target of the exception
 */
public record Figure(double value, double target, Boolean excepted, double exceptionTarget) {

    /** Of what nothing is known. */
    public static final Figure UNKNOWN = new Figure(Double.NaN, Double.NaN, null, Double.NaN);

    /**
     * Whether the condition is kept; null where that is not known. Where it is not known whether the exception holds, it is
     * kept or not if it is so with either target.
     *
     * @param stageOrNull the school's stage
     */
    Boolean keeps(Condition condition, Stage stageOrNull) {
        Comparison comparison = condition.comparison();
        Boolean usually = comparison.keeps(value, targetAt(condition, stageOrNull));
        if (condition.exception() == null || Boolean.FALSE.equals(excepted)) {
            return usually;
        }
        Boolean otherwise = comparison.keeps(value, exceptionTarget);
        if (excepted != null) {
            return otherwise;
        }
        return usually == null || !usually.equals(otherwise) ? null : usually;
    }

    private double targetAt(Condition condition, Stage stageOrNull) {
        return condition.target().perStage().isEmpty()
                ? target
                : condition.target().perStage().getOrDefault(stageOrNull, Double.NaN);
    }
}

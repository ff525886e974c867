package org.edubalance.standards;

/** How a figure is compared to its target. */
public enum Comparison {
    AT_LEAST,
    AT_MOST,
    LESS_THAN,
    /** For yes (1) and no (0). */
    IS;

    /** A quotient may miss what it equals on paper by rounding, see {@link Assessor}. */
    private static final double ROUNDING = 1e-9;

    /** Whether a value keeps a target; null where one of them is not known, NaN. */
    public Boolean keeps(double value, double target) {
        if (Double.isNaN(value) || Double.isNaN(target)) {
            return null;
        }
        double rounding = ROUNDING * Math.abs(target);
        return switch (this) {
            case AT_LEAST -> value >= target - rounding;
            case AT_MOST -> value <= target + rounding;
            case LESS_THAN -> value < target - rounding;
            case IS -> value == target;
        };
    }
}

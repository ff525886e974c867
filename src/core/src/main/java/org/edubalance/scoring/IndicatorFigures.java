package org.edubalance.scoring;

/** What the weight of an indicator follows from: figures of its values over the rows that take part. */
interface IndicatorFigures {

    /**
     * A spread below this share of the largest magnitude is rounding, not information: an expression such as
     * {@code 100 * books / pupils} over proportional attributes gives values that differ in the last bits only.
     */
    double CONSTANT = 1e-12;

    /** What {@link Normalization#MIN_MAX_SHIFTED} adds. */
    double SHIFT = 0.0001;

    double min();

    double max();

    double mean();

    /** e ∈ [0, 1], see {@link #entropy(double, double, long)}. */
    double entropy(Normalization normalization);

    /** The standard deviation of the y, of values that are not constant. */
    double standardDeviation();

    default boolean constant() {
        return max() - min() <= CONSTANT * Math.max(Math.abs(min()), Math.abs(max()));
    }

    /** σ / |x̄| of the values themselves. */
    default double coefficientOfVariation() {
        return standardDeviation() * (max() - min()) / Math.abs(mean());
    }

    /** The min–max value y ∈ [0, 1] of a value, 1 the best; where values are not constant. */
    default double y(Direction direction, double x) {
        return (direction == Direction.POSITIVE ? x - min() : max() - x) / (max() - min());
    }

    /** What p is the share of: v of {@link #entropy(double, double, long)}. */
    default double share(Normalization normalization, Direction direction, double x) {
        return switch (normalization) {
            case MIN_MAX -> y(direction, x);
            case MIN_MAX_SHIFTED -> y(direction, x) + SHIFT;
            // any common factor leaves p as it is; this one keeps the sums in range
            case SUM -> x / max();
        };
    }

    /**
     * e = −(1/ln m) Σ p ln p with p = v/V, V = Σv, and 0·ln 0 = 0; computed as (ln V − (Σ v ln v)/V) / ln m, which takes
     * one pass.
     */
    static double entropy(double sum, double sumLog, long rows) {
        double entropy = (Math.log(sum) - sumLog / sum) / Math.log(rows);
        return Math.min(1, Math.max(0, entropy));
    }
}

package org.edubalance.scoring;

import org.edubalance.messages.Refusal;

/** One indicator's values with what their min–max normalization and entropy need. */
final class NormalizedColumn {

    /**
     * A spread below this share of the largest magnitude is rounding, not information: an expression such as
     * {@code 100 * books / pupils} over proportional attributes gives values that differ in the last bits only.
     */
    private static final double CONSTANT = 1e-12;

    private static final double SHIFT = 0.0001;

    private final ScoredIndicator indicator;
    private final double[] x;
    private final double min;
    private final double max;
    private final double mean;

    NormalizedColumn(ScoredIndicator indicator, double[] x) {
        this.indicator = indicator;
        this.x = x;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (double value : x) {
            low = Math.min(low, value);
            high = Math.max(high, value);
            sum += value;
        }
        min = low;
        max = high;
        mean = sum / x.length;
        if (!(max - min < Double.POSITIVE_INFINITY && Math.abs(mean) < Double.POSITIVE_INFINITY)) {
            throw Refusal.of("scoring.large", "indicator", indicator.name(), "min", min, "max", max);
        }
    }

    /** Refuses values that the method is not defined for. */
    void check(ScoringMethod method) {
        if (method.normalization() == Normalization.SUM && min < 0) {
            throw Refusal.of("scoring.sum.negative", "indicator", indicator.name(), "got", min);
        }
        if (method.weighting() == Weighting.CV && mean == 0) {
            throw new UnscorableRows("scoring.cv.mean", "indicator", indicator.name());
        }
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    double mean() {
        return mean;
    }

    boolean constant() {
        return max - min <= CONSTANT * Math.max(Math.abs(min), Math.abs(max));
    }

    /** The min–max value y ∈ [0, 1] of row i, 1 the best; of a column that is not constant. */
    double y(int i) {
        double above = indicator.direction() == Direction.POSITIVE ? x[i] - min : max - x[i];
        return above / (max - min);
    }

    /**
     * e = −(1/ln m) Σ p ln p with p = v/V, V = Σv, and 0·ln 0 = 0; computed as (ln V − (Σ v ln v)/V) / ln m, which takes
     * one pass.
     */
    double entropy(Normalization normalization) {
        if (constant()) {
            return 1;
        }
        double sum = 0;
        double sumLog = 0;
        for (int i = 0; i < x.length; i++) {
            double v =
                    switch (normalization) {
                        case MIN_MAX -> y(i);
                        case MIN_MAX_SHIFTED -> y(i) + SHIFT;
                        // any common factor leaves p as it is; this one keeps the sums in range
                        case SUM -> x[i] / max;
                    };
            if (v > 0) {
                sum += v;
                sumLog += v * Math.log(v);
            }
        }
        double entropy = (Math.log(sum) - sumLog / sum) / Math.log(x.length);
        return Math.min(1, Math.max(0, entropy));
    }

    /** The standard deviation of the y. */
    double standardDeviation() {
        double meanY = meanY();
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            double d = y(i) - meanY;
            squares += d * d;
        }
        return Math.sqrt(squares / x.length);
    }

    /** σ / |x̄| of the values themselves. */
    double coefficientOfVariation() {
        return standardDeviation() * (max - min) / Math.abs(mean);
    }

    /** Pearson's r between the y of two columns that are not constant. */
    double correlation(NormalizedColumn other) {
        double meanA = meanY();
        double meanB = other.meanY();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < x.length; i++) {
            double a = y(i) - meanA;
            double b = other.y(i) - meanB;
            ab += a * b;
            aa += a * a;
            bb += b * b;
        }
        return ab / Math.sqrt(aa * bb);
    }

    private double meanY() {
        double above = indicator.direction() == Direction.POSITIVE ? mean - min : max - mean;
        return above / (max - min);
    }
}

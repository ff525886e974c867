package org.edubalance.scoring;

import org.edubalance.messages.Refusal;

/** One indicator's values with what their min–max normalization and entropy need. */
final class NormalizedColumn implements IndicatorFigures {

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

    @Override
    public double min() {
        return min;
    }

    @Override
    public double max() {
        return max;
    }

    @Override
    public double mean() {
        return mean;
    }

    /** The min–max value y ∈ [0, 1] of row i, 1 the best; of a column that is not constant. */
    double y(int i) {
        return y(indicator.direction(), x[i]);
    }

    @Override
    public double entropy(Normalization normalization) {
        if (constant()) {
            return 1;
        }
        double sum = 0;
        double sumLog = 0;
        for (double value : x) {
            double v = share(normalization, indicator.direction(), value);
            if (v > 0) {
                sum += v;
                sumLog += v * Math.log(v);
            }
        }
        return IndicatorFigures.entropy(sum, sumLog, x.length);
    }

    @Override
    public double standardDeviation() {
        double meanY = meanY();
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            double d = y(i) - meanY;
            squares += d * d;
        }
        return Math.sqrt(squares / x.length);
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
        return y(indicator.direction(), mean);
    }
}

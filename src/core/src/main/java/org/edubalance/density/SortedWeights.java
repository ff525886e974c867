package org.edubalance.density;

/**
 * A stretch of values in ascending order, each with its weight, out of a longer row of them: so that quantiles of more
 * values than one machine holds can be found in the stretch that they lie in.
 *
 * @param values ascending; the stretch must begin before the quantile that is asked for, and end after it
 * @param weights of the values
 * @param before how many values there are below the stretch
 * @param weightBefore their weight
 * @param n how many values there are in all
 * @param totalWeight their weight
 */
public record SortedWeights(
        double[] values, double[] weights, long before, double weightBefore, long n, double totalWeight) {

    /** The first value with more than half of the weight up to it; half-way to the next where it is just half. */
    public double median() {
        double below = weightBefore;
        for (int i = 0; i < values.length; i++) {
            below += weights[i];
            if (below > totalWeight / 2) {
                return values[i];
            }
            if (below == totalWeight / 2 && i + 1 < values.length) {
                return (values[i] + values[i + 1]) / 2;
            }
        }
        return values[values.length - 1];
    }

    /**
     * Linear interpolation between order statistics; the k-th stands at (k − 1) w_k + (n − 1) Σ_{i<k} w_i, which for equal
     * weights is the usual (n − 1)p.
     */
    public double quantile(double p) {
        double target = p * (n - 1) * totalWeight;
        double below = weightBefore;
        double previous = 0;
        for (int i = 0; i < values.length; i++) {
            double at = (before + i) * weights[i] + (n - 1) * below;
            if (i > 0 && at >= target) {
                double share = at > previous ? (target - previous) / (at - previous) : 0;
                return values[i - 1] + share * (values[i] - values[i - 1]);
            }
            below += weights[i];
            previous = at;
        }
        return values[values.length - 1];
    }
}

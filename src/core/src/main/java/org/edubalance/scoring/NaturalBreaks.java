package org.edubalance.scoring;

import java.util.stream.IntStream;

/**
 * Natural breaks: the division of values into k classes with the least sum of squared deviations from the class means
 * (Jenks 1967; Fisher 1958), found exactly.
 *
 * <p>With D_c(j) the least sum for the first j of the n distinct values in c classes, and S(i, j) the sum of one class of
 * the values from i to j,
 *
 * <pre>   D_c(j) = min over i of D_(c−1)(i) + S(i + 1, j)</pre>
 *
 * <p>and the best i never moves back as j grows. So the middle j is solved first and halves the candidates of those on
 * either side: O(k n log n) instead of Fisher's O(k n²) (Wang and Song 2011 is the common implementation of the
 * quadratic recurrence). S comes from running sums of the values and their squares about the mean.
 */
final class NaturalBreaks {

    /** Below this many values, threads cost more than they bring. */
    private static final int PARALLEL_FROM = 20_000;

    private final double[] values;
    /** Running sums over the first i values, of their counts, and of the values and their squares about the mean. */
    private final double[] count;

    private final double[] sum;
    private final double[] squares;

    private NaturalBreaks(Classification.Distinct distinct) {
        values = distinct.values();
        int n = values.length;
        count = new double[n + 1];
        sum = new double[n + 1];
        squares = new double[n + 1];
        double total = 0;
        double rows = 0;
        for (int i = 0; i < n; i++) {
            total += values[i] * distinct.counts()[i];
            rows += distinct.counts()[i];
        }
        double mean = total / rows;
        for (int i = 0; i < n; i++) {
            double d = values[i] - mean;
            int times = distinct.counts()[i];
            count[i + 1] = count[i] + times;
            sum[i + 1] = sum[i] + times * d;
            squares[i + 1] = squares[i] + times * d * d;
        }
    }

    /** The upper bound, itself included, of each of k classes of values; at most one class a value. */
    static double[] upperBounds(Classification.Distinct distinct, int k) {
        return distinct.values().length <= k ? distinct.values() : new NaturalBreaks(distinct).solve(k);
    }

    private double[] solve(int k) {
        int n = values.length;
        double[] previous = new double[n + 1];
        for (int j = 1; j <= n; j++) {
            previous[j] = within(0, j);
        }
        int[][] starts = new int[k][];
        for (int c = 1; c < k; c++) {
            double[] current = new double[n + 1];
            starts[c] = new int[n + 1];
            // of the last class only the whole is asked for
            int first = c == k - 1 ? n : c + 1;
            fill(previous, current, starts[c], first, n, c, n - 1);
            previous = current;
        }
        double[] bounds = new double[k];
        int end = n;
        for (int c = k - 1; c >= 0; c--) {
            bounds[c] = values[end - 1];
            end = c == 0 ? 0 : starts[c][end];
        }
        return bounds;
    }

    /** Solves the j from first to last, whose best starts lie between low and high. */
    private void fill(double[] previous, double[] current, int[] starts, int first, int last, int low, int high) {
        if (first > last) {
            return;
        }
        int j = (first + last) >>> 1;
        int best = low;
        double least = Double.POSITIVE_INFINITY;
        for (int i = low; i <= Math.min(high, j - 1); i++) {
            double candidate = previous[i] + within(i, j);
            if (candidate < least) {
                least = candidate;
                best = i;
            }
        }
        current[j] = least;
        starts[j] = best;
        int split = best;
        if (last - first < PARALLEL_FROM) {
            fill(previous, current, starts, first, j - 1, low, split);
            fill(previous, current, starts, j + 1, last, split, high);
        } else {
            IntStream.range(0, 2).parallel().forEach(half -> {
                if (half == 0) {
                    fill(previous, current, starts, first, j - 1, low, split);
                } else {
                    fill(previous, current, starts, j + 1, last, split, high);
                }
            });
        }
    }

    /** The sum of squared deviations of one class of the values from i (counted from 0) up to and without j. */
    private double within(int i, int j) {
        double s = sum[j] - sum[i];
        return Math.max(0, squares[j] - squares[i] - s * s / (count[j] - count[i]));
    }
}

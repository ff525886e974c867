package org.edubalance.balance;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * The Gini coefficient split into what lies within groups, between them, and in their overlap (transvariation), after
 * Dagum. With P_j the population of group j, P that of all, p_j = P_j/P, ȳ_j the group's mean, ȳ that of all, and
 * s_j = p_j ȳ_j/ȳ:
 *
 * <pre>
 *   G_jh = Σ_i Σ_r P_i P_r |y_ji − y_hr| / (P_j P_h (ȳ_j + ȳ_h))    Gini of a pair, G_jj that of a group
 *   d_jh, p_jh   mean of y_ji − y_hr over the pairs of members where the one of the richer group j (ȳ_j ≥ ȳ_h) has more,
 *                and of y_hr − y_ji where the one of the poorer group has
 *   D_jh = (d_jh − p_jh) / (d_jh + p_jh)                            relative economic affluence, 0 … 1
 *
 *   G_w  = Σ_j G_jj p_j s_j                                          within
 *   G_nb = Σ_{j&lt;h} G_jh (p_j s_h + p_h s_j) D_jh                     net between
 *   G_t  = Σ_{j&lt;h} G_jh (p_j s_h + p_h s_j) (1 − D_jh)               transvariation
 *   G    = G_w + G_nb + G_t
 * </pre>
 *
 * <p>Source: C. Dagum, "A new approach to the decomposition of the Gini income inequality ratio", Empirical Economics 22
 * (1997).
 *
 * <p>The rows are sorted once, O(n log n), and swept once: the row with value y adds to its group's gains over each group
 * h the sum P_r (y − y_hr) over the rows of h below it, which is y times their population less their sum. That is two
 * additions for a row and a group, O(n k) for all k² pairs, and no row meets another.
 *
 * <p>Immutable and thread-safe.
 */
public final class DagumDecomposition {

    /** Columns that one thread sweeps at a time: their sums stay in the nearest cache. */
    private static final int COLUMNS = 64;

    private static final int ROWS_BETWEEN_CHECKS = 1 << 16;

    /** Differences below this share of the values are rounding. */
    private static final double NOTHING = 1e-12;

    /**
     * What lies between two groups.
     *
     * @param richer the group with the higher mean
     * @param poorer the other
     * @param gini G_jh, 0 where neither group has anything
     * @param distance D_jh, NaN where all values of both are equal
     * @param netBetween the pair's share of G_nb
     * @param transvariation the pair's share of G_t
     */
    public record Pair(int richer, int poorer, double gini, double distance, double netBetween, double transvariation) {

        /** What the pair adds to the Gini coefficient of all. */
        public double contribution() {
            return netBetween + transvariation;
        }
    }

    private final double gini;
    private final double total;
    private final double mean;
    private final int[] counts;
    private final double[] populations;
    private final double[] means;
    /** By group and other group: Σ P_i P_r (y_i − y_r) over the members of the first that have more than the others'. */
    private final double[][] gains;

    private DagumDecomposition(double[] values, double[] weights, int[] groups, Monitor monitor) {
        Distribution all = Distribution.of(values, weights);
        gini = all.gini();
        total = all.population();
        mean = all.mean();
        int k = Arrays.stream(groups).max().orElseThrow() + 1;
        counts = new int[k];
        populations = new double[k];
        means = new double[k];
        for (int i = 0; i < values.length; i++) {
            double p = weights == null ? 1 : weights[i];
            counts[groups[i]]++;
            populations[groups[i]] += p;
            means[groups[i]] += p * values[i];
        }
        for (int g = 0; g < k; g++) {
            means[g] = counts[g] == 0 ? Double.NaN : means[g] / populations[g];
        }
        long filled = Arrays.stream(counts).filter(count -> count > 0).count();
        if (filled < 2) {
            throw Refusal.of("balance.dagum.groups", "got", filled);
        }
        gains = new double[k][k];
        new Sweep(values, weights, groups, all.min()).run(gains, monitor);
    }

    /**
     * Splits the Gini coefficient.
     *
     * @param values y, finite and ≥ 0, not all 0
     * @param populations the members' populations, finite and > 0; null if all are 1
     * @param groups the group of each value, from 0
     * @param monitor asked whether to go on, and told of what is done
     * @throws Refusal if a value or a population is out of range, or fewer than two groups have a value
     */
    public static DagumDecomposition of(double[] values, double[] populations, int[] groups, Monitor monitor) {
        if (groups.length != values.length) {
            throw new IllegalArgumentException(groups.length + " groups for " + values.length + " values");
        }
        return new DagumDecomposition(values, populations, groups, monitor);
    }

    /** How many groups there are, those without a value included. */
    public int groups() {
        return counts.length;
    }

    /** How many values a group has. */
    public int count(int group) {
        return counts[group];
    }

    /** ȳ_j; NaN for a group without a value. */
    public double mean(int group) {
        return means[group];
    }

    /** G, of all values. */
    public double gini() {
        return gini;
    }

    /** G_jj of a group, 0 where its values are equal; NaN for a group without a value. */
    public double gini(int group) {
        double most = means[group] * populations[group] * populations[group];
        double gain = gains[group][group];
        return counts[group] == 0 ? Double.NaN : gain <= NOTHING * most ? 0 : gain / most;
    }

    /** G_jj p_j s_j, what a group adds to G_w; 0 for a group without a value. */
    public double contribution(int group) {
        return counts[group] == 0 ? 0 : gini(group) * populations[group] * populations[group] * means[group] / whole();
    }

    /** G_w. */
    public double within() {
        return IntStream.range(0, counts.length).mapToDouble(this::contribution).sum();
    }

    /** G_nb. */
    public double netBetween() {
        double sum = 0;
        for (int a = 0; a < counts.length; a++) {
            for (int b = a + 1; b < counts.length; b++) {
                sum += arePair(a, b) ? pair(a, b).netBetween : 0;
            }
        }
        return sum;
    }

    /** G_t. */
    public double transvariation() {
        double sum = 0;
        for (int a = 0; a < counts.length; a++) {
            for (int b = a + 1; b < counts.length; b++) {
                sum += arePair(a, b) ? pair(a, b).transvariation : 0;
            }
        }
        return sum;
    }

    /** Whether both of two groups have a value. */
    public boolean arePair(int a, int b) {
        return counts[a] > 0 && counts[b] > 0;
    }

    /**
     * What lies between two groups.
     *
     * @throws IllegalArgumentException unless both have a value
     */
    public Pair pair(int a, int b) {
        if (!arePair(a, b) || a == b) {
            throw new IllegalArgumentException("no pair of groups with values: " + a + ", " + b);
        }
        int richer = means[b] > means[a] ? b : a;
        int poorer = richer == a ? b : a;
        double most = populations[a] * populations[b] * (means[a] + means[b]);
        double difference = gains[richer][poorer] + gains[poorer][richer];
        if (difference <= NOTHING * most) {
            return new Pair(richer, poorer, 0, Double.NaN, 0, 0);
        }
        double net = Math.max(0, gains[richer][poorer] - gains[poorer][richer]);
        double distance = Math.min(1, net / difference);
        double contribution = difference / whole();
        return new Pair(
                richer, poorer, difference / most, distance, contribution * distance, contribution * (1 - distance));
    }

    /** P² ȳ. */
    private double whole() {
        return total * total * mean;
    }

    /** The rows upwards by value, with the smallest value as 0: differences stay as they are and sums stay small. */
    private static final class Sweep {

        private final double[] y;
        private final double[] p;
        private final int[] group;

        Sweep(double[] values, double[] weights, int[] groups, double smallest) {
            int n = values.length;
            y = new double[n];
            // a row's number is carried along as a weight would be: every int is a double
            double[] rows = new double[n];
            for (int i = 0; i < n; i++) {
                y[i] = values[i] - smallest;
                rows[i] = i;
            }
            SortByValue.sort(y, rows);
            p = new double[n];
            group = new int[n];
            for (int i = 0; i < n; i++) {
                int row = (int) rows[i];
                p[i] = weights == null ? 1 : weights[row];
                group[i] = groups[row];
            }
        }

        void run(double[][] gains, Monitor monitor) {
            Workers.of(monitor).run(gains.length, COLUMNS, () -> (from, to) -> columns(gains, from, to, monitor));
        }

        /** The gains over the groups from {@code from} to {@code to}. */
        private void columns(double[][] gains, int from, int to, Monitor monitor) {
            int width = to - from;
            double[] below = new double[width];
            double[] sum = new double[width];
            double[] gain = new double[gains.length * width];
            for (int i = 0; i < y.length; i++) {
                if (i % ROWS_BETWEEN_CHECKS == 0) {
                    monitor.check();
                }
                add(y[i], p[i], below, sum, gain, group[i] * width);
                int column = group[i] - from;
                if (column >= 0 && column < width) {
                    below[column] += p[i];
                    sum[column] += p[i] * y[i];
                }
            }
            for (int g = 0; g < gains.length; g++) {
                System.arraycopy(gain, g * width, gains[g], from, width);
            }
        }

        /** A loop that the compiler makes vector instructions of. */
        private static void add(double y, double p, double[] below, double[] sum, double[] gain, int start) {
            for (int h = 0; h < below.length; h++) {
                gain[start + h] += p * (y * below[h] - sum[h]);
            }
        }
    }
}

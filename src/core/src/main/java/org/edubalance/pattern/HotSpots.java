package org.edubalance.pattern;

import java.util.Arrays;
import org.apache.commons.math3.special.Erf;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Workers;

/**
 * The local statistic of Getis and Ord: where high values, or low ones, gather. With w_ij = 1 for a feature i itself and
 * each of its neighbours j, and 0 otherwise, W_i = Σ_j w_ij, and s the standard deviation over n,
 *
 * <pre>
 *   G_i* = (Σ_j w_ij x_j − x̄ W_i) / (s √((n Σ_j w_ij² − W_i²) / (n − 1)))
 * </pre>
 *
 * <p>At random G_i* is about standard normal, the better the more neighbours there are (eight are a good number): p is
 * two-sided. It has no value for a feature that all others are neighbours of, as there is nothing to compare with, and none
 * here for an island, whose own value alone would gather nothing. Source: J. K. Ord and A. Getis, "Local spatial
 * autocorrelation statistics: distributional issues and an application", Geographical Analysis 27 (1995).
 */
public final class HotSpots {

    /** The fewest values that have a G_i*. */
    public static final int FEWEST = 3;

    /** What gathers around a feature, and how sure that is. */
    public enum Kind {
        /** High values, at 99 %. */
        HOT_99,
        /** High values, at 95 %. */
        HOT_95,
        /** High values, at 90 %. */
        HOT_90,
        /** Nothing that chance would not. */
        NS,
        /** Low values, at 90 %. */
        COLD_90,
        /** Low values, at 95 %. */
        COLD_95,
        /** Low values, at 99 %. */
        COLD_99
    }

    private static final int FEATURES_PER_BLOCK = 4096;

    private HotSpots() {}

    /**
     * G_i* of each feature; NaN for islands and for those next to all others.
     *
     * @param values x, at least {@value #FEWEST}, not all equal
     * @param neighbours the positions of each feature's neighbours, without itself
     * @throws Refusal if there are too few values or they are all equal
     */
    public static double[] z(double[] values, int[][] neighbours, Workers workers) {
        int n = values.length;
        if (n < FEWEST) {
            throw Refusal.of("pattern.hotspots.few", "fewest", FEWEST, "got", n).about("attribute");
        }
        double least = Arrays.stream(values).min().getAsDouble();
        double greatest = Arrays.stream(values).max().getAsDouble();
        if (!(least < greatest)) {
            throw Refusal.of("pattern.hotspots.equal", "got", least).about("attribute");
        }
        double mean = Arrays.stream(values).sum() / n;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / n);
        double[] z = new double[n];
        workers.run(n, FEATURES_PER_BLOCK, () -> (from, to) -> {
            for (int i = from; i < to; i++) {
                double sum = values[i] - mean;
                for (int j : neighbours[i]) {
                    sum += values[j] - mean;
                }
                double weights = neighbours[i].length + 1.0;
                double spread = deviation * Math.sqrt((n * weights - weights * weights) / (n - 1));
                z[i] = weights == 1 || weights == n ? Double.NaN : sum / spread;
            }
        });
        return z;
    }

    /** The probability of a standard normal value at least as far from 0 as each; NaN for NaN. */
    public static double[] p(double[] z, Workers workers) {
        double[] p = new double[z.length];
        workers.run(z.length, FEATURES_PER_BLOCK, () -> (from, to) -> {
            for (int i = from; i < to; i++) {
                p[i] = Double.isNaN(z[i]) ? Double.NaN : Erf.erfc(Math.abs(z[i]) / Math.sqrt(2));
            }
        });
        return p;
    }

    /**
     * Probabilities adjusted so that of what is found at a level at most that share is found by chance: with the m
     * probabilities in ascending order, q_(i) = min over k ≥ i of p_(k) m / k. Those that are NaN stay so and do not count.
     * Source: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B
     * 57 (1995).
     */
    public static double[] falseDiscoveryRates(double[] p) {
        double[] ascending =
                Arrays.stream(p).filter(value -> !Double.isNaN(value)).sorted().toArray();
        double[] rates = new double[ascending.length];
        double least = 1;
        for (int k = ascending.length; k > 0; k--) {
            least = Math.min(least, ascending[k - 1] * (ascending.length / (double) k));
            rates[k - 1] = least;
        }
        // equal ones have the same rate, whichever of them is found
        return Arrays.stream(p)
                .map(value -> Double.isNaN(value) ? value : rates[Arrays.binarySearch(ascending, value)])
                .toArray();
    }

    /** The kind of a feature by its z and its probability, or the false discovery rate in its place. */
    public static Kind kind(double z, double p) {
        if (p <= 0.01) {
            return z > 0 ? Kind.HOT_99 : Kind.COLD_99;
        }
        if (p <= 0.05) {
            return z > 0 ? Kind.HOT_95 : Kind.COLD_95;
        }
        if (p <= 0.1) {
            return z > 0 ? Kind.HOT_90 : Kind.COLD_90;
        }
        return Kind.NS;
    }
}

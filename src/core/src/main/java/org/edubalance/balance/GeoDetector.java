package org.edubalance.balance;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.edubalance.messages.Refusal;

/**
 * How much of the variance of a value lies between the strata of a factor: the geographical detector. With N rows of mean
 * Ȳ and variance σ², in L strata of N_h rows, mean Ȳ_h and variance σ_h² (over N and N_h):
 *
 * <pre>
 *   q = 1 − Σ_h N_h σ_h² / (N σ²)                                    0 … 1
 *   F = (N − L)/(L − 1) · q/(1 − q)                                  noncentral F with L − 1 and N − L degrees of freedom
 *   λ = (Σ_h Ȳ_h² − (Σ_h √N_h Ȳ_h)²/N) / σ²                          and this noncentrality; p = P(F' > F)
 * </pre>
 *
 * <p>Source: J.-F. Wang et al., "Geographical detectors-based health risk assessment", International Journal of
 * Geographical Information Science 24 (2010); the test: J.-F. Wang, T.-L. Zhang, B.-J. Fu, "A measure of spatial stratified
 * heterogeneity", Ecological Indicators 67 (2016).
 *
 * @param q the share of the variance between the strata
 * @param f F; infinite where q is 1, NaN where there are as many strata as rows
 * @param p of F, NaN as F
 * @param strata L
 * @param singles how many strata have one row only
 */
public record GeoDetector(double q, double f, double p, int strata, int singles) {

    /** Shares that differ by less than this are equal. */
    private static final double ROUNDING = 1e-12;

    /** What two factors explain together, beside what each does alone. */
    public enum Interaction {
        /** Less than the weaker factor alone. */
        WEAKEN_NONLINEAR,
        /** No more than the stronger factor alone. */
        WEAKEN_UNIVARIATE,
        /** More than each of them, less than their sum. */
        ENHANCE_BIVARIATE,
        /** As much as their sum. */
        INDEPENDENT,
        /** More than their sum. */
        ENHANCE_NONLINEAR;

        /** The interaction of two factors with shares q₁ and q₂, whose strata together have the share {@code both}. */
        public static Interaction of(double q1, double q2, double both) {
            if (both < Math.min(q1, q2) - ROUNDING) {
                return WEAKEN_NONLINEAR;
            }
            if (both <= Math.max(q1, q2) + ROUNDING) {
                return WEAKEN_UNIVARIATE;
            }
            double beyond = both - q1 - q2;
            return Math.abs(beyond) <= ROUNDING ? INDEPENDENT : beyond < 0 ? ENHANCE_BIVARIATE : ENHANCE_NONLINEAR;
        }
    }

    /**
     * The detector of a factor.
     *
     * @param values finite
     * @param strata the stratum of each value, from 0, none of them empty
     * @throws Refusal if all values are equal or there are fewer than two strata
     */
    public static GeoDetector of(double[] values, int[] strata) {
        if (strata.length != values.length) {
            throw new IllegalArgumentException(strata.length + " strata for " + values.length + " values");
        }
        int n = values.length;
        int l = Arrays.stream(strata).max().orElse(-1) + 1;
        if (l < 2) {
            throw Refusal.of("balance.detector.strata", "got", l);
        }
        double[] count = new double[l];
        double[] mean = new double[l];
        double whole = 0;
        for (int i = 0; i < n; i++) {
            count[strata[i]]++;
            mean[strata[i]] += values[i];
            whole += values[i];
        }
        for (int h = 0; h < l; h++) {
            mean[h] /= count[h];
        }
        whole /= n;
        double within = 0;
        double total = 0;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double own = values[i] - mean[strata[i]];
            double all = values[i] - whole;
            within += own * own;
            total += all * all;
            largest = Math.max(largest, Math.abs(values[i]));
        }
        if (!(total < Double.POSITIVE_INFINITY)) {
            throw Refusal.of("balance.large");
        }
        if (Math.sqrt(total / n) <= ROUNDING * largest) {
            throw Refusal.of("balance.detector.constant", "got", values[0]);
        }
        double q = Math.min(1, Math.max(0, 1 - within / total));
        if (1 - q < ROUNDING) {
            q = 1;
        }
        double f = l == n ? Double.NaN : (n - l) / (l - 1.0) * q / (1 - q);
        double p = Double.isNaN(f)
                ? Double.NaN
                : NoncentralF.upperTail(f, l - 1, n - l, noncentrality(count, mean, total));
        int singles = (int) Arrays.stream(count).filter(rows -> rows == 1).count();
        return new GeoDetector(q, f, p, l, singles);
    }

    /** λ; the squares are those of values whose sum the variance is of, so they are finite if it is. */
    private static double noncentrality(double[] count, double[] mean, double total) {
        double n = Arrays.stream(count).sum();
        double squares = 0;
        double roots = 0;
        for (int h = 0; h < count.length; h++) {
            squares += mean[h] * mean[h];
            roots += Math.sqrt(count[h]) * mean[h];
        }
        return Math.max(0, (squares - roots * roots / n) / (total / n));
    }

    /** The strata of two factors laid over each other, numbered from 0 in the order in which they come. */
    public static int[] overlay(int[] first, int[] second) {
        Map<Long, Integer> numbers = new HashMap<>();
        int[] both = new int[first.length];
        for (int i = 0; i < both.length; i++) {
            long key = (long) first[i] << Integer.SIZE | second[i];
            Integer number = numbers.get(key);
            if (number == null) {
                number = numbers.size();
                numbers.put(key, number);
            }
            both[i] = number;
        }
        return both;
    }
}

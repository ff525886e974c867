package org.edubalance.balance;

import java.util.Arrays;
import org.edubalance.messages.Refusal;

/**
 * How unequally an indicator is spread over schools: its values x_i ≥ 0, each with the weight P_i > 0 of its pupils
 * (1 where none are given). With P = Σ P_i, q_i = P_i/P and the mean x̄ = Σ q_i x_i > 0:
 *
 * <pre>
 *   coefficient of variation   √(Σ q_i (x_i − x̄)²) / x̄      the official difference coefficient
 *   Gini                       Σ_i Σ_j q_i q_j |x_i − x_j| / (2 x̄)
 *   Theil T                    Σ q_i (x_i/x̄) ln(x_i/x̄)       0·ln 0 = 0
 *   Theil L                    Σ q_i ln(x̄/x_i)               infinite where some x_i = 0
 *   Atkinson                   1 − (Σ q_i (x_i/x̄)^(1−ε))^(1/(1−ε)),  for ε = 1 one minus geometric over arithmetic mean
 *   Hoover                     ½ Σ q_i |x_i/x̄ − 1|
 * </pre>
 *
 * <p>Each is 0 where all values are equal, and stays as it is when all values are multiplied by a factor, all weights
 * are, or every school is there twice. Source: F. Cowell, "Measuring Inequality", 3rd ed. 2011.
 *
 * <p>Immutable and thread-safe; making one costs O(n) for the sort by value, each coefficient one pass.
 */
public final class Distribution {

    /** Values sorted upwards. */
    private final double[] x;
    /** Their weights, null where each is 1. */
    private final double[] p;

    private final double total;
    private final double mean;

    private Distribution(double[] values, double[] populations) {
        if (values.length == 0) {
            throw new IllegalArgumentException("there are no values");
        }
        x = new double[values.length];
        for (int i = 0; i < x.length; i++) {
            if (!(values[i] >= 0 && values[i] < Double.POSITIVE_INFINITY)) {
                throw Refusal.of("balance.value", "got", values[i]);
            }
            x[i] = values[i] + 0.0; // −0 would sort behind every other number
        }
        p = populations == null ? null : checked(populations, values.length);
        SortByValue.sort(x, p);

        double sumP = 0;
        double sumPX = 0;
        for (int i = 0; i < x.length; i++) {
            sumP += weight(i);
            sumPX += weight(i) * x[i];
        }
        total = sumP;
        mean = sumPX / sumP;
        if (!(mean > 0)) {
            throw Refusal.of("balance.mean", "got", mean);
        }
        if (!(total < Double.POSITIVE_INFINITY && mean < Double.POSITIVE_INFINITY)) {
            throw Refusal.of("balance.large");
        }
    }

    /** The distribution over schools that count alike. */
    public static Distribution of(double... values) {
        return new Distribution(values, null);
    }

    /**
     * The distribution over schools weighted by their pupils.
     *
     * @param values x_i, finite and ≥ 0, not all 0
     * @param populations P_i, finite and > 0; null if all are 1
     * @throws Refusal if a value or a population is out of range
     */
    public static Distribution of(double[] values, double[] populations) {
        return new Distribution(values, populations);
    }

    private static double[] checked(double[] populations, int n) {
        if (populations.length != n) {
            throw new IllegalArgumentException(populations.length + " populations for " + n + " values");
        }
        for (double population : populations) {
            if (!(population > 0 && population < Double.POSITIVE_INFINITY)) {
                throw Refusal.of("balance.population", "got", population);
            }
        }
        return populations.clone();
    }

    private double weight(int i) {
        return p == null ? 1 : p[i];
    }

    private boolean equal() {
        return min() == max();
    }

    /** How many schools. */
    public int count() {
        return x.length;
    }

    /** P, the number of schools where they are not weighted. */
    public double population() {
        return total;
    }

    /** x̄. */
    public double mean() {
        return mean;
    }

    public double min() {
        return x[0];
    }

    public double max() {
        return x[x.length - 1];
    }

    /**
     * S; 0 for one school.
     *
     * @throws IllegalArgumentException if the SAMPLE deviation is asked of weighted schools
     */
    public double standardDeviation(Deviation deviation) {
        if (deviation == Deviation.SAMPLE && p != null) {
            throw new IllegalArgumentException("the SAMPLE deviation is defined for schools without populations only");
        }
        if (equal()) {
            return 0;
        }
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            double d = x[i] - mean;
            squares += weight(i) * d * d;
        }
        return Math.sqrt(squares / (deviation == Deviation.SAMPLE ? x.length - 1 : total));
    }

    /** S / x̄, the official difference coefficient (差异系数). */
    public double coefficientOfVariation() {
        return coefficientOfVariation(Deviation.POPULATION);
    }

    /** As {@link #coefficientOfVariation()}, with the deviation of choice. */
    public double coefficientOfVariation(Deviation deviation) {
        return standardDeviation(deviation) / mean;
    }

    /** The Gini coefficient, 0 … 1, from the Lorenz curve of the sorted values: Σ q_i x_i (2F_(i−1) + q_i) / x̄ − 1. */
    public double gini() {
        if (equal()) {
            return 0;
        }
        double below = 0;
        double area = 0;
        for (int i = 0; i < x.length; i++) {
            double w = weight(i);
            area += w * x[i] * (2 * below + w);
            below += w;
        }
        return Math.max(0, area / (total * total * mean) - 1);
    }

    /** Theil's T, 0 … ln n. */
    public double theilT() {
        if (equal()) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double r = x[i] / mean;
            sum += r > 0 ? weight(i) * r * Math.log(r) : 0;
        }
        return Math.max(0, sum / total);
    }

    /** Theil's L, the mean logarithmic deviation; infinite where a value is 0. */
    public double theilL() {
        if (equal()) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum -= weight(i) * Math.log(x[i] / mean);
        }
        return Math.max(0, sum / total);
    }

    /**
     * Atkinson's index, 0 … 1: the share of the whole that could be given up for an equal spread of the same welfare.
     *
     * @param epsilon ε > 0, the aversion to inequality
     */
    public double atkinson(double epsilon) {
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("epsilon must be a finite number > 0, got " + epsilon);
        }
        if (equal()) {
            return 0;
        }
        if (epsilon == 1) {
            return -Math.expm1(-theilL());
        }
        double power = 1 - epsilon;
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double r = x[i] / mean;
            sum += weight(i) * (epsilon == 0.5 ? Math.sqrt(r) : Math.pow(r, power));
        }
        return Math.min(1, Math.max(0, 1 - Math.pow(sum / total, 1 / power)));
    }

    /** The Hoover or Schutz index: the share that would have to change hands for an equal spread. */
    public double hoover() {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += weight(i) * Math.abs(x[i] / mean - 1);
        }
        return equal() ? 0 : sum / total / 2;
    }

    /** max/min; infinite where the smallest value is 0. */
    public double maxToMin() {
        return max() / min();
    }

    /** (max − min)/x̄. */
    public double rangeToMean() {
        return (max() - min()) / mean;
    }

    /** P90/P10; infinite where the tenth percentile is 0. */
    public double p90ToP10() {
        return percentile(0.9) / percentile(0.1);
    }

    /**
     * The smallest value up to which at least a given share of the population lies (the inverse of the distribution
     * function, without interpolation, so that it is a value that occurs and doubling every school changes nothing).
     *
     * @param share in (0, 1]
     */
    public double percentile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be > 0 and <= 1, got " + share);
        }
        // ten equal schools must reach 0.9 with the ninth, though the sum rounds
        double needed = share * total * (1 - 1e-12);
        double reached = 0;
        for (int i = 0; i < x.length - 1; i++) {
            reached += weight(i);
            if (reached >= needed) {
                return x[i];
            }
        }
        return max();
    }

    @Override
    public String toString() {
        return "Distribution of " + x.length + " values" + (p == null ? "" : " by population") + ", mean " + mean
                + (x.length <= 10 ? " " + Arrays.toString(x) : "");
    }
}

package org.edubalance.balance;

import java.io.Serializable;

/**
 * The coefficients of {@link Distribution} for values that no single machine holds: a run of values in ascending order
 * keeps what the coefficients need, and a run of higher values can be put behind it. Of two runs a and b, the areas under
 * the Lorenz curve add up to A_a + A_b + 2 W_a Σ_b w x, W the weights; variances are put together as in T. F. Chan, G. H.
 * Golub and R. J. LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances" (1979).
 */
public final class SortedRun implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double epsilon;
    private long count;
    private double weight;
    private double weighted;
    private double mean;
    private double squares;
    private double area;
    private double min;
    private double max;
    /** Σ w x^(1−ε), of ε = 1 Σ w ln x. */
    private double welfare;

    /** @param epsilon ε > 0 of Atkinson's index */
    public SortedRun(double epsilon) {
        this.epsilon = epsilon;
    }

    /**
     * Adds a value that no value of the run exceeds.
     *
     * @param x finite, ≥ 0
     * @param w its weight, > 0
     */
    public void add(double x, double w) {
        area += w * x * (2 * weight + w);
        min = count == 0 ? x : min;
        max = x;
        count++;
        weight += w;
        weighted += w * x;
        double d = x - mean;
        mean += d * w / weight;
        squares += w * d * (x - mean);
        welfare += w * welfare(x);
    }

    private double welfare(double x) {
        return epsilon == 1 ? Math.log(x) : epsilon == 0.5 ? Math.sqrt(x) : Math.pow(x, 1 - epsilon);
    }

    /** Puts a run of values that are not lower behind this one. */
    public SortedRun append(SortedRun higher) {
        if (higher.count == 0) {
            return this;
        }
        area += higher.area + 2 * weight * higher.weighted;
        min = count == 0 ? higher.min : min;
        max = higher.max;
        double d = higher.mean - mean;
        double all = weight + higher.weight;
        squares += higher.squares + d * d * weight * higher.weight / all;
        mean += d * higher.weight / all;
        count += higher.count;
        weight = all;
        weighted += higher.weighted;
        welfare += higher.welfare;
        return this;
    }

    /** How many values. */
    public long count() {
        return count;
    }

    /** Σ w. */
    public double population() {
        return weight;
    }

    public double mean() {
        return mean;
    }

    public double max() {
        return max;
    }

    /** As {@link Distribution#coefficientOfVariation(Deviation)}; of SAMPLE, for weights that are 1. */
    public double coefficientOfVariation(Deviation deviation) {
        if (min == max) {
            return 0;
        }
        return Math.sqrt(squares / (deviation == Deviation.SAMPLE ? count - 1 : weight)) / mean;
    }

    /** As {@link Distribution#gini()}. */
    public double gini() {
        return min == max ? 0 : Math.max(0, area / (weight * weighted) - 1);
    }

    /** As {@link Distribution#atkinson(double)}, of the ε that was given. */
    public double atkinson() {
        if (min == max) {
            return 0;
        }
        if (epsilon == 1) {
            return -Math.expm1(welfare / weight - Math.log(mean));
        }
        double index = 1 - Math.pow(welfare / weight, 1 / (1 - epsilon)) / mean;
        return Math.min(1, Math.max(0, index));
    }
}

package org.edubalance.density;

/**
 * How weighted points are spread on the ground about their mean centre, in metres: what a {@link BandwidthRule} asks. The
 * quantiles are asked for only by the rules that need them.
 */
public interface PointSpread {

    long count();

    /** Σw. */
    double totalWeight();

    /** Σw². */
    double squaredWeights();

    /** Σw(x − x̄)²/Σw. */
    double varianceEast();

    /** Σw(y − ȳ)²/Σw. */
    double varianceNorth();

    /** The weighted median distance to the mean centre. */
    double medianDistance();

    /** The mean of the two axes' weighted interquartile ranges. */
    double interquartileRange();

    /** √(Σw((x − x̄)² + (y − ȳ)²)/Σw). */
    default double standardDistance() {
        return Math.sqrt(varianceEast() + varianceNorth());
    }

    /** σ̄, from the unbiased variances (n − 1 for equal weights). */
    default double deviation() {
        double share = 1 - squaredWeights() / (totalWeight() * totalWeight());
        return share > 0 ? Math.sqrt((varianceEast() + varianceNorth()) / 2 / share) : 0;
    }
}

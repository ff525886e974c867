package org.edubalance.balance;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.special.Beta;

/**
 * The noncentral F distribution: of (χ²_d1(λ)/d1) / (χ²_d2/d2), as a mixture of beta distributions with Poisson weights,
 *
 * <pre>
 *   P(F > f) = Σ_j e^(−λ/2) (λ/2)^j / j! · I_(1−x)(d2/2, d1/2 + j),    x = d1 f / (d1 f + d2)
 * </pre>
 *
 * <p>with I the regularized incomplete beta function. From one term to the next, I grows by
 * x^a (1 − x)^b / (a B(a, b)) with a = d1/2 + j and b = d2/2, so the sum starts where its weights begin to count, below the
 * mean of j, and adds what is positive only. Source: N. L. Johnson, S. Kotz, N. Balakrishnan, "Continuous Univariate
 * Distributions", vol. 2, 2nd ed. 1995, ch. 30.
 */
final class NoncentralF {

    /** Standard deviations of a Poisson distribution outside which nothing counts, and as many more steps for small ones. */
    private static final double REACH = 10;

    private static final double STEPS = 40;

    /**
     * Above this, χ²(λ) is its mean to within a share of 1e-5 and is taken for it: the tail is then off by less than
     * 4 d2/λ.
     */
    private static final double LARGEST = 1e11;

    private NoncentralF() {}

    /**
     * P(F > f).
     *
     * @param f ≥ 0
     * @param d1 degrees of freedom of the numerator, > 0
     * @param d2 of the denominator, > 0
     * @param lambda the noncentrality, ≥ 0
     */
    static double upperTail(double f, double d1, double d2, double lambda) {
        if (!(f >= 0 && d1 > 0 && d2 > 0 && lambda >= 0)) {
            throw new IllegalArgumentException("F " + f + " with " + d1 + ", " + d2 + " and " + lambda);
        }
        if (f == 0) {
            return 1;
        }
        if (f == Double.POSITIVE_INFINITY) {
            return 0;
        }
        if (lambda > LARGEST) {
            return new ChiSquaredDistribution(d2).cumulativeProbability(d2 * (d1 + lambda) / (d1 * f));
        }
        double mean = lambda / 2;
        double reach = REACH * Math.sqrt(mean) + STEPS;
        double first = Math.max(0, Math.floor(mean - reach));
        double last = Math.ceil(mean + reach);
        double x = d1 * f / (d1 * f + d2);
        double rest = d2 / (d1 * f + d2);
        double b = d2 / 2;
        double a = d1 / 2 + first;
        double tail = Beta.regularizedBeta(rest, b, a);
        double growth = Math.exp(a * Math.log(x) + b * Math.log(rest) - Math.log(a) - Beta.logBeta(a, b));
        // the weights only up to a factor, small enough that their largest is finite: their sum takes it out again
        double weight = first == 0 ? Math.exp(-Math.min(mean, STEPS)) : Double.MIN_NORMAL * 1e50;
        double sum = 0;
        double weights = 0;
        for (double j = first; j <= last; j++) {
            sum += weight * Math.min(1, tail);
            weights += weight;
            weight *= mean / (j + 1);
            tail += growth;
            growth *= x * (a + b) / (a + 1);
            a++;
        }
        return Math.min(1, sum / weights);
    }
}

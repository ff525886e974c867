package org.edubalance.survey;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The share of answers that are satisfied, with its 95 % Wilson score interval:
 *
 * <pre>
 *   (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n),   z = 1.95996…
 * </pre>
 *
 * <p>p is the share, n the number of answers. The interval stays within [0, 1] and holds for small n and for shares near
 * 0 and 1. Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
 * American Statistical Association 22 (1927).
 *
 * @param n the answers
 * @param missing the answers that are missing
 * @param rate the share of n that is satisfied, NaN where n = 0
 * @param low the interval's lower end, NaN where n = 0
 * @param high the interval's upper end, NaN where n = 0
 */
public record SatisfactionRate(int n, int missing, double rate, double low, double high) {

    private static final double Z = new NormalDistribution().inverseCumulativeProbability(0.975);

    /**
     * The rate of one item.
     *
     * @param answers the respondents' answers, NaN where missing
     * @param satisfiedAt the lowest answer that counts as satisfied
     */
    public static SatisfactionRate ofItem(double[] answers, double satisfiedAt) {
        int n = 0;
        int satisfied = 0;
        for (double answer : answers) {
            if (!Double.isNaN(answer)) {
                n++;
                satisfied += answer >= satisfiedAt ? 1 : 0;
            }
        }
        return withInterval(n, answers.length - n, (double) satisfied / n);
    }

    /**
     * The rate of several items together: the mean of the rates of those that have answers. Answers of one respondent
     * depend on each other, so n is the number of respondents with at least one answer, not that of answers. A
     * respondent's share of satisfied answers varies no more than one yes-or-no answer with the same mean does, which
     * makes the interval, if anything, too wide.
     *
     * @param items the items' answers, each with one place per respondent
     * @param satisfiedAt the lowest answer that counts as satisfied
     */
    public static SatisfactionRate ofItems(double[][] items, double satisfiedAt) {
        double sum = 0;
        int answered = 0;
        int missing = 0;
        for (double[] item : items) {
            SatisfactionRate rate = ofItem(item, satisfiedAt);
            missing += rate.missing();
            if (rate.n() > 0) {
                sum += rate.rate();
                answered++;
            }
        }
        int respondents = 0;
        for (int i = 0; i < items[0].length; i++) {
            for (double[] item : items) {
                if (!Double.isNaN(item[i])) {
                    respondents++;
                    break;
                }
            }
        }
        return withInterval(respondents, missing, sum / answered);
    }

    private static SatisfactionRate withInterval(int n, int missing, double rate) {
        if (n == 0) {
            return new SatisfactionRate(0, missing, Double.NaN, Double.NaN, Double.NaN);
        }
        double z2n = Z * Z / n;
        double centre = rate + z2n / 2;
        double half = Math.sqrt(Z * Z * rate * (1 - rate) / n + z2n * z2n / 4);
        // Rounding may put an end a few units in the last place outside [0, 1].
        double low = Math.max(0, (centre - half) / (1 + z2n));
        double high = Math.min(1, (centre + half) / (1 + z2n));
        return new SatisfactionRate(n, missing, rate, low, high);
    }
}

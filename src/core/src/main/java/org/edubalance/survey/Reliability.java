package org.edubalance.survey;

import org.edubalance.messages.Message;

/**
 * Cronbach's α of a scale of k items:
 *
 * <pre>
 *   α = k/(k − 1) · (1 − Σ s_j² / s²)
 * </pre>
 *
 * <p>s_j² is the variance (n − 1) of item j, s² that of the sum of the items, over the n respondents who answered every
 * item. α is 1 where all items agree, about 0 where they are unrelated, negative where they contradict each other.
 * Source: L. J. Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16 (1951).
 *
 * @param items k
 * @param n the respondents with complete answers
 * @param incomplete the respondents left out since an answer is missing
 * @param alpha α, NaN where it is not defined
 * @param note why α is not defined, null if it is
 */
public record Reliability(int items, int n, int incomplete, double alpha, Message note) {

    /**
     * The reliability of a scale.
     *
     * @param items the items' answers, each with one place per respondent, NaN where missing
     */
    public static Reliability of(double[][] items) {
        int k = items.length;
        int respondents = items[0].length;
        boolean[] complete = new boolean[respondents];
        int n = 0;
        for (int i = 0; i < respondents; i++) {
            complete[i] = true;
            for (double[] item : items) {
                complete[i] &= !Double.isNaN(item[i]);
            }
            n += complete[i] ? 1 : 0;
        }
        if (k < 2) {
            return undefined(k, n, respondents, Message.of("survey.reliability.oneItem"));
        }
        if (n < 2) {
            return undefined(k, n, respondents, Message.of("survey.reliability.few"));
        }
        double[] sums = new double[n];
        double itemVariances = 0;
        for (double[] item : items) {
            double[] answers = new double[n];
            int next = 0;
            for (int i = 0; i < respondents; i++) {
                if (complete[i]) {
                    answers[next] = item[i];
                    sums[next++] += item[i];
                }
            }
            itemVariances += variance(answers);
        }
        double variance = variance(sums);
        if (variance == 0) {
            return undefined(k, n, respondents, Message.of("survey.reliability.constant"));
        }
        double alpha = k / (k - 1.0) * (1 - itemVariances / variance);
        return new Reliability(k, n, respondents - n, alpha, null);
    }

    private static Reliability undefined(int k, int n, int respondents, Message note) {
        return new Reliability(k, n, respondents - n, Double.NaN, note);
    }

    private static double variance(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value;
        }
        mean /= values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }
}

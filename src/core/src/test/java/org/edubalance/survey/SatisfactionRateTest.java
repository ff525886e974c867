package org.edubalance.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SatisfactionRateTest {

    /** Published to four decimals: Newcombe, Statistics in Medicine 17 (1998), table I, score method. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0, 0.1611", "1, 29, 0.0061, 0.1718"})
    void givesThePublishedWilsonIntervals(int satisfied, int n, double low, double high) {
        SatisfactionRate rate = SatisfactionRate.ofItem(answers(satisfied, n), 4);
        assertThat(rate.n()).isEqualTo(n);
        assertThat(rate.rate()).isEqualTo((double) satisfied / n);
        assertThat(rate.low()).isCloseTo(low, within(5e-5));
        assertThat(rate.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void staysWithinZeroAndOne() {
        for (int n = 1; n < 500; n++) {
            assertThat(SatisfactionRate.ofItem(answers(0, n), 4).low()).isBetween(0.0, 1e-12);
            assertThat(SatisfactionRate.ofItem(answers(n, n), 4).high()).isBetween(1 - 1e-12, 1.0);
        }
    }

    @Test
    void leavesMissingAnswersOutAndCountsThem() {
        SatisfactionRate rate = SatisfactionRate.ofItem(new double[] {5, Double.NaN, 4, 3, Double.NaN}, 4);
        assertThat(rate.n()).isEqualTo(3);
        assertThat(rate.missing()).isEqualTo(2);
        assertThat(rate.rate()).isEqualTo(2 / 3.0);
    }

    @Test
    void hasNoRateWithoutAnswers() {
        SatisfactionRate rate = SatisfactionRate.ofItem(new double[] {Double.NaN}, 4);
        assertThat(rate.n()).isZero();
        assertThat(rate.rate()).isNaN();
        assertThat(rate.low()).isNaN();
    }

    @Test
    void takesTheMeanOfTheItemsRates() {
        double[][] items = {
            {5, 5, 5, 1}, {5, Double.NaN, Double.NaN, 1}, {Double.NaN, Double.NaN, Double.NaN, Double.NaN}
        };
        SatisfactionRate rate = SatisfactionRate.ofItems(items, 4);
        assertThat(rate.rate()).isEqualTo((0.75 + 0.5) / 2);
        assertThat(rate.n()).as("respondents with an answer").isEqualTo(4);
        assertThat(rate.missing()).isEqualTo(6);
    }

    private static double[] answers(int satisfied, int n) {
        double[] answers = new double[n];
        for (int i = 0; i < n; i++) {
            answers[i] = i < satisfied ? 4 : 3;
        }
        return answers;
    }
}

package org.edubalance.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.FDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoncentralFTest {

    /** Of R 4.2.2, {@code pf(f, d1, d2, ncp, lower.tail = FALSE)}, whose own error is some 1e-9. */
    @ParameterizedTest
    @CsvSource({
        "3, 1, 5, 2, 0.423598131570165",
        "3, 5, 10, 0.5, 0.0828837539467294",
        "1.5, 2, 20, 10, 0.94590934024089",
        "12.1, 8, 176, 60, 0.0694469553739084",
        "0.2, 4, 30, 5, 0.992626849585563",
        "50, 3, 40, 100, 0.109146868627308",
        "5, 7, 993, 1000, 1",
        "1, 1, 1, 1, 0.635460061444568",
        "2.5, 4, 1e5, 3, 0.21624702612425",
        "7501, 4, 1e5, 3e4, 0.49909426145758812",
        "7600, 4, 1e5, 3e4, 0.14370576876893773",
        "300, 6, 1000, 2000, 0.95650500259066962",
        "3, 3, 20, 0, 0.054858618668295112"
    })
    void isThatOfR(double f, double d1, double d2, double lambda, double p) {
        assertThat(NoncentralF.upperTail(f, d1, d2, lambda)).isEqualTo(p, within(2e-9));
    }

    /** Of the sum taken literally with 40 digits. */
    @ParameterizedTest
    @CsvSource({
        "3, 1, 5, 2, 0.423598131512802",
        "12.1, 8, 176, 60, 0.0694469546268948",
        "50, 3, 40, 100, 0.109146868044809",
        "30, 6, 12, 0.001, 1.49638110032369e-6",
        "340, 6, 1000, 2000, 0.395622734302448",
        "38.73551, 8, 176, 152.8664, 0.00012880238936517"
    })
    void isThatOfTheFormula(double f, double d1, double d2, double lambda, double p) {
        assertThat(NoncentralF.upperTail(f, d1, d2, lambda)).isEqualTo(p, within(1e-12 * p));
    }

    @Test
    void isTheCentralOneWithoutNoncentrality() {
        assertThat(NoncentralF.upperTail(2.5, 4, 17, 0))
                .isEqualTo(1 - new FDistribution(4, 17).cumulativeProbability(2.5), within(1e-12));
    }

    @Test
    void hasItsEnds() {
        assertThat(NoncentralF.upperTail(0, 4, 17, 3)).isEqualTo(1);
        assertThat(NoncentralF.upperTail(Double.POSITIVE_INFINITY, 4, 17, 3)).isZero();
        assertThatThrownBy(() -> NoncentralF.upperTail(Double.NaN, 4, 17, 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Where the sum ends and its limit takes over, the two agree. */
    @Test
    void hugeNoncentralitiesAreTheLimit() {
        double f = 1.1 * 1e11 / 4;
        double below = NoncentralF.upperTail(f, 4, 50, 1e11);
        double above = NoncentralF.upperTail(f, 4, 50, Math.nextUp(1e11));
        assertThat(below).isBetween(0.1, 0.9).isEqualTo(above, within(1e-6));
        assertThat(NoncentralF.upperTail(30, 4, 50, 1e300)).isEqualTo(1);
    }
}

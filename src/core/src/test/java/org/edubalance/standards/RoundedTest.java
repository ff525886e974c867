package org.edubalance.standards;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RoundedTest {

    /** From the exact value of the double. */
    private static BigDecimal exactly(double value) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact.setScale(2, RoundingMode.HALF_UP);
        if (rounded.signum() == 0 && value != 0) {
            rounded = exact.round(new MathContext(2));
        }
        rounded = rounded.stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    @Property
    void isTheExactValueRounded(@ForAll @DoubleRange(min = -1e12, max = 1e12) double value) {
        assertThat(Rounded.of(value)).isEqualTo(exactly(value));
    }

    @Property
    void isTheExactValueRoundedNearTiesToo(
            @ForAll @IntRange(min = -10_000_000, max = 10_000_000) int thousandths,
            @ForAll @IntRange(min = -2, max = 2) int steps) {
        double value = thousandths / 1000.0 + steps * Math.ulp(thousandths / 1000.0);
        assertThat(Rounded.of(value)).isEqualTo(exactly(value));
    }

    @Test
    void hasTheDigitsThatAReaderNeeds() {
        assertThat(Rounded.of(4.005)).isEqualTo(new BigDecimal("4"));
        assertThat(Rounded.of(0.125)).isEqualTo(new BigDecimal("0.13"));
        assertThat(Rounded.of(-0.125)).isEqualTo(new BigDecimal("-0.13"));
        assertThat(Rounded.of(1200)).isEqualTo(new BigDecimal("1200"));
        assertThat(Rounded.of(0.00123)).isEqualTo(new BigDecimal("0.0012"));
        assertThat(Rounded.of(0)).isEqualTo(new BigDecimal("0"));
        assertThat(Rounded.of(0.4996, 0.5)).isEqualTo(new BigDecimal("0.4996"));
    }
}

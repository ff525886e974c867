package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DecimalsTest {

    private static String slowly(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    @Property
    void roundsWhatHasMoreDecimals(
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double value,
            @ForAll @IntRange(min = 0, max = 8) int decimals) {
        assertThat(Decimals.text(value, decimals)).isEqualTo(slowly(value, decimals));
    }

    @Property
    void writesWhatHasAsManyAsItIs(
            @ForAll @LongRange(min = -2_000_000_000_000_000L, max = 2_000_000_000_000_000L) long digits,
            @ForAll @IntRange(min = 0, max = 8) int own,
            @ForAll @IntRange(min = 0, max = 8) int decimals) {
        double value = digits / Math.pow(10, own);
        assertThat(Decimals.text(value, decimals)).isEqualTo(slowly(value, decimals));
    }

    @Test
    void keepsNoZerosAndNoExponent() {
        assertThat(Decimals.text(94.35850, 8)).isEqualTo("94.3585");
        assertThat(Decimals.text(-0.0, 8)).isEqualTo("0");
        assertThat(Decimals.text(-0.00000001, 8)).isEqualTo("-0.00000001");
        assertThat(Decimals.text(0.000000004, 8)).isEqualTo("0");
        assertThat(Decimals.text(100, 3)).isEqualTo("100");
        assertThat(Decimals.text(-92233720368.54775808, 8)).isEqualTo(slowly(-92233720368.54775808, 8));
        assertThat(Decimals.text(1e300, 8)).isEqualTo("1.0E300");
    }
}

package org.edubalance.standards;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as a reader of reasons needs them: as few digits as tell what is said. */
public final class Rounded {

    /** Up to here a double's product with a power of ten is true to 1e-7. */
    private static final double FAST = 1e8;

    private static final double[] POWERS = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};

    private Rounded() {}

    /** Two decimals; of a smaller number its first two digits. */
    public static BigDecimal of(double value) {
        return rounded(value, 2);
    }

    /** Two decimals, or as many more (up to six) as it takes to look different from the limit it is compared to. */
    public static BigDecimal of(double value, double comparedTo) {
        for (int decimals = 2; decimals < 6; decimals++) {
            BigDecimal number = rounded(value, decimals);
            if (value == comparedTo || !number.equals(rounded(comparedTo, decimals))) {
                return number;
            }
        }
        return rounded(value, 6);
    }

    /** A share in percent: whole ones, or from under 1 % the first digits. */
    public static BigDecimal percent(double share) {
        double percent = 100 * share;
        return of(percent < 1 ? percent : Math.rint(percent));
    }

    private static BigDecimal rounded(double value, int decimals) {
        double scaled = value * POWERS[decimals];
        double whole = Math.floor(scaled + 0.5);
        // away from a tie, and from 0, where the product's own rounding decides nothing
        if (whole != 0 && Math.abs(scaled) < FAST && Math.abs(scaled - Math.floor(scaled) - 0.5) > 1e-6) {
            return written(BigDecimal.valueOf((long) whole, decimals));
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_UP);
        if (rounded.signum() == 0 && value != 0) {
            rounded = exact.round(new MathContext(2));
        }
        return written(rounded);
    }

    private static BigDecimal written(BigDecimal rounded) {
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}

package org.edubalance.io;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;

/** Coordinates as text, with the decimals that make sense: about a millimetre on the ground. */
final class Decimals {

    private static final int DEGREES = 8;
    private static final int METRES = 3;

    private static final long FIFTEEN_DIGITS = 1_000_000_000_000_000L;

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private Decimals() {}

    /** Decimals for coordinates of a CRS; where it is unknown, enough for either unit. */
    static int of(CoordinateReferenceSystem crsOrNull) {
        return crsOrNull == null || crsOrNull instanceof GeographicCRS ? DEGREES : METRES;
    }

    /** A finite number rounded to a number of decimals, without trailing zeros or an exponent. */
    static String text(double value, int decimals) {
        // Beyond 2^52 a double is whole, and 1e300 would be 301 digits long.
        if (Math.abs(value) >= 1L << 52) {
            return Double.toString(value);
        }
        long scaled = Math.round(value * POWERS[decimals]);
        // a double is the nearest to one decimal number of up to fifteen digits only, and so is written as that
        if (scaled > -FIFTEEN_DIGITS && scaled < FIFTEEN_DIGITS && scaled / (double) POWERS[decimals] == value) {
            return scaled == 0 ? "0" : text(scaled, decimals);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String text(long scaled, int decimals) {
        long digits = Math.abs(scaled);
        int left = decimals;
        while (left > 0 && digits % 10 == 0) {
            digits /= 10;
            left--;
        }
        StringBuilder text = new StringBuilder(20);
        if (scaled < 0) {
            text.append('-');
        }
        text.append(digits / POWERS[left]);
        if (left > 0) {
            String fraction = Long.toString(digits % POWERS[left]);
            text.append('.').append("0".repeat(left - fraction.length())).append(fraction);
        }
        return text.toString();
    }
}

package org.edubalance.io;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;

/** Coordinates as text, with the decimals that make sense: about a millimetre on the ground. */
final class Decimals {

    private static final int DEGREES = 8;
    private static final int METRES = 3;

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
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}

package org.edubalance.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a report shows them, the same on every machine; a dash where there is none. */
public final class Numbers {

    /** Stands where there is no value. */
    public static final String NONE = "–";

    private Numbers() {}

    /** A number with so many decimals. */
    public static String fixed(double value, int decimals) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A number with so many decimals and its thousands apart. */
    public static String grouped(double value, int decimals) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** An amount: its thousands apart, with a decimal where it has one that counts beside its size. */
    public static String amount(double value) {
        double tenths = Math.rint(10 * value);
        return grouped(value, Math.abs(value) >= 100_000 || tenths % 10 == 0 ? 0 : 1);
    }

    /** A number of any size, with three digits at least. */
    public static String value(double value) {
        double size = Math.abs(value);
        return grouped(value, size >= 1000 ? 0 : size >= 100 ? 1 : 2);
    }

    /** A number as it was written. */
    public static String exact(double value) {
        return Double.isNaN(value)
                ? NONE
                : new BigDecimal(value, new MathContext(12))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** A share in whole percent. */
    public static String percent(double share) {
        return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.0f%%", 100 * share);
    }
}

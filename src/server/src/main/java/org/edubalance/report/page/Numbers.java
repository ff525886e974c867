package org.edubalance.report.page;

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

    /** A share in whole percent. */
    public static String percent(double share) {
        return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.0f%%", 100 * share);
    }
}

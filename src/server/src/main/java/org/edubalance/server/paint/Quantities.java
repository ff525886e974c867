package org.edubalance.server.paint;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** The quantities of a colour ramp as texts, with as many digits as tell them apart. */
final class Quantities {

    private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ROOT);

    /** Digits of the least difference that are shown. */
    private static final int DIGITS = 2;

    private static final int MOST_DECIMALS = 6;

    private Quantities() {}

    static String text(ColorRamp ramp, int entry) {
        double value = ramp.quantity(entry);
        double least = leastDifference(ramp);
        int decimals = least == 0 ? DIGITS : DIGITS - 1 - (int) Math.floor(Math.log10(least));
        if (decimals > MOST_DECIMALS) {
            return value == 0 ? "0" : new DecimalFormat("0.###E0", SYMBOLS).format(value);
        }
        DecimalFormat format = new DecimalFormat("#,##0", SYMBOLS);
        format.setMaximumFractionDigits(Math.max(0, decimals));
        return format.format(value);
    }

    private static double leastDifference(ColorRamp ramp) {
        double least = 0;
        for (int i = 0; i < ramp.size(); i++) {
            double difference = Math.abs(ramp.quantity(i) - (i == 0 ? 0 : ramp.quantity(i - 1)));
            least = difference > 0 && (least == 0 || difference < least) ? difference : least;
        }
        return least;
    }
}

package org.edubalance.io;

import java.util.regex.Pattern;

/**
 * Numbers and flags as programs write them into formats that have only texts. A code such as 007, or one that no Long
 * holds, is a text.
 */
final class PlainValues {

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,18})");
    private static final Pattern REAL =
            Pattern.compile("-?((0|[1-9]\\d*)\\.\\d*|\\.\\d+|(0|[1-9]\\d*)(?=[eE]))([eE][-+]?\\d{1,3})?");
    private static final Pattern FLAG = Pattern.compile("(?i)true|false");

    /** The longest plain decimal form of a double that anyone writes. */
    private static final int LONGEST = 400;

    private PlainValues() {}

    static boolean isFlag(String text) {
        return FLAG.matcher(text).matches();
    }

    static boolean isNumber(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        if (INTEGER.matcher(text).matches()) {
            return text.length() < 19 || fitsLong(text);
        }
        return REAL.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
    }

    private static boolean fitsLong(String text) {
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The Integer, Long or Double that a text {@link #isNumber} of. */
    static Number number(String text) {
        if (INTEGER.matcher(text).matches()) {
            long value = Long.parseLong(text);
            return value == (int) value ? (Number) (int) value : (Number) value;
        }
        return Double.valueOf(text);
    }
}

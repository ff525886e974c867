package org.edubalance.io.table;

/** Reads a number in plain decimal digits, as nearly all cells have it, without making a text or an object of it. */
final class PlainNumber {

    /** Up to here a double holds every whole number, so that the quotient by a power of ten below is the nearest double. */
    private static final long EXACT = 1L << 53;

    private static final double[] POWERS = new double[19];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    /** The digits that were read as a whole number, with their sign. */
    long digits;

    /** How many of the digits follow the point; 0 for a whole number. */
    int decimals;

    /** True for {@code 1.234} and the like, where the point could group thousands as well. */
    boolean grouped;

    /**
     * Reads a number such as 5, -12 or 94.35; not 007, 5., .5 or -0, whose text says more than the number.
     *
     * @return false for anything else, and for more digits than can be held exactly
     */
    boolean read(char[] chars, int from, int to) {
        int start = from;
        boolean negative = chars[from] == '-';
        if (negative) {
            start++;
        }
        int length = to - start;
        if (length <= 0 || length > 19) {
            return false;
        }
        long value = 0;
        int point = -1;
        for (int i = start; i < to; i++) {
            int digit = chars[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (chars[i] == '.' && point < 0) {
                point = i;
            } else {
                return false;
            }
        }
        int before = point < 0 ? length : point - start;
        int after = point < 0 ? 0 : to - point - 1;
        if (before == 0 || point >= 0 && after == 0 || before + after > 18) {
            return false;
        }
        if (before > 1 && chars[start] == '0' || negative && value == 0 || after > 0 && value > EXACT) {
            return false;
        }
        digits = negative ? -value : value;
        decimals = after;
        grouped = after == 3 && before <= 3 && chars[start] != '0';
        return true;
    }

    /** The nearest double. */
    double value() {
        return digits / POWERS[decimals];
    }

    /** True where a double holds the number as it is. */
    boolean isExact() {
        return decimals > 0 || Math.abs(digits) <= EXACT;
    }
}

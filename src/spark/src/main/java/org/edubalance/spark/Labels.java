package org.edubalance.spark;

import java.math.BigDecimal;

/** Keys of groups that are numbers. */
final class Labels {

    /** Above this, doubles do not hold every whole number, and are written with an exponent. */
    private static final double WHOLE = 1e15;

    private Labels() {}

    /** The text of a number: numbers that are equal have the same, whatever their type. */
    static String of(Number value) {
        if (value == null) {
            return null;
        }
        double number = value.doubleValue();
        if (number != Math.rint(number) || Math.abs(number) >= Double.MAX_VALUE) {
            return value.toString();
        }
        return Math.abs(number) < WHOLE ? Long.toString((long) number) : new BigDecimal(number).toPlainString();
    }
}

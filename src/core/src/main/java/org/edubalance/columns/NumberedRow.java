package org.edubalance.columns;

/** A feature whose numbers and place lie in arrays, and can be had without an object for each of them. */
public interface NumberedRow {

    /** False once another value than that of the arrays may have been set. */
    boolean isAsRead();

    /** The number that an attribute has, by its place; NaN where it has none or its value is no number. */
    double number(int attribute);

    /** The x of its default geometry where that is a point, else NaN. */
    double x();

    /** The y of its default geometry where that is a point, else NaN. */
    double y();
}

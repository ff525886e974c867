package org.edubalance.io;

/**
 * How to write a file or an answer.
 *
 * @param rawCells true to write texts of a CSV as they are, also those that a spreadsheet takes for formulas
 */
public record WriteOptions(boolean rawCells) {

    /** Files that are safe to open in a spreadsheet. */
    public static final WriteOptions DEFAULT = new WriteOptions(false);
}

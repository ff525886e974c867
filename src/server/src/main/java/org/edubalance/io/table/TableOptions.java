package org.edubalance.io.table;

/**
 * How to read a table.
 *
 * @param strict true to take it as it stands: the first line is the header, numbers are those that programs write
 * @param decimal the decimal mark; null to find it out
 * @param mayHaveCommas true where a comma could be a decimal mark, as it does not separate the cells
 * @param maxRows the most rows that are read; one more is refused
 */
public record TableOptions(boolean strict, Decimal decimal, boolean mayHaveCommas, long maxRows) {

    /** The decimal mark of a table. */
    public enum Decimal {
        POINT,
        COMMA
    }
}

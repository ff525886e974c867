package org.edubalance.io.table;

import org.edubalance.messages.Refusal;

/** What is more than any table has; rows that each bring columns of their own would fill the memory with nothing. */
public final class TableLimits {

    private static final int MOST_COLUMNS = 10_000;

    /** As far as the limit on rows goes, so that the command line has none. */
    private static final int MOST_VALUES_PER_ROW = 100;

    private TableLimits() {}

    /** @throws Refusal if a table has too many columns */
    public static void checkColumns(int columns) {
        if (columns > MOST_COLUMNS) {
            throw Refusal.of("format.limit.attributes", "limit", MOST_COLUMNS);
        }
    }

    /**
     * Checks a table to which a row is added.
     *
     * @param rows how many there are with it
     * @param maxRows the most rows
     * @throws Refusal if these are too many rows, or values
     */
    public static void checkRows(int rows, int columns, long maxRows) {
        if (rows > maxRows) {
            throw Refusal.of("format.limit.features", "limit", maxRows);
        }
        if ((double) rows * columns > (double) maxRows * MOST_VALUES_PER_ROW) {
            throw Refusal.of(
                    "format.limit.values",
                    "attributes",
                    columns,
                    "features",
                    rows,
                    "limit",
                    maxRows,
                    "most",
                    MOST_VALUES_PER_ROW);
        }
    }
}

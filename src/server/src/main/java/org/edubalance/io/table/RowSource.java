package org.edubalance.io.table;

import java.io.IOException;

/** Where the rows of a table come from, one after the other: a CSV text, a sheet of a workbook. */
public interface RowSource {

    /**
     * Reads the next row.
     *
     * @param row is given its cells; what was in it before is gone
     * @return false where there is none left
     * @throws org.edubalance.messages.Refusal if the source is not what its format asks for
     */
    boolean next(Row row) throws IOException;

    /** Tells what was done to the rows, once all are read. */
    default void tell(ReadingNotes notes) {}

    /** True where rows may end before the header does, as in a sheet; false where each row has all its cells. */
    boolean isRagged();
}

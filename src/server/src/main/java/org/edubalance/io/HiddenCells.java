package org.edubalance.io;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.poi.ss.util.CellReference;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;

/** The rows and columns of a sheet that are hidden, by hand or by a filter, and are read nevertheless. */
final class HiddenCells {

    private static final int TOLD = 10;

    private final BitSet columns;
    private final BitSet columnsRead = new BitSet();
    private final List<Place> rows = new ArrayList<>();
    private int rowsRead;

    /** @param columns the hidden ones, counted from 0 */
    HiddenCells(BitSet columns) {
        this.columns = columns;
    }

    /**
     * Looks at a row that is read.
     *
     * @param row counted from 1
     */
    void see(int row, boolean hidden, List<String> cells) {
        if (hidden && cells.stream().anyMatch(cell -> !cell.isBlank())) {
            rowsRead++;
            if (rows.size() < TOLD) {
                rows.add(Place.line(row));
            }
        }
        for (int i = columns.nextSetBit(0); i >= 0 && i < cells.size(); i = columns.nextSetBit(i + 1)) {
            if (!cells.get(i).isBlank()) {
                columnsRead.set(i);
            }
        }
    }

    void tell(ReadingNotes notes) {
        if (rowsRead > 0) {
            notes.warn(Message.of("format.sheet.hidden.rows", "n", rowsRead, "rows", rows));
        }
        if (!columnsRead.isEmpty()) {
            List<String> names = columnsRead.stream()
                    .limit(TOLD)
                    .mapToObj(CellReference::convertNumToColString)
                    .toList();
            notes.add(Message.of("format.sheet.hidden.columns", "n", columnsRead.cardinality(), "columns", names));
        }
    }
}

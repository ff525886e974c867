package org.edubalance.io.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.edubalance.io.table.HeaderSearch.Header;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/** Reads the rows of a source into the columns of a table. */
public final class TableReader {

    private static final int FOOTNOTES_TOLD = 20;

    private final RowSource source;
    private final TableOptions options;
    private final ReadingNotes notes;
    private final PlainNumber plain = new PlainNumber();
    private final List<RawColumn> columns = new ArrayList<>();
    private final List<Message> footnotes = new ArrayList<>();
    private int footnoteCount;
    private Header header;
    private Totals totals;
    private int[] lines = new int[64];
    private int size;
    private int blankRows;
    private int blankRowsSince;

    private TableReader(RowSource source, TableOptions options, ReadingNotes notes) {
        this.source = source;
        this.options = options;
        this.notes = notes;
    }

    /**
     * Reads a table.
     *
     * @param notes is told what was done
     * @throws Refusal if there is no header, a row has too few or too many cells, a row may be a total or not, or the table
     *     is beyond a limit
     */
    public static Table read(RowSource source, TableOptions options, ReadingNotes notes) throws IOException {
        return new TableReader(source, options, notes).read();
    }

    private Table read() throws IOException {
        Row row = new Row();
        if (options.strict()) {
            if (!source.next(row)) {
                throw Refusal.of("table.empty");
            }
            begin(plainHeader(row));
        } else {
            List<Row.Kept> first = firstRows(row);
            begin(HeaderSearch.find(first, notes));
            Row again = new Row();
            for (Row.Kept kept : first.subList(header.next(), first.size())) {
                kept.into(again);
                add(again);
            }
        }
        while (source.next(row)) {
            add(row);
        }
        return finish();
    }

    private Header plainHeader(Row row) {
        String[] cells = new String[row.size()];
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.text(i);
            if (!cells[i].isEmpty() && !seen.add(cells[i])) {
                throw Refusal.of("table.twice", "column", cells[i]);
            }
        }
        return HeaderSearch.plain(new Row.Kept(row.line(), cells, cells));
    }

    private List<Row.Kept> firstRows(Row row) throws IOException {
        List<Row.Kept> first = new ArrayList<>();
        while (first.size() < HeaderSearch.ROWS && source.next(row)) {
            TableLimits.checkColumns(row.size());
            if (row.isBlankFrom(0)) {
                blankRows += first.isEmpty() ? 0 : 1;
            } else {
                first.add(row.keep());
            }
        }
        if (first.isEmpty()) {
            throw Refusal.of("table.empty");
        }
        return first;
    }

    private void begin(Header found) {
        header = found;
        TableLimits.checkColumns(header.names().size());
        totals = new Totals(header.names());
        for (int i = 0; i < header.names().size(); i++) {
            columns.add(new RawColumn());
        }
    }

    private void add(Row row) {
        if (options.strict()) {
            checkSize(row);
            append(row);
            return;
        }
        int filled = row.filled();
        if (filled == 0) {
            blankRowsSince++;
            return;
        }
        blankRows += blankRowsSince;
        blankRowsSince = 0;
        if (filled <= 2 && isFootnote(row)) {
            footnoteCount++;
            if (footnotes.size() < FOOTNOTES_TOLD) {
                footnotes.add(HeaderSearch.quoted(row.keep()));
            }
            return;
        }
        checkSize(row);
        int label = row.label();
        if (label >= 0 && !totals.isFull()) {
            TotalLabels.Kind kind = TotalLabels.of(row.chars(), row.start(label), row.end(label));
            totals.add(row.keep(), kind, row.text(label), size);
            return;
        }
        append(row);
    }

    /** Notes stand in the first cells of their row. */
    private boolean isFootnote(Row row) {
        for (int i = 0; i < row.size(); i++) {
            if (!row.isBlank(i)) {
                return columns.size() > 2 && TotalLabels.isFootnote(row.text(i));
            }
        }
        return false;
    }

    private void checkSize(Row row) {
        boolean fits = row.size() == columns.size()
                || row.size() < columns.size() && source.isRagged()
                || row.size() > columns.size() && !options.strict() && row.isBlankFrom(columns.size());
        if (fits) {
            return;
        }
        if (!source.isRagged()) {
            throw Refusal.of("table.cells", "got", row.size(), "header", columns.size())
                    .at(Place.line(row.line()));
        }
        // a sheet has no width of its own: columns without a name in the header
        while (columns.size() < row.size()) {
            TableLimits.checkColumns(columns.size() + 1);
            RawColumn column = new RawColumn();
            for (int i = 0; i < size; i++) {
                column.addNothing();
            }
            columns.add(column);
        }
    }

    private void append(Row row) {
        TableLimits.checkRows(size + 1, columns.size(), options.maxRows());
        if (size == lines.length) {
            lines = Arrays.copyOf(lines, size + (size >> 1));
        }
        lines[size++] = row.line();
        int given = Math.min(row.size(), columns.size());
        for (int i = 0; i < given; i++) {
            columns.get(i).add(row.chars(), row.start(i), row.end(i), !options.strict(), plain);
        }
        for (int i = given; i < columns.size(); i++) {
            columns.get(i).addNothing();
        }
    }

    private Table finish() {
        source.tell(notes);
        int[] order = null;
        if (!totals.isEmpty()) {
            List<Totals.Back> back = totals.judge(columns, notes);
            order = back.isEmpty() ? null : putBack(back);
        }
        if (!footnotes.isEmpty()) {
            notes.add(Message.of("table.note.footnotes", "n", footnoteCount, "rows", footnotes));
        }
        if (blankRows + blankRowsSince > 0) {
            notes.add(Message.of("table.note.blank", "n", blankRows + blankRowsSince));
        }
        return new Table(header, columns, lines, size, order, options, notes);
    }

    /** Adds rows at the end, and gives the order in which they are where they were. */
    private int[] putBack(List<Totals.Back> back) {
        int before = size;
        Row row = new Row();
        for (Totals.Back each : back) {
            each.row().into(row);
            append(row);
        }
        int[] order = new int[size];
        int next = 0;
        int placed = 0;
        for (int i = 0; i <= before; i++) {
            while (placed < back.size() && back.get(placed).above() == i) {
                order[next++] = before + placed++;
            }
            if (i < before) {
                order[next++] = i;
            }
        }
        return order;
    }
}

package org.edubalance.io.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.edubalance.io.table.HeaderSearch.Header;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/** Reads the rows of a source into the columns of a table. */
public final class TableReader {

    private static final int ROWS_TOLD = 20;

    /** More rows with one cell in a row are no notes. */
    private static final int MOST_LONE = 1_000;

    /** So many rows are looked at, to see whether the next may be their sum. */
    private static final int ROWS_BEFORE = 16;

    private final RowSource source;
    private final TableOptions options;
    private final ReadingNotes notes;
    private final PlainNumber plain = new PlainNumber();
    private final List<RawColumn> columns = new ArrayList<>();
    private final Map<String, Map<Integer, Message>> leftOut = new LinkedHashMap<>();
    private final Map<String, Integer> leftOutCounts = new HashMap<>();
    private final List<Row.Kept> lone = new ArrayList<>();
    private Row latest = new Row();
    private boolean hasLatest;
    private boolean belowNote;
    private int lineBefore;
    private Header header;
    private KeyColumns keys;
    private HeaderAgain again;
    private LoneRows loneRows;
    private Totals totals;
    private int[] lines = new int[64];
    private int size;
    private int blankRows;

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
            begin(plainHeader(row), List.of());
        } else {
            List<Row.Kept> first = firstRows(row);
            begin(HeaderSearch.find(first, notes), first);
            addFirst(first.subList(header.next(), first.size()));
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
            if (source.isRagged()) {
                row.trim();
            }
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

    private void begin(Header found, List<Row.Kept> first) {
        header = found;
        List<String> names = header.names();
        TableLimits.checkColumns(names.size());
        Map<String, String> understood = header.understood();
        keys = KeyColumns.of(names, understood);
        totals = new Totals(names, keys);
        if (!options.strict()) {
            again = new HeaderAgain(first.subList(0, header.next()), names, understood, columns);
            loneRows = new LoneRows(names, columns, keys);
            lineBefore = first.get(header.next() - 1).line();
        }
        for (int i = 0; i < names.size(); i++) {
            columns.add(new RawColumn());
        }
    }

    /** Adds the rows that were looked at for the header; the first one may be the sum of those below. */
    private void addFirst(List<Row.Kept> rows) {
        Row row = new Row();
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).into(row);
            List<Row.Kept> below = rows.subList(i + 1, rows.size());
            if (i == 0
                    && row.label() < 0
                    && row.filled() > 1
                    && totals.mayBeSum(row, below.size(), (c, k) -> {
                        WrittenNumber number = WrittenNumber.read(below.get(k).cell(c), '.');
                        return number == null ? Double.NaN : number.number();
                    })) {
                checkSize(row);
                totals.add(row.keep(), TotalLabels.Kind.NONE, -1, 0);
            } else {
                add(row);
            }
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
            blankRows++;
            return;
        }
        boolean apart = row.line() > lineBefore + 1 || !lone.isEmpty();
        lineBefore = row.line();
        if (row.isOrdinary() && !keys.lacks(row) && !again.mayRepeat(row)) {
            addOrdinary(row);
        } else if (again.repeats(row)) {
            addHeader(row);
        } else if (!row.hasDigits() && (row.isStrokes() || row.isMissing())) {
            blankRows++;
        } else if (isFootnote(row, filled)) {
            leaveOut("table.note.footnotes", row.line(), HeaderSearch.quoted(row.keep()));
            belowNote = true;
        } else if (again.translates(row, apart)) {
            addHeader(row);
        } else if (row.label() >= 0 && !(belowNote && filled == 1) && !totals.isFull(true)) {
            addLabelled(row);
        } else if (isLone(row, filled)) {
            lone.add(row.keep());
        } else if (row.hasDigits() && loneRows.isUnfilled(row)) {
            blankRows++;
        } else if (row.hasDigits() && keys.lacks(row) && !totals.isFull(false)) {
            endLoneAbove(row);
            checkSize(row);
            endLatest();
            totals.add(row.keep(), TotalLabels.Kind.NONE, -1, size);
        } else {
            addOrdinary(row);
        }
    }

    private void addOrdinary(Row row) {
        endLoneAbove(row);
        checkSize(row);
        endLatest();
        // the last row may be the sum of all
        latest.swap(row);
        hasLatest = true;
    }

    private void addHeader(Row row) {
        endLone(kept -> {
            LoneRows.Kind kind = loneRows.above(kept, null);
            if (kind == LoneRows.Kind.HEADING) {
                leaveOut("table.note.titles", kept.line(), HeaderSearch.quoted(kept));
            } else {
                take(kept, kind);
            }
        });
        leaveOut("table.note.again", row.line(), again.quoted(row));
    }

    private boolean isLone(Row row, int filled) {
        return filled == 1
                        && (keys.are() ? columns.size() > 1 && !loneRows.isFigure(row) : columns.size() > 2)
                        && lone.size() < MOST_LONE
                || !row.hasDigits() && filled > 1 && loneRows.isSpread(row);
    }

    private void addLabelled(Row row) {
        endLoneAbove(row);
        checkSize(row);
        endLatest();
        int label = row.label();
        TotalLabels.Kind kind = TotalLabels.of(row.chars(), row.start(label), row.end(label));
        totals.add(row.keep(), kind, label, size);
    }

    private void endLatest() {
        if (hasLatest) {
            append(latest);
            hasLatest = false;
        }
    }

    /** Notes stand in the first cells of their row. */
    private boolean isFootnote(Row row, int filled) {
        if (columns.size() < 3 && !(columns.size() == 2 && filled == 1 && keys.are())) {
            return false;
        }
        return filled <= 2
                ? Footnotes.begins(row.text(row.first()))
                : row.mayBeSignatures() && Footnotes.isSignatures(row.keep());
    }

    /** Rows with one cell, below which a row of the table comes. */
    private void endLoneAbove(Row next) {
        endLone(kept -> {
            LoneRows.Kind kind = loneRows.above(kept, next);
            if (kind == LoneRows.Kind.HEADING) {
                throw Refusal.of("table.heading", "text", kept.cell(kept.first()))
                        .at(Place.line(kept.line()));
            }
            take(kept, kind);
        });
    }

    private void endLone(Consumer<Row.Kept> each) {
        belowNote = false;
        if (lone.isEmpty()) {
            return;
        }
        endLatest();
        lone.forEach(each);
        lone.clear();
    }

    private void take(Row.Kept kept, LoneRows.Kind kind) {
        switch (kind) {
            case NOTE -> leaveOut("table.note.footnotes", kept.line(), HeaderSearch.quoted(kept));
            case BLANK -> blankRows++;
            default -> {
                if (keys.are() && loneRows.areRemarkable()) {
                    leaveOut("table.note.lone", kept.line(), HeaderSearch.quoted(kept));
                }
                Row row = new Row();
                kept.into(row);
                checkSize(row);
                append(row);
            }
        }
    }

    /** Has the notes tell of a row. */
    private void leaveOut(String note, int line, Message row) {
        leftOutCounts.merge(note, 1, Integer::sum);
        Map<Integer, Message> told = leftOut.computeIfAbsent(note, key -> new TreeMap<>());
        if (told.size() < ROWS_TOLD) {
            told.put(line, row);
        }
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
        boolean below = belowNote;
        endLast();
        endLone(kept -> take(kept, loneRows.last(kept, below)));
        int[] order = null;
        if (!totals.isEmpty()) {
            List<Totals.Back> back = totals.judge(columns, notes);
            order = back.isEmpty() ? null : putBack(back);
        }
        leftOut.forEach((note, rows) ->
                notes.add(Message.of(note, "n", leftOutCounts.get(note), "rows", List.copyOf(rows.values()))));
        if (blankRows > 0) {
            notes.add(Message.of("table.note.blank", "n", blankRows));
        }
        return new Table(header, columns, lines, size, order, options, notes);
    }

    private void endLast() {
        if (!hasLatest) {
            return;
        }
        int before = Math.min(size, ROWS_BEFORE);
        if (totals.mayBeSum(latest, before, (c, k) -> columns.get(c).plain(size - 1 - k))) {
            totals.add(latest.keep(), TotalLabels.Kind.NONE, -1, size);
            hasLatest = false;
        } else {
            endLatest();
        }
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

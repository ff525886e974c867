package org.edubalance.io.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.edubalance.messages.Message;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * A table that was read, its columns not typed yet. Columns that hold places are asked for their coordinates; all others
 * become {@link Column}s.
 */
public final class Table {

    private final List<String> names = new ArrayList<>();
    private final List<RawColumn> raw = new ArrayList<>();
    private final List<Units.Unit> units = new ArrayList<>();
    private final HeaderLevels levels;
    private final int[] lines;
    private final int size;
    private final int[] order;
    private final boolean strict;
    private final ReadingNotes notes;
    private final DecimalMarks marks;
    /** What the columns are understood as, by their names. */
    private final Map<String, String> terms = new HashMap<>();

    Table(
            HeaderSearch.Header header,
            List<RawColumn> columns,
            int[] lines,
            int size,
            int[] orderOrNull,
            TableOptions options,
            ReadingNotes notes) {
        this.lines = lines;
        this.size = size;
        this.order = orderOrNull;
        this.strict = options.strict();
        this.notes = notes;
        List<Message> unnamed = new ArrayList<>();
        List<List<String>> headerLevels = new ArrayList<>();
        int known = header.names().size();
        for (int i = 0; i < columns.size(); i++) {
            boolean named = i < known && header.named().get(i);
            if (!named && isBlank(columns.get(i))) {
                continue;
            }
            String name = i < known ? header.names().get(i) : "column" + (i + 1);
            names.add(name);
            raw.add(columns.get(i));
            units.add(i < known ? header.units().get(i) : null);
            headerLevels.add(i < known ? header.levels().get(i) : List.of());
            if (!named) {
                unnamed.add(Message.of("table.column", "number", i + 1, "name", name));
            }
        }
        if (!unnamed.isEmpty()) {
            notes.add(Message.of("table.note.unnamed", "columns", unnamed));
        }
        levels = HeaderLevels.of(names, headerLevels);
        marks = new DecimalMarks(raw, names, options);
        Vocabulary.shipped().understand(names, levels).forEach((term, name) -> terms.put(name, term));
    }

    private static boolean isBlank(RawColumn column) {
        for (int i = 0; i < column.size(); i++) {
            if (column.text(i) != null) {
                return false;
            }
        }
        return true;
    }

    /** What the columns are called. */
    public List<String> names() {
        return names;
    }

    /** What the rows of the header call the columns. */
    public HeaderLevels levels() {
        return levels;
    }

    /** How many rows there are. */
    public int size() {
        return size;
    }

    private int row(int row) {
        return order == null ? row : order[row];
    }

    /** The line of a row in the file. */
    public int line(int row) {
        return lines[row(row)];
    }

    /** A cell as it was written, without the blanks around it; null where it is empty. */
    public String text(int column, int row) {
        return raw.get(column).text(row(row));
    }

    /**
     * A cell as a coordinate, which may be in degrees, minutes and seconds.
     *
     * @return NaN where the cell is empty or no coordinate
     */
    public double coordinate(int column, int row) {
        RawColumn cells = raw.get(column);
        double plain = cells.plain(row(row));
        if (!Double.isNaN(plain)) {
            return plain;
        }
        String text = cells.text(row(row));
        if (text == null) {
            return Double.NaN;
        }
        if (strict) {
            WrittenNumber number = WrittenNumber.read(text, '.');
            return number == null || !number.ways().isEmpty() ? Double.NaN : number.number();
        }
        WrittenNumber number = WrittenNumber.read(text, text.indexOf('.') < 0 ? ',' : '.');
        return number == null || number.ways().contains(WrittenNumber.Way.PERCENT)
                ? Degrees.read(text)
                : number.unit() != null ? Degrees.read(text) : number.number();
    }

    /**
     * The cells of a row in columns of degrees, minutes and, where there are three, seconds as one coordinate.
     *
     * @return NaN where one is empty or no such part
     */
    public double coordinate(int[] parts, int row) {
        double value = coordinate(parts[0], row);
        if (parts.length == 1) {
            return value;
        }
        String degrees = text(parts[0], row);
        double minutes = coordinate(parts[1], row);
        double seconds = parts.length > 2 ? coordinate(parts[2], row) : 0;
        return degrees == null
                ? Double.NaN
                : Degrees.of(Math.abs(value), minutes, seconds, parts.length > 2) * (degrees.startsWith("-") ? -1 : 1);
    }

    /** True where a cell has no value: it is empty, or has a mark for that. */
    public boolean isMissing(int column, int row) {
        String text = text(column, row);
        return text == null || (strict ? text.isBlank() : MissingMarks.amongNumbers(text));
    }

    /**
     * The columns at these positions, each with the one type that all its values have; the notes are told what had to be
     * understood.
     *
     * @throws org.edubalance.messages.Refusal if the values of one can be read in two ways
     */
    public List<Column> columns(IntStream positions) {
        int[] places = positions.toArray();
        Column[] typed = new Column[places.length];
        Remarks[] remarks = new Remarks[places.length];
        Workers.of(Monitor.NONE).each(places.length, Math.max(1, size), i -> {
            remarks[i] = new Remarks();
            typed[i] = column(places[i], remarks[i]);
        });
        Remarks all = new Remarks();
        for (Remarks each : remarks) {
            all.add(each);
        }
        all.tell(notes);
        return List.of(typed);
    }

    private Column column(int column, Remarks remarks) {
        String name = names.get(column);
        Typing.Head head = new Typing.Head(name, terms.get(name), units.get(column), marks.of(column));
        Column typed = new Typing(raw.get(column), head, strict, order, row -> lines[row], remarks).column();
        return order == null ? typed : typed.select(order);
    }

    public ReadingNotes notes() {
        return notes;
    }
}

package org.edubalance.io.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.edubalance.io.table.Row.Kept;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;

/**
 * Finds the header among a table's first rows: below the lines of a title, over one row or over two where cells are merged,
 * above a row of units or of numbers for the columns.
 */
final class HeaderSearch {

    /** So many rows are looked at; no title is longer. */
    static final int ROWS = 40;

    private static final String NUMERALS = "甲乙丙丁戊己庚辛壬癸";

    private final List<Kept> rows;
    private final ReadingNotes notes;
    private final List<String> names = new ArrayList<>();
    private final List<Boolean> named = new ArrayList<>();
    private final List<Units.Unit> units = new ArrayList<>();
    private int width;
    private int next;

    /** @param rows the first rows, of which none is blank */
    private HeaderSearch(List<Kept> rows, ReadingNotes notes) {
        this.rows = rows;
        this.notes = notes;
    }

    /**
     * A header.
     *
     * @param names what the columns are called, each another name
     * @param named whether the header has a name for the column, which is called by its number otherwise
     * @param units the units of the columns, null where the header does not say one
     * @param next the first of the rows that is one of the table
     */
    record Header(List<String> names, List<Boolean> named, List<Units.Unit> units, int next) {}

    static Header find(List<Kept> rows, ReadingNotes notes) {
        return new HeaderSearch(rows, notes).find();
    }

    /** The header that a row is as it stands. */
    static Header plain(Kept row) {
        List<String> names = new ArrayList<>();
        for (String cell : row.cells()) {
            names.add(cell.isEmpty() ? "column" + (names.size() + 1) : cell);
        }
        return new Header(names, Collections.nCopies(names.size(), true), Collections.nCopies(names.size(), null), 1);
    }

    private Header find() {
        int first = first();
        width = rows.get(first).cells().length;
        boolean two = isTwoRows(first);
        if (first > 0) {
            notes.add(Message.of("table.note.title", "lines", told(0, first)));
        }
        List<String> cells = cells(first, two);
        next = first + (two ? 2 : 1);
        if (two) {
            notes.add(Message.of(
                    "table.note.header",
                    "first",
                    rows.get(first).line(),
                    "last",
                    rows.get(first + 1).line()));
        }
        String[] unitRow = unitRow();
        skipNumbering();
        name(cells, unitRow);
        Units.checkTitle(rows.subList(0, first), units, notes);
        return new Header(names, named, units, next);
    }

    private List<Message> told(int from, int to) {
        List<Message> told = new ArrayList<>();
        for (Kept row : rows.subList(from, to)) {
            told.add(quoted(row));
        }
        return told;
    }

    /** What a row that is left out says, and where it is. */
    static Message quoted(Kept row) {
        String text = String.join(
                " ",
                List.of(row.cells()).stream().filter(cell -> !cell.isEmpty()).toList());
        return Message.of("table.line", "text", text, "place", Place.line(row.line()));
    }

    /** The first row that has half as many cells as the fullest, or a row of groups above such a one. */
    private int first() {
        int most = rows.stream().mapToInt(Kept::filled).max().orElse(0);
        int enough = most <= 1 ? 1 : Math.max(2, (most + 1) / 2);
        int first = 0;
        while (rows.get(first).filled() < enough) {
            first++;
        }
        return first > 0 && completes(rows.get(first - 1), rows.get(first)) ? first - 1 : first;
    }

    /** True if the upper of two rows has a name for every column that has none in the lower, and groups for others. */
    private boolean completes(Kept upper, Kept lower) {
        if (upper.filled() < 2 || hasNumbers(upper) || hasNumbers(lower)) {
            return false;
        }
        boolean alone = false;
        boolean group = false;
        String above = "";
        int columns = Math.max(upper.cells().length, lower.cells().length);
        int used = lastFilled(upper, lower);
        for (int i = 0; i < Math.min(columns, used); i++) {
            above = upper.cell(i).isEmpty() ? above : upper.cell(i);
            // merged over both rows, which some sources fill
            boolean one = lower.cell(i).equals(upper.cell(i));
            if (lower.cell(i).isEmpty() || one) {
                if (upper.cell(i).isEmpty()) {
                    return false;
                }
                alone = true;
            } else if (upper.cell(i).isEmpty()) {
                if (above.isEmpty()) {
                    return false;
                }
                group = true;
            }
        }
        return alone && group;
    }

    private static int lastFilled(Kept a, Kept b) {
        int last = Math.max(a.cells().length, b.cells().length);
        while (last > 0 && a.cell(last - 1).isEmpty() && b.cell(last - 1).isEmpty()) {
            last--;
        }
        return last;
    }

    /** True if the header goes on in the next row: names under groups, which no row of a table looks like. */
    private boolean isTwoRows(int first) {
        if (first + 1 >= rows.size()) {
            return false;
        }
        Kept upper = rows.get(first);
        Kept lower = rows.get(first + 1);
        if (completes(upper, lower)) {
            return true;
        }
        int blank = lastFilled(upper, lower) - upper.filled();
        boolean allGroups = blank >= 2
                && lower.filled() == lastFilled(upper, lower)
                && !upper.cell(0).isEmpty();
        return allGroups
                && !hasNumbers(upper)
                && !hasNumbers(lower)
                && first + 2 < rows.size()
                && hasNumbers(rows.get(first + 2));
    }

    private static boolean hasNumbers(Kept row) {
        for (String cell : row.cells()) {
            if (WrittenNumber.read(cell, '.') != null || MissingMarks.anywhere(cell)) {
                return true;
            }
        }
        return false;
    }

    private List<String> cells(int first, boolean two) {
        Kept upper = rows.get(first);
        List<String> cells = new ArrayList<>();
        if (!two) {
            for (String cell : upper.cells()) {
                cells.add(unbroken(cell));
            }
            return cells;
        }
        Kept lower = rows.get(first + 1);
        String group = "";
        for (int i = 0; i < Math.max(upper.cells().length, lower.cells().length); i++) {
            group = upper.cell(i).isEmpty() ? group : unbroken(upper.cell(i));
            String own = unbroken(lower.cell(i));
            boolean under = !own.isEmpty() && !group.isEmpty() && !own.equals(group);
            cells.add(own.isEmpty() ? unbroken(upper.cell(i)) : under ? group + "_" + own : own);
        }
        width = cells.size();
        return cells;
    }

    /** A name without line breaks and other blanks in it: none between Chinese letters, one space between words. */
    private static String unbroken(String written) {
        String cell = RawColumn.unwrapped(written);
        StringBuilder name = new StringBuilder();
        boolean blank = false;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (Blanks.is(c)) {
                blank = true;
                continue;
            }
            if (blank && !name.isEmpty() && !isHan(name.charAt(name.length() - 1)) && !isHan(c)) {
                name.append(' ');
            }
            blank = false;
            name.append(c);
        }
        return name.toString();
    }

    private static boolean isHan(char c) {
        return Character.isIdeographic(c) || c >= '\uFF01' && c <= '\uFF5E';
    }

    /** The cells of a row of units below the header; null where there is none. */
    private String[] unitRow() {
        if (next >= rows.size()) {
            return null;
        }
        Kept row = rows.get(next);
        int found = 0;
        for (String cell : row.cells()) {
            if (!cell.isEmpty() && !MissingMarks.anywhere(cell)) {
                if (Units.of(Units.bare(cell)) == null) {
                    return null;
                }
                found++;
            }
        }
        if (found < 2) {
            return null;
        }
        notes.add(Message.of("table.note.units", "line", row.line()));
        next++;
        return row.cells();
    }

    /** Passes over a row that numbers the columns: 甲, 乙, 1, 2, 3, … */
    private void skipNumbering() {
        if (next >= rows.size()) {
            return;
        }
        Kept row = rows.get(next);
        int number = 0;
        int letters = 0;
        for (String cell : row.cells()) {
            String plain = Blanks.compact(cell).replaceAll("[()]", "");
            if (plain.equals(Integer.toString(number + 1))) {
                number++;
            } else if (number == 0 && plain.length() == 1 && NUMERALS.indexOf(plain) == letters) {
                letters++;
            } else if (!plain.isEmpty()) {
                return;
            }
        }
        if (number >= 4 && number + letters == row.filled() && number + letters >= width - 1) {
            notes.add(Message.of("table.note.numbering", "line", row.line()));
            next++;
        }
    }

    private void name(List<String> cells, String[] unitRow) {
        List<String> bare = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            Units.Named apart = Units.named(cell);
            Units.Unit unit = apart.unit();
            bare.add(apart.name());
            if (unit == null && unitRow != null && i < unitRow.length) {
                unit = Units.of(Units.bare(unitRow[i]));
            }
            units.add(unit);
        }
        List<Message> renamed = new ArrayList<>();
        List<Message> twice = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String name = bare.get(i);
            if (!name.equals(cell)) {
                if (name.isEmpty() || bare.indexOf(name) != bare.lastIndexOf(name)) {
                    name = cell;
                } else {
                    renamed.add(Message.of("table.name", "cell", cell, "name", name));
                }
            }
            boolean blank = name.isEmpty();
            named.add(!blank);
            if (blank) {
                name = "column" + (i + 1);
            }
            String free = name;
            for (int copy = 2; !taken.add(free); copy++) {
                free = name + "_" + copy;
            }
            if (!blank && !free.equals(name)) {
                twice.add(Message.of("table.name", "cell", name, "name", free));
            }
            names.add(free);
        }
        if (!renamed.isEmpty()) {
            notes.add(Message.of("table.note.renamed", "columns", renamed));
        }
        if (!twice.isEmpty()) {
            notes.warn(Message.of("table.note.twice", "columns", twice));
        }
    }
}

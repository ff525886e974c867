package org.edubalance.io.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.edubalance.io.table.Row.Kept;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/**
 * Finds the header among a table's first rows: below the lines of a title, over one row or over more where cells are merged,
 * above a row of units or of numbers for the columns.
 */
final class HeaderSearch {

    /** So many rows are looked at; no title is longer. */
    static final int ROWS = 40;

    private static final String NUMERALS = "甲乙丙丁戊己庚辛壬癸";

    private static final Pattern BETWEEN_LANGUAGES =
            Pattern.compile("(.*\\p{IsHan})[(（\\[【〔]([^(（\\[【〔)）\\]】〕]*)[)）\\]】〕](\\s*[A-Za-z].*)");

    private static final Pattern COORDINATE =
            Pattern.compile("[经經]度|[纬緯]度|东经|北纬|\\b(lon|lng|long|longitude|lat|latitude)\\b", Pattern.CASE_INSENSITIVE);

    private final List<Kept> rows;
    private final ReadingNotes notes;
    private final List<String> names = new ArrayList<>();
    private final List<List<String>> ownLevels = new ArrayList<>();
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
     * @param levels what the rows of the header call each column: the group first, the column itself last
     * @param named whether the header has a name for the column, which is called by its number otherwise
     * @param units the units of the columns, null where the header does not say one
     * @param next the first of the rows that is one of the table
     */
    record Header(
            List<String> names, List<List<String>> levels, List<Boolean> named, List<Units.Unit> units, int next) {

        /** What the columns are understood as. */
        Map<String, String> understood() {
            return Vocabulary.shipped().understand(names, HeaderLevels.of(names, levels));
        }
    }

    static Header find(List<Kept> rows, ReadingNotes notes) {
        return new HeaderSearch(rows, notes).find();
    }

    /** The header that a row is as it stands. */
    static Header plain(Kept row) {
        List<String> names = new ArrayList<>();
        for (String cell : row.cells()) {
            names.add(cell.isEmpty() ? "column" + (names.size() + 1) : cell);
        }
        return new Header(
                names,
                names.stream().map(List::of).toList(),
                Collections.nCopies(names.size(), true),
                Collections.nCopies(names.size(), null),
                1);
    }

    private Header find() {
        int first = full();
        int depth = 1;
        HeaderRows grouped = HeaderRows.find(rows, first);
        if (grouped != null) {
            first = grouped.first();
            depth = grouped.depth();
        }
        if (first > 0) {
            notes.add(Message.of("table.note.title", "lines", told(0, first)));
        }
        List<List<String>> levels = grouped == null ? levels(rows.get(first)) : grouped.levels();
        width = levels.size();
        next = first + depth;
        if (grouped == null) {
            checkIsHeader(first);
        } else {
            notes.add(Message.of(
                    depth == 2 ? "table.note.header" : "table.note.header.deep",
                    "first",
                    rows.get(first).line(),
                    "last",
                    rows.get(next - 1).line()));
        }
        checkIsWhole(levels);
        String[] unitRow = unitRow();
        skipNumbering();
        name(levels, unitRow);
        Units.checkTitle(rows.subList(0, first), units, notes);
        return new Header(names, ownLevels, named, units, next);
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

    /** The first row that has half as many cells as the fullest. */
    private int full() {
        int most = rows.stream().mapToInt(Kept::filled).max().orElse(0);
        int enough = most <= 1 ? 1 : Math.max(2, (most + 1) / 2);
        int first = 0;
        while (rows.get(first).filled() < enough) {
            first++;
        }
        return first;
    }

    private static List<List<String>> levels(Kept row) {
        List<List<String>> levels = new ArrayList<>();
        for (String cell : row.cells()) {
            levels.add(cell.isEmpty() ? List.of() : List.of(HeaderRows.unbroken(cell)));
        }
        return levels;
    }

    /**
     * Looks at a header of one row.
     *
     * @throws Refusal if it is a row of the table: numbers like those below it, and no name that is known
     */
    private void checkIsHeader(int first) {
        Kept row = rows.get(first);
        String number = FirstRowOfNumbers.in(row, rows.subList(first + 1, Math.min(rows.size(), first + 4)));
        if (number != null) {
            throw Refusal.of("table.header.none", "got", number).at(Place.line(row.line()));
        }
    }

    /**
     * Looks at the row below the header.
     *
     * @throws Refusal if it has names for columns that the header has none for, though it is no row of names under groups
     */
    private void checkIsWhole(List<List<String>> levels) {
        if (next + 1 >= rows.size() || HeaderRows.hasNumbers(rows.get(next))) {
            return;
        }
        Kept row = rows.get(next);
        for (int i = 0; i < Math.max(levels.size(), row.cells().length); i++) {
            boolean named = i < levels.size() && !levels.get(i).isEmpty();
            if (!named
                    && !row.cell(i).isEmpty()
                    && WrittenNumber.read(rows.get(next + 1).cell(i), '.') != null) {
                throw Refusal.of("table.header.broken", "got", row.cell(i), "number", i + 1)
                        .at(Place.line(row.line()));
            }
        }
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

    private void name(List<List<String>> levels, String[] unitRow) {
        List<String> cells = new ArrayList<>();
        List<String> bare = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            List<String> plain = new ArrayList<>(levels.get(i));
            Units.Unit unit = null;
            // the unit of a group is that of its columns, but for one with a unit of its own
            for (int level = plain.size() - 1; level >= 0; level--) {
                Units.Named cell = apart(plain.get(level));
                unit = unit == null ? cell.unit() : unit;
                plain.set(level, cell.name());
            }
            Units.Unit last = Units.of(Units.bare(plain.isEmpty() ? "" : plain.get(plain.size() - 1)));
            if (plain.size() > 1 && fits(last, plain.get(0))) {
                unit = unit == null ? last : unit;
                plain.remove(plain.size() - 1);
            }
            if (unit == null && unitRow != null && i < unitRow.length) {
                unit = Units.of(Units.bare(unitRow[i]));
            }
            units.add(unit);
            cells.add(String.join("_", levels.get(i)));
            bare.add(String.join("_", plain));
            ownLevels.add(plain);
        }
        List<Message> renamed = new ArrayList<>();
        List<Message> twice = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        Map<String, Long> times = bare.stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String name = bare.get(i);
            if (!name.equals(cell)) {
                if (name.isEmpty() || times.get(name) > 1) {
                    name = cell;
                    ownLevels.set(i, levels.get(i));
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

    /** A cell without its unit, be that at its end or in brackets between its two languages. */
    private static Units.Named apart(String cell) {
        Units.Named last = Units.named(cell);
        Units.Named named = fits(last.unit(), last.name()) ? last : new Units.Named(cell, null);
        Matcher between = BETWEEN_LANGUAGES.matcher(named.name());
        Units.Unit unit = between.matches() ? Units.of(Units.bare(between.group(2))) : null;
        return unit == null ? named : new Units.Named(between.group(1) + between.group(3), unit);
    }

    /** True for a unit; those of coordinates are degrees, and m or min the minutes of them. */
    private static boolean fits(Units.Unit unitOrNull, String name) {
        return unitOrNull != null
                && ("degree".equals(unitOrNull.kind())
                        || !COORDINATE.matcher(name).find());
    }

    static boolean isUnit(String cell) {
        return Units.of(Units.bare(cell)) != null;
    }
}

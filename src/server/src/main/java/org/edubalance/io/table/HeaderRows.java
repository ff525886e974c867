package org.edubalance.io.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.edubalance.io.table.Row.Kept;

/**
 * A header of several rows, the names of groups above those of columns: cells that are merged over several rows are filled in
 * the first of them or in all, cells that are merged over several columns in the first of these.
 */
final class HeaderRows {

    private static final int DEEPEST = 5;

    /** Two cells above so many columns are a title with something at its side, not two groups. */
    private static final int FEW = 6;

    private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d(年|年度|学年|级|届)?");

    /** What stands in a title and names no group. */
    private static final Pattern TITLE = Pattern.compile(".*[:：].*|附[件表录].*|表\\s*\\d.*|.*(19|20)\\d\\d.*|.*[表册]|.*一览");

    private final List<Kept> rows;
    private final int first;
    private final int depth;
    private final boolean whole;

    /** @param whole true if all columns that the row below has a cell in need a name */
    private HeaderRows(List<Kept> rows, int first, int depth, boolean whole) {
        this.rows = rows;
        this.first = first;
        this.depth = depth;
        this.whole = whole;
    }

    /**
     * Looks for one among the first rows of a table.
     *
     * @param full the first row that is about as full as the table; the header has it, or ends above it
     * @return null if the header has one row
     */
    static HeaderRows find(List<Kept> rows, int full) {
        HeaderRows header = find(rows, full, true);
        return header == null ? find(rows, full, false) : header;
    }

    private static HeaderRows find(List<Kept> rows, int full, boolean whole) {
        for (int first = 0; first <= full; first++) {
            for (int depth = 2; depth <= DEEPEST && first + depth <= rows.size(); depth++) {
                HeaderRows header = new HeaderRows(rows, first, depth, whole);
                if (first + depth >= full && header.isOne()) {
                    return header.lengthened();
                }
            }
        }
        return null;
    }

    int first() {
        return first;
    }

    int depth() {
        return depth;
    }

    private String cell(int level, int column) {
        return rows.get(first + level).cell(column);
    }

    private boolean numbersFollow() {
        return first + depth < rows.size() && hasNumbers(rows.get(first + depth));
    }

    private int width() {
        int width = 0;
        for (Kept row : rows.subList(first, Math.min(rows.size(), first + depth + (whole ? 1 : 0)))) {
            for (int i = row.cells().length; i > width; i--) {
                if (!row.cell(i - 1).isEmpty()) {
                    width = i;
                }
            }
        }
        return width;
    }

    private boolean isOne() {
        if (rows.get(first).filled() < 2) {
            return false;
        }
        // years are names of columns under a group, which has nothing below it for the first column
        boolean years = cell(1, 0).isEmpty() || cell(1, 0).equals(cell(0, 0));
        for (Kept row : rows.subList(first, first + depth)) {
            if (hasNumbers(row, years)) {
                return false;
            }
        }
        if (depth == 2 && isTranslated()) {
            return true;
        }
        int width = width();
        String[] above = new String[width];
        for (int i = 0; i < width; i++) {
            above[i] = cell(0, i);
        }
        for (int level = 1; level < depth; level++) {
            if (!isLevel(level, above)) {
                return false;
            }
        }
        for (String name : above) {
            if (name.isEmpty()) {
                return false;
            }
        }
        return depth == 2 || numbersFollow() || first + depth == rows.size();
    }

    /**
     * True if a row names columns under the groups above it, which no row of a table looks like: blank below names that need
     * no other, filled below the rest of a group.
     *
     * @param above the lowest name of each column so far, which this row's come into
     */
    private boolean isLevel(int level, String[] above) {
        boolean startsGrouped =
                level == 1 && !cell(1, 0).isEmpty() && !cell(1, 0).equals(above[0]);
        boolean alone = false;
        boolean merged = false;
        boolean group = false;
        boolean part = false;
        boolean open = false;
        boolean under = false;
        boolean free = false;
        int blank = 0;
        for (int i = 0; i < above.length; i++) {
            String cell = cell(level, i);
            under |= !above[i].isEmpty();
            blank += above[i].isEmpty() ? 1 : 0;
            boolean same = !cell.isEmpty() && cell.equals(above[i]);
            if (cell.isEmpty() || same) {
                alone |= !above[i].isEmpty();
                open |= above[i].isEmpty();
                merged |= same;
            } else if (above[i].isEmpty()) {
                free |= !under;
                group |= under;
            } else {
                part = true;
                // the name of a group that is there once for each of its columns
                group |= i > 0 && !startsGrouped && cell(level - 1, i).equals(cell(level - 1, i - 1));
            }
        }
        boolean allGroups = !alone && group && level == 1 && blank >= 2 && numbersFollow();
        boolean parts = part && open && level < depth - 1;
        boolean fits =
                (alone && (group || parts) || allGroups) && (!free || level == 1 && numbersFollow() && needsGroups());
        // a title above a header that needs nothing above it, or a row of the table
        boolean other = startsGrouped
                && !merged
                && (hasTitle() || !allGroups && isWholeBelow(above.length) || depth == 2 && !numbersFollow());
        boolean twoCells = allGroups && rows.get(first).filled() == 2 && above.length >= FEW && !needsGroups();
        for (int i = 0; i < above.length; i++) {
            above[i] = cell(level, i).isEmpty() ? above[i] : cell(level, i);
        }
        return fits && !other && !twoCells;
    }

    /** True if the second row's names say too little on their own: some are there twice, or are those of totals. */
    private boolean needsGroups() {
        Set<String> names = new HashSet<>();
        for (String cell : rows.get(first + 1).cells()) {
            if (!cell.isEmpty() && (!names.add(cell) || Understanding.isTotal(cell))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasTitle() {
        for (String cell : rows.get(first).cells()) {
            if (TITLE.matcher(cell).matches()) {
                return true;
            }
        }
        return false;
    }

    /** True if the rows without the first one name all columns. */
    private boolean isWholeBelow(int width) {
        for (int i = 0; i < width; i++) {
            boolean named = false;
            for (int level = 1; level < depth; level++) {
                named |= !cell(level, i).isEmpty();
            }
            if (!named) {
                return false;
            }
        }
        return true;
    }

    /** True if the second row has the names of the first in another language. */
    private boolean isTranslated() {
        Kept lower = rows.get(first + 1);
        int width = width();
        return rows.get(first).filled() == width
                && lower.filled() == width
                && numbersFollow()
                && Vocabulary.shipped().agree(List.of(rows.get(first).cells()), List.of(lower.cells()));
    }

    /** With the rows below that only part what is a column of a group already. */
    private HeaderRows lengthened() {
        HeaderRows header = this;
        while (header.depth < DEEPEST && header.first + header.depth < rows.size() && header.goesOn()) {
            header = new HeaderRows(rows, first, header.depth + 1, whole);
        }
        return header;
    }

    private boolean goesOn() {
        Kept row = rows.get(first + depth);
        if (hasNumbers(row) || first + depth + 1 >= rows.size() || !hasNumbers(rows.get(first + depth + 1))) {
            return false;
        }
        boolean parts = false;
        for (int i = 0; i < Math.max(width(), row.cells().length); i++) {
            String above = "";
            int levels = 0;
            for (int level = 0; level < depth; level++) {
                if (!cell(level, i).isEmpty() && !cell(level, i).equals(above)) {
                    above = cell(level, i);
                    levels = level;
                }
            }
            boolean blank = row.cell(i).isEmpty() || row.cell(i).equals(above);
            if (!blank && (levels == 0 || HeaderSearch.isUnit(row.cell(i)))) {
                return false;
            }
            parts |= !blank;
        }
        return parts;
    }

    /** What the rows call each column, the group first. */
    List<List<String>> levels() {
        int width = 0;
        for (Kept row : rows.subList(first, first + depth)) {
            width = Math.max(width, row.cells().length);
        }
        List<List<String>> levels = new ArrayList<>();
        String[] before = null;
        for (int i = 0; i < width; i++) {
            int lowest = depth - 1;
            while (lowest > 0 && cell(lowest, i).isEmpty()) {
                lowest--;
            }
            String[] names = new String[depth];
            boolean sameGroup = before != null;
            for (int level = 0; level < depth; level++) {
                String own = unbroken(cell(level, i));
                // a group goes on to the right, over columns that have names of their own
                names[level] = own.isEmpty() && sameGroup && level < lowest ? before[level] : own;
                sameGroup = sameGroup && names[level].equals(before[level]);
            }
            List<String> distinct = new ArrayList<>();
            for (String name : names) {
                if (!name.isEmpty()
                        && (distinct.isEmpty()
                                || !distinct.get(distinct.size() - 1).equals(name))) {
                    distinct.add(name);
                }
            }
            levels.add(distinct);
            before = names;
        }
        return levels;
    }

    /** True if a row has a number, or a mark for one that is missing. */
    static boolean hasNumbers(Kept row) {
        return hasNumbers(row, false);
    }

    private static boolean hasNumbers(Kept row, boolean butYears) {
        for (String cell : row.cells()) {
            boolean number = WrittenNumber.read(cell, '.') != null
                    && !(butYears && YEAR.matcher(cell).matches());
            if (number || MissingMarks.anywhere(cell)) {
                return true;
            }
        }
        return false;
    }

    /** A name without line breaks and other blanks in it: none between Chinese letters, one space between words. */
    static String unbroken(String written) {
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
}

package org.edubalance.io.table;

import java.util.Arrays;

/** The cells of one row as text, in one array that serves all rows. */
public final class Row {

    private static final int MOST_FILLED = 3;

    private char[] chars = new char[1024];
    private int[] ends = new int[32];
    private int size;
    private int line;
    private boolean seen;
    private int filled;
    private int first;
    private int label;
    private boolean digits;
    private boolean ordinary;

    /** Exchanges the cells with another row's. */
    void swap(Row other) {
        char[] ownChars = chars;
        int[] ownEnds = ends;
        int ownSize = size;
        int ownLine = line;
        boolean ownSeen = seen;
        int ownFilled = filled;
        int ownFirst = first;
        int ownLabel = label;
        boolean ownDigits = digits;
        boolean ownOrdinary = ordinary;
        chars = other.chars;
        ends = other.ends;
        size = other.size;
        line = other.line;
        seen = other.seen;
        filled = other.filled;
        first = other.first;
        label = other.label;
        digits = other.digits;
        ordinary = other.ordinary;
        other.chars = ownChars;
        other.ends = ownEnds;
        other.size = ownSize;
        other.line = ownLine;
        other.seen = ownSeen;
        other.filled = ownFilled;
        other.first = ownFirst;
        other.label = ownLabel;
        other.digits = ownDigits;
        other.ordinary = ownOrdinary;
    }

    /** Begins a row without cells. */
    public void begin(int newLine) {
        line = newLine;
        size = 0;
        seen = false;
    }

    /**
     * Looks at the cells once, before anybody asks for {@link #filled} or {@link #label}: a thread that reads ahead has the
     * time.
     */
    void see() {
        if (seen) {
            return;
        }
        filled = 0;
        first = -1;
        for (int i = 0; i < size && filled < MOST_FILLED; i++) {
            if (!isBlank(i)) {
                filled++;
                first = first < 0 ? i : first;
            }
        }
        digits = false;
        for (label = 0; label < size; label++) {
            int start = start(label);
            int end = ends[label];
            digits |= start < end && chars[end - 1] >= '0' && chars[end - 1] <= '9';
            if (TotalLabels.of(chars, start, end) != TotalLabels.Kind.NONE) {
                break;
            }
        }
        seen = true;
        ordinary = label == size && digits && filled == MOST_FILLED && !mayBeSignatures();
    }

    /** True if the row begins as one of those who signed the table does. */
    boolean mayBeSignatures() {
        return hasColon(first()) || Footnotes.mayBeSignature(firstLetter());
    }

    /** Adds a cell. */
    public void add(char[] from, int offset, int length) {
        int start = size == 0 ? 0 : ends[size - 1];
        grow(start + length);
        System.arraycopy(from, offset, chars, start, length);
        ends[size++] = start + length;
    }

    /** Adds a cell; an empty one where there is no text. */
    public void add(String textOrNull) {
        int length = textOrNull == null ? 0 : textOrNull.length();
        int start = size == 0 ? 0 : ends[size - 1];
        grow(start + length);
        if (length > 0) {
            textOrNull.getChars(0, length, chars, start);
        }
        ends[size++] = start + length;
    }

    private void grow(int length) {
        if (length > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(length, 2 * chars.length));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
    }

    /** How many characters the cells have. */
    int length() {
        return size == 0 ? 0 : ends[size - 1];
    }

    /** How many characters there is room for. */
    int capacity() {
        return chars.length;
    }

    /** The line of the file, or the row of the sheet, counted from 1. */
    public int line() {
        return line;
    }

    public int size() {
        return size;
    }

    char[] chars() {
        return chars;
    }

    int start(int cell) {
        return cell == 0 ? 0 : ends[cell - 1];
    }

    int end(int cell) {
        return ends[cell];
    }

    /** A cell without the blanks around it. */
    String text(int cell) {
        int start = Blanks.skip(chars, start(cell), end(cell));
        return new String(chars, start, Blanks.cut(chars, start, end(cell)) - start);
    }

    boolean isBlank(int cell) {
        return Blanks.skip(chars, start(cell), end(cell)) == end(cell);
    }

    /** How many cells are not blank; {@value #MOST_FILLED} where there are more. */
    int filled() {
        see();
        return filled;
    }

    /** The first cell that is not blank; negative if there is none. */
    int first() {
        see();
        return first;
    }

    /** True if a cell ends in a digit, as numbers and codes do; not asked of a row with a {@link #label}. */
    boolean hasDigits() {
        see();
        return digits;
    }

    /** True for a row with some cells and a number, which begins as no note does, and has no {@link #label}. */
    boolean isOrdinary() {
        see();
        return ordinary;
    }

    /** The first cell that could be the label of a total; negative if there is none. */
    int label() {
        see();
        return label < size ? label : -1;
    }

    /** True if a cell is a text, blanks around it apart. */
    boolean is(int cell, String text) {
        int from = Blanks.skip(chars, start(cell), end(cell));
        int length = text.length();
        if (end(cell) - from < length || length == 0 || chars[from] != text.charAt(0)) {
            return false;
        }
        return Blanks.cut(chars, from, end(cell)) - from == length
                && Arrays.equals(chars, from, from + length, text.toCharArray(), 0, length);
    }

    /** What the first cell that is not blank begins with. */
    char firstLetter() {
        return chars[Blanks.skip(chars, start(first()), end(first))];
    }

    /** True if a cell has a colon. */
    boolean hasColon(int cell) {
        for (int i = start(cell); i < end(cell); i++) {
            if (chars[i] == ':' || chars[i] == '：') {
                return true;
            }
        }
        return false;
    }

    /** True for a row of lines, as they are drawn between the rows of printed tables and below their header. */
    boolean isStrokes() {
        if (!isStroke(firstLetter())) {
            return false;
        }
        int strokes = 0;
        int cells = 0;
        for (int i = 0; i < size; i++) {
            int from = Blanks.skip(chars, start(i), end(i));
            int to = Blanks.cut(chars, from, end(i));
            for (int at = from; at < to; at++) {
                if (!isStroke(chars[at])) {
                    return false;
                }
            }
            strokes += to - from;
            cells += from < to ? 1 : 0;
        }
        // a stroke alone may be a value that is missing
        return cells > 1 || strokes > 2;
    }

    /** True where each cell that is not blank says that a value is missing, if there are several. */
    boolean isMissing() {
        for (int i = first(); i < size; i++) {
            if (!isBlank(i) && !MissingMarks.anywhere(text(i))) {
                return false;
            }
        }
        return filled() > 1;
    }

    private static boolean isStroke(char c) {
        return "-—－–―‐−─━_=:|+*".indexOf(c) >= 0;
    }

    /** Takes away the blank cells at the end. */
    void trim() {
        while (size > 0 && isBlank(size - 1)) {
            size--;
        }
        seen = false;
    }

    /** The cells from one on are blank. */
    boolean isBlankFrom(int cell) {
        for (int i = cell; i < size; i++) {
            if (!isBlank(i)) {
                return false;
            }
        }
        return true;
    }

    Kept keep() {
        String[] texts = new String[size];
        String[] raw = new String[size];
        for (int i = 0; i < size; i++) {
            texts[i] = text(i);
            raw[i] = new String(chars, start(i), end(i) - start(i));
        }
        return new Kept(line, texts, raw);
    }

    /**
     * A row that outlives the next one.
     *
     * @param cells the cells without the blanks around them
     * @param raw the cells as they were
     */
    record Kept(int line, String[] cells, String[] raw) {

        String cell(int i) {
            return i < cells.length ? cells[i] : "";
        }

        int filled() {
            int filled = 0;
            for (String cell : cells) {
                filled += cell.isEmpty() ? 0 : 1;
            }
            return filled;
        }

        /** The first cell that is not blank. */
        int first() {
            int first = 0;
            while (cell(first).isEmpty()) {
                first++;
            }
            return first;
        }

        /** Puts the cells back into a row. */
        void into(Row row) {
            row.begin(line);
            for (String cell : raw) {
                row.add(cell);
            }
        }
    }
}

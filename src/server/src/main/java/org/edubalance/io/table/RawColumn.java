package org.edubalance.io.table;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * A column as it is read, before all of it is known: numbers in an array as long as nearly all cells are plain numbers,
 * else texts. Cells among numbers that are no plain number are kept as they are written, and every number keeps how many
 * decimals it had, so that the column can become texts again.
 */
final class RawColumn {

    private static final int FIRST_CAPACITY = 64;

    /** So many cells that are no plain number are looked at, to see whether the column is one of texts. */
    private static final int TO_LOOK_AT = 64;

    private static final int SHARED = 256;

    /** Decimals of a number whose text is the shortest that is read back as it. */
    private static final byte AS_DOUBLE = -1;

    /** Decimals of a cell without a number. */
    private static final byte NONE = -2;

    private int size;
    private int numbers;
    private long[] whole = new long[FIRST_CAPACITY];
    private double[] real;
    private byte[] decimals;
    private String[] texts;
    private int[] oddRows = new int[8];
    private String[] odd = new String[8];
    private int odds;
    private int stripped;
    private int firstStripped = -1;
    private int wrapped;
    private int firstWrapped = -1;
    private boolean surePoint;
    private boolean maybePoint;
    private boolean mayBeMarks;
    private final String[] shared = new String[SHARED];
    private final char[][] sharedChars = new char[SHARED][];

    /**
     * Adds a cell.
     *
     * @param strip true if blanks at both ends are cut off, and what makes a spreadsheet program take digits for a text
     *     (={@literal "}0526{@literal "}, '0526), which is counted
     */
    void add(char[] chars, int start, int end, boolean strip, PlainNumber plain) {
        int from = start;
        int to = end;
        if (strip && from < to && (Blanks.is(chars[from]) || Blanks.is(chars[to - 1]))) {
            from = Blanks.skip(chars, start, end);
            to = Blanks.cut(chars, from, end);
            if (from < to) {
                stripped++;
                firstStripped = firstStripped < 0 ? size : firstStripped;
            }
        }
        if (strip && from < to && (chars[from] == '=' || chars[from] == '\'')) {
            int opening = opening(chars, from, to);
            if (opening > 0) {
                from += opening;
                to -= chars[to - 1] == chars[from - 1] ? 1 : 0;
                wrapped++;
                firstWrapped = firstWrapped < 0 ? size : firstWrapped;
            }
        }
        if (texts != null) {
            grow();
            mayBeMarks |= from < to && Typing.mayBeMark(chars[from], to - from);
            texts[size++] = from == to ? null : text(chars, from, to);
        } else if (from == to) {
            addNothing();
        } else if (plain.read(chars, from, to) && (real == null || plain.isExact())) {
            addNumber(plain);
        } else {
            addOdd(text(chars, from, to));
        }
    }

    /** A text without what makes a spreadsheet program take it for one. */
    static String unwrapped(String text) {
        char[] chars = text.toCharArray();
        int opening = chars.length == 0 || chars[0] != '=' ? 0 : opening(chars, 0, chars.length);
        return opening == 0 ? text : text.substring(opening, text.length() - 1);
    }

    /** How many characters open ="…" or '…, where the latter holds no more than digits, unlike 's-Hertogenbosch. */
    private static int opening(char[] chars, int from, int to) {
        if (chars[from] == '=') {
            return to - from > 2 && chars[from + 1] == '"' && chars[to - 1] == '"' ? 2 : 0;
        }
        int digits = from + 1;
        while (digits < to && (chars[digits] >= '0' && chars[digits] <= '9' || chars[digits] == '.')) {
            digits++;
        }
        boolean closed = digits == to || digits == to - 1 && chars[digits] == '\'';
        return digits > from + 1 && closed ? 1 : 0;
    }

    void addNothing() {
        grow();
        if (texts == null) {
            put(size, Column.NO_LONG, Double.NaN, NONE);
        }
        size++;
    }

    private void addNumber(PlainNumber plain) {
        if (plain.decimals > 0) {
            surePoint |= !plain.grouped;
            maybePoint |= plain.grouped;
            if (real == null) {
                toReal();
            }
        }
        grow();
        if (real == null) {
            whole[size] = plain.digits;
        } else {
            real[size] = plain.value();
            decimals[size] = (byte) plain.decimals;
        }
        numbers++;
        size++;
    }

    private void put(int row, long asWhole, double asReal, byte decimal) {
        if (real == null) {
            whole[row] = asWhole;
        } else {
            real[row] = asReal;
            decimals[row] = decimal;
        }
    }

    private void addOdd(String text) {
        WrittenNumber number = odds < TO_LOOK_AT || text.length() > 15 ? WrittenNumber.read(text, '.') : null;
        if (number != null && number.ways().isEmpty() && text.equals(NumberOutput.toString(number.number(), true))) {
            // a coordinate with all its digits, say; no need to keep the text
            surePoint = true;
            if (real == null) {
                toReal();
            }
            grow();
            real[size] = number.number();
            decimals[size++] = AS_DOUBLE;
            numbers++;
            return;
        }
        if (numbers == 0 && odds == 0 && number == null && isText(text)) {
            toTexts();
            add(text);
            return;
        }
        keep(size, text);
        grow();
        put(size, Column.NO_LONG, Double.NaN, NONE);
        size++;
        if (odds == TO_LOOK_AT && texts(odds) > TO_LOOK_AT / 2) {
            toTexts();
        }
    }

    private void add(String text) {
        grow();
        mayBeMarks |= !text.isEmpty() && Typing.mayBeMark(text.charAt(0), text.length());
        texts[size++] = text;
    }

    private void keep(int row, String text) {
        if (odds == odd.length) {
            odd = Arrays.copyOf(odd, 2 * odds);
            oddRows = Arrays.copyOf(oddRows, 2 * odds);
        }
        oddRows[odds] = row;
        odd[odds++] = text;
    }

    private int texts(int count) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            found += WrittenNumber.read(odd[i], '.') == null && isText(odd[i]) ? 1 : 0;
        }
        return found;
    }

    /** True for what stands for no value and is no number with a comma, given that it is none with a point. */
    private static boolean isText(String text) {
        return !MissingMarks.amongNumbers(text) && !Dittos.is(text) && WrittenNumber.read(text, ',') == null;
    }

    private void grow() {
        int capacity = texts != null ? texts.length : real != null ? real.length : whole.length;
        if (size < capacity) {
            return;
        }
        int more = capacity + (capacity >> 1);
        if (texts != null) {
            texts = Arrays.copyOf(texts, more);
        } else if (real != null) {
            real = Arrays.copyOf(real, more);
            decimals = Arrays.copyOf(decimals, more);
        } else {
            whole = Arrays.copyOf(whole, more);
        }
    }

    private void toReal() {
        real = new double[whole.length];
        decimals = new byte[whole.length];
        int oddBefore = 0;
        String[] oddTexts = odd;
        int[] rowsOfOdd = oddRows;
        int count = odds;
        odd = new String[Math.max(8, count)];
        oddRows = new int[odd.length];
        odds = 0;
        for (int i = 0; i < size; i++) {
            if (oddBefore < count && rowsOfOdd[oddBefore] == i) {
                keep(i, oddTexts[oddBefore++]);
            }
            boolean none = whole[i] == Column.NO_LONG;
            real[i] = none ? Double.NaN : whole[i];
            decimals[i] = none ? NONE : 0;
            if (!none && Math.abs(whole[i]) > 1L << 53) {
                keep(i, Long.toString(whole[i]));
                real[i] = Double.NaN;
                decimals[i] = NONE;
                numbers--;
            }
        }
        whole = null;
    }

    private void toTexts() {
        String[] all = new String[Math.max(FIRST_CAPACITY, size + (size >> 1))];
        int nextOdd = 0;
        for (int i = 0; i < size; i++) {
            if (nextOdd < odds && oddRows[nextOdd] == i) {
                all[i] = odd[nextOdd++];
            } else {
                all[i] = numberText(i);
            }
        }
        mayBeMarks |= odds > 0;
        texts = all;
        whole = null;
        real = null;
        decimals = null;
        odds = 0;
    }

    private String numberText(int row) {
        if (real == null) {
            return whole[row] == Column.NO_LONG ? null : Long.toString(whole[row]);
        }
        if (decimals[row] == NONE) {
            return null;
        }
        return decimals[row] == AS_DOUBLE
                ? NumberOutput.toString(real[row], true)
                : BigDecimal.valueOf(real[row])
                        .setScale(decimals[row], RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    /** A text; the same one again for one that was there a short while ago, as the names of regions are. */
    private String text(char[] chars, int from, int to) {
        int length = to - from;
        if (length > 24) {
            return new String(chars, from, length);
        }
        int hash = length;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = (hash ^ hash >>> 8 ^ hash >>> 16) & SHARED - 1;
        char[] known = sharedChars[slot];
        if (known == null || !Arrays.equals(known, 0, known.length, chars, from, to)) {
            sharedChars[slot] = Arrays.copyOfRange(chars, from, to);
            shared[slot] = new String(chars, from, length);
        }
        return shared[slot];
    }

    int size() {
        return size;
    }

    /** True if the column is one of texts whatever is made of its odd cells. */
    boolean isText() {
        return texts != null;
    }

    /** False if no text of the column is a mark or a truth value: none begins as one of those does. */
    boolean mayHaveMarks() {
        return mayBeMarks;
    }

    /** The cell as it was written, without the blanks around it; null where it is empty. */
    String text(int row) {
        if (texts != null) {
            return texts[row];
        }
        int found = Arrays.binarySearch(oddRows, 0, odds, row);
        return found >= 0 ? odd[found] : numberText(row);
    }

    /** The plain number of a cell; NaN where it is none. */
    double plain(int row) {
        if (texts != null) {
            return Double.NaN;
        }
        return real != null ? real[row] : whole[row] == Column.NO_LONG ? Double.NaN : whole[row];
    }

    /** How many cells are plain numbers. */
    int numbers() {
        return numbers;
    }

    /** How many cells are no plain numbers, and not empty; all of a column of texts are told by {@link #text(int)}. */
    int odds() {
        return odds;
    }

    int oddRow(int i) {
        return oddRows[i];
    }

    String odd(int i) {
        return odd[i];
    }

    /** How many cells had blanks around them. */
    int stripped() {
        return stripped;
    }

    /** The first row that had blanks around its cell. */
    int firstStripped() {
        return firstStripped;
    }

    /** How many cells were wrapped as texts for a spreadsheet program. */
    int wrapped() {
        return wrapped;
    }

    /** The first row that had such a cell. */
    int firstWrapped() {
        return firstWrapped;
    }

    /** True if a point in a plain number cannot group thousands. */
    boolean hasSurePoint() {
        return surePoint;
    }

    /** True if there is a plain number such as 1.234, whose point could group thousands. */
    boolean hasMaybePoint() {
        return maybePoint;
    }

    /** The first row whose plain number has a point that could group thousands; negative if there is none. */
    int firstMaybePoint() {
        for (int i = 0; real != null && i < size; i++) {
            if (decimals[i] == 3) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Takes the point of the plain numbers for what groups thousands.
     *
     * @return how many have one
     */
    int regroup() {
        int count = 0;
        for (int i = 0; real != null && i < size; i++) {
            if (decimals[i] == 3) {
                real[i] = Math.rint(real[i] * 1000);
                decimals[i] = 0;
                count++;
            }
        }
        return count;
    }

    /** The plain numbers as whole ones, to be filled up; null where there are others. */
    long[] wholes() {
        return whole;
    }

    /** The plain numbers as doubles, to be filled up. */
    double[] reals() {
        if (real != null) {
            return real;
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = whole[i] == Column.NO_LONG ? Double.NaN : whole[i];
        }
        return values;
    }

    /** The cells as texts, to be changed. */
    String[] texts() {
        if (texts == null) {
            toTexts();
        }
        return texts;
    }
}

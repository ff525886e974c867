package org.edubalance.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Looks through the XML of a sheet for what its reader does not tell: the merged cells, which stand behind all rows, rows
 * and columns that are hidden, and a formula that was saved without its value.
 */
final class SheetScan implements Archive.Bytes {

    private static final int LONGEST_TAG = 400;

    /** More would cost more than they are worth. */
    private static final int MOST_MERGES = 200_000;

    private static final int MOST_ROWS = 1 << 20;
    private static final int MOST_COLUMNS = 16_384;

    private final List<SheetMerges.Area> merges = new ArrayList<>();
    private final byte[] tag = new byte[LONGEST_TAG];
    private int length = -1;
    private String cell;
    private boolean isText;
    private boolean formula;
    private boolean value;
    private boolean inValue;
    private boolean full;
    private String formulaWithoutValue;
    private long rows;
    private final BitSet hiddenRows = new BitSet();
    private final BitSet hiddenColumns = new BitSet();

    @Override
    public void take(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            byte b = bytes[i];
            if (b == '<') {
                length = 0;
            } else if (length >= 0) {
                if (b == '>') {
                    end();
                    length = -1;
                } else if (length < LONGEST_TAG) {
                    tag[length++] = b;
                }
            } else if (inValue) {
                full = true;
            }
        }
    }

    private void end() {
        if (length == 0) {
            return;
        }
        int first = 0;
        boolean closing = tag[0] == '/';
        for (int i = closing ? 1 : 0; i < length && tag[i] > ' ' && tag[i] != '/'; i++) {
            if (tag[i] == ':') {
                first = i + 1;
            }
        }
        first = Math.max(first, closing ? 1 : 0);
        byte name = first < length ? tag[first] : 0;
        boolean single = first + 1 >= length || tag[first + 1] <= ' ' || tag[first + 1] == '/';
        if (single && name == 'c') {
            cell(closing);
        } else if (single && name == 'f') {
            formula |= !closing;
        } else if (single && name == 'v') {
            inValue = !closing && tag[length - 1] != '/';
            value |= closing && full;
        } else if (name == 'r' && !closing && first + 2 < length && tag[first + 1] == 'o' && tag[first + 2] == 'w') {
            row();
        } else if (name == 'c' && !closing && first + 3 < length && tag[first + 1] == 'o' && tag[first + 2] == 'l') {
            column(new String(tag, first, length - first, StandardCharsets.US_ASCII));
        } else if (name == 'm' && !closing) {
            merge(new String(tag, first, length - first, StandardCharsets.US_ASCII));
        }
    }

    private void cell(boolean closing) {
        if (closing) {
            if (formula && !value && !isText && formulaWithoutValue == null) {
                formulaWithoutValue = cell;
            }
            formula = false;
            return;
        }
        formula = false;
        value = false;
        full = false;
        inValue = false;
        // most cells have no formula: their tag is looked at only where one comes
        String attributes = new String(tag, 0, length, StandardCharsets.US_ASCII);
        isText = attributes.contains("t=\"str\"") || attributes.contains("t='str'");
        cell = attribute(attributes, "r");
    }

    private void merge(String text) {
        if (!text.startsWith("mergeCell ") || merges.size() >= MOST_MERGES) {
            return;
        }
        SheetMerges.Area area = SheetMerges.Area.of(attribute(text, "ref"));
        if (area != null) {
            merges.add(area);
        }
    }

    private void row() {
        rows++;
        // few rows have this, and nearly all of these are hidden
        if (has("hidden=")) {
            String text = new String(tag, 0, length, StandardCharsets.US_ASCII);
            int number = number(attribute(text, "r"), (int) Math.min(rows, MOST_ROWS));
            hiddenRows.set(number, isTrue(attribute(text, "hidden")));
        }
    }

    private boolean has(String ascii) {
        int last = length - ascii.length();
        for (int i = 0; i <= last; i++) {
            int k = 0;
            while (k < ascii.length() && tag[i + k] == ascii.charAt(k)) {
                k++;
            }
            if (k == ascii.length()) {
                return true;
            }
        }
        return false;
    }

    private void column(String text) {
        if (text.startsWith("col ") && isTrue(attribute(text, "hidden"))) {
            int first = number(attribute(text, "min"), 0);
            int last = number(attribute(text, "max"), 0);
            if (first > 0 && first <= last) {
                hiddenColumns.set(first - 1, Math.min(last, MOST_COLUMNS));
            }
        }
    }

    private static boolean isTrue(String flag) {
        return "1".equals(flag) || "true".equals(flag);
    }

    private static int number(String text, int other) {
        return text != null && text.matches("[1-9]\\d{0,6}") ? Integer.parseInt(text) : other;
    }

    private static String attribute(String tag, String name) {
        for (char quote : new char[] {'"', '\''}) {
            int at = tag.indexOf(" " + name + "=" + quote);
            if (at >= 0) {
                int from = at + name.length() + 3;
                int to = tag.indexOf(quote, from);
                return to < 0 ? null : tag.substring(from, to);
            }
        }
        return null;
    }

    /** How many rows there are, also those without cells. */
    long rows() {
        return rows;
    }

    /** The hidden rows, counted from 1. */
    BitSet hiddenRows() {
        return hiddenRows;
    }

    /** The hidden columns, counted from 0. */
    BitSet hiddenColumns() {
        return hiddenColumns;
    }

    List<SheetMerges.Area> merges() {
        return merges;
    }

    /** The address of the first cell whose formula has no value, null if there is none. */
    String formulaWithoutValue() {
        return formulaWithoutValue;
    }
}

package org.edubalance.io.table;

/** Blanks as tables have them around and in cells: spaces of any width, line breaks, marks without a width. */
final class Blanks {

    private Blanks() {}

    static boolean is(char c) {
        return c <= ' '
                || c >= '\u00A0'
                        && (c == '\u00A0'
                                || c == '\u3000'
                                || c == '\uFEFF'
                                || c >= '\u2000' && c <= '\u200F'
                                || c == '\u202F'
                                || c == '\u2028'
                                || c == '\u2029'
                                || c == '\u205F'
                                || c == '\u2060');
    }

    /** The first place from {@code from} on that is no blank, at most {@code to}. */
    static int skip(char[] chars, int from, int to) {
        int i = from;
        while (i < to && is(chars[i])) {
            i++;
        }
        return i;
    }

    /** The end of a text without the blanks at its end, at least {@code from}. */
    static int cut(char[] chars, int from, int to) {
        int i = to;
        while (i > from && is(chars[i - 1])) {
            i--;
        }
        return i;
    }

    static String strip(String text) {
        char[] chars = text.toCharArray();
        int start = skip(chars, 0, chars.length);
        return new String(chars, start, cut(chars, start, chars.length) - start);
    }

    /** A text without any blank, full-width letters, digits and signs as their common ones. */
    static String compact(String text) {
        StringBuilder compact = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!is(text.charAt(i))) {
                compact.append(narrow(text.charAt(i)));
            }
        }
        return compact.toString();
    }

    /** The common form of a full-width letter, digit or sign; dashes that stand for a minus as a minus. */
    static char narrow(char c) {
        if (c >= '\uFF01' && c <= '\uFF5E') {
            return (char) (c - 0xFEE0);
        }
        return switch (c) {
            case '\u2212', '\u2013', '\u2010', '\u2011' -> '-';
            case '\uFFE5' -> '\u00A5';
            case '\u2032' -> '\'';
            case '\u2033' -> '"';
            default -> Blanks.is(c) ? ' ' : c;
        };
    }

    static String narrow(String text) {
        StringBuilder narrow = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            narrow.append(narrow(text.charAt(i)));
        }
        return narrow.toString();
    }
}

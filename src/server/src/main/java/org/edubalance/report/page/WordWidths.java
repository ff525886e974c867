package org.edubalance.report.page;

import java.util.Arrays;
import java.util.List;

/**
 * How the columns of a table share the width of a page of a document, which lays out no column by itself: no word and no
 * number is broken while the page has room for them, and sentences share the rest. Lengths are in twentieths of a point.
 */
final class WordWidths {

    /** Letters that a sentence at most counts for. */
    private static final double WIDEST = 120;

    /** The width of a letter, a Chinese character having two, for each point of its size, in a wide font. */
    private static final double LETTER = 12.6;

    /** How much wider bold letters are. */
    private static final double BOLD = 1.22;

    /** Letters that a word may be wider than its number of letters tells. */
    private static final double SLACK = 0.6;

    /** What a cell leaves free at its sides. */
    private static final double MARGINS = 160;

    /** Letters of a word that may be broken after so many. */
    private static final double LONGEST_WORD = 18;

    /** The same of Chinese, which has no words apart: what the head of a column has. */
    private static final double LONGEST_CHINESE = 11.5;

    private WordWidths() {}

    /** Whether a table is set in small letters. */
    static boolean isSmall(Table table) {
        return switch (table.kind()) {
            case MATRIX, SIGNS, LIGHTS -> true;
            case PLAIN, REASONS, CARDS -> false;
        };
    }

    /** The widths; together they are the whole width. */
    static int[] of(Table table, int whole) {
        int columns = table.columns().size();
        double letter = LETTER * (isSmall(table) ? WordStyles.SMALL_SIZE : WordStyles.CELL_SIZE);
        double[] least = new double[columns];
        double[] wanted = new double[columns];
        for (int i = 0; i < columns; i++) {
            least[i] = MARGINS + letter * (least(table, i) + SLACK);
            wanted[i] = Math.max(least[i], MARGINS + letter * wanted(table, i));
        }
        double room = whole - Arrays.stream(least).sum();
        double more = Arrays.stream(wanted).sum() - Arrays.stream(least).sum();
        // the first column and those of sentences take what they would like, the rest is shared by all
        double share = room <= 0 || more <= 0 ? 0 : Math.min(1, room / more);
        double rest = Math.max(0, room - more) / columns;
        double[] shared = new double[columns];
        for (int i = 0; i < columns; i++) {
            shared[i] = least[i] + share * (wanted[i] - least[i]) + rest;
        }
        double all = Arrays.stream(shared).sum();
        int[] widths = new int[columns];
        int left = whole;
        for (int i = 0; i < columns; i++) {
            widths[i] = i == columns - 1 ? left : (int) Math.round(whole * shared[i] / all);
            left -= widths[i];
        }
        return widths;
    }

    /** The letters of what does not break: words, numbers, and texts so short that they should not. */
    private static double least(Table table, int column) {
        Table.Column head = table.columns().get(column);
        double least = BOLD * longestWord(head.heading());
        for (List<Table.Cell> row : table.rows()) {
            Table.Cell cell = row.get(column);
            double sign = cell.tone().sign().isEmpty() ? 0 : 2;
            double bold = cell.tone() == Tone.NOTICE ? BOLD : 1;
            boolean whole = head.number() || table.isShort(column);
            least = Math.max(least, sign + bold * (whole ? letters(cell.text()) : longestWord(cell.text())));
        }
        return least;
    }

    /** What the longest text would like. */
    private static double wanted(Table table, int column) {
        return table.rows().stream()
                .mapToDouble(row -> Math.min(WIDEST, letters(row.get(column).text())))
                .max()
                .orElse(0);
    }

    private static double longestWord(String text) {
        double longest = 0;
        for (String word : text.split("[\\s/,;，；、]+")) {
            double most = word.codePoints().anyMatch(c -> c >= 0x2E80) ? LONGEST_CHINESE : LONGEST_WORD;
            longest = Math.max(longest, Math.min(letters(word), most));
        }
        return longest;
    }

    /** The length of a text, a Chinese character for two letters. */
    static double letters(String text) {
        return text.codePoints().mapToDouble(c -> c < 0x2E80 ? 1 : 1.9).sum();
    }
}

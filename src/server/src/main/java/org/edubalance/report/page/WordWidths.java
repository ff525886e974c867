package org.edubalance.report.page;

import java.util.Arrays;
import java.util.List;

/** How the columns of a table share the width of a page of a document, which lays out no column by itself. */
final class WordWidths {

    /** Letters that a column has at least, and at most counts for. */
    private static final double NARROWEST = 5;

    private static final double WIDEST = 120;

    /** The width of a letter of a table. */
    private static final double LETTER = 100;

    private WordWidths() {}

    /** The widths; together they are the whole width. */
    static int[] of(Table table, int whole) {
        int columns = table.columns().size();
        double[] wanted = new double[columns];
        double[] least = new double[columns];
        for (int i = 0; i < columns; i++) {
            boolean matrix = table.kind() == Table.Kind.MATRIX || table.kind() == Table.Kind.SIGNS;
            least[i] = matrix ? 0 : least(table, i);
            wanted[i] = matrix ? matrix(table, i) : Math.max(least[i], wanted(table, i));
        }
        // what cannot break comes first, sentences share the rest
        double room = whole / LETTER - Arrays.stream(least).sum();
        double more = Arrays.stream(wanted).sum() - Arrays.stream(least).sum();
        for (int i = 0; i < columns && room > 0 && more > 0; i++) {
            wanted[i] = least[i] + room * (wanted[i] - least[i]) / more;
        }
        double all = Arrays.stream(wanted).sum();
        int[] widths = new int[columns];
        int left = whole;
        for (int i = 0; i < columns; i++) {
            widths[i] = i == columns - 1 ? left : (int) Math.round(whole * wanted[i] / all);
            left -= widths[i];
        }
        return widths;
    }

    /** A name, and columns that are alike. */
    private static double matrix(Table table, int column) {
        if (table.kind() == Table.Kind.SIGNS) {
            return column == 0 ? Math.max(8, table.columns().size() * 1.4) : 1;
        }
        return table.columns().get(column).number()
                ? 1
                : Math.max(2, (table.columns().size() - 1) * 0.34);
    }

    /** What does not break: numbers and words. */
    private static double least(Table table, int column) {
        Table.Column head = table.columns().get(column);
        double least = longestWord(head.heading());
        for (List<Table.Cell> row : table.rows()) {
            String text = row.get(column).text();
            double sign = row.get(column).tone().sign().isEmpty() ? 0 : 2;
            least = Math.max(least, sign + (head.number() ? letters(text) : longestWord(text)));
        }
        return Math.max(NARROWEST, least + 2);
    }

    /** What the longest text would like. */
    private static double wanted(Table table, int column) {
        return table.rows().stream()
                .mapToDouble(row -> Math.min(WIDEST, letters(row.get(column).text())))
                .max()
                .orElse(NARROWEST);
    }

    private static double longestWord(String text) {
        double longest = 0;
        for (String word : text.split("[\\s/,;，；、]+")) {
            longest = Math.max(longest, Math.min(letters(word), 16));
        }
        return longest;
    }

    /** The length of a text, a Chinese character for two letters. */
    private static double letters(String text) {
        return text.codePoints().mapToDouble(c -> c < 0x2E80 ? 1 : 1.9).sum();
    }
}

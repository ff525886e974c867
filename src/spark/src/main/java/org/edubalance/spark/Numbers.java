package org.edubalance.spark;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers as tables of text hold them. */
final class Numbers {

    private static final Set<String> MISSING =
            Set.of("", "-", "--", "—", "——", "/", "n/a", "na", "#n/a", "null", "none", "nan", "无", "暂无", "缺");

    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");
    private static final Pattern PLAIN = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private Numbers() {}

    /**
     * The number that a cell holds: with thousands separators, full-width digits, or as {@code 85%}, which is 85.
     *
     * @return null where the cell says that there is none, NaN where it holds something else
     */
    static Double read(String cell) {
        if (cell == null) {
            return null;
        }
        String text = Normalizer.normalize(cell, Normalizer.Form.NFKC).strip();
        if (MISSING.contains(text.toLowerCase(Locale.ROOT)) || MISSING.contains(cell.strip())) {
            return null;
        }
        if (text.endsWith("%")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        if (GROUPED.matcher(text).matches()) {
            text = text.replace(",", "");
        }
        if (!PLAIN.matcher(text).matches()) {
            return Double.NaN;
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? number : Double.NaN;
    }
}

package org.edubalance.io.table;

import java.util.BitSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** Marks that stand for the value in the row above: 〃, 同上. */
final class Dittos {

    private static final Set<String> MARKS = Set.of(
            "〃", "″", "“", "”", "„", "\"", "''", "〞", "同上", "同前", "同上行", "上同", "ditto", "Ditto", "DITTO", "do", "do.",
            "Do.");

    private static final int LONGEST = 5;

    private Dittos() {}

    /** True for a mark. */
    static boolean is(String text) {
        return !text.isEmpty() && mayBegin(text.charAt(0), text.length()) && MARKS.contains(text);
    }

    /** True if a text that begins so, and is so long, may be a mark: most texts need no more than a look. */
    static boolean mayBegin(char first, int length) {
        return length <= LONGEST
                && switch (first) {
                    case '〃', '″', '“', '”', '„', '"', '\'', '〞', '同', '上', 'd', 'D' -> true;
                    default -> false;
                };
    }

    /**
     * The row whose value each mark stands for: the nearest above, in the order of the file, that has none.
     *
     * @param marks the rows with a mark
     * @param order the rows in the order of the file, null where they are in it
     * @return null if there is no row above a mark, else by row
     */
    static IntUnaryOperator sources(BitSet marks, int size, int[] order) {
        int[] sources = new int[marks.length()];
        int above = -1;
        for (int i = 0; i < size; i++) {
            int row = order == null ? i : order[i];
            if (!marks.get(row)) {
                above = row;
            } else if (above < 0) {
                return null;
            } else {
                sources[row] = above;
            }
        }
        return row -> sources[row];
    }
}

package org.edubalance.io.table;

import java.util.Locale;
import java.util.Set;

/** What people write where there is no value. */
final class MissingMarks {

    /** Nothing that could be a text of its own. */
    private static final Set<String> ANYWHERE = Set.of(
            "n/a", "null", "#n/a", "#div/0!", "#value!", "#ref!", "#name?", "#null!", "#num!", "暂无", "暂无数据", "无数据");

    /** Words that are a value in a column of texts: 有 or 无, the country NA. */
    private static final Set<String> AMONG_NUMBERS = Set.of(
            "na", "n.a.", "n.a", "nan", "none", "nil", "无", "没有", "空", "缺", "缺失", "缺省", "未填", "未填报", "未报", "未统计", "不详",
            "未知", "待定", "?", "??", "???", "*", "x", "xx", "...");

    private static final int LONGEST = 8;

    private MissingMarks() {}

    /** True for a mark in a column whose other values are numbers. */
    static boolean amongNumbers(String text) {
        return anywhere(text) || text.length() <= LONGEST && AMONG_NUMBERS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** True for a mark that is one in any column. */
    static boolean anywhere(String text) {
        return !text.isEmpty()
                && mayBegin(text.charAt(0), text.length())
                && (isStroke(text) || ANYWHERE.contains(text.toLowerCase(Locale.ROOT)));
    }

    /** True if a text that begins so, and is so long, may be a mark in any column: most texts need no more than a look. */
    static boolean mayBegin(char first, int length) {
        return length <= LONGEST
                && switch (first) {
                    case 'n', 'N', '#', '暂', '无' -> true;
                    default -> isStroke(first);
                };
    }

    private static boolean isStroke(char c) {
        return switch (c) {
            case '-', '—', '－', '–', '―', '‐', '−', '─', '━', '_', '/', '／', '\\', '＼', '…', '⋯' -> true;
            default -> false;
        };
    }

    private static boolean isStroke(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isStroke(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}

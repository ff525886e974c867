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

    private static final String STROKES = "-—－–―‐−─━_/／\\＼…⋯";

    /** What any mark begins with, so that most texts need no more than a look. */
    private static final String FIRST = STROKES + "nN#暂无";

    private MissingMarks() {}

    /** True for a mark in a column whose other values are numbers. */
    static boolean amongNumbers(String text) {
        return anywhere(text) || text.length() <= LONGEST && AMONG_NUMBERS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** True for a mark that is one in any column. */
    static boolean anywhere(String text) {
        return text.length() <= LONGEST
                && !text.isEmpty()
                && FIRST.indexOf(text.charAt(0)) >= 0
                && (isStroke(text) || ANYWHERE.contains(text.toLowerCase(Locale.ROOT)));
    }

    private static boolean isStroke(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (STROKES.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}

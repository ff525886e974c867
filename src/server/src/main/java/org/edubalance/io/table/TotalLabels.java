package org.edubalance.io.table;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What people call a row of totals, of means or of other statistics. */
final class TotalLabels {

    enum Kind {
        /** No label. */
        NONE,
        /** A name that a row of totals often has, and a row of the table may have: 全县, 巴宜区小计. */
        MAYBE,
        /** A word for a total. */
        TOTAL,
        /** A word for a mean. */
        MEAN,
        /** A word for another figure on the rows, such as the largest; how many there are. */
        STATISTIC
    }

    private static final int LONGEST = 16;

    private static final int LONGEST_ENGLISH = 32;

    private static final int SHORT = 10;

    private static final Set<String> TOTALS = Set.of(
            "合计",
            "总计",
            "共计",
            "小计",
            "总和",
            "总数",
            "合计数",
            "总合计",
            "汇总",
            "累计",
            "total",
            "totals",
            "grandtotal",
            "subtotal",
            "sub-total",
            "sum");

    private static final Set<String> MEANS = Set.of("平均", "平均值", "平均数", "均值", "总平均", "总平均值", "average", "mean", "avg");

    private static final Set<String> STATISTICS = Set.of(
            "最大值",
            "最小值",
            "最大",
            "最小",
            "最高",
            "最低",
            "最高值",
            "最低值",
            "极大值",
            "极小值",
            "极值",
            "中位数",
            "中位值",
            "中值",
            "众数",
            "标准差",
            "标准偏差",
            "方差",
            "极差",
            "全距",
            "变异系数",
            "差异系数",
            "离散系数",
            "计数",
            "总计数",
            "max",
            "maximum",
            "min",
            "minimum",
            "median",
            "std",
            "stdev",
            "stddev",
            "standarddeviation",
            "variance",
            "coefficientofvariation");

    private static final Set<String> OTHERS = Set.of(
            "全县",
            "全市",
            "全区",
            "全省",
            "全州",
            "全国",
            "全旗",
            "全镇",
            "全乡",
            "全部",
            "全体",
            "学校数",
            "学校总数",
            "学校个数",
            "同比",
            "同比增长率",
            "占比",
            "比例",
            "增减",
            "增减率",
            "比上年增减",
            "去年同期",
            "上年同期",
            "上年数",
            "overall",
            "allschools",
            "count",
            "numberofschools");

    /** The words that end the label of a part. */
    private static final String[] ENDS = {
        "合计", "总计", "小计", "汇总", "共计", "平均", "平均值", "计数", "最大值", "最小值", "中位数", "标准差", "标准偏差", "方差", "变异系数", "total",
        "average"
    };

    /** Such words as a spreadsheet program writes them behind the name of a part, which end other names too. */
    private static final String[] ENDS_APART = {"totals", "count", "sum", "mean", "avg", "max", "min", "result", "结果"};

    /** What is no label, though it begins as one. */
    private static final Pattern SCHOOL = Pattern.compile(".*(school|academy|college|kindergarten|centre|center)");

    /** How many rows there are, in words: 共 6 所, Total schools: 6. */
    private static final Pattern COUNT = Pattern.compile(
            "(共|共有|共计|合计|总计|总共|一共):?\\d+(所|个|校|家|条|行|项|名).{0,4}|学校(总|个)?数:?\\d+所?|total(numberof)?(schools|records|rows)?[:=]?\\d+");

    /** The letters that a label can begin with, whatever follows them. */
    private static final String FIRST = "合总共最求计其";

    /** The letters that any other label ends in. */
    private static final String LAST = "计和数总均值差果比例减率期";

    /** By letter, whether a word for a total in English can end in it and the next one. */
    private static final boolean[][] LAST_TWO = new boolean[26][26];

    static {
        for (String two : "al ls um an ge vg nt ax in td ev on ce ll lt".split(" ")) {
            LAST_TWO[two.charAt(0) - 'a'][two.charAt(1) - 'a'] = true;
        }
    }

    private TotalLabels() {}

    static Kind of(char[] chars, int start, int end) {
        int length = end - start;
        // nearly every cell ends here
        if (length < 2
                || length > LONGEST_ENGLISH
                || isDigit(chars[start]) && isDigit(chars[end - 1])
                || !mayBe(chars, start, end)) {
            return Kind.NONE;
        }
        String text =
                Blanks.strip(Blanks.narrow(new String(chars, start, length)).toLowerCase(Locale.ROOT));
        if (hasDigit(text) && COUNT.matcher(Blanks.compact(text)).matches()) {
            return Kind.STATISTIC;
        }
        text = Blanks.strip(withoutBracket(text));
        if (text.endsWith(":")) {
            text = Blanks.strip(text.substring(0, text.length() - 1));
        }
        String label = Blanks.compact(text);
        if (label.length() > LONGEST && label.charAt(label.length() - 1) > 127) {
            return Kind.NONE;
        }
        if (TOTALS.contains(label)) {
            return Kind.TOTAL;
        }
        if (MEANS.contains(label)) {
            return Kind.MEAN;
        }
        if (STATISTICS.contains(label)) {
            return Kind.STATISTIC;
        }
        return OTHERS.contains(label) || ends(label, text) || begins(label, text) ? Kind.MAYBE : Kind.NONE;
    }

    private static boolean ends(String label, String text) {
        for (String end : ENDS) {
            if (label.endsWith(end)) {
                return true;
            }
        }
        for (String end : ENDS_APART) {
            int before = text.length() - end.length() - 1;
            if (before > 0 && text.endsWith(end) && " _-".indexOf(text.charAt(before)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(String label, String text) {
        boolean total = text.startsWith("total ") || text.startsWith("total:");
        return total && !SCHOOL.matcher(text).matches()
                || label.startsWith("求和项:")
                || label.startsWith("其中") && label.length() <= SHORT;
    }

    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Without the bracket at the end, which says a unit or how many there are. */
    private static String withoutBracket(String text) {
        int open = Math.max(text.lastIndexOf('('), text.lastIndexOf('['));
        return open > 0 && (text.endsWith(")") || text.endsWith("]")) ? text.substring(0, open) : text;
    }

    /** Whether a cell begins or ends as a label does, blanks and a bracket apart, without making a text of it. */
    private static boolean mayBe(char[] chars, int start, int end) {
        int from = Blanks.skip(chars, start, end);
        int to = Blanks.cut(chars, from, end);
        if (to - from < 2) {
            return false;
        }
        char first = Blanks.narrow(chars[from]);
        char last = Blanks.narrow(chars[to - 1]);
        if (FIRST.indexOf(first) >= 0
                || first == '全' && to - from <= 4
                || first == '学' && (last == '所' || isDigit(last))
                || lower(first) == 't' && isTotal(chars, from, to)) {
            return true;
        }
        if (last == ')' || last == ']') {
            do {
                to--;
            } while (to > from && Blanks.narrow(chars[to]) != '(' && Blanks.narrow(chars[to]) != '[');
        } else if (last == ':') {
            to--;
        }
        to = Blanks.cut(chars, from, to);
        if (to - from < 2) {
            return false;
        }
        last = Blanks.narrow(chars[to - 1]);
        return last > 127 ? LAST.indexOf(last) >= 0 : isLastTwo(lower(chars[to - 2]), lower(last));
    }

    private static boolean isTotal(char[] chars, int from, int to) {
        return to - from >= 5
                && lower(chars[from + 1]) == 'o'
                && lower(chars[from + 2]) == 't'
                && lower(chars[from + 3]) == 'a'
                && lower(chars[from + 4]) == 'l';
    }

    private static boolean isLastTwo(int a, int b) {
        return a >= 'a' && a <= 'z' && b >= 'a' && b <= 'z' && LAST_TWO[a - 'a'][b - 'a'];
    }

    private static int lower(char c) {
        return Blanks.narrow(c) | 0x20;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

package org.edubalance.io.table;

import java.util.Locale;
import java.util.Set;

/** What people call a row of totals or means. */
final class TotalLabels {

    enum Kind {
        /** No label. */
        NONE,
        /** A name that a row of totals often has, and a row of the table may have: 全县, 巴宜区小计. */
        MAYBE,
        /** A word for a total. */
        TOTAL,
        /** A word for a mean. */
        MEAN
    }

    private static final int LONGEST = 16;

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

    private static final Set<String> MEANS = Set.of("平均", "平均值", "平均数", "均值", "总平均", "average", "mean", "avg");

    /** The letters that a label can begin with, whatever follows them. */
    private static final String FIRST = "tT合全";

    /** The letters that any other label ends in. */
    private static final String LAST = "计和数总均值lLsSmMeEnNgG:";

    private static final Set<String> PLACES = Set.of("全县", "全市", "全区", "全省", "全州", "全国", "全旗", "全镇", "全乡", "全部", "全体");

    private TotalLabels() {}

    static Kind of(char[] chars, int start, int end) {
        int length = end - start;
        // nearly every cell ends here
        if (length < 2 || length > LONGEST || isDigit(chars[end - 1]) || !mayBe(chars, start, end)) {
            return Kind.NONE;
        }
        String label = Blanks.compact(new String(chars, start, length)).toLowerCase(Locale.ROOT);
        if (label.endsWith(":")) {
            label = label.substring(0, label.length() - 1);
        }
        if (TOTALS.contains(label)) {
            return Kind.TOTAL;
        }
        if (MEANS.contains(label)) {
            return Kind.MEAN;
        }
        boolean ends = label.endsWith("合计")
                || label.endsWith("总计")
                || label.endsWith("小计")
                || label.endsWith("平均")
                || label.endsWith("平均值")
                || label.endsWith("total")
                || label.endsWith("average")
                || label.startsWith("total")
                || label.startsWith("合计(");
        return ends || PLACES.contains(label) ? Kind.MAYBE : Kind.NONE;
    }

    /** Whether a cell begins or ends as a label does, blanks apart, without making a text of it. */
    private static boolean mayBe(char[] chars, int start, int end) {
        int from = Blanks.skip(chars, start, end);
        int to = Blanks.cut(chars, from, end);
        if (to - from < 2) {
            return false;
        }
        char last = Blanks.narrow(chars[to - 1]);
        return !isDigit(last) && (LAST.indexOf(last) >= 0 || FIRST.indexOf(Blanks.narrow(chars[from])) >= 0);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static final String[] FOOTNOTES = {
        "注:",
        "注：",
        "备注:",
        "备注：",
        "说明:",
        "说明：",
        "填表",
        "填报",
        "制表",
        "审核",
        "负责人",
        "联系人",
        "联系电话",
        "数据来源",
        "资料来源",
        "来源:",
        "来源：",
        "单位负责人",
        "note:",
        "notes:",
        "source:",
        "sources:",
        "remark",
        "*"
    };

    /** True for what stands below a table: notes, sources, who filled it in. */
    static boolean isFootnote(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        for (String beginning : FOOTNOTES) {
            if (plain.startsWith(beginning)) {
                return true;
            }
        }
        return plain.matches("注\\s*\\d+[:：.、].*");
    }
}

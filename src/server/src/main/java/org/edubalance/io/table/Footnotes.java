package org.edubalance.io.table;

import java.util.Locale;
import java.util.regex.Pattern;
import org.edubalance.io.table.Row.Kept;

/** What stands below a table: notes, sources, who filled it in and when. */
final class Footnotes {

    private static final String[] BEGINNINGS = {
        "注:",
        "注：",
        "附注",
        "备注:",
        "备注：",
        "说明:",
        "说明：",
        "填表",
        "填报",
        "填写",
        "制表",
        "制作",
        "审核",
        "复核",
        "审批",
        "核对",
        "校对",
        "录入",
        "负责人",
        "联系人",
        "联系电话",
        "经办",
        "统计人",
        "统计员",
        "统计负责人",
        "分管领导",
        "主管领导",
        "校长:",
        "校长：",
        "局长:",
        "局长：",
        "校长签",
        "局长签",
        "报送",
        "报表日期",
        "日期:",
        "日期：",
        "时间:",
        "时间：",
        "打印日期",
        "打印时间",
        "导出日期",
        "导出时间",
        "盖章",
        "(盖章",
        "（盖章",
        "单位(盖章",
        "单位（盖章",
        "单位盖章",
        "单位公章",
        "签字",
        "签章",
        "数据来源",
        "资料来源",
        "来源:",
        "来源：",
        "单位负责人",
        "本表",
        "以上数据",
        "上述数据",
        "note:",
        "notes:",
        "source:",
        "sources:",
        "data source",
        "remark",
        "prepared by",
        "compiled by",
        "checked by",
        "approved by",
        "reviewed by",
        "reported by",
        "signature",
        "date:",
        "contact:",
        "last updated",
        "as of ",
        "*",
        "†"
    };

    private static final Pattern NUMBERED = Pattern.compile("(注|note)\\s*\\d+\\s*[:：.、].*", Pattern.CASE_INSENSITIVE);

    private static final Pattern ENUMERATED =
            Pattern.compile("[(（]?(\\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、][^\\d].*|[①-⑳].+");

    private static final Pattern DATE = Pattern.compile(
            "(.{0,6}[:：])?\\s*[\\d〇○零一二三四五六七八九]{4}\\s*[年./-]\\s*[\\d一二三四五六七八九十]{1,3}\\s*([月./-]\\s*([\\d一二三四五六七八九十]{1,3}\\s*日?)?)?");

    private static final Pattern SENTENCE = Pattern.compile(
            ".*[。；!！？].*|.*(以上|上述|本表|截至|截止).*|.*数据(为|由|来|截|均|取|以|系|不|含).*|\\S+( \\S+){2,}\\.|.{41,}", Pattern.DOTALL);

    private static final Pattern OFFICE = Pattern.compile(".*(局|厅|处|科|办公室|委员会|政府|[(（]盖?章[)）])");

    private static final Pattern SIGNATURE = Pattern.compile(
            "(填表|填报|填写|制表|审核|复核|审批|经办|统计|报送|报出|报表|单位|联系|分管|主管)(人|员|单位|负责人|日期|时间|领导|电话)(签字|签名|盖章)?[:：]?");

    private Footnotes() {}

    /** True for a text with the words that such notes begin with. */
    static boolean begins(String text) {
        if (text.isEmpty()) {
            return false;
        }
        String plain = text.toLowerCase(Locale.ROOT);
        for (String beginning : BEGINNINGS) {
            if (plain.startsWith(beginning)) {
                return true;
            }
        }
        return NUMBERED.matcher(plain).matches();
    }

    /** True for a sentence or a date, which is no name. */
    static boolean isSentence(String text) {
        return SENTENCE.matcher(text).matches() || DATE.matcher(text).matches();
    }

    /** True for what else may stand below a table: points that are counted, an office. */
    static boolean mayEnd(String text) {
        return ENUMERATED.matcher(text).matches() || OFFICE.matcher(text).matches();
    }

    /** True for the letter that the title of somebody who signs may begin with. */
    static boolean mayBeSignature(char letter) {
        return "填制审复负单联经统分主报".indexOf(letter) >= 0;
    }

    /** True for a row of those who filled a table in: their titles, each with a name in its cell or in the next. */
    static boolean isSignatures(Kept row) {
        String first = row.cell(row.first());
        if (SIGNATURE.matcher(first).matches()) {
            return true;
        }
        if (!begins(first)) {
            return false;
        }
        boolean title = false;
        for (String cell : row.cells()) {
            boolean colon = cell.contains(":") || cell.contains("：");
            if (!cell.isEmpty() && !colon && !title) {
                return false;
            }
            title = cell.isEmpty() ? title : colon;
        }
        return true;
    }
}

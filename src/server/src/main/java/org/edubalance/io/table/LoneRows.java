package org.edubalance.io.table;

import java.util.List;
import java.util.regex.Pattern;
import org.edubalance.io.table.Row.Kept;

/**
 * Decides what a row is of which one cell is filled in: a note, a heading over the rows of a county, a row of the table of
 * which nothing but its name is known.
 */
final class LoneRows {

    enum Kind {
        /** A row of the table. */
        ROW,
        NOTE,
        /** What may be the heading of the rows below. */
        HEADING,
        /** A row that was numbered or merged beforehand, and never filled in. */
        BLANK
    }

    /** So many names are looked at, to see what names look like. */
    private static final int NAMES = 20;

    /** Fewer columns may well have rows with one cell. */
    private static final int MANY_COLUMNS = 4;

    private static final Pattern PART =
            Pattern.compile("(?i).{1,12}(区|县|市|旗|乡|镇|街道|州|盟|片)|.+ (county|district|township|town|region|prefecture)"
                    + "|[一二三四五六七八九十]{1,3}、.*|[(（][一二三四五六七八九十]{1,3}[)）].*|[ⅠⅡⅢⅣⅤⅥ].*|.*[:：]"
                    + "|(续|附)?表\\s?[一二三四五六七八九十\\d].*|续表.*|.{3,}(表|名单)|table \\d.*"
                    + "|(公办|民办)?(小学|初中|初级中学|中学|高中|九年一贯制|九年一贯制学校|完全中学|教学点|幼儿园|特殊教育|特殊教育学校)(阶段|学段|部分|部)?"
                    + "|(primary|junior|senior|secondary|middle|elementary|high|nine-year)( secondary)?( schools)?");

    private static final Pattern NUMBERING = Pattern.compile("(?i)序号|编号|行号|序|no\\.?|nr\\.?|#|index|column1");

    private static final Pattern ZERO = Pattern.compile("0(\\.0+)?%?");

    private static final Pattern CODE = Pattern.compile("[\\w.-]*\\d[\\w.-]*");

    private final List<String> names;
    private final List<RawColumn> columns;
    private final KeyColumns keys;

    /** @param columns what was read so far, which grows */
    LoneRows(List<String> names, List<RawColumn> columns, KeyColumns keys) {
        this.names = names;
        this.columns = columns;
        this.keys = keys;
    }

    /** True if a row with one cell is remarkable in the table. */
    boolean areRemarkable() {
        return columns.size() >= MANY_COLUMNS;
    }

    /** True for the cell of a heading that was merged over all columns, with its text in each. */
    boolean isSpread(Row row) {
        return keys.id() >= 0
                && keys.name() >= 0
                && Math.max(keys.id(), keys.name()) < row.size()
                && row.is(keys.id(), row.text(keys.name()));
    }

    /** True for a number that is more than the running one of its row. */
    boolean isFigure(Row row) {
        return row.hasDigits()
                && !isNumbering(row.first())
                && row.first() != keys.id()
                && WrittenNumber.read(row.text(row.first()), '.') != null;
    }

    /** True for a row without code and name that has nothing but zeros, as formulas for rows to come have. */
    boolean isUnfilled(Row row) {
        if (keys.name() < 0 || !keys.lacksAll(row)) {
            return false;
        }
        for (int i = row.first(); i < row.size(); i++) {
            String cell = row.isBlank(i) || isNumbering(i) ? "" : row.text(i);
            if (!cell.isEmpty() && !ZERO.matcher(cell).matches() && !MissingMarks.amongNumbers(cell)) {
                return false;
            }
        }
        return true;
    }

    private boolean isNumbering(int column) {
        return column < names.size() && NUMBERING.matcher(names.get(column)).matches();
    }

    /** What a row is that others follow, the next of them or the header again, which is null. */
    Kind above(Kept row, Row next) {
        String text = row.cell(row.first());
        if (!areRemarkable()) {
            return Kind.ROW;
        }
        if (Footnotes.isSentence(text)) {
            return Kind.NOTE;
        }
        Kind kind = kind(row, text);
        int column = row.first();
        if (kind != Kind.HEADING || next == null || column >= next.size() || next.isBlank(column)) {
            return kind;
        }
        boolean alike = column == keys.name() && isPart(next.text(column))
                || column == keys.id() && !CODE.matcher(next.text(column)).matches();
        return alike ? Kind.ROW : kind;
    }

    /** What a row is that none but its like follow, below a note or not. */
    Kind last(Kept row, boolean belowNote) {
        String text = row.cell(row.first());
        if (belowNote || Footnotes.isSentence(text)) {
            return Kind.NOTE;
        }
        if (!areRemarkable()) {
            return Kind.ROW;
        }
        if (Footnotes.mayEnd(text)) {
            return Kind.NOTE;
        }
        Kind kind = kind(row, text);
        return kind == Kind.HEADING ? Kind.NOTE : kind;
    }

    private Kind kind(Kept row, String text) {
        int column = row.first();
        if (WrittenNumber.read(text, '.') != null) {
            return keys.name() >= 0 && isNumbering(column) ? Kind.BLANK : Kind.ROW;
        }
        if (column == keys.name()) {
            return isPart(text) && !namesAreParts() ? Kind.HEADING : Kind.ROW;
        }
        if (column == keys.id()) {
            return CODE.matcher(text).matches() || codesAreWords() ? Kind.ROW : Kind.HEADING;
        }
        if (keys.are()) {
            // merged with the rows above
            int before = column < columns.size() ? columns.get(column).size() - 1 : -1;
            return before >= 0 && text.equals(columns.get(column).text(before)) ? Kind.BLANK : Kind.HEADING;
        }
        boolean amongNumbers =
                column == 0 && columns.get(0).numbers() > 0 && !columns.get(0).isText();
        return amongNumbers ? Kind.HEADING : Kind.ROW;
    }

    private static boolean isPart(String text) {
        return PART.matcher(text).matches();
    }

    private boolean codesAreWords() {
        RawColumn column = columns.get(keys.id());
        for (int row = Math.max(0, column.size() - NAMES); row < column.size(); row++) {
            String code = column.text(row);
            if (code != null && !CODE.matcher(code).matches()) {
                return true;
            }
        }
        return false;
    }

    private boolean namesAreParts() {
        RawColumn column = columns.get(keys.name());
        for (int row = Math.max(0, column.size() - NAMES); row < column.size(); row++) {
            String name = column.text(row);
            if (name != null && isPart(name)) {
                return true;
            }
        }
        return false;
    }
}

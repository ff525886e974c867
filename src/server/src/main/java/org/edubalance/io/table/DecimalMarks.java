package org.edubalance.io.table;

import java.util.List;
import org.edubalance.messages.Refusal;

/**
 * Finds out which columns have a comma for their decimal mark. Only where the comma does not separate the fields can it be
 * one; then 1,5 shows it, and 1,234 alone may mean either.
 */
final class DecimalMarks {

    /** How many odd cells of a column are looked at for a proof. */
    private static final int LOOKED_AT = 10_000;

    private enum Mark {
        POINT,
        COMMA,
        /** No cell has any. */
        NONE,
        /** 1,234 */
        MAYBE_COMMA,
        /** 1.234 */
        MAYBE_POINT
    }

    private final List<RawColumn> columns;
    private final List<String> names;
    private final TableOptions options;
    private final Mark[] marks;
    private boolean anyPoint;
    private boolean anyComma;

    DecimalMarks(List<RawColumn> columns, List<String> names, TableOptions options) {
        this.columns = columns;
        this.names = names;
        this.options = options;
        marks = new Mark[columns.size()];
        if (options.mayHaveCommas()) {
            for (int i = 0; i < marks.length; i++) {
                marks[i] = of(columns.get(i));
                anyPoint |= marks[i] == Mark.POINT;
                anyComma |= marks[i] == Mark.COMMA;
            }
        }
    }

    /**
     * The decimal mark of a column.
     *
     * @throws Refusal if it may be either
     */
    char of(int column) {
        if (options.strict() || !options.mayHaveCommas()) {
            return '.';
        }
        if (options.decimal() != null) {
            return options.decimal() == TableOptions.Decimal.COMMA ? ',' : '.';
        }
        return switch (marks[column]) {
            case POINT, NONE -> '.';
            case COMMA -> ',';
            case MAYBE_COMMA, MAYBE_POINT -> {
                if (anyPoint == anyComma && isNumbers(columns.get(column))) {
                    throw ambiguous(column);
                }
                yield anyComma ? ',' : '.';
            }
        };
    }

    private Refusal ambiguous(int column) {
        boolean comma = marks[column] == Mark.MAYBE_COMMA;
        RawColumn cells = columns.get(column);
        String example = "";
        for (int i = 0; i < cells.size(); i++) {
            String text = cells.text(i);
            if (text != null && text.indexOf(comma ? ',' : '.') >= 0) {
                example = text;
                break;
            }
        }
        return Refusal.of("table.decimal", "column", names.get(column), "got", example);
    }

    private static boolean isNumbers(RawColumn column) {
        for (int i = 0; i < column.odds(); i++) {
            if (WrittenNumber.read(column.odd(i), ',') == null
                    && WrittenNumber.read(column.odd(i), '.') == null
                    && !MissingMarks.amongNumbers(column.odd(i))) {
                return false;
            }
        }
        return true;
    }

    private static Mark of(RawColumn column) {
        if (column.isText()) {
            return Mark.NONE;
        }
        if (column.hasSurePoint()) {
            return Mark.POINT;
        }
        boolean maybeComma = false;
        boolean maybePoint = column.hasMaybePoint();
        for (int i = 0; i < Math.min(column.odds(), LOOKED_AT); i++) {
            String text = column.odd(i);
            if (text.indexOf(',') < 0 && text.indexOf('.') < 0 && text.indexOf('，') < 0) {
                continue;
            }
            boolean asPoint = WrittenNumber.read(text, '.') != null;
            boolean asComma = WrittenNumber.read(text, ',') != null;
            if (asPoint && !asComma) {
                return Mark.POINT;
            }
            if (asComma && !asPoint) {
                return Mark.COMMA;
            }
            if (asComma) {
                maybeComma |= text.indexOf(',') >= 0 || text.indexOf('，') >= 0;
                maybePoint |= text.indexOf('.') >= 0;
            }
        }
        // 1,234 and 1.234 in one column: one of them has to be a decimal mark, which one nobody knows
        return maybeComma ? Mark.MAYBE_COMMA : maybePoint ? Mark.MAYBE_POINT : Mark.NONE;
    }
}

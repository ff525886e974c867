package org.edubalance.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * A table.
 *
 * @param kind how its columns share the width
 * @param columns the columns from left to right
 * @param rows the cells, by row
 */
public record Table(Kind kind, List<Column> columns, List<List<Cell>> rows) implements Block {

    /** How columns share the width. */
    public enum Kind {
        /** By what they hold. */
        PLAIN,
        /** Many narrow ones; where there is no room for them the table can be moved sideways. */
        WIDE,
        /** The last one holds sentences and gets most of it. */
        REASONS
    }

    /** The head of a column; numbers stand to the right. */
    public record Column(String heading, boolean number) {}

    /** A cell; a shaded one is to be noticed. */
    public record Cell(String text, boolean shaded) {}

    /** Begins a table with a row for each of some things. */
    public static <R> Builder<R> of(List<R> rows) {
        return new Builder<>(rows);
    }

    /** Builds a table column by column. */
    public static final class Builder<R> {
        private final List<R> things;
        private final List<Column> columns = new ArrayList<>();
        private final List<List<Cell>> rows = new ArrayList<>();
        private Kind kind = Kind.PLAIN;

        private Builder(List<R> things) {
            this.things = things;
            things.forEach(thing -> rows.add(new ArrayList<>()));
        }

        public Builder<R> kind(Kind kind) {
            this.kind = kind;
            return this;
        }

        /** A column of texts; null is an empty cell. */
        public Builder<R> text(String heading, Function<R, String> text) {
            return column(new Column(heading, false), text);
        }

        /** A column of texts that are numbers. */
        public Builder<R> figures(String heading, Function<R, String> figures) {
            return column(new Column(heading, true), figures);
        }

        public Builder<R> count(String heading, ToIntFunction<R> count) {
            return figures(heading, thing -> Integer.toString(count.applyAsInt(thing)));
        }

        /** A column of numbers with so many decimals; NaN is a dash. */
        public Builder<R> number(String heading, ToDoubleFunction<R> number, int decimals) {
            return figures(heading, thing -> Numbers.fixed(number.applyAsDouble(thing), decimals));
        }

        /** Shades the last column's cells of some rows. */
        public Builder<R> shaded(Predicate<R> which) {
            int last = columns.size() - 1;
            for (int i = 0; i < things.size(); i++) {
                Cell cell = rows.get(i).get(last);
                rows.get(i).set(last, new Cell(cell.text(), which.test(things.get(i))));
            }
            return this;
        }

        private Builder<R> column(Column column, Function<R, String> text) {
            columns.add(column);
            for (int i = 0; i < things.size(); i++) {
                String shown = text.apply(things.get(i));
                rows.get(i).add(new Cell(shown == null ? "" : shown, false));
            }
            return this;
        }

        public Table build() {
            return new Table(kind, List.copyOf(columns), List.copyOf(rows));
        }
    }
}

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
 * @param caption what it is called, null where the text around it says so
 * @param columns the columns from left to right; a line break in a heading is one
 * @param rows the cells, by row
 * @param groups what stands above the rows of a group, row by row; empty where there are no groups
 */
public record Table(Kind kind, Block.Caption caption, List<Column> columns, List<List<Cell>> rows, List<String> groups)
        implements Block {

    /** As many letters as a short text has at most, a Chinese character counting for two. */
    private static final double SHORT = 13;

    @Override
    public void writeTo(Writer writer) {
        writer.table(this);
    }

    /**
     * Whether the texts of a column are so short that breaking them would look odd: names of regions and stages, or a word
     * that says how something is.
     */
    boolean isShort(int column) {
        return !columns.get(column).number()
                && rows.stream()
                        .allMatch(row -> WordWidths.letters(row.get(column).text()) <= SHORT);
    }

    /** How columns share the width. */
    public enum Kind {
        /** By what they hold. */
        PLAIN,
        /** A name and many narrow columns under short heads. */
        MATRIX,
        /** A sentence and many narrow columns of signs. */
        SIGNS,
        /** The last one holds sentences and gets most of it; on a narrow screen a row is a card. */
        REASONS,
        /** A name, a verdict in a word or two, and further ones; on a narrow screen a row is a card. */
        LIGHTS,
        /** Several hold sentences; on a narrow screen a row is a card. */
        CARDS
    }

    /** The head of a column; numbers stand to the right. */
    public record Column(String heading, boolean number) {}

    /** A cell, and how it is to be taken. */
    public record Cell(String text, Tone tone) {}

    /** Begins a table with a row for each of some things. */
    public static <R> Builder<R> of(List<R> rows) {
        return new Builder<>(rows);
    }

    /** The same table with a caption. */
    public Table called(Block.Caption caption) {
        return new Table(kind, caption, columns, rows, groups);
    }

    /** Builds a table column by column. */
    public static final class Builder<R> {
        private final List<R> things;
        private final List<Column> columns = new ArrayList<>();
        private final List<List<Cell>> rows = new ArrayList<>();
        private List<String> groups = List.of();
        private Kind kind = Kind.PLAIN;

        private Builder(List<R> things) {
            this.things = things;
            things.forEach(thing -> rows.add(new ArrayList<>()));
        }

        public Builder<R> kind(Kind kind) {
            this.kind = kind;
            return this;
        }

        /** Heads of groups of rows, which stand together. */
        public Builder<R> grouped(Function<R, String> group) {
            groups = things.stream().map(group).toList();
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
            return figures(heading, thing -> Numbers.grouped(count.applyAsInt(thing), 0));
        }

        /** A column of numbers with so many decimals; NaN is a dash. */
        public Builder<R> number(String heading, ToDoubleFunction<R> number, int decimals) {
            return figures(heading, thing -> Numbers.fixed(number.applyAsDouble(thing), decimals));
        }

        /** Has the last column's cells of some rows noticed. */
        public Builder<R> noticed(Predicate<R> which) {
            return tone(thing -> which.test(thing) ? Tone.NOTICE : Tone.PLAIN);
        }

        /** How the last column's cells are to be taken. */
        public Builder<R> tone(Function<R, Tone> tone) {
            int last = columns.size() - 1;
            for (int i = 0; i < things.size(); i++) {
                Cell cell = rows.get(i).get(last);
                rows.get(i).set(last, new Cell(cell.text(), tone.apply(things.get(i))));
            }
            return this;
        }

        private Builder<R> column(Column column, Function<R, String> text) {
            columns.add(column);
            for (int i = 0; i < things.size(); i++) {
                String shown = text.apply(things.get(i));
                rows.get(i).add(new Cell(shown == null ? "" : shown, Tone.PLAIN));
            }
            return this;
        }

        public Table build() {
            return new Table(kind, null, List.copyOf(columns), List.copyOf(rows), groups);
        }
    }
}

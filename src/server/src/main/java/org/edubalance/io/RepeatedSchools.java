package org.edubalance.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.edubalance.io.table.Column;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/**
 * Finds a school that is twice in a table of schools: its code again, with the same name, stage, year and whatever else
 * tells rows apart, or, in a table without codes, a row again, so that its pupils would count twice. Answers to a survey, which repeat a school's code, are no such
 * table.
 */
final class RepeatedSchools {

    /** Columns of numbers that tell rows of one school apart. */
    private static final Pattern APART = Pattern.compile(
            "(?i).*(年|届|级|班|月|期|批|次|轮|校区|year|grade|class|month|term|wave|round|type|kind|item|campus).*");

    /** Two schools of one name have no more figures in common by chance. */
    private static final int ENOUGH_FIGURES = 4;

    private static final int ROWS_TOLD = 10;

    /** So many rows are compared with one; more have few figures, and no name. */
    private static final int MOST_TRIED = 100;

    private RepeatedSchools() {}

    /**
     * Looks for one.
     *
     * @param understood which column is what
     * @param place where a row is
     * @param notes is told of rows without a code that are alike but for their place
     * @throws Refusal if a school is there twice, naming both lines
     */
    static void check(
            List<Column> columns, Map<String, String> understood, IntFunction<Place> place, ReadingNotes notes) {
        if (!understood.containsKey("pupils") || !understood.containsKey("name")) {
            return;
        }
        if (understood.containsKey("id")) {
            checkCodes(columns, understood.get("id"), place);
        } else {
            checkRows(columns, understood, place, notes);
        }
    }

    private static void checkCodes(List<Column> columns, String code, IntFunction<Place> place) {
        Column id = null;
        List<Column> apart = new ArrayList<>();
        for (Column column : columns) {
            if (column.name().equals(code)) {
                id = column;
            } else if (!column.isNumber() || APART.matcher(column.name()).matches()) {
                apart.add(column);
            }
        }
        if (isRising(id)) {
            return;
        }
        Map<Object, List<Integer>> rows = new HashMap<>();
        for (int row = 0; row < id.size(); row++) {
            Object value = id.value(row);
            if (value == null) {
                continue;
            }
            List<Integer> before = rows.computeIfAbsent(value, key -> new ArrayList<>(1));
            for (int other : before) {
                if (same(apart, other, row)) {
                    throw Refusal.of(
                                    "table.school.twice",
                                    "column",
                                    id.name(),
                                    "got",
                                    value.toString(),
                                    "first",
                                    Place.line(place.apply(other).line()))
                            .at(place.apply(row));
                }
            }
            if (before.size() < 100) {
                before.add(row);
            }
        }
    }

    /** Finds rows without a code that are alike in every column. */
    private static void checkRows(
            List<Column> columns, Map<String, String> understood, IntFunction<Place> place, ReadingNotes notes) {
        int size = columns.get(0).size();
        List<Column> numbers = columns.stream().filter(Column::isNumber).toList();
        Column name = column(columns, understood.get("name"));
        boolean few = numbers.size() < ENOUGH_FIGURES;
        int[] hashes = new int[size];
        // rows by their hashes, each in the first free place from its own on; one more than the row, 0 for none
        int[] table = new int[Integer.highestOneBit(Math.max(1, size)) << 2];
        List<Message> alike = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            int hash = few ? Objects.hashCode(name.value(row)) : 0;
            for (Column column : numbers) {
                hash = 31 * hash + Double.hashCode(column.number(row));
            }
            hash *= 0x9E3779B9;
            hashes[row] = hash;
            int at = hash >>> 1 + Integer.numberOfLeadingZeros(table.length);
            int tried = 0;
            while (table[at] > 0 && tried++ < MOST_TRIED) {
                int other = table[at] - 1;
                if (hashes[other] == hash && name.value(row) != null && same(columns, other, row)) {
                    tell(columns, other, row, place, alike);
                    break;
                }
                at = at + 1 & table.length - 1;
            }
            table[at] = table[at] == 0 ? row + 1 : table[at];
        }
        if (!alike.isEmpty()) {
            notes.warn(Message.of("table.note.alike", "rows", alike));
        }
    }

    private static void tell(List<Column> columns, int other, int row, IntFunction<Place> place, List<Message> alike) {
        if (figures(columns, row) >= ENOUGH_FIGURES) {
            throw Refusal.of(
                            "table.row.twice",
                            "first",
                            Place.line(place.apply(other).line()))
                    .at(place.apply(row));
        }
        if (alike.size() < ROWS_TOLD) {
            alike.add(Message.of(
                    "table.alike", "first", Place.line(place.apply(other).line()), "place", place.apply(row)));
        }
    }

    private static Column column(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int figures(List<Column> columns, int row) {
        int figures = 0;
        for (Column column : columns) {
            figures += column.isNumber() && !Double.isNaN(column.number(row)) ? 1 : 0;
        }
        return figures;
    }

    /** Most tables are in the order of their codes. */
    private static boolean isRising(Column id) {
        for (int row = 1; row < id.size(); row++) {
            boolean rises = id.isNumber()
                    ? id.number(row) > id.number(row - 1)
                    : id.value(row) instanceof String code
                            && id.value(row - 1) instanceof String before
                            && code.compareTo(before) > 0;
            if (!rises) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(List<Column> columns, int a, int b) {
        for (Column column : columns) {
            Object value = column.value(a);
            if (value == null ? column.value(b) != null : !value.equals(column.value(b))) {
                return false;
            }
        }
        return true;
    }
}

package org.edubalance.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.edubalance.io.table.Column;
import org.edubalance.io.table.Vocabulary;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/**
 * Finds a school that is twice in a table of schools: its code again, with the same name, stage, year and whatever else
 * tells rows apart, so that its pupils would count twice. Answers to a survey, which repeat a school's code, are no such
 * table.
 */
final class RepeatedSchools {

    /** Columns of numbers that tell rows of one school apart. */
    private static final Pattern APART = Pattern.compile(
            "(?i).*(年|届|级|班|月|期|批|次|轮|校区|year|grade|class|month|term|wave|round|type|kind|item|campus).*");

    private RepeatedSchools() {}

    /**
     * Looks for one.
     *
     * @param place where a row is
     * @throws Refusal if a school is there twice, naming both lines
     */
    static void check(List<Column> columns, IntFunction<Place> place) {
        Map<String, String> understood = Vocabulary.shipped()
                .understand(columns.stream().map(Column::name).toList());
        if (!understood.containsKey("id") || !understood.containsKey("pupils") || !understood.containsKey("name")) {
            return;
        }
        Column id = null;
        List<Column> apart = new ArrayList<>();
        for (Column column : columns) {
            if (column.name().equals(understood.get("id"))) {
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
            Object code = id.value(row);
            if (code == null) {
                continue;
            }
            List<Integer> before = rows.computeIfAbsent(code, key -> new ArrayList<>(1));
            for (int other : before) {
                if (same(apart, other, row)) {
                    throw Refusal.of(
                                    "table.school.twice",
                                    "column",
                                    id.name(),
                                    "got",
                                    code.toString(),
                                    "first",
                                    place.apply(other).line())
                            .at(place.apply(row));
                }
            }
            if (before.size() < 100) {
                before.add(row);
            }
        }
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

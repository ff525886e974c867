package org.edubalance.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.edubalance.io.table.Column;
import org.edubalance.io.table.HeaderLevels;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.io.table.Vocabulary;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;

/** Tells of columns of numbers that by their names are the same, but differ. */
final class RivalColumns {

    /** What is numbers only where it is a code. */
    private static final Set<String> CODES = Set.of("id", "name", "county", "township", "stage", "year", "grade");

    private RivalColumns() {}

    /** @param place where a row is */
    static void tell(List<Column> columns, HeaderLevels levels, IntFunction<Place> place, ReadingNotes notes) {
        Map<String, Column> byName = new HashMap<>();
        columns.forEach(column -> byName.put(column.name(), column));
        List<Message> same = new ArrayList<>();
        List<Message> alike = new ArrayList<>();
        List<Message> unclear = new ArrayList<>();
        List<String> names = columns.stream().map(Column::name).toList();
        for (Vocabulary.Rivals rivals : Vocabulary.shipped().rivals(names, levels)) {
            if (CODES.contains(rivals.term())) {
                continue;
            }
            if (rivals.chosenOrNull() == null) {
                if (rivals.others().stream().allMatch(other -> byName.get(other).isNumber())) {
                    unclear.add(Message.of("table.rivals", "name", rivals.term(), "columns", rivals.others()));
                }
                continue;
            }
            Column chosen = byName.get(rivals.chosenOrNull());
            for (String name : rivals.others()) {
                Column other = byName.get(name);
                int row = chosen.isNumber() && other.isNumber() ? firstDifference(chosen, other) : -1;
                if (row >= 0) {
                    Message told = Message.of(
                            "table.rival",
                            "chosen",
                            chosen.name(),
                            "other",
                            name,
                            "name",
                            rivals.term(),
                            "value",
                            chosen.number(row),
                            "got",
                            other.number(row),
                            "place",
                            place.apply(row));
                    (rivals.sameName() ? same : alike).add(told);
                }
            }
        }
        if (!same.isEmpty()) {
            notes.warn(Message.of("table.note.rivals", "columns", same));
        }
        if (!alike.isEmpty()) {
            notes.add(Message.of("table.note.rivals", "columns", alike));
        }
        if (!unclear.isEmpty()) {
            notes.add(Message.of("table.note.unclear", "columns", unclear));
        }
    }

    private static int firstDifference(Column a, Column b) {
        for (int row = 0; row < a.size(); row++) {
            double one = a.number(row);
            double other = b.number(row);
            if (one != other && !Double.isNaN(one) && !Double.isNaN(other)) {
                return row;
            }
        }
        return -1;
    }
}

package org.edubalance.io.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;

/** What had to be understood in the columns of a table, gathered by kind, so that a note has all columns it is about. */
final class Remarks {

    private static final int MARKS_TOLD = 6;

    private final List<Message> missing = new ArrayList<>();
    private final Map<WrittenNumber.Way, List<Message>> ways = new EnumMap<>(WrittenNumber.Way.class);
    private final List<Message> commas = new ArrayList<>();
    private final List<Message> scaled = new ArrayList<>();
    private final List<Message> stripped = new ArrayList<>();
    private final List<Message> mixed = new ArrayList<>();

    /** Adds those of another column. */
    void add(Remarks other) {
        missing.addAll(other.missing);
        other.ways.forEach((way, told) ->
                ways.computeIfAbsent(way, key -> new ArrayList<>()).addAll(told));
        commas.addAll(other.commas);
        scaled.addAll(other.scaled);
        stripped.addAll(other.stripped);
        mixed.addAll(other.mixed);
    }

    /** Values of a column that are missing, with the marks that stand for them. */
    void missing(String column, int count, Map<String, Integer> marks) {
        List<Object> told = new ArrayList<>();
        for (String mark : marks.keySet()) {
            if (told.size() < MARKS_TOLD) {
                told.add(mark.isEmpty() ? Message.of("table.blank") : mark);
            }
        }
        missing.add(Message.of("table.missing", "column", column, "n", count, "marks", told));
    }

    /** Numbers of a column that were written in a way that had to be understood. */
    void way(WrittenNumber.Way way, String column, int count, String first, Object value, int line) {
        ways.computeIfAbsent(way, key -> new ArrayList<>())
                .add(Message.of(
                        "table.way",
                        "column",
                        column,
                        "n",
                        count,
                        "got",
                        first,
                        "value",
                        value,
                        "place",
                        Place.line(line)));
    }

    void comma(String column, String first, double value) {
        commas.add(Message.of("table.comma", "column", column, "got", first, "value", value));
    }

    void scaled(String column, long factor) {
        scaled.add(Message.of("table.scaled", "column", column, "factor", factor));
    }

    void stripped(String column, int count, int line) {
        stripped.add(Message.of("table.stripped", "column", column, "n", count, "place", Place.line(line)));
    }

    void mixed(String column, int count, String first, int line) {
        mixed.add(Message.of("table.mixed", "column", column, "n", count, "got", first, "place", Place.line(line)));
    }

    void tell(ReadingNotes notes) {
        tell(notes, commas, "table.note.commas");
        tell(notes, scaled, "table.note.scaled");
        Map<WrittenNumber.Way, String> keys = new LinkedHashMap<>();
        keys.put(WrittenNumber.Way.GROUPED, "table.note.grouped");
        keys.put(WrittenNumber.Way.WIDE, "table.note.wide");
        keys.put(WrittenNumber.Way.PERCENT, "table.note.percent");
        keys.put(WrittenNumber.Way.UNIT, "table.note.unit");
        keys.put(WrittenNumber.Way.FACTOR, "table.note.factor");
        keys.put(WrittenNumber.Way.SIGNED, "table.note.signed");
        keys.forEach((way, key) -> tell(notes, ways.getOrDefault(way, List.of()), key));
        tell(notes, missing, "table.note.missing");
        tell(notes, stripped, "table.note.stripped");
        if (!mixed.isEmpty()) {
            notes.warn(Message.of("table.note.mixed", "columns", List.copyOf(mixed)));
        }
    }

    private static void tell(ReadingNotes notes, List<Message> columns, String key) {
        if (!columns.isEmpty()) {
            notes.add(new Message(key, Map.of("columns", List.copyOf(columns))));
        }
    }
}

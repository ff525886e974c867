package org.edubalance.io.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;

/** What had to be understood in the columns of a table, gathered by kind, so that a note has all columns it is about. */
final class Remarks {

    private static final int MARKS_TOLD = 6;

    /** The kinds of notes, in the order in which they are told. */
    private static final List<String> NOTES = List.of(
            "commas",
            "scaled",
            "converted",
            "grouped",
            "wide",
            "percent",
            "unit",
            "factor",
            "area",
            "signed",
            "ditto",
            "missing",
            "stripped",
            "wrapped");

    /** The kinds of warnings. */
    private static final List<String> WARNINGS = List.of("mixed", "words", "currency", "spread", "sentinel", "digits");

    private final Map<String, List<Message>> told = new HashMap<>();

    private void add(String kind, Message column) {
        told.computeIfAbsent(kind, key -> new ArrayList<>()).add(column);
    }

    /** Adds those of another column. */
    void add(Remarks other) {
        other.told.forEach((kind, columns) -> columns.forEach(column -> add(kind, column)));
    }

    /** Values of a column that are missing, with the marks that stand for them. */
    void missing(String column, int count, Map<String, Integer> marks) {
        List<Object> some = new ArrayList<>();
        for (String mark : marks.keySet()) {
            if (some.size() < MARKS_TOLD) {
                some.add(mark.isEmpty() ? Message.of("table.blank") : mark);
            }
        }
        add("missing", Message.of("table.missing", "column", column, "n", count, "marks", some));
    }

    /** Numbers of a column that were written in a way that had to be understood. */
    void way(WrittenNumber.Way way, String column, int count, String first, Object value, int line) {
        if (way == WrittenNumber.Way.COMMA) {
            add("commas", Message.of("table.comma", "column", column, "got", first, "value", value));
            return;
        }
        String kind =
                switch (way) {
                    case GROUPED -> "grouped";
                    case WIDE -> "wide";
                    case PERCENT -> "percent";
                    case UNIT -> "unit";
                    case FACTOR -> "factor";
                    case AREA -> "area";
                    default -> "signed";
                };
        add(kind, example(column, count, first, value, line));
    }

    private static Message example(String column, int count, String first, Object value, int line) {
        return Message.of(
                "table.way", "column", column, "n", count, "got", first, "value", value, "place", Place.line(line));
    }

    /** Marks of a column that stand for the value above. */
    void ditto(String column, int count, String first, Object value, int line) {
        add("ditto", example(column, count, first, value == null ? Message.of("table.blank") : value, line));
    }

    /** A column whose header gives a unit of another size. */
    void scaled(String column, Units.Unit unit) {
        double factor = unit.factor();
        Object told = factor == Math.rint(factor) ? (Object) (long) factor : (Object) (Math.round(factor * 1e4) / 1e4);
        add(
                Units.AREA.equals(unit.kind()) ? "converted" : "scaled",
                Message.of("table.scaled", "column", column, "factor", told));
    }

    void stripped(String column, int count, int line) {
        add("stripped", counted(column, count, line));
    }

    /** Cells that were wrapped for a spreadsheet program to take them for texts. */
    void wrapped(String column, int count, int line) {
        add("wrapped", counted(column, count, line));
    }

    private static Message counted(String column, int count, int line) {
        return Message.of("table.stripped", "column", column, "n", count, "place", Place.line(line));
    }

    /** A column of texts whose values are nearly all numbers. */
    void mixed(String column, int count, String first, int line) {
        add("mixed", noNumber(column, count, first, line));
    }

    /** A column of texts where the vocabulary expects numbers. */
    void words(String column, int count, String first, int line) {
        add("words", noNumber(column, count, first, line));
    }

    private static Message noNumber(String column, int count, String first, int line) {
        return Message.of("table.mixed", "column", column, "n", count, "got", first, "place", Place.line(line));
    }

    /** Amounts of a foreign currency. */
    void currency(String column, String unit) {
        add("currency", Message.of("table.foreign", "column", column, "got", unit));
    }

    /** Amounts of two very different sizes in one column. */
    void spread(String column, Object low, int lineOfLow, Object high, int lineOfHigh) {
        add(
                "spread",
                Message.of(
                        "table.spread",
                        "column",
                        column,
                        "low",
                        low,
                        "first",
                        Place.line(lineOfLow),
                        "high",
                        high,
                        "second",
                        Place.line(lineOfHigh)));
    }

    /** Numbers that stand for a missing value in many tables. */
    void sentinel(String column, int count, Object value, int line) {
        add(
                "sentinel",
                Message.of("table.sentinel", "column", column, "n", count, "got", value, "place", Place.line(line)));
    }

    /** Whole numbers too long for a spreadsheet program. */
    void digits(String column, String first, int line) {
        add("digits", Message.of("table.digits", "column", column, "got", first, "place", Place.line(line)));
    }

    void tell(ReadingNotes notes) {
        for (String kind : NOTES) {
            if (told.containsKey(kind)) {
                notes.add(note(kind));
            }
        }
        for (String kind : WARNINGS) {
            if (told.containsKey(kind)) {
                notes.warn(note(kind));
            }
        }
    }

    private Message note(String kind) {
        return new Message("table.note." + kind, Map.of("columns", List.copyOf(told.get(kind))));
    }
}

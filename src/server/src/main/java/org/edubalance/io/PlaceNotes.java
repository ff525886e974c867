package org.edubalance.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.edubalance.io.PlaceColumns.Found;
import org.edubalance.io.PlaceColumns.How;
import org.edubalance.io.PlaceName.Datum;
import org.edubalance.io.table.CoordinatePair;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.io.table.Table;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/** Tells what a table's places were read from, and what about them may be wrong. */
final class PlaceNotes {

    /** As near as two ways to write one place are, in degrees. */
    private static final double SAME = 1e-4;

    /** Where others are, a coordinate of 0 is none. */
    private static final double FAR = 1;

    /** So many rows are compared with those of other columns. */
    private static final int ROWS = 1000;

    private static final int TOLD = 10;

    private final Table table;
    private final PlaceColumns columns;
    private final Found taken;
    private final ReadOptions options;
    private final IntFunction<Place> place;
    private final ReadingNotes notes;

    PlaceNotes(Table table, PlaceColumns columns, ReadOptions options, IntFunction<Place> place, ReadingNotes notes) {
        this.table = table;
        this.columns = columns;
        this.taken = columns.taken();
        this.options = options;
        this.place = place;
        this.notes = notes;
    }

    void tell(ColumnFeatures.Shapes shapes) {
        List<String> others = new ArrayList<>();
        for (Found other : columns.others()) {
            if (isElsewhere(other)) {
                others.addAll(names(other));
            } else {
                compare(other, shapes);
            }
        }
        if (taken.how() == How.POINTS && taken.x().length > 1) {
            notes.add(Message.of("table.note.places.parts", "columns", names(taken)));
        }
        if (!others.isEmpty()) {
            notes.add(Message.of("table.note.places.other", "taken", names(taken), "others", others));
        } else if (!taken.common() && taken.how() == How.POINTS && taken.x().length == 1) {
            notes.add(Message.of("table.note.places", "columns", names(taken)));
        }
        tellDatum();
        tellZero(shapes);
    }

    private List<String> names(Found found) {
        return Arrays.stream(found.columns()).mapToObj(table.names()::get).toList();
    }

    private void tellDatum() {
        Datum said = taken.datum();
        boolean named = options.datum() != null || options.crs() != null;
        if (said == null || (said.web() == null ? said.isWgs84() || named : said.web() == options.datum())) {
            return;
        }
        Object read =
                options.datum() == null ? Datum.WGS84.title() : options.datum().title();
        notes.warn(Message.of(
                "table.note.places.datum",
                "columns",
                names(taken),
                "datum",
                said.title(),
                "read",
                read,
                "option",
                said.option()));
    }

    /** Warns of coordinates that are 0 in few rows, while those of all others are far from it. */
    private void tellZero(ColumnFeatures.Shapes shapes) {
        if (taken.how() == How.GEOMETRIES || taken.plane()) {
            return;
        }
        tellZero(shapes.x(), taken.x()[0]);
        tellZero(shapes.y(), taken.y().length == 0 ? taken.x()[0] : taken.y()[0]);
    }

    private void tellZero(double[] values, int column) {
        int first = 0;
        while (first < values.length && values[first] != 0) {
            first++;
        }
        if (first == values.length) {
            return;
        }
        List<Message> rows = new ArrayList<>();
        int zeros = 0;
        int others = 0;
        for (int row = 0; row < values.length; row++) {
            if (values[row] == 0) {
                zeros++;
                if (rows.size() < TOLD) {
                    rows.add(Message.of("table.row", "place", place.apply(row)));
                }
            } else if (Math.abs(values[row]) < FAR) {
                return;
            } else if (!Double.isNaN(values[row])) {
                others++;
            }
        }
        if (zeros > 0 && others > zeros) {
            notes.warn(Message.of(
                    "table.note.places.zero",
                    "n",
                    zeros,
                    "column",
                    table.names().get(column),
                    "rows",
                    rows));
        }
    }

    /** True for columns that by their names need not say the same place. */
    private boolean isElsewhere(Found other) {
        Datum said = other.datum();
        return said != null && !said.isWgs84() || !other.common() && !taken.common();
    }

    private void compare(Found other, ColumnFeatures.Shapes shapes) {
        for (int row = 0; row < Math.min(ROWS, table.size()); row++) {
            if (shapes.at(row) instanceof Point point && !isAt(other, row, point)) {
                notes.warn(Message.of(
                        "table.note.places.differ",
                        "taken",
                        names(taken),
                        "others",
                        names(other),
                        "place",
                        place.apply(row)));
                return;
            }
        }
    }

    /** True if the other columns of a row say the same place, or none, or something that would not be read. */
    private boolean isAt(Found other, int row, Point point) {
        int column = other.x()[0];
        if (table.isMissing(column, row)) {
            return true;
        }
        switch (other.how()) {
            case POINTS -> {
                double x = table.coordinate(other.x(), row);
                double y = table.coordinate(other.y(), row);
                return Double.isNaN(x) || Double.isNaN(y) || isNear(point, x, y);
            }
            case PAIRS -> {
                CoordinatePair pair = CoordinatePair.of(table.text(column, row));
                return pair == null
                        || isNear(point, pair.first(), pair.second())
                        || isNear(point, pair.second(), pair.first());
            }
            default -> {
                Geometry geometry = GeometryTexts.orNull(table.text(column, row));
                return !(geometry instanceof Point there)
                        || there.isEmpty()
                        || isNear(point, there.getX(), there.getY());
            }
        }
    }

    private static boolean isNear(Point point, double x, double y) {
        return Math.abs(point.getX() - x) <= SAME && Math.abs(point.getY() - y) <= SAME;
    }
}

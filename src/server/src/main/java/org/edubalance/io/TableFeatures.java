package org.edubalance.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.edubalance.io.table.Column;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.io.table.RowSource;
import org.edubalance.io.table.Table;
import org.edubalance.io.table.TableOptions;
import org.edubalance.io.table.TableReader;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/** Makes features of a table: its places from the columns that hold them, its attributes from all others. */
final class TableFeatures {

    private static final int ROWS_TOLD = 10;

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final Table table;
    private final ReadOptions options;
    private final PlaceColumns places;
    private final boolean strict;
    private final boolean degrees;
    private final List<Message> nowhere = new ArrayList<>();
    private final List<Message> atZero = new ArrayList<>();
    private int nowhereCount;
    private int atZeroCount;

    private TableFeatures(Table table, ReadOptions options) {
        this.table = table;
        this.options = options;
        strict = options.tables().strict();
        places = PlaceColumns.find(table.names(), options.crs(), this::looksLikeGeometry);
        degrees = LonLat.isIn(places.crs());
    }

    /**
     * Reads the rows of a source as features.
     *
     * @param mayHaveCommas true where a comma could be a decimal mark, as it does not separate the cells
     * @param notes what is known of the source already
     * @throws Refusal if the table cannot be understood, naming the line
     */
    static SimpleFeatureCollection read(
            RowSource source, boolean mayHaveCommas, ReadOptions options, ReadingNotes notes) throws IOException {
        TableOptions how = new TableOptions(
                options.tables().strict(), options.tables().decimal(), mayHaveCommas, options.maxFeatures());
        return new TableFeatures(TableReader.read(source, how, notes), options).features();
    }

    private SimpleFeatureCollection features() {
        ColumnFeatures.Shapes shapes = !places.are() ? null : places.arePoints() ? points() : geometries();
        List<Column> columns =
                table.columns(IntStream.range(0, table.names().size()).filter(column -> !places.holds(column)));
        if (!strict) {
            RepeatedSchools.check(columns, this::place, table.notes());
            RegionNames.check(columns, table.notes());
        }
        ReadingNotes notes = table.notes();
        tellPlaces(notes);
        SimpleFeatureCollection features = ColumnFeatures.of(options.name(), columns, shapes, places.crs());
        notes.attach(features.getSchema());
        notes.tell(options::say);
        return features;
    }

    private void tellPlaces(ReadingNotes notes) {
        if (strict) {
            return;
        }
        if (atZeroCount > 0) {
            notes.warn(Message.of("table.note.zero", "n", atZeroCount, "rows", atZero));
        }
        if (nowhereCount > 0) {
            notes.add(Message.of("table.note.nowhere", "n", nowhereCount, "rows", nowhere));
        }
        if (!places.are() && options.crs() == null && PlaceColumns.lackCrs(table.names())) {
            notes.add(Message.of("table.note.plane"));
        }
        if (table.size() == 0) {
            notes.warn(Message.of("table.note.empty"));
        }
    }

    private Place place(int row) {
        String name = RowNames.of(table.names()::indexOf, column -> table.text(column, row));
        return new Place(table.line(row), null, name);
    }

    private static void keep(List<Message> told, Place place) {
        if (told.size() < ROWS_TOLD) {
            told.add(Message.of("table.row", "place", place));
        }
    }

    private ColumnFeatures.Shapes points() {
        double[] x = new double[table.size()];
        double[] y = new double[x.length];
        for (int row = 0; row < x.length; row++) {
            x[row] = table.coordinate(places.x(), row);
            y[row] = table.coordinate(places.y(), row);
            if (Double.isNaN(x[row]) || Double.isNaN(y[row])) {
                checkMissing(row, x[row], y[row]);
                x[row] = Double.NaN;
                y[row] = Double.NaN;
            } else if (degrees) {
                checkDegrees(row, x, y);
            }
        }
        return ColumnFeatures.Shapes.points(x, y);
    }

    private void checkMissing(int row, double x, double y) {
        boolean noX = Double.isNaN(x) && table.isMissing(places.x(), row);
        boolean noY = Double.isNaN(y) && table.isMissing(places.y(), row);
        if (noX && noY) {
            nowhereCount++;
            keep(nowhere, place(row));
            return;
        }
        throw badCoordinate(row, Double.isNaN(x) ? places.x() : places.y());
    }

    private void checkDegrees(int row, double[] x, double[] y) {
        if (x[row] == 0 && y[row] == 0 && !strict) {
            x[row] = Double.NaN;
            y[row] = Double.NaN;
            atZeroCount++;
            keep(atZero, place(row));
        } else if (Math.abs(x[row]) > 180 || Math.abs(y[row]) > LonLat.MOST_LAT) {
            try {
                LonLat.check(FACTORY.createPoint(new Coordinate(x[row], y[row])));
            } catch (Refusal e) {
                throw e.at(place(row));
            }
            throw badCoordinate(row, places.x());
        }
    }

    private Refusal badCoordinate(int row, int column) {
        Message accepted = degrees
                ? Message.of("format.csv.degrees", "most", column == places.x() ? 180 : 90)
                : Message.of("format.csv.number");
        String got = table.text(column, row);
        return Refusal.of(
                        "format.csv.coordinate",
                        "column",
                        table.names().get(column),
                        "accepted",
                        accepted,
                        "got",
                        got == null ? "" : got)
                .at(place(row));
    }

    private ColumnFeatures.Shapes geometries() {
        Geometry[] geometries = new Geometry[table.size()];
        for (int row = 0; row < geometries.length; row++) {
            if (table.isMissing(places.geometry(), row)) {
                nowhereCount++;
                keep(nowhere, place(row));
                continue;
            }
            try {
                geometries[row] = geometry(table.text(places.geometry(), row));
                if (degrees) {
                    LonLat.check(geometries[row]);
                }
            } catch (Refusal e) {
                throw Refusal.because(e, e.reason()).at(place(row));
            }
        }
        return ColumnFeatures.Shapes.geometries(geometries);
    }

    /** A geometry as well-known text, or as the hexadecimal bytes that PostGIS writes. */
    private static Geometry geometry(String text) {
        if (!isHex(text)) {
            return Wkt.parse(text, FACTORY);
        }
        try {
            return new WKBReader(FACTORY).read(WKBReader.hexToBytes(text));
        } catch (ParseException | IllegalArgumentException e) {
            throw Refusal.because(e, "format.wkb", "got", text);
        }
    }

    private static boolean isHex(String text) {
        return text.length() > 16
                && text.length() % 2 == 0
                && (text.startsWith("00") || text.startsWith("01"))
                && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private boolean looksLikeGeometry(int column) {
        for (int row = 0; row < table.size(); row++) {
            if (!table.isMissing(column, row)) {
                String text = table.text(column, row);
                return isHex(text)
                        || Character.isLetter(text.charAt(0)) && (text.indexOf('(') > 0 || text.endsWith("EMPTY"));
            }
        }
        return false;
    }
}

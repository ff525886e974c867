package org.edubalance.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.edubalance.io.table.Column;
import org.edubalance.io.table.CoordinatePair;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.io.table.RowSource;
import org.edubalance.io.table.Table;
import org.edubalance.io.table.TableOptions;
import org.edubalance.io.table.TableReader;
import org.edubalance.io.table.Vocabulary;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Makes features of a table: its places from the columns that hold them, its attributes from all others. */
final class TableFeatures {

    private static final int ROWS_TOLD = 10;

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final Table table;
    private final ReadOptions options;
    private final PlaceColumns columns;
    private final PlaceColumns.Found places;
    private final boolean strict;
    private final boolean degrees;
    private CoordinateReferenceSystem crs;
    private final List<Message> nowhere = new ArrayList<>();
    private final List<Message> atZero = new ArrayList<>();
    private int nowhereCount;
    private int atZeroCount;

    private TableFeatures(Table table, ReadOptions options) {
        this.table = table;
        this.options = options;
        strict = options.tables().strict();
        columns = PlaceColumns.find(table.names(), options.crs(), options.datum(), strict, new PlaceValues(table));
        places = columns.taken();
        crs = columns.crs();
        degrees = LonLat.isIn(crs);
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
        ColumnFeatures.Shapes shapes = places == null
                ? null
                : switch (places.how()) {
                    case POINTS -> points();
                    case GEOMETRIES -> geometries();
                    case PAIRS -> pairs();
                };
        List<Column> attributes =
                table.columns(IntStream.range(0, table.names().size()).filter(column -> !columns.holds(column)));
        if (!strict) {
            Map<String, String> understood = Vocabulary.shipped()
                    .understand(attributes.stream().map(Column::name).toList(), table.levels());
            RepeatedSchools.check(attributes, understood, this::place, table.notes());
            RegionNames.check(attributes, understood.get("county"), table.notes());
        }
        ReadingNotes notes = table.notes();
        if (!strict) {
            tellPlaces(shapes, notes);
            RivalColumns.tell(attributes, table.levels(), this::place, notes);
        }
        SimpleFeatureCollection features = ColumnFeatures.of(options.name(), attributes, shapes, crs);
        notes.attach(features.getSchema());
        table.levels().attach(features.getSchema());
        notes.tell(options::say);
        return features;
    }

    private void tellPlaces(ColumnFeatures.Shapes shapes, ReadingNotes notes) {
        if (atZeroCount > 0) {
            notes.warn(Message.of("table.note.zero", "n", atZeroCount, "rows", atZero));
        }
        if (nowhereCount > 0) {
            notes.add(Message.of("table.note.nowhere", "n", nowhereCount, "rows", nowhere));
        }
        List<String> unread = places == null && !columns.lackCrs() ? columns.lookLikePlaces() : List.of();
        if (places != null) {
            new PlaceNotes(table, columns, options, this::place, notes).tell(shapes);
        } else if (columns.lackCrs()) {
            notes.add(Message.of("table.note.plane"));
        } else if (!unread.isEmpty()) {
            notes.add(Message.of("table.note.places.unread", "columns", unread));
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
        boolean noX = Double.isNaN(x) && isMissing(places.x(), row);
        boolean noY = Double.isNaN(y) && isMissing(places.y(), row);
        if (noX && noY) {
            nowhereCount++;
            keep(nowhere, place(row));
            return;
        }
        throw badCoordinate(row, wrong(Double.isNaN(x) ? places.x() : places.y(), row));
    }

    private boolean isMissing(int[] parts, int row) {
        return Arrays.stream(parts).allMatch(part -> table.isMissing(part, row));
    }

    /** The column of a coordinate that is at fault: the degrees, but where these are whole or beside a part that is none. */
    private int wrong(int[] parts, int row) {
        for (int i = 1; i < parts.length; i++) {
            double part = table.coordinate(parts[i], row);
            boolean last = i == parts.length - 1;
            if (!(part >= 0 && part <= 60) || !last && part != Math.rint(part)) {
                return parts[i];
            }
        }
        return parts[0];
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
            throw badCoordinate(row, places.x()[0]);
        }
    }

    private Refusal badCoordinate(int row, int column) {
        boolean part = column != places.x()[0] && (places.y().length == 0 || column != places.y()[0]);
        Message accepted = part
                ? Message.of("format.csv.part")
                : degrees && isWhole(column)
                        ? Message.of("format.csv.whole")
                        : degrees
                                ? Message.of("format.csv.degrees", "most", column == places.x()[0] ? 180 : 90)
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

    /** True for degrees whose minutes have a column of their own. */
    private boolean isWhole(int column) {
        return places.x().length > 1 && (column == places.x()[0] || column == places.y()[0]);
    }

    private ColumnFeatures.Shapes pairs() {
        int column = places.x()[0];
        CoordinatePair[] pairs = new CoordinatePair[table.size()];
        for (int row = 0; row < pairs.length; row++) {
            if (table.isMissing(column, row)) {
                nowhereCount++;
                keep(nowhere, place(row));
                continue;
            }
            pairs[row] = CoordinatePair.of(table.text(column, row));
            if (pairs[row] == null) {
                throw Refusal.of("format.csv.pair", "column", table.names().get(column), "got", table.text(column, row))
                        .at(place(row));
            }
        }
        boolean lonFirst =
                new PairOrder(table.names().get(column), places.name().kind(), this::place).isLonFirst(pairs);
        double[] x = new double[pairs.length];
        double[] y = new double[pairs.length];
        for (int row = 0; row < pairs.length; row++) {
            CoordinatePair pair = pairs[row];
            x[row] = pair == null ? Double.NaN : lonFirst ? pair.first() : pair.second();
            y[row] = pair == null ? Double.NaN : lonFirst ? pair.second() : pair.first();
            if (pair != null) {
                checkDegrees(row, x, y);
            }
        }
        table.notes()
                .add(Message.of(
                        lonFirst ? "table.note.pairs.lon" : "table.note.pairs.lat",
                        "column",
                        table.names().get(column)));
        return ColumnFeatures.Shapes.points(x, y);
    }

    private ColumnFeatures.Shapes geometries() {
        int column = places.x()[0];
        GeometryTexts texts = new GeometryTexts(crs, options.crs() != null);
        Geometry[] geometries = new Geometry[table.size()];
        for (int row = 0; row < geometries.length; row++) {
            if (table.isMissing(column, row)) {
                nowhereCount++;
                keep(nowhere, place(row));
                continue;
            }
            try {
                geometries[row] = texts.read(table.text(column, row));
                if (LonLat.isIn(texts.crs())) {
                    LonLat.check(geometries[row]);
                }
            } catch (Refusal e) {
                throw Refusal.because(e, e.reason()).at(place(row));
            }
        }
        crs = texts.crs();
        return ColumnFeatures.Shapes.geometries(geometries);
    }
}

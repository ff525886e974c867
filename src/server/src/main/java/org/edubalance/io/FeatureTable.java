package org.edubalance.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.edubalance.io.table.Column;
import org.edubalance.io.table.GrowingColumn;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.io.table.TableLimits;
import org.edubalance.io.table.TypedColumns;
import org.edubalance.io.table.Vocabulary;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/**
 * Features that are read one after the other, kept in columns. Each column gets the narrowest type that holds all its
 * values, see {@link GrowingColumn}; columns without any value are those of texts, unless a type is declared. Unless it is
 * to be strict, what people write is understood as in tables, see {@link TypedColumns}, and said so.
 */
final class FeatureTable {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private static final int ROWS_TOLD = 10;

    /** Where totals stand that have a place, the middle of the county say. */
    private static final int LAST_ROWS = 3;

    /** So many rows show whether texts were misread. */
    private static final int SAMPLE = 20;

    private final String name;
    private final ReadOptions options;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final List<GrowingColumn> columns = new ArrayList<>();
    private int size;

    private boolean hasGeometry;
    private String geometryName;
    private int geometryAt;
    private Class<? extends Geometry> declaredGeometry = Geometry.class;
    private boolean geometryIsDeclared;
    /** Points of the plane, as long as there is nothing else; NaN where a row has none. */
    private double[] x = new double[16];

    private double[] y = new double[16];
    private Geometry[] others;
    private boolean rowHasPlace;

    private String[] ids;
    private String idPrefix;
    private long[] idNumbers;

    FeatureTable(ReadOptions options) {
        this.name = options.name();
        this.options = options;
    }

    /** Says that there is a geometry attribute, of this type if no row has a geometry to go by. */
    void declareGeometry(Class<? extends Geometry> type) {
        hasGeometry = true;
        declaredGeometry = type;
    }

    /** Says that there is a geometry attribute of a name and type, at a position among the columns. */
    void declareGeometry(String attribute, int position, Class<? extends Geometry> type) {
        declareGeometry(type);
        geometryName = attribute;
        geometryAt = position;
        geometryIsDeclared = true;
    }

    /**
     * The position of a column, which is added if it is new.
     *
     * @throws Refusal if there are too many
     */
    int column(String column) {
        return column(column, null);
    }

    /**
     * As {@link #column(String)}, with the type that it has if it has no value.
     *
     * @param declaredOrNull null for texts
     */
    int column(String column, Class<?> declaredOrNull) {
        Integer known = names.get(column);
        if (known != null) {
            return known;
        }
        TableLimits.checkColumns(columns.size() + 1);
        names.put(column, columns.size());
        columns.add(new GrowingColumn(declaredOrNull));
        return columns.size() - 1;
    }

    int columnCount() {
        return columns.size();
    }

    int size() {
        return size;
    }

    /** Sets a value of the row that is being read; null is none. */
    void set(int column, Object value) {
        columns.get(column).set(size, value);
    }

    /** Sets a number of the row that is being read. */
    void set(int column, int value) {
        columns.get(column).set(size, value);
    }

    /** Sets a number of the row that is being read. */
    void set(int column, long value) {
        columns.get(column).set(size, value);
    }

    /** Sets a number of the row that is being read; NaN is none. */
    void set(int column, double value) {
        columns.get(column).set(size, value);
    }

    /** Says that the row that is being read is a point of the plane. */
    void point(double pointX, double pointY) {
        hasGeometry = true;
        if (others != null) {
            put(FACTORY.createPoint(new CoordinateXY(pointX, pointY)));
            return;
        }
        if (size >= x.length) {
            x = Arrays.copyOf(x, grown(x.length));
            y = Arrays.copyOf(y, x.length);
        }
        x[size] = pointX;
        y[size] = pointY;
        rowHasPlace = true;
    }

    private int grown(int length) {
        return (int) Math.min(Integer.MAX_VALUE - 8, Math.max(size + 1L, length * 3L / 2));
    }

    /** Says what the geometry of the row that is being read is; null is none. */
    void geometry(Geometry geometry) {
        if (geometry == null) {
            return;
        }
        if (geometry instanceof Point point && !point.isEmpty() && others == null) {
            Coordinate place = point.getCoordinate();
            if (Double.isNaN(place.getZ()) && !Double.isNaN(place.x) && geometry.getSRID() == 0) {
                point(place.x, place.y);
                return;
            }
        }
        hasGeometry = true;
        if (others == null) {
            others = new Geometry[Math.max(x.length, size + 1)];
            for (int row = 0; row < size; row++) {
                others[row] = Double.isNaN(x[row]) ? null : FACTORY.createPoint(new CoordinateXY(x[row], y[row]));
            }
        }
        put(geometry);
    }

    private void put(Geometry geometry) {
        if (size >= others.length) {
            others = Arrays.copyOf(others, grown(others.length));
        }
        others[size] = geometry;
    }

    /** Says what the id of the row that is being read is, if no other row has it. */
    void id(String id) {
        if (id == null || ids == null && id.equals(name + "." + (size + 1))) {
            return;
        }
        if (ids == null || size >= ids.length) {
            ids = ids == null ? new String[Math.max(16, size + 1)] : Arrays.copyOf(ids, grown(ids.length));
        }
        ids[size] = id;
    }

    /** Says that the id of the row that is being read is a number behind a prefix, the same for all, and a point. */
    void id(String prefix, long number) {
        idPrefix = prefix;
        if (idNumbers == null || size >= idNumbers.length) {
            idNumbers = idNumbers == null
                    ? new long[Math.max(16, size + 1)]
                    : Arrays.copyOf(idNumbers, grown(idNumbers.length));
        }
        idNumbers[size] = number;
    }

    /**
     * Ends the row that is being read. What was not set in it is null.
     *
     * @throws Refusal if there are too many
     */
    void end() {
        TableLimits.checkRows(size + 1, columns.size(), options.maxFeatures());
        if (others == null && !rowHasPlace) {
            if (size >= x.length) {
                x = Arrays.copyOf(x, grown(x.length));
                y = Arrays.copyOf(y, x.length);
            }
            x[size] = Double.NaN;
            y[size] = Double.NaN;
        }
        rowHasPlace = false;
        size++;
    }

    /**
     * Adds a row. Its values may be fewer than the columns in the end: what is left out is null.
     *
     * @throws Refusal if there are too many
     */
    void add(String idOrNull, Geometry geometryOrNull, Object[] values) {
        id(idOrNull);
        geometry(geometryOrNull);
        for (int column = 0; column < values.length; column++) {
            set(column, values[column]);
        }
        end();
    }

    /**
     * All rows as features; without a geometry attribute where no row has a geometry and none is declared.
     *
     * @throws Refusal if the CRS is in degrees and a coordinate is none, a text may mean two numbers, a row may be a total
     *     or not, or a school is there twice
     */
    SimpleFeatureCollection collection(CoordinateReferenceSystem crs) {
        List<Column> built = new ArrayList<>(columns.size());
        for (Map.Entry<String, Integer> column : names.entrySet()) {
            built.add(columns.get(column.getValue()).build(column.getKey(), size));
        }
        ColumnFeatures.Ids givenIds = ids();
        IntFunction<Place> givenPlace = row -> place(row, built, givenIds);
        boolean strict = options.tables().strict();
        boolean degrees = hasGeometry && LonLat.isIn(crs);
        ReadingNotes notes = new ReadingNotes();
        int[] atZero = degrees && !strict ? withoutZeros() : new int[0];
        int[] rows = strict ? null : rowsKept(built, givenPlace, notes);
        ColumnFeatures.Ids finalIds = rows == null ? givenIds : row -> givenIds.of(rows[row]);
        IntFunction<Place> place = rows == null ? givenPlace : row -> givenPlace.apply(rows[row]);
        List<Column> kept = built;
        if (rows != null) {
            keep(rows);
            kept = TypedColumns.select(built, rows);
        }
        List<Column> cleaned = strict ? kept : cleaned(kept, place, notes);
        tellZeros(atZero, rows, givenPlace, notes);
        ColumnFeatures.Shapes shapes = !hasGeometry
                ? null
                : others != null
                        ? ColumnFeatures.Shapes.geometries(Arrays.copyOf(others, size))
                        : ColumnFeatures.Shapes.points(Arrays.copyOf(x, size), Arrays.copyOf(y, size));
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(name);
        for (int attribute = 0; attribute <= cleaned.size(); attribute++) {
            if (hasGeometry && attribute == geometryAt) {
                builder.setCRS(crs);
                builder.add(geometryName(), geometryType(shapes));
            }
            if (attribute < cleaned.size()) {
                builder.add(
                        cleaned.get(attribute).name(), cleaned.get(attribute).type());
            }
        }
        if (degrees) {
            check(shapes, place);
        }
        SimpleFeatureType type = builder.buildFeatureType();
        notes.attach(type);
        notes.tell(options::say);
        return new ColumnFeatures(type, cleaned, hasGeometry ? geometryAt : -1, shapes, finalIds, size);
    }

    private void check(ColumnFeatures.Shapes shapes, IntFunction<Place> place) {
        for (int row = 0; row < size; row++) {
            if (others == null && (Double.isNaN(x[row]) || LonLat.fits(x[row], y[row]))) {
                continue;
            }
            Geometry geometry = shapes.at(row);
            if (geometry != null) {
                try {
                    LonLat.check(geometry);
                } catch (Refusal e) {
                    throw e.at(place.apply(row));
                }
            }
        }
    }

    private Place place(int row, List<Column> built, ColumnFeatures.Ids finalIds) {
        String rowName = RowNames.of(column -> names.getOrDefault(column, -1), column -> built.get(column)
                .value(row));
        return Place.feature(finalIds.of(row), rowName);
    }

    private boolean hasPlace(int row) {
        return others != null ? others[row] != null && !others[row].isEmpty() : !Double.isNaN(x[row]);
    }

    /** Takes the place from rows that have it at 0, 0, and says which they are. */
    private int[] withoutZeros() {
        IntStream.Builder found = IntStream.builder();
        for (int row = 0; row < size; row++) {
            if (others == null && x[row] == 0 && y[row] == 0) {
                x[row] = Double.NaN;
                y[row] = Double.NaN;
                found.add(row);
            } else if (others != null
                    && others[row] instanceof Point point
                    && !point.isEmpty()
                    && point.getX() == 0
                    && point.getY() == 0) {
                others[row] = null;
                found.add(row);
            }
        }
        return found.build().toArray();
    }

    /** The rows that are no totals, which have no place or stand at an end; null where none is one. */
    private int[] rowsKept(List<Column> built, IntFunction<Place> place, ReadingNotes notes) {
        IntPredicate placed = row -> hasGeometry && hasPlace(row);
        IntPredicate mayBe = row -> row == 0 || row >= size - LAST_ROWS || !placed.test(row);
        return Placed.told(place, notes, told -> TypedColumns.withoutTotals(built, mayBe, placed, told));
    }

    private void keep(int[] rows) {
        for (int row = 0; row < rows.length; row++) {
            if (others != null) {
                others[row] = others[rows[row]];
            } else {
                x[row] = x[rows[row]];
                y[row] = y[rows[row]];
            }
        }
        size = rows.length;
    }

    private static List<Column> cleaned(List<Column> columns, IntFunction<Place> place, ReadingNotes notes) {
        if (TextDamage.isMisread(sample(columns))) {
            notes.warn(Message.of("table.note.misread"));
        }
        return Placed.told(place, notes, told -> {
            List<Column> cleaned = TypedColumns.clean(columns, told);
            Map<String, String> understood = Vocabulary.shipped()
                    .understand(cleaned.stream().map(Column::name).toList());
            RepeatedSchools.check(cleaned, understood, row -> Place.line(row + 1), told);
            RegionNames.check(cleaned, understood.get("county"), told);
            return cleaned;
        });
    }

    /** The names and some of the texts. */
    private static String sample(List<Column> columns) {
        StringBuilder sample = new StringBuilder();
        for (Column column : columns) {
            sample.append(column.name()).append('\n');
            for (int row = 0; row < Math.min(column.size(), SAMPLE) && column.type() == String.class; row++) {
                String text = (String) column.value(row);
                sample.append(text == null ? "" : text).append('\n');
            }
        }
        return sample.toString();
    }

    private void tellZeros(int[] atZero, int[] rowsOrNull, IntFunction<Place> place, ReadingNotes notes) {
        int[] zeros = IntStream.of(atZero)
                .filter(row -> rowsOrNull == null || Arrays.binarySearch(rowsOrNull, row) >= 0)
                .toArray();
        if (zeros.length > 0) {
            notes.warn(Message.of("table.note.zero", "n", zeros.length, "rows", told(zeros, place)));
        }
    }

    private static List<Message> told(int[] rows, IntFunction<Place> place) {
        return IntStream.of(rows)
                .limit(ROWS_TOLD)
                .mapToObj(row -> Message.of("table.row", "place", place.apply(row)))
                .toList();
    }

    private ColumnFeatures.Ids ids() {
        if (idNumbers != null) {
            String prefix = idPrefix + ".";
            return row -> prefix + idNumbers[row];
        }
        if (ids == null) {
            return row -> name + "." + (row + 1);
        }
        String[] unique = Arrays.copyOf(ids, size);
        Set<String> taken = new HashSet<>();
        for (int row = 0; row < size; row++) {
            if (unique[row] == null || !taken.add(unique[row])) {
                unique[row] = freeId(taken, row + 1);
            }
        }
        return row -> unique[row];
    }

    private String freeId(Set<String> taken, int number) {
        String id = name + "." + number;
        for (int copy = 2; !taken.add(id); copy++) {
            id = name + "." + number + "_" + copy;
        }
        return id;
    }

    private String geometryName() {
        String geometry = geometryName == null ? "geometry" : geometryName;
        while (names.containsKey(geometry)) {
            geometry = "the_" + geometry;
        }
        return geometry;
    }

    private Class<? extends Geometry> geometryType(ColumnFeatures.Shapes shapes) {
        if (geometryIsDeclared) {
            return declaredGeometry;
        }
        if (others == null) {
            for (int row = 0; row < size; row++) {
                if (!Double.isNaN(x[row])) {
                    return Point.class;
                }
            }
            return declaredGeometry;
        }
        return shapes.type();
    }
}

package org.edubalance.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Geometry;

/**
 * Features of a format that declares no schema. The rows are gathered first; then each column gets the narrowest of
 * Integer, Long, Double, Boolean and String that holds all its values. Mixed columns are String, columns without any
 * value too.
 */
final class FeatureTable {

    /** Beyond what any table has; features that each bring properties of their own would fill the memory with nulls. */
    private static final int MOST_COLUMNS = 10_000;

    private static final int MOST_VALUES_PER_FEATURE = 100;

    private record Row(int line, String id, Geometry geometry, Object[] values) {}

    private final String name;
    private final long maxFeatures;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private boolean hasGeometry;
    private Class<? extends Geometry> declaredGeometry = Geometry.class;

    FeatureTable(String name, long maxFeatures) {
        this.name = name;
        this.maxFeatures = maxFeatures;
    }

    /** Says that there is a geometry attribute, of this type if no row has a geometry to go by. */
    void declareGeometry(Class<? extends Geometry> type) {
        hasGeometry = true;
        declaredGeometry = type;
    }

    /**
     * The position of a column, which is added if it is new.
     *
     * @throws Refusal if there are too many
     */
    int column(String column) {
        int position = columns.computeIfAbsent(column, key -> columns.size());
        if (position >= MOST_COLUMNS) {
            throw Refusal.of("format.limit.attributes", "limit", MOST_COLUMNS);
        }
        return position;
    }

    int columnCount() {
        return columns.size();
    }

    int size() {
        return rows.size();
    }

    /**
     * Adds a row. Its values may be fewer than the columns in the end: what is left out is null.
     *
     * @param line the row's line in the file; 0 where lines say nothing of rows
     * @throws Refusal if there are too many
     */
    void add(int line, String idOrNull, Geometry geometryOrNull, Object[] values) {
        if (rows.size() >= maxFeatures) {
            throw Refusal.of("format.limit.features", "limit", maxFeatures);
        }
        // as far as the limit on features goes, so that the command line has none
        if ((rows.size() + 1.0) * columns.size() > (double) maxFeatures * MOST_VALUES_PER_FEATURE) {
            throw Refusal.of(
                    "format.limit.values",
                    "attributes",
                    columns.size(),
                    "features",
                    rows.size() + 1,
                    "limit",
                    maxFeatures,
                    "most",
                    MOST_VALUES_PER_FEATURE);
        }
        hasGeometry |= geometryOrNull != null;
        rows.add(new Row(line, idOrNull, geometryOrNull, values));
    }

    /**
     * All rows as features; without a geometry attribute where no row has a geometry and none is declared.
     *
     * @throws Refusal if the CRS is in degrees and a coordinate is none
     */
    SimpleFeatureCollection collection(CoordinateReferenceSystem crs) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(name);
        if (hasGeometry) {
            builder.setCRS(crs);
            builder.add(geometryName(), geometryType());
        }
        Class<?>[] types = new Class<?>[columns.size()];
        for (Map.Entry<String, Integer> column : columns.entrySet()) {
            types[column.getValue()] = typeOf(column.getValue());
            builder.add(column.getKey(), types[column.getValue()]);
        }
        SimpleFeatureType type = builder.buildFeatureType();
        boolean degrees = LonLat.isIn(crs);
        int offset = hasGeometry ? 1 : 0;
        Set<String> ids = new HashSet<>();
        List<SimpleFeature> features = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Object[] values = new Object[type.getAttributeCount()];
            if (hasGeometry) {
                values[0] = row.geometry();
            }
            for (int c = 0; c < row.values().length; c++) {
                values[offset + c] = convert(row.values()[c], types[c]);
            }
            String id = row.id() != null && ids.add(row.id()) ? row.id() : freeId(ids, i + 1);
            if (degrees && row.geometry() != null) {
                check(row, id);
            }
            features.add(SimpleFeatureBuilder.build(type, values, id));
        }
        return new ListFeatureCollection(type, features);
    }

    private void check(Row row, String id) {
        try {
            LonLat.check(row.geometry());
        } catch (Refusal e) {
            String rowName = RowNames.of(
                    column -> columns.getOrDefault(column, -1),
                    column -> column < row.values().length ? row.values()[column] : null);
            throw e.at(row.line() > 0 ? new Place(row.line(), null, rowName) : Place.feature(id, rowName));
        }
    }

    private String freeId(Set<String> ids, int number) {
        String id = name + "." + number;
        for (int copy = 2; !ids.add(id); copy++) {
            id = name + "." + number + "_" + copy;
        }
        return id;
    }

    private String geometryName() {
        String geometry = "geometry";
        while (columns.containsKey(geometry)) {
            geometry = "the_" + geometry;
        }
        return geometry;
    }

    private Class<? extends Geometry> geometryType() {
        Class<? extends Geometry> type = null;
        for (Row row : rows) {
            if (row.geometry() != null && type != row.geometry().getClass()) {
                if (type != null) {
                    return Geometry.class;
                }
                type = row.geometry().getClass();
            }
        }
        return type == null ? declaredGeometry : type;
    }

    private Class<?> typeOf(int column) {
        Class<?> type = null;
        for (Row row : rows) {
            Object value = column < row.values().length ? row.values()[column] : null;
            if (value != null) {
                type = type == null ? value.getClass() : widened(type, value.getClass());
            }
        }
        return type == null ? String.class : type;
    }

    private static final List<Class<?>> NUMBERS = Arrays.asList(Integer.class, Long.class, Double.class);

    private static Class<?> widened(Class<?> a, Class<?> b) {
        if (a == b) {
            return a;
        }
        int rankA = NUMBERS.indexOf(a);
        int rankB = NUMBERS.indexOf(b);
        return rankA >= 0 && rankB >= 0 ? NUMBERS.get(Math.max(rankA, rankB)) : String.class;
    }

    private static Object convert(Object value, Class<?> type) {
        if (value == null || type.isInstance(value)) {
            return value;
        }
        if (type == String.class) {
            return value.toString();
        }
        Number number = (Number) value;
        return type == Long.class ? (Object) number.longValue() : (Object) number.doubleValue();
    }
}

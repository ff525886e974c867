package org.edubalance.io;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.edubalance.messages.Language;
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
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Reads one layer of a GeoPackage. */
final class GeoPackageReader {

    private final Connection connection;
    private final String layer;
    private final ReadOptions options;
    private final GeoPackageContents.GeometryColumn geometry;
    private final List<GeoPackageContents.Column> columns = new ArrayList<>();
    private final CoordinateReferenceSystem crs;
    private String key;

    GeoPackageReader(Connection connection, GeoPackageContents contents, String layer, ReadOptions options)
            throws SQLException {
        this.connection = connection;
        this.layer = layer;
        this.options = options;
        geometry = contents.geometryColumn(layer);
        crs = geometry == null ? null : geometry.crs() == null ? options.crs() : geometry.crs();
        for (GeoPackageContents.Column column : contents.columns(layer)) {
            if (column.key()) {
                key = column.name();
            } else if (isGeometry(column) || !isBinary(column)) {
                columns.add(column);
            }
        }
    }

    private boolean isGeometry(GeoPackageContents.Column column) {
        return geometry != null && column.name().equalsIgnoreCase(geometry.name());
    }

    private static boolean isBinary(GeoPackageContents.Column column) {
        return bareType(column).equals("BLOB");
    }

    /** @throws Refusal if a value is none of its column's type, or there are more rows than the options allow */
    SimpleFeatureCollection read() throws SQLException {
        SimpleFeatureType type = type();
        boolean degrees = crs != null && LonLat.isIn(crs);
        List<SimpleFeature> features = new ArrayList<>();
        GeoPackageGeometry geometries = new GeoPackageGeometry();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select())) {
            while (rows.next()) {
                if (features.size() >= options.maxFeatures()) {
                    throw Refusal.of("format.limit.features", "limit", options.maxFeatures());
                }
                Object[] values = new Object[columns.size()];
                String id = layer + "." + (key == null ? features.size() + 1 : rows.getLong(columns.size() + 1));
                try {
                    for (int i = 0; i < values.length; i++) {
                        Object value = rows.getObject(i + 1);
                        if (value != null) {
                            values[i] = isGeometry(columns.get(i))
                                    ? geometry(value, geometries, degrees)
                                    : value(
                                            value,
                                            columns.get(i),
                                            type.getDescriptor(i).getType().getBinding());
                        }
                    }
                } catch (Refusal e) {
                    throw e.at(Place.feature(id, name(type, rows)));
                }
                features.add(SimpleFeatureBuilder.build(type, values, id));
            }
        }
        return new ListFeatureCollection(type, features);
    }

    private static String name(SimpleFeatureType type, ResultSet row) throws SQLException {
        for (String attribute : Language.current().nameAttributes()) {
            int column = type.indexOf(attribute);
            String name = column < 0 ? null : row.getString(column + 1);
            if (name != null && !name.isBlank()) {
                return name.strip();
            }
        }
        return null;
    }

    private String select() {
        List<String> wanted = new ArrayList<>(
                columns.stream().map(column -> quoted(column.name())).toList());
        if (key != null) {
            wanted.add(quoted(key));
        }
        return "SELECT " + (wanted.isEmpty() ? "NULL" : String.join(", ", wanted)) + " FROM " + quoted(layer);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private SimpleFeatureType type() {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(options.name());
        for (GeoPackageContents.Column column : columns) {
            if (isGeometry(column)) {
                builder.setCRS(crs);
                builder.add(column.name(), geometryType(geometry.type()));
            } else {
                builder.add(column.name(), javaType(column));
            }
        }
        return builder.buildFeatureType();
    }

    /** The declared type without a length: {@code TEXT(20)}. */
    private static String bareType(GeoPackageContents.Column column) {
        String type = column.type() == null ? "" : column.type().toUpperCase(Locale.ROOT);
        int bracket = type.indexOf('(');
        return (bracket < 0 ? type : type.substring(0, bracket)).strip();
    }

    private static Class<?> javaType(GeoPackageContents.Column column) {
        return switch (bareType(column)) {
            case "BOOLEAN" -> Boolean.class;
            case "TINYINT", "SMALLINT", "MEDIUMINT" -> Integer.class;
            case "INT", "INTEGER" -> Long.class;
            case "FLOAT", "DOUBLE", "REAL" -> Double.class;
            case "DATE", "DATETIME" -> Date.class;
            default -> String.class;
        };
    }

    private static Class<? extends Geometry> geometryType(String name) {
        return switch (name == null ? "" : name.toUpperCase(Locale.ROOT)) {
            case "POINT" -> Point.class;
            case "LINESTRING" -> LineString.class;
            case "POLYGON" -> Polygon.class;
            case "MULTIPOINT" -> MultiPoint.class;
            case "MULTILINESTRING" -> MultiLineString.class;
            case "MULTIPOLYGON" -> MultiPolygon.class;
            case "GEOMETRYCOLLECTION" -> GeometryCollection.class;
            default -> Geometry.class;
        };
    }

    private static Geometry geometry(Object value, GeoPackageGeometry geometries, boolean degrees) {
        if (!(value instanceof byte[] bytes)) {
            throw Refusal.of("format.wkb.broken");
        }
        Geometry read = geometries.read(bytes);
        if (read != null && degrees) {
            LonLat.check(read);
        }
        return read;
    }

    /** SQLite lets any column hold anything; a number comes as narrow as it fits. */
    private Object value(Object value, GeoPackageContents.Column column, Class<?> type) {
        if (type.isInstance(value)) {
            return value;
        }
        if (type == String.class && !(value instanceof byte[])) {
            return value.toString();
        }
        if (value instanceof Number number) {
            if (type == Integer.class && number.intValue() == number.doubleValue()) {
                return number.intValue();
            }
            if (type == Long.class && number.longValue() == number.doubleValue()) {
                return number.longValue();
            }
            if (type == Double.class) {
                return number.doubleValue();
            }
            if (type == Boolean.class) {
                return number.doubleValue() != 0;
            }
        }
        if (type == Date.class && value instanceof String text) {
            try {
                return date(text);
            } catch (DateTimeException e) {
                // refused as any other
            }
        }
        throw Refusal.of(
                "format.gpkg.value",
                "column",
                column.name(),
                "type",
                column.type(),
                "got",
                value instanceof byte[] ? "BLOB" : value);
    }

    private static Date date(String text) {
        return Date.from(
                text.length() == "2012-09-01".length()
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(text));
    }
}

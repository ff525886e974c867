package org.edubalance.io;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.edubalance.io.table.TypedColumns;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.crs.DefaultGeographicCRS;
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
    private final GeoPackageGeometry geometries = new GeoPackageGeometry();
    private String key;

    GeoPackageReader(Connection connection, GeoPackageContents contents, String layer, ReadOptions options)
            throws SQLException {
        this.connection = connection;
        this.layer = layer;
        this.options = options;
        geometry = contents.geometryColumn(layer);
        crs = geometry == null ? null : crs();
        for (GeoPackageContents.Column column : contents.columns(layer)) {
            if (column.key()) {
                key = column.name();
            } else if (isGeometry(column) || !isBinary(column)) {
                columns.add(column);
            }
        }
    }

    /** The CRS that the file names, else the given one, else that of longitude and latitude, which are checked to be such. */
    private CoordinateReferenceSystem crs() {
        if (geometry.crs() != null) {
            return geometry.crs();
        }
        if (options.crs() != null) {
            return options.crs();
        }
        options.say(Message.of("format.crs.none"));
        return DefaultGeographicCRS.WGS84;
    }

    private boolean isGeometry(GeoPackageContents.Column column) {
        return geometry != null && column.name().equalsIgnoreCase(geometry.name());
    }

    private static boolean isBinary(GeoPackageContents.Column column) {
        return bareType(column).equals("BLOB");
    }

    /** @throws Refusal if a value is none of its column's type, or there are more rows than the options allow */
    SimpleFeatureCollection read() throws SQLException {
        FeatureTable table = new FeatureTable(options);
        GeoPackageContents.Column[] read = columns.toArray(GeoPackageContents.Column[]::new);
        Class<?>[] types = new Class<?>[read.length];
        int[] positions = new int[read.length];
        for (int i = 0; i < read.length; i++) {
            if (isGeometry(read[i])) {
                table.declareGeometry(read[i].name(), i, geometryType(geometry.type()));
                positions[i] = -1;
            } else {
                types[i] = javaType(read[i]);
                positions[i] = table.column(read[i].name(), types[i]);
            }
        }
        long last = last();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select())) {
            while (rows.next()) {
                if (last > 0 && table.size() % ReadProgress.ROWS == 0) {
                    options.progress().at(Math.min(table.size(), last), last);
                }
                long id = key == null ? table.size() + 1L : rows.getLong(read.length + 1);
                try {
                    table.id(layer, id);
                    for (int i = 0; i < read.length; i++) {
                        Object value = rows.getObject(i + 1);
                        if (value != null && positions[i] < 0) {
                            geometries.read(bytes(value), table);
                        } else if (value != null) {
                            table.set(positions[i], value(value, read[i], types[i]));
                        }
                    }
                } catch (Refusal e) {
                    throw e.at(Place.feature(layer + "." + id, name(read, rows)));
                }
                table.end();
            }
        }
        return table.collection(crs);
    }

    /** The last key, which SQLite knows at once, and about as many rows there are; 0 if there is none or nobody asks. */
    private long last() throws SQLException {
        if (key == null || options.progress() == ReadProgress.NONE) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT max(" + quoted(key) + ") FROM " + quoted(layer))) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        throw Refusal.of("format.wkb.broken");
    }

    private static String name(GeoPackageContents.Column[] columns, ResultSet row) throws SQLException {
        for (String attribute : Language.current().nameAttributes()) {
            for (int i = 0; i < columns.length; i++) {
                Object name = columns[i].name().equals(attribute) ? row.getObject(i + 1) : null;
                if (name != null && !(name instanceof byte[])) {
                    return name.toString();
                }
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
                return date(text.strip());
            } catch (DateTimeException e) {
                // refused as any other
            }
        }
        boolean number = Number.class.isAssignableFrom(type);
        if (number && !options.tables().strict() && value instanceof String text && TypedColumns.isNumber(text)) {
            return text;
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

    /** A date, or a time, which is in UTC unless it says another zone, as the standard has it and not all write it. */
    private static Date date(String text) {
        if (text.length() == "2012-09-01".length()) {
            return Date.from(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
        return Date.from(
                time instanceof OffsetDateTime zoned
                        ? zoned.toInstant()
                        : ((LocalDateTime) time).toInstant(ZoneOffset.UTC));
    }
}

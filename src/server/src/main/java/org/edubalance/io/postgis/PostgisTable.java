package org.edubalance.io.postgis;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.edubalance.io.CrsNames;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A table of features that is made anew. Nothing of it is there before the caller commits. */
public final class PostgisTable {

    private static final int BUFFER = 1 << 16;

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSX", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Connection connection;
    private final String table;
    private final SimpleFeatureCollection features;
    private final SimpleFeatureType type;

    private PostgisTable(Connection connection, String quotedTable, SimpleFeatureCollection features) {
        this.connection = connection;
        this.table = quotedTable;
        this.features = features;
        type = features.getSchema();
    }

    /** True if there is a table, a view or something else of that name. */
    public static boolean exists(Connection connection, String quotedTable) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            select.setString(1, quotedTable);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * Makes a table with the features in the caller's transaction: a column per attribute, a primary key, and an index on
     * the geometry. A table of that name is dropped. NaN and infinite numbers become null.
     *
     * @param quotedTable its name as SQL writes it
     */
    public static void replace(Connection connection, String quotedTable, SimpleFeatureCollection features)
            throws SQLException {
        PostgisTable made = new PostgisTable(connection, quotedTable, features);
        made.create();
        made.copy();
    }

    private void create() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (type.getGeometryDescriptor() != null) {
                statement.execute("CREATE EXTENSION IF NOT EXISTS postgis");
            }
            statement.execute("DROP TABLE IF EXISTS " + table);
            statement.execute("CREATE TABLE " + table + columns());
            if (type.getGeometryDescriptor() != null) {
                statement.execute("CREATE INDEX ON " + table + " USING gist ("
                        + PostgisAddress.quoted(type.getGeometryDescriptor().getLocalName()) + ")");
            }
        }
    }

    private String columns() {
        Set<String> taken = new HashSet<>();
        StringJoiner columns = new StringJoiner(", ");
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            taken.add(attribute.getLocalName());
            columns.add(PostgisAddress.quoted(attribute.getLocalName()) + " " + sqlType(attribute));
        }
        String key = "fid";
        while (taken.contains(key)) {
            key += "_";
        }
        return " (" + key + " serial PRIMARY KEY, " + columns + ")";
    }

    private String sqlType(AttributeDescriptor attribute) {
        Class<?> binding = attribute.getType().getBinding();
        if (attribute instanceof GeometryDescriptor) {
            // without a type where there may be several, or heights, which a type would have to name
            String name = Geometry.class == binding || anyHeight() ? "Geometry" : binding.getSimpleName();
            return anyHeight() ? "geometry(GeometryZ, " + srid() + ")" : "geometry(" + name + ", " + srid() + ")";
        } else if (binding == Integer.class || binding == Short.class || binding == Byte.class) {
            return "integer";
        } else if (binding == Long.class) {
            return "bigint";
        } else if (Number.class.isAssignableFrom(binding)) {
            return "double precision";
        } else if (binding == Boolean.class) {
            return "boolean";
        } else if (binding == java.sql.Date.class) {
            return "date";
        } else if (Date.class.isAssignableFrom(binding) && binding != java.sql.Time.class) {
            return "timestamp with time zone";
        }
        return "text";
    }

    private boolean anyHeight() {
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                if (hasHeight((Geometry) iterator.next().getDefaultGeometry())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasHeight(Geometry geometry) {
        return geometry != null
                && !geometry.isEmpty()
                && !Double.isNaN(geometry.getCoordinate().getZ());
    }

    private int srid() {
        Integer code = type.getCoordinateReferenceSystem() == null
                ? null
                : CrsNames.epsgCode(type.getCoordinateReferenceSystem());
        return code == null ? 0 : code;
    }

    /** By COPY, in its text format, which is many times as fast as inserting. */
    private void copy() throws SQLException {
        StringJoiner names = new StringJoiner(", ", " (", ")");
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            names.add(PostgisAddress.quoted(attribute.getLocalName()));
        }
        if (type.getAttributeCount() == 0) {
            return;
        }
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + names + " FROM STDIN (FORMAT text, ENCODING 'UTF8')");
        boolean done = false;
        try (SimpleFeatureIterator rows = features.features()) {
            StringBuilder text = new StringBuilder(2 * BUFFER);
            boolean high = type.getGeometryDescriptor() != null && anyHeight();
            WKBWriter wkb = new WKBWriter(high ? 3 : 2, true);
            int srid = srid();
            while (rows.hasNext()) {
                line(rows.next(), wkb, srid, text);
                if (text.length() > BUFFER) {
                    send(copy, text);
                }
            }
            send(copy, text);
            copy.endCopy();
            done = true;
        } finally {
            if (!done && copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private void line(SimpleFeature row, WKBWriter wkb, int srid, StringBuilder text) {
        for (int i = 0; i < type.getAttributeCount(); i++) {
            if (i > 0) {
                text.append('\t');
            }
            Object value = row.getAttribute(i);
            if (value == null || value instanceof Number number && !Double.isFinite(number.doubleValue())) {
                text.append("\\N");
            } else if (value instanceof Geometry geometry && type.getDescriptor(i) instanceof GeometryDescriptor) {
                geometry.setSRID(srid);
                text.append(WKBWriter.toHex(wkb.write(geometry)));
            } else if (value instanceof Date date) {
                text.append(
                        date instanceof java.sql.Date || date instanceof java.sql.Time
                                ? date.toString()
                                : TIMESTAMP.format(date.toInstant()));
            } else {
                escape(value.toString(), text);
            }
        }
        text.append('\n');
    }

    private static void escape(String value, StringBuilder text) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case 0 -> {
                    // which no text of PostgreSQL can hold
                }
                default -> text.append(c);
            }
        }
    }
}

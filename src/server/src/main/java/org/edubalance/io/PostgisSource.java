package org.edubalance.io;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.edubalance.io.postgis.PostgisAddress;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBReader;
import org.postgresql.core.Parser;

/**
 * Reads a table or a query of a PostGIS database, in one transaction that only reads. The first column of type geometry or
 * geography is the geometry; further ones, and those of binary data, are left out.
 */
public final class PostgisSource {

    /** Rows that are fetched at a time. */
    private static final int FETCHED = 5_000;

    private final PostgisAddress address;
    private final ReadOptions options;
    private final FeatureTable table;
    private final WkbGeometries geometries = new WkbGeometries();
    private final List<Integer> columns = new ArrayList<>();
    private int geometryColumn;
    private int srid = -1;

    private PostgisSource(PostgisAddress address, ReadOptions options) {
        this.address = address;
        this.options = options;
        table = new FeatureTable(options);
    }

    /**
     * Reads all rows.
     *
     * @throws Refusal if the database cannot be reached, there is no such table, the query is none or would write, or
     *     there are more rows than the options allow
     */
    public static SimpleFeatureCollection read(PostgisAddress address, ReadOptions options) {
        return Format.noted(options, told -> {
            SimpleFeatureCollection features = new PostgisSource(address, told).read();
            return told.datum() == null ? features : ShiftedFeatures.toWgs84(features, told.datum(), told);
        });
    }

    private SimpleFeatureCollection read() {
        try (Connection connection = address.connect()) {
            connection.setReadOnly(true);
            // a cursor, and so not all rows at once, needs a transaction
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCHED);
                try (ResultSet rows = statement.executeQuery(query())) {
                    readColumns(rows.getMetaData());
                    int number = 0;
                    while (rows.next()) {
                        readRow(rows, ++number);
                    }
                }
            }
            CoordinateReferenceSystem crs = geometryColumn == 0 ? null : crs(connection);
            connection.rollback();
            return table.collection(crs);
        } catch (SQLException e) {
            throw address.failed(e);
        }
    }

    private String query() throws SQLException {
        if (address.sql() == null) {
            return "SELECT * FROM " + address.quotedTable();
        }
        // the driver runs one statement after the other, and one of them could end the transaction that only reads
        if (Parser.parseJdbcSql(address.sql(), true, false, true, false, false).size() != 1
                || !address.sql()
                        .strip()
                        .toUpperCase(Locale.ROOT)
                        .matches("(?s)(SELECT|WITH|TABLE|VALUES|\\()\\b?.*")) {
            throw Refusal.of("format.postgis.query");
        }
        return address.sql();
    }

    private void readColumns(ResultSetMetaData row) throws SQLException {
        List<String> leftOut = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 1; i <= row.getColumnCount(); i++) {
            String type = row.getColumnTypeName(i);
            boolean geometry = type.equals("geometry")
                    || type.equals("geography")
                    || type.endsWith("\"geometry\"")
                    || type.endsWith("\"geography\"");
            if (geometry && geometryColumn == 0) {
                geometryColumn = i;
                table.declareGeometry(Geometry.class);
            } else if (geometry || type.equals("bytea") || type.equals("raster")) {
                leftOut.add(row.getColumnLabel(i));
            } else {
                String name = row.getColumnLabel(i);
                String free = name;
                for (int copy = 2; !taken.add(free); copy++) {
                    free = name + "_" + copy;
                }
                table.column(free);
                columns.add(i);
            }
        }
        if (!leftOut.isEmpty()) {
            options.say(Message.of("format.dbf.binary", "columns", leftOut));
        }
    }

    private void readRow(ResultSet row, int number) throws SQLException {
        Object[] values = new Object[columns.size()];
        ResultSetMetaData types = row.getMetaData();
        for (int i = 0; i < values.length; i++) {
            values[i] = value(row, columns.get(i), types.getColumnType(columns.get(i)));
        }
        Geometry geometry = null;
        if (geometryColumn > 0) {
            String hex = row.getString(geometryColumn);
            if (hex != null) {
                try {
                    geometry = geometries.read(WKBReader.hexToBytes(hex));
                    checkSrid(geometry);
                    geometry.setSRID(0);
                } catch (Refusal e) {
                    throw e.at(Place.feature(options.name() + "." + number));
                }
            }
        }
        table.add(null, geometry, values);
    }

    private void checkSrid(Geometry geometry) {
        if (srid < 0) {
            srid = geometry.getSRID();
        } else if (srid != geometry.getSRID()) {
            throw Refusal.of("format.postgis.srids", "first", srid, "second", geometry.getSRID());
        }
    }

    private static Object value(ResultSet row, int column, int type) throws SQLException {
        switch (type) {
            case Types.SMALLINT, Types.INTEGER, Types.TINYINT: {
                int value = row.getInt(column);
                return row.wasNull() ? null : value;
            }
            case Types.BIGINT: {
                long value = row.getLong(column);
                return row.wasNull() ? null : value;
            }
            case Types.REAL, Types.FLOAT, Types.DOUBLE: {
                double value = row.getDouble(column);
                return row.wasNull() || !Double.isFinite(value) ? null : value;
            }
            case Types.NUMERIC, Types.DECIMAL:
                return number(row.getString(column));
            case Types.BIT, Types.BOOLEAN: {
                String value = row.getString(column);
                // a bit string is of type BIT too
                return value == null ? null : value.equals("t") ? (Object) true : value.equals("f") ? false : value;
            }
            case Types.DATE:
                return row.getDate(column);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE: {
                java.sql.Timestamp value = row.getTimestamp(column);
                return value == null ? null : new java.util.Date(value.getTime());
            }
            default:
                return row.getString(column);
        }
    }

    /** A number of any length: whole ones that no Long holds are texts, so that keys stay apart. */
    private static Object number(String text) {
        if (text == null || text.equals("NaN") || text.endsWith("Infinity")) {
            return null;
        }
        BigDecimal value = new BigDecimal(text);
        if (value.scale() > 0) {
            return value.doubleValue();
        }
        BigInteger whole = value.toBigInteger();
        return whole.bitLength() < 32 ? (Object) whole.intValue() : whole.bitLength() < 64 ? whole.longValue() : text;
    }

    private CoordinateReferenceSystem crs(Connection connection) throws SQLException {
        if (srid <= 0) {
            if (options.crs() == null && srid == 0) {
                options.say(Message.of("format.crs.none"));
            }
            return options.crs() == null ? DefaultGeographicCRS.WGS84 : options.crs();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT auth_name, auth_srid FROM spatial_ref_sys WHERE srid = " + srid)) {
            if (row.next() && "EPSG".equalsIgnoreCase(row.getString(1))) {
                return CrsNames.ofCode(row.getInt(2));
            }
        } catch (Refusal e) {
            // told below
        }
        if (options.crs() != null) {
            return options.crs();
        }
        throw Refusal.of("format.crs.file", "crs", "SRID " + srid);
    }
}

package org.edubalance.io;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;

/** What the tables that the standard prescribes say of a GeoPackage's layers. */
final class GeoPackageContents {

    /** Tables that QGIS keeps for itself: styles and projects. */
    private static final Set<String> OF_QGIS = Set.of("layer_styles", "qgis_projects");

    /**
     * The geometry column of a features table.
     *
     * @param type as the standard names it
     * @param crs null where it is undefined
     */
    record GeometryColumn(String name, String type, CoordinateReferenceSystem crs) {}

    /** A column of a table, with the type that it is declared with. */
    record Column(String name, String type, boolean key) {}

    private final Connection connection;

    GeoPackageContents(Connection connection) {
        this.connection = connection;
    }

    /** The tables of features, then those of attributes. */
    List<String> layers() throws SQLException {
        List<String> layers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT table_name FROM gpkg_contents WHERE data_type = ? ORDER BY rowid")) {
            for (String type : List.of("features", "attributes")) {
                select.setString(1, type);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        String table = rows.getString(1);
                        if (table != null && !OF_QGIS.contains(table)) {
                            layers.add(table);
                        }
                    }
                }
            }
        }
        return layers;
    }

    /** The geometry column of a table; null where it has none. */
    GeometryColumn geometryColumn(String table) throws SQLException {
        if (!hasTable("gpkg_geometry_columns")) {
            return null;
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT g.column_name, g.geometry_type_name, s.organization, s.organization_coordsys_id, s.definition"
                        + " FROM gpkg_geometry_columns g LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id"
                        + " WHERE g.table_name = ?")) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new GeometryColumn(
                                row.getString(1),
                                row.getString(2),
                                crs(table, row.getString(3), row.getLong(4), row.getString(5)))
                        : null;
            }
        }
    }

    private static CoordinateReferenceSystem crs(String table, String organization, long code, String definition) {
        if (organization == null || code <= 0) {
            // -1 and 0 are the standard's "undefined"
            return null;
        }
        try {
            return organization.equalsIgnoreCase("EPSG") ? CrsNames.ofCode(code) : CRS.parseWKT(definition);
        } catch (Refusal | FactoryException e) {
            throw Refusal.because(e, "format.gpkg.crs", "layer", table, "crs", organization + ":" + code);
        }
    }

    private boolean hasTable(String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM sqlite_master WHERE name = ?")) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The columns of a table or view, in order. */
    List<Column> columns(String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT name, type, pk FROM pragma_table_info(?)")) {
            select.setString(1, table);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    columns.add(new Column(rows.getString(1), rows.getString(2), rows.getInt(3) > 0));
                }
            }
        }
        return columns;
    }
}

package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.io.Samples.row;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What GeoTools' GeoPackage store asks a file when a layer is opened (its classes GeoPackage, GeoPkgDialect and
 * GeoPkgSchemaExtension), asked of the files that are written here: no question may meet a missing table, and the answers
 * must make the layer.
 */
class GeoToolsReadsGeoPackagesTest {

    /** "GPKG", and "GP10" before 1.2; of a file with another id GeoTools makes a new GeoPackage. */
    private static final List<Integer> APPLICATIONS = List.of(0x47504B47, 0x47503130);

    @TempDir
    Path directory;

    @Test
    void featuresOfAnEpsgCode() throws Exception {
        Map<String, String> answers = open(Samples.features(
                "geom:Point:srid=32646,name:String,n:Integer,id:java.lang.Long,score:Double,open:Boolean,day:java.util.Date",
                row("POINT (500000 3280000)", "八一", 3, 4L, 0.5, true, new java.util.Date(0))));

        assertThat(answers)
                .containsEntry("listed", "true")
                .containsEntry("crs", "EPSG:32646")
                .containsEntry("bounds", "500000.0 3280000.0 500000.0 3280000.0")
                .containsEntry("columns", "fid geom name n id score open day")
                .containsEntry("geom", "POINT, no index")
                .containsEntry("key", "fid")
                .containsEntry("first", "1");
    }

    @Test
    void featuresOfACrsWithoutACode() throws Exception {
        SimpleFeatureCollection zone = Samples.features("geom:Point:srid=32646,n:Integer", row("POINT (500010 0)", 1));
        var crs = CRS.parseWKT(CRS.decode("EPSG:32646", true)
                .toWKT()
                .replaceAll(",\\s*AUTHORITY\\[\"EPSG\",\\s*\"\\d+\"\\]", "")
                .replace("500000", "500010"));

        assertThat(open(new org.geotools.data.store.ReprojectingFeatureCollection(zone, crs)))
                .containsEntry("listed", "true")
                .hasEntrySatisfying("crs", name -> assertThat(name).contains("UTM zone 46N"));
    }

    @Test
    void rowsWithoutGeometry() throws Exception {
        assertThat(open(Samples.features("indicator:String,weight:Double", row("books", 0.25))))
                .containsEntry("listed", "false") // unless the store has contents_only=false
                .containsEntry("columns", "id indicator weight")
                .containsEntry("key", "id")
                .containsEntry("first", "1");
    }

    private Map<String, String> open(SimpleFeatureCollection features) throws Exception {
        Path file = directory.resolve("schools.gpkg");
        Format.GEOPACKAGE.writeFile(features, file);
        Map<String, String> answers = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(APPLICATIONS)
                    .contains(Integer.valueOf(
                            one(connection, "PRAGMA application_id").get(0)));
            answers.put(
                    "listed",
                    String.valueOf(!one(
                                    connection,
                                    "SELECT * FROM gpkg_contents WHERE table_name = 'schools' AND data_type = 'features'")
                            .isEmpty()));
            entry(connection, answers);
            List<String> columns = columns(connection, answers);
            answers.put("columns", String.join(" ", columns));
            answers.put(
                    "first",
                    one(connection, "SELECT * FROM \"schools\" LIMIT 1").get(0));
        }
        return answers;
    }

    /** The layer's entry: geometry column, CRS and bounds in one join. */
    private static void entry(Connection connection, Map<String, String> answers) throws Exception {
        List<String> entry = one(
                connection,
                "SELECT a.srs_id, a.min_x, a.min_y, a.max_x, a.max_y, b.column_name, b.geometry_type_name, b.m, b.z,"
                        + " c.organization_coordsys_id, c.definition"
                        + " FROM gpkg_contents a, gpkg_geometry_columns b, gpkg_spatial_ref_sys c"
                        + " WHERE a.table_name = b.table_name AND a.srs_id = c.srs_id AND a.table_name = 'schools'");
        if (entry.isEmpty()) {
            return;
        }
        answers.put("bounds", String.join(" ", entry.subList(1, 5)));
        List<String> srs = one(
                connection,
                "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = "
                        + entry.get(0));
        try {
            var crs = CRS.decode(srs.get(0) + ":" + srs.get(1), true);
            answers.put("crs", CRS.lookupIdentifier(crs, false));
        } catch (org.geotools.api.referencing.FactoryException e) {
            answers.put("crs", CRS.parseWKT(srs.get(2)).getName().getCode());
        }
    }

    /** For every column the geometry's type, whether the schema extension says more of it, and its index. */
    private static List<String> columns(Connection connection, Map<String, String> answers) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        List<String> columns = new ArrayList<>();
        try (ResultSet found = metaData.getColumns(null, null, "schools", "%")) {
            while (found.next()) {
                columns.add(found.getString("COLUMN_NAME"));
                assertThat(found.getString("TYPE_NAME")).isNotBlank();
            }
        }
        for (String column : columns) {
            List<String> type = one(
                    connection,
                    "SELECT b.geometry_type_name FROM gpkg_contents a, gpkg_geometry_columns b"
                            + " WHERE a.table_name = b.table_name AND b.table_name = ? AND b.column_name = ?",
                    "schools",
                    column);
            assertThat(one(connection, "SELECT * FROM gpkg_extensions WHERE extension_name = ? LIMIT 1", "gpkg_schema"))
                    .as("an extension that would take more tables")
                    .isEmpty();
            if (!type.isEmpty()) {
                List<String> index = one(
                        connection,
                        "SELECT * FROM gpkg_extensions WHERE (lower(table_name)=lower('schools') AND"
                                + " lower(column_name)=lower('" + column + "') AND extension_name='gpkg_rtree_index')");
                answers.put(column, type.get(0) + (index.isEmpty() ? ", no index" : ", index"));
            }
        }
        try (ResultSet key = metaData.getPrimaryKeys(null, null, "schools")) {
            answers.put("key", key.next() ? key.getString("COLUMN_NAME") : "none");
        }
        return columns;
    }

    /** The first row of an answer as texts; empty where there is none. */
    private static List<String> one(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String> row = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        row.add(rows.getString(i));
                    }
                }
            }
            return row;
        }
    }
}

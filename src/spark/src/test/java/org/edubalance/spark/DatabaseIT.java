package org.edubalance.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Reads a real PostGIS: EDUBALANCE_TEST_POSTGIS names one as host:port/database, for user and password test. */
@EnabledIfEnvironmentVariable(
        named = "EDUBALANCE_TEST_POSTGIS",
        matches = ".+",
        disabledReason = "EDUBALANCE_TEST_POSTGIS names no database")
@EnabledIfSystemProperty(named = "clients", matches = "true", disabledReason = "run with -Dclients=true")
class DatabaseIT {

    private static final String URL = "jdbc:postgresql://" + System.getenv("EDUBALANCE_TEST_POSTGIS");

    @TempDir
    Path dir;

    @Test
    void readsATableInPartsWithItsPlacesAndTheirCrs() throws Exception {
        try (Connection connection = DriverManager.getConnection(URL, "test", "test");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS postgis");
            statement.execute("DROP TABLE IF EXISTS spark_pois");
            statement.execute("CREATE TABLE spark_pois (id int, w double precision, geom geometry(Point, 4490))");
            statement.execute(
                    "INSERT INTO spark_pois SELECT i, i % 7, ST_SetSRID(ST_MakePoint(94 + i * 0.001, 29.5), 4490)"
                            + " FROM generate_series(1, 1000) i");
        }
        Source.Options options = new Source.Options(null, "spark_pois", null, "test", "id", 4);
        Source source = Source.open(Cluster.SPARK, "data", URL, options);
        assertThat(source.rows().javaRDD().getNumPartitions()).isEqualTo(4);
        assertThat(source.crs()).isEqualTo(new GroundCrs(4490));
        Path table = dir.resolve("table");
        Cluster.run(
                Job.DENSITY,
                table,
                options,
                Tables.Format.PARQUET,
                "data=" + URL,
                "weight=w",
                "radius=3000",
                "cellSize=500");
        Path query = dir.resolve("query");
        Source.Options sql = new Source.Options(
                "EPSG:4490",
                null,
                "SELECT ST_X(geom) AS lon, ST_Y(geom) AS lat, w FROM spark_pois",
                "test",
                null,
                null);
        Cluster.run(
                Job.DENSITY,
                query,
                sql,
                Tables.Format.PARQUET,
                "data=" + URL,
                "weight=w",
                "radius=3000",
                "cellSize=500");
        assertThat(Surface.read(table).bands()[0])
                .containsExactly(Surface.read(query).bands()[0], org.assertj.core.api.Assertions.within(1e-9));
    }
}

package org.edubalance.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Date;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.DataUtilities;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Loads tables into a real PostGIS: EDUBALANCE_TEST_POSTGIS names one as host:port/database, for user and password test. */
@EnabledIfEnvironmentVariable(
        named = "EDUBALANCE_TEST_POSTGIS",
        matches = ".+",
        disabledReason = "EDUBALANCE_TEST_POSTGIS names no database")
class PostgisIT {

    private static final String PLACE = System.getenv("EDUBALANCE_TEST_POSTGIS");

    private final Postgis postgis = new Postgis(String.valueOf(PLACE), "test", "test");

    @BeforeEach
    void clean() throws SQLException {
        query("DROP TABLE IF EXISTS schools; DROP TABLE IF EXISTS theirs; SELECT 1");
    }

    @Test
    void loadsATableAndRemembersItsDigest() throws SQLException {
        var layer = PublisherTest.publication(45, "").layers().get(0);
        assertThat(postgis.digest("schools")).isEmpty();

        postgis.load("schools", layer.features(), "abc");
        postgis.load("schools", layer.features(), "def");

        assertThat(postgis.digest("schools")).contains("def");
        assertThat(query("SELECT name || ' ' || pupils || ' ' || ST_AsText(geom) || ' ' || ST_SRID(geom) FROM schools"))
                .isEqualTo("巴宜区小学 45 POINT(94.36 29.65) 4326");
        postgis.drop("schools");
        assertThat(postgis.digest("schools")).isEmpty();
    }

    @Test
    void keepsDatesAsTimestamps() throws Exception {
        SimpleFeatureType type = DataUtilities.createType("schools", "geom:Point:srid=4326,founded:Date,closed:Date");
        ListFeatureCollection schools = new ListFeatureCollection(type);
        schools.add(SimpleFeatureBuilder.build(
                type, new Object[] {null, Date.from(Instant.parse("1952-09-01T00:00:00Z")), null}, "schools.1"));

        postgis.load("schools", schools, "abc");

        assertThat(query("SELECT founded AT TIME ZONE 'UTC' || ' ' || (closed IS NULL) FROM schools"))
                .isEqualTo("1952-09-01 00:00:00 true");
    }

    @Test
    void neverTouchesATableOfSomebodyElse() throws SQLException {
        query("CREATE TABLE theirs (a int); SELECT 1");
        assertThatThrownBy(() -> postgis.digest("theirs")).hasMessageContaining("was not loaded here");
    }

    @Test
    void saysWhyItCannotConnect() {
        assertThatThrownBy(() -> new Postgis(PLACE, "test", "wrong").digest("schools"))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("PostGIS at " + PLACE);
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + PLACE, "test", "test");
                Statement statement = connection.createStatement()) {
            boolean hasRows = statement.execute(sql);
            while (!hasRows) {
                hasRows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}

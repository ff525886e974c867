package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.edubalance.io.Samples.row;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.edubalance.io.postgis.PostgisAddress;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads and writes a real PostGIS, for which the surrounding build sets PGPASSWORD; see PostgisIT. */
@EnabledIfEnvironmentVariable(
        named = "EDUBALANCE_TEST_POSTGIS",
        matches = ".+",
        disabledReason = "EDUBALANCE_TEST_POSTGIS names no database")
@EnabledIfEnvironmentVariable(named = "PGPASSWORD", matches = ".+", disabledReason = "PGPASSWORD is not set")
class PostgisSourceIT {

    private static final String PLACE = System.getenv("EDUBALANCE_TEST_POSTGIS");
    private static final String ADDRESS = "postgresql://test@" + PLACE + "?";

    private final List<Message> notes = new ArrayList<>();

    @BeforeEach
    void makeTables() throws SQLException {
        query("CREATE EXTENSION IF NOT EXISTS postgis; DROP TABLE IF EXISTS made; DROP TABLE IF EXISTS places;"
                + " CREATE TABLE places (id serial PRIMARY KEY, name text, pupils int, code numeric, share numeric(5,2),"
                + " open boolean, founded date, at timestamptz, picture bytea, geom geometry(Point, 4547));"
                + " INSERT INTO places (name, pupils, code, share, open, founded, at, geom) VALUES"
                + " ('第一小学', 640, 12345678901234567890, 12.50, true, '1952-09-01', '1970-01-01T00:00:00Z',"
                + " ST_SetSRID(ST_MakePoint(500000, 3280000), 4547)),"
                + " (NULL, NULL, 12345678901234567891, 'NaN', NULL, NULL, NULL, NULL); SELECT 1");
    }

    private List<SimpleFeature> read(String parameters) {
        notes.clear();
        PostgisAddress address = PostgisAddress.of(ADDRESS + parameters);
        return DataUtilities.list(
                PostgisSource.read(address, ReadOptions.named(address.name()).withNotes(notes::add)));
    }

    @Test
    void readsATable() {
        List<SimpleFeature> places = read("table=places");

        assertThat(places).hasSize(2);
        SimpleFeature first = places.get(0);
        assertThat(first.getFeatureType().getAttributeDescriptors())
                .extracting(AttributeDescriptor::getLocalName)
                .containsExactly("geometry", "id", "name", "pupils", "code", "share", "open", "founded", "at");
        assertThat(first.getDefaultGeometry()).hasToString("POINT (500000 3280000)");
        assertThat(CrsNames.epsgCode(first.getFeatureType().getCoordinateReferenceSystem()))
                .isEqualTo(4547);
        assertThat(first.getAttributes().subList(1, 9))
                .containsExactly(
                        1,
                        "第一小学",
                        640,
                        "12345678901234567890",
                        12.5,
                        true,
                        java.sql.Date.valueOf("1952-09-01"),
                        new Date(0));
        assertThat(places.get(1).getAttribute("code")).isEqualTo("12345678901234567891");
        assertThat(places.get(1).getAttribute("share")).isNull();
        assertThat(places.get(1).getDefaultGeometry()).isNull();
        assertThat(notes.get(0).in(Language.EN)).endsWith("left out: picture");
    }

    @Test
    void readsAQuery() {
        List<SimpleFeature> rows =
                read("sql=SELECT name, pupils / 2 AS half FROM places WHERE name IS NOT NULL ORDER BY 1;");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).getAttributes()).containsExactly("第一小学", 320);
        assertThat(rows.get(0).getID()).isEqualTo("query.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM places",
                "SELECT 1; DELETE FROM places",
                "COMMIT; DELETE FROM places",
                "SELECT 1) q; DELETE FROM places; --",
                "DO $$ BEGIN DELETE FROM places; END $$",
                "WITH gone AS (DELETE FROM places RETURNING *) SELECT * FROM gone",
                "SELECT nextval('places_id_seq')"
            })
    void neverWrites(String sql) throws SQLException {
        assertThatThrownBy(() -> read("sql=" + sql)).isInstanceOfSatisfying(Refusal.class, e -> {
            assertThat(e.in(Language.EN)).containsAnyOf("must be one query", "which is only read", "syntax error");
            assertThat(e.in(Language.ZH)).containsAnyOf("应为一个查询", "只供读取", "无法执行");
        });
        assertThat(query("SELECT count(*) FROM places")).isEqualTo("2");
        assertThat(query("SELECT last_value FROM places_id_seq")).isEqualTo("2");
    }

    @Test
    void refusesWhatIsNotThereAndWhatIsTooMuch() {
        assertThatThrownBy(() -> read("table=nothing"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> PostgisSource.read(
                        PostgisAddress.of(ADDRESS + "table=places"),
                        ReadOptions.named("p").withLimits(1, 1)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("more than 1 features");
        assertThatThrownBy(() -> read("sql=SELECT ST_GeomFromText('CIRCULARSTRING(0 0, 1 1, 2 0)', 4326) AS g"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("CIRCULARSTRING");
        assertThatThrownBy(() ->
                        read("sql=SELECT ST_SetSRID(ST_MakePoint(1, 2), s) AS g FROM (VALUES (4326), (4490)) v (s)"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("several SRIDs, 4326 and 4490");
        assertThatThrownBy(() -> read("sql=SELECT ST_SetSRID(ST_MakePoint(29.6, 94.3), 4326) AS g"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("they look swapped");
    }

    @Test
    void writesATableWholeOrNotAtAll() throws Exception {
        SimpleFeatureCollection features = Samples.features(
                "geometry:Point:srid=4326,name:String,fid:Integer,score:Double,day:java.util.Date",
                row("POINT (94.5 29.5)", "a\tb\\c\n\"d\"", 7, 0.5, new Date(0)),
                row(null, null, null, Double.NaN, null));
        PostgisAddress made = PostgisAddress.of(ADDRESS + "table=public.made");

        new PostgisTarget(made, false).write(features);
        List<SimpleFeature> read = read("table=made");
        assertThat(read.get(0).getAttributes().subList(2, 6)).containsExactly("a\tb\\c\n\"d\"", 7, 0.5, new Date(0));
        assertThat(read.get(0).getDefaultGeometry()).hasToString("POINT (94.5 29.5)");
        assertThat(read.get(1).getAttribute("score")).isNull();
        assertThat(query("SELECT ST_SRID(geometry) FROM made WHERE fid = 7")).isEqualTo("4326");

        assertThatThrownBy(() -> new PostgisTarget(made, false))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "there is a table \"public\".\"made\" already: name another one, or replace it with --overwrite");
        new PostgisTarget(made, true).write(Samples.features("n:Integer", row(1)));
        assertThat(read("table=made")).hasSize(1);

        query("CREATE VIEW needs AS SELECT * FROM made; SELECT 1");
        try {
            assertThatThrownBy(() -> new PostgisTarget(made, true).write(features))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("other objects depend on it");
            assertThat(read("table=made")).hasSize(1);
        } finally {
            query("DROP VIEW needs; SELECT 1");
        }
        assertThatThrownBy(() -> new PostgisTarget(PostgisAddress.of(ADDRESS + "sql=SELECT 1"), true))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not to a query");
    }

    @Test
    void readsMoreRowsThanOneFetch() {
        assertThat(read("sql=SELECT i, ST_SetSRID(ST_MakePoint(94 + i / 1e6, 29), 4326) AS g"
                        + " FROM generate_series(1, 12001) i"))
                .hasSize(12001);
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://" + PLACE, "test", System.getenv("PGPASSWORD"));
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows && statement.getUpdateCount() >= 0) {
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}

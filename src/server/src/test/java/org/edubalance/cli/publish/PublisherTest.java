package org.edubalance.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.edubalance.io.Format;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.SchemaException;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

class PublisherTest {

    private static final String WORKSPACE = "workspaces/edu";
    private static final String STORE = WORKSPACE + "/datastores/schools";

    private GeoServerStub geoServer;

    @BeforeEach
    void start() throws IOException {
        geoServer = new GeoServerStub();
    }

    @AfterEach
    void stop() {
        geoServer.close();
    }

    @Test
    void makesWorkspaceStoreLayerAndStyles() {
        String report = publish(publication(45, "<sld/>"));

        assertThat(geoServer.writes)
                .containsExactly(
                        "POST namespaces",
                        "PUT " + STORE + "/file.gpkg",
                        "POST " + STORE + "/featuretypes",
                        "PUT " + STORE,
                        "POST " + WORKSPACE + "/styles",
                        "PUT " + WORKSPACE + "/styles/school-stage",
                        "PUT " + WORKSPACE + "/layers/schools");
        assertThat(geoServer.documents.get(WORKSPACE + "/styles/school-stage.sld"))
                .isEqualTo("<sld/>");
        assertThat(report)
                .contains("made         layer edu:schools", "left as it is service wms, enabled")
                .doesNotContain("warning")
                .endsWith("4 made, 1 changed, 2 left as it is\n");
        assertThat(geoServer.logged).isEmpty();
    }

    @Test
    void tellsInChineseWhatItDid() {
        String report = Language.ZH.use(() -> publish(publication(45, "<sld/>")));

        assertThat(report).contains("新建").contains("图层 edu:schools").doesNotContainPattern("\\b(made|left|layer)\\b");
    }

    @Test
    void publishingTwiceChangesNothing() {
        publish(publication(45, "<sld/>"));
        geoServer.writes.clear();

        String report = publish(publication(45, "<sld/>\r\n"));

        assertThat(geoServer.writes).isEmpty();
        assertThat(report).endsWith("7 left as it is\n");
        assertThat(geoServer.logged).isEmpty();
    }

    @Test
    void changesOnlyWhatDiffersAndTheBoundsWithTheData() {
        publish(publication(45, "<sld/>"));
        geoServer.writes.clear();

        publish(publication(45, "<sld>new</sld>"));
        assertThat(geoServer.writes).containsExactly("PUT " + WORKSPACE + "/styles/school-stage");
        geoServer.writes.clear();

        publish(publication("<sld>new</sld>", schools(45, 91.5)));
        assertThat(geoServer.writes)
                .containsExactly(
                        "PUT " + STORE + "/file.gpkg", "PUT " + STORE + "/featuretypes/schools", "PUT " + STORE);
        assertThat(geoServer
                        .resources
                        .get(STORE + "/featuretypes/schools")
                        .at("/featureType/nativeBoundingBox/minx")
                        .asDouble())
                .isEqualTo(91.5);
    }

    /** GeoTools hides such a table, unless the store may show all; a part of its parameters would break the store. */
    @Test
    void publishesTablesWithoutGeometry() {
        publish(publication("<sld/>", answers()));

        assertThat(geoServer.resources.get(STORE).at("/dataStore/connectionParameters/entry"))
                .extracting(entry -> entry.path("@key").asText())
                .containsExactly("database", "dbtype", "namespace", "contents_only");
        assertThat(geoServer.resources).containsKey(WORKSPACE + "/layers/schools");
        geoServer.writes.clear();
        publish(publication("<sld/>", answers()));
        assertThat(geoServer.writes).isEmpty();
    }

    /** What was sent before, as GeoServer answered it then. */
    @Test
    void theOldRequestsFailHereAsTheyDidInGeoServer() throws Exception {
        GeoServerRest rest = rest(GeoServerStub.PASSWORD);
        rest.post("namespaces", json("{'namespace':{'prefix':'edu'}}"));
        rest.put(STORE + "/file.gpkg", "application/geopackage+sqlite3", withoutExtensions(schools(45, 94.36)));
        JsonNode type = json("{'featureType':{'name':'schools','nativeName':'schools'}}");
        assertThatThrownBy(() -> rest.post(STORE + "/featuretypes", type))
                .hasMessageContaining("answered with 500: Error occurred building feature type");

        rest.put(STORE + "/file.gpkg", "application/geopackage+sqlite3", geoPackage(answers()));
        assertThatThrownBy(() -> rest.post(STORE + "/featuretypes", type))
                .hasMessageContaining("no attributes were specified");
        assertThatThrownBy(
                        () -> rest.put(
                                STORE,
                                json(
                                        "{'dataStore':{'connectionParameters':{'entry':[{'@key':'contents_only','$':'false'}]}}}")))
                .hasMessageContaining("answered with 500");

        assertThat(rest.getText("rest/workspaces/other.json")).isEmpty();
        assertThat(geoServer.logged).hasSize(1);
    }

    /** Whatever request fails, the next run finds what is half done and ends where an untroubled one would. */
    @Test
    void anotherRunMendsWhatWasLeftHalfDone() {
        publish(publication(45, "<sld/>"));
        Map<String, JsonNode> wanted = Map.copyOf(geoServer.resources);
        List<String> requests = List.copyOf(geoServer.writes);

        for (String request : requests) {
            remove();
            geoServer.failing = request;
            assertThatThrownBy(() -> publish(publication(45, "<sld/>")))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("answered with 500: no space left on device");

            publish(publication(45, "<sld/>"));

            assertThat(geoServer.resources).as(request).isEqualTo(wanted);
            geoServer.writes.clear();
            publish(publication(45, "<sld/>"));
            assertThat(geoServer.writes).as(request).isEmpty();
        }
    }

    @Test
    void makesAnewWhatIsBroken() throws IOException {
        Publication publication = publication(45, "<sld/>");
        publish(publication);
        Map<String, JsonNode> wanted = Map.copyOf(geoServer.resources);

        // a store that an earlier version took for done, without its layer
        geoServer.resources.remove(STORE + "/featuretypes/schools");
        geoServer.resources.remove(WORKSPACE + "/layers/schools");
        publish(publication);
        assertThat(geoServer.resources).isEqualTo(wanted);

        geoServer.resources.remove(WORKSPACE + "/layers/schools");
        publish(publication);
        assertThat(geoServer.resources).isEqualTo(wanted);

        geoServer.put(
                STORE + "/featuretypes/schools",
                "{'featureType':{'name':'schools','nativeName':'old','enabled':false}}");
        publish(publication);
        assertThat(geoServer.resources.get(STORE + "/featuretypes/schools").toString())
                .contains("\"nativeName\":\"schools\"", "\"enabled\":true", "EPSG:4326");

        geoServer.documents.clear();
        publish(publication);
        assertThat(geoServer.documents).containsValue("<sld/>");

        geoServer.put(STORE, "{'dataStore':{'name':'schools','type':'Shapefile'}}");
        assertThatThrownBy(() -> publish(publication))
                .hasMessageContaining("a store schools of type Shapefile that was not published here");
    }

    @Test
    void warnsOnlyOfAServiceThatIsMissing() throws IOException {
        geoServer.processes = "<wps:ProcessOfferings/>";
        assertThat(publish(publication(45, "<sld/>")))
                .contains("warning: this GeoServer does not offer edu:KernelDensity");

        geoServer.processes = "";
        assertThat(publish(publication(45, "<sld/>"))).contains("warning: this GeoServer has no WPS service");

        // later GeoServers have settings for it
        geoServer.put("services/wps/settings", "{'wps':{'enabled':false}}");
        publish(publication(45, "<sld/>"));
        assertThat(geoServer.writes).contains("PUT services/wps/settings");
        assertThat(geoServer.resources.get("services/wps/settings").toString()).contains("true");
    }

    @Test
    void aDryRunOnlyReads() {
        StringWriter report = new StringWriter();
        publisher(publication(45, "<sld/>"), GeoServerStub.PASSWORD, report, true)
                .publish();

        assertThat(geoServer.writes).isEmpty();
        assertThat(report.toString()).contains("would make   workspace edu").contains("Dry run, nothing was done");
    }

    @Test
    void removesWhatItMade() {
        publish(publication(45, "<sld/>"));

        remove();

        assertThat(geoServer.resources.keySet()).noneMatch(path -> path.startsWith("workspaces"));
        assertThat(geoServer.documents).isEmpty();
    }

    @Test
    void leavesAWorkspaceInWhichThereIsMore() {
        publish(publication(45, "<sld/>"));
        geoServer.resources.put(WORKSPACE + "/styles/mine", geoServer.resources.get("about/version"));

        String report = remove();

        assertThat(geoServer.resources).containsKeys(WORKSPACE, WORKSPACE + "/styles/mine");
        assertThat(report).contains("left as it is workspace edu, in which there is more");
    }

    @Test
    void saysThatThePasswordIsWrong() {
        assertThatThrownBy(() -> publisher(publication(45, "<sld/>"), "guess", new StringWriter(), false)
                        .publish())
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("GeoServer refused the user “admin” (401")
                .hasMessageNotContaining("guess");
    }

    @Test
    void saysThatThereIsNoGeoServer() {
        geoServer.resources.remove("about/version");
        assertThatThrownBy(() -> publish(publication(45, "<sld/>")))
                .hasMessageStartingWith("no GeoServer REST API at this address");
        geoServer.close();
        assertThatThrownBy(() -> publish(publication(45, "<sld/>")))
                .hasMessageStartingWith("nothing answers at http://");
    }

    @Test
    void knowsAStoreOfAnotherDatabase() {
        Postgis wanted = new Postgis("db.example:5433/edu", "u", "p");
        JsonNode same = wanted.store(JsonNodeFactory.instance);
        JsonNode other = new Postgis("db.example/edu", "u", "p").store(JsonNodeFactory.instance);

        assertThat(wanted.isStore(same.get("dataStore"))).isTrue();
        assertThat(wanted.isStore(other.get("dataStore"))).isFalse();
    }

    @Test
    void refusesADatabasePlaceOfAnotherForm() {
        assertThatThrownBy(() -> new Postgis("jdbc:postgresql://x/y", "u", "p"))
                .hasMessage("--postgis must be host[:port]/database, got “jdbc:postgresql://x/y”");
    }

    private String publish(Publication publication) {
        StringWriter report = new StringWriter();
        publisher(publication, GeoServerStub.PASSWORD, report, false).publish();
        return report.toString().replace(System.lineSeparator(), "\n");
    }

    private String remove() {
        StringWriter report = new StringWriter();
        publisher(publication(45, "<sld/>"), GeoServerStub.PASSWORD, report, false)
                .remove();
        return report.toString();
    }

    private Publisher publisher(Publication publication, String password, StringWriter report, boolean dryRun) {
        return new Publisher(rest(password), publication, Optional.empty(), new PrintWriter(report), dryRun);
    }

    private GeoServerRest rest(String password) {
        return new GeoServerRest(geoServer.address(), "admin", password);
    }

    static Publication publication(int pupils, String sld) {
        return publication(sld, schools(pupils, 94.36));
    }

    private static Publication publication(String sld, SimpleFeatureCollection features) {
        return new Publication(
                "edu",
                "https://edubalance.org/edu",
                List.of(new Publication.Layer("schools", "Schools", features, List.of("school-stage"))),
                List.of(new Publication.Style("school-stage", sld.getBytes(StandardCharsets.UTF_8))));
    }

    private static SimpleFeatureCollection schools(int pupils, double longitude) {
        try {
            var type = DataUtilities.createType("schools", "geom:Point:srid=4326,name:String,pupils:Integer");
            var point = new GeometryFactory().createPoint(new Coordinate(longitude, 29.65));
            return DataUtilities.collection(
                    SimpleFeatureBuilder.build(type, new Object[] {point, "巴宜区小学", pupils}, "schools.1"));
        } catch (SchemaException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SimpleFeatureCollection answers() {
        try {
            var type = DataUtilities.createType("schools", "id:String,computers:Integer");
            return DataUtilities.collection(SimpleFeatureBuilder.build(type, new Object[] {"a", 4}, "schools.1"));
        } catch (SchemaException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] geoPackage(SimpleFeatureCollection features) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Format.GEOPACKAGE.write(features, out);
        return out.toByteArray();
    }

    private static byte[] withoutExtensions(SimpleFeatureCollection features) throws Exception {
        Path file = Files.createTempFile("old", ".gpkg");
        Files.write(file, geoPackage(features));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS gpkg_extensions");
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static JsonNode json(String apostrophes) throws IOException {
        return new ObjectMapper().readTree(apostrophes.replace('\'', '"'));
    }
}

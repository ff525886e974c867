package org.edubalance.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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
    void makesWorkspaceStoreLayerStylesAndTheServiceItNeeds() {
        String report = publish(publication(45, "<sld/>"));

        assertThat(geoServer.writes)
                .containsExactly(
                        "PUT services/wps/settings",
                        "POST namespaces",
                        "PUT " + WORKSPACE + "/datastores/schools/file.gpkg",
                        "PUT " + WORKSPACE + "/datastores/schools",
                        "POST " + WORKSPACE + "/datastores/schools/featuretypes",
                        "POST " + WORKSPACE + "/styles",
                        "PUT " + WORKSPACE + "/styles/school-stage",
                        "PUT " + WORKSPACE + "/layers/schools");
        assertThat(geoServer.documents.get(WORKSPACE + "/styles/school-stage.sld"))
                .isEqualTo("<sld/>");
        assertThat(geoServer
                        .resources
                        .get("services/wps/settings")
                        .at("/wps/enabled")
                        .asBoolean())
                .isTrue();
        assertThat(report)
                .contains("made         layer edu:schools", "left as it is service wms, enabled")
                .endsWith("4 made, 2 changed, 2 left as it is\n");
    }

    @Test
    void publishingTwiceChangesNothing() {
        publish(publication(45, "<sld/>"));
        geoServer.writes.clear();

        String report = publish(publication(45, "<sld/>\r\n"));

        assertThat(geoServer.writes).isEmpty();
        assertThat(report).endsWith("8 left as it is\n");
    }

    @Test
    void changesOnlyWhatDiffers() {
        publish(publication(45, "<sld/>"));
        geoServer.writes.clear();

        publish(publication(45, "<sld>new</sld>"));
        assertThat(geoServer.writes).containsExactly("PUT " + WORKSPACE + "/styles/school-stage");
        geoServer.writes.clear();

        publish(publication(46, "<sld>new</sld>"));
        assertThat(geoServer.writes)
                .containsExactly(
                        "PUT " + WORKSPACE + "/datastores/schools/file.gpkg",
                        "PUT " + WORKSPACE + "/datastores/schools");
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
                .isInstanceOf(PublishException.class)
                .hasMessageStartingWith("GeoServer refused user 'admin' (401")
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

        assertThat(wanted.isStore(same)).isTrue();
        assertThat(wanted.isStore(other)).isFalse();
    }

    @Test
    void refusesADatabasePlaceOfAnotherForm() {
        assertThatThrownBy(() -> new Postgis("jdbc:postgresql://x/y", "u", "p"))
                .hasMessage("--postgis must be host[:port]/database, got 'jdbc:postgresql://x/y'");
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
        GeoServerRest rest = new GeoServerRest(geoServer.address(), "admin", password);
        return new Publisher(rest, publication, Optional.empty(), new PrintWriter(report), dryRun);
    }

    static Publication publication(int pupils, String sld) {
        return new Publication(
                "edu",
                "https://edubalance.org/edu",
                List.of(new Publication.Layer("schools", "Schools", schools(pupils), List.of("school-stage"))),
                List.of(new Publication.Style("school-stage", sld.getBytes(StandardCharsets.UTF_8))));
    }

    private static SimpleFeatureCollection schools(int pupils) {
        try {
            var type = DataUtilities.createType("schools", "geom:Point:srid=4326,name:String,pupils:Integer");
            var point = new GeometryFactory().createPoint(new Coordinate(94.36, 29.65));
            return DataUtilities.collection(
                    SimpleFeatureBuilder.build(type, new Object[] {point, "巴宜区小学", pupils}, "schools.1"));
        } catch (SchemaException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.edubalance.server.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.server.TestServer.text;
import static org.edubalance.server.ogcapi.ApiClient.SCHOOLS;
import static org.edubalance.server.ogcapi.ApiClient.header;
import static org.edubalance.server.ogcapi.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.edubalance.server.TestServer;
import org.edubalance.server.execution.TestProcesses;
import org.geotools.process.Processors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Executions whose client waits: inputs in all their forms, results raw, as a document and by reference. */
class ApiExecutionTest {

    private static final TestProcesses PROCESSES = new TestProcesses();
    private static final String WFS =
            "http://geoserver/wfs?service=WFS&version=1.0.0&request=GetFeature&typeName=edu:schools";

    @TempDir
    static Path data;

    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(data.resolve("schools.geojson"), SCHOOLS);
        Processors.addProcessFactory(PROCESSES);
        server = new TestServer(Map.of("edubalance.data", data));
        api = new ApiClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
        Processors.removeProcessFactory(PROCESSES);
    }

    private static JsonNode ok(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        return json(response);
    }

    private static String literals(String inputs) {
        HttpResponse<byte[]> response = api.execute("test:Literals", inputs, "");
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        return text(response);
    }

    @Test
    void readsLiterals() {
        assertThat(literals("")).isEqualTo("null|null|2.5|null|GOOD|null");
        assertThat(
                        literals(
                                """
                        "text": "学校 \\"x\\"", "whole": 4, "number": 1e-2, "flag": true, "mood": "BAD", "numbers": [1, 2.5]"""))
                .isEqualTo("学校 \"x\"|4|0.01|true|BAD|[1.0, 2.5]");
        assertThat(literals("\"numbers\": 7, \"whole\": 4.0"))
                .as("one value of several, and a whole number as JSON Schema has it")
                .isEqualTo("null|4|2.5|null|GOOD|[7.0]");
        assertThat(literals("\"whole\": {\"value\": 3}, \"text\": {\"value\": \"a\"}"))
                .isEqualTo("a|3|2.5|null|GOOD|null");
        assertThat(api.post("/processes/test:Literals/execution", "{}").statusCode())
                .isEqualTo(200);
    }

    /** Features in each form that a client may give them; the count says that they were read. */
    @Test
    void readsFeaturesInEveryForm() {
        String csv = "lon,lat,pupils\n94.1,29.2,10\n94.3,29.4,20\n94.5,29.1,30\n";
        String quotedCsv = new TextNode(csv).toString();
        String quotedJson = new TextNode(SCHOOLS).toString();
        for (String given : new String[] {
            SCHOOLS,
            "{\"value\": " + SCHOOLS + "}",
            "{\"mediaType\": \"application/json\", \"value\": " + SCHOOLS + "}",
            "{\"value\": " + SCHOOLS + ", \"format\": {\"mediaType\": \"application/geo+json\"}}",
            quotedJson,
            quotedCsv,
            "{\"value\": " + quotedCsv + ", \"mediaType\": \"text/csv\"}",
            "{\"value\": \"" + Base64.getEncoder().encodeToString(csv.getBytes())
                    + "\", \"mediaType\": \"text/csv\", \"encoding\": \"base64\"}",
            "{\"href\": \"" + WFS + "\", \"type\": \"text/xml\"}",
            "{\"href\": \"" + server.baseUrl() + "/wfs?service=WFS&request=GetFeature&typeName=edu:schools\"}",
            "[{\"href\": \"" + WFS + "\", \"rel\": \"data\", \"title\": \"schools\"}]"
        }) {
            HttpResponse<byte[]> response = api.execute("vec:Count", "\"features\": " + given, "");
            assertThat(response.statusCode()).as(given + text(response)).isEqualTo(200);
            assertThat(text(response)).as(given).isEqualTo("3");
        }
    }

    @Test
    void readsFiltersAndGeometriesAsTexts() {
        JsonNode some = ok(api.execute("vec:Query", "\"features\": " + SCHOOLS + ", \"filter\": \"pupils > 10\"", ""));
        assertThat(some.path("features")).hasSize(2);
        JsonNode clipped = ok(api.execute(
                "vec:Clip",
                "\"features\": " + SCHOOLS + ", \"clip\": \"POLYGON ((94 29, 94.2 29, 94.2 29.3, 94 29.3, 94 29))\"",
                ""));
        assertThat(clipped.path("features")).hasSize(1);
        JsonNode same = ok(api.execute(
                "vec:Clip",
                "\"features\": " + SCHOOLS
                        + ", \"clip\": {\"type\": \"Polygon\", \"coordinates\": [[[94, 29], [94.2, 29], [94.2, 29.3], [94, 29.3], [94, 29]]]}",
                ""));
        assertThat(same).isEqualTo(clipped);
    }

    /** Longitude first by default and for CRS84; latitude first where the authority's URL says so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"bbox\": [94, 29, 94.4, 29.5]}",
                "{\"value\": {\"bbox\": [94, 29, 94.4, 29.5]}}",
                "{\"bbox\": [94, 29, 94.4, 29.5], \"crs\": \"http://www.opengis.net/def/crs/OGC/1.3/CRS84\"}",
                "{\"bbox\": [94, 29, 94.4, 29.5], \"crs\": \"EPSG:4326\"}",
                "{\"bbox\": [29, 94, 29.5, 94.4], \"crs\": \"http://www.opengis.net/def/crs/EPSG/0/4326\"}"
            })
    void readsBoxes(String box) {
        JsonNode clipped =
                ok(api.execute("vec:RectangularClip", "\"features\": " + SCHOOLS + ", \"clip\": " + box, ""));
        assertThat(clipped.path("features")).hasSize(2);
    }

    @Test
    void givesOneResultAsItIs() throws Exception {
        String density = "\"data\": " + SCHOOLS
                + ", \"radius\": 20000, \"outputBBOX\": {\"bbox\": [94, 29, 95, 30]}, \"outputWidth\": 20, \"outputHeight\": 10";
        HttpResponse<byte[]> tiff = api.execute("edu:KernelDensity", density, "");
        assertThat(header(tiff, "Content-Type")).isEqualTo("image/tiff");
        assertThat(header(tiff, "Content-Disposition")).isEqualTo("attachment; filename=result.tif");
        assertThat(Long.parseLong(header(tiff, "Content-Length"))).isEqualTo(tiff.body().length);
        HttpResponse<byte[]> png = api.execute(
                "edu:KernelDensity",
                density,
                "\"outputs\": {\"result\": {\"format\": {\"mediaType\": \"image/png\"}}}");
        assertThat(header(png, "Content-Type")).isEqualTo("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(png.body())).getWidth())
                .isEqualTo(20);
        HttpResponse<byte[]> accepted = api.execute(
                "edu:KernelDensity", density, "\"response\": \"raw\"", "Accept", "image/png;q=0.9, text/html");
        assertThat(accepted.body()).isEqualTo(png.body());
        HttpResponse<byte[]> csv = api.execute("vec:Query", "\"features\": " + SCHOOLS, "", "Accept", "text/csv");
        assertThat(header(csv, "Content-Type")).startsWith("text/csv");
        assertThat(text(csv)).contains("东关小学").doesNotStartWith("{");
    }

    @Test
    void givesADocument() {
        JsonNode count = api.valid(
                api.execute("vec:Count", "\"features\": " + SCHOOLS, "\"response\": \"document\""), 200, "results");
        assertThat(count).isEqualTo(json("{\"result\": 3}"));
        JsonNode features = api.valid(
                api.execute("vec:Query", "\"features\": " + SCHOOLS, "\"response\": \"document\""), 200, "results");
        assertThat(features.at("/result/mediaType").asText()).isEqualTo("application/json");
        assertThat(features.at("/result/value/features/0/properties/name").asText())
                .isEqualTo("东关小学");
        JsonNode csv = ok(api.execute(
                "vec:Query",
                "\"features\": " + SCHOOLS,
                "\"response\": \"document\", \"outputs\": {\"result\": {\"format\": {\"mediaType\": \"text/csv\"}}}"));
        assertThat(csv.at("/result/value").asText()).contains("东关小学,10");
        JsonNode tiff = ok(api.execute(
                "edu:KernelDensity",
                "\"data\": " + SCHOOLS + ", \"radius\": 20000, \"outputWidth\": 4, \"outputHeight\": 4,"
                        + " \"outputBBOX\": {\"bbox\": [94, 29, 95, 30]}",
                "\"response\": \"document\""));
        assertThat(tiff.at("/result/encoding").asText()).isEqualTo("base64");
        assertThat(new String(
                        Base64.getDecoder().decode(tiff.at("/result/value").asText()), 0, 2))
                .isIn("II", "MM");
        JsonNode bounds = ok(api.execute("vec:Bounds", "\"features\": " + SCHOOLS, "\"response\": \"document\""));
        assertThat(bounds)
                .isEqualTo(json("{\"bounds\": {\"bbox\": [94.1, 29.1, 94.5, 29.4],"
                        + " \"crs\": \"http://www.opengis.net/def/crs/OGC/1.3/CRS84\"}}"));
    }

    @Test
    void givesAnAddressWhereOneIsAskedFor() {
        String reference = "\"outputs\": {\"result\": {\"transmissionMode\": \"reference\"}}";
        JsonNode document = api.valid(
                api.execute("vec:Query", "\"features\": " + SCHOOLS, reference + ", \"response\": \"document\""),
                200,
                "results");
        String href = document.at("/result/href").asText();
        assertThat(href).matches(server.baseUrl() + "/ogc/processes/v1/jobs/[-0-9a-f]{36}/results/result");
        JsonNode features = ok(api.get(href));
        assertThat(features.path("features")).hasSize(3);

        HttpResponse<byte[]> raw = api.execute("vec:Count", "\"features\": " + SCHOOLS, reference);
        assertThat(raw.statusCode()).isEqualTo(204);
        assertThat(raw.body()).isEmpty();
        String link = header(raw, "Link");
        assertThat(link).contains("rel=\"http://www.opengis.net/def/rel/ogc/1.0/results\"", "title=\"result\"");
        assertThat(text(api.get(link.substring(1, link.indexOf('>'))))).isEqualTo("3");

        HttpResponse<byte[]> fed = api.execute("vec:Count", "\"features\": {\"href\": \"" + href + "\"}", "");
        assertThat(text(fed))
                .as("what is stored feeds another execution, in place")
                .isEqualTo("3");
        String viaGeoServer = href.replace(server.baseUrl(), "http://geoserver");
        assertThat(text(api.execute("vec:Count", "\"features\": {\"href\": \"" + viaGeoServer + "\"}", "")))
                .isEqualTo("3");
    }

    /** Each output is a part of one answer; one by reference has its address in the place of its content. */
    @Test
    void givesSeveralResultsAsParts() {
        HttpResponse<byte[]> parts = api.execute("test:Two", "", "");
        String type = header(parts, "Content-Type");
        assertThat(type).startsWith("multipart/related; boundary=\"");
        String boundary = type.substring(type.indexOf('"') + 1, type.length() - 1);
        assertThat(text(parts))
                .isEqualTo("--" + boundary
                        + "\r\nContent-ID: <first>\r\nContent-Type: text/plain;charset=UTF-8\r\n\r\n一\r\n--"
                        + boundary
                        + "\r\nContent-ID: <second>\r\nContent-Type: text/plain;charset=UTF-8\r\n\r\n2.0\r\n--"
                        + boundary + "--\r\n");
        HttpResponse<byte[]> mixed = api.execute(
                "test:Two", "", "\"outputs\": {\"first\": {\"transmissionMode\": \"reference\"}, \"second\": {}}");
        assertThat(text(mixed))
                .contains("Content-ID: <first>")
                .containsPattern(
                        "Content-Location: http://localhost:\\d+/ogc/processes/v1/jobs/.*/results/first\r\n\r\n\r\n");
        assertThat(ok(api.execute("test:Two", "", "\"response\": \"document\"")))
                .isEqualTo(json("{\"first\": \"一\", \"second\": 2.0}"));
        assertThat(text(api.execute("test:Two", "", "\"outputs\": {\"second\": {}}")))
                .isEqualTo("2.0");
    }

    @Test
    void takesItsWordsFromTheClientsLanguage() {
        JsonNode problem = api.problem(
                api.post(
                        "/processes/edu:KernelDensity/execution?lang=zh",
                        "{\"inputs\": {\"data\": " + SCHOOLS + ", \"radius\": -5}}"),
                400,
                "InvalidParameterValue");
        assertThat(problem.path("input").asText()).isEqualTo("radius");
        assertThat(problem.path("detail").asText())
                .containsPattern("\\p{IsHan}")
                .contains("-5");
    }

    /** A body that is large and full of multi-byte characters: values are cut out of it by their bytes. */
    @Test
    void cutsValuesOutOfLargeBodies() {
        StringBuilder features = new StringBuilder("\"names\": 1, \"type\": \"FeatureCollection\", \"features\": [");
        for (int i = 0; i < 20_000; i++) {
            features.append(i == 0 ? "" : ", ")
                    .append("{\"type\": \"Feature\", \"geometry\": null, \"properties\": {\"名\": \"第")
                    .append(i)
                    .append("小学𠀀\"}}");
        }
        String body = "{\"response\": \"raw\", \"inputs\": {\"features\": {\"value\": {" + features + "]}}}}";
        assertThat(text(api.post("/processes/vec:Count/execution", body))).isEqualTo("20000");
        String bom = "\uFEFF" + body;
        assertThat(text(api.post("/processes/vec:Count/execution", bom))).isEqualTo("20000");
    }

    @Test
    void givesTheResultThatWpsGives() {
        String inputs = "\"data\": " + SCHOOLS + ", \"indicators\": [\"books/pupils\", \"books\"] ";
        HttpResponse<byte[]> response = api.execute("edu:EntropyScore", inputs, "");
        String query =
                "/wps?service=WPS&version=1.0.0&request=Execute&identifier=edu:EntropyScore&RawDataOutput=result&DataInputs="
                        + TestServer.encode("data=@xlink:href=" + WFS + ";indicators=books/pupils;indicators=books");
        JsonNode wps = json(server.get(query));
        assertThat(ok(response).findValuesAsText("score"))
                .isEqualTo(wps.findValuesAsText("score"))
                .hasSize(3);
    }
}

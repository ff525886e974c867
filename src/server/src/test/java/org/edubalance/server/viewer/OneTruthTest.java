package org.edubalance.server.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.io.GeoJson;
import org.edubalance.messages.Language;
import org.edubalance.report.DataNotes;
import org.edubalance.report.ReportData;
import org.edubalance.report.ReportOptions;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.analysis.AnalysisRun;
import org.edubalance.report.analysis.SchoolResult;
import org.edubalance.server.TestServer;
import org.edubalance.standards.CvLimit;
import org.edubalance.standards.Stage;
import org.edubalance.standards.StandardReader;
import org.edubalance.work.Monitor;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A school has one score and a county one verdict: in the map's popup, in the calculation beside it and in the report. */
class OneTruthTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SYSTEM = "nyingchi";
    private static final String STANDARD = "cn-2017-quality";

    private static TestServer server;
    private static Analysis report;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of());
        report = report();
    }

    /** What the report says of the sample data. */
    static Analysis report() {
        return AnalysisRun.of(
                ReportData.of(sample("schools"), sample("counties")),
                new ReportOptions(
                        "county",
                        "county",
                        "stage",
                        "pupils",
                        SYSTEM,
                        STANDARD,
                        List.of(),
                        List.of(),
                        List.of(),
                        DataNotes.of(LocalDate.of(2025, 9, 1)),
                        Language.EN),
                Monitor.NONE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static SimpleFeatureCollection sample(String name) {
        try (InputStream in = OneTruthTest.class.getResourceAsStream("/sample-data/" + name + ".geojson")) {
            return GeoJson.read(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the page at {@code /report} is made from unless somebody asks for something else. */
    @Test
    void theReportIsMadeFromTheSame() {
        String page = TestServer.text(server.get("/report?lang=en")).replace("&#39;", "'");
        assertThat(page)
                .contains(report.standard().title().in(Language.EN))
                .contains(report.system().title().in(Language.EN));
    }

    /** What stands under a click anywhere on the map: every feature of the view. */
    private static JsonNode popups(String style, String env) throws IOException {
        HttpResponse<byte[]> answer =
                server.get("/ows?service=WMS&version=1.3.0&request=GetFeatureInfo&layers=edu:schools"
                        + "&query_layers=edu:schools&styles=" + style
                        + "&crs=CRS:84&bbox=91.9,27.3,99.1,31.3&width=72&height=40"
                        + "&i=36&j=20&buffer=100&feature_count=200&info_format=application/json&env=" + env);
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isEqualTo(200);
        return JSON.readTree(answer.body()).get("features");
    }

    private static JsonNode calculated(String process, String inputs) throws IOException {
        HttpResponse<byte[]> answer = server.get("/ows?service=WPS&version=1.0.0&request=Execute&identifier=" + process
                + "&RawDataOutput=result@mimeType=application/json&DataInputs=" + TestServer.encode(inputs));
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isEqualTo(200);
        return JSON.readTree(answer.body()).get("features");
    }

    private static String layer(String input, String name) {
        return input + "=@xlink:href=http://geoserver/wfs?service=WFS&request=GetFeature&typeName=" + name;
    }

    private static <T> Map<String, T> byKey(
            JsonNode features, Function<JsonNode, String> key, Function<JsonNode, T> value) {
        Map<String, T> found = new TreeMap<>();
        features.forEach(
                feature -> found.put(key.apply(feature.get("properties")), value.apply(feature.get("properties"))));
        return found;
    }

    @Test
    void aSchoolHasOneScore() throws IOException {
        Map<String, List<Number>> reported = new HashMap<>();
        for (SchoolResult school : report.schools()) {
            reported.put(school.name(), List.of(school.score(), school.level()));
        }
        Function<JsonNode, List<Number>> scored = school ->
                List.of(school.get("score").doubleValue(), school.get("level").intValue());
        Function<JsonNode, String> named = school -> school.get("name").textValue();

        assertThat(reported).hasSize(71);
        assertThat(byKey(popups("entropy-score", ""), named, scored)).isEqualTo(reported);
        assertThat(byKey(
                        calculated(
                                "edu:EntropyScore",
                                layer("data", "edu:schools") + ";system=" + SYSTEM
                                        + ";groupBy=stage;unscorable=EXCLUDE"),
                        named,
                        scored))
                .isEqualTo(reported);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIMARY", "JUNIOR"})
    void aCountyHasOneVerdict(String name) throws IOException {
        Stage stage = Stage.of(name);
        Map<String, ObjectNode> reported = new TreeMap<>();
        try (SimpleFeatureIterator rows = report.tables().get("regions").features()) {
            while (rows.hasNext()) {
                SimpleFeature row = rows.next();
                if (stage.name().equals(row.getAttribute("stage"))) {
                    reported.put((String) row.getAttribute("group"), properties(row));
                }
            }
        }
        Function<JsonNode, String> county = row -> row.get("group").textValue();
        Function<JsonNode, ObjectNode> all = ObjectNode.class::cast;

        assertThat(reported).hasSize(7);
        assertThat(byKey(popups("balance-coefficients", "stage:" + stage), county, all))
                .isEqualTo(reported);
        JsonNode calculated = calculated(
                "edu:AssessRegions",
                layer("data", "edu:schools") + ";" + layer("regions", "edu:counties") + ";regionKey=county;standard="
                        + STANDARD + ";stage=stage;groupBy=county;population=pupils");
        Map<String, ObjectNode> ofStage = new TreeMap<>();
        calculated.forEach(row -> {
            if (stage.name().equals(row.get("properties").get("stage").textValue())) {
                ofStage.put(county.apply(row.get("properties")), all.apply(row.get("properties")));
            }
        });
        assertThat(ofStage).isEqualTo(reported);
    }

    /** As the server writes them. */
    private static ObjectNode properties(SimpleFeature row) throws IOException {
        ListFeatureCollection one = new ListFeatureCollection(row.getFeatureType(), row);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GeoJson.write(one, out);
        return (ObjectNode)
                JSON.readTree(out.toByteArray()).get("features").get(0).get("properties");
    }

    /** On the embedded server the verdict's map has the counties' own polygons. */
    @Test
    void theVerdictIsDrawnOnTheCounties() throws IOException {
        Map<String, JsonNode> counties = new HashMap<>();
        JSON.readTree(OneTruthTest.class.getResourceAsStream("/sample-data/counties.geojson"))
                .get("features")
                .forEach(county -> counties.put(
                        county.get("properties").get("county").textValue(),
                        county.get("geometry").get("coordinates")));
        JsonNode drawn = popups("balance-coefficients", "");
        assertThat(drawn).hasSize(7);
        for (JsonNode county : drawn) {
            String name = county.get("properties").get("group").textValue();
            assertThat(county.get("geometry").get("coordinates")).as(name).isEqualTo(counties.get(name));
        }
    }

    /** The viewer names them on screen and computes by them; its limits are those of the standard. */
    @Test
    void theViewerNamesTheSame() {
        String views = TestServer.text(server.get("/js/views.js"));
        assertThat(views)
                .contains("export const SYSTEM = '" + SYSTEM + "';")
                .contains("export const STANDARD = '" + STANDARD + "';");
        CvLimit limit = StandardReader.read(STANDARD, "pupils", List.of()).cvLimit();
        Matcher limits = Pattern.compile("CV_LIMITS = \\{PRIMARY: ([\\d.]+), JUNIOR: ([\\d.]+)\\}")
                .matcher(views);
        assertThat(limits.find()).isTrue();
        assertThat(Double.parseDouble(limits.group(1))).isEqualTo(limit.limit(Stage.PRIMARY));
        assertThat(Double.parseDouble(limits.group(2))).isEqualTo(limit.limit(Stage.JUNIOR));
        assertThat(TestServer.text(server.get("/js/examples.js")))
                .contains("system: values(SYSTEM)", "standard: values(STANDARD)")
                .doesNotContain("0.65");
        for (String language : List.of("view.scores.help': '", "view.balance.help': '")) {
            assertThat(TestServer.text(server.get("/js/i18n.js")).split(Pattern.quote(language)))
                    .hasSize(3)
                    .satisfies(parts -> assertThat(parts[1] + parts[2]).contains("{"));
        }
    }
}

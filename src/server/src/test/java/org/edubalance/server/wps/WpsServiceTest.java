package org.edubalance.server.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.server.TestServer.encode;
import static org.edubalance.server.TestServer.text;
import static org.edubalance.server.wps.WpsRequests.SCHOOLS;
import static org.edubalance.server.wps.WpsRequests.box;
import static org.edubalance.server.wps.WpsRequests.complex;
import static org.edubalance.server.wps.WpsRequests.document;
import static org.edubalance.server.wps.WpsRequests.execute;
import static org.edubalance.server.wps.WpsRequests.input;
import static org.edubalance.server.wps.WpsRequests.literal;
import static org.edubalance.server.wps.WpsRequests.output;
import static org.edubalance.server.wps.WpsRequests.post;
import static org.edubalance.server.wps.WpsRequests.raw;
import static org.edubalance.server.wps.WpsRequests.reference;
import static org.edubalance.server.wps.WpsRequests.value;
import static org.edubalance.server.wps.WpsRequests.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.io.GeoTiff;
import org.edubalance.io.ReadOptions;
import org.edubalance.server.OgcSchemas;
import org.edubalance.server.TestServer;
import org.edubalance.server.execution.TestProcesses;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.Processors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.UriUtils;

/** The protocol: what goes in, what comes out, in every form that the standard has for it. */
class WpsServiceTest {

    private static final TestProcesses PROCESSES = new TestProcesses();

    @TempDir
    static Path data;

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(data.resolve("schools.geojson"), SCHOOLS);
        Processors.addProcessFactory(PROCESSES);
        server = new TestServer(Map.of("edubalance.data", data));
    }

    @AfterAll
    static void stop() {
        server.close();
        Processors.removeProcessFactory(PROCESSES);
    }

    private static byte[] executed(String document) {
        HttpResponse<byte[]> response = post(server, document);
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        return response.body();
    }

    private static String rawText(String document) {
        return new String(executed(document), StandardCharsets.UTF_8);
    }

    @Test
    void capabilitiesListEveryProcess() {
        HttpResponse<byte[]> response = server.get("/ows?service=WPS&request=GetCapabilities");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/xml;charset=UTF-8");
        OgcSchemas.validate(response.body(), "wps/1.0.0/wpsGetCapabilities_response.xsd");
        Set<String> found = new HashSet<>(values(response.body(), "//Process/Identifier"));
        Set<String> expected = new HashSet<>();
        Processors.getProcessFactories().forEach(factory -> factory.getNames()
                .forEach(name -> expected.add(name.getNamespaceURI() + ":" + name.getLocalPart())));
        assertThat(found).isEqualTo(expected).contains("vec:Query");
        assertThat(values(response.body(), "//Operation[@name='Execute']//Post/@*[local-name()='href']"))
                .containsExactly(server.baseUrl() + "/ows");

        HttpResponse<byte[]> posted = post(
                server,
                """
                <wps:GetCapabilities service="WPS" xmlns:wps="http://www.opengis.net/wps/1.0.0" \
                xmlns:ows="http://www.opengis.net/ows/1.1"><wps:AcceptVersions><ows:Version>1.0.0</ows:Version>\
                </wps:AcceptVersions></wps:GetCapabilities>""");
        assertThat(posted.body()).isEqualTo(response.body());
    }

    @Test
    void capabilitiesAreOfTheLanguageAndTheAddressAskedForHoweverOften() {
        for (int i = 0; i < 2; i++) {
            for (String language : List.of("en", "zh")) {
                for (String host : List.of("localhost", "127.0.0.1")) {
                    String base = "http://" + host + ":"
                            + URI.create(server.baseUrl()).getPort();
                    HttpResponse<byte[]> response = server.send(HttpRequest.newBuilder(
                                    URI.create(base + "/wps?service=WPS&request=GetCapabilities&language=" + language))
                            .build());
                    assertThat(value(response.body(), "/*/@*[local-name()='lang']"))
                            .isEqualTo(language);
                    assertThat(values(response.body(), "//Operation[@name='Execute']//Post/@*[local-name()='href']"))
                            .containsExactly(base + "/ows");
                }
            }
        }
    }

    @Test
    void everyDescriptionIsValid() {
        HttpResponse<byte[]> all = server.get("/wps?service=WPS&version=1.0.0&request=DescribeProcess&identifier=all");
        OgcSchemas.validate(all.body(), "wps/1.0.0/wpsDescribeProcess_response.xsd");
        assertThat(values(all.body(), "//ProcessDescription/Identifier")).contains("vec:Heatmap", "test:Literals");
        assertThat(all.headers().firstValue("Accept-Encoding")).contains("gzip");

        HttpResponse<byte[]> two = post(
                server,
                """
                <wps:DescribeProcess service="WPS" version="1.0.0" xmlns:wps="http://www.opengis.net/wps/1.0.0" \
                xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Identifier>vec:Count</ows:Identifier>\
                <ows:Identifier>vec:Bounds</ows:Identifier></wps:DescribeProcess>""");
        assertThat(values(two.body(), "//ProcessDescription/Identifier")).containsExactly("vec:Count", "vec:Bounds");
    }

    @Test
    void descriptionsSayWhatIsAccepted() {
        byte[] description = server.get("/wps?request=DescribeProcess&version=1.0.0&identifier=test:Literals")
                .body();
        String mood = "//Input[*[local-name()='Identifier']='mood']";
        assertThat(values(description, mood + "//AllowedValues/Value")).containsExactly("GOOD", "BAD");
        assertThat(value(description, mood + "//DefaultValue")).isEqualTo("GOOD");
        assertThat(value(description, mood + "/@minOccurs")).isEqualTo("0");
        String whole = "//Input[*[local-name()='Identifier']='whole']";
        assertThat(value(description, whole + "//DataType")).isEqualTo("xs:int");
        assertThat(value(description, whole + "//MinimumValue")).isEqualTo("1");
        assertThat(value(description, whole + "//MaximumValue")).isEqualTo("9");
        String numbers = "//Input[*[local-name()='Identifier']='numbers']";
        assertThat(value(description, numbers + "/@maxOccurs")).isEqualTo("3");
        assertThat(value(description, "//LiteralOutput/DataType")).isEqualTo("xs:string");
    }

    @Test
    void readsLiteralsOfEveryType() {
        assertThat(rawText(execute(
                        "test:Literals",
                        literal("text", "a &lt; b")
                                + literal("whole", " 7 ")
                                + literal("number", "1e3")
                                + literal("flag", "1")
                                + literal("mood", "bad")
                                + literal("numbers", 1)
                                + literal("numbers", "2.5"),
                        raw("result"))))
                .isEqualTo("a < b|7|1000.0|true|BAD|[1.0, 2.5]");
        assertThat(rawText(execute("test:Literals", "", raw("result")))).isEqualTo("null|null|2.5|null|GOOD|null");
    }

    @Test
    void executesByKeyValuePairs() {
        String execute = "/ows?SERVICE=WPS&VERSION=1.0.0&REQUEST=Execute&Identifier=";
        assertThat(text(server.get(execute + "test:Literals&DataInputs=text=a%3Bb%3Dc;whole=3;numbers=1;numbers=2"
                        + "&RawDataOutput=result")))
                .as("each value encoded by itself, as the standard has it")
                .isEqualTo("a;b=c|3|2.5|null|GOOD|[1.0, 2.0]");
        assertThat(text(server.get(execute + "test:Literals&DataInputs=" + encode("text=a+b;whole=3@datatype=xs:int")
                        + "&RawDataOutput=result")))
                .as("the whole list encoded once, as many clients do")
                .isEqualTo("a+b|3|2.5|null|GOOD|null");
        assertThat(text(server.get(execute + "vec:Count&DataInputs=features=" + encode(SCHOOLS)
                        + "@mimeType=application/json&RawDataOutput=result")))
                .isEqualTo("3");
        assertThat(text(server.get(execute + "vec:Bounds&DataInputs=features=@xlink:href="
                        + encode("http://geoserver/wfs?service=WFS&request=GetFeature&typeName=edu:schools")
                        + "&RawDataOutput=bounds")))
                .isEqualTo("94.1,29.1,94.5,29.4,EPSG:4326");
        byte[] document = server.get(execute + "vec:Query&DataInputs=features=" + encode(SCHOOLS)
                        + "&ResponseDocument=result@mimeType=text/csv&lineage=true")
                .body();
        OgcSchemas.validate(document, "wps/1.0.0/wpsExecute_response.xsd");
        assertThat(value(document, "//ProcessOutputs//ComplexData")).startsWith("pupils,books,county,lon,lat");
        assertThat(value(document, "//Process/Identifier")).isEqualTo("vec:Query");
        HttpResponse<byte[]> form = server.post(
                "/wps",
                "application/x-www-form-urlencoded",
                "service=WPS&version=1.0.0&request=Execute&identifier=vec:Count&RawDataOutput=result&DataInputs=features="
                        + encode(SCHOOLS));
        assertThat(text(form)).isEqualTo("3");
    }

    /** The radius that was chosen and what was left out, in whatever form the answer comes. */
    @Test
    void tellsHowADensityWasMade() {
        String schools = SCHOOLS.replace("\"pupils\":20,", "");
        String inputs = complex("data", "application/json", schools) + literal("weight", "pupils");
        String made =
                "1 feature without a weight left out: data.2; made with radius 5229.4 m, kernel QUARTIC, estimator"
                        + " scatter, 2 points, left out 1 without a weight";
        HttpResponse<byte[]> raw = post(server, execute("edu:KernelDensity", inputs, raw("result", "image/tiff")));
        assertThat(raw.headers().firstValue("Edubalance-Notes").orElse("")).isEqualTo(made);

        byte[] document = executed(execute(
                "edu:KernelDensity", inputs, document("", output("result", "mimeType=\"application/arcgrid\""))));
        assertThat(value(document, "//ProcessSucceeded")).isEqualTo("The process succeeded. " + made);

        HttpResponse<byte[]> chinese = post(
                server,
                execute("edu:KernelDensity", inputs, raw("result", "application/arcgrid"))
                        .replace("version=\"1.0.0\"", "version=\"1.0.0\" language=\"zh\""));
        String notes = chinese.headers().firstValue("Edubalance-Notes").orElse("");
        assertThat(notes).matches("\\p{ASCII}+");
        assertThat(UriUtils.decode(notes, StandardCharsets.UTF_8)).contains("；所用参数：半径 5229.4 米");
    }

    @Test
    void answersWithAResponseDocumentAndItsLineage() {
        byte[] document = executed(execute(
                "vec:Query",
                complex("features", "application/json", SCHOOLS)
                        + complex("filter", "text/plain; subtype=cql", "books > 120")
                        + literal("attribute", "books"),
                document("lineage=\"true\"", output("result", "mimeType=\"text/csv\""))));
        OgcSchemas.validate(document, "wps/1.0.0/wpsExecute_response.xsd");
        assertThat(value(document, "//ProcessSucceeded")).isEqualTo("The process succeeded");
        assertThat(values(document, "/ExecuteResponse/DataInputs/Input/Identifier"))
                .containsExactly("features", "filter", "attribute");
        assertThat(value(document, "/ExecuteResponse/OutputDefinitions/Output/@mimeType"))
                .isEqualTo("text/csv");
        assertThat(value(document, "//ProcessOutputs//ComplexData")).isEqualToNormalizingNewlines("books\n150\n400\n");

        byte[] plain = executed(execute("vec:Bounds", complex("features", "application/json", SCHOOLS), ""));
        OgcSchemas.validate(plain, "wps/1.0.0/wpsExecute_response.xsd");
        assertThat(values(plain, "/ExecuteResponse/DataInputs")).isEmpty();
        assertThat(value(plain, "//BoundingBoxData/LowerCorner")).isEqualTo("94.1 29.1");
        assertThat(value(plain, "//BoundingBoxData/@crs")).isEqualTo("EPSG:4326");
    }

    @Test
    void readsFeaturesInEveryFormat() {
        String csv = "lon,lat,pupils\n94,29,5\n95,30,6\n";
        assertThat(rawText(execute("vec:Count", complex("features", "text/csv", csv), raw("result"))))
                .isEqualTo("2");
        for (String type : List.of(
                "application/json",
                "application/geo+json",
                "application/vnd.geo+json",
                "application/json; charset=UTF-8")) {
            assertThat(rawText(execute("vec:Count", complex("features", type, SCHOOLS), raw("result"))))
                    .as(type)
                    .isEqualTo("3");
        }
        String base64 = Base64.getMimeEncoder().encodeToString(SCHOOLS.getBytes(StandardCharsets.UTF_8));
        assertThat(rawText(execute(
                        "vec:Count",
                        WpsRequests.input(
                                "features",
                                "<wps:Data><wps:ComplexData mimeType=\"application/json\" encoding=\"base64\">" + base64
                                        + "</wps:ComplexData></wps:Data>"),
                        raw("result"))))
                .isEqualTo("3");
    }

    @Test
    void writesFeaturesInEveryFormat() throws IOException {
        String features = complex("features", "application/json", SCHOOLS);
        HttpResponse<byte[]> json = post(server, execute("vec:Query", features, raw("result")));
        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json.headers().firstValue("Content-Disposition")).contains("attachment; filename=result.geojson");
        JsonNode parsed = new ObjectMapper().readTree(json.body());
        assertThat(parsed.path("features")).hasSize(3);
        assertThat(rawText(execute("vec:Query", features, raw("result", "text/csv"))))
                .startsWith("pupils,books,county,lon,lat");
        assertThat(rawText(execute("vec:CollectGeometries", features, raw("result", "application/wkt"))))
                .startsWith("MULTIPOINT");
    }

    @Test
    void writesAndReadsCoverages() throws IOException {
        String inputs = complex("data", "application/json", SCHOOLS)
                + literal("radiusPixels", 20)
                + box("outputBBOX", "EPSG:4326", "94 29", "95 30")
                + literal("outputWidth", 50)
                + literal("outputHeight", 40);
        byte[] tiff = executed(execute("vec:Heatmap", inputs, raw("result", "image/tiff")));
        GridCoverage2D coverage = GeoTiff.read(new ByteArrayInputStream(tiff), ReadOptions.named("heatmap"));
        assertThat(coverage.getRenderedImage().getWidth()).isEqualTo(50);
        assertThat(coverage.getEnvelope2D().getMinX()).isEqualTo(94);

        byte[] document =
                executed(execute("vec:Heatmap", inputs, document("", output("result", "mimeType=\"image/tiff\""))));
        OgcSchemas.validate(document, "wps/1.0.0/wpsExecute_response.xsd");
        assertThat(value(document, "//ProcessOutputs//ComplexData/@encoding")).isEqualTo("base64");
        assertThat(Base64.getDecoder().decode(value(document, "//ProcessOutputs//ComplexData")))
                .isEqualTo(tiff);
        assertThat(rawText(execute("vec:Heatmap", inputs, raw("result", "application/arcgrid"))))
                .containsIgnoringCase("ncols");
        assertThat(executed(execute("vec:Heatmap", inputs, raw("result", "image/png"))))
                .startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void readsBoundingBoxesInTheOrderThatTheirCrsNameSays() {
        String features = complex("features", "application/json", SCHOOLS);
        String raw = raw("result", "text/csv");
        for (String clip : List.of(
                box("clip", "EPSG:4326", "94.2 29", "95 30"),
                box("clip", null, "94.2 29", "95 30"),
                box("clip", "CRS:84", "94.2 29", "95 30"),
                box("clip", "urn:ogc:def:crs:OGC:1.3:CRS84", "94.2 29", "95 30"),
                box("clip", "urn:ogc:def:crs:EPSG::4326", "29 94.2", "30 95"))) {
            assertThat(rawText(execute("vec:RectangularClip", features + clip, raw))
                            .lines())
                    .as(clip)
                    .hasSize(3);
        }
    }

    @Test
    void readsLayersInPlace() {
        String wfs = "http://geoserver/wfs?service=WFS&version=1.0.0&request=GetFeature&typeName=edu:schools";
        assertThat(count(reference("features", wfs))).isEqualTo("3");
        assertThat(count(reference("features", wfs.replace("/wfs?", "/ows?").replace("edu:", ""))))
                .isEqualTo("3");
        assertThat(count(reference("features", wfs.replace("http://geoserver", server.baseUrl()))))
                .isEqualTo("3");
        assertThat(count(reference("features", wfs + "&maxFeatures=2"))).isEqualTo("2");
        assertThat(count(reference("features", wfs + "&cql_filter=" + encode("books > 120 AND county = 'A'"))))
                .isEqualTo("1");
        assertThat(count(reference("features", wfs + "&bbox=94,29,94.2,30"))).isEqualTo("1");
        String query = "<wfs:GetFeature service=\"WFS\" version=\"1.0.0\" outputFormat=\"GML2\"%s>"
                + "<wfs:Query typeName=\"edu:schools\">%s</wfs:Query></wfs:GetFeature>";
        assertThat(count(reference("features", "http://geoserver/wfs", query.formatted("", ""))))
                .isEqualTo("3");
        assertThat(count(reference("features", "http://geoserver/wfs", query.formatted(" maxFeatures=\"1\"", ""))))
                .isEqualTo("1");
        String filter = "<ogc:Filter><ogc:PropertyIsGreaterThan><ogc:PropertyName>books</ogc:PropertyName>"
                + "<ogc:Literal>120</ogc:Literal></ogc:PropertyIsGreaterThan></ogc:Filter>";
        String filtered = query.formatted("", "<ogc:PropertyName>books</ogc:PropertyName>" + filter);
        assertThat(count(reference("features", "http://geoserver/wfs", filtered)))
                .isEqualTo("2");
        assertThat(rawText(execute(
                        "vec:Query",
                        reference("features", "http://geoserver/wfs", filtered),
                        raw("result", "text/csv"))))
                .isEqualToNormalizingNewlines("books\n150\n400\n");
    }

    private static String count(String features) {
        return rawText(execute("vec:Count", features, raw("result")));
    }

    @Test
    void chainsExecutionsInPlace() {
        String query = execute(
                "vec:Query",
                complex("features", "application/json", SCHOOLS)
                        + complex("filter", "text/plain; subtype=cql", "books > 120"),
                raw("result"));
        String boxes = execute("vec:Bounds", reference("features", "http://geoserver/wps", query), raw("bounds"));
        assertThat(count(reference("features", "http://geoserver/wps", query))).isEqualTo("2");
        assertThat(count(reference(
                        "features",
                        server.baseUrl() + "/wps",
                        "<![CDATA[" + query.replace("]]>", "]]]]><![CDATA[>") + "]]>")))
                .as("as text, as some clients send it")
                .isEqualTo("2");
        assertThat(rawText(boxes)).isEqualTo("94.3,29.1,94.5,29.4,EPSG:4326");
        assertThat(rawText(execute(
                                "vec:RectangularClip",
                                complex("features", "application/json", SCHOOLS)
                                        + reference("clip", "http://geoserver/wps", boxes),
                                raw("result", "text/csv")))
                        .lines())
                .as("a bounding box from another execution")
                .hasSize(3);
        assertThat(count(reference(
                        "features",
                        "http://geoserver/ows?service=WPS&version=1.0.0&request=Execute&identifier=vec:Query&DataInputs=features="
                                + encode(SCHOOLS)
                                + "&RawDataOutput=result")))
                .isEqualTo("3");
    }

    @Test
    void lineageRepeatsReferencesAndTheirBodies() {
        String query = execute("vec:Query", complex("features", "application/json", SCHOOLS), raw("result"));
        byte[] document = executed(execute(
                "vec:Count", reference("features", "http://geoserver/wps", query), document("lineage=\"true\"", "")));
        OgcSchemas.validate(document, "wps/1.0.0/wpsExecute_response.xsd");
        assertThat(value(document, "//DataInputs//Body"))
                .as("as text")
                .contains("<ows:Identifier>vec:Query</ows:Identifier>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "storeExecuteResponse=\"true\"", "storeExecuteResponse=\"true\" status=\"true\""})
    void lineageNeverRepeatsMarkup(String stored) {
        String script = "<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>";
        String form = document("lineage=\"true\" " + stored, "");
        String query = execute("vec:Query", complex("features", "application/json", SCHOOLS), script + raw("result"));
        List<String> documents = List.of(
                execute(
                        "vec:Count",
                        input(
                                "features",
                                "<wps:Data><wps:ComplexData mimeType=\"application/json\">" + script
                                        + "</wps:ComplexData></wps:Data>"),
                        form),
                execute("vec:Count", reference("features", "http://geoserver/wps", query), form),
                execute("vec:Count", reference("features", "http://geoserver/wps", script), form),
                execute("vec:Count", literal("features", "<![CDATA[" + script + "]]>"), form));
        for (String document : documents) {
            byte[] answer = WpsRequests.post(server, document).body();
            assertThat(values(answer, "//script")).as(new String(answer)).isEmpty();
        }
    }

    @Test
    void keepsResultsThatAreAskedForByReference() {
        byte[] document = executed(execute(
                "vec:Query",
                complex("features", "application/json", SCHOOLS),
                document("", output("result", "mimeType=\"text/csv\" asReference=\"true\""))));
        OgcSchemas.validate(document, "wps/1.0.0/wpsExecute_response.xsd");
        String href = value(document, "//Output/Reference/@href");
        String path = href.substring(server.baseUrl().length());
        HttpResponse<byte[]> result = server.get(path);
        assertThat(result.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(text(result)).startsWith("pupils,books,county,lon,lat");
        assertThat(count(reference("features", href)))
                .as("a stored result as an input")
                .isEqualTo("3");
    }

    @Test
    void tellsStatisticsAsTables() {
        String features = complex("features", "application/json", SCHOOLS);
        assertThat(rawText(execute(
                        "vec:Aggregate",
                        features
                                + literal("aggregationAttribute", "books")
                                + literal("function", "Sum")
                                + literal("groupByAttributes", "county"),
                        raw("result", "text/csv"))))
                .isEqualToNormalizingNewlines("county,Sum\nA,250\nB,400\n");
        assertThat(rawText(execute(
                                "vec:FeatureClassStats",
                                features
                                        + literal("attribute", "books")
                                        + literal("stats", "MEAN")
                                        + literal("classes", 2),
                                raw("results", "text/csv")))
                        .lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("from,to,count,mean");
    }

    @Test
    void shutsNothingElseOut() {
        HttpResponse<byte[]> response =
                post(server, execute("vec:Count", complex("features", "application/json", SCHOOLS), raw("result")));
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
}

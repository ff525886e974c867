package org.edubalance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.server.TestServer.encode;
import static org.edubalance.server.TestServer.text;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.edubalance.io.HostileFiles;
import org.edubalance.io.HostileFiles.HostileFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Inputs of the kinds that once ended in something else than a refusal: found by fuzzing and by attack, and made anew here.
 * Each is answered at once, by every protocol that takes it, with a reason in the language of the request and no word of
 * the program's insides in answer or log.
 */
class HostileInputsTest {

    private static final String LAYER = "http://geoserver/wfs?service=WFS&request=GetFeature&typeName=edu:schools";
    private static final Duration AT_ONCE = Duration.ofSeconds(15);

    private static TestServer server;
    private static LogCapture log;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of());
        log = new LogCapture();
        // what is loaded once counts for nobody
        wps("vec:Count", complex("features", "text/csv", bytes("lon,lat\n1,2\n")));
    }

    @AfterAll
    static void stop() {
        log.close();
        server.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String input(String name, String content) {
        return "<wps:Input><ows:Identifier>" + name + "</ows:Identifier>" + content + "</wps:Input>";
    }

    private static String complex(String name, String mimeType, byte[] content) {
        return input(
                name,
                "<wps:Data><wps:ComplexData mimeType=\"" + mimeType + "\" encoding=\"base64\">"
                        + Base64.getEncoder().encodeToString(content) + "</wps:ComplexData></wps:Data>");
    }

    private static String literal(String name, String value) {
        return input(
                name,
                "<wps:Data><wps:LiteralData>" + value.replace("&", "&amp;").replace("<", "&lt;")
                        + "</wps:LiteralData></wps:Data>");
    }

    private static String layer(String name, String filter) {
        String href = LAYER + (filter == null ? "" : "&cql_filter=" + encode(filter));
        return input(name, "<wps:Reference xlink:href=\"" + href.replace("&", "&amp;") + "\"/>");
    }

    private static String execute(String language, String process, String inputs, String form) {
        return "<wps:Execute service=\"WPS\" version=\"1.0.0\" language=\"" + language
                + "\" xmlns:wps=\"http://www.opengis.net/wps/1.0.0\" xmlns:ows=\"http://www.opengis.net/ows/1.1\""
                + " xmlns:xlink=\"http://www.w3.org/1999/xlink\"><ows:Identifier>" + process
                + "</ows:Identifier><wps:DataInputs>" + inputs + "</wps:DataInputs>"
                + "<wps:ResponseForm>" + form + "</wps:ResponseForm></wps:Execute>";
    }

    private static final String RAW = "<wps:RawDataOutput><ows:Identifier>result</ows:Identifier></wps:RawDataOutput>";

    private static HttpResponse<byte[]> wps(String process, String inputs) {
        return server.post("/wps", "text/xml", execute("en", process, inputs, RAW));
    }

    private static void assertRefused(HttpRequest request, int status, String... reasons) {
        Instant start = Instant.now();
        HttpResponse<byte[]> response = server.send(request);
        assertThat(Duration.between(start, Instant.now())).isLessThan(AT_ONCE);
        assertThat(text(response)).contains(reasons).doesNotContain("internal error", "Exception:", "java.");
        assertThat(response.statusCode()).isEqualTo(status);
        assertNothingLogged();
    }

    /** What a sender did is no fault of the program. */
    private static void assertNothingLogged() {
        assertThat(log.with("\tat ")).isEmpty();
        assertThat(log.with("internal error")).isEmpty();
    }

    private static HttpRequest post(String path, String type, String body) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** By WPS in both languages, and, where the file is all that is needed, by the OGC API. */
    private static void assertContentRefused(String process, String input, String others, HostileFile file) {
        String inputs = others + complex(input, file.mimeType(), file.content());
        assertRefused(post("/wps", "text/xml", execute("en", process, inputs, RAW)), 400, input + ": ", file.english());
        assertRefused(post("/wps", "text/xml", execute("zh", process, inputs, RAW)), 400, input + "：", file.chinese());
        if (others.isEmpty()) {
            assertRefused(
                    post(
                            "/ogc/processes/v1/processes/" + process + "/execution?lang=zh",
                            "application/json",
                            "{\"inputs\":{\"" + input + "\":{\"mediaType\":\"" + file.mimeType()
                                    + "\",\"encoding\":\"base64\",\"value\":\""
                                    + Base64.getEncoder().encodeToString(file.content()) + "\"}}}"),
                    400,
                    input + "：",
                    file.chinese());
        }
    }

    static List<HostileFile> contents() {
        return HostileFiles.ofFeatures();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void refusesContents(HostileFile file) {
        assertContentRefused("vec:Count", "features", "", file);
    }

    static List<HostileFile> coverages() {
        return HostileFiles.ofCoverages();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("coverages")
    void refusesCoverages(HostileFile file) {
        assertContentRefused(
                "edu:Accessibility",
                "populationGrid",
                layer("supply", null) + literal("capacity", "teachers") + literal("catchment", "1000"),
                file);
    }

    /** A class is called E1, as schools in many places are: no exponent of anything. */
    @Test
    void takesCodesForTexts() {
        HttpResponse<byte[]> rows =
                wps("vec:Query", complex("features", "text/csv", bytes("lon,lat,code\n91,29,E1\n92,29,2e\n")));
        assertThat(text(rows)).contains("\"code\":\"E1\"", "\"code\":\"2e\"");
        assertThat(text(wps(
                        "vec:Query", complex("features", "text/csv", bytes("lon,lat,code\n91,29,1E5\n92,29,e3\n")))))
                .contains("\"code\":\"1E5\"", "\"code\":\"e3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\uzz", "\\u00", "p\\ubls", "\\uuu006", "a\\u"})
    void refusesEscapesThatAreBroken(String escape) {
        String expression = "name = '" + escape + "'";
        assertRefused(
                post("/wps", "text/xml", execute("en", "vec:Count", layer("features", expression), RAW)),
                400,
                "cql_filter in the reference of features is no ECQL filter");
        assertRefused(
                post(
                        "/wps",
                        "text/xml",
                        execute(
                                "en",
                                "edu:BalanceCoefficients",
                                layer("data", null) + literal("indicators", "x=" + escape),
                                RAW)),
                400,
                "indicators");
        assertRefused(
                post(
                        "/ogc/processes/v1/processes/edu:BalanceCoefficients/execution",
                        "application/json",
                        "{\"inputs\":{\"data\":{\"href\":\"" + LAYER + "\"},\"indicators\":[\"x="
                                + escape.replace("\\", "\\\\") + "\"]}}"),
                400,
                "indicators");
        String map =
                "/wms?service=WMS&version=1.3.0&request=GetMap&layers=edu:schools&styles=&crs=CRS:84&bbox=92,28,96,31"
                        + "&width=80&height=60&format=image/png";
        assertRefused(
                HttpRequest.newBuilder(URI.create(server.baseUrl() + map + "&cql_filter=" + encode(expression)))
                        .build(),
                400,
                "ServiceException");
        String system = "{\"id\":\"s\",\"title\":\"s\",\"dimensions\":[{\"id\":\"d\",\"title\":\"d\",\"weight\":1,"
                + "\"indicators\":[{\"id\":\"i\",\"title\":\"i\",\"expression\":\"" + escape.replace("\\", "\\\\")
                + "\",\"weight\":1}]}]}";
        assertRefused(
                post(
                        "/wps",
                        "text/xml",
                        execute("en", "edu:EntropyScore", layer("data", null) + literal("system", system), RAW)),
                400,
                "system");
        // and a job has an end
        HttpResponse<byte[]> job = server.post(
                "/wps",
                "text/xml",
                execute(
                        "en",
                        "vec:Count",
                        layer("features", expression),
                        "<wps:ResponseDocument storeExecuteResponse=\"true\"/>"));
        assertThat(text(job)).contains("ProcessFailed", "is no ECQL filter");
    }

    /** However its name is spelt. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "strReplace(name,'(a+)+$','b',true)",
                "strRepl\\u0061ce(name,'(a+)+$','b',true)",
                "strRepl\\uu0061ce(name,'(a+)+$','b',true)",
                "strRepl\\uuuu0061ce(name,'(a+)+$','b',true)",
                "strMatches(name,'(a+)+$')",
                "STRREPLACE(name,'(a+)+$','b',true)",
                "strLength(strReplace(name,'(a+)+$','b',true))",
                "if_then_else(strMatches(name,'(a+)+$'),1,2)"
            })
    void evaluatesNoRegularExpression(String expression) {
        for (String input : List.of("indicators", "groupBy")) {
            String other = input.equals("indicators") ? "" : literal("indicators", "pupils");
            assertRefused(
                    post(
                            "/wps",
                            "text/xml",
                            execute(
                                    "en",
                                    "edu:BalanceCoefficients",
                                    layer("data", null) + other + literal(input, expression),
                                    RAW)),
                    400,
                    input);
        }
        assertRefused(
                post("/wps", "text/xml", execute("en", "vec:Count", layer("features", expression + " = 1"), RAW)),
                400,
                "features");
    }

    /** Two points beyond the Earth in Mercator, whose densities once took for ever. */
    @Test
    void endsWithPlacesBeyondTheEarth() {
        String points =
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}},"
                        + "\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[0,%s]}},"
                        + "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[100,%s]}}]}";
        for (String y : List.of("740000000", "7e8", "-7e8", "1e15", "1e300")) {
            String inputs = complex("data", "application/json", bytes(points.formatted("0", y)))
                    + literal("radius", "3000")
                    + literal("adaptive", "true")
                    + literal("outputWidth", "4")
                    + literal("outputHeight", "39");
            Instant start = Instant.now();
            HttpResponse<byte[]> response = wps("edu:KernelDensity", inputs);
            assertThat(Duration.between(start, Instant.now())).as(y).isLessThan(AT_ONCE);
            assertThat(response.statusCode()).as(y).isIn(200, 400);
            assertNothingLogged();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"script", "h:script xmlns:h=\"http://www.w3.org/1999/xhtml\"", "svg onload=\"alert(1)\""})
    void repeatsNoMarkup(String element) {
        String name = element.split(" ")[0];
        String markup = "<" + element + ">alert(document.domain)</" + name + ">";
        for (String data : List.of(
                "<wps:Data><wps:ComplexData mimeType=\"application/vnd.google-earth.kml+xml\">" + markup
                        + "</wps:ComplexData></wps:Data>",
                "<wps:Data><wps:ComplexData mimeType=\"application/json\">" + markup + "</wps:ComplexData></wps:Data>",
                "<wps:Data><wps:LiteralData>" + markup.replace("<", "&lt;") + "</wps:LiteralData></wps:Data>",
                "<wps:Reference xlink:href=\"http://geoserver/wps\" method=\"POST\"><wps:Body>" + markup
                        + "</wps:Body></wps:Reference>")) {
            HttpResponse<byte[]> answer = server.post(
                    "/wps",
                    "text/xml",
                    execute(
                            "en",
                            "vec:Count",
                            input("features", data),
                            "<wps:ResponseDocument storeExecuteResponse=\"true\" lineage=\"true\"/>"));
            assertThat(text(answer)).doesNotContain("<" + name);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'; sandbox");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-7", "UTF-32", "IBM037", "nothing"})
    void readsNoStyleInOtherEncodings(String encoding) {
        String sld = "<?xml version=\"1.0\" encoding=\"" + encoding
                + "\"?><StyledLayerDescriptor version=\"1.0.0\"><NamedLayer>"
                + "<Name>edu:schools</Name></NamedLayer></StyledLayerDescriptor>";
        assertStyleRefused(sld);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999999999999999999999999999999", "1e999", "NaN", "0x1p3", "--1", ""})
    void readsNoStyleWithOtherNumbers(String number) {
        assertStyleRefused("<StyledLayerDescriptor version=\"1.0.0\" xmlns=\"http://www.opengis.net/sld\""
                + " xmlns:ogc=\"http://www.opengis.net/ogc\"><NamedLayer><Name>edu:schools</Name><UserStyle><FeatureTypeStyle><Rule>"
                + "<MaxScaleDenominator>" + number
                + "</MaxScaleDenominator><PointSymbolizer/></Rule></FeatureTypeStyle></UserStyle>"
                + "</NamedLayer></StyledLayerDescriptor>");
    }

    @Test
    void readsNoStyleWithManyNamespaceDeclarations() {
        String many = IntStream.range(0, 160_000)
                .mapToObj(i -> " xmlns:n" + i + "='urn:n'")
                .collect(Collectors.joining());
        String query = "service=WMS&version=1.3.0&request=GetMap&layers=edu:schools&styles=&crs=CRS:84&bbox=92,28,96,31"
                + "&width=80&height=60&format=image/png&sld_body="
                + encode("<StyledLayerDescriptor version='1.0.0'" + many + "/>");
        assertRefused(post("/wms", "application/x-www-form-urlencoded", query), 400, "ServiceException");
    }

    private static void assertStyleRefused(String sld) {
        String query = "service=WMS&version=1.3.0&request=GetMap&layers=edu:schools&styles=&crs=CRS:84&bbox=92,28,96,31"
                + "&width=80&height=60&format=image/png&sld_body=" + encode(sld);
        HttpRequest get = HttpRequest.newBuilder(URI.create(server.baseUrl() + "/wms?" + query))
                .build();
        HttpResponse<byte[]> answer = server.send(get);
        assertThat(answer.statusCode()).as(text(answer)).isIn(200, 400);
        assertNothingLogged();
        assertRefusedOrDrawn(answer);
        assertRefusedOrDrawn(server.send(post("/wms", "application/x-www-form-urlencoded", query)));
    }

    private static void assertRefusedOrDrawn(HttpResponse<byte[]> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        assertThat(
                        answer.statusCode() == 200
                                ? type.equals("image/png")
                                : text(answer).contains("ServiceException"))
                .as(type + text(answer))
                .isTrue();
    }
}

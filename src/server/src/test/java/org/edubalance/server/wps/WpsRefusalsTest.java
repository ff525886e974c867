package org.edubalance.server.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.edubalance.server.TestServer.text;
import static org.edubalance.server.wps.WpsRequests.SCHOOLS;
import static org.edubalance.server.wps.WpsRequests.box;
import static org.edubalance.server.wps.WpsRequests.complex;
import static org.edubalance.server.wps.WpsRequests.document;
import static org.edubalance.server.wps.WpsRequests.execute;
import static org.edubalance.server.wps.WpsRequests.input;
import static org.edubalance.server.wps.WpsRequests.literal;
import static org.edubalance.server.wps.WpsRequests.output;
import static org.edubalance.server.wps.WpsRequests.raw;
import static org.edubalance.server.wps.WpsRequests.reference;
import static org.edubalance.server.wps.WpsRequests.value;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.edubalance.server.LogCapture;
import org.edubalance.server.OgcSchemas;
import org.edubalance.server.TestServer;
import org.edubalance.server.execution.TestProcesses;
import org.geotools.process.Processors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong or mean harm, each with the exception that its sender gets. */
class WpsRefusalsTest {

    private static final TestProcesses PROCESSES = new TestProcesses();
    private static final AtomicInteger FOREIGN_REQUESTS = new AtomicInteger();

    @TempDir
    static Path data;

    private static TestServer server;
    private static HttpServer foreign;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(data.resolve("schools.geojson"), SCHOOLS);
        foreign = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        foreign.createContext("/", exchange -> {
            FOREIGN_REQUESTS.incrementAndGet();
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/moved")) {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:9/secret");
                exchange.sendResponseHeaders(302, -1);
            } else {
                byte[] body = (path.equals("/large") ? " ".repeat(200_000) : SCHOOLS).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        foreign.start();
        Processors.addProcessFactory(PROCESSES);
        server = new TestServer(Map.of(
                "edubalance.data",
                data,
                "edubalance.reference-hosts",
                "localhost:" + foreign.getAddress().getPort(),
                "edubalance.limits.request-size",
                "300KB",
                "edubalance.limits.reference-size",
                "100KB",
                "edubalance.limits.features",
                10,
                "edubalance.limits.grid-cells",
                10_000,
                "edubalance.limits.inline-size",
                "2KB"));
    }

    @AfterAll
    static void stop() {
        server.close();
        foreign.stop(0);
        Processors.removeProcessFactory(PROCESSES);
    }

    private static final String FEATURES = complex("features", "application/json", SCHOOLS);
    private static final String RAW = raw("result");

    private static String count(String inputs) {
        return execute("vec:Count", inputs, RAW);
    }

    private static String literals(String inputs) {
        return execute("test:Literals", inputs, RAW);
    }

    private static String heatmap(int width, int height) {
        return execute(
                "vec:Heatmap",
                complex("data", "application/json", SCHOOLS)
                        + literal("radiusPixels", 5)
                        + box("outputBBOX", "EPSG:4326", "94 29", "95 30")
                        + literal("outputWidth", width)
                        + literal("outputHeight", height),
                RAW);
    }

    private static String points(int number) {
        return "{\"type\":\"FeatureCollection\",\"features\":["
                + "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":1}},".repeat(number - 1)
                + "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":1}}]}";
    }

    private static Arguments posted(String what, String body, String code, String locator, String says) {
        return Arguments.of(what, body, code, locator, says);
    }

    static Stream<Arguments> documents() {
        String wfs = "http://geoserver/wfs?service=WFS&request=GetFeature&typeName=";
        return Stream.of(
                // XML
                posted("nothing but text", "hello", "NoApplicableCode", "", "not well-formed"),
                posted(
                        "a truncated document",
                        count(FEATURES).substring(0, 400),
                        "NoApplicableCode",
                        "",
                        "not well-formed"),
                posted(
                        "an external entity",
                        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + literals(literal("text", "&x;")),
                        "NoApplicableCode",
                        "",
                        "DTD"),
                posted(
                        "a parameter entity",
                        "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\"> %x;]>" + literals(""),
                        "NoApplicableCode",
                        "",
                        "DTD"),
                posted(
                        "a billion laughs",
                        "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>"
                                + literals(literal("text", "&c;")),
                        "NoApplicableCode",
                        "",
                        "DTD"),
                posted(
                        "an unknown entity",
                        literals(literal("text", "&x;")),
                        "NoApplicableCode",
                        "",
                        "not well-formed"),
                posted(
                        "elements nested too deep",
                        "<wps:Execute service=\"WPS\" version=\"1.0.0\" xmlns:wps=\"http://www.opengis.net/wps/1.0.0\">"
                                + "<a>".repeat(200) + "</a>".repeat(200) + "</wps:Execute>",
                        "NoApplicableCode",
                        "",
                        ""),
                posted(
                        "elements nested too deep in a value",
                        count(input(
                                "features",
                                "<wps:Data><wps:ComplexData mimeType=\"application/json\">" + "<a>".repeat(200)
                                        + "</a>".repeat(200) + "</wps:ComplexData></wps:Data>")),
                        "NoApplicableCode",
                        "",
                        "limit of 100"),
                posted(
                        "an element that is none of WPS",
                        "<wps:Execute service=\"WPS\" version=\"1.0.0\" xmlns:wps=\"http://www.opengis.net/wps/1.0.0\">"
                                + "<wps:Surprise/></wps:Execute>",
                        "NoApplicableCode",
                        "",
                        "no WPS 1.0.0 request"),
                posted(
                        "a document of another service",
                        "<GetFeature service=\"WPS\" version=\"1.0.0\" xmlns=\"http://www.opengis.net/wfs\"/>",
                        "InvalidParameterValue",
                        "request",
                        "http://www.opengis.net/wps/1.0.0"),
                posted(
                        "a service that is not there",
                        count(FEATURES).replace("service=\"WPS\"", "service=\"WFS\""),
                        "InvalidParameterValue",
                        "service",
                        "service must be WPS"),
                posted(
                        "no service",
                        count(FEATURES).replace("service=\"WPS\" ", ""),
                        "MissingParameterValue",
                        "service",
                        "missing"),
                posted(
                        "a version that is not spoken",
                        count(FEATURES).replace("version=\"1.0.0\"", "version=\"2.0.0\""),
                        "InvalidParameterValue",
                        "version",
                        "version must be 1.0.0, got “2.0.0”"),
                posted(
                        "no version",
                        count(FEATURES).replace(" version=\"1.0.0\"", ""),
                        "MissingParameterValue",
                        "version",
                        "missing"),
                posted(
                        "a language that is not spoken",
                        count(FEATURES).replace("version=\"1.0.0\"", "version=\"1.0.0\" language=\"tlh\""),
                        "InvalidParameterValue",
                        "language",
                        "language must be en or zh"),
                // process, inputs and outputs
                posted(
                        "a box whose CRS is in another namespace",
                        execute(
                                "vec:RectangularClip",
                                FEATURES
                                        + box("clip", "EPSG:3857", "94 29", "95 30")
                                                .replace(" crs=", " ows:crs="),
                                RAW),
                        "NoApplicableCode",
                        "",
                        "attribute “ows:crs” of BoundingBoxData is not read; its attributes are crs, dimensions"),
                posted(
                        "an attribute in another case, in a reference's body",
                        count(reference(
                                "features",
                                "http://geoserver/wps",
                                execute(
                                        "vec:Query",
                                        FEATURES,
                                        raw("result", "text/csv").replace("mimeT", "mimet")))),
                        "NoApplicableCode",
                        "",
                        "attribute “mimetype” of RawDataOutput"),
                posted(
                        "an unknown process",
                        execute("edu:Nothing", "", RAW),
                        "InvalidParameterValue",
                        "identifier",
                        "no process “edu:Nothing”"),
                posted(
                        "no process",
                        count(FEATURES).replace("<ows:Identifier>vec:Count</ows:Identifier>", ""),
                        "MissingParameterValue",
                        "Identifier",
                        "missing"),
                posted(
                        "a missing input",
                        count(""),
                        "MissingParameterValue",
                        "features",
                        "features of vec:Count is missing"),
                posted(
                        "an unknown input",
                        count(FEATURES + literal("colour", "red")),
                        "InvalidParameterValue",
                        "colour",
                        "no input “colour”"),
                posted(
                        "an input that is given twice",
                        count(FEATURES + FEATURES),
                        "InvalidParameterValue",
                        "features",
                        "may be given at most 1 time, got 2"),
                posted(
                        "an input that is given too often",
                        literals(literal("numbers", 1).repeat(4)),
                        "InvalidParameterValue",
                        "numbers",
                        "at most 3 times, got 4"),
                posted(
                        "an input without a name",
                        literals("<wps:Input><wps:Data><wps:LiteralData>1</wps:LiteralData></wps:Data></wps:Input>"),
                        "MissingParameterValue",
                        "Identifier",
                        "no ows:Identifier"),
                posted(
                        "an input without a value",
                        literals(input("text", "")),
                        "InvalidParameterValue",
                        "text",
                        "neither data nor a reference"),
                posted(
                        "a literal for features",
                        count(literal("features", "x")),
                        "InvalidParameterValue",
                        "features",
                        "must be given as ComplexData"),
                posted(
                        "features for a literal",
                        literals(complex("whole", "application/json", "{}")),
                        "InvalidParameterValue",
                        "whole",
                        "must be given as LiteralData"),
                posted(
                        "a word for a number",
                        literals(literal("whole", "seven")),
                        "InvalidParameterValue",
                        "whole",
                        "whole number"),
                posted(
                        "a fraction for a whole number",
                        literals(literal("whole", "1.5")),
                        "InvalidParameterValue",
                        "whole",
                        "whole number"),
                posted(
                        "a number that is too large",
                        literals(literal("whole", "99999999999999999999")),
                        "InvalidParameterValue",
                        "whole",
                        "whole number"),
                posted(
                        "an infinite number",
                        literals(literal("number", "1e999")),
                        "InvalidParameterValue",
                        "number",
                        "finite number"),
                posted(
                        "no number at all",
                        literals(literal("number", "NaN")),
                        "InvalidParameterValue",
                        "number",
                        "finite number"),
                posted(
                        "a number of a hundred thousand digits",
                        literals(literal("number", "9".repeat(100_000))),
                        "InvalidParameterValue",
                        "number",
                        "finite number"),
                posted(
                        "a value that is no choice",
                        literals(literal("mood", "SAD")),
                        "InvalidParameterValue",
                        "mood",
                        "one of GOOD, BAD"),
                posted(
                        "a word for a flag",
                        literals(literal("flag", "maybe")),
                        "InvalidParameterValue",
                        "flag",
                        "true or false"),
                posted(
                        "an unknown output",
                        execute("vec:Count", FEATURES, raw("total")),
                        "InvalidParameterValue",
                        "total",
                        "its outputs are result"),
                posted(
                        "an output in a format that is not written",
                        execute("vec:Query", FEATURES, raw("result", "image/gif")),
                        "InvalidParameterValue",
                        "result",
                        "must be one of application/json"),
                posted(
                        "the same output twice",
                        execute("vec:Count", FEATURES, document("", output("result", "") + output("result", ""))),
                        "InvalidParameterValue",
                        "ResponseDocument",
                        "more than once"),
                posted(
                        "status without storage",
                        execute("vec:Count", FEATURES, document("status=\"true\"", "")),
                        "InvalidParameterValue",
                        "status",
                        "storeExecuteResponse"),
                // formats
                posted(
                        "features in a format that is not read",
                        count(complex("features", "application/x-shapefile", "x")),
                        "InvalidParameterValue",
                        "features",
                        "must be one of application/json, text/csv"),
                posted(
                        "no JSON",
                        count(complex("features", "application/json", "{\"type\":")),
                        "InvalidParameterValue",
                        "features",
                        "features"),
                posted(
                        "JSON that is no GeoJSON",
                        count(complex("features", "application/json", "{\"a\":1}")),
                        "InvalidParameterValue",
                        "features",
                        "GeoJSON"),
                posted(
                        "JSON nested too deep",
                        count(complex("features", "application/json", "[".repeat(100_000))),
                        "InvalidParameterValue",
                        "features",
                        "features"),
                posted(
                        "nothing for features",
                        count(complex("features", "application/json", "")),
                        "InvalidParameterValue",
                        "features",
                        "empty"),
                posted(
                        "XML for JSON",
                        count(
                                input(
                                        "features",
                                        "<wps:Data><wps:ComplexData mimeType=\"application/json\"><a/></wps:ComplexData></wps:Data>")),
                        "InvalidParameterValue",
                        "features",
                        "must be text"),
                posted(
                        "an encoding that is not known",
                        count(complex("features", "application/json\" encoding=\"rot13", SCHOOLS)),
                        "InvalidParameterValue",
                        "features",
                        "base64 or UTF-8"),
                posted(
                        "a filter that is none",
                        execute("vec:Query", FEATURES + complex("filter", "text/plain; subtype=cql", "books >"), RAW),
                        "InvalidParameterValue",
                        "filter",
                        "ECQL"),
                posted(
                        "a filter that may run for ever",
                        execute(
                                "vec:Query",
                                FEATURES
                                        + complex(
                                                "filter",
                                                "text/plain; subtype=cql",
                                                "strMatches(county, '(a+)+$') = true"),
                                RAW),
                        "InvalidParameterValue",
                        "filter",
                        "strMatches"),
                posted(
                        "geometry nested without end",
                        execute(
                                "vec:Clip",
                                FEATURES + complex("clip", "application/wkt", "GEOMETRYCOLLECTION(".repeat(10_000)),
                                RAW),
                        "InvalidParameterValue",
                        "clip",
                        "clip"),
                posted(
                        "a polygon for a point",
                        execute(
                                "vec:Nearest",
                                FEATURES + complex("point", "application/wkt", "POLYGON((0 0,0 1,1 1,0 0))"),
                                RAW),
                        "InvalidParameterValue",
                        "point",
                        "must be a Point"),
                posted(
                        "a box with one corner",
                        execute("vec:RectangularClip", FEATURES + box("clip", "EPSG:4326", "94", "95"), RAW),
                        "InvalidParameterValue",
                        "clip",
                        "two corners"),
                posted(
                        "a box upside down",
                        execute("vec:RectangularClip", FEATURES + box("clip", "EPSG:4326", "95 30", "94 29"), RAW),
                        "InvalidParameterValue",
                        "clip",
                        "above"),
                posted(
                        "a box without end",
                        execute("vec:RectangularClip", FEATURES + box("clip", "EPSG:4326", "-INF 0", "INF 1"), RAW),
                        "InvalidParameterValue",
                        "clip",
                        "finite"),
                posted(
                        "a box in an unknown CRS",
                        execute("vec:RectangularClip", FEATURES + box("clip", "EPSG:0", "94 29", "95 30"), RAW),
                        "InvalidParameterValue",
                        "clip",
                        "EPSG:0"),
                posted(
                        "a box in a file",
                        execute(
                                "vec:RectangularClip",
                                FEATURES + box("clip", "file:///etc/passwd", "94 29", "95 30"),
                                RAW),
                        "InvalidParameterValue",
                        "clip",
                        "unknown coordinate reference system"),
                // limits
                posted(
                        "too many features",
                        count(complex("features", "application/json", points(11))),
                        "InvalidParameterValue",
                        "features",
                        "more than 10 features"),
                posted(
                        "too many features made",
                        execute(
                                "vec:Grid",
                                box("bounds", "EPSG:4326", "0 0", "10 10") + literal("width", 1) + literal("height", 1),
                                RAW),
                        "InvalidParameterValue",
                        "width",
                        "limit of 10"),
                posted(
                        "too many cells",
                        heatmap(101, 100),
                        "InvalidParameterValue",
                        "outputWidth",
                        "limit of 10000 cells, got 101 × 100"),
                posted(
                        "more cells than a number holds",
                        heatmap(Integer.MAX_VALUE, Integer.MAX_VALUE),
                        "InvalidParameterValue",
                        "outputWidth",
                        "limit of 10000 cells"),
                posted(
                        "too large a result inside the response",
                        heatmap(100, 100)
                                .replace(RAW, document("", output("result", "mimeType=\"application/arcgrid\""))),
                        "NoApplicableCode",
                        "result",
                        "limit of 2048 bytes"),
                posted(
                        "too large a request",
                        literals(literal("text", "a".repeat(320_000))),
                        "NoApplicableCode",
                        "",
                        "limit of 307200 bytes"),
                posted(
                        "executions that feed one another without end",
                        count(chain(7)),
                        "NoApplicableCode",
                        "",
                        "limit of 5"),
                // references
                posted(
                        "a reference without an address",
                        count(input("features", "<wps:Reference/>")),
                        "InvalidParameterValue",
                        "features",
                        "no href"),
                posted(
                        "a file",
                        count(reference("features", "file:///etc/passwd")),
                        "InvalidParameterValue",
                        "features",
                        "http or https"),
                posted(
                        "FTP",
                        count(reference("features", "ftp://geoserver/wfs")),
                        "InvalidParameterValue",
                        "features",
                        "http or https"),
                posted(
                        "a jar",
                        count(reference("features", "jar:http://geoserver/a.jar!/b")),
                        "InvalidParameterValue",
                        "features",
                        "http or https"),
                posted(
                        "another host",
                        count(reference("features", "http://example.org/a.json")),
                        "InvalidParameterValue",
                        "features",
                        "“example.org” is not among the allowed"),
                posted(
                        "the cloud's metadata",
                        count(reference("features", "http://169.254.169.254/latest/meta-data")),
                        "InvalidParameterValue",
                        "features",
                        "allowed"),
                posted(
                        "loopback by number",
                        count(reference(
                                "features",
                                "http://2130706433:" + foreign.getAddress().getPort() + "/")),
                        "InvalidParameterValue",
                        "features",
                        ""),
                posted(
                        "loopback in short",
                        count(reference(
                                "features",
                                "http://127.1:" + foreign.getAddress().getPort() + "/")),
                        "InvalidParameterValue",
                        "features",
                        ""),
                posted(
                        "loopback on another port",
                        count(reference(
                                "features",
                                "http://127.0.0.1:" + foreign.getAddress().getPort() + "/")),
                        "InvalidParameterValue",
                        "features",
                        "allowed"),
                posted(
                        "loopback in IPv6",
                        count(reference(
                                "features",
                                "http://[::ffff:127.0.0.1]:"
                                        + foreign.getAddress().getPort() + "/")),
                        "InvalidParameterValue",
                        "features",
                        "allowed"),
                posted(
                        "an allowed host as the user",
                        count(reference(
                                "features",
                                "http://localhost:" + foreign.getAddress().getPort() + "@example.org/")),
                        "InvalidParameterValue",
                        "features",
                        "without user"),
                posted(
                        "an allowed host with a suffix",
                        count(reference(
                                "features",
                                "http://localhost.example.org:"
                                        + foreign.getAddress().getPort() + "/")),
                        "InvalidParameterValue",
                        "features",
                        "allowed"),
                posted(
                        "a redirect",
                        count(reference(
                                "features",
                                "http://localhost:" + foreign.getAddress().getPort() + "/moved")),
                        "InvalidParameterValue",
                        "features",
                        "HTTP status 302"),
                posted(
                        "too large an answer",
                        count(reference(
                                "features",
                                "http://localhost:" + foreign.getAddress().getPort() + "/large")),
                        "FileSizeExceeded",
                        "features",
                        "limit of 102400 bytes"),
                posted(
                        "a broken address",
                        count(reference("features", "http://geoserver/w fs")),
                        "InvalidParameterValue",
                        "features",
                        "no URL"),
                posted(
                        "an unknown layer",
                        count(reference("features", wfs + "edu:nothing")),
                        "InvalidParameterValue",
                        "features",
                        "the layers are edu:schools"),
                posted(
                        "a layer outside the data directory",
                        count(reference("features", wfs + "..%2F..%2Fetc%2Fpasswd")),
                        "InvalidParameterValue",
                        "features",
                        "no layer"),
                posted(
                        "an unknown WFS parameter",
                        count(reference("features", wfs + "edu:schools&sortBy=books")),
                        "InvalidParameterValue",
                        "features",
                        "“sortBy”, which is not read"),
                posted(
                        "an unknown attribute",
                        count(reference("features", wfs + "edu:schools&propertyName=salary")),
                        "InvalidParameterValue",
                        "features",
                        "no attribute “salary”"),
                posted(
                        "an attribute that is not there, in a filter",
                        count(reference("features", wfs + "edu:schools&cql_filter=pupil%3E3%20AND%20books%3E0")),
                        "InvalidParameterValue",
                        "features",
                        "Layer edu:schools has no attribute “pupil”; its attributes are"),
                posted(
                        "such an attribute in a posted filter",
                        count(reference(
                                "features",
                                "http://geoserver/wfs",
                                "<wfs:GetFeature service=\"WFS\" version=\"1.0.0\"><wfs:Query typeName=\"edu:schools\">"
                                        + "<ogc:Filter><ogc:PropertyIsGreaterThan><ogc:PropertyName>Pupils</ogc:PropertyName>"
                                        + "<ogc:Literal>3</ogc:Literal></ogc:PropertyIsGreaterThan></ogc:Filter>"
                                        + "</wfs:Query></wfs:GetFeature>")),
                        "InvalidParameterValue",
                        "features",
                        "Layer edu:schools has no attribute “Pupils”; its attributes are"),
                posted(
                        "a broken escape in a filter",
                        count(reference("features", wfs + "edu:schools&cql_filter=books%3E%5Cuzz")),
                        "InvalidParameterValue",
                        "features",
                        "no ECQL filter"),
                posted(
                        "a broken escape in an inline filter",
                        execute(
                                "vec:Query",
                                FEATURES + complex("filter", "text/plain; subtype=cql", "books > \\uzz"),
                                RAW),
                        "InvalidParameterValue",
                        "filter",
                        "No ECQL filter"),
                posted(
                        "a function that may run for ever",
                        count(reference(
                                "features", wfs + "edu:schools&cql_filter=strMatches(county,%27(a%2B)%2B%27)=true")),
                        "InvalidParameterValue",
                        "features",
                        "strMatches"),
                posted(
                        "such a function in an attribute input",
                        execute(
                                "edu:KernelDensity",
                                complex("data", "application/json", SCHOOLS)
                                        + literal("weight", "if_then_else(strMatches(county,'(a+)+'), 1, 2)"),
                                RAW),
                        "InvalidParameterValue",
                        "weight",
                        "strMatches"),
                posted(
                        "an expression that ends the stack",
                        execute(
                                "edu:KernelDensity",
                                complex("data", "application/json", SCHOOLS)
                                        + literal("weight", "(".repeat(20_000) + "books" + ")".repeat(20_000)),
                                RAW),
                        "InvalidParameterValue",
                        "weight",
                        "nested less deep"),
                posted(
                        "a filter that ends the stack",
                        execute(
                                "vec:Query",
                                FEATURES
                                        + complex(
                                                "filter",
                                                "text/plain; subtype=cql",
                                                "(".repeat(20_000) + "books=1" + ")".repeat(20_000)),
                                RAW),
                        "InvalidParameterValue",
                        "filter",
                        "nested too deep"),
                posted(
                        "a layer's filter that ends the stack",
                        count(reference(
                                "features",
                                wfs + "edu:schools&cql_filter=" + "(".repeat(3800) + "books=1" + ")".repeat(3800))),
                        "InvalidParameterValue",
                        "features",
                        "nested too deep"),
                posted(
                        "a place that is nowhere",
                        count(complex("features", "text/csv", "name,wkt\nA,POINT(1e999 NaN)\n")),
                        "InvalidParameterValue",
                        "features",
                        "a coordinate must be a finite number, got Infinity NaN"),
                posted(
                        "control characters of XML 1.1",
                        "<?xml version=\"1.1\"?>" + execute("vec:&#x1;Count", FEATURES, RAW),
                        "InvalidParameterValue",
                        "identifier",
                        "“vec: Count”"),
                posted(
                        "such a function in JSON, disguised",
                        execute(
                                "edu:AssessSchools",
                                complex("data", "application/json", SCHOOLS)
                                        + literal(
                                                "standard", "{\"expression\": \"1 +\\n\\u0073trMatches\\\" (a,'b')\"}"),
                                RAW),
                        "InvalidParameterValue",
                        "standard",
                        "strMatches"),
                posted(
                        "such a function in JSON, escaped twice",
                        execute(
                                "edu:AssessSchools",
                                complex("data", "application/json", SCHOOLS)
                                        + literal("standard", "{\"expression\": \"\\\\uu0073trMatches(a,'b')\"}"),
                                RAW),
                        "InvalidParameterValue",
                        "standard",
                        "strMatches"),
                posted(
                        "such a function, its name escaped as ECQL allows",
                        execute(
                                "vec:Transform",
                                FEATURES + literal("transform", "the_geom=\\uu0062uffer(the_geom, 1, 1000000000)"),
                                RAW),
                        "InvalidParameterValue",
                        "transform",
                        "buffer"),
                posted(
                        "such a function in a filter, its name escaped",
                        count(reference(
                                "features",
                                wfs + "edu:schools&cql_filter=strM%5Cuu0061tches(county,%27(a%2B)%2B%27)=true")),
                        "InvalidParameterValue",
                        "features",
                        "strMatches"),
                posted(
                        "escapes that have no business there",
                        execute("vec:Transform", FEATURES + literal("transform", "a=\\u0062ooks"), RAW),
                        "InvalidParameterValue",
                        "transform",
                        "must not be written as escapes"),
                posted(
                        "such a function in a process of GeoTools",
                        execute(
                                "vec:Transform",
                                FEATURES + literal("transform", "the_geom=buffer(the_geom, 1, 1000000000)"),
                                RAW),
                        "InvalidParameterValue",
                        "transform",
                        "buffer"),
                posted(
                        "another operation of the server",
                        count(reference("features", "http://geoserver/wms?service=WMS&request=GetMap")),
                        "InvalidParameterValue",
                        "features",
                        "service=WFS"),
                posted(
                        "a header that is not for clients",
                        count(input(
                                "features",
                                "<wps:Reference xlink:href=\"http://localhost:"
                                        + foreign.getAddress().getPort()
                                        + "/\"><wps:Header key=\"Authorization\" value=\"x\"/></wps:Reference>")),
                        "InvalidParameterValue",
                        "features",
                        "headers"),
                // processes
                posted(
                        "an input that its process refuses",
                        failing("input"),
                        "InvalidParameterValue",
                        "how",
                        "how must be a finite number, got -5"),
                posted(
                        "an input that its process misses",
                        failing("missing"),
                        "MissingParameterValue",
                        "how",
                        "missing"),
                posted(
                        "a row that its process refuses",
                        failing("row"),
                        "InvalidParameterValue",
                        "how",
                        "how is empty (东关小学, feature s.3)"),
                posted(
                        "a refusal that its factory told",
                        failing("told"),
                        "InvalidParameterValue",
                        "how",
                        "how is empty"),
                posted("a process that cannot", failing("other"), "NoApplicableCode", "", "test:Failing: it fails"),
                posted("a process that fills the memory", failing("memory"), "NoApplicableCode", "", "more memory"));
    }

    private static String failing(String how) {
        return execute("test:Failing", literal("how", how), RAW);
    }

    private static String chain(int length) {
        return length == 0
                ? FEATURES
                : reference("features", "http://geoserver/wps", execute("vec:Query", chain(length - 1), RAW));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void refusesDocuments(String what, String body, String code, String locator, String says) {
        check(WpsRequests.post(server, body), code, locator, says);
    }

    private static void check(HttpResponse<byte[]> response, String code, String locator, String says) {
        OgcSchemas.validate(response.body(), "ows/1.1.0/owsExceptionReport.xsd");
        assertThat(response.statusCode()).isBetween(400, 503);
        assertThat(value(response.body(), "//Exception/@exceptionCode"))
                .as(text(response))
                .isEqualTo(code);
        String found = value(response.body(), "//Exception/@locator");
        assertThat(found.equals("[]") ? "" : found).as(text(response)).isEqualTo(locator);
        assertThat(value(response.body(), "//ExceptionText"))
                .contains(says)
                .doesNotContainPattern("(?m)^\\s*at ")
                .doesNotContainPattern("\\b[a-z]+\\.[a-z]+\\.[A-Za-z.]*[A-Z]\\w+Exception")
                .doesNotContain("org.edubalance", "org.geotools", "/tmp/", "root:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"argument", "bug", "wrapped", "stack", "error"})
    void tellsOfABugItsNumberAlone(String how) {
        try (LogCapture log = new LogCapture()) {
            tellsOfABug(how, log);
        }
    }

    private static void tellsOfABug(String how, LogCapture log) {
        HttpResponse<byte[]> posted = WpsRequests.post(server, failing(how));
        HttpResponse<byte[]> asked = server.get(
                "/wps?service=WPS&version=1.0.0&request=Execute&identifier=test:Failing&DataInputs=how=" + how);
        byte[] stored = WpsRequests.post(
                        server,
                        execute("test:Failing", literal("how", how), document("storeExecuteResponse=\"true\"", "")))
                .body();
        String async = WpsRequests.value(
                        WpsRequests.post(
                                        server,
                                        execute(
                                                "test:Failing",
                                                literal("how", how),
                                                document("storeExecuteResponse=\"true\" status=\"true\"", "")))
                                .body(),
                        "/ExecuteResponse/@statusLocation")
                .substring(server.baseUrl().length());
        byte[] status = server.get(async).body();
        for (int i = 0; i < 500 && WpsRequests.values(status, "//ProcessFailed").isEmpty(); i++) {
            status = server.get(async).body();
        }

        assertThat(posted.statusCode()).isEqualTo(500);
        assertThat(asked.statusCode()).isEqualTo(500);
        check(posted, "NoApplicableCode", "", "internal error");
        check(asked, "NoApplicableCode", "", "internal error");
        Set<String> texts = new HashSet<>();
        for (byte[] answer : List.of(posted.body(), asked.body(), stored, status)) {
            String text = value(answer, "//ExceptionText");
            assertThat(text).matches("internal error [0-9a-f]{10}: the log has the details under this number");
            texts.add(text);
            String id = text.replaceAll("internal error (\\w+):.*", "$1");
            assertThat(log.with(id))
                    .singleElement(STRING)
                    .startsWith("test:Failing: incident " + id + "\n")
                    .contains("at org.edubalance.server.execution.TestProcesses$FailingProcess.execute(");
        }
        assertThat(texts).as("each its own").hasSize(4);
    }

    static Stream<Arguments> keyValuePairs() {
        String execute = "service=WPS&version=1.0.0&request=Execute&identifier=";
        return Stream.of(
                posted("no request", "service=WPS&version=1.0.0", "MissingParameterValue", "request", "missing"),
                posted(
                        "an unknown request",
                        "service=WPS&version=1.0.0&request=Reboot",
                        "InvalidParameterValue",
                        "request",
                        "“Reboot”"),
                posted(
                        "an unknown version",
                        "service=WPS&version=9&request=DescribeProcess&identifier=all",
                        "InvalidParameterValue",
                        "version",
                        "1.0.0"),
                posted(
                        "versions that are not spoken",
                        "service=WPS&request=GetCapabilities&AcceptVersions=2.0.0",
                        "VersionNegotiationFailed",
                        "AcceptVersions",
                        "1.0.0"),
                posted(
                        "no process to describe",
                        "service=WPS&version=1.0.0&request=DescribeProcess",
                        "MissingParameterValue",
                        "identifier",
                        "missing"),
                posted(
                        "an unknown process to describe",
                        "service=WPS&version=1.0.0&request=DescribeProcess&identifier=vec:Count,x",
                        "InvalidParameterValue",
                        "identifier",
                        "“x”"),
                posted(
                        "a parameter with two values",
                        execute + "vec:Count&identifier=vec:Bounds",
                        "InvalidParameterValue",
                        "identifier",
                        "more than once"),
                posted("control characters", execute + "a%00b", "InvalidParameterValue", "identifier", "“a b”"),
                posted("broken percent signs", execute + "%25zz%zz", "", "", ""),
                posted(
                        "an unknown input",
                        execute + "vec:Count&DataInputs=x=1",
                        "InvalidParameterValue",
                        "x",
                        "no input"),
                posted(
                        "raw output and a document",
                        execute + "test:Literals&RawDataOutput=result&ResponseDocument=result",
                        "InvalidParameterValue",
                        "RawDataOutput",
                        "not both"),
                posted(
                        "two raw outputs",
                        execute + "test:Literals&RawDataOutput=result;result",
                        "InvalidParameterValue",
                        "RawDataOutput",
                        "one output"),
                posted(
                        "a word for a flag",
                        execute + "test:Literals&lineage=perhaps",
                        "InvalidParameterValue",
                        "lineage",
                        "true or false"),
                posted(
                        "a box of words",
                        execute + "vec:RectangularClip&DataInputs=clip=a,b,c,d",
                        "InvalidParameterValue",
                        "clip",
                        "minx,miny,maxx,maxy"),
                posted(
                        "a reference to a file",
                        execute
                                + "vec:Count&RawDataOutput=result&DataInputs=features=@xlink:href=file%3A%2F%2F%2Fetc%2Fpasswd",
                        "InvalidParameterValue",
                        "features",
                        "http or https"),
                posted(
                        "an execution that never was",
                        "service=WPS&version=1.0.0&request=GetExecutionStatus&executionId=00000000-0000-0000-0000-000000000000",
                        "InvalidParameterValue",
                        "executionId",
                        "no such execution"),
                posted(
                        "an execution outside its directory",
                        "service=WPS&version=1.0.0&request=GetExecutionStatus&executionId=..%2F..%2Fetc",
                        "InvalidParameterValue",
                        "executionId",
                        "none that this server gave"),
                posted(
                        "a result outside its directory",
                        "service=WPS&version=1.0.0&request=GetExecutionResult&outputId=x&executionId=..",
                        "InvalidParameterValue",
                        "executionId",
                        "none that this server gave"),
                posted(
                        "the dismissal of nothing",
                        "service=WPS&version=1.0.0&request=Dismiss",
                        "MissingParameterValue",
                        "executionId",
                        "missing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keyValuePairs")
    void refusesKeyValuePairs(String what, String query, String code, String locator, String says) {
        if (query.contains("%zz")) {
            // No URL that a client of Java sends; Tomcat or the parser refuses it.
            HttpResponse<byte[]> form = server.post("/wps", "application/x-www-form-urlencoded", query);
            check(form, "InvalidParameterValue", "identifier", "percent-encoded");
        } else {
            check(server.get("/wps?" + query), code, locator, says);
        }
    }

    @Test
    void readsFromAllowedHostsOnly() {
        int before = FOREIGN_REQUESTS.get();
        String address = "http://localhost:" + foreign.getAddress().getPort() + "/schools";
        assertThat(text(WpsRequests.post(server, count(reference("features", address)))))
                .isEqualTo("3");
        assertThat(text(WpsRequests.post(server, count(reference("features", address, "<a/>")))))
                .isEqualTo("3");
        assertThat(FOREIGN_REQUESTS.get() - before).isEqualTo(2);
    }

    @Test
    void refusesAnEmptyBodyAndOtherMethods() {
        check(server.post("/wps", "text/xml", ""), "NoApplicableCode", "", "empty");
        HttpResponse<byte[]> deleted = server.send(
                java.net.http.HttpRequest.newBuilder(java.net.URI.create(server.baseUrl() + "/wps?service=WPS"))
                        .DELETE()
                        .build());
        assertThat(deleted.statusCode()).isEqualTo(405);
    }
}

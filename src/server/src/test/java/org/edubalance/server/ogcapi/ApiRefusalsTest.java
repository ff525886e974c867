package org.edubalance.server.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.server.TestServer.text;
import static org.edubalance.server.ogcapi.ApiClient.SCHOOLS;
import static org.edubalance.server.ogcapi.ApiClient.header;
import static org.edubalance.server.ogcapi.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.edubalance.server.RawClient;
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

/** Requests that are wrong or mean harm, each with the problem that its sender gets, in both languages. */
class ApiRefusalsTest {

    private static final TestProcesses PROCESSES = new TestProcesses();
    private static final String EXECUTION = "/processes/test:Literals/execution";
    private static final String NO_SUCH_PROCESS =
            "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process";

    @TempDir
    static Path data;

    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(data.resolve("schools.geojson"), SCHOOLS);
        Processors.addProcessFactory(PROCESSES);
        server = new TestServer(Map.of(
                "edubalance.data",
                data,
                "edubalance.limits.request-size",
                "100KB",
                "edubalance.limits.request-time",
                "1s",
                "edubalance.limits.features",
                10,
                "edubalance.limits.inline-size",
                "2KB",
                "edubalance.limits.run-time",
                "3s"));
        api = new ApiClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
        Processors.removeProcessFactory(PROCESSES);
    }

    static Stream<Arguments> inputs() {
        return Stream.of(
                Arguments.of("test:Literals", "\"nothing\": 1", "nothing", "InvalidParameterValue", "has no input"),
                Arguments.of("test:Slow", "", "seconds", "MissingParameterValue", "is missing"),
                Arguments.of("test:Slow", "\"seconds\": []", "seconds", "MissingParameterValue", "is missing"),
                Arguments.of("test:Slow", "\"seconds\": [1, 2]", "seconds", "InvalidParameterValue", "at most 1 time"),
                Arguments.of(
                        "test:Literals",
                        "\"numbers\": [1, 2, 3, 4]",
                        "numbers",
                        "InvalidParameterValue",
                        "at most 3 times, got 4"),
                Arguments.of("test:Literals", "\"number\": null", "number", "InvalidParameterValue", "neither data"),
                Arguments.of(
                        "test:Literals",
                        "\"number\": \"5\"",
                        "number",
                        "InvalidParameterValue",
                        "number must be a JSON number, got \"5\""),
                Arguments.of(
                        "test:Literals",
                        "\"number\": true",
                        "number",
                        "InvalidParameterValue",
                        "a JSON number, got true"),
                Arguments.of("test:Literals", "\"number\": 1e999", "number", "InvalidParameterValue", "finite number"),
                Arguments.of("test:Literals", "\"number\": {}", "number", "InvalidParameterValue", "a JSON number"),
                Arguments.of("test:Literals", "\"number\": [[1]]", "number", "InvalidParameterValue", "a JSON number"),
                Arguments.of("test:Literals", "\"whole\": 1.5", "whole", "InvalidParameterValue", "a whole number"),
                Arguments.of("test:Literals", "\"whole\": 1e20", "whole", "InvalidParameterValue", "a whole number"),
                Arguments.of("test:Literals", "\"flag\": \"true\"", "flag", "InvalidParameterValue", "true or false"),
                Arguments.of("test:Literals", "\"flag\": 1", "flag", "InvalidParameterValue", "true or false, got 1"),
                Arguments.of("test:Literals", "\"text\": 5", "text", "InvalidParameterValue", "a JSON text, got 5"),
                Arguments.of(
                        "test:Literals",
                        "\"mood\": \"FINE\"",
                        "mood",
                        "InvalidParameterValue",
                        "must be one of GOOD, BAD, got “FINE”"),
                Arguments.of(
                        "test:Literals",
                        "\"text\": {\"value\": \"a\", \"uom\": \"m\"}",
                        "text",
                        "InvalidParameterValue",
                        "has the member “uom”, which is not read"),
                Arguments.of(
                        "vec:Count",
                        "\"features\": 7",
                        "features",
                        "InvalidParameterValue",
                        "must be GeoJSON, a text, an object with value and mediaType, or one with href, got 7"),
                Arguments.of("vec:Count", "\"features\": {}", "features", "InvalidParameterValue", "features"),
                Arguments.of("vec:Count", "\"features\": \"\"", "features", "InvalidParameterValue", "is empty"),
                Arguments.of(
                        "vec:Count",
                        "\"features\": {\"value\": \"a\", \"mediaType\": \"application/x-shapefile\"}",
                        "features",
                        "InvalidParameterValue",
                        "The format of features must be one of application/json, text/csv"),
                Arguments.of(
                        "vec:Count",
                        "\"features\": {\"value\": \"a\", \"mediaType\": \"text/csv\", \"encoding\": \"base64\"}",
                        "features",
                        "InvalidParameterValue",
                        "base64"),
                Arguments.of(
                        "vec:Count",
                        "\"features\": {\"value\": \"a\", \"encoding\": \"gbk\", \"mediaType\": \"text/csv\"}",
                        "features",
                        "InvalidParameterValue",
                        "base64 or UTF-8"),
                Arguments.of(
                        "vec:Count",
                        "\"features\": {\"href\": \"http://example.org/x\"}",
                        "features",
                        "InvalidParameterValue",
                        "the host “example.org” is not among the allowed ones"),
                Arguments.of(
                        "vec:Count",
                        "\"features\": {\"href\": \"file:///etc/passwd\"}",
                        "features",
                        "InvalidParameterValue",
                        "http or https"),
                Arguments.of(
                        "vec:Count",
                        "\"features\": {\"href\": \"\"}",
                        "features",
                        "InvalidParameterValue",
                        "has no href"),
                Arguments.of(
                        "vec:Count", "\"features\": {\"href\": 7}", "features", "InvalidParameterValue", "has no href"),
                Arguments.of(
                        "vec:Count",
                        "\"features\": {\"href\": \"http://geoserver/wfs?request=GetFeature&typeName=edu:none\"}",
                        "features",
                        "InvalidParameterValue",
                        "There is no layer “edu:none”"),
                Arguments.of(
                        "vec:Count",
                        "\"features\": {\"href\": \"http://geoserver/wfs\", \"method\": \"POST\"}",
                        "features",
                        "InvalidParameterValue",
                        "has the member “method”, which is not read"),
                Arguments.of(
                        "vec:Count",
                        "\"features\": {\"href\": \"http://geoserver/ogc/processes/v1/jobs/no/results/result\"}",
                        "features",
                        "InvalidParameterValue",
                        "to a job whose id is none"),
                Arguments.of(
                        "vec:RectangularClip",
                        "\"features\": " + SCHOOLS + ", \"clip\": [94, 29, 95, 30]",
                        "clip",
                        "InvalidParameterValue",
                        "an object with bbox, four numbers, and optionally crs"),
                Arguments.of(
                        "vec:RectangularClip",
                        "\"features\": " + SCHOOLS + ", \"clip\": {\"bbox\": [94, 29, 0, 95, 30, 1]}",
                        "clip",
                        "InvalidParameterValue",
                        "two corners of two finite coordinates"),
                Arguments.of(
                        "vec:RectangularClip",
                        "\"features\": " + SCHOOLS + ", \"clip\": {\"bbox\": [95, 29, 94, 30]}",
                        "clip",
                        "InvalidParameterValue",
                        "lower corner above its upper one"),
                Arguments.of(
                        "vec:RectangularClip",
                        "\"features\": " + SCHOOLS + ", \"clip\": {\"bbox\": [94, 29, 95, 30], \"crs\": \"EPSG:0\"}",
                        "clip",
                        "InvalidParameterValue",
                        "unknown coordinate reference system"),
                Arguments.of(
                        "vec:RectangularClip",
                        "\"features\": " + SCHOOLS + ", \"clip\": {\"bbox\": [94, 29, 95, 30], \"srs\": \"EPSG:4326\"}",
                        "clip",
                        "InvalidParameterValue",
                        "has the member “srs”"),
                Arguments.of("test:Failing", "\"how\": \"row\"", "how", "InvalidParameterValue", "东关小学"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("inputs")
    void refusesWrongInputs(String process, String inputs, String input, String type, String says) {
        HttpResponse<byte[]> response = api.execute(process, inputs, "");
        JsonNode problem = api.problem(response, 400, type);
        assertThat(problem.path("input").asText()).isEqualTo(input);
        assertThat(problem.path("detail").asText()).contains(says);
        JsonNode chinese = api.problem(api.execute(process, inputs, "", "Accept-Language", "zh-CN"), 400, type);
        assertThat(chinese.path("detail").asText())
                .containsPattern("\\p{IsHan}")
                .isNotEqualTo(problem.path("detail").asText());
        assertThat(chinese.path("title").asText()).isEqualTo("请求无法执行");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{",
                "{\"inputs\"",
                "{\"inputs\": {}} x",
                "{\"inputs\": {}}{}",
                "{\"inputs\": []}",
                "{\"inputs\": {}, \"inputs\": {}}",
                "{\"inputs\": {\"text\": \"a\", \"text\": \"b\"}}",
                "{\"outputs\": 1}",
                "{\"outputs\": {\"result\": 1}}",
                "{\"outputs\": {\"nothing\": {}}}",
                "{\"outputs\": {\"result\": {\"transmissionMode\": \"pigeon\"}}}",
                "{\"outputs\": {\"result\": {\"mode\": \"value\"}}}",
                "{\"outputs\": {\"result\": {\"format\": \"text/csv\"}}}",
                "{\"outputs\": {\"result\": {\"format\": {\"type\": \"text/csv\"}}}}",
                "{\"response\": \"both\"}",
                "{\"response\": 1}",
                "{\"subscriber\": {\"successUri\": \"http://example.org/\"}}",
                "{\"mode\": \"async\"}",
                "{\"inputs\": {\"number\": NaN}}",
                "{\"inputs\": {\"text\": \"\\uD800\u0000\"}}",
                "<Execute/>"
            })
    void refusesWrongBodies(String body) {
        for (String language : List.of("en", "zh")) {
            HttpResponse<byte[]> response = api.post(EXECUTION + "?lang=" + language, body);
            JsonNode problem = api.valid(response, 400, "exception");
            assertThat(problem.path("detail").asText()).doesNotContain("com.fasterxml", "Unexpected character");
            if (language.equals("zh")) {
                assertThat(problem.path("detail").asText()).containsPattern("\\p{IsHan}");
            }
        }
    }

    @Test
    void saysWhereAJsonTextBreaks() {
        JsonNode problem = api.problem(api.post(EXECUTION, "{\"inputs\":\n {\"text\": \"a}}"), 400, "NoApplicableCode");
        assertThat(problem.path("detail").asText()).startsWith("The request is no JSON, see line 2, column ");
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        String deep = "[".repeat(40_000);
        api.problem(api.execute("vec:Count", "\"features\": {\"value\": " + deep, ""), 400, "NoApplicableCode");
        api.problem(api.execute("test:Literals", "\"text\": {\"a\":".repeat(5_000), ""), 400, "NoApplicableCode");
        api.problem(api.execute("test:Literals", "\"number\": " + "9".repeat(5_000), ""), 400, "NoApplicableCode");
    }

    @Test
    void readsUtf8Alone() {
        byte[] utf16 = "{\"inputs\": {\"text\": \"学\"}}".getBytes(StandardCharsets.UTF_16LE);
        HttpResponse<byte[]> response = send(utf16, "application/json");
        assertThat(api.problem(response, 400, "NoApplicableCode").path("detail").asText())
                .contains("UTF-8");
        byte[] gbk = "{\"inputs\": {\"text\": \"".getBytes(StandardCharsets.UTF_8);
        byte[] broken = java.util.Arrays.copyOf(gbk, gbk.length + 3);
        broken[gbk.length] = (byte) 0xD1;
        broken[gbk.length + 1] = (byte) 0xA7;
        broken[gbk.length + 2] = '"';
        assertThat(send(broken, "application/json").statusCode()).isEqualTo(400);
        assertThat(api.post(EXECUTION, "{}", "Content-Type", "application/json;charset=gbk")
                        .statusCode())
                .isEqualTo(415);
        assertThat(api.post(EXECUTION, "{}", "Content-Type", "application/json; charset=\"utf-8\"")
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<byte[]> send(byte[] body, String type, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.baseUrl() + OgcApi.ROOT + EXECUTION))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return server.send(request.build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/xml", "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json", "*/*"
            })
    void refusesOtherMediaTypes(String type) {
        JsonNode problem = api.problem(api.post(EXECUTION, "{}", "Content-Type", type), 415, "NoApplicableCode");
        assertThat(problem.path("detail").asText()).contains("application/json").contains(type);
    }

    @Test
    void refusesABodyWithoutAType() throws Exception {
        String answer = RawClient.ask(server.baseUrl(), "POST " + OgcApi.ROOT + EXECUTION, "Host: localhost\r\n", "{}");
        assertThat(answer).startsWith("HTTP/1.1 415");
    }

    @Test
    void refusesUnknownProcessesPathsAndMethods() {
        for (String path : List.of(
                "/processes/edu:None", "/processes/edu:None/execution", "/processes/%20", "/processes/edu%3Anone")) {
            api.problem(path.endsWith("execution") ? api.post(path, "{}") : api.get(path), 404, NO_SUCH_PROCESS);
        }
        assertThat(api.get("/processes/vec%3ACount").statusCode()).isEqualTo(200);
        for (String path : List.of(
                "/nothing",
                "/processes/vec:Count/nothing",
                "/processes/vec:Count/execution/x",
                "/conformance/x",
                "/jobs/1/2",
                "/openapi.yaml")) {
            api.problem(api.get(path), 404, "NoApplicableCode");
        }
        for (String[] wrong : new String[][] {
            {"GET", EXECUTION},
            {"PUT", EXECUTION},
            {"DELETE", "/processes/vec:Count"},
            {"POST", "/processes"},
            {"POST", ""},
            {"DELETE", "/jobs"},
            {"PATCH", "/jobs/00000000-0000-0000-0000-000000000000"}
        }) {
            HttpResponse<byte[]> response = api.send(wrong[0], wrong[1], wrong[0].equals("GET") ? null : "{}");
            api.problem(response, 405, "OperationNotSupported");
            assertThat(header(response, "Allow")).as(wrong[1]).isNotBlank().doesNotContain(wrong[0]);
        }
    }

    @Test
    void refusesWhatItCannotAnswerWith() {
        api.problem(api.get("/processes", "Accept", "text/csv"), 406, "NoApplicableCode");
        api.problem(api.get("/processes", "Accept", "application/json;q=0"), 406, "NoApplicableCode");
        api.problem(api.get("/processes", "Accept", "no type"), 400, "InvalidParameterValue");
        api.problem(api.get("/processes?f=yaml"), 400, "InvalidParameterValue");
        assertThat(api.get("/processes", "Accept", "text/csv, */*;q=0.1").statusCode())
                .isEqualTo(200);
        JsonNode problem = api.problem(
                api.execute(
                        "vec:Query",
                        "\"features\": " + SCHOOLS,
                        "\"outputs\": {\"result\": {\"format\": {\"mediaType\": \"application/pdf\"}}}"),
                400,
                "InvalidParameterValue");
        assertThat(problem.path("detail").asText()).contains("application/json", "“application/pdf”");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=many",
                "limit=99999999999",
                "offset=-1",
                "status=done",
                "datetime=yesterday",
                "datetime=../..",
                "datetime=2020-01-01T00:00:00Z/2020/2021",
                "minDuration=x",
                "limit=1&limit=2",
                "f=%25"
            })
    void refusesWrongParameters(String query) {
        HttpResponse<byte[]> response = api.get("/jobs?" + query);
        assertThat(response.statusCode()).as(text(response)).isEqualTo(400);
    }

    @Test
    void refusesWhatIsTooLarge() throws Exception {
        String large = "{\"inputs\": {\"text\": \"" + "x".repeat(200_000) + "\"}}";
        api.problem(api.post(EXECUTION, large), 413, "NoApplicableCode");

        HttpRequest chunked = HttpRequest.newBuilder(URI.create(server.baseUrl() + OgcApi.ROOT + EXECUTION))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                .build();
        api.problem(server.send(chunked), 413, "NoApplicableCode");

        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(large.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(zipped.size()).isLessThan(1_000);
        api.problem(
                send(zipped.toByteArray(), "application/json", "Content-Encoding", "gzip"), 413, "NoApplicableCode");
        api.problem(send("{}".getBytes(), "application/json", "Content-Encoding", "br"), 415, "NoApplicableCode");

        StringBuilder many = new StringBuilder("{\"type\": \"FeatureCollection\", \"features\": [");
        for (int i = 0; i < 11; i++) {
            many.append(i == 0 ? "" : ",").append("{\"type\": \"Feature\", \"geometry\": null, \"properties\": {}}");
        }
        JsonNode features =
                api.problem(api.execute("vec:Count", "\"features\": " + many + "]}", ""), 400, "InvalidParameterValue");
        assertThat(features.path("detail").asText()).contains("more than 10 features, which is the limit");

        String fat = SCHOOLS.replace("\"C\"", "\"" + "C".repeat(4_000) + "\"");
        JsonNode inline = api.problem(
                api.execute("vec:Query", "\"features\": " + fat, "\"response\": \"document\""),
                400,
                "NoApplicableCode");
        assertThat(inline.path("detail").asText()).contains("limit of 2048 bytes");
        assertThat(api.execute("vec:Query", "\"features\": " + fat, "").statusCode())
                .as("raw it may be larger")
                .isEqualTo(200);
    }

    @Test
    void refusesWhatComesTooSlowly() throws Exception {
        try (RawClient slow = new RawClient(server.baseUrl())) {
            slow.send(
                    "POST " + OgcApi.ROOT + EXECUTION
                            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
            for (int i = 0; i < 40 && !slow.hasAnswer(); i++) {
                slow.send(" ");
                Thread.sleep(100);
            }
            assertThat(slow.answer())
                    .startsWith("HTTP/1.1 408")
                    .contains("application/problem+json", "did not arrive within the limit of 1 s");
        }
        try (RawClient broken = new RawClient(server.baseUrl())) {
            broken.send("POST " + OgcApi.ROOT + EXECUTION
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                    + "Connection: close\r\n\r\n5\r\n{\"inp\r\nzz\r\n");
            assertThat(broken.answer()).startsWith("HTTP/1.1 400");
        }
        assertThat(api.post(EXECUTION, "{}").statusCode())
                .as("others are served meanwhile")
                .isEqualTo(200);
    }

    @Test
    void tellsFaultsByTheirIdAlone() {
        JsonNode problem = api.problem(api.execute("test:Failing", "\"how\": \"bug\"", ""), 500, "NoApplicableCode");
        assertThat(problem.path("detail").asText()).startsWith("internal error").doesNotContain("NullPointer", "java");
        JsonNode memory = api.problem(api.execute("test:Failing", "\"how\": \"memory\"", ""), 500, "NoApplicableCode");
        assertThat(memory.path("detail").asText()).contains("more memory than the server has");
        JsonNode slow = api.problem(api.execute("test:Slow", "\"seconds\": 60", ""), 503, "NoApplicableCode");
        assertThat(slow.path("detail").asText())
                .isEqualTo("test:Slow ran longer than the limit of 3 s and was stopped");
    }

    @Test
    void keepsForeignHostsAndPagesOut() throws Exception {
        String path = OgcApi.ROOT + EXECUTION;
        String type = "Content-Type: application/json\r\n";
        String host = RawClient.ask(server.baseUrl(), "GET " + OgcApi.ROOT, "Host: evil.example\r\n", "");
        assertThat(host).startsWith("HTTP/1.1 403").contains("application/problem+json", "evil.example");
        String origin = RawClient.ask(
                server.baseUrl(), "POST " + path, "Host: localhost\r\nOrigin: http://evil.example\r\n" + type, "{}");
        assertThat(origin).startsWith("HTTP/1.1 403").contains("application/problem+json");
        String site = RawClient.ask(
                server.baseUrl(),
                "DELETE " + OgcApi.ROOT + "/jobs/00000000-0000-0000-0000-000000000000",
                "Host: localhost\r\nSec-Fetch-Site: cross-site\r\n",
                "");
        assertThat(site).startsWith("HTTP/1.1 403");
        String form = RawClient.ask(
                server.baseUrl(),
                "POST " + path,
                "Host: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Type: text/plain\r\n",
                "{}");
        assertThat(form).startsWith("HTTP/1.1 415").contains("application/problem+json");
        try (TestServer listed = new TestServer(Map.of("edubalance.cors-origins", "https://maps.example.org"))) {
            String preflight = RawClient.ask(
                    listed.baseUrl(),
                    "OPTIONS " + OgcApi.ROOT + "/jobs/1",
                    "Host: localhost\r\nOrigin: https://maps.example.org\r\nAccess-Control-Request-Method: DELETE\r\n",
                    "");
            assertThat(preflight)
                    .startsWith("HTTP/1.1 204")
                    .contains("Access-Control-Allow-Methods: GET, POST, DELETE", "Prefer");
            HttpResponse<byte[]> async = listed.send(HttpRequest.newBuilder(
                            URI.create(listed.baseUrl() + OgcApi.ROOT + "/processes/vec:Count/execution"))
                    .header("Content-Type", "application/json")
                    .header("Origin", "https://maps.example.org")
                    .header("Prefer", "respond-async")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"inputs\": {\"features\": " + SCHOOLS + "}}"))
                    .build());
            assertThat(async.statusCode()).isEqualTo(201);
            assertThat(header(async, "Access-Control-Expose-Headers")).contains("Location");
            assertThat(json(async).path("status").asText()).isNotEmpty();
        }
    }
}

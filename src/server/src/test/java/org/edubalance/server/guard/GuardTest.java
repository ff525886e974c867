package org.edubalance.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.edubalance.server.RawClient;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests from where none should come: foreign hosts, pages of other origins, old protocols. */
class GuardTest {

    private static final String EXECUTE =
            "/wps?service=WPS&version=1.0.0&request=Execute&identifier=vec:Count&RawDataOutput=result"
                    + "&DataInputs=features=@xlink:href=http%3A%2F%2Fgeoserver%2Fwfs%3Fservice%3DWFS%26request%3DGetFeature%26typeName%3Dedu%3Aschools";
    private static final String DOCUMENT =
            "<wps:GetCapabilities service=\"WPS\" xmlns:wps=\"http://www.opengis.net/wps/1.0.0\"/>";
    private static final String LISTED = "https://maps.example.org";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of(
                "edubalance.cors-origins", LISTED + ",http://localhost:3000", "edubalance.limits.request-size", "1MB"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String own() {
        return "Host: " + server.baseUrl().substring("http://".length()) + "\r\n";
    }

    private static String get(String path, String headers) throws IOException {
        return RawClient.ask(server.baseUrl(), "GET " + path, headers, "");
    }

    private static String post(String path, String headers) throws IOException {
        return RawClient.ask(server.baseUrl(), "POST " + path, own() + headers, DOCUMENT);
    }

    private static String status(String answer) {
        return answer.substring(9, 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "0.0.0.0", "10.0.0.1"})
    void answersNoForeignHost(String host) throws IOException {
        for (String path :
                new String[] {"/wps?service=WPS&request=GetCapabilities", "/", "/actuator/health", "/report"}) {
            String answer = get(path, "Host: " + host + ":8080\r\n");
            assertThat(status(answer)).as(path).isEqualTo("403");
            assertThat(answer)
                    .contains("does not go by the name “" + host + "”")
                    .doesNotContain("http://" + host);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "[::1]", "LOCALHOST"})
    void answersUnderLoopbackNames(String host) throws IOException {
        assertThat(status(get("/actuator/health", "Host: " + host + "\r\n"))).isEqualTo("200");
    }

    @Test
    void answersUnderTheNameOfItsBaseUrl() throws IOException {
        try (TestServer behindProxy = new TestServer(Map.of("edubalance.base-url", "https://edu.example.org/maps"))) {
            String capabilities = RawClient.ask(
                    behindProxy.baseUrl(),
                    "GET /wps?service=WPS&request=GetCapabilities",
                    "Host: edu.example.org\r\n",
                    "");
            assertThat(status(capabilities)).isEqualTo("200");
            assertThat(capabilities).contains("https://edu.example.org/maps/ows");
            String execute = RawClient.ask(
                    behindProxy.baseUrl(),
                    "GET " + EXECUTE,
                    "Host: localhost\r\nOrigin: https://edu.example.org\r\nSec-Fetch-Site: same-origin\r\n",
                    "");
            assertThat(status(execute)).isEqualTo("200");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://localhost:1",
        "Origin: https://maps.example.org.evil.example",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
    })
    void executesNothingForForeignPages(String header) throws IOException {
        String from = own() + header + "\r\n";
        assertThat(status(get(EXECUTE, from))).isEqualTo("403");
        assertThat(status(get(EXECUTE.replace("Execute", "%45xeCute"), from))).isEqualTo("403");
        assertThat(status(get("/ows?service=WPS&version=1.0.0&request=Dismiss&executionId=x", from)))
                .isEqualTo("403");
        assertThat(status(get("/wms?service=WMS&request=GetMap&sld_body=x", from)))
                .isEqualTo("403");
        assertThat(status(post("/wps", header + "\r\nContent-Type: text/xml\r\n")))
                .isEqualTo("403");
        assertThat(status(post("/wps", header + "\r\nContent-Type: text/plain\r\n")))
                .isEqualTo("403");
        String seen = get("/wps?service=WPS&request=GetCapabilities", from);
        assertThat(status(seen)).as("what a page may show, not read").isEqualTo("200");
        assertThat(seen).doesNotContain("Access-Control-Allow");
    }

    @ParameterizedTest
    @CsvSource({
        "text/xml, 200",
        "application/xml, 200",
        "text/plain, 415",
        "TEXT/PLAIN; charset=utf-8, 415",
        "application/x-www-form-urlencoded, 415",
        "multipart/form-data; boundary=x, 415",
        ", 415"
    })
    void takesFromItsOwnPagesWhatNoFormCanSend(String type, String status) throws IOException {
        String from = "Origin: " + server.baseUrl() + "\r\nSec-Fetch-Site: same-origin\r\n"
                + (type == null ? "" : "Content-Type: " + type + "\r\n");
        assertThat(status(post("/wps", from))).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "text/plain", ""})
    void takesAnyTypeFromWhatIsNoBrowser(String type) throws IOException {
        assertThat(status(post("/wps", type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")))
                .isEqualTo("200");
        assertThat(status(get(EXECUTE, own()))).isEqualTo("200");
    }

    @Test
    void letsListedOriginsIn() throws IOException {
        String from = "Origin: " + LISTED + "\r\nSec-Fetch-Site: cross-site\r\n";
        String answer = post("/wps", from + "Content-Type: text/xml\r\n");
        assertThat(status(answer)).isEqualTo("200");
        assertThat(answer)
                .contains("Access-Control-Allow-Origin: " + LISTED + "\r\n")
                .contains("Vary: Origin")
                .doesNotContain("Allow-Credentials");
        assertThat(status(get(EXECUTE, own() + from))).isEqualTo("200");
        assertThat(status(post("/wps", from + "Content-Type: text/plain\r\n"))).isEqualTo("415");

        String asks = "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\n";
        String preflight = RawClient.ask(server.baseUrl(), "OPTIONS /wps", own() + from + asks, "");
        assertThat(status(preflight)).isEqualTo("204");
        assertThat(preflight)
                .contains("Access-Control-Allow-Origin: " + LISTED + "\r\n")
                .contains("Access-Control-Allow-Methods: GET, POST")
                .contains("Access-Control-Allow-Headers: Content-Type");
        String other =
                RawClient.ask(server.baseUrl(), "OPTIONS /wps", own() + "Origin: https://evil.example\r\n" + asks, "");
        assertThat(status(other)).isEqualTo("403");
        assertThat(other).doesNotContain("Access-Control-Allow-Origin");
    }

    /** Whatever a page asks for: maps, what is at a pixel, processes, the OGC API. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/wms?service=WMS&version=1.3.0&request=GetMap&layers=edu:schools&crs=CRS:84&bbox=92,27,99,31&width=9"
                        + "&height=9&format=image/png",
                "/ows?service=WMS&version=1.3.0&request=GetFeatureInfo&layers=edu:schools&query_layers=edu:schools"
                        + "&crs=CRS:84&bbox=92,27,99,31&width=9&height=9&i=1&j=1&info_format=application/json",
                "/wms?service=WMS&request=GetCapabilities",
                "/wps?service=WPS&request=GetCapabilities",
                "/ogc/processes/v1/processes",
                EXECUTE
            })
    void listedOriginsReadEveryAnswer(String path) throws IOException {
        String answer = get(path, own() + "Origin: " + LISTED + "\r\nSec-Fetch-Site: cross-site\r\n");
        assertThat(status(answer)).isEqualTo("200");
        assertThat(answer)
                .contains("Access-Control-Allow-Origin: " + LISTED + "\r\n")
                .contains("Access-Control-Expose-Headers: Location, Link, Preference-Applied, Edubalance-Notes\r\n")
                .doesNotContain("Allow-Credentials");
        if (!path.equals(EXECUTE)) {
            String others = get(path, own() + "Origin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n");
            assertThat(others).contains("Vary: Origin\r\n").doesNotContain("Access-Control");
            assertThat(get(path, own())).contains("Vary: Origin\r\n").doesNotContain("Access-Control");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "maps.example.org", "https://maps.example.org/", "https://*.example.org", "null"})
    void takesExactOriginsOnly(String origin) {
        assertThatThrownBy(() -> new TestServer(Map.of("edubalance.cors-origins", origin)))
                .hasStackTraceContaining("edubalance.cors-origins must be exact origins");
    }

    @Test
    void showsEveryAnswerUnderAPolicy() throws IOException {
        String nothing = "Content-Security-Policy: default-src 'none'; sandbox; frame-ancestors 'none'\r\n";
        for (String path : new String[] {
            "/wps?service=WPS&request=GetCapabilities",
            EXECUTE,
            "/ows",
            "/wms?request=x",
            "/nothing",
            "/js/main.js",
            "/actuator/health"
        }) {
            assertThat(get(path, own())).as(path).contains(nothing).contains("X-Content-Type-Options: nosniff\r\n");
        }
        assertThat(get("/", own()))
                .containsPattern("Content-Security-Policy: default-src 'none'; script-src 'self';[^\\r]*"
                        + "; frame-ancestors 'none'\\r\\n");
        assertThat(get("/report?lang=xx", own()))
                .contains("Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'");
        assertThat(get("/wps", "Host: evil.example\r\n")).contains(nothing);
    }

    @Test
    void answersNothingInHttp09() throws IOException {
        try (RawClient client = new RawClient(server.baseUrl())) {
            assertThat(client.send("GET /actuator/health\r\n\r\n").answer()).doesNotContain("UP");
        }
    }

    @Test
    void tellsWhoSendsTooMuch() throws IOException {
        String body = "a".repeat(6_000_000);
        for (String length :
                new String[] {"Content-Length: 6000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5b8d80\r\n"}) {
            try (RawClient client = new RawClient(server.baseUrl())) {
                client.send("POST /wps HTTP/1.1\r\n" + own() + "Content-Type: text/xml\r\nConnection: close\r\n"
                                + length)
                        .send(body)
                        .send(length.startsWith("T") ? "\r\n0\r\n\r\n" : "");
                String answer = client.answer();
                assertThat(status(answer)).isEqualTo("413");
                assertThat(answer).contains("larger than the limit of 1048576 bytes");
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void givesOneClientSoManyConnections() throws IOException {
        List<RawClient> idle = new ArrayList<>();
        try (TestServer few = new TestServer(Map.of("edubalance.limits.client-connections", 20))) {
            for (int i = 0; i < 20; i++) {
                idle.add(new RawClient(few.baseUrl()).send("GET / HTTP/1.1\r\n"));
            }
            try (RawClient more = new RawClient(few.baseUrl())) {
                assertThat(more.answer())
                        .startsWith("HTTP/1.1 503")
                        .contains("Retry-After: 5\r\n")
                        .contains("One client can have 20 connections at a time: try again later")
                        .contains("一个客户端最多可同时有20个连接：请稍后再试");
            }
            String health = "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            try (RawClient other = new RawClient(few.baseUrl(), "127.0.0.2")) {
                assertThat(other.send(health).answer()).startsWith("HTTP/1.1 200");
            }
            idle.remove(0).close();
            String again = "";
            for (int i = 0; i < 100 && !again.startsWith("HTTP/1.1 200"); i++) {
                try (RawClient next = new RawClient(few.baseUrl())) {
                    again = next.send(health).answer();
                }
            }
            assertThat(again).as("once one is closed").startsWith("HTTP/1.1 200");
        } finally {
            for (RawClient client : idle) {
                client.close();
            }
        }
    }
}

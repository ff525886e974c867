package org.edubalance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.server.TestServer.text;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Whatever comes over HTTP is answered at once and is no fault of the server: documents and forms of WPS and WMS, JSON of
 * the OGC API, headers. Nothing but the server itself is called by it. In an ordinary build the kept inputs run; the
 * profile {@code fuzz} lets Jazzer look for more.
 */
class ServerFuzzTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PROCESSES = "/ogc/processes/v1/processes/";
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of(
                "edubalance.limits.run-time",
                "2s",
                "edubalance.limits.grid-cells",
                100_000,
                "edubalance.limits.image-pixels",
                100_000,
                "edubalance.limits.stored-jobs",
                20));
        // what is loaded once counts for nobody
        for (String path : new String[] {
            "/wps?service=WPS&request=Execute&version=1.0.0&identifier=vec:Count&RawDataOutput=result"
                    + "&DataInputs=features%3Dlon,lat%0A1,2%40mimeType%3Dtext%2Fcsv",
            "/wms?service=WMS&version=1.3.0&layers=edu:schools&styles=&crs=CRS:84&bbox=92,28,96,31&width=40&height=30"
                    + "&request=GetMap&format=image/png",
            PROCESSES + "edu:KernelDensity"
        }) {
            warmUp(path);
        }
    }

    /** The first time may be longer than a request may take here, where the machine has other work. */
    private static void warmUp(String path) {
        int status = 503;
        for (int i = 0; i < 20 && status == 503; i++) {
            status = server.get(path).statusCode();
        }
        assertThat(status).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @FuzzTest(maxDuration = "5m")
    void wpsDocument(byte[] bytes) {
        post("/wps", "text/xml", bytes);
    }

    /** The pairs as they stand in a URL. */
    @FuzzTest(maxDuration = "5m")
    void wpsPairs(byte[] bytes) {
        post("/wps", FORM, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void wmsPairs(byte[] bytes) {
        post("/wms", FORM, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void execution(byte[] bytes) {
        post(PROCESSES + "edu:BalanceCoefficients/execution", "application/json", bytes);
        post(PROCESSES + "edu:KernelDensity/execution", "application/json", bytes);
    }

    /** Header lines of a request. */
    @FuzzTest(maxDuration = "5m")
    void headers(byte[] bytes) throws IOException {
        allowOnlyItself();
        byte[] head = "GET /ogc/processes/v1/processes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        Instant start = Instant.now();
        try (RawClient client = new RawClient(server.baseUrl())) {
            String answer =
                    client.send(head).send(bytes).send("\r\n\r\n").finish().answer();
            assertThat(answer).doesNotStartWith("HTTP/1.1 500").doesNotContain("internal error");
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(AT_ONCE);
    }

    private static void post(String path, String type, byte[] bytes) {
        allowOnlyItself();
        Instant start = Instant.now();
        HttpResponse<byte[]> answer = server.send(HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build());
        assertThat(Duration.between(start, Instant.now())).isLessThan(AT_ONCE);
        assertThat(answer.statusCode()).as(text(answer)).isNotEqualTo(500);
        assertThat(text(answer)).doesNotContain("internal error");
    }

    /**
     * Jazzer reports a connection to anywhere else. It watches none where only the kept inputs are run, nor before the
     * first test.
     */
    private static void allowOnlyItself() {
        if (System.getenv("JAZZER_FUZZ") != null) {
            BugDetectors.allowNetworkConnections((host, port) -> host.equals("localhost") || host.equals("127.0.0.1"));
        }
    }
}

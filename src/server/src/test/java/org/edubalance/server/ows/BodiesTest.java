package org.edubalance.server.ows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.server.TestServer.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.edubalance.server.RawClient;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Bodies that come slowly, compressed, or in numbers. */
class BodiesTest {

    private static final String DOCUMENT =
            "<wps:GetCapabilities service=\"WPS\" xmlns:wps=\"http://www.opengis.net/wps/1.0.0\"/>";

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static HttpResponse<byte[]> post(TestServer server, String encoding, byte[] body) {
        return server.send(HttpRequest.newBuilder(URI.create(server.baseUrl() + "/wps"))
                .header("Content-Encoding", encoding)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    @Test
    void readsGzip() throws IOException {
        byte[] document = DOCUMENT.getBytes(StandardCharsets.UTF_8);
        try (TestServer server = new TestServer(Map.of("edubalance.limits.request-size", "1MB"))) {
            assertThat(text(post(server, "gzip", gzip(document)))).contains("<wps:ProcessOfferings");
            assertThat(text(post(server, "identity", document))).contains("<wps:ProcessOfferings");
            HttpResponse<byte[]> bomb = post(server, "gzip", gzip(new byte[50_000_000]));
            assertThat(bomb.statusCode()).isEqualTo(413);
            HttpResponse<byte[]> plain = post(server, "gzip", document);
            assertThat(plain.statusCode()).isEqualTo(400);
            assertThat(text(plain)).contains("not compressed by gzip");
            byte[] half = gzip(DOCUMENT.repeat(50).getBytes(StandardCharsets.UTF_8));
            assertThat(post(server, "gzip", java.util.Arrays.copyOf(half, half.length / 2))
                            .statusCode())
                    .isEqualTo(400);
            HttpResponse<byte[]> other = post(server, "br", document);
            assertThat(other.statusCode()).isEqualTo(415);
            assertThat(text(other)).contains("must be gzip, got “br”");
        }
    }

    @Test
    void slowBodiesLeaveRoomForOthersAndEnd() throws IOException {
        List<RawClient> slow = new ArrayList<>();
        try (TestServer server =
                new TestServer(Map.of("server.tomcat.threads.max", 40, "edubalance.limits.request-time", "12s"))) {
            for (int i = 0; i < 60; i++) {
                slow.add(new RawClient(server.baseUrl())
                        .send("POST /wps HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n"
                                + "Connection: close\r\nContent-Length: 1000\r\n\r\n<"));
            }
            Instant start = Instant.now();
            assertThat(server.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(server.get("/wps?service=WPS&request=GetCapabilities").statusCode())
                    .isEqualTo(200);
            assertThat(Duration.between(start, Instant.now()))
                    .as("and not when the slow ones are done")
                    .isLessThan(Duration.ofSeconds(10));

            // those that found no place have their answer
            List<RawClient> reading = new ArrayList<>();
            int busy = 0;
            for (RawClient client : slow) {
                if (client.hasAnswer()) {
                    busy += client.answer().startsWith("HTTP/1.1 503") ? 1 : 0;
                } else {
                    reading.add(client);
                }
            }
            assertThat(reading).as("three quarters of half of the threads").hasSize(15);
            assertThat(busy).isEqualTo(45);
            for (int i = 0; i < 150; i++) {
                for (RawClient client : reading) {
                    if (!client.hasAnswer()) {
                        client.send(" ");
                    }
                }
                pause();
            }
            for (RawClient client : reading) {
                assertThat(client.answer()).startsWith("HTTP/1.1 408");
            }
        } finally {
            for (RawClient client : slow) {
                client.close();
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void slowBodiesOfOneClientLeaveRoomForThoseOfOthers() throws IOException {
        List<RawClient> slow = new ArrayList<>();
        String head = "POST /wps HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nConnection: close\r\n"
                + "Content-Length: " + DOCUMENT.length() + "\r\n\r\n";
        try (TestServer server = new TestServer(Map.of("server.tomcat.threads.max", 40))) {
            for (int i = 0; i < 15; i++) {
                slow.add(new RawClient(server.baseUrl()).send(head + "<"));
            }
            String refused = "";
            for (int i = 0; i < 100 && !refused.startsWith("HTTP/1.1 503"); i++) {
                pause();
                try (RawClient own = new RawClient(server.baseUrl())) {
                    refused = own.send(head + DOCUMENT).answer();
                }
            }
            assertThat(refused).startsWith("HTTP/1.1 503").contains("One client can send 15 requests at a time");
            try (RawClient other = new RawClient(server.baseUrl(), "127.0.0.2")) {
                assertThat(other.send(head + DOCUMENT).answer())
                        .startsWith("HTTP/1.1 200")
                        .contains("<wps:ProcessOfferings");
            }
        } finally {
            for (RawClient client : slow) {
                client.close();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.edubalance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServerApplicationTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void reportsItsHealth() {
        HttpResponse<byte[]> response = server.get("/actuator/health");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(TestServer.text(response)).contains("\"status\":\"UP\"");
    }

    @Test
    void offersNoOtherManagement() {
        for (String path : new String[] {
            "/actuator", "/actuator/", "/actuator/env", "/actuator/beans", "/actuator/heapdump", "/actuator/shutdown"
        }) {
            assertThat(server.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    /** Its work of no name, kept where temporary files are. */
    @Test
    void removesWhatAServerLeftThatWasKilled() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path left = temporary.resolve("edubalance-999999999-0b1c");
        Files.createDirectories(left.resolve("jobs"));
        Files.writeString(left.resolve("jobs").resolve("response"), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(7200)));
        try (TestServer next = new TestServer(Map.of())) {
            assertThat(next.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(left).doesNotExist();
            try (Stream<Path> files = Files.list(temporary)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .as("where it would be if this one were killed")
                        .anyMatch(name -> name.startsWith(
                                "edubalance-" + ProcessHandle.current().pid() + "-"));
            }
        }
    }

    @Test
    void asksForTheServiceWhereThePathNamesNone() {
        HttpResponse<byte[]> response = server.get("/ows?request=GetCapabilities");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.text(response)).contains("exceptionCode=\"MissingParameterValue\" locator=\"service\"");
    }
}

package org.edubalance.server.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * OWSLib, a client that nobody here wrote, and curl on the server over its sample data: every process described, every process of
 * {@code edu} run inline and by reference, at once and later, by WPS and by OGC API – Processes with the same results, every
 * style drawn in every CRS.
 */
@Tag("client")
@EnabledIfSystemProperty(
        named = "clients",
        matches = "true",
        disabledReason = "needs OWSLib (python3-owslib): run with -Dclients=true")
class OwslibIT {

    @Test
    void worksWithOwslib() throws Exception {
        Path log = Files.createDirectories(Path.of("target/owslib")).resolve("log.txt");
        try (TestServer server = new TestServer(Map.of())) {
            // Debian's own Python, which has the package whatever other Python is first on the path.
            Process process = new ProcessBuilder(
                            "/usr/bin/python3", "src/server/src/test/python/owslib_check.py", server.baseUrl())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            process.destroyForcibly();
            String text = Files.readString(log);
            assertThat(ended).as(text).isTrue();
            assertThat(process.exitValue()).as(text).isZero();
            assertThat(text).endsWith("all checks passed\n");
        }
    }
}

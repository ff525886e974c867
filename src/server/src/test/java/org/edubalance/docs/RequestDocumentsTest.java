package org.edubalance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.edubalance.process.EduProcessFactory;
import org.edubalance.server.TestServer;
import org.geotools.api.feature.type.Name;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each request document of {@code sample-data/requests} gives the response that the docs show. With
 * {@code -Ddocs.update=true} the responses are written anew instead.
 */
class RequestDocumentsTest {

    private static final Path REQUESTS = Path.of("sample-data/requests");
    private static final Path RESPONSES = Path.of("docs/responses");

    /** Responses are doubles as the JVM computes them; only the last digits may differ between machines. */
    private static final double RELATIVE = 1e-9;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Path> requests() throws IOException {
        try (Stream<Path> files = Files.list(REQUESTS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void givesTheResponseOfTheDocs(Path request) throws IOException {
        HttpResponse<byte[]> response = server.post("/wps", "text/xml", Files.readString(request));

        String text = TestServer.text(response);
        assertThat(response.statusCode()).as(text).isEqualTo(200);
        boolean json = response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        String name = request.getFileName().toString().replace(".xml", json ? ".json" : ".asc");
        Path expected = RESPONSES.resolve(name);
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(RESPONSES);
            Files.writeString(expected, text);
        }
        if (json) {
            ObjectMapper mapper = new ObjectMapper();
            assertAlike(mapper.readTree(text), mapper.readTree(Files.readString(expected)), name);
        } else {
            assertGridsAlike(text, Files.readString(expected));
        }
    }

    @Test
    void everyProcessHasARequest() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path request : requests()) {
            all.append(Files.readString(request, StandardCharsets.UTF_8));
        }
        for (Name process : new EduProcessFactory().getNames()) {
            assertThat(all).contains("edu:" + process.getLocalPart() + "<");
        }
    }

    private static void assertAlike(JsonNode actual, JsonNode expected, String path) {
        assertThat(actual.getNodeType()).as(path).isEqualTo(expected.getNodeType());
        if (expected.isNumber()) {
            double value = expected.doubleValue();
            assertThat(Math.abs(actual.doubleValue() - value))
                    .as(path + ": " + actual + " and " + expected)
                    .isLessThanOrEqualTo(RELATIVE * Math.max(1, Math.abs(value)));
        } else if (expected.isContainerNode()) {
            assertThat(names(actual)).as(path).isEqualTo(names(expected));
            for (String name : names(expected)) {
                assertAlike(child(actual, name), child(expected, name), path + "/" + name);
            }
        } else {
            assertThat(actual).as(path).isEqualTo(expected);
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                names.add(Integer.toString(i));
            }
        } else {
            node.fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    private static JsonNode child(JsonNode node, String name) {
        return node.isArray() ? node.get(Integer.parseInt(name)) : node.get(name);
    }

    /** Cells are 32-bit floats. */
    private static void assertGridsAlike(String actual, String expected) {
        String[] cells = actual.strip().split("\\s+");
        String[] expectedCells = expected.strip().split("\\s+");
        assertThat(cells).hasSameSizeAs(expectedCells);
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].equals(expectedCells[i])) {
                double value = Double.parseDouble(expectedCells[i]);
                assertThat(Math.abs(Double.parseDouble(cells[i]) - value))
                        .as("word " + i)
                        .isLessThanOrEqualTo(1e-6 * Math.max(1, Math.abs(value)));
            }
        }
    }
}

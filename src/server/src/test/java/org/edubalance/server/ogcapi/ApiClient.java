package org.edubalance.server.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.edubalance.server.TestServer;

/** A client of the API that holds what comes against the API's own definition. */
final class ApiClient {

    static final String SCHOOLS =
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","geometry":{"type":"Point","coordinates":[94.1,29.2]},"properties":{"name":"东关小学","pupils":10,"books":100,"county":"A"}},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[94.3,29.4]},"properties":{"name":"二小","pupils":20,"books":150,"county":"A"}},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[94.5,29.1]},"properties":{"name":"C","pupils":30,"books":400,"county":"B"}}]}""";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final TestServer server;
    private final JsonNode definition;

    ApiClient(TestServer server) {
        this.server = server;
        definition = json(server.get(OgcApi.ROOT + "/openapi"));
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return json(TestServer.text(response));
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON:\n" + text, e);
        }
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** GET of a path below the API's root, or of an address of this server. */
    HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    HttpResponse<byte[]> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    HttpResponse<byte[]> send(String method, String path, String body, String... headers) {
        String url = path.startsWith("http") ? path : server.baseUrl() + OgcApi.ROOT + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        boolean typed = false;
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
            typed |= headers[i].equals("Content-Type");
        }
        if (body != null && !typed) {
            request.header("Content-Type", "application/json");
        }
        return server.send(request.build());
    }

    /** Executes a process with the given inputs, as JSON members, and further members of the body. */
    HttpResponse<byte[]> execute(String process, String inputs, String more, String... headers) {
        return post(
                "/processes/" + process + "/execution",
                "{\"inputs\": {" + inputs + "}" + (more.isEmpty() ? "" : ", " + more) + "}",
                headers);
    }

    /** The JSON of an answer, which must have the status and be of the schema that the definition has under the name. */
    JsonNode valid(HttpResponse<byte[]> response, int status, String schema) {
        assertThat(response.statusCode()).as(TestServer.text(response)).isEqualTo(status);
        JsonNode json = json(response);
        assertThat(schema(schema).validate(json)).as(json.toPrettyString()).isEmpty();
        return json;
    }

    /** A problem of a type, with its status. */
    JsonNode problem(HttpResponse<byte[]> response, int status, String type) {
        JsonNode problem = valid(response, status, "exception");
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(problem.path("type").asText()).as(problem.toString()).isEqualTo(type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        return problem;
    }

    /** A schema of the definition, in the dialect of OpenAPI 3.0. */
    JsonSchema schema(String name) {
        return schemas("{\"$ref\": \"#/components/schemas/" + name + "\"}");
    }

    private JsonSchema schemas(String root) {
        var document = (com.fasterxml.jackson.databind.node.ObjectNode) json(root);
        document.set("components", definition.path("components"));
        return factory().getSchema(SchemaLocation.of("urn:api"), document);
    }

    static JsonSchemaFactory factory() {
        return JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V4, builder -> builder.metaSchema(OpenApi30.getInstance())
                        .defaultMetaSchemaIri(OpenApi30.getInstance().getIri()));
    }

    /** The status of a job once it has one of the given. */
    JsonNode await(String job, String... statuses) {
        JsonNode[] last = new JsonNode[1];
        awaitTrue(() -> {
            last[0] = valid(get(job), 200, "statusInfo");
            return java.util.List.of(statuses).contains(last[0].path("status").asText());
        });
        return last[0];
    }

    static void awaitTrue(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("within 20 s").isBefore(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** The hrefs of a document's links by relation. */
    static Map<String, String> links(JsonNode document) {
        Map<String, String> links = new java.util.HashMap<>();
        document.path("links")
                .forEach(link -> links.put(
                        link.path("rel").asText() + " " + link.path("type").asText(),
                        link.path("href").asText()));
        return links;
    }
}

package org.edubalance.server.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.server.ogcapi.ApiClient.header;
import static org.edubalance.server.ogcapi.ApiClient.json;
import static org.edubalance.server.ogcapi.ApiClient.links;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.edubalance.server.TestServer;
import org.edubalance.server.execution.ProcessCatalog;
import org.edubalance.server.execution.TestProcesses;
import org.geotools.process.Processors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API says of itself and of its processes: as JSON, as an OpenAPI document, as pages, in two languages. */
class ApiResourcesTest {

    private static final TestProcesses PROCESSES = new TestProcesses();

    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        Processors.addProcessFactory(PROCESSES);
        server = new TestServer(Map.of());
        api = new ApiClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
        Processors.removeProcessFactory(PROCESSES);
    }

    @Test
    void theLandingPageLeadsToAllParts() {
        JsonNode landing = api.valid(api.get(""), 200, "landingPage");
        Map<String, String> links = links(landing);
        assertThat(links)
                .containsKeys(
                        "self application/json",
                        "alternate text/html",
                        "service-desc application/vnd.oai.openapi+json;version=3.0",
                        "http://www.opengis.net/def/rel/ogc/1.0/conformance application/json",
                        "http://www.opengis.net/def/rel/ogc/1.0/processes application/json",
                        "http://www.opengis.net/def/rel/ogc/1.0/job-list application/json");
        assertThat(links.values()).allSatisfy(href -> {
            HttpResponse<byte[]> response = api.get(href);
            assertThat(response.statusCode()).as(href).isEqualTo(200);
        });
        for (String path : List.of("/ogc/processes", "/ogc/processes/", "/ogc/processes/v1", "/ogc/processes/v1/")) {
            assertThat(json(server.get(path))).as(path).isEqualTo(landing);
        }
        assertThat(json(server.get("/ogc/processes/conformance"))).isEqualTo(json(api.get("/conformance")));
    }

    @Test
    void saysWhatItConformsTo() {
        JsonNode conformance = api.valid(api.get("/conformance"), 200, "confClasses");
        assertThat(conformance.path("conformsTo"))
                .extracting(JsonNode::asText)
                .contains(
                        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core",
                        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/ogc-process-description",
                        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/json",
                        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/html",
                        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/oas30",
                        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/job-list",
                        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/dismiss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void theDefinitionIsAnOpenApiDocument(String language) {
        HttpResponse<byte[]> response = api.get("/openapi?lang=" + language);
        assertThat(header(response, "Content-Type")).isEqualTo("application/vnd.oai.openapi+json;version=3.0");
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(TestServer.text(response), List.of(), options);
        assertThat(parsed.getMessages()).isEmpty();
        OpenAPI definition = parsed.getOpenAPI();
        assertThat(definition.getPaths().keySet())
                .containsExactlyInAnyOrder(
                        "/",
                        "/conformance",
                        "/processes",
                        "/processes/{processID}",
                        "/processes/{processID}/execution",
                        "/jobs",
                        "/jobs/{jobID}",
                        "/jobs/{jobID}/results",
                        "/jobs/{jobID}/results/{outputID}");
        List<String> operations = new ArrayList<>();
        definition.getPaths().values().forEach(path -> path.readOperations()
                .forEach(operation -> operations.add(operation.getOperationId())));
        assertThat(operations)
                .containsExactlyInAnyOrder(
                        "getLandingPage",
                        "getConformanceClasses",
                        "getProcesses",
                        "getProcessDescription",
                        "execute",
                        "getJobs",
                        "getStatus",
                        "dismiss",
                        "getResult",
                        "getOutput");
        assertThat(definition.getInfo().getTitle())
                .isEqualTo(language.equals("zh") ? "教育资源均衡" : "Balance of educational resources");
    }

    @Test
    void listsTheProcessesPartByPart() {
        JsonNode all = api.valid(api.get("/processes"), 200, "processList");
        int offered = server.bean(ProcessCatalog.class).all().size();
        assertThat(all.path("processes")).hasSize(offered);
        assertThat(links(all)).containsOnlyKeys("self application/json", "alternate text/html");
        List<String> ids = new ArrayList<>();
        String next = "/processes?limit=10";
        while (next != null) {
            JsonNode page = api.valid(api.get(next), 200, "processList");
            assertThat(page.path("processes").size()).isBetween(1, 10);
            page.path("processes").forEach(process -> ids.add(process.path("id").asText()));
            next = links(page).get("next application/json");
        }
        assertThat(ids).hasSize(offered).doesNotHaveDuplicates().contains("edu:KernelDensity", "vec:Count");
        JsonNode last = json(api.get("/processes?limit=3&offset=" + (offered - 1)));
        assertThat(last.path("processes")).hasSize(1);
        assertThat(links(last)).containsKey("prev application/json").doesNotContainKey("next application/json");
        JsonNode summary = all.path("processes").get(0);
        assertThat(links(summary).get("self application/json"))
                .isEqualTo(server.baseUrl() + "/ogc/processes/v1/processes/"
                        + summary.path("id").asText());
    }

    /**
     * The schemas are held against what the standard lets be in one, by a parser of OpenAPI 3.0 (which knows no media
     * types of contents), and the defaults against the schemas.
     */
    @Test
    void describesEveryProcess() {
        ObjectNode all = (ObjectNode)
                json("{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"all\", \"version\": \"1\"}, \"paths\": {}}");
        ObjectNode every = all.putObject("components").putObject("schemas");
        for (JsonNode summary : json(api.get("/processes")).path("processes")) {
            String id = summary.path("id").asText();
            JsonNode process = api.valid(api.get("/processes/" + id), 200, "process");
            assertThat(process.path("id").asText()).isEqualTo(id);
            assertThat(process.path("jobControlOptions"))
                    .extracting(JsonNode::asText)
                    .containsExactly("sync-execute", "async-execute", "dismiss");
            assertThat(process.path("outputs").size()).as(id).isPositive();
            List<JsonNode> schemas = new ArrayList<>();
            process.path("outputs").forEach(output -> schemas.add(output.path("schema")));
            process.path("inputs").fields().forEachRemaining(input -> {
                JsonNode schema = input.getValue().path("schema");
                schemas.add(schema);
                if (schema.has("default")) {
                    assertThat(ApiClient.factory().getSchema(schema).validate(schema.get("default")))
                            .as(id + " " + input.getKey())
                            .isEmpty();
                    assertThat(input.getValue().path("minOccurs").asInt()).isZero();
                }
            });
            schemas.forEach(schema -> every.set("s" + every.size(), schema));
            assertThat(links(process))
                    .containsEntry(
                            "http://www.opengis.net/def/rel/ogc/1.0/execute application/json",
                            server.baseUrl() + "/ogc/processes/v1/processes/" + id + "/execution");
        }
        assertThat(every.size()).isGreaterThan(200);
        String known = all.toString()
                .replaceAll(",?\"content(MediaType|Encoding)\":\"[^\"]*\"", "")
                .replace("{,", "{");
        assertThat(new OpenAPIV3Parser().readContents(known).getMessages()).isEmpty();
    }

    @Test
    void describesInputsByTheirSchemas() {
        JsonNode inputs = json(api.get("/processes/test:Literals")).path("inputs");
        assertThat(inputs.at("/whole/schema"))
                .isEqualTo(json("{\"type\":\"integer\",\"minimum\":1.0,\"maximum\":9.0}"));
        assertThat(inputs.at("/number/schema"))
                .isEqualTo(json("{\"type\":\"number\",\"format\":\"double\",\"default\":2.5}"));
        assertThat(inputs.at("/flag/schema")).isEqualTo(json("{\"type\":\"boolean\"}"));
        assertThat(inputs.at("/mood/schema"))
                .isEqualTo(json("{\"type\":\"string\",\"enum\":[\"GOOD\",\"BAD\"],\"default\":\"GOOD\"}"));
        assertThat(inputs.at("/numbers/maxOccurs").asInt()).isEqualTo(3);
        assertThat(inputs.at("/numbers/schema/type").asText()).isEqualTo("number");

        JsonNode density = json(api.get("/processes/edu:KernelDensity"));
        assertThat(density.at("/inputs/data/minOccurs").asInt()).isOne();
        assertThat(density.at("/inputs/data/schema/oneOf/0/allOf/0/format").asText())
                .isEqualTo("geojson-feature-collection");
        assertThat(density.at("/inputs/data/schema/oneOf/1/contentMediaType").asText())
                .isEqualTo("text/csv");
        assertThat(density.at("/inputs/outputBBOX/schema/allOf/0/format").asText())
                .isEqualTo("ogc-bbox");
        assertThat(density.at("/inputs/radius/additionalParameters/parameters"))
                .contains(json("{\"name\":\"unit\",\"value\":[\"m\"]}"));
        assertThat(density.at("/outputs/result/schema/oneOf/0"))
                .isEqualTo(json("{\"type\":\"string\",\"format\":\"byte\",\"contentEncoding\":\"base64\","
                        + "\"contentMediaType\":\"image/tiff\"}"));
    }

    @Test
    void speaksTheLanguageOfTheClient() {
        String zh = json(api.get("/processes/edu:KernelDensity?lang=zh"))
                .path("title")
                .asText();
        assertThat(zh).containsPattern("\\p{IsHan}");
        HttpResponse<byte[]> accepted = api.get("/processes/edu:KernelDensity", "Accept-Language", "zh-CN,en;q=0.5");
        assertThat(json(accepted).path("title").asText()).isEqualTo(zh);
        assertThat(header(accepted, "Content-Language")).isEqualTo("zh");
        assertThat(json(api.get("/processes/edu:KernelDensity", "Accept-Language", "en"))
                        .path("title")
                        .asText())
                .doesNotContainPattern("\\p{IsHan}");
        JsonNode problem = api.problem(
                api.get("/processes/edu:Nothing?lang=zh"),
                404,
                "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process");
        assertThat(problem.path("detail").asText()).isEqualTo("没有处理“edu:Nothing”；/processes 列出所有处理");
        assertThat(api.problem(api.get("?lang=fr"), 400, "InvalidParameterValue")
                        .path("input")
                        .asText())
                .isEqualTo("lang");
    }

    /** Pages are well-formed, so a plain XML parser reads them once the DOCTYPE is off. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/conformance",
                "/processes",
                "/processes/edu:KernelDensity",
                "/processes/test:Literals",
                "/jobs"
            })
    void hasPagesForPeople(String path) throws Exception {
        for (String language : List.of("en", "zh")) {
            HttpResponse<byte[]> page = api.get(path + "?lang=" + language, "Accept", "text/html,*/*;q=0.8");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
            assertThat(header(page, "Content-Security-Policy"))
                    .contains("default-src 'none'", "style-src 'self'")
                    .doesNotContain("script-src");
            String html = TestServer.text(page);
            assertThat(html).contains("<html lang=\"" + (language.equals("zh") ? "zh-CN" : "en") + "\">");
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(
                            html.replace("<!DOCTYPE html>\n", "").getBytes("UTF-8")));
        }
        assertThat(header(api.get(path + "?f=html"), "Content-Type")).startsWith("text/html");
        assertThat(header(api.get(path + "?f=json", "Accept", "text/html"), "Content-Type"))
                .isEqualTo("application/json");
    }

    @Test
    void aPageLeadsOnWhateverTheAddress() {
        String page = TestServer.text(api.get("/processes/edu:KernelDensity?f=html&lang=en"));
        assertThat(page)
                .contains(
                        "href=\"../../../../ogcapi.css\"",
                        "href=\"../../../../ogc/processes/v1/processes?f=html&amp;lang=en\"")
                .contains("href=\"?f=html&amp;lang=zh\"");
        assertThat(server.get("/ogcapi.css").statusCode()).isEqualTo(200);
        String problem = TestServer.text(api.get("/processes/no?f=html&lang=zh"));
        assertThat(problem).contains("<h1>没有所要的内容</h1>", "没有处理“no”");
    }

    @Test
    void answersHeadAsGet() {
        HttpResponse<byte[]> head = api.send("HEAD", "/processes", null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Type")).isEqualTo("application/json");
    }

    @Test
    void listsNoJobsWhereOthersCouldReadThem() {
        try (TestServer open = new TestServer(Map.of("edubalance.ogcapi.job-list", false))) {
            ApiClient client = new ApiClient(open);
            JsonNode problem = client.problem(client.get("/jobs"), 403, "NoApplicableCode");
            assertThat(problem.path("detail").asText()).contains("edubalance.ogcapi.job-list");
            assertThat(links(json(client.get("")))).doesNotContainKey(OgcApi.REL_JOBS + " application/json");
            assertThat(TestServer.text(client.get("/conformance"))).doesNotContain("job-list");
            assertThat(json(client.get("/openapi")).path("paths").has("/jobs")).isFalse();
        }
        try (TestServer open = new TestServer(Map.of("server.address", "0.0.0.0"))) {
            assertThat(new ApiClient(open).get("/jobs").statusCode()).isEqualTo(403);
        }
    }
}

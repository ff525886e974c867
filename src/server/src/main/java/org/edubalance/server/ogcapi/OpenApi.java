package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.server.execution.ProcessCatalog;
import org.edubalance.server.execution.ProcessOffering;
import org.springframework.stereotype.Component;

/** The API as an OpenAPI 3.0 document, in the {@link Language#current} language. */
@Component
class OpenApi {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ProcessCatalog processes;
    private final ObjectNode schemas;

    OpenApi(ProcessCatalog processes) {
        this.processes = processes;
        try (InputStream in = OpenApi.class.getResourceAsStream("/org/edubalance/server/ogcapi/schemas.json")) {
            schemas = (ObjectNode) new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param jobsListed true if {@code /jobs} is to be had */
    ObjectNode document(ApiRequest request, boolean jobsListed) {
        ObjectNode document = JSON.objectNode().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", said("wps.title"))
                .put("description", said("wps.abstract"))
                .put("version", version())
                .putObject("license")
                .put("name", "LGPL-2.1-or-later")
                .put("url", "https://www.gnu.org/licenses/old-licenses/lgpl-2.1.html");
        document.putArray("servers").addObject().put("url", request.url(""));
        ObjectNode paths = document.putObject("paths");
        get(paths, "/", "getLandingPage", said("ogcapi.landing"), "landingPage");
        get(paths, "/conformance", "getConformanceClasses", said("ogcapi.conformance"), "confClasses");
        ObjectNode list = get(paths, "/processes", "getProcesses", said("ogcapi.processes"), "processList");
        refer(list, "limit", "offset");
        get(paths, "/processes/{processID}", "getProcessDescription", said("ogcapi.process"), "process", "processID");
        execute(paths);
        if (jobsListed) {
            ObjectNode jobs = get(paths, "/jobs", "getJobs", said("ogcapi.jobs"), "jobList");
            refer(jobs, "limit", "offset", "type", "jobProcessID", "status", "datetime", "minDuration", "maxDuration");
        }
        get(paths, "/jobs/{jobID}", "getStatus", said("ogcapi.job"), "statusInfo", "jobID");
        dismiss((ObjectNode) paths.get("/jobs/{jobID}"));
        results(paths);
        ObjectNode components = document.putObject("components");
        components.set("parameters", parameters());
        components.set("schemas", schemas.deepCopy());
        return document;
    }

    private static String version() {
        String version = OpenApi.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    private static String said(String key) {
        return Message.of(key).in(Language.current());
    }

    private static ObjectNode get(
            ObjectNode paths, String path, String id, String summary, String schema, String... parameters) {
        ObjectNode operation = operation(paths.withObjectProperty(path).putObject("get"), id, summary, parameters);
        refer(operation, "f", "lang");
        ObjectNode content = answer(operation, 200, summary);
        content.putObject("application/json").set("schema", ref(schema));
        content.putObject("text/html").putObject("schema").put("type", "string");
        problems(operation);
        return operation;
    }

    private static ObjectNode operation(ObjectNode operation, String id, String summary, String... parameters) {
        operation.put("operationId", id).put("summary", summary);
        operation.putArray("parameters");
        operation.putObject("responses");
        refer(operation, parameters);
        return operation;
    }

    private static void refer(ObjectNode operation, String... parameters) {
        for (String parameter : parameters) {
            ((ArrayNode) operation.get("parameters")).addObject().put("$ref", "#/components/parameters/" + parameter);
        }
    }

    private static ObjectNode answer(ObjectNode operation, int status, String description) {
        return ((ObjectNode) operation.get("responses"))
                .putObject(Integer.toString(status))
                .put("description", description)
                .putObject("content");
    }

    /** What every operation may answer instead. */
    private static void problems(ObjectNode operation) {
        ObjectNode problem = ((ObjectNode) operation.get("responses"))
                .putObject("default")
                .put("description", said("ogcapi.problem"));
        problem.putObject("content").putObject("application/problem+json").set("schema", ref("exception"));
    }

    private static ObjectNode ref(String schema) {
        return JSON.objectNode().put("$ref", "#/components/schemas/" + schema);
    }

    private void execute(ObjectNode paths) {
        ObjectNode operation = operation(
                paths.putObject("/processes/{processID}/execution").putObject("post"),
                "execute",
                said("ogcapi.execute"),
                "processID",
                "lang",
                "Prefer");
        operation
                .putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject("application/json")
                .set("schema", ref("execute"));
        anyResult(answer(operation, 200, said("ogcapi.result")));
        ObjectNode created = answer(operation, 201, said("ogcapi.job"));
        created.putObject("application/json").set("schema", ref("statusInfo"));
        ObjectNode location = ((ObjectNode) operation.path("responses").path("201"))
                .putObject("headers")
                .putObject("Location");
        location.putObject("schema").put("type", "string").put("format", "uri");
        noContent(operation);
        problems(operation);
    }

    private static void noContent(ObjectNode operation) {
        ObjectNode links = ((ObjectNode) operation.get("responses"))
                .putObject("204")
                .put("description", said("ogcapi.reference"))
                .putObject("headers")
                .putObject("Link");
        links.putObject("schema").put("type", "string");
    }

    private static void anyResult(ObjectNode content) {
        content.putObject("application/json").putObject("schema");
        content.putObject("*/*").putObject("schema");
    }

    private static void dismiss(ObjectNode path) {
        ObjectNode operation = operation(path.putObject("delete"), "dismiss", said("ogcapi.dismiss"), "jobID", "lang");
        answer(operation, 200, said("ogcapi.job")).putObject("application/json").set("schema", ref("statusInfo"));
        problems(operation);
    }

    private static void results(ObjectNode paths) {
        ObjectNode results = operation(
                paths.putObject("/jobs/{jobID}/results").putObject("get"),
                "getResult",
                said("ogcapi.result"),
                "jobID",
                "lang");
        anyResult(answer(results, 200, said("ogcapi.result")));
        noContent(results);
        problems(results);
        ObjectNode one = operation(
                paths.putObject("/jobs/{jobID}/results/{outputID}").putObject("get"),
                "getOutput",
                said("ogcapi.output"),
                "jobID",
                "outputID",
                "lang");
        anyResult(answer(one, 200, said("ogcapi.output")));
        problems(one);
    }

    private ObjectNode parameters() {
        ObjectNode parameters = JSON.objectNode();
        ObjectNode id = parameter(parameters, "processID", "path", "processID", said("ogcapi.param.processID"));
        ArrayNode known = id.put("type", "string").putArray("enum");
        for (ProcessOffering process : processes.all()) {
            known.add(process.identifier());
        }
        parameter(parameters, "jobID", "path", "jobID", said("ogcapi.param.jobID"))
                .put("type", "string")
                .put("format", "uuid");
        parameter(parameters, "outputID", "path", "outputID", said("ogcapi.param.outputID"))
                .put("type", "string");
        ObjectNode f = parameter(parameters, "f", "query", "f", said("ogcapi.param.f"));
        f.put("type", "string").putArray("enum").add("json").add("html");
        ObjectNode lang = parameter(parameters, "lang", "query", "lang", said("ogcapi.param.lang"));
        ArrayNode languages = lang.put("type", "string").putArray("enum");
        for (Language language : Language.values()) {
            languages.add(language.code());
        }
        parameter(parameters, "Prefer", "header", "Prefer", said("ogcapi.param.prefer"))
                .put("type", "string");
        parameter(parameters, "limit", "query", "limit", said("ogcapi.param.limit"))
                .put("type", "integer")
                .put("minimum", 1)
                .put("maximum", 10_000);
        parameter(parameters, "offset", "query", "offset", said("ogcapi.param.offset"))
                .put("type", "integer")
                .put("minimum", 0);
        ObjectNode type = parameter(parameters, "type", "query", "type", said("ogcapi.param.type"));
        list(type).put("type", "string").putArray("enum").add("process");
        list(parameter(parameters, "jobProcessID", "query", "processID", said("ogcapi.param.processID")))
                .put("type", "string");
        ArrayNode statuses = list(parameter(parameters, "status", "query", "status", said("ogcapi.param.status")))
                .put("type", "string")
                .putArray("enum");
        JobFilter.STATUSES.forEach(statuses::add);
        parameter(parameters, "datetime", "query", "datetime", said("ogcapi.param.datetime"))
                .put("type", "string");
        parameter(parameters, "minDuration", "query", "minDuration", said("ogcapi.param.minDuration"))
                .put("type", "integer");
        parameter(parameters, "maxDuration", "query", "maxDuration", said("ogcapi.param.maxDuration"))
                .put("type", "integer");
        for (String key : List.of("type", "jobProcessID", "status")) {
            ((ObjectNode) parameters.get(key)).put("style", "form").put("explode", false);
        }
        return parameters;
    }

    /** A parameter; its schema is given back. */
    private static ObjectNode parameter(
            ObjectNode parameters, String key, String where, String name, String description) {
        return parameters
                .putObject(key)
                .put("name", name)
                .put("in", where)
                .put("required", where.equals("path"))
                .put("description", description)
                .putObject("schema");
    }

    /** The items of a schema that is a list, with commas between. */
    private static ObjectNode list(ObjectNode schema) {
        return schema.put("type", "array").putObject("items");
    }
}

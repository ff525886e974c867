package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiFunction;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.server.Loopback;
import org.edubalance.server.execution.ProcessCatalog;
import org.edubalance.server.execution.ProcessOffering;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The resources of the API by their paths. */
@Component
class ApiResources {

    private final ProcessCatalog processes;
    private final ProcessDocuments documents;
    private final OpenApi openApi;
    private final Executions executions;
    private final JobResources jobs;
    private final boolean jobsListed;

    ApiResources(
            ProcessCatalog processes,
            ProcessDocuments documents,
            OpenApi openApi,
            Executions executions,
            JobResources jobs,
            ApiProperties properties,
            @Value("${server.address:}") String address) {
        this.processes = processes;
        this.documents = documents;
        this.openApi = openApi;
        this.executions = executions;
        this.jobs = jobs;
        jobsListed = properties.jobList() == null ? Loopback.isAddress(address) : properties.jobList();
    }

    /** True if the jobs are listed. */
    boolean jobsListed() {
        return jobsListed;
    }

    /** @throws Refusal for anything that the client should change */
    OwsResponse answer(ApiRequest request) {
        List<String> path = request.path();
        String first = path.isEmpty() ? "" : path.get(0);
        return switch (first) {
            case "" -> landing(request);
            case "conformance" -> {
                only(request, 1);
                yield answer(request, conformance(), (r, d) -> Pages.conformance(r, jobsListed, d));
            }
            case "openapi", "openapi.json", "api" -> {
                only(request, 1);
                yield ApiController.json(OgcApi.OPENAPI_TYPE, openApi.document(request, jobsListed));
            }
            case "processes" -> processes(request);
            case "jobs" -> {
                if (path.size() == 1 && !jobsListed) {
                    throw OwsException.coded(OwsException.NO_APPLICABLE_CODE, 403, "ogcapi.jobs.unlisted");
                }
                yield jobs.answer(request, jobsListed);
            }
            default -> throw unknown(request);
        };
    }

    static OwsException unknown(ApiRequest request) {
        return OwsException.coded(
                OwsException.NO_APPLICABLE_CODE, 404, "ogcapi.path", "got", "/" + String.join("/", request.path()));
    }

    /** The methods of a resource; HEAD goes where GET goes. */
    static List<String> methods(List<String> path) {
        if (path.size() == 3 && path.get(2).equals("execution")) {
            return List.of("POST");
        }
        return path.size() == 2 && path.get(0).equals("jobs") ? List.of("GET", "DELETE") : List.of("GET");
    }

    /** Lets a path with so many parts through, and the methods that it has. */
    static void only(ApiRequest request, int parts) {
        if (request.path().size() != parts) {
            throw unknown(request);
        }
        if (!methods(request.path()).contains(request.method())) {
            throw OwsException.coded(
                    OwsException.NOT_SUPPORTED,
                    405,
                    "ogcapi.method",
                    "accepted",
                    methods(request.path()),
                    "got",
                    request.http().getMethod());
        }
    }

    /** A document as JSON, or as a page for people. */
    static OwsResponse answer(
            ApiRequest request, ObjectNode document, BiFunction<ApiRequest, ObjectNode, OwsResponse> page) {
        if (request.html()) {
            return page.apply(request, document);
        }
        List<MediaType> accepted = ApiController.accepted(request.http());
        boolean asked = request.kvp().get("f").isPresent();
        if (!asked && accepted.stream().noneMatch(type -> type.includes(MediaType.APPLICATION_JSON))) {
            throw OwsException.coded(
                    OwsException.NO_APPLICABLE_CODE,
                    406,
                    "ogcapi.acceptable",
                    "accepted",
                    List.of("application/json", "text/html"),
                    "got",
                    request.http().getHeader("Accept"));
        }
        return ApiController.json("application/json", document);
    }

    private OwsResponse landing(ApiRequest request) {
        only(request, 0);
        Links links = Links.self(request, "")
                .add(request.url("/openapi"), "service-desc", OgcApi.OPENAPI_TYPE, said("ogcapi.openapi"))
                .add(
                        request.url("/conformance"),
                        OgcApi.REL_CONFORMANCE,
                        "application/json",
                        said("ogcapi.conformance"))
                .add(request.url("/processes"), OgcApi.REL_PROCESSES, "application/json", said("ogcapi.processes"));
        if (jobsListed) {
            links.add(request.url("/jobs"), OgcApi.REL_JOBS, "application/json", said("ogcapi.jobs"));
        }
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("title", said("wps.title"))
                .put("description", said("wps.abstract"));
        document.set("links", links.json());
        return answer(request, document, (r, d) -> Pages.landing(r, jobsListed));
    }

    private static String said(String key) {
        return Message.of(key).toString();
    }

    private ObjectNode conformance() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode classes = document.putArray("conformsTo");
        OgcApi.conformance(jobsListed).forEach(classes::add);
        return document;
    }

    private OwsResponse processes(ApiRequest request) {
        List<String> path = request.path();
        if (path.size() == 1) {
            only(request, 1);
            return answer(request, documents.list(request), (r, d) -> Pages.processes(r, jobsListed, d));
        }
        if (path.size() > 3 || path.size() == 3 && !path.get(2).equals("execution")) {
            throw unknown(request);
        }
        ProcessOffering process = process(path.get(1));
        if (path.size() == 3) {
            only(request, 3);
            return executions.execute(request, process);
        }
        only(request, 2);
        return answer(
                request, ProcessDocuments.description(request, process), (r, d) -> Pages.process(r, jobsListed, d));
    }

    private ProcessOffering process(String id) {
        return processes.all().stream()
                .filter(process -> process.identifier().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> OwsException.coded(OgcApi.NO_SUCH_PROCESS, 404, "ogcapi.process.unknown", "process", id));
    }
}

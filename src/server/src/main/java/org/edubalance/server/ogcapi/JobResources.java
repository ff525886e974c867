package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.edubalance.messages.Refusal;
import org.edubalance.server.execution.JobRecord;
import org.edubalance.server.execution.JobStore;
import org.edubalance.server.execution.Jobs;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;
import org.springframework.stereotype.Component;

/** The jobs: their list, their states, their results, and their end. */
@Component
class JobResources {

    private static final int USUAL = 100;

    private final Jobs jobs;
    private final JobStore store;

    JobResources(Jobs jobs, JobStore store) {
        this.jobs = jobs;
        this.store = store;
    }

    OwsResponse answer(ApiRequest request, boolean jobsListed) {
        List<String> path = request.path();
        if (path.size() == 1) {
            ApiResources.only(request, 1);
            return ApiResources.answer(request, list(request), (r, d) -> Pages.jobs(r, jobsListed, d));
        }
        if (path.size() > 4 || path.size() > 2 && !path.get(2).equals("results")) {
            throw ApiResources.unknown(request);
        }
        UUID id = JobStore.id(path.get(1)).orElseThrow(() -> unknown(store.unknown()));
        if (path.size() == 2) {
            return job(request, jobsListed, id);
        }
        ApiResources.only(request, path.size());
        return path.size() == 3 ? results(request, id) : output(request, id, path.get(3));
    }

    private ObjectNode list(ApiRequest request) {
        JobFilter filter = JobFilter.of(request.kvp());
        Paging paging = Paging.of(request.kvp(), USUAL);
        List<JobRecord> all =
                jobs.all(JobDocuments.NAME).stream().filter(filter::takes).toList();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("jobs");
        for (JobRecord job : paging.page(all)) {
            try {
                list.add(status(job.id()).path("status"));
            } catch (Refusal e) {
                // forgotten in this moment
            }
        }
        Links links = Links.self(request, "/jobs" + paging.query(request.kvp(), JobFilter.PARAMETERS));
        paging.link(links, request.url("/jobs"), all.size(), request.kvp(), JobFilter.PARAMETERS);
        document.set("links", links.json());
        return document;
    }

    private OwsResponse job(ApiRequest request, boolean jobsListed, UUID id) {
        ApiResources.only(request, 2);
        if (request.method().equals("DELETE")) {
            jobs(() -> jobs.dismiss(JobDocuments.NAME, id));
            ObjectNode status = (ObjectNode) status(id).path("status");
            // what runs hears of it in its own time
            return ApiController.json("application/json", status.put("status", "dismissed"));
        }
        return ApiResources.answer(
                request, (ObjectNode) status(id).path("status"), (r, d) -> Pages.job(r, jobsListed, d));
    }

    private JsonNode status(UUID id) {
        return JobDocuments.read(jobs(() -> jobs.status(JobDocuments.NAME, id)));
    }

    private static <T> T jobs(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (Refusal e) {
            throw e instanceof OwsException known && known.status() == 404 ? unknown(e) : e;
        }
    }

    private static Refusal unknown(Refusal reason) {
        return OwsException.coded(OgcApi.NO_SUCH_JOB, 404, "wps.reason", "reason", reason.reason())
                .about("jobID");
    }

    /** The results of a job as they were asked for, or the problem in their place. */
    OwsResponse results(ApiRequest request, UUID id) {
        JsonNode told = status(id);
        OwsResponse problem = problem(request, told);
        return problem == null ? writer(request, id).write(stored(id, told)) : problem;
    }

    private OwsResponse output(ApiRequest request, UUID id, String name) {
        JsonNode told = status(id);
        OwsResponse problem = problem(request, told);
        if (problem != null) {
            return problem;
        }
        Results.Item item = stored(id, told).items().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> OwsException.coded(OgcApi.NO_SUCH_OUTPUT, 404, "wps.job.output", "output", name));
        return writer(request, id).one(item);
    }

    private static ResultWriter writer(ApiRequest request, UUID id) {
        return new ResultWriter(request.url("/jobs/" + id + "/results"), () -> {});
    }

    private Results stored(UUID id, JsonNode told) {
        return Results.of(told.path("results"), output -> jobs(() -> jobs.output(JobDocuments.NAME, id, output))
                .file());
    }

    /** The problem in the place of results; null where there are results. */
    private static OwsResponse problem(ApiRequest request, JsonNode told) {
        if (told.has("results")) {
            return null;
        }
        if (!told.has("problem")) {
            throw OwsException.coded(
                    OgcApi.RESULT_NOT_READY,
                    404,
                    "ogcapi.not-ready",
                    "status",
                    told.path("status").path("status").asText());
        }
        ObjectNode problem = (ObjectNode) told.path("problem");
        boolean dismissed = told.path("status").path("status").asText().equals("dismissed");
        int status = dismissed ? 410 : problem.path("status").asInt();
        if (dismissed) {
            problem.put("status", status).put("title", Problems.title(status));
        }
        problem.put(
                "instance",
                request.url("/jobs/" + told.path("status").path("jobID").asText()));
        return OwsResponse.of(status, Problems.TYPE, problem.toString().getBytes(StandardCharsets.UTF_8));
    }
}

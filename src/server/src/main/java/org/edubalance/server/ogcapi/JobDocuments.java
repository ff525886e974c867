package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.edubalance.server.execution.Job;
import org.edubalance.server.execution.JobRecord;
import org.edubalance.server.execution.Protocol;
import org.edubalance.server.execution.StatusTexts;
import org.edubalance.server.ows.OwsException;
import org.springframework.stereotype.Component;

/**
 * What this API says of its jobs, in the language of each. Stored with a job is its status, and how its results were asked
 * for or the problem in their place:
 *
 * <pre>
 * {"status": {…}, "results": {"document": false, "outputs": [{"name": …, "mimeType": …, …}]}}
 * {"status": {…}, "problem": {…}}
 * </pre>
 */
@Component
final class JobDocuments implements Protocol {

    static final String NAME = "ogcapi";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] ended(JobRecord job, OwsException reason) {
        ObjectNode status = status(job, reason.getMessage(), job.ended(), null);
        return document(status, "problem", Problems.json(reason));
    }

    /** What is told of a job whose results were asked for in a form. */
    static Job.Telling telling(Results.Form form) {
        return job -> {
            JobRecord now = job.about().now(job.state(), job.started());
            return switch (job.state()) {
                case ACCEPTED -> document(status(now, StatusTexts.accepted(), now.created(), 0), null, null);
                case STARTED ->
                    document(
                            status(
                                    now,
                                    StatusTexts.started(job.progress()),
                                    job.progress().changed(),
                                    Math.min(99, job.progress().percent())),
                            null,
                            null);
                case SUCCEEDED -> {
                    JobRecord ended = now.endedAt(job.ended());
                    yield document(
                            status(ended, StatusTexts.succeeded(job.progress()), job.ended(), 100),
                            "results",
                            Results.of(job, form).stored());
                }
                case FAILED, DISMISSED -> {
                    JobRecord ended = now.endedAt(job.ended());
                    ObjectNode status = status(ended, job.failure().getMessage(), job.ended(), null);
                    yield document(status, "problem", Problems.json(job.failure()));
                }
            };
        };
    }

    private static byte[] document(ObjectNode status, String name, ObjectNode more) {
        ObjectNode document = JSON.objectNode();
        document.set("status", status);
        if (more != null) {
            document.set(name, more);
        }
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode read(byte[] stored) {
        try {
            return MAPPER.readTree(stored);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The standard's name of a state. */
    static String status(Job.State state) {
        return switch (state) {
            case ACCEPTED -> "accepted";
            case STARTED -> "running";
            case SUCCEEDED -> "successful";
            case FAILED -> "failed";
            case DISMISSED -> "dismissed";
        };
    }

    /**
     * A status.
     *
     * @param progress in percent, null where there is none
     */
    private static ObjectNode status(JobRecord job, String message, Instant updated, Integer progress) {
        ObjectNode status = JSON.objectNode()
                .put("processID", job.process())
                .put("type", "process")
                .put("jobID", job.id().toString())
                .put("status", status(job.state()))
                .put("message", message)
                .put("created", text(job.created()));
        if (job.started() != null) {
            status.put("started", text(job.started()));
        }
        if (job.ended() != null) {
            status.put("finished", text(job.ended()));
        }
        status.put("updated", text(updated));
        if (progress != null) {
            status.put("progress", progress);
        }
        String url = job.baseUrl() + OgcApi.ROOT + "/jobs/" + job.id();
        Links links = new Links()
                .add(url, "self", "application/json", null)
                .add(url + "?f=html", "alternate", "text/html", null);
        if (job.state() == Job.State.SUCCEEDED) {
            links.add(url + "/results", OgcApi.REL_RESULTS, null, null);
        }
        status.set("links", links.json());
        return status;
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}

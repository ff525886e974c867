package org.edubalance.server.ogcapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.edubalance.server.execution.ComplexFormat;
import org.edubalance.server.execution.ComplexFormats;
import org.edubalance.server.execution.ExecutionRequest;
import org.edubalance.server.execution.InputReader;
import org.edubalance.server.execution.Job;
import org.edubalance.server.execution.Jobs;
import org.edubalance.server.execution.OutputRequest;
import org.edubalance.server.execution.ProcessOffering;
import org.edubalance.server.execution.StatusTexts;
import org.edubalance.server.ows.Bodies;
import org.edubalance.server.ows.HeaderText;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.ows.Places;
import org.geotools.api.data.Parameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Executes processes: the client waits for the results, or gets the address of a job. */
@Component
class Executions {

    private final Bodies bodies;
    private final InputReader inputs;
    private final Jobs jobs;
    private final JobResources resources;

    Executions(Bodies bodies, InputReader inputs, Jobs jobs, JobResources resources) {
        this.bodies = bodies;
        this.inputs = inputs;
        this.jobs = jobs;
        this.resources = resources;
    }

    OwsResponse execute(ApiRequest request, ProcessOffering process) {
        Preferences preferences = Preferences.of(request.http().getHeaders("Prefer"));
        checkType(request);
        Bodies.Body body = read(request);
        // The inputs outlive this request where it is answered with the address of a job; the job gives their room
        // back.
        boolean accepted = false;
        try {
            ExecuteBody asked = ExecuteReader.read(body.content(), process);
            inputs.check(process, asked.inputs());
            List<OutputRequest> outputs = outputs(request, process, asked);
            Set<String> references = new HashSet<>();
            asked.outputs().forEach((name, output) -> {
                if (output.reference()) {
                    references.add(name);
                }
            });
            Results.Form form = new Results.Form(asked.document(), references);
            boolean kept = preferences.patience().isPresent() || !references.isEmpty();
            Job job = jobs.submit(
                    new ExecutionRequest(process, asked.inputs(), outputs),
                    new Jobs.Asked(
                            JobDocuments.NAME,
                            JobDocuments.telling(form),
                            Places.client(request.http().getRemoteAddr()),
                            request.baseUrl(),
                            body.lease(),
                            kept));
            accepted = true;
            return answer(request, job, preferences, form);
        } finally {
            if (!accepted) {
                body.lease().end();
            }
        }
    }

    private static void checkType(ApiRequest request) {
        String type = request.http().getContentType();
        try {
            MediaType given = type == null ? null : MediaType.parseMediaType(type);
            boolean json = given != null
                    && given.getType().equals("application")
                    && (given.getSubtype().equals("json") || given.getSubtype().endsWith("+json"));
            boolean utf8 = given == null
                    || given.getParameter("charset") == null
                    || given.getParameter("charset").replace("\"", "").equalsIgnoreCase("UTF-8");
            if (json && utf8) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            // refused below
        }
        throw OwsException.coded(
                OwsException.NO_APPLICABLE_CODE, 415, "ogcapi.content-type", "got", String.valueOf(type));
    }

    private Bodies.Body read(ApiRequest request) {
        try {
            return bodies.read(request.http());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<OutputRequest> outputs(ApiRequest request, ProcessOffering process, ExecuteBody asked) {
        List<OutputRequest> outputs = new ArrayList<>();
        boolean one = process.outputs().size() == 1 || asked.outputs().size() == 1;
        for (Parameter<?> parameter : process.outputs().values()) {
            ExecuteBody.Output output = asked.outputs().get(parameter.key);
            if (output == null && !asked.outputs().isEmpty()) {
                continue;
            }
            String mimeType = output == null ? null : output.mimeType();
            boolean inline = asked.document() && (output == null || !output.reference());
            if (mimeType == null && one && !inline) {
                mimeType = accepted(request, parameter).orElse(null);
            }
            outputs.add(OutputRequest.of(parameter, mimeType, output == null ? null : output.encoding(), inline));
        }
        return outputs;
    }

    /** The format that the client says it accepts, where the result comes by itself and the request names none. */
    private static Optional<String> accepted(ApiRequest request, Parameter<?> parameter) {
        List<ComplexFormat> formats = ComplexFormats.ofOutput(parameter.type);
        return ApiController.accepted(request.http()).stream()
                .filter(type -> type.isConcrete())
                .map(type -> type.removeQualityValue().toString())
                .flatMap(type -> formats.stream()
                        .filter(format -> format.matches().test(type))
                        .map(ComplexFormat::mimeType))
                .findFirst();
    }

    private OwsResponse answer(ApiRequest request, Job job, Preferences preferences, Results.Form form) {
        Optional<Duration> patience = preferences.patience();
        if (patience.isEmpty()) {
            jobs.await(job);
        } else if (patience.get().isZero() || !jobs.await(job, patience.get())) {
            return with(preferences.applied(true), accepted(request, job));
        }
        if (job.isKept()) {
            return with(preferences.applied(false), resources.results(request, job.id()));
        }
        if (job.failure() != null) {
            jobs.forget(job);
            throw job.failure();
        }
        ResultWriter writer = new ResultWriter(request.url("/jobs/" + job.id() + "/results"), () -> jobs.forget(job));
        return with(preferences.applied(false), noted(writer.write(Results.of(job, form)), job));
    }

    /** What there is to tell of results stands in the status of a job; where the client gets none, in a header. */
    private static OwsResponse noted(OwsResponse response, Job job) {
        List<String> notes = job.progress().notes();
        return notes.isEmpty() ? response : response.with(HeaderText.NOTES, HeaderText.of(StatusTexts.together(notes)));
    }

    private OwsResponse accepted(ApiRequest request, Job job) {
        OwsResponse response = ApiController.json(
                "application/json", JobDocuments.read(jobs.response(job)).path("status"));
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.put("Location", request.url("/jobs/" + job.id()));
        return new OwsResponse(201, response.contentType(), headers, response.body());
    }

    private static OwsResponse with(String applied, OwsResponse response) {
        if (applied == null) {
            return response;
        }
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.put("Preference-Applied", applied);
        return new OwsResponse(response.status(), response.contentType(), headers, response.body());
    }
}

package org.edubalance.server.wps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import net.opengis.ows.v_1_1_0.CodeType;
import net.opengis.wps.v_1_0_0.DescribeProcess;
import net.opengis.wps.v_1_0_0.Execute;
import net.opengis.wps.v_1_0_0.GetCapabilities;
import net.opengis.wps.v_1_0_0.ResponseDocumentType;
import net.opengis.wps.v_1_0_0.ResponseFormType;
import org.edubalance.messages.Refusal;
import org.edubalance.server.execution.ExecutionRequest;
import org.edubalance.server.execution.Given;
import org.edubalance.server.execution.InputReader;
import org.edubalance.server.execution.Job;
import org.edubalance.server.execution.JobRecord;
import org.edubalance.server.execution.Jobs;
import org.edubalance.server.execution.OutputRequest;
import org.edubalance.server.execution.ProcessCatalog;
import org.edubalance.server.execution.ProcessOffering;
import org.edubalance.server.execution.StatusTexts;
import org.edubalance.server.ows.HeaderText;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsRequest;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.ows.OwsService;
import org.springframework.stereotype.Component;

/**
 * WPS 1.0.0 over the processes that GeoTools finds. Beside the standard's three operations there are GeoServer's
 * {@code GetExecutionStatus}, {@code GetExecutionResult} and {@code Dismiss}, to which its response documents point.
 */
@Component
class WpsService implements OwsService {

    private static final String VERSION = "1.0.0";

    /** The header by which an answer that is the result alone tells what a response document tells in its status. */
    private static final List<String> OPERATIONS = List.of(
            "GetCapabilities", "DescribeProcess", "Execute", "GetExecutionStatus", "GetExecutionResult", "Dismiss");

    private final ProcessCatalog processes;
    private final Capabilities capabilities;
    private final Descriptions descriptions;
    private final InputReader inputs;
    private final Jobs jobs;
    private final WpsXml xml;
    private final WpsProtocol protocol;

    WpsService(
            ProcessCatalog processes,
            Capabilities capabilities,
            Descriptions descriptions,
            InputReader inputs,
            Jobs jobs,
            WpsXml xml,
            WpsProtocol protocol) {
        this.processes = processes;
        this.capabilities = capabilities;
        this.descriptions = descriptions;
        this.inputs = inputs;
        this.jobs = jobs;
        this.xml = xml;
        this.protocol = protocol;
    }

    @Override
    public String name() {
        return "WPS";
    }

    @Override
    public OwsResponse handle(OwsRequest request) {
        return request.body() == null ? handleKvp(request) : handleDocument(request);
    }

    private OwsResponse handleKvp(OwsRequest request) {
        Kvp kvp = request.kvp();
        String operation = kvp.required("request");
        if (operation.equalsIgnoreCase("GetCapabilities")) {
            List<String> versions = kvp.list("AcceptVersions");
            checkAccepted(versions);
            return capabilities(request.baseUrl());
        }
        kvp.get("version").ifPresent(WpsService::checkVersion);
        return switch (operation.toLowerCase(Locale.ROOT)) {
            case "describeprocess" ->
                describe(List.of(kvp.required("identifier").split(",")));
            case "execute" -> {
                ProcessOffering process = processes.find(kvp.required("identifier"));
                yield execute(KvpRequests.execute(kvp, process), request);
            }
            case "getexecutionstatus" -> document(status(WpsResources.job(kvp)));
            case "getexecutionresult" -> result(kvp);
            case "dismiss" -> dismiss(WpsResources.job(kvp));
            default -> throw unknownOperation(operation);
        };
    }

    private OwsResponse handleDocument(OwsRequest request) {
        WpsXml.Document document = xml.read(request.body());
        if (!"WPS".equals(document.service())) {
            throw document.service() == null
                    ? OwsException.missing("service")
                    : Refusal.of("ows.service", "accepted", "WPS", "got", document.service())
                            .about("service");
        }
        if (document.content() instanceof GetCapabilities get) {
            checkAccepted(
                    get.getAcceptVersions() == null
                            ? List.of()
                            : get.getAcceptVersions().getVersion());
            return capabilities(request.baseUrl());
        }
        if (document.version() == null) {
            throw OwsException.missing("version");
        }
        checkVersion(document.version());
        if (document.content() instanceof DescribeProcess describe) {
            return describe(
                    describe.getIdentifier().stream().map(CodeType::getValue).toList());
        }
        if (document.content() instanceof Execute execute) {
            return execute(execute, request);
        }
        throw unknownOperation(document.root());
    }

    private static Refusal unknownOperation(String operation) {
        return Refusal.of("wps.request", "operations", OPERATIONS, "got", operation)
                .about("request");
    }

    private static void checkVersion(String version) {
        if (!version.strip().equals(VERSION)) {
            throw Refusal.of("wps.version", "version", VERSION, "got", version).about("version");
        }
    }

    private static void checkAccepted(List<String> versions) {
        if (!versions.isEmpty()
                && versions.stream().noneMatch(version -> version.strip().equals(VERSION))) {
            throw OwsException.coded(OwsException.VERSION_NEGOTIATION, 400, "wps.versions", "version", VERSION)
                    .about("AcceptVersions");
        }
    }

    private OwsResponse capabilities(String baseUrl) {
        return document(capabilities.written(baseUrl));
    }

    private OwsResponse describe(List<String> identifiers) {
        if (identifiers.isEmpty()) {
            throw OwsException.missing("identifier");
        }
        Collection<ProcessOffering> wanted;
        if (identifiers.size() == 1 && identifiers.get(0).strip().equalsIgnoreCase("all")) {
            wanted = processes.all();
        } else {
            Set<ProcessOffering> named = new LinkedHashSet<>();
            identifiers.forEach(identifier -> named.add(processes.find(identifier)));
            wanted = named;
        }
        // as RFC 7694 has it: a client that asks for the inputs may compress what it sends of them
        return document(xml.write(descriptions.document(wanted), "wpsDescribeProcess_response.xsd"))
                .with("Accept-Encoding", "gzip");
    }

    private OwsResponse execute(Execute request, OwsRequest from) {
        if (request.getIdentifier() == null || request.getIdentifier().getValue() == null) {
            throw OwsException.missing("Identifier");
        }
        ProcessOffering process = processes.find(request.getIdentifier().getValue());
        List<Given.Input> given = WpsInputs.of(process, request.getDataInputs());
        inputs.check(process, given);
        ResponseFormType form = request.getResponseForm();
        List<OutputRequest> outputs = WpsOutputs.of(process, form);
        ExecutionRequest execution = new ExecutionRequest(process, given, outputs);
        if (form != null && form.getRawDataOutput() != null) {
            if (form.getResponseDocument() != null) {
                throw Refusal.of("wps.raw-or-document").about("ResponseForm");
            }
            return raw(jobs.submit(execution, asked(request, from, false)));
        }
        ResponseDocumentType document = form == null ? null : form.getResponseDocument();
        boolean stored = document != null && document.isStoreExecuteResponse();
        boolean status = document != null && document.isStatus();
        if (status && !stored) {
            throw Refusal.of("wps.status").about("status");
        }
        boolean kept = stored || outputs.stream().anyMatch(output -> !output.inline());
        if (status) {
            from.lease().keep();
        }
        Job job;
        try {
            job = jobs.submit(execution, asked(request, from, kept));
        } catch (RuntimeException e) {
            from.lease().end();
            throw e;
        }
        if (status) {
            return document(jobs.response(job));
        }
        jobs.await(job);
        try {
            if (job.failure() != null && !stored) {
                throw job.failure();
            }
            return document(kept ? status(job.id()) : jobs.response(job));
        } finally {
            jobs.forget(job);
        }
    }

    private Jobs.Asked asked(Execute request, OwsRequest from, boolean kept) {
        return new Jobs.Asked(
                WpsProtocol.NAME, protocol.telling(request), from.client(), from.baseUrl(), from.lease(), kept);
    }

    private byte[] status(UUID id) {
        return ofJob(() -> jobs.status(WpsProtocol.NAME, id));
    }

    /** What is said of a job; if there is none, the request names it wrong. */
    private static <T> T ofJob(Supplier<T> said) {
        try {
            return said.get();
        } catch (Refusal e) {
            throw e.about("executionId");
        }
    }

    private OwsResponse dismiss(UUID id) {
        return document(ofJob(() -> jobs.dismiss(WpsProtocol.NAME, id)));
    }

    private OwsResponse raw(Job job) {
        jobs.await(job);
        if (job.failure() != null) {
            jobs.forget(job);
            throw job.failure();
        }
        Job.Result result = job.results().get(0);
        OwsResponse answer;
        if (result.file() == null) {
            jobs.forget(job);
            answer = OwsResponse.of(
                    "text/plain;charset=UTF-8", Responses.raw(result.value()).getBytes(StandardCharsets.UTF_8));
        } else {
            answer = file(
                    result.output().name(), result.output().format().mimeType(), result.file(), () -> jobs.forget(job));
        }
        List<String> notes = job.progress().notes();
        return notes.isEmpty()
                ? answer
                : answer.with(
                        HeaderText.NOTES, HeaderText.of(job.about().language().use(() -> StatusTexts.together(notes))));
    }

    private OwsResponse result(Kvp kvp) {
        UUID id = WpsResources.job(kvp);
        String name = kvp.required("outputId");
        JobRecord.StoredOutput output = ofJob(() -> jobs.output(WpsProtocol.NAME, id, name));
        return file(output.name(), output.mimeType(), output.file(), () -> {});
    }

    private static OwsResponse file(String name, String mimeType, Path file, Runnable whenSent) {
        String fileName = file.getFileName().toString();
        Map<String, String> headers = Map.of(
                "Content-Disposition",
                "attachment; filename=" + name + fileName.substring(fileName.lastIndexOf('.')),
                "Content-Length",
                Long.toString(size(file)));
        return new OwsResponse(200, mimeType, headers, out -> {
            try {
                Files.copy(file, out);
            } finally {
                whenSent.run();
            }
        });
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OwsResponse document(byte[] document) {
        return OwsResponse.of(WpsXml.CONTENT_TYPE, document);
    }
}

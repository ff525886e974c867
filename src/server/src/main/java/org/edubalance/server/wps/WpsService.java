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
import net.opengis.ows.v_1_1_0.CodeType;
import net.opengis.wps.v_1_0_0.DescribeProcess;
import net.opengis.wps.v_1_0_0.Execute;
import net.opengis.wps.v_1_0_0.GetCapabilities;
import net.opengis.wps.v_1_0_0.ObjectFactory;
import net.opengis.wps.v_1_0_0.ResponseDocumentType;
import net.opengis.wps.v_1_0_0.ResponseFormType;
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

    private final ProcessCatalog processes;
    private final Capabilities capabilities;
    private final Descriptions descriptions;
    private final InputReader inputs;
    private final Jobs jobs;
    private final JobStore store;
    private final WpsXml xml;

    WpsService(
            ProcessCatalog processes,
            Capabilities capabilities,
            Descriptions descriptions,
            InputReader inputs,
            Jobs jobs,
            JobStore store,
            WpsXml xml) {
        this.processes = processes;
        this.capabilities = capabilities;
        this.descriptions = descriptions;
        this.inputs = inputs;
        this.jobs = jobs;
        this.store = store;
        this.xml = xml;
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
        kvp.get("language").ifPresent(WpsService::checkLanguage);
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
                yield execute(KvpRequests.execute(kvp, process), request.baseUrl());
            }
            case "getexecutionstatus" -> document(jobs.status(JobStore.id(kvp)));
            case "getexecutionresult" -> result(kvp);
            case "dismiss" -> document(jobs.dismiss(JobStore.id(kvp)));
            default -> throw unknownOperation(operation);
        };
    }

    private OwsResponse handleDocument(OwsRequest request) {
        WpsXml.Document document = xml.read(request.body());
        if (!"WPS".equals(document.service())) {
            throw document.service() == null
                    ? OwsException.missing("service")
                    : OwsException.invalid("service", "service must be WPS, got " + Kvp.shown(document.service()));
        }
        if (document.content() instanceof GetCapabilities get) {
            checkLanguage(get.getLanguage());
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
            checkLanguage(describe.getLanguage());
            return describe(
                    describe.getIdentifier().stream().map(CodeType::getValue).toList());
        }
        if (document.content() instanceof Execute execute) {
            checkLanguage(execute.getLanguage());
            return execute(execute, request.baseUrl());
        }
        throw unknownOperation(document.root());
    }

    private static OwsException unknownOperation(String operation) {
        return new OwsException(
                OwsException.INVALID_PARAMETER,
                "request",
                "request must be GetCapabilities, DescribeProcess, Execute, GetExecutionStatus, GetExecutionResult or"
                        + " Dismiss, got " + Kvp.shown(operation));
    }

    private static void checkVersion(String version) {
        if (!version.strip().equals(VERSION)) {
            throw OwsException.invalid("version", "version must be " + VERSION + ", got " + Kvp.shown(version));
        }
    }

    private static void checkAccepted(List<String> versions) {
        if (!versions.isEmpty()
                && versions.stream().noneMatch(version -> version.strip().equals(VERSION))) {
            throw new OwsException(
                    OwsException.VERSION_NEGOTIATION, "AcceptVersions", "This service speaks version " + VERSION);
        }
    }

    private static void checkLanguage(String language) {
        if (language != null && !language.isBlank()) {
            String lower = language.strip().toLowerCase(Locale.ROOT);
            if (!lower.equals("en") && !lower.startsWith("en-")) {
                throw OwsException.invalid(
                        "language", "language must be " + Capabilities.LANGUAGE + ", got " + Kvp.shown(language));
            }
        }
    }

    private OwsResponse capabilities(String baseUrl) {
        Object document = new ObjectFactory().createCapabilities(capabilities.document(baseUrl));
        return document(xml.write(document, "wpsGetCapabilities_response.xsd"));
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
        return document(xml.write(descriptions.document(wanted), "wpsDescribeProcess_response.xsd"));
    }

    private OwsResponse execute(Execute request, String baseUrl) {
        if (request.getIdentifier() == null || request.getIdentifier().getValue() == null) {
            throw OwsException.missing("Identifier");
        }
        ProcessOffering process = processes.find(request.getIdentifier().getValue());
        inputs.check(process, request.getDataInputs());
        ResponseFormType form = request.getResponseForm();
        List<OutputRequest> outputs = OutputRequest.of(process, form);
        if (form != null && form.getRawDataOutput() != null) {
            if (form.getResponseDocument() != null) {
                throw OwsException.invalid("ResponseForm", "Ask for raw output or a response document, not both");
            }
            return raw(jobs.submit(process, request, baseUrl, outputs, false));
        }
        ResponseDocumentType document = form == null ? null : form.getResponseDocument();
        boolean stored = document != null && document.isStoreExecuteResponse();
        boolean status = document != null && document.isStatus();
        if (status && !stored) {
            throw OwsException.invalid("status", "status=true needs storeExecuteResponse=true");
        }
        boolean kept = stored || outputs.stream().anyMatch(output -> !output.inline());
        Job job = jobs.submit(process, request, baseUrl, outputs, kept);
        if (stored && status) {
            return document(jobs.response(job));
        }
        jobs.await(job);
        try {
            if (job.failure() != null && !stored) {
                throw job.failure();
            }
            return document(jobs.response(job));
        } finally {
            jobs.forget(job);
        }
    }

    private OwsResponse raw(Job job) {
        jobs.await(job);
        if (job.failure() != null) {
            jobs.forget(job);
            throw job.failure();
        }
        Job.Result result = job.results().get(0);
        if (result.file() == null) {
            jobs.forget(job);
            return OwsResponse.of(
                    "text/plain;charset=UTF-8", Responses.raw(result.value()).getBytes(StandardCharsets.UTF_8));
        }
        return file(result.output().name(), result.output().format().mimeType(), result.file(), () -> jobs.forget(job));
    }

    private OwsResponse result(Kvp kvp) {
        JobStore.StoredOutput output = store.output(kvp);
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

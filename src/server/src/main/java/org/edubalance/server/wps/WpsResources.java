package org.edubalance.server.wps;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.opengis.ows.v_1_1_0.CodeType;
import net.opengis.wps.v_1_0_0.DocumentOutputDefinitionType;
import net.opengis.wps.v_1_0_0.Execute;
import net.opengis.wps.v_1_0_0.ResponseFormType;
import org.edubalance.messages.Refusal;
import org.edubalance.server.execution.ExecutionRequest;
import org.edubalance.server.execution.JobStore;
import org.edubalance.server.execution.OwnResources;
import org.edubalance.server.execution.ProcessCatalog;
import org.edubalance.server.execution.ProcessOffering;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/** Executions and stored results of the WPS as inputs of others. */
@Component
class WpsResources implements OwnResources {

    private final ProcessCatalog processes;
    private final WpsXml xml;

    WpsResources(ProcessCatalog processes, WpsXml xml) {
        this.processes = processes;
        this.xml = xml;
    }

    @Override
    public Optional<Resource> asked(String input, String path, String service, Kvp kvp) {
        if (!service.equals("WPS")) {
            return Optional.empty();
        }
        String request = kvp.required("request");
        if (request.equalsIgnoreCase("GetExecutionResult")) {
            return Optional.of(new Stored(job(kvp), kvp.required("outputId")));
        }
        if (request.equalsIgnoreCase("Execute")) {
            return Optional.of(feed(KvpRequests.execute(kvp, processes.find(kvp.required("identifier")))));
        }
        throw Refusal.of("wps.reference.request").about(input);
    }

    @Override
    public Optional<Resource> posted(Element document) {
        return document.getLocalName().equals("Execute")
                ? Optional.of(feed(xml.read(document, Execute.class)))
                : Optional.empty();
    }

    /** The execution that a request is about. */
    static UUID job(Kvp kvp) {
        String text = kvp.required("executionId");
        return JobStore.id(text)
                .orElseThrow(() -> Refusal.of("wps.job.id", "got", text).about("executionId"));
    }

    private Feed feed(Execute request) {
        if (request.getIdentifier() == null || request.getIdentifier().getValue() == null) {
            throw OwsException.missing("Identifier");
        }
        ProcessOffering process = processes.find(request.getIdentifier().getValue());
        ExecutionRequest execution =
                new ExecutionRequest(process, WpsInputs.of(process, request.getDataInputs()), List.of());
        return new Feed(execution, outputOf(process, request.getResponseForm()));
    }

    private static String outputOf(ProcessOffering process, ResponseFormType form) {
        if (form != null && form.getRawDataOutput() != null) {
            return output(process, form.getRawDataOutput().getIdentifier());
        }
        if (form != null && form.getResponseDocument() != null) {
            List<DocumentOutputDefinitionType> outputs =
                    form.getResponseDocument().getOutput();
            if (outputs.size() == 1) {
                return output(process, outputs.get(0).getIdentifier());
            }
        }
        return process.outputs().keySet().iterator().next();
    }

    private static String output(ProcessOffering process, CodeType identifier) {
        if (identifier == null || identifier.getValue() == null) {
            throw Refusal.of("wps.output.name").about("Identifier").missing();
        }
        return process.output(identifier.getValue().strip()).key;
    }
}

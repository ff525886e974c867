package org.edubalance.server.wps;

import java.util.List;
import net.opengis.wps.v_1_0_0.DocumentOutputDefinitionType;
import net.opengis.wps.v_1_0_0.OutputDefinitionType;
import net.opengis.wps.v_1_0_0.ResponseFormType;
import org.edubalance.messages.Refusal;
import org.edubalance.server.execution.OutputRequest;
import org.edubalance.server.execution.ProcessOffering;
import org.geotools.api.data.Parameter;

/** The outputs that a WPS request asks for. */
final class WpsOutputs {

    private WpsOutputs() {}

    /** The outputs of a request; all of the process where it names none. */
    static List<OutputRequest> of(ProcessOffering process, ResponseFormType form) {
        if (form != null && form.getRawDataOutput() != null) {
            return List.of(of(process, form.getRawDataOutput(), false));
        }
        if (form == null
                || form.getResponseDocument() == null
                || form.getResponseDocument().getOutput().isEmpty()) {
            return OutputRequest.all(process);
        }
        List<DocumentOutputDefinitionType> outputs = form.getResponseDocument().getOutput();
        List<OutputRequest> requests = outputs.stream()
                .map(output -> of(process, output, !output.isAsReference()))
                .toList();
        if (requests.stream().map(OutputRequest::parameter).distinct().count() < requests.size()) {
            throw Refusal.of("wps.output.twice").about("ResponseDocument");
        }
        return requests;
    }

    private static OutputRequest of(ProcessOffering process, OutputDefinitionType definition, boolean inline) {
        if (definition.getIdentifier() == null || definition.getIdentifier().getValue() == null) {
            throw Refusal.of("wps.output.name").about("Identifier").missing();
        }
        Parameter<?> parameter =
                process.output(definition.getIdentifier().getValue().strip());
        return OutputRequest.of(parameter, definition.getMimeType(), definition.getEncoding(), inline);
    }
}

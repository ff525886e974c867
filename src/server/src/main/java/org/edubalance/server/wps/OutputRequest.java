package org.edubalance.server.wps;

import java.util.List;
import net.opengis.wps.v_1_0_0.DocumentOutputDefinitionType;
import net.opengis.wps.v_1_0_0.OutputDefinitionType;
import net.opengis.wps.v_1_0_0.ResponseFormType;
import org.edubalance.messages.Refusal;
import org.geotools.api.data.Parameter;

/**
 * An output that a request asks for.
 *
 * @param parameter the process's output
 * @param format how it is written; null for literals and bounding boxes
 * @param base64 true where a document carries it as base64
 * @param inline true where it goes into the response document
 */
record OutputRequest(Parameter<?> parameter, ComplexFormat format, boolean base64, boolean inline) {

    /** The outputs of a request; all of the process where it names none. */
    static List<OutputRequest> of(ProcessOffering process, ResponseFormType form) {
        if (form != null && form.getRawDataOutput() != null) {
            return List.of(of(process, form.getRawDataOutput(), false));
        }
        if (form == null
                || form.getResponseDocument() == null
                || form.getResponseDocument().getOutput().isEmpty()) {
            return process.outputs().values().stream()
                    .map(output -> of(output, null, null, true))
                    .toList();
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
        return of(parameter, definition.getMimeType(), definition.getEncoding(), inline);
    }

    private static OutputRequest of(Parameter<?> parameter, String mimeType, String encoding, boolean inline) {
        if (ValueKind.ofOutput(parameter.type) != ValueKind.COMPLEX) {
            return new OutputRequest(parameter, null, false, true);
        }
        ComplexFormat format = ComplexFormats.choose(ComplexFormats.ofOutput(parameter.type), mimeType, parameter.key);
        boolean base64 = "base64".equalsIgnoreCase(encoding);
        if (!base64
                && encoding != null
                && !encoding.isBlank()
                && !encoding.strip().equalsIgnoreCase("UTF-8")) {
            throw Refusal.of("wps.encoding", "got", encoding).about(parameter.key);
        }
        return new OutputRequest(parameter, format, base64 || format.binary(), inline);
    }

    String name() {
        return parameter.key;
    }
}

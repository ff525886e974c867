package org.edubalance.server.execution;

import java.util.List;
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
public record OutputRequest(Parameter<?> parameter, ComplexFormat format, boolean base64, boolean inline) {

    /** All outputs of a process, each in its default format inside a document. */
    public static List<OutputRequest> all(ProcessOffering process) {
        return process.outputs().values().stream()
                .map(output -> of(output, null, null, true))
                .toList();
    }

    /**
     * An output in a format.
     *
     * @param mimeType null for the default
     * @param encoding {@code base64} or UTF-8, or null
     * @throws Refusal if there is no such format or encoding
     */
    public static OutputRequest of(Parameter<?> parameter, String mimeType, String encoding, boolean inline) {
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

    public String name() {
        return parameter.key;
    }
}

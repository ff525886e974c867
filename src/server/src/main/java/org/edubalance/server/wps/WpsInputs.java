package org.edubalance.server.wps;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.opengis.ows.v_1_1_0.BoundingBoxType;
import net.opengis.wps.v_1_0_0.ComplexDataType;
import net.opengis.wps.v_1_0_0.DataInputsType;
import net.opengis.wps.v_1_0_0.DataType;
import net.opengis.wps.v_1_0_0.InputReferenceType;
import net.opengis.wps.v_1_0_0.InputType;
import org.edubalance.messages.Refusal;
import org.edubalance.server.execution.Given;
import org.edubalance.server.execution.ProcessOffering;
import org.edubalance.server.execution.ValueKind;
import org.edubalance.server.ows.SafeXml;
import org.geotools.api.data.Parameter;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The inputs of a WPS request as the execution takes them. */
final class WpsInputs {

    private WpsInputs() {}

    /** @throws Refusal if one is unknown, or not of its kind */
    static List<Given.Input> of(ProcessOffering process, DataInputsType inputs) {
        List<Given.Input> given = new ArrayList<>();
        if (inputs != null) {
            for (InputType input : inputs.getInput()) {
                if (input.getIdentifier() == null || input.getIdentifier().getValue() == null) {
                    throw Refusal.of("wps.input.name").about("Identifier").missing();
                }
                Parameter<?> parameter =
                        process.input(input.getIdentifier().getValue().strip());
                given.add(new Given.Input(parameter.key, value(parameter, input)));
            }
        }
        return given;
    }

    private static Given value(Parameter<?> parameter, InputType input) {
        if (input.getReference() != null) {
            return reference(parameter, input.getReference());
        }
        DataType data = input.getData();
        if (data == null) {
            throw Refusal.of("wps.input.nothing").about(parameter.key);
        }
        return switch (ValueKind.ofInput(parameter.type)) {
            case LITERAL -> {
                need(parameter, data.getLiteralData(), "LiteralData");
                String text = data.getLiteralData().getValue();
                yield new Given.Literal(text == null ? "" : text);
            }
            case BOUNDING_BOX -> {
                need(parameter, data.getBoundingBoxData(), "BoundingBoxData");
                BoundingBoxType box = data.getBoundingBoxData();
                yield new Given.Box(box.getLowerCorner(), box.getUpperCorner(), box.getCrs());
            }
            case COMPLEX -> {
                need(parameter, data.getComplexData(), "ComplexData");
                ComplexDataType complex = data.getComplexData();
                yield new Given.Complex(complex.getMimeType(), complex.getEncoding(), content(parameter, complex));
            }
        };
    }

    private static void need(Parameter<?> parameter, Object content, String element) {
        if (content == null) {
            throw Refusal.of("wps.input.element", "element", element).about(parameter.key);
        }
    }

    private static Given.Content content(Parameter<?> parameter, ComplexDataType data) {
        Element element = isXml(data) ? onlyElement(data) : null;
        if (element != null) {
            return Given.Content.of(SafeXml.text(element).getBytes(StandardCharsets.UTF_8));
        }
        StringBuilder text = new StringBuilder();
        for (Object part : data.getContent()) {
            if (!(part instanceof String string)) {
                throw Refusal.of("wps.input.text").about(parameter.key);
            }
            text.append(string);
        }
        return Given.Content.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The element that is all there is but blanks; null if there is anything else. */
    private static Element onlyElement(ComplexDataType data) {
        Element only = null;
        for (Object part : data.getContent()) {
            boolean blank = part instanceof String text && text.isBlank();
            if (part instanceof Element element && only == null) {
                only = element;
            } else if (!blank) {
                return null;
            }
        }
        return only;
    }

    private static boolean isXml(ComplexDataType data) {
        return data.getMimeType() != null && data.getMimeType().contains("xml");
    }

    private static Given reference(Parameter<?> parameter, InputReferenceType reference) {
        if (reference.getBodyReference() != null) {
            throw Refusal.of("wps.reference.body-reference").about(parameter.key);
        }
        String method = reference.getMethod() == null ? "" : reference.getMethod();
        return new Given.Reference(
                reference.getHref(),
                reference.getMimeType(),
                reference.getEncoding(),
                method.equalsIgnoreCase("POST") || reference.getBody() != null,
                reference.getBody() == null
                        ? null
                        : body(parameter, reference.getBody()).getBytes(StandardCharsets.UTF_8),
                reference.getHeader().stream()
                        .map(header -> new Given.Header(header.getKey(), header.getValue()))
                        .toList());
    }

    /** The document in a wps:Body, as an element or, as some clients send it, as text. */
    private static String body(Parameter<?> parameter, Object body) {
        if (body instanceof Element element) {
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element) {
                    return SafeXml.text(child);
                }
            }
            return element.getTextContent().strip();
        }
        if (body instanceof String text) {
            return text.strip();
        }
        throw Refusal.of("wps.reference.text").about(parameter.key);
    }
}

package org.edubalance.server.wps;

import java.util.List;
import net.opengis.wps.v_1_0_0.ComplexDataType;
import net.opengis.wps.v_1_0_0.DataInputsType;
import net.opengis.wps.v_1_0_0.DataType;
import net.opengis.wps.v_1_0_0.InputReferenceType;
import net.opengis.wps.v_1_0_0.InputType;
import org.edubalance.server.ows.SafeXml;
import org.w3c.dom.Node;

/**
 * The inputs of a request as its response repeats them. Whatever a client sent as markup comes back as text: as markup it
 * would be a document of this server, script and all.
 */
final class Lineage {

    private Lineage() {}

    static DataInputsType of(DataInputsType given) {
        if (given == null) {
            return null;
        }
        DataInputsType inputs = new DataInputsType();
        given.getInput().forEach(input -> inputs.getInput().add(of(input)));
        return inputs;
    }

    private static InputType of(InputType given) {
        InputType input = new InputType();
        input.setIdentifier(given.getIdentifier());
        input.setTitle(given.getTitle());
        input.setAbstract(given.getAbstract());
        if (given.getReference() != null) {
            input.setReference(of(given.getReference()));
        } else if (given.getData() != null) {
            input.setData(of(given.getData()));
        }
        return input;
    }

    private static DataType of(DataType given) {
        DataType data = new DataType();
        data.setLiteralData(given.getLiteralData());
        data.setBoundingBoxData(given.getBoundingBoxData());
        if (given.getComplexData() != null) {
            ComplexDataType complex = new ComplexDataType();
            complex.setMimeType(given.getComplexData().getMimeType());
            complex.setEncoding(given.getComplexData().getEncoding());
            complex.setSchema(given.getComplexData().getSchema());
            complex.getContent().add(text(given.getComplexData().getContent()));
            data.setComplexData(complex);
        }
        return data;
    }

    private static InputReferenceType of(InputReferenceType given) {
        InputReferenceType reference = new InputReferenceType();
        reference.setHref(given.getHref());
        reference.setMethod(given.getMethod());
        reference.setMimeType(given.getMimeType());
        reference.setEncoding(given.getEncoding());
        reference.setSchema(given.getSchema());
        reference.getHeader().addAll(given.getHeader());
        if (given.getBody() != null) {
            reference.setBody(text(List.of(given.getBody())));
        }
        return reference;
    }

    private static String text(List<?> content) {
        StringBuilder text = new StringBuilder();
        for (Object part : content) {
            text.append(part instanceof Node node ? SafeXml.text(node) : part);
        }
        return text.toString();
    }
}

package org.edubalance.server.wps;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.opengis.ows.v_1_1_0.BoundingBoxType;
import net.opengis.wps.v_1_0_0.ComplexDataType;
import net.opengis.wps.v_1_0_0.DataInputsType;
import net.opengis.wps.v_1_0_0.DataType;
import net.opengis.wps.v_1_0_0.InputReferenceType;
import net.opengis.wps.v_1_0_0.InputType;
import org.edubalance.io.CrsNames;
import org.edubalance.io.ReadOptions;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.paint.FunctionCheck;
import org.edubalance.server.paint.FunctionPolicy;
import org.geotools.api.data.Parameter;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.util.Converters;
import org.springframework.stereotype.Component;

/** Turns the inputs of a request into what its process takes. */
@Component
class InputReader {

    private final ServerProperties.Limits limits;

    InputReader(ServerProperties properties) {
        limits = properties.limits();
    }

    /**
     * Checks what can be checked before the process gets its turn: that every input is known, comes as often as it may
     * and in its kind, and that literals read.
     */
    void check(ProcessOffering process, DataInputsType inputs) {
        Map<String, List<InputType>> given = grouped(process, inputs);
        for (Parameter<?> parameter : process.inputs().values()) {
            List<InputType> values = given.getOrDefault(parameter.key, List.of());
            int least = Descriptions.minOccurs(parameter);
            if (values.size() < least) {
                Refusal refusal = values.isEmpty()
                        ? Refusal.of("wps.input.missing", "process", process.identifier())
                        : Refusal.of(
                                "wps.input.few", "process", process.identifier(), "least", least, "got", values.size());
                throw refusal.about(parameter.key).missing();
            }
            int most = Math.max(1, parameter.maxOccurs);
            if (values.size() > most) {
                throw Refusal.of("wps.input.often", "process", process.identifier(), "most", most, "got", values.size())
                        .about(parameter.key);
            }
            values.forEach(value -> checkKind(parameter, value));
        }
    }

    private void checkKind(Parameter<?> parameter, InputType input) {
        if (input.getReference() != null) {
            if (input.getReference().getHref() == null
                    || input.getReference().getHref().isBlank()) {
                throw Refusal.of("wps.reference.href").about(parameter.key);
            }
            return;
        }
        DataType data = input.getData();
        if (data == null) {
            throw Refusal.of("wps.input.nothing").about(parameter.key);
        }
        ValueKind kind = ValueKind.ofInput(parameter.type);
        Object content =
                switch (kind) {
                    case LITERAL -> data.getLiteralData();
                    case BOUNDING_BOX -> data.getBoundingBoxData();
                    case COMPLEX -> data.getComplexData();
                };
        if (content == null) {
            String element =
                    switch (kind) {
                        case LITERAL -> "LiteralData";
                        case BOUNDING_BOX -> "BoundingBoxData";
                        case COMPLEX -> "ComplexData";
                    };
            throw Refusal.of("wps.input.element", "element", element).about(parameter.key);
        }
        switch (kind) {
            case LITERAL -> literal(parameter, text(data.getLiteralData().getValue()));
            case BOUNDING_BOX -> box(parameter, data.getBoundingBoxData());
            case COMPLEX -> {
                ComplexFormats.choose(
                        ComplexFormats.ofInput(parameter.type),
                        data.getComplexData().getMimeType(),
                        parameter.key);
                text(parameter, data.getComplexData());
            }
        }
    }

    private static Map<String, List<InputType>> grouped(ProcessOffering process, DataInputsType inputs) {
        Map<String, List<InputType>> grouped = new LinkedHashMap<>();
        if (inputs != null) {
            for (InputType input : inputs.getInput()) {
                if (input.getIdentifier() == null || input.getIdentifier().getValue() == null) {
                    throw Refusal.of("wps.input.name").about("Identifier").missing();
                }
                String key = process.input(input.getIdentifier().getValue().strip()).key;
                grouped.computeIfAbsent(key, name -> new ArrayList<>()).add(input);
            }
        }
        return grouped;
    }

    /** Reads the inputs; what comes by reference is handed to the given reader. */
    Map<String, Object> read(
            ProcessOffering process, DataInputsType inputs, Execution execution, ReferenceReader references) {
        Map<String, Object> values = new LinkedHashMap<>();
        grouped(process, inputs).forEach((key, given) -> {
            Parameter<?> parameter = process.input(key);
            List<Object> read = new ArrayList<>();
            for (InputType input : given) {
                execution.progress().check();
                Object value = input.getReference() == null
                        ? value(parameter, input.getData())
                        : references.read(parameter, input.getReference(), execution);
                read.add(
                        value instanceof SimpleFeatureCollection features
                                ? new GuardedFeatures(features, execution.progress(), limits.features(), key)
                                : value);
            }
            values.put(key, parameter.maxOccurs > 1 ? read : read.get(0));
        });
        return values;
    }

    /** Reads an input that a reference points to. */
    @FunctionalInterface
    interface ReferenceReader {
        Object read(Parameter<?> parameter, InputReferenceType reference, Execution execution);
    }

    private Object value(Parameter<?> parameter, DataType data) {
        return switch (ValueKind.ofInput(parameter.type)) {
            case LITERAL -> literal(parameter, text(data.getLiteralData().getValue()));
            case BOUNDING_BOX -> box(parameter, data.getBoundingBoxData());
            case COMPLEX -> complex(parameter, data.getComplexData());
        };
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /**
     * Reads a literal.
     *
     * @throws Refusal if it is none of its type, or calls a function which requests may not call
     */
    static Object literal(Parameter<?> parameter, String text) {
        Object value = Literals.read(parameter, text);
        if (value instanceof CharSequence) {
            try {
                new FunctionCheck(FunctionPolicy.REQUEST).checkText(text);
            } catch (Refusal e) {
                throw Refusals.about(parameter.key, e);
            }
        }
        return value;
    }

    private static ReferencedEnvelope box(Parameter<?> parameter, BoundingBoxType box) {
        List<Double> lower = box.getLowerCorner();
        List<Double> upper = box.getUpperCorner();
        if (lower.size() != 2
                || upper.size() != 2
                || lower.stream().anyMatch(InputReader::notFinite)
                || upper.stream().anyMatch(InputReader::notFinite)) {
            throw Refusal.of("wps.box.corners").about(parameter.key);
        }
        String name = box.getCrs() == null || box.getCrs().isBlank() ? Descriptions.DEFAULT_CRS : box.getCrs();
        CoordinateReferenceSystem crs = Refusals.crs(parameter.key, name);
        boolean yFirst = isEpsgUri(name) && authorityHasNorthFirst(crs);
        int x = yFirst ? 1 : 0;
        int y = 1 - x;
        if (lower.get(x) > upper.get(x) || lower.get(y) > upper.get(y)) {
            throw Refusal.of("wps.box.upside-down").about(parameter.key);
        }
        return new ReferencedEnvelope(lower.get(x), upper.get(x), lower.get(y), upper.get(y), crs);
    }

    private static boolean notFinite(Double number) {
        return number == null || !Double.isFinite(number);
    }

    private static boolean isEpsgUri(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return (lower.startsWith("urn:") || lower.startsWith("http")) && lower.contains("epsg");
    }

    /** Under forceXY {@code EPSG:4326} means longitude first, but a URN or URL keeps the authority's order. */
    private static boolean authorityHasNorthFirst(CoordinateReferenceSystem crs) {
        Integer code = CrsNames.epsgCode(crs);
        try {
            return code != null
                    && CRS.getAxisOrder(CRS.decode("urn:ogc:def:crs:EPSG::" + code, false)) == CRS.AxisOrder.NORTH_EAST;
        } catch (FactoryException e) {
            return false;
        }
    }

    private static String text(Parameter<?> parameter, ComplexDataType data) {
        StringBuilder text = new StringBuilder();
        for (Object part : data.getContent()) {
            if (!(part instanceof String string)) {
                throw Refusal.of("wps.input.text").about(parameter.key);
            }
            text.append(string);
        }
        return text.toString();
    }

    private Object complex(Parameter<?> parameter, ComplexDataType data) {
        ComplexFormat format =
                ComplexFormats.choose(ComplexFormats.ofInput(parameter.type), data.getMimeType(), parameter.key);
        return complex(
                parameter,
                format,
                data.getEncoding(),
                text(parameter, data).getBytes(StandardCharsets.UTF_8),
                format.binary());
    }

    /**
     * Reads a complex value.
     *
     * @param encoding {@code base64} or a character set, or null
     * @param textual true where the bytes come from a document, which can hold binary formats as base64 only
     */
    Object complex(Parameter<?> parameter, ComplexFormat format, String encoding, byte[] content, boolean textual) {
        byte[] bytes = content;
        if (textual || "base64".equalsIgnoreCase(encoding)) {
            try {
                bytes = Base64.getMimeDecoder().decode(content);
            } catch (IllegalArgumentException e) {
                throw Refusal.because(e, "wps.base64").about(parameter.key);
            }
        } else if (encoding != null && !encoding.isBlank() && !"UTF-8".equalsIgnoreCase(encoding.strip())) {
            throw Refusal.of("wps.encoding", "got", encoding).about(parameter.key);
        }
        if (bytes.length == 0) {
            throw Refusal.of("wps.input.empty").about(parameter.key);
        }
        Object value;
        try {
            value = format.reader()
                    .read(
                            new ByteArrayInputStream(bytes),
                            ReadOptions.named(parameter.key).withLimits(limits.features(), limits.gridCells()));
        } catch (Refusal e) {
            throw Refusals.about(parameter.key, e);
        } catch (StackOverflowError e) {
            throw Refusal.because(e, "wps.input.deep").about(parameter.key);
        } catch (IOException e) {
            throw Refusal.because(e, "wps.input.unreadable", "format", format.mimeType())
                    .about(parameter.key);
        }
        return fitting(parameter, value);
    }

    /** A value that was read or computed, if the process can take it. */
    static Object fitting(Parameter<?> parameter, Object value) {
        if (parameter.type.isInstance(value)) {
            return value;
        }
        Object converted = value == null || ValueKind.ofInput(parameter.type) == ValueKind.COMPLEX
                ? null
                : Converters.convert(value, parameter.type);
        if (converted == null) {
            throw Refusal.of(
                            "wps.input.type",
                            "accepted",
                            parameter.type.getSimpleName(),
                            "got",
                            value == null ? null : value.getClass().getSimpleName())
                    .about(parameter.key);
        }
        return converted;
    }
}

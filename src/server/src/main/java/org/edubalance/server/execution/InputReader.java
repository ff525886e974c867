package org.edubalance.server.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.edubalance.io.CrsNames;
import org.edubalance.io.FileTrouble;
import org.edubalance.io.ReadOptions;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.paint.FunctionCheck;
import org.edubalance.server.paint.FunctionPolicy;
import org.geotools.api.data.Parameter;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.util.Converters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns the inputs of a request into what its process takes. */
@Component
public class InputReader {

    private static final Logger LOG = LoggerFactory.getLogger(InputReader.class);

    /** Where readers keep what they need as a file. */
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    /** The CRS of a bounding box that names none. */
    public static final String DEFAULT_CRS = "EPSG:4326";

    private final ServerProperties.Limits limits;

    InputReader(ServerProperties properties) {
        limits = properties.limits();
    }

    /**
     * Checks what can be checked before the process gets its turn: that every input is known, comes as often as it may,
     * and that literals and boxes read and formats are known.
     *
     * @throws Refusal if not
     */
    public void check(ProcessOffering process, List<Given.Input> inputs) {
        Map<String, List<Given>> given = grouped(process, inputs);
        for (Parameter<?> parameter : process.inputs().values()) {
            List<Given> values = given.getOrDefault(parameter.key, List.of());
            int least = process.least(parameter);
            if (values.size() < least) {
                Refusal refusal = values.isEmpty()
                        ? Refusal.of("wps.input.missing", "process", process.identifier())
                        : Refusal.of(
                                "wps.input.few", "process", process.identifier(), "least", least, "got", values.size());
                throw refusal.about(parameter.key).missing();
            }
            int most = process.most(parameter);
            if (values.size() > most) {
                throw Refusal.of("wps.input.often", "process", process.identifier(), "most", most, "got", values.size())
                        .about(parameter.key);
            }
            values.forEach(value -> check(parameter, value));
        }
    }

    private static void check(Parameter<?> parameter, Given given) {
        if (given instanceof Given.Reference reference) {
            if (reference.href() == null || reference.href().isBlank()) {
                throw Refusal.of("wps.reference.href").about(parameter.key);
            }
        } else if (given instanceof Given.Literal literal) {
            literal(parameter, literal.text());
        } else if (given instanceof Given.Box box) {
            box(parameter, box);
        } else if (given instanceof Given.Complex complex) {
            format(parameter, complex);
        }
    }

    private static ComplexFormat format(Parameter<?> parameter, Given.Complex complex) {
        return ComplexFormats.choose(ComplexFormats.ofInput(parameter.type), complex.mimeType(), parameter.key);
    }

    private static Map<String, List<Given>> grouped(ProcessOffering process, List<Given.Input> inputs) {
        Map<String, List<Given>> grouped = new LinkedHashMap<>();
        for (Given.Input input : inputs) {
            String key = process.input(input.name()).key;
            grouped.computeIfAbsent(key, name -> new ArrayList<>()).add(input.value());
        }
        return grouped;
    }

    /** Reads the inputs; what comes by reference is handed to the given reader. */
    Map<String, Object> read(ExecutionRequest request, Execution execution, ReferenceReader references) {
        Map<String, Object> values = new LinkedHashMap<>();
        grouped(request.process(), request.inputs()).forEach((key, given) -> {
            Parameter<?> parameter = request.process().input(key);
            List<Object> read = new ArrayList<>();
            for (Given input : given) {
                execution.progress().check();
                Object value = input instanceof Given.Reference reference
                        ? references.read(parameter, reference, execution)
                        : value(parameter, input, execution.progress());
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
        Object read(Parameter<?> parameter, Given.Reference reference, Execution execution);
    }

    private Object value(Parameter<?> parameter, Given given, JobProgress progress) {
        if (given instanceof Given.Literal literal) {
            return literal(parameter, literal.text());
        }
        if (given instanceof Given.Box box) {
            return box(parameter, box);
        }
        Given.Complex complex = (Given.Complex) given;
        ComplexFormat format = format(parameter, complex);
        return complex(
                parameter,
                format,
                ComplexFormats.layer(complex.mimeType()),
                complex.encoding(),
                complex.content(),
                format.binary(),
                progress);
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

    private static ReferencedEnvelope box(Parameter<?> parameter, Given.Box box) {
        List<Double> lower = box.lower();
        List<Double> upper = box.upper();
        if (lower.size() != 2
                || upper.size() != 2
                || lower.stream().anyMatch(InputReader::notFinite)
                || upper.stream().anyMatch(InputReader::notFinite)) {
            throw Refusal.of("wps.box.corners").about(parameter.key);
        }
        String name = box.crs() == null || box.crs().isBlank() ? DEFAULT_CRS : box.crs();
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

    /**
     * True if a URN or URL of this CRS stands for coordinates with the north first, while under forceXY {@code EPSG:code}
     * always means east first.
     */
    public static boolean authorityHasNorthFirst(CoordinateReferenceSystem crs) {
        Integer code = CrsNames.epsgCode(crs);
        try {
            return code != null
                    && CRS.getAxisOrder(CRS.decode("urn:ogc:def:crs:EPSG::" + code, false)) == CRS.AxisOrder.NORTH_EAST;
        } catch (FactoryException e) {
            return false;
        }
    }

    /**
     * Reads a complex value.
     *
     * @param layer the layer or sheet that is meant, null for the only one
     * @param encoding {@code base64} or a character set, or null
     * @param textual true where the bytes come from a document, which can hold binary formats as base64 only
     * @param progress is told what the reader has to say
     */
    Object complex(
            Parameter<?> parameter,
            ComplexFormat format,
            String layer,
            String encoding,
            Given.Content given,
            boolean textual,
            JobProgress progress) {
        Given.Content content = given;
        if (textual || "base64".equalsIgnoreCase(encoding)) {
            try {
                content = Given.Content.of(Base64.getMimeDecoder().decode(given.bytes()));
            } catch (IllegalArgumentException e) {
                throw Refusal.because(e, "wps.base64").about(parameter.key);
            }
        } else if (encoding != null && !encoding.isBlank() && !"UTF-8".equalsIgnoreCase(encoding.strip())) {
            throw Refusal.of("wps.encoding", "got", encoding).about(parameter.key);
        }
        if (content.length() == 0) {
            throw Refusal.of("wps.input.empty").about(parameter.key);
        }
        Object value;
        try {
            value = format.reader()
                    .read(
                            content.stream(),
                            ReadOptions.named(parameter.key)
                                    .withLayer(layer)
                                    .withLimits(limits.features(), limits.gridCells())
                                    .withMaxUnpacked(limits.unpackedSize().toBytes())
                                    .withNotes(note -> note(parameter, note, progress)));
        } catch (Refusal e) {
            throw Refusals.about(parameter.key, byMediaType(e));
        } catch (StackOverflowError e) {
            throw Refusal.because(e, "wps.input.deep").about(parameter.key);
        } catch (IOException e) {
            if (FileTrouble.isFull(TEMPORARY.resolve("input"), e)) {
                LOG.error("The disk of {} is full", TEMPORARY, e);
                throw OwsException.coded(OwsException.NO_APPLICABLE_CODE, 507, "wps.disk.input")
                        .about(parameter.key);
            }
            throw Refusal.because(e, "wps.input.unreadable", "format", format.mimeType())
                    .about(parameter.key);
        }
        return fitting(parameter, value);
    }

    /** Has a client that must choose a layer say it in its request, which has no file to put it behind. */
    private static Refusal byMediaType(Refusal refusal) {
        Message reason = refusal.reason();
        return reason.key().equals("format.layer.choose")
                ? Refusal.because(
                        refusal,
                        "wps.input.layer",
                        "layers",
                        reason.facts().get("layers"),
                        "first",
                        reason.facts().get("first"))
                : refusal;
    }

    /** Tells the client what a reader made of an input. */
    static void note(Parameter<?> parameter, Message note, JobProgress progress) {
        progress.note(Message.of("wps.input.note", "input", parameter.key, "note", note)
                .in(Language.current()));
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

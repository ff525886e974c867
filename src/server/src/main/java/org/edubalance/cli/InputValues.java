package org.edubalance.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.function.Consumer;
import org.edubalance.io.CrsNames;
import org.edubalance.io.Format;
import org.edubalance.io.LayerAddress;
import org.edubalance.io.PostgisSource;
import org.edubalance.io.ReadOptions;
import org.edubalance.io.TableStyle;
import org.edubalance.io.WebMapDatum;
import org.edubalance.io.Wkt;
import org.edubalance.io.postgis.PostgisAddress;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.SingleEvaluation;
import org.geotools.api.coverage.grid.GridCoverage;
import org.geotools.api.data.Parameter;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.feature.FeatureCollection;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.util.Converters;
import org.locationtech.jts.geom.Geometry;

/**
 * Turns the texts of a command line into the values of a process's inputs: features, coverages and geometries from
 * files, the rest from the text itself.
 */
final class InputValues {

    private static final String STANDARD_INPUT = "-";

    private final CoordinateReferenceSystem crs;
    private final WebMapDatum datum;
    private final TableStyle tables;
    private final Consumer<Message> notes;
    private final FileProgress progress;

    /** Is told how much of a file has been read. */
    interface FileProgress {
        void at(String file, long read, long size);
    }

    /**
     * @param crs the CRS of files that name none, such as a CSV with x and y; null if not given
     * @param datum the datum of longitudes and latitudes; null for WGS 84
     * @param tables how tables are to be understood
     * @param notes is told what the readers of files have to say
     * @param progress is told how far they are
     */
    InputValues(
            CoordinateReferenceSystem crs,
            WebMapDatum datum,
            TableStyle tables,
            Consumer<Message> notes,
            FileProgress progress) {
        this.crs = crs;
        this.datum = datum;
        this.tables = tables;
        this.notes = notes;
        this.progress = progress;
    }

    /**
     * The value of one input.
     *
     * @throws Refusal if the text is no such value, naming the input, the text and what is accepted, or the file's
     *     content is not what its format asks for
     * @throws IOException if a file cannot be read
     */
    Object read(Parameter<?> input, String text) throws IOException {
        Class<?> type = input.getType();
        if (FeatureCollection.class.isAssignableFrom(type) || GridCoverage.class.isAssignableFrom(type)) {
            return fromFile(input, text);
        }
        if (Geometry.class.isAssignableFrom(type)) {
            return geometry(input, text);
        }
        if (type == String.class || type == Object.class) {
            return text.startsWith("@") ? fileText(input, text.substring(1)) : text;
        }
        return literal(input, text.strip());
    }

    private Object fromFile(Parameter<?> input, String text) throws IOException {
        Class<?> type = input.getType();
        boolean features = FeatureCollection.class.isAssignableFrom(type);
        if (features && text.equals(STANDARD_INPUT)) {
            return content(
                    input, text, () -> Format.GEOJSON.read(type, System.in, options(input, input.key, null, text)));
        }
        if (features && PostgisAddress.isMeant(text)) {
            PostgisAddress table = postgis(input.key, text);
            return content(
                    input,
                    table.place(),
                    () -> PostgisSource.read(table, options(input, table.name(), null, table.place())));
        }
        LayerAddress address = LayerAddress.of(text);
        String fileName = address.file();
        Path file = file(input, fileName);
        Format format = Format.ofFileName(fileName)
                .filter(found -> found.reads(type))
                .orElseThrow(() -> UsageRefusal.about(
                        input.key,
                        features ? "cli.input.features" : "cli.input.coverage",
                        "endings",
                        Format.reading(type).stream()
                                .flatMap(found -> found.endings().stream())
                                .toList(),
                        "got",
                        text));
        ReadOptions options = options(input, baseName(file), address.layer(), fileName);
        return content(input, fileName, () -> format.readFile(type, file, options));
    }

    private ReadOptions options(Parameter<?> input, String name, String layer, String fileName) {
        return ReadOptions.named(name)
                .withCrs(crs)
                .withLayer(layer)
                .withDatum(datum)
                .withTables(tables)
                .withProgress((read, size) -> progress.at(fileName, read, size))
                .withNotes(note ->
                        notes.accept(Message.of("cli.note", "input", input.key, "file", fileName, "note", note)));
    }

    private interface Reading {
        Object read() throws IOException;
    }

    /** Says of a refusal which input and file it is about. What is in a file is no bad usage of the command. */
    private static Object content(Parameter<?> input, String fileName, Reading reading) throws IOException {
        try {
            return reading.read();
        } catch (Refusal e) {
            throw Refusal.because(e, "cli.input.content", "file", fileName, "reason", e)
                    .about(input.key);
        }
    }

    private static Path file(Parameter<?> input, String name) {
        Path file = existing(name);
        if (file == null) {
            throw name.startsWith("'")
                    ? UsageRefusal.general("cli.quotes", "got", name)
                    : UsageRefusal.about(input.key, "cli.input.file", "got", name);
        }
        return file;
    }

    private static Path existing(String name) {
        try {
            Path file = Path.of(name);
            return Files.isRegularFile(file) && Files.isReadable(file) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static String baseName(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** A file's text, without the mark that some editors put before it. */
    private static String fileText(Parameter<?> input, String name) throws IOException {
        try {
            String text = Files.readString(file(input, name), StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Refusal.because(e, "cli.input.encoding", "file", name).about(input.key);
        }
    }

    private static Object geometry(Parameter<?> input, String text) throws IOException {
        Format format = Format.ofFileName(text)
                .filter(found -> found.reads(input.getType()))
                .orElse(null);
        Object value;
        if (format != null) {
            Path file = file(input, text);
            value = content(input, text, () -> format.readFile(Geometry.class, file, ReadOptions.named(input.key)));
        } else {
            try {
                value = Wkt.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            } catch (Refusal e) {
                throw invalid(input, Message.of("cli.accepted.geometry"), text);
            }
        }
        if (!input.getType().isInstance(value)) {
            throw invalid(input, ValueType.geometry(input.getType()), text);
        }
        return value;
    }

    private static Object literal(Parameter<?> input, String text) {
        Class<?> type = input.getType();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> invalid(
                            input, Message.of("cli.accepted.choice", "choices", ValueType.choices(type)), text));
        }
        if (type == Boolean.class) {
            if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                throw invalid(input, Message.of("cli.type.flag"), text);
            }
            return Boolean.valueOf(text);
        }
        if (Number.class.isAssignableFrom(type)) {
            return number(input, text);
        }
        if (type.isAssignableFrom(ReferencedEnvelope.class)) {
            return bounds(input, text);
        }
        if (CoordinateReferenceSystem.class.isAssignableFrom(type)) {
            return crs(input.key, text);
        }
        if (type == Filter.class || type == Expression.class) {
            return cql(input, text);
        }
        if (type == Date.class) {
            return date(input, text);
        }
        Object value = Converters.convert(text, type);
        if (value == null) {
            throw invalid(input, type.getSimpleName(), text);
        }
        return value;
    }

    /**
     * The address of a table or query.
     *
     * @param name what it was given as
     * @throws Refusal if it is none
     */
    static PostgisAddress postgis(String name, String text) {
        try {
            return PostgisAddress.of(text);
        } catch (Refusal e) {
            throw UsageRefusal.about(name, "cli.postgis", "reason", e.reason());
        }
    }

    /** @throws Refusal if there is no datum of that name */
    static WebMapDatum datum(String name) {
        try {
            return WebMapDatum.of("--coordinates", name);
        } catch (Refusal e) {
            throw UsageRefusal.of(e).about("--coordinates");
        }
    }

    /**
     * A CRS by its name.
     *
     * @param name what it was given as
     * @throws Refusal if there is none of that name
     */
    static CoordinateReferenceSystem crs(String name, String text) {
        try {
            return CrsNames.ofName(text);
        } catch (IllegalArgumentException e) {
            throw UsageRefusal.about(name, "cli.crs", "got", text);
        }
    }

    private static Object number(Parameter<?> input, String text) {
        Class<?> type = input.getType();
        try {
            if (type == Integer.class) {
                return Integer.valueOf(text);
            }
            if (type == Long.class) {
                return Long.valueOf(text);
            }
            if (type == Float.class) {
                return Float.valueOf(text);
            }
            double value = Double.parseDouble(text);
            return type == Double.class ? value : Converters.convert(text, type);
        } catch (NumberFormatException e) {
            throw invalid(input, Message.of("cli.accepted.number", "number", ValueType.number(input)), text);
        }
    }

    private static ReferencedEnvelope bounds(Parameter<?> input, String text) {
        String[] parts = text.split(",");
        if (parts.length == 5) {
            try {
                double minX = Double.parseDouble(parts[0]);
                double minY = Double.parseDouble(parts[1]);
                double maxX = Double.parseDouble(parts[2]);
                double maxY = Double.parseDouble(parts[3]);
                // the envelope would put inverted bounds right without a word
                if (minX < maxX && minY < maxY) {
                    return new ReferencedEnvelope(minX, maxX, minY, maxY, crs(input.key, parts[4]));
                }
            } catch (NumberFormatException e) {
                throw invalid(input, Message.of("cli.accepted.bounds"), text);
            }
        }
        throw invalid(input, Message.of("cli.accepted.bounds"), text);
    }

    private static Object cql(Parameter<?> input, String text) {
        boolean filter = input.getType() == Filter.class;
        try {
            return filter
                    ? ECQL.toFilter(text, SingleEvaluation.FILTERS)
                    : ECQL.toExpression(text, SingleEvaluation.FILTERS);
        } catch (CQLException | RuntimeException | Error e) {
            // an Error where an escape is broken
            throw invalid(input, Message.of(filter ? "cli.accepted.filter" : "cli.accepted.expression"), text);
        }
    }

    private static Date date(Parameter<?> input, String text) {
        try {
            return Date.from(
                    text.length() == "2012-09-01".length()
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text));
        } catch (DateTimeException e) {
            throw invalid(input, Message.of("cli.accepted.date"), text);
        }
    }

    private static Refusal invalid(Parameter<?> input, Object accepted, String got) {
        return UsageRefusal.about(input.key, "cli.value", "accepted", accepted, "got", got);
    }
}

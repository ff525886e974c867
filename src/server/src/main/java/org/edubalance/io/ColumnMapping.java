package org.edubalance.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.io.table.HeaderLevels;
import org.edubalance.io.table.Vocabulary;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;

/**
 * Which columns of a user's table are what standards and systems know by a name of their own: {@code {"columns": {"pupils":
 * "在校生数", "equipment_value": {"column": "设备值", "times": 10000}}}}. Features that it is applied to have these as further
 * attributes; their own stay.
 */
public final class ColumnMapping {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String COLUMNS = "columns";

    /**
     * Where the values of a name come from.
     *
     * @param column the user's column
     * @param times what its numbers are multiplied by: 10,000 for a column in 万元
     */
    public record Source(String column, double times) {}

    private final Map<String, Source> sources;

    public ColumnMapping(Map<String, Source> sources) {
        this.sources = new LinkedHashMap<>(sources);
    }

    /** What the vocabulary makes of columns; those that are called as the standards call them need no mapping. */
    public static ColumnMapping proposed(SimpleFeatureType type) {
        Map<String, Source> sources = new LinkedHashMap<>();
        Vocabulary.shipped().understand(names(type), HeaderLevels.of(type)).forEach((name, column) -> {
            if (type.indexOf(name) < 0) {
                sources.put(name, new Source(column, 1));
            }
        });
        return new ColumnMapping(sources);
    }

    static List<String> names(SimpleFeatureType type) {
        return type.getAttributeDescriptors().stream()
                .filter(attribute -> attribute != type.getGeometryDescriptor())
                .map(AttributeDescriptor::getLocalName)
                .toList();
    }

    /**
     * Reads a file that {@link #write} wrote, or a user.
     *
     * @throws Refusal if it is no such file
     */
    public static ColumnMapping read(Path file) throws IOException {
        JsonNode columns;
        try {
            columns = JSON.readTree(Files.readAllBytes(file)).path(COLUMNS);
        } catch (JsonProcessingException | CharConversionException e) {
            // the latter of Jackson's reader of UTF-32, which is what four bytes at the beginning can look like
            throw Refusal.because(e, "format.mapping.broken", "file", file.toString());
        }
        if (!columns.isObject()) {
            throw Refusal.of("format.mapping.broken", "file", file.toString());
        }
        Map<String, Source> sources = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : columns.properties()) {
            JsonNode value = entry.getValue();
            JsonNode column = value.isObject() ? value.path("column") : value;
            JsonNode times = value.path("times");
            boolean fits = column.isTextual()
                    && (times.isMissingNode() || times.isNumber() && Double.isFinite(times.doubleValue()));
            if (!fits) {
                throw Refusal.of("format.mapping.entry", "file", file.toString(), "name", entry.getKey());
            }
            sources.put(
                    entry.getKey(), new Source(column.textValue(), times.isMissingNode() ? 1 : times.doubleValue()));
        }
        return new ColumnMapping(sources);
    }

    /** Writes it for {@link #read}, and for its user to change. */
    public void write(Path file) throws IOException {
        ObjectNode columns = JSON.createObjectNode();
        sources.forEach((name, source) -> {
            if (source.times() == 1) {
                columns.put(name, source.column());
            } else {
                columns.putObject(name).put("column", source.column()).put("times", source.times());
            }
        });
        ObjectNode root = JSON.createObjectNode();
        root.set(COLUMNS, columns);
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    /** By name, the column that it comes from. */
    public Map<String, Source> sources() {
        return new LinkedHashMap<>(sources);
    }

    /**
     * Features with the mapped attributes too. One of their own of that name gives way, unless it is the column itself.
     *
     * @throws Refusal if there is no such column, or it has to be multiplied and has no numbers
     */
    public SimpleFeatureCollection apply(SimpleFeatureCollection features) {
        SimpleFeatureType type = features.getSchema();
        Map<String, Source> wanted = new LinkedHashMap<>();
        sources.forEach((name, source) -> {
            int column = type.indexOf(source.column());
            if (column < 0) {
                throw Refusal.of("format.mapping.column", "got", source.column(), "name", name, "columns", names(type));
            }
            boolean numbers = Number.class.isAssignableFrom(
                    type.getDescriptor(column).getType().getBinding());
            if (source.times() != 1 && !numbers) {
                throw Refusal.of("format.mapping.times", "column", source.column(), "name", name);
            }
            if (!name.equals(source.column()) || source.times() != 1) {
                wanted.put(name, source);
            }
        });
        return wanted.isEmpty() ? features : mapped(features, type, wanted);
    }

    private static SimpleFeatureCollection mapped(
            SimpleFeatureCollection features, SimpleFeatureType type, Map<String, Source> wanted) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(type.getName());
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < type.getAttributeCount(); i++) {
            AttributeDescriptor attribute = type.getDescriptor(i);
            if (!wanted.containsKey(attribute.getLocalName())) {
                builder.add(attribute);
                kept.add(i);
            }
        }
        wanted.forEach((name, source) -> builder.add(
                name,
                source.times() == 1
                        ? type.getDescriptor(source.column()).getType().getBinding()
                        : Double.class));
        if (type.getGeometryDescriptor() != null) {
            builder.setDefaultGeometry(type.getGeometryDescriptor().getLocalName());
        }
        SimpleFeatureType more = builder.buildFeatureType();
        more.getUserData().putAll(type.getUserData());
        ListFeatureCollection mapped = new ListFeatureCollection(more);
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                SimpleFeature feature = iterator.next();
                Object[] values = new Object[more.getAttributeCount()];
                int next = 0;
                for (int i : kept) {
                    values[next++] = feature.getAttribute(i);
                }
                for (Source source : wanted.values()) {
                    Object value = feature.getAttribute(source.column());
                    values[next++] = source.times() == 1 || value == null ? value : times((Number) value, source);
                }
                mapped.add(SimpleFeatureBuilder.build(more, values, feature.getID()));
            }
        }
        return mapped;
    }

    /** In decimals, as the number is written: 323.84 times 10,000 is 3,238,400. */
    private static Double times(Number value, Source source) {
        double number = value.doubleValue();
        return Double.isFinite(number)
                ? BigDecimal.valueOf(number)
                        .multiply(BigDecimal.valueOf(source.times()))
                        .doubleValue()
                : number;
    }

    /** Says which columns are taken for what. */
    public Message told() {
        List<Message> columns = new ArrayList<>();
        sources.forEach((name, source) -> columns.add(
                source.times() == 1
                        ? Message.of("table.name", "cell", source.column(), "name", name)
                        : Message.of(
                                "format.mapping.multiplied",
                                "cell",
                                source.column(),
                                "name",
                                name,
                                "times",
                                source.times())));
        return Message.of("format.mapping.told", "columns", columns);
    }

    public boolean isEmpty() {
        return sources.isEmpty();
    }
}

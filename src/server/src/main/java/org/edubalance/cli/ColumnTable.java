package org.edubalance.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.io.ColumnMapping;
import org.edubalance.io.table.Vocabulary;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Texts;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/** A table of the columns of features: what they are, how many values are missing, their range, what they stand for. */
final class ColumnTable {

    private static final int EXAMPLES = 3;

    private static final int LONGEST_EXAMPLE = 16;

    private static final int MOST_DISTINCT = 1_000;

    private final SimpleFeatureCollection features;
    private final Map<String, String> understood = new LinkedHashMap<>();

    ColumnTable(SimpleFeatureCollection features, ColumnMapping mapping) {
        this.features = features;
        mapping.sources().forEach((name, source) -> understood.put(source.column(), name));
        for (AttributeDescriptor attribute : features.getSchema().getAttributeDescriptors()) {
            String name = attribute.getLocalName();
            if (Vocabulary.shipped().term(name).isPresent()) {
                understood.putIfAbsent(name, name);
            }
        }
    }

    /** What the values of one column come to. */
    private static final class Seen {
        private int missing;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;
        private final Set<String> texts = new LinkedHashSet<>();

        void add(Object value) {
            if (value == null) {
                missing++;
            } else if (value instanceof Number number) {
                least = Math.min(least, number.doubleValue());
                most = Math.max(most, number.doubleValue());
            } else if (texts.size() < MOST_DISTINCT) {
                texts.add(value.toString());
            }
        }

        String range() {
            if (least <= most) {
                return Texts.number(least) + " – " + Texts.number(most);
            }
            List<String> examples = new ArrayList<>();
            for (String text : texts) {
                if (examples.size() == EXAMPLES) {
                    examples.add("…");
                    break;
                }
                examples.add(text.length() > LONGEST_EXAMPLE ? text.substring(0, LONGEST_EXAMPLE) + "…" : text);
            }
            return String.join(", ", examples);
        }
    }

    void print(PrintWriter out) {
        List<AttributeDescriptor> attributes = features.getSchema().getAttributeDescriptors();
        List<Seen> seen = new ArrayList<>();
        attributes.forEach(attribute -> seen.add(new Seen()));
        int rows = 0;
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                SimpleFeature feature = iterator.next();
                rows++;
                for (int i = 0; i < seen.size(); i++) {
                    boolean geometry = attributes.get(i) instanceof GeometryDescriptor;
                    Object value = feature.getAttribute(i);
                    seen.get(i)
                            .add(
                                    geometry && value != null
                                            ? attributes
                                                    .get(i)
                                                    .getType()
                                                    .getBinding()
                                                    .getSimpleName()
                                            : value);
                }
            }
        }
        out.println(Message.of("columns.rows", "n", rows));
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(head("name"), head("type"), head("missing"), head("range"), head("understood")));
        for (int i = 0; i < seen.size(); i++) {
            AttributeDescriptor attribute = attributes.get(i);
            lines.add(List.of(
                    attribute.getLocalName(),
                    type(attribute),
                    Integer.toString(seen.get(i).missing),
                    attribute instanceof GeometryDescriptor ? "" : seen.get(i).range(),
                    meaning(attribute)));
        }
        print(lines, out);
    }

    private static String head(String column) {
        return Message.of("columns.head." + column).toString();
    }

    private static String type(AttributeDescriptor attribute) {
        Class<?> type = attribute.getType().getBinding();
        if (attribute instanceof GeometryDescriptor) {
            return type.getSimpleName();
        }
        String kind = type == Integer.class || type == Long.class
                ? "whole"
                : Number.class.isAssignableFrom(type) ? "number" : type == Boolean.class ? "flag" : "text";
        return Message.of("columns.type." + kind).toString();
    }

    private String meaning(AttributeDescriptor attribute) {
        if (attribute instanceof GeometryDescriptor) {
            return Message.of("columns.place").toString();
        }
        String name = understood.get(attribute.getLocalName());
        return name == null
                ? ""
                : Vocabulary.shipped()
                        .term(name)
                        .map(term -> name + " (" + term.title().in(Language.current()) + ")")
                        .orElse(name);
    }

    private static void print(List<List<String>> lines, PrintWriter out) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i)).append(" ".repeat(widths[i] - width(line.get(i)) + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /** How many letters wide a text is on a terminal, where Chinese ones take two. */
    private static int width(String text) {
        return text.codePoints()
                .map(c ->
                        Character.isIdeographic(c) || c >= 0x3000 && c <= 0x303F || c >= 0xFF01 && c <= 0xFF60 ? 2 : 1)
                .sum();
    }
}

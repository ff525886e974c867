package org.edubalance.process.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.planning.Figure;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Places;
import org.edubalance.standards.Condition;
import org.edubalance.standards.Item;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;

/**
 * What some features, schools or counties, have for the items of a standard. An attribute that they have not is not known
 * of them; one that they have must be readable.
 */
final class ItemFigures {

    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "是", "有", "√", "✓", "达标", "符合");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "否", "无", "×", "✗", "不达标", "不符合");

    private final String input;
    private final SimpleFeatureType schema;
    private final List<SimpleFeature> features;

    private final Map<String, List<Columns>> columns = new HashMap<>();
    private final Map<String, List<Message>> notKnown = new HashMap<>();
    private final Map<String, List<Message>> understood = new HashMap<>();

    /** The columns of a condition: a number a feature, NaN where it is not known. */
    private record Columns(double[] values, double[] targets, Boolean[] excepted, double[] exceptionTargets) {}

    /**
     * Reads the figures.
     *
     * @param input the input that the features came with, for refusals
     * @throws Refusal if a figure cannot be read, is no share, or is neither yes nor no
     */
    ItemFigures(String input, SimpleFeatureType schema, List<SimpleFeature> features, List<Item> items) {
        this.input = input;
        this.schema = schema;
        this.features = features;
        for (Item item : items) {
            Reader reader = new Reader(item);
            columns.put(item.id(), item.filled().stream().map(reader::columns).toList());
            notKnown.put(item.id(), reader.notKnown());
            understood.put(item.id(), List.copyOf(reader.understood));
        }
    }

    /** Why figures are not known, by item. */
    Map<String, List<Message>> notKnown() {
        return notKnown;
    }

    /** What figures were taken for that are not written as they are asked for, by item. */
    Map<String, List<Message>> understood() {
        return understood;
    }

    /** The figures of a feature by item. */
    Map<String, List<Figure>> of(int row) {
        Map<String, List<Figure>> figures = new HashMap<>();
        columns.forEach((item, conditions) -> figures.put(
                item,
                conditions.stream()
                        .map(condition -> new Figure(
                                condition.values[row],
                                condition.targets[row],
                                condition.excepted == null ? null : condition.excepted[row],
                                condition.exceptionTargets == null ? Double.NaN : condition.exceptionTargets[row]))
                        .toList()));
        return figures;
    }

    /** Reads the columns of one item. */
    private final class Reader {

        private final Item item;
        private final Set<String> lacking = new LinkedHashSet<>();
        private final Set<Message> understood = new LinkedHashSet<>();

        Reader(Item item) {
            this.item = item;
        }

        List<Message> notKnown() {
            return lacking.isEmpty()
                    ? List.of()
                    : List.of(Message.of("planning.unknown.attributes", "input", input, "attributes", lacking));
        }

        Columns columns(Condition condition) {
            double[] values = numbers(condition.expression(), condition.kind());
            double[] targets = condition.target().expression() == null
                    ? unknown()
                    : numbers(condition.target().expression(), Condition.Kind.NUMBER);
            if (condition.exception() == null) {
                return new Columns(values, targets, null, null);
            }
            Columns when = columns(condition.exception().when());
            Boolean[] excepted = new Boolean[values.length];
            Arrays.setAll(
                    excepted, i -> condition.exception().when().comparison().keeps(when.values[i], when.targets[i]));
            return new Columns(
                    values,
                    targets,
                    excepted,
                    numbers(condition.exception().target().expression(), Condition.Kind.NUMBER));
        }

        private double[] unknown() {
            double[] none = new double[features.size()];
            Arrays.fill(none, Double.NaN);
            return none;
        }

        private double[] numbers(String expression, Condition.Kind kind) {
            double[] numbers = unknown();
            if (constant(expression, numbers)) {
                return numbers;
            }
            Attribute attribute;
            try {
                Message part = Message.of("planning.item", "item", item.id());
                attribute = Attribute.of("standard", part, expression, schema);
            } catch (Refusal e) {
                if (!e.reason().key().equals("attribute.unknown")) {
                    throw e;
                }
                lacking.add(String.valueOf(e.reason().facts().get("name")));
                return numbers;
            }
            for (int i = 0; i < numbers.length; i++) {
                SimpleFeature feature = features.get(i);
                numbers[i] = kind == Condition.Kind.YES_NO ? yesOrNo(attribute, feature) : attribute.number(feature);
            }
            return kind == Condition.Kind.SHARE ? shares(attribute, numbers) : numbers;
        }

        private boolean constant(String expression, double[] numbers) {
            try {
                Arrays.fill(numbers, Double.parseDouble(expression));
                return true;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        /**
         * Shares as they are, or in percent where any is greater than 1: then all of them are, since a column has one unit,
         * and taking 0.8 % for 80 % would help a verdict.
         */
        private double[] shares(Attribute attribute, double[] numbers) {
            double largest = 0;
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] < 0 || numbers[i] > 100) {
                    throw Refusal.of("planning.share", "text", attribute.text(), "got", numbers[i])
                            .about(input)
                            .at(Places.of(features.get(i)));
                }
                largest = Math.max(largest, Double.isNaN(numbers[i]) ? 0 : numbers[i]);
            }
            if (largest <= 1) {
                return numbers;
            }
            understood.add(Message.of("planning.understood.percent", "text", attribute.text(), "largest", largest));
            return Arrays.stream(numbers).map(number -> number / 100).toArray();
        }

        private double yesOrNo(Attribute attribute, SimpleFeature feature) {
            String label = attribute.label(feature);
            if (label == null || label.isBlank()) {
                return Double.NaN;
            }
            String word = label.strip().toLowerCase(Locale.ROOT);
            if (YES.contains(word)) {
                return 1;
            }
            if (NO.contains(word)) {
                return 0;
            }
            throw Refusal.of("planning.yesno", "text", attribute.text(), "got", label)
                    .about(input)
                    .at(Places.of(feature));
        }
    }

    /** The messages of two kinds of features together, by item. */
    static Map<String, List<Message>> together(Map<String, List<Message>> some, Map<String, List<Message>> others) {
        Map<String, List<Message>> all = new HashMap<>(some);
        others.forEach((item, messages) -> all.merge(item, messages, (first, second) -> {
            List<Message> both = new ArrayList<>(first);
            both.addAll(second);
            return both;
        }));
        return all;
    }
}

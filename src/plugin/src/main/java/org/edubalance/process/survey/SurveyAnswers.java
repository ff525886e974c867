package org.edubalance.process.survey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/** The respondents of a survey by group, with the items that were asked of them. */
final class SurveyAnswers {

    /** Between the values of several groupBy attributes in a group's label. */
    private static final String JOINT = " / ";

    private static final int ROWS_NAMED = 5;

    /** One item: its dimension (null if it has none), its name, and where its answers are. */
    record Item(String dimension, String name, Attribute attribute) {}

    private final List<Item> items;
    private final double min;
    private final double max;

    private SurveyAnswers(List<Item> items, double min, double max) {
        this.items = items;
        this.min = min;
        this.max = max;
    }

    /** Reads the {@code items} input, each {@code attribute} or {@code dimension/attribute}. */
    static SurveyAnswers of(List<String> items, double min, double max, SimpleFeatureType schema) {
        if (items == null || items.isEmpty()) {
            throw Refusal.of("survey.items").about("items").missing();
        }
        if (!(min < max && min > Double.NEGATIVE_INFINITY && max < Double.POSITIVE_INFINITY)) {
            throw Refusal.of("survey.scale", "min", min, "max", max).about("scaleMin");
        }
        List<Item> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String text : items) {
            Item item = item(text, schema);
            if (!names.add(item.dimension() + "/" + item.name())) {
                throw Refusal.of("survey.items.twice", "got", text).about("items");
            }
            read.add(item);
        }
        return new SurveyAnswers(read, min, max);
    }

    private static Item item(String text, SimpleFeatureType schema) {
        int slash = text == null || schema.indexOf(text.strip()) >= 0 ? -1 : text.indexOf('/');
        Attribute attribute = Attribute.of("items", slash < 0 ? text : text.substring(slash + 1), schema);
        String dimension = slash < 0 ? null : text.substring(0, slash).strip();
        if (dimension != null && (dimension.isEmpty() || dimension.equals(Columns.ALL))) {
            throw Refusal.of("survey.items.dimension", "got", text).about("items");
        }
        return new Item(dimension, attribute.text(), attribute);
    }

    /** Refuses an answer level outside the scale. */
    void checkLevel(String input, double level) {
        Inputs.checkRange(input, level, min, max);
    }

    List<Item> items() {
        return items;
    }

    /** The positions of the items of each dimension, in the order of the dimensions' first items. */
    Map<String, List<Integer>> dimensions() {
        Map<String, List<Integer>> dimensions = new LinkedHashMap<>();
        for (int j = 0; j < items.size(); j++) {
            if (items.get(j).dimension() != null) {
                dimensions
                        .computeIfAbsent(items.get(j).dimension(), dimension -> new ArrayList<>())
                        .add(j);
            }
        }
        return dimensions;
    }

    /** The answers of a group's respondents: one array per item, NaN where an answer is missing. */
    double[][] answers(List<SimpleFeature> respondents) {
        double[][] answers = new double[items.size()][respondents.size()];
        for (int i = 0; i < respondents.size(); i++) {
            for (int j = 0; j < answers.length; j++) {
                answers[j][i] = answer(items.get(j), respondents.get(i));
            }
        }
        return answers;
    }

    private double answer(Item item, SimpleFeature respondent) {
        double answer = item.attribute().number(respondent);
        if (answer < min || answer > max) {
            throw Refusal.of("survey.answer", "item", item.name(), "min", min, "max", max, "got", answer)
                    .about("items")
                    .at(Place.feature(respondent.getID()));
        }
        return answer;
    }

    /** Some of the items' answers. */
    static double[][] of(double[][] answers, List<Integer> positions) {
        return positions.stream().map(j -> answers[j]).toArray(double[][]::new);
    }

    /** The respondents by group, groups in alphabetical order, and all of them as {@value Columns#ALL} last. */
    static Map<String, List<SimpleFeature>> groups(
            SimpleFeatureCollection data, List<String> groupBy, Progress progress) {
        List<Attribute> keys = new ArrayList<>();
        for (String key : groupBy == null ? List.<String>of() : groupBy) {
            keys.add(Attribute.of("groupBy", key, data.getSchema()));
        }
        Map<String, List<SimpleFeature>> groups = new TreeMap<>();
        List<SimpleFeature> all = new ArrayList<>();
        Map<String, List<Integer>> withoutKey = new LinkedHashMap<>();
        try (SimpleFeatureIterator iterator = data.features()) {
            while (iterator.hasNext()) {
                progress.check();
                SimpleFeature respondent = iterator.next();
                all.add(respondent);
                List<String> labels = new ArrayList<>();
                for (Attribute key : keys) {
                    String label = key.label(respondent);
                    if (label == null || label.isBlank()) {
                        withoutKey
                                .computeIfAbsent(key.text(), text -> new ArrayList<>())
                                .add(all.size());
                    }
                    labels.add(label);
                }
                if (!keys.isEmpty()) {
                    groups.computeIfAbsent(String.join(JOINT, labels), group -> new ArrayList<>())
                            .add(respondent);
                }
            }
        }
        if (!withoutKey.isEmpty()) {
            String key = withoutKey.keySet().iterator().next();
            throw withoutKey(key, withoutKey.get(key), all);
        }
        if (all.isEmpty()) {
            throw Refusal.of("survey.data.empty").about("data");
        }
        Columns.checkKeys(groups.keySet());
        Map<String, List<SimpleFeature>> ordered = new LinkedHashMap<>(groups);
        ordered.put(Columns.ALL, all);
        return ordered;
    }

    /** Counts the respondents in no group and names the first of them. */
    private static Refusal withoutKey(String key, List<Integer> rows, List<SimpleFeature> all) {
        List<Message> named = rows.stream()
                .limit(ROWS_NAMED)
                .map(row -> Message.of(
                        "survey.row", "row", row, "feature", all.get(row - 1).getID()))
                .toList();
        return Refusal.of(
                        rows.size() > ROWS_NAMED ? "survey.group.more" : "survey.group",
                        "attribute",
                        key,
                        "without",
                        rows.size(),
                        "respondents",
                        all.size(),
                        "rows",
                        named)
                .about("groupBy");
    }
}

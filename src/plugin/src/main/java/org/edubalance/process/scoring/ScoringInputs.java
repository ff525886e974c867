package org.edubalance.process.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.IndicatorInput;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.edubalance.scoring.IndicatorSystem;
import org.edubalance.scoring.IndicatorWeight;
import org.edubalance.scoring.ScoredIndicator;
import org.edubalance.scoring.Scorer;
import org.edubalance.scoring.ScoringMethod;
import org.edubalance.scoring.SystemReader;
import org.edubalance.scoring.Unscorable;
import org.edubalance.scoring.Weighting;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;

/** What the scoring processes share: the indicators, their values, and a scorer to apply group by group. */
final class ScoringInputs {

    private final Scorer scorer;
    private final Columns columns;

    private final Map<String, Label> titles;
    private final Map<String, Label> indicatorTitles;

    private ScoringInputs(
            Scorer scorer, Columns columns, Map<String, Label> titles, Map<String, Label> indicatorTitles) {
        this.scorer = scorer;
        this.columns = columns;
        this.titles = titles;
        this.indicatorTitles = indicatorTitles;
    }

    static ScoringInputs read(
            SimpleFeatureCollection data,
            List<String> indicatorTexts,
            String system,
            String groupBy,
            ScoringMethod method,
            List<String> weightTexts,
            Predicate<SimpleFeature> each,
            Progress progress) {
        Inputs.checkData(data);
        SimpleFeatureType type = data.getSchema();
        IndicatorSystem read = Inputs.given(system) == null ? null : SystemReader.read(system);
        Map<ScoredIndicator, Attribute> indicators =
                read == null ? ofTexts(indicatorTexts, type) : ofSystem(read, indicatorTexts, type);
        Scorer scorer = new Scorer(weighted(indicators.keySet(), weightTexts, method.weighting()), method);
        Attribute group = Attribute.optional("groupBy", groupBy, type);
        List<ToDoubleFunction<SimpleFeature>> numbers = indicators.values().stream()
                .map(attribute -> (ToDoubleFunction<SimpleFeature>) attribute::number)
                .toList();
        Columns columns = Columns.read(data, numbers, group, (feature, key, row) -> each.test(feature), progress);
        if (columns.rows() == 0 && method.unscorable() == Unscorable.ERROR) {
            throw Inputs.noFeatures();
        }
        Map<String, Label> titles = new HashMap<>();
        Map<String, Label> indicatorTitles = new HashMap<>();
        if (read != null) {
            read.dimensions().forEach(dimension -> titles.put(dimension.id(), dimension.title()));
            read.members().keySet().forEach(member -> indicatorTitles.put(member.id(), member.title()));
        }
        return new ScoringInputs(scorer, columns, titles, indicatorTitles);
    }

    private static Map<ScoredIndicator, Attribute> ofTexts(List<String> texts, SimpleFeatureType type) {
        if (texts == null || texts.isEmpty()) {
            throw Inputs.missing("indicators", Message.of("scoring.indicators.needed"));
        }
        Map<ScoredIndicator, Attribute> indicators = new LinkedHashMap<>();
        for (IndicatorInput input : IndicatorInput.parse("indicators", texts, type)) {
            indicators.put(new ScoredIndicator(input.name(), input.direction()), input.attribute());
        }
        return indicators;
    }

    private static Map<ScoredIndicator, Attribute> ofSystem(
            IndicatorSystem system, List<String> texts, SimpleFeatureType type) {
        if (texts != null && !texts.isEmpty()) {
            throw Refusal.of("scoring.indicators.both").about("indicators");
        }
        Map<ScoredIndicator, Attribute> indicators = new LinkedHashMap<>();
        system.members()
                .forEach((member, dimensions) -> indicators.put(
                        new ScoredIndicator(member.id(), member.direction(), dimensions, member.weight()),
                        Attribute.of(
                                "system",
                                Message.of("scoring.system.member", "indicator", member.id()),
                                member.expression(),
                                type)));
        return indicators;
    }

    /** The indicators with the weights that the request gives, which go before those of a system. */
    private static List<ScoredIndicator> weighted(
            Set<ScoredIndicator> indicators, List<String> texts, Weighting weighting) {
        Map<String, Double> weights = userWeights(texts, weighting, indicators);
        return indicators.stream()
                .map(indicator -> new ScoredIndicator(
                        indicator.name(),
                        indicator.direction(),
                        indicator.dimensions(),
                        weights.getOrDefault(indicator.name(), indicator.userWeight())))
                .toList();
    }

    private static Map<String, Double> userWeights(
            List<String> texts, Weighting weighting, Set<ScoredIndicator> indicators) {
        Map<String, Double> weights = new HashMap<>();
        if (texts == null || texts.isEmpty()) {
            return weights;
        }
        if (!weighting.needsUserWeights()) {
            throw Refusal.of("scoring.weights.unused", "weighting", weighting).about("weights");
        }
        List<String> names = indicators.stream().map(ScoredIndicator::name).toList();
        weights.putAll(namedWeights(
                texts, names, name -> Message.of("scoring.weights.unknown", "name", name, "indicators", names)));
        return weights;
    }

    /**
     * Weights as a request gives them, {@code name=number}.
     *
     * @param names what there are weights of
     * @param unknown what to say of another name
     */
    static Map<String, Double> namedWeights(List<String> texts, List<String> names, Function<String, Message> unknown) {
        Map<String, Double> weights = new HashMap<>();
        for (String text : texts) {
            int equals = text == null ? -1 : text.lastIndexOf('=');
            if (equals < 0) {
                throw Inputs.invalid("weights", Message.of("scoring.weights.form"), text);
            }
            String name = text.substring(0, equals).strip();
            if (!names.contains(name)) {
                throw Refusal.of(unknown.apply(name)).about("weights");
            }
            if (weights.put(name, weight(text, text.substring(equals + 1).strip())) != null) {
                throw Refusal.of("scoring.weights.twice", "name", name).about("weights");
            }
        }
        return weights;
    }

    private static double weight(String text, String number) {
        try {
            double weight = Double.parseDouble(number);
            if (weight >= 0 && weight < Double.POSITIVE_INFINITY) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // refused below, like a number out of range
        }
        throw Inputs.invalid("weights", Message.of("scoring.weights.number"), text);
    }

    /** The title of a dimension, its id where it has none. */
    Object title(String dimension) {
        return titles.containsKey(dimension) ? titles.get(dimension) : dimension;
    }

    /** The title of an indicator, its name where it has none. */
    Object indicatorTitle(String indicator) {
        return indicatorTitles.containsKey(indicator) ? indicatorTitles.get(indicator) : indicator;
    }

    Scorer scorer() {
        return scorer;
    }

    Columns columns() {
        return columns;
    }

    /** One part of the rows that is scored by itself: its name and its rows, null for all. */
    record Part(String group, int[] rows) {}

    /** The parts to score: the groups, or all rows together. */
    List<Part> parts() {
        if (!columns.grouped()) {
            return List.of(new Part(Columns.ALL, null));
        }
        List<Part> parts = new ArrayList<>();
        int[][] rows = columns.rowsByGroup();
        for (int g = 0; g < rows.length; g++) {
            parts.add(new Part(columns.groupNames().get(g), rows[g]));
        }
        return parts;
    }

    /** Applies the scorer to the values of one part; its refusals name the group. */
    <T> T apply(Part part, Function<double[][], T> scoring) {
        double[][] values = new double[columns.count()][];
        for (int c = 0; c < values.length; c++) {
            values[c] = part.rows == null ? columns.column(c) : columns.column(c, part.rows);
        }
        try {
            return scoring.apply(values);
        } catch (Refusal e) {
            if (!columns.grouped()) {
                throw e.about("data");
            }
            throw Refusal.because(e, "columns.group", "group", part.group, "message", e)
                    .about("groupBy");
        }
    }

    /** Warns of attributes of the data that columns of the result take the place of. */
    static void warnOfReplaced(
            String process, SimpleFeatureType type, List<? extends Column<?>> columns, Progress progress) {
        for (Column<?> column : columns) {
            if (type.indexOf(column.name()) >= 0) {
                progress.warn(process, Message.of("scoring.replaced", "attribute", column.name()));
            }
        }
    }

    /**
     * Warns of a part that nothing was found for, and of features in it that were excluded.
     *
     * @param rows how many features the part has
     */
    void warnOfUnscored(
            String process, Part part, List<IndicatorWeight> weights, int excluded, int rows, Progress progress) {
        IndicatorWeight any = weights.get(0);
        if (Double.isNaN(any.weight())) {
            progress.warn(process, of(part, Message.of("scoring.unscored", "why", any.note())));
        }
        if (excluded > 0) {
            List<Message> lacking = weights.stream()
                    .filter(weight -> weight.missing() > 0)
                    .map(weight -> Message.of(
                            "scoring.excluded.by",
                            "indicator",
                            weight.indicator().name(),
                            "count",
                            weight.missing()))
                    .toList();
            progress.warn(
                    process,
                    of(
                            part,
                            Message.of(
                                    "scoring.excluded", "count", excluded, "features", rows, "indicators", lacking)));
        }
    }

    private Message of(Part part, Message message) {
        return columns.grouped() ? Message.of("columns.group", "group", part.group, "message", message) : message;
    }
}

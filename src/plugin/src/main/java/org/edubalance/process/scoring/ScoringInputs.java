package org.edubalance.process.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.IndicatorInput;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.edubalance.scoring.Aggregation;
import org.edubalance.scoring.Indicator;
import org.edubalance.scoring.MissingValues;
import org.edubalance.scoring.Normalization;
import org.edubalance.scoring.Scorer;
import org.edubalance.scoring.ScoringMethod;
import org.edubalance.scoring.SystemReader;
import org.edubalance.scoring.Unscorable;
import org.edubalance.scoring.Weighting;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;

/** What the scoring processes share: the indicators, their values, and a scorer to apply group by group. */
final class ScoringInputs {

    private static final String WEIGHTS_FORM = "indicator=number";

    private final Scorer scorer;
    private final Columns columns;

    private ScoringInputs(Scorer scorer, Columns columns) {
        this.scorer = scorer;
        this.columns = columns;
    }

    static ScoringInputs read(
            SimpleFeatureCollection data,
            List<String> indicatorTexts,
            String system,
            String groupBy,
            ScoringMethod method,
            List<String> weightTexts,
            Columns.EachRow each,
            Progress progress) {
        Inputs.checkData(data);
        SimpleFeatureType type = data.getSchema();
        Map<Indicator, Attribute> indicators =
                Inputs.given(system) == null ? ofTexts(indicatorTexts, type) : ofSystem(system, indicatorTexts, type);
        Scorer scorer;
        try {
            scorer = new Scorer(weighted(indicators.keySet(), weightTexts, method.weighting()), method);
        } catch (IllegalArgumentException e) {
            throw new ProcessException(e.getMessage());
        }
        Attribute group = Attribute.optional("groupBy", groupBy, type);
        List<ToDoubleFunction<SimpleFeature>> numbers = indicators.values().stream()
                .map(attribute -> (ToDoubleFunction<SimpleFeature>) attribute::number)
                .toList();
        return new ScoringInputs(scorer, Columns.read(data, numbers, group, each, progress));
    }

    static ScoringMethod method(
            Normalization normalization,
            Weighting weighting,
            Aggregation aggregation,
            MissingValues missing,
            Unscorable unscorable) {
        ScoringMethod usual = ScoringMethod.ENTROPY;
        return new ScoringMethod(
                normalization == null ? usual.normalization() : normalization,
                weighting == null ? usual.weighting() : weighting,
                aggregation == null ? usual.aggregation() : aggregation,
                missing == null ? usual.missing() : missing,
                unscorable == null ? usual.unscorable() : unscorable);
    }

    private static Map<Indicator, Attribute> ofTexts(List<String> texts, SimpleFeatureType type) {
        if (texts == null || texts.isEmpty()) {
            throw Inputs.missing("indicators", "at least one attribute or ECQL expression, or a system");
        }
        Map<Indicator, Attribute> indicators = new LinkedHashMap<>();
        for (IndicatorInput input : IndicatorInput.parse("indicators", texts, type)) {
            indicators.put(new Indicator(input.name(), input.direction()), input.attribute());
        }
        return indicators;
    }

    private static Map<Indicator, Attribute> ofSystem(String system, List<String> texts, SimpleFeatureType type) {
        if (texts != null && !texts.isEmpty()) {
            throw new ProcessException("indicators and system exclude each other: give one of them");
        }
        Map<Indicator, Attribute> indicators = new LinkedHashMap<>();
        SystemReader.read(system)
                .members()
                .forEach((member, dimensions) -> indicators.put(
                        new Indicator(member.id(), member.direction(), dimensions, member.weight()),
                        Attribute.of("system: indicator " + Inputs.shown(member.id()), member.expression(), type)));
        return indicators;
    }

    /** The indicators with the weights that the request gives, which go before those of a system. */
    private static List<Indicator> weighted(Set<Indicator> indicators, List<String> texts, Weighting weighting) {
        Map<String, Double> weights = userWeights(texts, weighting, indicators);
        return indicators.stream()
                .map(indicator -> new Indicator(
                        indicator.name(),
                        indicator.direction(),
                        indicator.dimensions(),
                        weights.getOrDefault(indicator.name(), indicator.userWeight())))
                .toList();
    }

    private static Map<String, Double> userWeights(List<String> texts, Weighting weighting, Set<Indicator> indicators) {
        Map<String, Double> weights = new HashMap<>();
        if (texts == null || texts.isEmpty()) {
            return weights;
        }
        if (!weighting.needsUserWeights()) {
            throw new ProcessException(
                    "weights are used with weighting USER or COMBINED only, but weighting is " + weighting);
        }
        for (String text : texts) {
            int equals = text == null ? -1 : text.lastIndexOf('=');
            if (equals < 0) {
                throw Inputs.invalid("weights", WEIGHTS_FORM, text);
            }
            String name = text.substring(0, equals).strip();
            if (indicators.stream().noneMatch(indicator -> indicator.name().equals(name))) {
                throw new ProcessException("weights names the unknown indicator " + Inputs.shown(name)
                        + "; the indicators are "
                        + indicators.stream().map(Indicator::name).collect(Collectors.joining(", ")));
            }
            if (weights.put(name, weight(text, text.substring(equals + 1).strip())) != null) {
                throw new ProcessException(
                        "weights must name each indicator once, got " + Inputs.shown(name) + " twice");
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
        throw Inputs.invalid("weights", WEIGHTS_FORM + " with a finite number >= 0", text);
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
        } catch (IllegalArgumentException e) {
            String where = columns.grouped() ? "groupBy: group " + Inputs.shown(part.group) + ": " : "data: ";
            throw new ProcessException(where + e.getMessage());
        }
    }
}

package org.edubalance.process.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.edubalance.balance.Deviation;
import org.edubalance.balance.Distribution;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.IndicatorInput;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LeftOut;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.edubalance.scoring.Unscorable;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * What the balance processes share: the indicators' values (≥ 0, NaN where missing) and the population (> 0) of each
 * feature, by group. A feature that lacks an indicator's value takes no part in that indicator's coefficients, one that
 * has no population in none; how many do is part of every result.
 */
final class BalanceInputs {

    private final List<String> names;
    private final Columns columns;
    private final boolean weighted;
    private final Map<String, LeftOut> leftOut;

    private BalanceInputs(List<String> names, Columns columns, boolean weighted, Map<String, LeftOut> leftOut) {
        this.names = names;
        this.columns = columns;
        this.weighted = weighted;
        this.leftOut = leftOut;
    }

    /**
     * Reads the features.
     *
     * @param each is handed every feature with its group, which is null without groups; those left out too
     * @throws Refusal if an input or a value cannot be used; and, unless {@code unscorable} is EXCLUDE, if there is no
     *     feature, or none with a population
     */
    static BalanceInputs read(
            SimpleFeatureCollection data,
            List<String> indicatorTexts,
            String groupBy,
            String population,
            Unscorable unscorable,
            BiConsumer<SimpleFeature, String> each,
            Progress progress) {
        Inputs.checkData(data);
        SimpleFeatureType type = data.getSchema();
        List<IndicatorInput> indicators = IndicatorInput.parse("indicators", indicatorTexts, type);
        Attribute group = Attribute.optional("groupBy", groupBy, type);
        List<ToDoubleFunction<SimpleFeature>> numbers = new ArrayList<>();
        for (IndicatorInput indicator : indicators) {
            numbers.add(feature -> notNegative(indicator, feature));
        }
        Attribute weight = Attribute.optional("population", population, type);
        if (weight != null) {
            numbers.add(feature -> populationOf(weight, feature));
        }
        Map<String, LeftOut> leftOut = new TreeMap<>();
        Columns columns = Columns.read(
                data,
                numbers,
                group,
                (feature, key, row) -> {
                    each.accept(feature, key);
                    boolean counts = weight == null || row[indicators.size()] > 0;
                    if (!counts) {
                        leftOut(leftOut, Columns.ALL).add(feature);
                        if (key != null) {
                            Columns.checkKeys(Set.of(key));
                            leftOut(leftOut, key).add(feature);
                        }
                    }
                    return counts;
                },
                progress);
        if (columns.rows() == 0 && unscorable == Unscorable.ERROR) {
            throw leftOut.isEmpty()
                    ? Inputs.noFeatures()
                    : Refusal.of(leftOut.get(Columns.ALL).message()).about("population");
        }
        List<String> names = indicators.stream().map(IndicatorInput::name).toList();
        return new BalanceInputs(names, columns, weight != null, leftOut);
    }

    private static LeftOut leftOut(Map<String, LeftOut> leftOut, String group) {
        return leftOut.computeIfAbsent(group, key -> new LeftOut(Message.of("leftout.population")));
    }

    /** Refuses features without groups. */
    static void checkGroup(String groupBy) {
        if (Inputs.given(groupBy) == null) {
            throw Inputs.missing("groupBy", Message.of("balance.group.needed"));
        }
    }

    /** Refuses the sample deviation of weighted features. */
    static void checkDeviation(Deviation deviation, String population) {
        if (deviation == Deviation.SAMPLE && Inputs.given(population) != null) {
            throw Refusal.of("balance.sample").about("deviation");
        }
    }

    static double notNegative(IndicatorInput indicator, SimpleFeature feature) {
        double number = indicator.attribute().number(feature);
        if (number < 0) {
            throw Refusal.of("balance.negative", "name", indicator.name(), "got", number)
                    .about("indicators")
                    .at(Places.of(feature));
        }
        return number;
    }

    /** The population, 0 or NaN where a feature has none. */
    static double populationOf(Attribute population, SimpleFeature feature) {
        double number = population.number(feature);
        if (number < 0) {
            throw Refusal.of("balance.negative", "name", population.text(), "got", number)
                    .about("population")
                    .at(Places.of(feature));
        }
        return number;
    }

    List<String> indicators() {
        return names;
    }

    Columns columns() {
        return columns;
    }

    boolean weighted() {
        return weighted;
    }

    /** The population of each row, null where the rows are not weighted. */
    double[] population() {
        return weighted ? columns.column(names.size()) : null;
    }

    /** The features of a group, or of all, that have no population and take no part; null where there are none. */
    LeftOut leftOut(String group) {
        return leftOut.get(group);
    }

    /** Some features: a group, or all. */
    record Part(String group, int[] rows) {}

    /** The groups, those without a population too, and all features last; none where there is no feature. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        if (columns.grouped()) {
            int[][] rows = columns.rowsByGroup();
            Map<String, Part> byGroup = new TreeMap<>();
            leftOut.keySet().forEach(group -> byGroup.put(group, new Part(group, new int[0])));
            byGroup.remove(Columns.ALL);
            for (int g = 0; g < rows.length; g++) {
                String group = columns.groupNames().get(g);
                byGroup.put(group, new Part(group, rows[g]));
            }
            parts.addAll(byGroup.values());
        }
        if (columns.rows() > 0 || !leftOut.isEmpty()) {
            parts.add(new Part(Columns.ALL, IntStream.range(0, columns.rows()).toArray()));
        }
        return parts;
    }

    /** Σ P over the features of a part, null where they are not weighted. */
    Double populationOf(Part part) {
        return weighted
                ? (Double)
                        Arrays.stream(columns.column(names.size(), part.rows)).sum()
                : null;
    }

    /** How many features of a part lack the value of some indicator. */
    int rowsLackingAValue(Part part) {
        int lacking = 0;
        for (int row : part.rows) {
            for (int j = 0; j < names.size(); j++) {
                if (Double.isNaN(columns.column(j)[row])) {
                    lacking++;
                    break;
                }
            }
        }
        return lacking;
    }

    /**
     * The distribution of an indicator over those features of a part that have a value.
     *
     * @return null if no feature has one
     * @throws Refusal if the mean is not > 0, naming indicator and group
     */
    Distribution distribution(Part part, int indicator) {
        double[] values = columns.column(indicator, part.rows);
        double[] weights = weighted ? columns.column(names.size(), part.rows) : null;
        int there = 0;
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                largest = Math.max(largest, values[i]);
                values[there] = values[i];
                if (weighted) {
                    weights[there] = weights[i];
                }
                there++;
            }
        }
        if (there == 0) {
            return null;
        }
        if (largest == 0) {
            Message zero = Message.of("balance.zero", "name", names.get(indicator));
            throw Refusal.of(
                            part.group.equals(Columns.ALL)
                                    ? zero
                                    : Message.of("columns.group", "group", part.group, "message", zero))
                    .about("indicators");
        }
        if (there < values.length) {
            values = Arrays.copyOf(values, there);
            weights = weighted ? Arrays.copyOf(weights, there) : null;
        }
        try {
            return Distribution.of(values, weights);
        } catch (Refusal e) {
            throw Refusal.because(e, "balance.indicator", "name", names.get(indicator), "reason", e)
                    .about("indicators");
        }
    }

    /**
     * The values of an indicator by group, over all features that have one.
     *
     * @param populations by value, null where they are not weighted
     * @param groups by value, the group's place among the names of the groups
     * @param missing how many features have no value
     */
    record Grouped(String indicator, double[] values, double[] populations, int[] groups, int missing) {

        /** What comes of the values; its refusals name the indicator. */
        <T> T apply(Supplier<T> work) {
            try {
                return work.get();
            } catch (Refusal e) {
                throw Refusal.because(e, "balance.indicator", "name", indicator, "reason", e)
                        .about("indicators");
            }
        }
    }

    /**
     * The values of an indicator by group.
     *
     * @return null if no feature has one
     * @throws Refusal if all of them are 0
     */
    Grouped grouped(int indicator) {
        double[] values = columns.column(indicator);
        int[] rows = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .toArray();
        if (rows.length == 0) {
            return null;
        }
        double[] x = columns.column(indicator, rows);
        if (Arrays.stream(x).allMatch(value -> value == 0)) {
            throw Refusal.of("balance.zero", "name", names.get(indicator)).about("indicators");
        }
        return new Grouped(
                names.get(indicator),
                x,
                weighted ? columns.column(names.size(), rows) : null,
                Arrays.stream(rows).map(i -> columns.groups()[i]).toArray(),
                values.length - rows.length);
    }
}

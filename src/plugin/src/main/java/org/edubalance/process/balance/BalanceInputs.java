package org.edubalance.process.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.edubalance.balance.Deviation;
import org.edubalance.balance.Distribution;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.IndicatorInput;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;

/**
 * What the balance processes share: the indicators' values (≥ 0, NaN where missing) and the population (> 0) of each
 * feature, by group. A feature that lacks an indicator's value takes no part in that indicator's coefficients; how many
 * do is part of every result.
 */
final class BalanceInputs {

    private final List<String> names;
    private final Columns columns;
    private final boolean weighted;

    private BalanceInputs(List<String> names, Columns columns, boolean weighted) {
        this.names = names;
        this.columns = columns;
        this.weighted = weighted;
    }

    static BalanceInputs read(
            SimpleFeatureCollection data,
            List<String> indicatorTexts,
            String groupBy,
            String population,
            Columns.EachRow each,
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
            numbers.add(feature -> positive(weight, feature));
        }
        Columns columns = Columns.read(data, numbers, group, each, progress);
        return new BalanceInputs(indicators.stream().map(IndicatorInput::name).toList(), columns, weight != null);
    }

    /** Refuses the sample deviation of weighted features, and gives the default. */
    static Deviation deviation(Deviation deviation, String population) {
        if (deviation == Deviation.SAMPLE && Inputs.given(population) != null) {
            throw new ProcessException(
                    "deviation SAMPLE is defined for unweighted features only: leave out population, or use POPULATION");
        }
        return deviation == null ? Deviation.POPULATION : deviation;
    }

    private static double notNegative(IndicatorInput indicator, SimpleFeature feature) {
        double number = indicator.attribute().number(feature);
        if (number < 0) {
            throw new ProcessException("indicators: " + Inputs.shown(indicator.name()) + " must be >= 0, got "
                    + Inputs.shown(number) + " in feature " + feature.getID());
        }
        return number;
    }

    private static double positive(Attribute population, SimpleFeature feature) {
        double number = population.requiredNumber(feature);
        if (!(number > 0)) {
            throw new ProcessException("population " + Inputs.shown(population.text()) + " must be > 0, got "
                    + Inputs.shown(number) + " in feature " + feature.getID());
        }
        return number;
    }

    List<String> indicators() {
        return names;
    }

    List<String> groups() {
        return columns.groupNames();
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

    /** Some features: a group, or all. */
    record Part(String group, int[] rows) {}

    /** The groups, and all features last. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        if (columns.grouped()) {
            int[][] rows = columns.rowsByGroup();
            for (int g = 0; g < rows.length; g++) {
                parts.add(new Part(groups().get(g), rows[g]));
            }
        }
        parts.add(new Part(Columns.ALL, IntStream.range(0, columns.rows()).toArray()));
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
     * @throws ProcessException if the mean is not > 0, naming indicator and group
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
            throw new ProcessException("indicators: " + Inputs.shown(names.get(indicator))
                    + " must have a mean > 0, got 0"
                    + (part.group.equals(Columns.ALL) ? "" : " in group " + Inputs.shown(part.group)));
        }
        if (there < values.length) {
            values = Arrays.copyOf(values, there);
            weights = weighted ? Arrays.copyOf(weights, there) : null;
        }
        try {
            return Distribution.of(values, weights);
        } catch (IllegalArgumentException e) {
            throw new ProcessException("indicators: " + Inputs.shown(names.get(indicator)) + ": " + e.getMessage());
        }
    }
}

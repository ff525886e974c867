package org.edubalance.process.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.IndicatorInput;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LeftOut;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;

/** What the trend reads: the indicators' values (≥ 0, NaN where missing), the population, year, group and id of each feature. */
final class TrendInputs {

    private static final int LARGEST_YEAR = 1_000_000;

    private final List<String> names;
    private final Columns columns;
    private final boolean weighted;
    private final LeftOut leftOut;
    private final String groupText;
    private final String idText;
    private final List<String> ids;
    /** The rows of each year. */
    private final Map<Integer, int[]> rows;

    private TrendInputs(
            List<String> names,
            Columns columns,
            boolean weighted,
            LeftOut leftOut,
            String groupText,
            String idText,
            List<String> ids,
            Map<Integer, int[]> rows) {
        this.names = names;
        this.columns = columns;
        this.weighted = weighted;
        this.leftOut = leftOut;
        this.groupText = groupText;
        this.idText = idText;
        this.ids = ids;
        this.rows = rows;
    }

    /**
     * Reads the features.
     *
     * @throws Refusal if an input or a value cannot be used, there is no feature, all are of one year, or a year has an id
     *     twice
     */
    static TrendInputs read(
            SimpleFeatureCollection data,
            List<String> indicatorTexts,
            String yearText,
            String groupBy,
            String idText,
            String population,
            Progress progress) {
        Inputs.checkData(data);
        SimpleFeatureType type = data.getSchema();
        List<IndicatorInput> indicators = IndicatorInput.parse("indicators", indicatorTexts, type);
        if (Inputs.given(yearText) == null) {
            throw Inputs.missing("year", Message.of("balance.trend.year.needed"));
        }
        Attribute year = Attribute.of("year", yearText, type);
        Attribute group = Attribute.optional("groupBy", groupBy, type);
        Attribute id = Attribute.optional("id", idText, type);
        Attribute weight = Attribute.optional("population", population, type);
        List<ToDoubleFunction<SimpleFeature>> numbers = new ArrayList<>();
        indicators.forEach(indicator -> numbers.add(feature -> BalanceInputs.notNegative(indicator, feature)));
        numbers.add(feature -> year(year, feature));
        numbers.add(feature -> weight == null ? 1 : BalanceInputs.populationOf(weight, feature));
        LeftOut leftOut = new LeftOut(Message.of("leftout.population"));
        List<String> ids = new ArrayList<>();
        Ids seen = new Ids(id);
        int n = indicators.size();
        Columns columns = Columns.read(
                data,
                numbers,
                group,
                (feature, key, row) -> {
                    if (!(row[n + 1] > 0)) {
                        leftOut.add(feature);
                        return false;
                    }
                    if (id != null) {
                        ids.add(seen.check(feature, (int) row[n]));
                    }
                    return true;
                },
                progress);
        if (columns.rows() == 0) {
            throw leftOut.count() == 0
                    ? Inputs.noFeatures()
                    : Refusal.of(leftOut.message()).about("population");
        }
        Map<Integer, int[]> rows = rowsByYear(columns.column(n));
        if (rows.size() < 2) {
            throw Refusal.of(
                            "balance.trend.years",
                            "got",
                            rows.keySet().iterator().next())
                    .about("year");
        }
        return new TrendInputs(
                indicators.stream().map(IndicatorInput::name).toList(),
                columns,
                weight != null,
                leftOut.count() == 0 ? null : leftOut,
                group == null ? null : group.text(),
                id == null ? null : id.text(),
                ids,
                rows);
    }

    private static double year(Attribute year, SimpleFeature feature) {
        double number = year.requiredNumber(feature);
        if (number != Math.rint(number) || Math.abs(number) > LARGEST_YEAR) {
            throw Refusal.of("balance.trend.year", "text", year.text(), "got", number)
                    .about("year")
                    .at(Places.of(feature));
        }
        return number;
    }

    /** The ids of each year so far, each with the feature that has it. */
    private record Ids(Attribute id, Map<Integer, Map<String, String>> byYear) {

        Ids(Attribute idOrNull) {
            this(idOrNull, new HashMap<>());
        }

        String check(SimpleFeature feature, int year) {
            String key = id.requiredLabel(feature);
            String other = byYear.computeIfAbsent(year, y -> new HashMap<>()).putIfAbsent(key, feature.getID());
            if (other != null) {
                throw Refusal.of("balance.trend.id", "id", key, "year", year, "other", other)
                        .about("id")
                        .at(Places.of(feature));
            }
            return key;
        }
    }

    private static Map<Integer, int[]> rowsByYear(double[] years) {
        Map<Integer, IntStream.Builder> builders = new TreeMap<>();
        for (int i = 0; i < years.length; i++) {
            builders.computeIfAbsent((int) years[i], y -> IntStream.builder()).add(i);
        }
        Map<Integer, int[]> rows = new TreeMap<>();
        builders.forEach((year, builder) -> rows.put(year, builder.build().toArray()));
        return rows;
    }

    List<String> indicators() {
        return names;
    }

    /** The features without a population, null where there are none. */
    LeftOut leftOut() {
        return leftOut;
    }

    /**
     * An indicator in a year, over the features that have a value.
     *
     * @param rows their rows
     * @param populations null where they are not weighted
     * @param groups null without groups
     * @param missing how many features of the year have no value
     */
    record YearValues(int year, int[] rows, double[] values, double[] populations, int[] groups, int missing) {}

    /** The years of an indicator, from the first on; without values where it has none. */
    List<YearValues> years(int indicator) {
        double[] all = columns.column(indicator);
        List<YearValues> years = new ArrayList<>();
        rows.forEach((year, ofYear) -> {
            int[] there =
                    Arrays.stream(ofYear).filter(i -> !Double.isNaN(all[i])).toArray();
            years.add(new YearValues(
                    year,
                    there,
                    columns.column(indicator, there),
                    weighted ? columns.column(names.size() + 1, there) : null,
                    columns.grouped()
                            ? Arrays.stream(there).map(i -> columns.groups()[i]).toArray()
                            : null,
                    ofYear.length - there.length));
        });
        return years;
    }

    /** What comes of an indicator in a year; its refusals name both. */
    <T> T inYear(String indicator, int year, Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal e) {
            throw Refusal.because(e, "balance.trend.in", "name", indicator, "year", year, "reason", e)
                    .about("indicators");
        }
    }

    /**
     * The values of each unit in the first and the last year, NaN where it has none, by what the units are: the text of
     * {@code id} for features, that of {@code groupBy} for the means of groups.
     */
    Map<String, Map<String, double[]>> units(YearValues first, YearValues last) {
        Map<String, Map<String, double[]>> units = new LinkedHashMap<>();
        if (idText != null) {
            Map<String, double[]> values = new TreeMap<>();
            for (int end = 0; end < 2; end++) {
                YearValues year = end == 0 ? first : last;
                for (int i = 0; i < year.rows.length; i++) {
                    ends(values, ids.get(year.rows[i]))[end] = year.values[i];
                }
            }
            units.put(idText, values);
        }
        if (groupText != null && !groupText.equals(idText)) {
            Map<String, double[]> values = new TreeMap<>();
            for (int end = 0; end < 2; end++) {
                double[] means = means(end == 0 ? first : last);
                for (int g = 0; g < means.length; g++) {
                    ends(values, columns.groupNames().get(g))[end] = means[g];
                }
            }
            units.put(groupText, values);
        }
        return units;
    }

    private static double[] ends(Map<String, double[]> values, String unit) {
        return values.computeIfAbsent(unit, key -> new double[] {Double.NaN, Double.NaN});
    }

    private double[] means(YearValues year) {
        double[] sums = new double[columns.groupNames().size()];
        double[] weights = new double[sums.length];
        for (int i = 0; i < year.values.length; i++) {
            double p = year.populations == null ? 1 : year.populations[i];
            sums[year.groups[i]] += p * year.values[i];
            weights[year.groups[i]] += p;
        }
        for (int g = 0; g < sums.length; g++) {
            sums[g] = weights[g] > 0 ? sums[g] / weights[g] : Double.NaN;
        }
        return sums;
    }
}

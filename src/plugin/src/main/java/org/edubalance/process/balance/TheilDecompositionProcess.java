package org.edubalance.process.balance;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.edubalance.balance.TheilDecomposition;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.Rows;
import org.edubalance.work.Workers;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/**
 * How much of the inequality of each indicator lies between groups (counties) and how much within them, see {@link
 * TheilDecomposition}.
 */
@DescribeProcess(
        title = "Theil decomposition",
        description = "Splits the inequality of indicators (Theil's T) into what lies between groups, such as counties,"
                + " and within them.")
public class TheilDecompositionProcess {

    @DescribeResult(
            name = "result",
            description = "Rows indicator, theil_t, between, within, between_share, count, missing (features without a"
                    + " value), note")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "Features to compare, such as schools")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "indicators",
                            description = "An indicator >= 0: [name=]attribute or ECQL expression, for example"
                                    + " books_per_pupil=books/pupils",
                            collectionType = String.class,
                            min = 1)
                    List<String> indicators,
            @DescribeParameter(
                            name = "groupBy",
                            description = "Attribute or expression with the group, such as the county")
                    String groupBy,
            @DescribeParameter(
                            name = "population",
                            description = "Attribute or expression > 0 that features are weighted by, such as pupils",
                            min = 0)
                    String population,
            ProgressListener listener)
            throws ProcessException {
        Progress progress = new Progress(listener);
        if (Inputs.given(groupBy) == null) {
            throw Inputs.missing("groupBy", "the attribute or expression with the group");
        }
        BalanceInputs inputs =
                BalanceInputs.read(data, indicators, groupBy, population, (feature, group) -> {}, progress);
        progress.report(0.4);

        int n = inputs.indicators().size();
        Object[][] results = new Object[n][];
        Workers.of(progress.part(0.4, 1)).each(n, inputs.columns().rows(), j -> {
            results[j] = row(inputs, j);
        });
        Rows rows = new Rows("TheilDecomposition", columns());
        for (Object[] row : results) {
            rows.add(row);
        }
        progress.complete();
        return rows.collection();
    }

    private static LinkedHashMap<String, Class<?>> columns() {
        LinkedHashMap<String, Class<?>> columns = new LinkedHashMap<>();
        columns.put("indicator", String.class);
        for (String name : List.of("theil_t", "between", "within", "between_share")) {
            columns.put(name, Double.class);
        }
        columns.put("count", Integer.class);
        columns.put("missing", Integer.class);
        columns.put("note", String.class);
        return columns;
    }

    private static Object[] row(BalanceInputs inputs, int indicator) {
        String name = inputs.indicators().get(indicator);
        double[] values = inputs.columns().column(indicator);
        int[] rows = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .toArray();
        int missing = values.length - rows.length;
        if (rows.length == 0) {
            return new Object[] {name, null, null, null, null, 0, missing, "no feature has a value"};
        }
        double[] x = inputs.columns().column(indicator, rows);
        if (Arrays.stream(x).allMatch(value -> value == 0)) {
            throw new ProcessException("indicators: " + Inputs.shown(name) + " must have a mean > 0, got 0");
        }
        double[] population = inputs.weighted()
                ? Arrays.stream(rows).mapToDouble(i -> inputs.population()[i]).toArray()
                : null;
        int[] groups =
                Arrays.stream(rows).map(i -> inputs.columns().groups()[i]).toArray();
        TheilDecomposition split = TheilDecomposition.of(x, population, groups);
        return new Object[] {
            name,
            split.total(),
            split.between(),
            split.within(),
            split.betweenShare(),
            rows.length,
            missing,
            split.total() > 0 ? null : "all values are equal: there is nothing to split"
        };
    }
}

package org.edubalance.process.balance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.edubalance.balance.Deviation;
import org.edubalance.balance.Distribution;
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
 * Every inequality measure of {@link Distribution} for each indicator, in each group and over all features ({@code ALL}).
 * A measure that is not defined (an infinite Theil L or ratio, an indicator without values) is null, and {@code note} says
 * why.
 */
@DescribeProcess(
        title = "Inequality measures",
        description =
                "Inequality of indicators between the schools of each group: coefficient of variation, Gini, Theil,"
                        + " Atkinson and Hoover indices, and ratios of extremes.")
public class InequalityMeasuresProcess {

    private static final double DEFAULT_EPSILON = 0.5;

    @DescribeResult(
            name = "result",
            description =
                    "Rows group, indicator, count, mean, sd, cv, gini, theil_t, theil_l, atkinson, hoover, min, max,"
                            + " max_min, p90_p10, range_mean ((max - min)/mean), missing (features without a value), note")
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
                            description = "Attribute or expression with the group, such as the county",
                            min = 0)
                    String groupBy,
            @DescribeParameter(
                            name = "population",
                            description = "Attribute or expression > 0 that features are weighted by, such as pupils",
                            min = 0)
                    String population,
            @DescribeParameter(
                            name = "deviation",
                            description = "Standard deviation sd and in cv; SAMPLE without population only",
                            min = 0,
                            defaultValue = "POPULATION")
                    Deviation deviation,
            @DescribeParameter(
                            name = "atkinsonEpsilon",
                            description = "Aversion to inequality, > 0, of the Atkinson index",
                            min = 0,
                            defaultValue = "0.5",
                            minValue = 0)
                    Double atkinsonEpsilon,
            ProgressListener listener)
            throws ProcessException {
        Progress progress = new Progress(listener);
        Inputs.checkPositive("atkinsonEpsilon", "", atkinsonEpsilon);
        Deviation usedDeviation = BalanceInputs.deviation(deviation, population);
        double epsilon = atkinsonEpsilon == null ? DEFAULT_EPSILON : atkinsonEpsilon;
        BalanceInputs inputs =
                BalanceInputs.read(data, indicators, groupBy, population, (feature, group) -> {}, progress);
        progress.report(0.4);

        Rows rows = new Rows("InequalityMeasures", columns());
        List<BalanceInputs.Part> parts = inputs.parts();
        for (int i = 0; i < parts.size(); i++) {
            BalanceInputs.Part part = parts.get(i);
            Object[][] ofPart = new Object[inputs.indicators().size()][];
            Workers.of(progress.part(0.4 + 0.6 * i / parts.size(), 0.4 + 0.6 * (i + 1) / parts.size()))
                    .each(
                            ofPart.length,
                            part.rows().length,
                            j -> ofPart[j] = row(inputs, part, j, usedDeviation, epsilon));
            for (Object[] row : ofPart) {
                rows.add(row);
            }
        }
        progress.complete();
        return rows.collection();
    }

    private static LinkedHashMap<String, Class<?>> columns() {
        LinkedHashMap<String, Class<?>> columns = new LinkedHashMap<>();
        columns.put("group", String.class);
        columns.put("indicator", String.class);
        columns.put("count", Integer.class);
        for (String name : List.of(
                "mean",
                "sd",
                "cv",
                "gini",
                "theil_t",
                "theil_l",
                "atkinson",
                "hoover",
                "min",
                "max",
                "max_min",
                "p90_p10",
                "range_mean")) {
            columns.put(name, Double.class);
        }
        columns.put("missing", Integer.class);
        columns.put("note", String.class);
        return columns;
    }

    private static Object[] row(
            BalanceInputs inputs, BalanceInputs.Part part, int indicator, Deviation deviation, double epsilon) {
        String name = inputs.indicators().get(indicator);
        Distribution x = inputs.distribution(part, indicator);
        int size = part.rows().length;
        if (x == null) {
            Object[] row = new Object[columns().size()];
            row[0] = part.group();
            row[1] = name;
            row[2] = 0;
            row[row.length - 2] = size;
            row[row.length - 1] = "no feature has a value";
            return row;
        }
        return new Object[] {
            part.group(),
            name,
            x.count(),
            x.mean(),
            x.standardDeviation(deviation),
            x.coefficientOfVariation(deviation),
            x.gini(),
            x.theilT(),
            x.theilL(),
            x.atkinson(epsilon),
            x.hoover(),
            x.min(),
            x.max(),
            x.maxToMin(),
            x.p90ToP10(),
            x.rangeToMean(),
            size - x.count(),
            note(x)
        };
    }

    private static String note(Distribution x) {
        List<String> notes = new ArrayList<>();
        if (x.count() == 1) {
            notes.add("one feature: nothing to compare");
        }
        if (x.min() == 0) {
            notes.add(
                    Double.isInfinite(x.p90ToP10())
                            ? "theil_l, max_min and p90_p10 are infinite: the smallest value and the tenth percentile are 0"
                            : "theil_l and max_min are infinite: the smallest value is 0");
        }
        return notes.isEmpty() ? null : String.join("; ", notes);
    }
}

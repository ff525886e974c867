package org.edubalance.process.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.edubalance.balance.Deviation;
import org.edubalance.balance.Distribution;
import org.edubalance.messages.Message;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.scoring.Unscorable;
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

    private static final String NAME = "edu:InequalityMeasures";

    private static final ResultTable<Row> TABLE = new ResultTable<Row>("InequalityMeasures")
            .column("group", String.class, Row::group)
            .column("indicator", String.class, Row::indicator)
            .column("count", Integer.class, Row::count)
            .column(measure("mean", measures -> measures.x.mean()))
            .column(measure("sd", Measures::deviation))
            .column(measure("cv", Measures::cv))
            .column(measure("gini", measures -> measures.x.gini()))
            .column(measure("theil_t", measures -> measures.x.theilT()))
            .column(measure("theil_l", measures -> measures.x.theilL()))
            .column(measure("atkinson", Measures::atkinson))
            .column(measure("hoover", measures -> measures.x.hoover()))
            .column(measure("min", measures -> measures.x.min()))
            .column(measure("max", measures -> measures.x.max()))
            .column(measure("max_min", measures -> measures.x.maxToMin()))
            .column(measure("p90_p10", measures -> measures.x.p90ToP10()))
            .column(measure("range_mean", measures -> measures.x.rangeToMean()))
            .column("missing", Integer.class, Row::missing)
            .column("note", String.class, Row::note);

    private static Column<Row> measure(String name, ToDoubleFunction<Measures> measure) {
        return Column.of(name, Double.class, row -> row.measures == null ? null : measure.applyAsDouble(row.measures));
    }

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
        Inputs.checkPositive("atkinsonEpsilon", atkinsonEpsilon);
        BalanceInputs.checkDeviation(deviation, population);
        BalanceInputs inputs = BalanceInputs.read(
                data, indicators, groupBy, population, Unscorable.ERROR, (feature, group) -> {}, progress);
        if (inputs.leftOut(Columns.ALL) != null) {
            progress.warn(NAME, inputs.leftOut(Columns.ALL).message());
        }
        progress.report(0.4);

        List<Row> rows = new ArrayList<>();
        List<BalanceInputs.Part> parts = inputs.parts();
        for (int i = 0; i < parts.size(); i++) {
            BalanceInputs.Part part = parts.get(i);
            Row[] ofPart = new Row[inputs.indicators().size()];
            Workers.of(progress.part(0.4 + 0.6 * i / parts.size(), 0.4 + 0.6 * (i + 1) / parts.size()))
                    .each(
                            ofPart.length,
                            part.rows().length,
                            j -> ofPart[j] = Row.of(inputs, part, j, deviation, atkinsonEpsilon));
            rows.addAll(List.of(ofPart));
        }
        progress.complete();
        return TABLE.of(rows);
    }

    /** The measures of an indicator over a part of the features; without measures where none has a value. */
    private record Row(String group, String indicator, int count, int missing, Measures measures, Message note) {

        static Row of(
                BalanceInputs inputs, BalanceInputs.Part part, int indicator, Deviation deviation, double epsilon) {
            String name = inputs.indicators().get(indicator);
            Distribution x = inputs.distribution(part, indicator);
            int size = part.rows().length;
            return x == null
                    ? new Row(part.group(), name, 0, size, null, Message.of("balance.note.none"))
                    : new Row(
                            part.group(),
                            name,
                            x.count(),
                            size - x.count(),
                            new Measures(
                                    x.standardDeviation(deviation),
                                    x.coefficientOfVariation(deviation),
                                    x.atkinson(epsilon),
                                    x),
                            noteOf(x));
        }

        private static Message noteOf(Distribution x) {
            if (x.count() == 1) {
                return Message.of("balance.note.one");
            }
            if (x.min() > 0) {
                return null;
            }
            return Message.of(Double.isInfinite(x.p90ToP10()) ? "balance.note.infinite.p10" : "balance.note.infinite");
        }
    }

    /** What depends on the choices of the request, and what all else comes from. */
    private record Measures(double deviation, double cv, double atkinson, Distribution x) {}
}

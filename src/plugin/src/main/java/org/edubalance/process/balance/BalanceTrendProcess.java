package org.edubalance.process.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.edubalance.balance.Convergence;
import org.edubalance.balance.Distribution;
import org.edubalance.balance.TheilDecomposition;
import org.edubalance.messages.Message;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Notes;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/**
 * Whether indicators became more balanced over the years, see {@link Convergence}. For each indicator the rows are
 *
 * <ul>
 *   <li>{@code YEAR}, one a year: mean, coefficient of variation, Gini coefficient, Theil T and, with groups, its share
 *       between them;
 *   <li>{@code SIGMA}: the trend of the coefficients of variation;
 *   <li>{@code BETA}: whether those behind in the first year grew faster up to the last one, of the features that have the
 *       same id in both, and of the groups, by their means. {@code units} says which; those that are not there at both
 *       ends, or have a 0 there, which has no logarithm, are counted in {@code unmatched}.
 * </ul>
 */
@DescribeProcess(
        title = "Balance over the years",
        description = "Inequality of indicators year by year, and whether schools and regions converge: the trend of"
                + " their coefficients of variation (sigma) and the growth of those behind (beta).")
public class BalanceTrendProcess {

    private static final String NAME = "edu:BalanceTrend";

    private static final ResultTable<Row> TABLE = new ResultTable<Row>("BalanceTrend")
            .column("indicator", String.class, Row::indicator)
            .column(Column.of("kind", String.class, Message.of("balance.column.kind"), row -> row.kind.name()))
            .column(column("units", String.class, Row::units))
            .column(column("year", Integer.class, Row::year))
            .column(column("first_year", Integer.class, Row::from))
            .column("count", Integer.class, Row::count)
            .column(of("mean", year -> year.x.mean()))
            .column(of("cv", year -> year.x.coefficientOfVariation()))
            .column(of("gini", year -> year.x.gini()))
            .column(of("theil_t", year -> year.x.theilT()))
            .column(of("between_share", year -> year.split == null ? Double.NaN : year.split.betweenShare()))
            .column(line("slope", Convergence::slope))
            .column(line("standard_error", Convergence::standardError))
            .column(line("p", Convergence::p))
            .column(line("intercept", Convergence::intercept))
            .column(line("r2", Convergence::r2))
            .column(line("speed", Convergence::speed))
            .column(line("half_life", Convergence::halfLife))
            .column(column("unmatched", Integer.class, Row::unmatched))
            .column("missing", Integer.class, Row::missing)
            .column("note", String.class, Row::note);

    private static Column<Row> column(String name, Class<?> type, Function<Row, Object> value) {
        return Column.of(name, type, Message.of("balance.column." + name), value);
    }

    private static Column<Row> of(String name, ToDoubleFunction<Year> measure) {
        return Column.of(name, Double.class, row -> row.ofYear == null ? null : measure.applyAsDouble(row.ofYear));
    }

    private static Column<Row> line(String name, ToDoubleFunction<Convergence> coefficient) {
        return column(
                name, Double.class, row -> row.line == null ? null : (Double) coefficient.applyAsDouble(row.line));
    }

    @DescribeResult(
            name = "result",
            description =
                    "Rows indicator, kind (YEAR, SIGMA or BETA), units (of BETA: what converges), year (the last one"
                            + " of a trend), first_year (its first one), count; of a YEAR mean, cv, gini, theil_t, between_share; of a"
                            + " trend slope, standard_error, p, intercept, r2; of BETA speed (a year), half_life (years),"
                            + " unmatched (not at both ends); missing (features without a value), note")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "Features of several years, such as schools, one a year")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "indicators",
                            description = "An indicator >= 0: [name=]attribute or ECQL expression, for example"
                                    + " books_per_pupil=books/pupils",
                            collectionType = String.class,
                            min = 1)
                    List<String> indicators,
            @DescribeParameter(name = "year", description = "Attribute or expression with the year, a whole number")
                    String year,
            @DescribeParameter(
                            name = "groupBy",
                            description =
                                    "Attribute or expression with the group, such as the county; groups converge by"
                                            + " their means",
                            min = 0)
                    String groupBy,
            @DescribeParameter(
                            name = "id",
                            description = "Attribute or expression that is the same for a school in every year; without"
                                    + " it there is no convergence of schools",
                            min = 0)
                    String id,
            @DescribeParameter(
                            name = "population",
                            description = "Attribute or expression > 0 that features are weighted by, such as pupils",
                            min = 0)
                    String population,
            ProgressListener listener)
            throws ProcessException {
        Progress progress = new Progress(listener);
        TrendInputs inputs = TrendInputs.read(data, indicators, year, groupBy, id, population, progress);
        if (inputs.leftOut() != null) {
            progress.warn(NAME, inputs.leftOut().message());
        }
        progress.report(0.4);

        List<Row> rows = new ArrayList<>();
        int n = inputs.indicators().size();
        for (int j = 0; j < n; j++) {
            rows.addAll(rows(inputs, j));
            progress.report(0.4 + 0.6 * (j + 1) / n);
        }
        progress.complete();
        return TABLE.of(rows);
    }

    private enum Kind {
        YEAR,
        SIGMA,
        BETA
    }

    /** The inequality of a year. */
    private record Year(Distribution x, TheilDecomposition split) {}

    private record Row(
            String indicator,
            Kind kind,
            String units,
            Integer year,
            Integer from,
            int count,
            Year ofYear,
            Convergence line,
            Integer unmatched,
            Integer missing,
            Notes note) {}

    private static List<Row> rows(TrendInputs inputs, int indicator) {
        String name = inputs.indicators().get(indicator);
        List<Row> rows = new ArrayList<>();
        List<TrendInputs.YearValues> years = new ArrayList<>();
        List<Double> coefficients = new ArrayList<>();
        for (TrendInputs.YearValues year : inputs.years(indicator)) {
            int count = year.values().length;
            Notes notes = new Notes();
            Year measures = null;
            if (count == 0) {
                notes.add(Message.of("balance.note.none"));
            } else {
                measures = inputs.inYear(name, year.year(), () -> measures(year));
                years.add(year);
                coefficients.add(measures.x.coefficientOfVariation());
                if (count == 1) {
                    notes.add(Message.of("balance.note.one"));
                }
            }
            rows.add(new Row(
                    name,
                    Kind.YEAR,
                    null,
                    year.year(),
                    null,
                    count,
                    measures,
                    null,
                    null,
                    year.missing(),
                    notes.orNull()));
        }
        if (years.size() < 2) {
            Notes few = new Notes().add(Message.of("balance.trend.note.years"));
            rows.add(new Row(name, Kind.SIGMA, null, null, null, years.size(), null, null, null, null, few));
            return rows;
        }
        TrendInputs.YearValues first = years.get(0);
        TrendInputs.YearValues last = years.get(years.size() - 1);
        rows.add(new Row(
                name,
                Kind.SIGMA,
                null,
                last.year(),
                first.year(),
                years.size(),
                null,
                Convergence.sigma(
                        years.stream().mapToInt(TrendInputs.YearValues::year).toArray(),
                        coefficients.stream().mapToDouble(cv -> cv).toArray()),
                null,
                null,
                years.size() > 2 ? null : new Notes().add(Message.of("balance.trend.note.two"))));
        inputs.units(first, last).forEach((units, values) -> rows.add(beta(name, units, first, last, values)));
        return rows;
    }

    private static Year measures(TrendInputs.YearValues year) {
        return new Year(
                Distribution.of(year.values(), year.populations()),
                year.groups() == null ? null : TheilDecomposition.of(year.values(), year.populations(), year.groups()));
    }

    private static Row beta(
            String name,
            String units,
            TrendInputs.YearValues first,
            TrendInputs.YearValues last,
            Map<String, double[]> values) {
        double[] before = new double[values.size()];
        double[] after = new double[values.size()];
        int count = 0;
        for (double[] ends : values.values()) {
            if (ends[0] > 0 && ends[1] > 0) {
                before[count] = ends[0];
                after[count++] = ends[1];
            }
        }
        int unmatched = values.size() - count;
        before = Arrays.copyOf(before, count);
        after = Arrays.copyOf(after, count);
        Notes notes = new Notes();
        Convergence line = null;
        if (Arrays.stream(before).distinct().count() < 2) {
            notes.add(Message.of("balance.trend.note.units"));
        } else {
            line = Convergence.beta(before, after, last.year() - first.year());
            if (count == 2) {
                notes.add(Message.of("balance.trend.note.two.units"));
            }
            if (!(line.speed() > 0)) {
                notes.add(Message.of(
                        Double.isNaN(line.speed()) ? "balance.trend.note.speed" : "balance.trend.note.apart"));
            }
        }
        return new Row(
                name, Kind.BETA, units, last.year(), first.year(), count, null, line, unmatched, null, notes.orNull());
    }
}

package org.edubalance.process.balance;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.edubalance.balance.TheilDecomposition;
import org.edubalance.messages.Message;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
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
 * How much of the inequality of each indicator lies between groups (counties) and how much within them, see {@link
 * TheilDecomposition}.
 */
@DescribeProcess(
        title = "Theil decomposition",
        description = "Splits the inequality of indicators (Theil's T) into what lies between groups, such as counties,"
                + " and within them.")
public class TheilDecompositionProcess {

    private static final String NAME = "edu:TheilDecomposition";

    private static final ResultTable<Row> TABLE = new ResultTable<Row>("TheilDecomposition")
            .column("indicator", String.class, Row::indicator)
            .column(part("theil_t", TheilDecomposition::total))
            .column(part("between", TheilDecomposition::between))
            .column(part("within", TheilDecomposition::within))
            .column(part("between_share", TheilDecomposition::betweenShare))
            .column("count", Integer.class, Row::count)
            .column("missing", Integer.class, Row::missing)
            .column("note", String.class, Row::note);

    private static Column<Row> part(String name, ToDoubleFunction<TheilDecomposition> part) {
        return Column.of(name, Double.class, row -> row.split == null ? null : part.applyAsDouble(row.split));
    }

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
        BalanceInputs.checkGroup(groupBy);
        BalanceInputs inputs = BalanceInputs.read(
                data, indicators, groupBy, population, Unscorable.ERROR, (feature, group) -> {}, progress);
        if (inputs.leftOut(Columns.ALL) != null) {
            progress.warn(NAME, inputs.leftOut(Columns.ALL).message());
        }
        progress.report(0.4);

        Row[] rows = new Row[inputs.indicators().size()];
        Workers.of(progress.part(0.4, 1)).each(rows.length, inputs.columns().rows(), j -> rows[j] = row(inputs, j));
        progress.complete();
        return TABLE.of(List.of(rows));
    }

    /** The split of an indicator, null where no feature has a value. */
    private record Row(String indicator, TheilDecomposition split, int count, int missing) {

        Message note() {
            if (split == null) {
                return Message.of("balance.note.none");
            }
            return split.total() > 0 ? null : Message.of("balance.note.equal");
        }
    }

    private static Row row(BalanceInputs inputs, int indicator) {
        BalanceInputs.Grouped x = inputs.grouped(indicator);
        if (x == null) {
            return new Row(
                    inputs.indicators().get(indicator),
                    null,
                    0,
                    inputs.columns().rows());
        }
        return new Row(
                x.indicator(),
                x.apply(() -> TheilDecomposition.of(x.values(), x.populations(), x.groups())),
                x.values().length,
                x.missing());
    }
}

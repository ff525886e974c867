package org.edubalance.process.balance;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.balance.DagumDecomposition;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.scoring.Unscorable;
import org.edubalance.work.Monitor;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/**
 * How much of the Gini coefficient of each indicator lies within groups (counties), between them, and in their overlap,
 * see {@link DagumDecomposition}. For each indicator the rows are
 *
 * <ul>
 *   <li>{@code TOTAL}: the coefficient of all;
 *   <li>{@code WITHIN}, {@code NET_BETWEEN} and {@code TRANSVARIATION} of {@code ALL}: the three parts, which sum to it;
 *   <li>{@code WITHIN} of each group: its own coefficient, and what it adds to the part within;
 *   <li>{@code PAIR} of each two groups, the one with the higher mean first: the coefficient between them, their distance
 *       D, and what they add to the two other parts, D of it to the net one.
 * </ul>
 *
 * <p>{@code contribution} is a part of the coefficient of all, {@code share} the same divided by it.
 */
@DescribeProcess(
        title = "Dagum decomposition",
        description =
                "Splits the Gini coefficient of indicators into what lies within groups, such as counties, between"
                        + " them, and in the overlap of their values (Dagum), group by group and pair by pair.")
public class DagumDecompositionProcess {

    private static final String NAME = "edu:DagumDecomposition";

    /** Rows of pairs that a result has at most: a table of more is of no use to anyone. */
    private static final long MOST_PAIRS = 1_000_000;

    private static final ResultTable<Row> TABLE = new ResultTable<Row>("DagumDecomposition")
            .column("indicator", String.class, Row::indicator)
            .column(Column.of("kind", String.class, Message.of("balance.column.kind"), row -> row.kind.name()))
            .column("group", String.class, Row::group)
            .column(Column.of("other", String.class, Message.of("balance.column.other"), Row::other))
            .column("gini", Double.class, Row::gini)
            .column(Column.of("distance", Double.class, Message.of("balance.column.distance"), Row::distance))
            .column(Column.of(
                    "contribution", Double.class, Message.of("balance.column.contribution"), Row::contribution))
            .column(Column.of("share", Double.class, Message.of("balance.column.share"), Row::share))
            .column("count", Integer.class, Row::count)
            .column("missing", Integer.class, Row::missing)
            .column("note", String.class, Row::note);

    @DescribeResult(
            name = "result",
            description = "Rows indicator, kind (TOTAL; WITHIN of a group and of ALL; NET_BETWEEN and TRANSVARIATION of"
                    + " ALL; PAIR), group, other (of a pair: the group with the lower mean), gini, distance (D of a"
                    + " pair: 0 = means alike, 1 = no overlap), contribution to the Gini coefficient of all, share of"
                    + " it, count (features used), missing (features without a value), note")
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
        List<String> groups = inputs.columns().groupNames();
        if (groups.size() < 2) {
            throw Refusal.of("balance.groups", "group", groups.get(0)).about("groupBy");
        }
        int n = inputs.indicators().size();
        long pairs = n * (groups.size() * (groups.size() - 1L) / 2);
        if (pairs > MOST_PAIRS) {
            throw Refusal.of("balance.pairs", "groups", groups.size(), "got", pairs, "limit", MOST_PAIRS)
                    .about("groupBy");
        }
        progress.report(0.4);

        List<Row> rows = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            rows.addAll(rows(inputs, j, progress.part(0.4 + 0.6 * j / n, 0.4 + 0.6 * (j + 1) / n)));
        }
        progress.complete();
        return TABLE.of(rows);
    }

    private enum Kind {
        TOTAL,
        WITHIN,
        NET_BETWEEN,
        TRANSVARIATION,
        PAIR
    }

    private record Row(
            String indicator,
            Kind kind,
            String group,
            String other,
            Double gini,
            Double distance,
            Double contribution,
            Double share,
            Integer count,
            Integer missing,
            Message note) {}

    private static List<Row> rows(BalanceInputs inputs, int indicator, Monitor monitor) {
        BalanceInputs.Grouped x = inputs.grouped(indicator);
        if (x == null) {
            String name = inputs.indicators().get(indicator);
            int missing = inputs.columns().rows();
            Message note = Message.of("balance.note.none");
            return List.of(new Row(name, Kind.TOTAL, Columns.ALL, null, null, null, null, null, 0, missing, note));
        }
        return new Split(
                        x,
                        inputs,
                        x.apply(() -> DagumDecomposition.of(x.values(), x.populations(), x.groups(), monitor)))
                .rows();
    }

    /** The rows of an indicator. */
    private record Split(BalanceInputs.Grouped x, BalanceInputs inputs, DagumDecomposition split) {

        List<Row> rows() {
            int n = x.values().length;
            Message equal = split.gini() > 0 ? null : Message.of("balance.note.equal");
            List<Row> rows = new ArrayList<>();
            rows.add(row(Kind.TOTAL, Columns.ALL, null, split.gini(), null, split.gini(), n, x.missing(), equal));
            rows.add(part(Kind.WITHIN, split.within()));
            rows.add(part(Kind.NET_BETWEEN, split.netBetween()));
            rows.add(part(Kind.TRANSVARIATION, split.transvariation()));
            List<String> names = inputs.columns().groupNames();
            int[][] features = inputs.columns().rowsByGroup();
            for (int g = 0; g < names.size(); g++) {
                int count = g < split.groups() ? split.count(g) : 0;
                rows.add(row(
                        Kind.WITHIN,
                        names.get(g),
                        null,
                        count == 0 ? null : split.gini(g),
                        null,
                        count == 0 ? null : split.contribution(g),
                        count,
                        features[g].length - count,
                        count > 1 ? null : Message.of(count == 0 ? "balance.note.none" : "balance.note.one")));
            }
            for (int a = 0; a < split.groups(); a++) {
                for (int b = a + 1; b < split.groups(); b++) {
                    if (split.arePair(a, b)) {
                        rows.add(pair(split.pair(a, b), names));
                    }
                }
            }
            return rows;
        }

        private Row part(Kind kind, double contribution) {
            return row(kind, Columns.ALL, null, null, null, contribution, null, null, null);
        }

        private Row pair(DagumDecomposition.Pair pair, List<String> names) {
            return row(
                    Kind.PAIR,
                    names.get(pair.richer()),
                    names.get(pair.poorer()),
                    pair.gini(),
                    pair.distance(),
                    pair.contribution(),
                    split.count(pair.richer()) + split.count(pair.poorer()),
                    null,
                    null);
        }

        private Row row(
                Kind kind,
                String group,
                String other,
                Double gini,
                Double distance,
                Double contribution,
                Integer count,
                Integer missing,
                Message note) {
            Double share = contribution == null || split.gini() == 0 ? null : (Double) (contribution / split.gini());
            return new Row(
                    x.indicator(), kind, group, other, gini, distance, contribution, share, count, missing, note);
        }
    }
}

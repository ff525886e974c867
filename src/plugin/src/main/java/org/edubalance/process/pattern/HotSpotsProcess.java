package org.edubalance.process.pattern;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.pattern.HotSpots;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.scoring.Unscorable;
import org.edubalance.work.Workers;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** Where high or low values gather. See {@link HotSpots}. */
@DescribeProcess(
        title = "Hot spots",
        description = "Where high values gather (hot spots) and where low ones do (cold spots), by the statistic Gi* of"
                + " Getis and Ord.")
public class HotSpotsProcess {

    private static final String NAME = "edu:HotSpots";
    private static final String ISLAND = "ISLAND";

    private static final Row MISSING = new Row(null, Double.NaN, Double.NaN, Double.NaN, "MISSING");

    private record Row(Integer neighbours, double z, double p, double q, String kind) {}

    @DescribeResult(
            name = "result",
            description =
                    "The features with neighbours (how many), gi_z (the statistic), gi_p (two-sided), gi_q with fdr"
                            + " (the false discovery rate), and gi_class: HOT_99, HOT_95, HOT_90, COLD_90, COLD_95, COLD_99, NS (not"
                            + " significant, or next to all others, so without a statistic), ISLAND (no neighbours) or MISSING (no"
                            + " value or no place)")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "Points or polygons") SimpleFeatureCollection data,
            @DescribeParameter(name = "attribute", description = "The value: an attribute or an ECQL expression")
                    String attribute,
            @DescribeParameter(
                            name = "groupBy",
                            description = "Attribute whose groups are analysed apart, for example the stage of schools",
                            min = 0)
                    String groupBy,
            @DescribeParameter(
                            name = "neighbours",
                            description = "KNN: the k nearest features; DISTANCE: those within a distance; ROOK (or"
                                    + " CONTIGUITY): polygons that share a line of their borders; QUEEN: a line or a"
                                    + " point. A feature itself counts too",
                            min = 0,
                            defaultValue = "KNN")
                    NeighbourRule neighbours,
            @DescribeParameter(
                            name = "k",
                            description = "How many nearest features are neighbours, for KNN",
                            min = 0,
                            defaultValue = "8",
                            minValue = 1)
                    Integer k,
            @DescribeParameter(
                            name = "distance",
                            description = "Up to how many metres on the ground features are neighbours, for DISTANCE",
                            min = 0)
                    Double distance,
            @DescribeParameter(
                            name = "snap",
                            description = "Up to how many metres apart borders count as one, for ROOK and QUEEN; if not"
                                    + " given, a ten-millionth of the extent (1 cm in a county)",
                            min = 0)
                    Double snap,
            @DescribeParameter(
                            name = "fdr",
                            description = "Whether classes follow the false discovery rate of Benjamini and Hochberg:"
                                    + " of the hot and cold spots at 95 %, 5 % are chance at most. Without it 5 % of"
                                    + " all features come out so by chance",
                            min = 0,
                            defaultValue = "false")
                    Boolean fdr,
            @DescribeParameter(
                            name = "unscorable",
                            description = "Groups with fewer than three values, or whose values are all equal: refused,"
                                    + " or left without a class",
                            min = 0,
                            defaultValue = "ERROR")
                    Unscorable unscorable,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        if (Inputs.given(attribute) == null) {
            throw Inputs.missing("attribute", Message.of("pattern.attribute"));
        }
        NeighbourInput rule = NeighbourInput.of(neighbours, k, distance, snap, 0);
        if (unscorable == Unscorable.EXCLUDE && data != null && data.isEmpty()) {
            return Inputs.hasNoAttributes(data)
                    ? data
                    : table(fdr).extending(data.getSchema(), List.of(), i -> MISSING);
        }
        PatternFeatures read = PatternFeatures.read(data, attribute, groupBy, progress);
        CoordinateReferenceSystem crs = data.getSchema().getCoordinateReferenceSystem();

        Row[] rows = new Row[read.features().size()];
        Arrays.fill(rows, MISSING);
        int done = 0;
        for (Map.Entry<String, List<PatternFeatures.Entry>> group :
                read.groups().entrySet()) {
            progress.report((double) done++ / read.groups().size());
            List<PatternFeatures.Entry> entries = PatternFeatures.withValue(group.getValue());
            if (unscorable == Unscorable.EXCLUDE && isUnscorable(entries, rule)) {
                continue;
            }
            try {
                analyse(entries, rule, fdr, crs, rows, progress);
            } catch (Refusal e) {
                throw Inputs.given(groupBy) == null
                        ? e
                        : Refusal.because(e, "columns.group", "group", group.getKey(), "message", e)
                                .about(e.input());
            }
        }
        if (read.placeless().count() > 0) {
            progress.warn(NAME, read.placeless().message());
        }
        progress.complete();
        return table(fdr).extending(data.getSchema(), read.features(), i -> rows[i]);
    }

    private static ResultTable<Row> table(boolean fdr) {
        ResultTable<Row> table = new ResultTable<Row>("HotSpots")
                .column("neighbours", Integer.class, Row::neighbours)
                .column("gi_z", Double.class, Row::z)
                .column("gi_p", Double.class, Row::p);
        if (fdr) {
            table.column("gi_q", Double.class, Row::q);
        }
        return table.column(Column.of("gi_class", String.class, Message.of("column.gi_class"), Row::kind));
    }

    /** A filter of a map may leave so little. */
    private static boolean isUnscorable(List<PatternFeatures.Entry> entries, NeighbourInput rule) {
        return entries.size() < HotSpots.FEWEST
                || rule.rule() == NeighbourRule.KNN && entries.size() <= rule.k()
                || entries.stream()
                                .mapToDouble(PatternFeatures.Entry::value)
                                .distinct()
                                .count()
                        == 1;
    }

    private static void analyse(
            List<PatternFeatures.Entry> entries,
            NeighbourInput rule,
            boolean fdr,
            CoordinateReferenceSystem crs,
            Row[] rows,
            Progress progress) {
        rule.check(entries);
        int[][] neighbours = rule.neighbours(entries, crs, progress);
        // groups are what progress is reported by
        Workers workers = Workers.of(progress.silent());
        double[] z = HotSpots.z(PatternFeatures.values(entries), neighbours, workers);
        double[] p = HotSpots.p(z, workers);
        double[] q = fdr ? HotSpots.falseDiscoveryRates(p) : p;
        for (int i = 0; i < z.length; i++) {
            String kind = neighbours[i].length == 0
                    ? ISLAND
                    : HotSpots.kind(z[i], q[i]).name();
            rows[entries.get(i).row()] = new Row(neighbours[i].length, z[i], p[i], q[i], kind);
        }
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}

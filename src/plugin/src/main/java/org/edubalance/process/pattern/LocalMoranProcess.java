package org.edubalance.process.pattern;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.pattern.Moran;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** Clusters and outliers of a value. See {@link Moran}. */
@DescribeProcess(
        title = "Local Moran's I",
        description = "Where alike values lie side by side, such as well-equipped schools among well-equipped ones, and"
                + " where a feature differs from its neighbours.")
public class LocalMoranProcess {

    private static final String NAME = "edu:LocalMoran";

    private static final ResultTable<Row> TABLE = new ResultTable<Row>("LocalMoran")
            .column("neighbours", Integer.class, Row::neighbours)
            .column("moran_lag", Double.class, row -> row.local().lag())
            .column("moran_i", Double.class, row -> row.local().i())
            .column("moran_z", Double.class, row -> row.local().z())
            .column("moran_p", Double.class, row -> row.local().p())
            .column("moran_class", String.class, Row::kind);

    private static final Row MISSING =
            new Row(null, new Moran.Local(Double.NaN, Double.NaN, Double.NaN, Double.NaN), "MISSING");

    @DescribeResult(
            name = "result",
            description = "The features with neighbours (how many), moran_lag (the mean of the neighbours' values),"
                    + " moran_i, moran_z, moran_p, and moran_class: HH, LL, HL, LH, NS (not significant), ISLAND (no"
                    + " neighbours) or MISSING (no value or no place)")
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
                                    + " point",
                            min = 0,
                            defaultValue = "KNN")
                    NeighbourRule neighbours,
            @DescribeParameter(
                            name = "k",
                            description = "How many nearest features are neighbours, for KNN",
                            min = 0,
                            defaultValue = "4",
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
                            name = "permutations",
                            description = "How many random permutations z and p rest on",
                            min = 0,
                            defaultValue = "999",
                            minValue = 0,
                            maxValue = NeighbourInput.MOST_PERMUTATIONS)
                    Integer permutations,
            @DescribeParameter(
                            name = "seed",
                            description = "Start of the random numbers: the same seed gives the same result",
                            min = 0,
                            defaultValue = "1")
                    Long seed,
            @DescribeParameter(
                            name = "significance",
                            description = "The highest p of a cluster or an outlier",
                            min = 0,
                            defaultValue = "0.05",
                            minValue = 0,
                            maxValue = 1)
                    Double significance,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        if (Inputs.given(attribute) == null) {
            throw Inputs.missing("attribute", Message.of("pattern.attribute"));
        }
        NeighbourInput rule = NeighbourInput.of(neighbours, k, distance, snap, permutations);
        Inputs.checkRange("significance", significance, 0, 1);
        PatternFeatures read = PatternFeatures.read(data, attribute, groupBy, progress);
        CoordinateReferenceSystem crs = data.getSchema().getCoordinateReferenceSystem();

        Row[] rows = new Row[read.features().size()];
        Arrays.fill(rows, MISSING);
        int done = 0;
        for (Map.Entry<String, List<PatternFeatures.Entry>> group :
                read.groups().entrySet()) {
            progress.report((double) done++ / read.groups().size());
            List<PatternFeatures.Entry> entries = PatternFeatures.withValue(group.getValue());
            try {
                analyse(entries, rule, seed, significance, crs, rows, progress);
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
        return TABLE.extending(data.getSchema(), read.features(), i -> rows[i]);
    }

    private record Row(Integer neighbours, Moran.Local local, String kind) {}

    private static void analyse(
            List<PatternFeatures.Entry> entries,
            NeighbourInput rule,
            long seed,
            double significance,
            CoordinateReferenceSystem crs,
            Row[] rows,
            Progress progress) {
        rule.check(entries);
        int[][] neighbours = rule.neighbours(entries, crs, progress);
        Moran moran = new Moran(PatternFeatures.values(entries), neighbours);
        Moran.Local[] locals = moran.local(rule.permutations(), seed, progress);
        for (int i = 0; i < locals.length; i++) {
            String kind = neighbours[i].length == 0
                    ? "ISLAND"
                    : moran.kind(i, locals[i], significance).name();
            rows[entries.get(i).row()] = new Row(neighbours[i].length, locals[i], kind);
        }
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}

package org.edubalance.process.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.edubalance.pattern.Moran;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ScoredFeatures;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** Clusters and outliers of a value. See {@link Moran}. */
@DescribeProcess(
        title = "Local Moran's I",
        description = "Where alike values lie side by side, such as well-equipped schools among well-equipped ones, and"
                + " where a feature differs from its neighbours.")
public class LocalMoranProcess {

    private static final String[] COLUMNS = {"neighbours", "moran_lag", "moran_i", "moran_z", "moran_p", "moran_class"};
    private static final Class<?>[] TYPES = {
        Integer.class, Double.class, Double.class, Double.class, Double.class, String.class
    };

    @DescribeResult(
            name = "result",
            description = "The features with neighbours (how many), moran_lag (the mean of the neighbours' values),"
                    + " moran_i, moran_z, moran_p, and moran_class: HH, LL, HL, LH, NS (not significant), ISLAND (no"
                    + " neighbours) or MISSING (no value)")
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
                            description = "The k nearest features, those within a distance, or polygons with a common"
                                    + " border",
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
            throw Inputs.missing("attribute", "an attribute or an ECQL expression");
        }
        NeighbourInput rule = NeighbourInput.of(neighbours, k, distance, permutations);
        Inputs.checkRange("significance", significance, 0, 1);
        double level = significance == null ? 0.05 : significance;
        Map<String, List<PatternFeatures.Entry>> groups = PatternFeatures.read(data, attribute, groupBy, progress);
        CoordinateReferenceSystem crs = data.getSchema().getCoordinateReferenceSystem();

        List<PatternFeatures.Entry> inOrder = new ArrayList<>();
        groups.values().forEach(inOrder::addAll);
        inOrder.sort((a, b) -> Integer.compare(a.row(), b.row()));
        Object[][] values = new Object[inOrder.size()][];
        Arrays.fill(values, new Object[] {null, null, null, null, null, "MISSING"});
        int done = 0;
        for (Map.Entry<String, List<PatternFeatures.Entry>> group : groups.entrySet()) {
            progress.report((double) done++ / groups.size());
            String where = Inputs.given(groupBy) == null ? "" : " (group '" + group.getKey() + "')";
            analyse(
                    PatternFeatures.withValue(group.getValue()),
                    where,
                    rule,
                    seed == null ? 1 : seed,
                    level,
                    crs,
                    values,
                    progress);
        }
        List<ScoredFeatures.Column> columns = new ArrayList<>();
        for (int c = 0; c < COLUMNS.length; c++) {
            int column = c;
            columns.add(new ScoredFeatures.Column(COLUMNS[c], TYPES[c], row -> values[row][column]));
        }
        progress.complete();
        return new ScoredFeatures(
                data.getSchema(),
                inOrder.stream().map(PatternFeatures.Entry::feature).toList(),
                columns);
    }

    private static void analyse(
            List<PatternFeatures.Entry> entries,
            String where,
            NeighbourInput rule,
            long seed,
            double significance,
            CoordinateReferenceSystem crs,
            Object[][] values,
            Progress progress) {
        int[][] neighbours;
        try {
            neighbours = rule.neighbours(PatternFeatures.geometries(entries), crs, progress);
        } catch (IllegalArgumentException e) {
            throw new ProcessException(e.getMessage() + where);
        }
        Moran moran;
        try {
            moran = new Moran(PatternFeatures.values(entries), neighbours);
        } catch (IllegalArgumentException e) {
            throw new ProcessException("attribute: " + e.getMessage() + where);
        }
        Moran.Local[] locals = moran.local(rule.permutations(), seed, progress);
        for (int i = 0; i < locals.length; i++) {
            Moran.Local local = locals[i];
            String kind = neighbours[i].length == 0
                    ? "ISLAND"
                    : moran.kind(i, local, significance).name();
            values[entries.get(i).row()] =
                    new Object[] {neighbours[i].length, local.lag(), local.i(), local.z(), local.p(), kind};
        }
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}

package org.edubalance.process.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.pattern.DeviationalEllipse;
import org.edubalance.pattern.Moran;
import org.edubalance.pattern.NearestNeighbourRatio;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.RegionPolygons;
import org.edubalance.process.features.Rows;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * How features lie: centre and spread, clustering, quadrants, and whether alike values are side by side. See {@link
 * DeviationalEllipse}, {@link NearestNeighbourRatio} and {@link Moran}.
 */
@DescribeProcess(
        title = "Spatial pattern",
        description =
                "Per group the mean centre, the standard deviational ellipse, the nearest-neighbour ratio, how many"
                        + " features lie in each quadrant, and global Moran's I of a value.")
public class SpatialPatternProcess {

    /** Where the quadrants meet. */
    public enum QuadrantOrigin {
        /** The centre of the bounds of the regions, or of all data where none are given. */
        BOUNDS,
        /** The group's mean centre. */
        MEAN_CENTRE
    }

    private static final int CORNERS = 72;

    @DescribeResult(
            name = "result",
            description = "A feature per group, and one ALL, with count, x and y (mean centre, in the CRS of the data),"
                    + " major and minor (semi-axes in metres), rotation (degrees from north), area (km²), nn_observed,"
                    + " nn_expected (metres), nn_ratio, nn_z, nn_p, ne, nw, sw, se (counts), moran_i, moran_expected,"
                    + " moran_z, moran_p, islands, missing (features without a value), notes, and the ellipse")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "Points; of other geometries the centroids count")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "attribute",
                            description = "The value for Moran's I: an attribute or an ECQL expression",
                            min = 0)
                    String attribute,
            @DescribeParameter(name = "groupBy", description = "Attribute that groups the features", min = 0)
                    String groupBy,
            @DescribeParameter(
                            name = "regions",
                            description =
                                    "Polygons whose area the nearest-neighbour ratio refers to; without them that of"
                                            + " the features' convex hull",
                            min = 0)
                    SimpleFeatureCollection regions,
            @DescribeParameter(
                            name = "regionKey",
                            description = "Attribute of the regions with the values of groupBy; by default of the same"
                                    + " name",
                            min = 0)
                    String regionKey,
            @DescribeParameter(
                            name = "quadrantOrigin",
                            description =
                                    "Where the quadrants meet: at the centre of the bounds of the regions (else of"
                                            + " all data), or at the group's mean centre",
                            min = 0,
                            defaultValue = "BOUNDS")
                    QuadrantOrigin quadrantOrigin,
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
                            description = "How many random permutations z and p of Moran's I rest on",
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
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        NeighbourInput rule = NeighbourInput.of(neighbours, k, distance, permutations);
        boolean grouped = Inputs.given(groupBy) != null;
        boolean valued = Inputs.given(attribute) != null;
        Map<String, List<PatternFeatures.Entry>> groups = PatternFeatures.read(data, attribute, groupBy, progress);
        CoordinateReferenceSystem crs = data.getSchema().getCoordinateReferenceSystem();
        Map<String, Geometry> polygons = polygons(regions, regionKey, groupBy, groups, crs, progress);
        if (grouped) {
            List<PatternFeatures.Entry> all = new ArrayList<>();
            groups.values().forEach(all::addAll);
            groups.put(Columns.ALL, all);
        }
        Coordinate middle = quadrantOrigin == QuadrantOrigin.MEAN_CENTRE ? null : middle(polygons, groups);

        Rows result = Rows.located("pattern", columns(), crs);
        int done = 0;
        for (Map.Entry<String, List<PatternFeatures.Entry>> group : groups.entrySet()) {
            progress.report((double) done++ / groups.size());
            Row row = new Row(group.getKey(), group.getValue());
            GroundPlane plane = GroundPlane.around(row.bounds(), crs);
            row.centreAndSpread(plane);
            row.nearestNeighbours(plane, region(polygons, group.getKey()), progress);
            row.quadrants(middle);
            if (valued) {
                row.moran(rule, seed == null ? 1 : seed, crs, progress);
            }
            result.add(row.values());
        }
        progress.complete();
        return result.collection();
    }

    private static Map<String, Geometry> polygons(
            SimpleFeatureCollection regions,
            String regionKey,
            String groupBy,
            Map<String, List<PatternFeatures.Entry>> groups,
            CoordinateReferenceSystem crs,
            Progress progress) {
        RegionPolygons.checkGiven(regions, regionKey);
        if (regions == null) {
            return Map.of();
        }
        if (Inputs.given(groupBy) == null) {
            return RegionPolygons.read(regions, "'" + Columns.ALL + "'", crs, progress);
        }
        String key = RegionPolygons.key(regionKey, groupBy);
        Map<String, Geometry> polygons = RegionPolygons.read(regions, key, crs, progress);
        RegionPolygons.checkCovers(polygons, groups.keySet(), key);
        return polygons;
    }

    /** A group's region; that of ALL are all regions together. Null where no regions are given. */
    private static Geometry region(Map<String, Geometry> polygons, String group) {
        if (polygons.isEmpty() || polygons.containsKey(group)) {
            return polygons.get(group);
        }
        return new GeometryFactory().buildGeometry(polygons.values());
    }

    private static Coordinate middle(Map<String, Geometry> polygons, Map<String, List<PatternFeatures.Entry>> groups) {
        Envelope bounds = new Envelope();
        polygons.values().forEach(polygon -> bounds.expandToInclude(polygon.getEnvelopeInternal()));
        if (polygons.isEmpty()) {
            groups.values().forEach(entries -> entries.forEach(entry -> bounds.expandToInclude(entry.centre())));
        }
        return bounds.centre();
    }

    private static LinkedHashMap<String, Class<?>> columns() {
        LinkedHashMap<String, Class<?>> columns = new LinkedHashMap<>();
        columns.put("group", String.class);
        columns.put("count", Integer.class);
        for (String column : List.of(
                "x",
                "y",
                "major",
                "minor",
                "rotation",
                "area",
                "nn_observed",
                "nn_expected",
                "nn_ratio",
                "nn_z",
                "nn_p")) {
            columns.put(column, Double.class);
        }
        for (String column : List.of("ne", "nw", "sw", "se")) {
            columns.put(column, Integer.class);
        }
        for (String column : List.of("moran_i", "moran_expected", "moran_z", "moran_p")) {
            columns.put(column, Double.class);
        }
        columns.put("islands", Integer.class);
        columns.put("missing", Integer.class);
        columns.put("notes", String.class);
        return columns;
    }

    /** One group's figures, column by column. */
    private static final class Row {

        private static final double SQUARE_METRES_PER_SQUARE_KILOMETRE = 1e6;

        private final List<PatternFeatures.Entry> entries;
        private final Coordinate[] centres;
        private final Map<String, Object> columns = new LinkedHashMap<>();
        private final List<String> notes = new ArrayList<>();
        private double[][] xy;
        private Polygon ellipse;

        Row(String group, List<PatternFeatures.Entry> entries) {
            this.entries = entries;
            centres = entries.stream().map(PatternFeatures.Entry::centre).toArray(Coordinate[]::new);
            columns.put("group", group);
            columns.put("count", entries.size());
        }

        Envelope bounds() {
            Envelope bounds = new Envelope();
            for (Coordinate centre : centres) {
                bounds.expandToInclude(centre);
            }
            return bounds;
        }

        void centreAndSpread(GroundPlane plane) {
            xy = plane.toPlane(centres);
            DeviationalEllipse spread = DeviationalEllipse.of(xy[0], xy[1]);
            Coordinate mean = plane.fromPlane(spread.x(), spread.y());
            columns.put("x", mean.x);
            columns.put("y", mean.y);
            columns.put("major", spread.major());
            columns.put("minor", spread.minor());
            columns.put("rotation", spread.rotation());
            // Points on a line have an ellipse without area, up to rounding.
            if (spread.minor() > 1e-6 * spread.major()) {
                double[][] ring = spread.ring(CORNERS);
                Coordinate[] shell = new Coordinate[ring.length];
                for (int i = 0; i < shell.length; i++) {
                    shell[i] = plane.fromPlane(ring[i][0], ring[i][1]);
                }
                ellipse = new GeometryFactory().createPolygon(shell);
            } else {
                notes.add("no ellipse: the features lie at one place or on a line");
            }
        }

        void nearestNeighbours(GroundPlane plane, Geometry region, Progress progress) {
            double area = region == null ? hullArea() : plane.toPlane(region).getArea();
            if (entries.size() < 2 || !(area > 0)) {
                notes.add("no nearest-neighbour ratio: "
                        + (entries.size() < 2 ? "one feature only" : "the features have a hull without area"));
                return;
            }
            NearestNeighbourRatio ratio = NearestNeighbourRatio.of(xy[0], xy[1], area, progress);
            columns.put("area", area / SQUARE_METRES_PER_SQUARE_KILOMETRE);
            columns.put("nn_observed", ratio.observed());
            columns.put("nn_expected", ratio.expected());
            columns.put("nn_ratio", ratio.ratio());
            columns.put("nn_z", ratio.z());
            columns.put("nn_p", ratio.p());
        }

        private double hullArea() {
            Coordinate[] points = new Coordinate[xy[0].length];
            for (int i = 0; i < points.length; i++) {
                points[i] = new Coordinate(xy[0][i], xy[1][i]);
            }
            return new GeometryFactory()
                    .createMultiPointFromCoords(points)
                    .convexHull()
                    .getArea();
        }

        void quadrants(Coordinate middle) {
            double x = middle == null ? (double) columns.get("x") : middle.x;
            double y = middle == null ? (double) columns.get("y") : middle.y;
            int[] counts = new int[4];
            for (Coordinate centre : centres) {
                boolean east = centre.x >= x;
                boolean north = centre.y >= y;
                counts[north ? (east ? 0 : 1) : (east ? 3 : 2)]++;
            }
            columns.put("ne", counts[0]);
            columns.put("nw", counts[1]);
            columns.put("sw", counts[2]);
            columns.put("se", counts[3]);
        }

        void moran(NeighbourInput rule, long seed, CoordinateReferenceSystem crs, Progress progress) {
            List<PatternFeatures.Entry> valued = PatternFeatures.withValue(entries);
            columns.put("missing", entries.size() - valued.size());
            try {
                int[][] neighbours = rule.neighbours(PatternFeatures.geometries(valued), crs, progress);
                Moran moran = new Moran(PatternFeatures.values(valued), neighbours);
                columns.put("islands", moran.islands());
                Moran.Global global = moran.global(rule.permutations(), seed, progress);
                columns.put("moran_i", global.i());
                columns.put("moran_expected", global.expected());
                columns.put("moran_z", global.z());
                columns.put("moran_p", global.p());
            } catch (IllegalArgumentException e) {
                notes.add("no Moran's I: " + e.getMessage());
            }
        }

        Object[] values() {
            columns.put("notes", String.join("; ", notes));
            List<Object> values = new ArrayList<>();
            SpatialPatternProcess.columns().keySet().forEach(column -> values.add(columns.get(column)));
            values.add(ellipse);
            return values.toArray();
        }
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}

package org.edubalance.process.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.pattern.DeviationalEllipse;
import org.edubalance.pattern.Moran;
import org.edubalance.pattern.NearestNeighbourRatio;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Notes;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.RegionPolygons;
import org.edubalance.process.features.ResultTable;
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

    private static final String NAME = "edu:SpatialPattern";

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
                                            + " the features' convex hull, and nn_z and nn_p are empty",
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
        NeighbourInput rule = NeighbourInput.of(neighbours, k, distance, snap, permutations);
        boolean grouped = Inputs.given(groupBy) != null;
        boolean valued = Inputs.given(attribute) != null;
        PatternFeatures read = PatternFeatures.read(data, attribute, groupBy, progress);
        CoordinateReferenceSystem crs = data.getSchema().getCoordinateReferenceSystem();
        Map<String, Geometry> polygons =
                polygons(regions, regionKey, groupBy, read.groups().keySet(), crs, progress);
        Map<String, List<PatternFeatures.Entry>> groups = new LinkedHashMap<>(read.groups());
        List<PatternFeatures.Entry> all = read.together();
        if (grouped) {
            groups.put(Columns.ALL, all);
        }
        Turn turn = Turn.about(meanX(all, crs), crs);
        Coordinate middle = quadrantOrigin == QuadrantOrigin.MEAN_CENTRE ? null : middle(polygons, all, turn);

        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, List<PatternFeatures.Entry>> group : groups.entrySet()) {
            progress.report((double) rows.size() / groups.size());
            Row row = new Row(group.getKey(), group.getValue());
            GroundPlane plane = GroundPlane.around(row.centres, crs);
            row.centreAndSpread(plane, turn);
            row.nearestNeighbours(plane, region(polygons, group.getKey()), progress);
            row.quadrants(middle, turn);
            if (valued) {
                row.moran(rule, seed, crs, progress);
            }
            rows.add(row);
        }
        if (read.placeless().count() > 0) {
            progress.warn(NAME, read.placeless().message());
        }
        progress.complete();
        return table(crs).of(rows);
    }

    private static double meanX(List<PatternFeatures.Entry> entries, CoordinateReferenceSystem crs) {
        return GroundPlane.around(PatternFeatures.centres(entries), crs).fromPlane(0, 0).x;
    }

    private static Map<String, Geometry> polygons(
            SimpleFeatureCollection regions,
            String regionKey,
            String groupBy,
            Set<String> groups,
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
        RegionPolygons.checkCovers(polygons, groups, key);
        return polygons;
    }

    /** A group's region; that of ALL are all regions together. Null where no regions are given. */
    private static Geometry region(Map<String, Geometry> polygons, String group) {
        if (polygons.isEmpty() || polygons.containsKey(group)) {
            return polygons.get(group);
        }
        return new GeometryFactory().buildGeometry(polygons.values());
    }

    private static Coordinate middle(Map<String, Geometry> polygons, List<PatternFeatures.Entry> entries, Turn turn) {
        Envelope bounds = new Envelope();
        for (Geometry polygon : polygons.values()) {
            for (Coordinate corner : polygon.getCoordinates()) {
                bounds.expandToInclude(turn.near(corner.x), corner.y);
            }
        }
        if (polygons.isEmpty()) {
            entries.forEach(entry -> bounds.expandToInclude(turn.near(entry.centre().x), entry.centre().y));
        }
        return bounds.centre();
    }

    private static ResultTable<Row> table(CoordinateReferenceSystem crs) {
        Message metres = Message.of("unit.metres");
        ResultTable<Row> table = new ResultTable<Row>("pattern")
                .column(column("group", String.class))
                .column(column("count", Integer.class))
                .column(column("x", Double.class))
                .column(column("y", Double.class))
                .column(column("major", Double.class).in(metres))
                .column(column("minor", Double.class).in(metres))
                .column(column("rotation", Double.class).in(Message.of("unit.degrees")))
                .column(column("area", Double.class).in(Message.of("unit.squareKilometres")))
                .column(column("nn_observed", Double.class).in(metres))
                .column(column("nn_expected", Double.class).in(metres));
        for (String name : List.of("nn_ratio", "nn_z", "nn_p")) {
            table.column(column(name, Double.class));
        }
        for (String name : List.of("ne", "nw", "sw", "se")) {
            table.column(column(name, Integer.class));
        }
        for (String name : List.of("moran_i", "moran_expected", "moran_z", "moran_p")) {
            table.column(column(name, Double.class));
        }
        return table.column(column("islands", Integer.class))
                .column(column("missing", Integer.class))
                .column("notes", String.class, row -> row.notes)
                .located(crs, row -> row.ellipse);
    }

    private static Column<Row> column(String name, Class<?> type) {
        return Column.of(name, type, row -> row.columns.get(name));
    }

    /** One group's figures, column by column. */
    private static final class Row {

        private static final double SQUARE_METRES_PER_SQUARE_KILOMETRE = 1e6;

        private final List<PatternFeatures.Entry> entries;
        private final Coordinate[] centres;
        private final Map<String, Object> columns = new LinkedHashMap<>();
        private final Notes notes = new Notes();
        private double[][] xy;
        private Polygon ellipse;

        Row(String group, List<PatternFeatures.Entry> entries) {
            this.entries = entries;
            centres = PatternFeatures.centres(entries);
            columns.put("group", group);
            columns.put("count", entries.size());
        }

        void centreAndSpread(GroundPlane plane, Turn turn) {
            xy = plane.toPlane(centres);
            DeviationalEllipse spread = DeviationalEllipse.of(xy[0], xy[1]);
            Coordinate mean = plane.fromPlane(spread.x(), spread.y());
            double x = within(mean.x, turn);
            Turn beside = new Turn(turn.period(), x);
            columns.put("x", x);
            columns.put("y", mean.y);
            columns.put("major", spread.major());
            columns.put("minor", spread.minor());
            columns.put("rotation", spread.rotation());
            // Points on a line have an ellipse without area, up to rounding.
            if (spread.minor() > 1e-6 * spread.major()) {
                double[][] ring = spread.ring(CORNERS);
                Coordinate[] shell = new Coordinate[ring.length];
                for (int i = 0; i < shell.length; i++) {
                    Coordinate corner = plane.fromPlane(ring[i][0], ring[i][1]);
                    shell[i] = new Coordinate(beside.near(corner.x), corner.y);
                }
                shell[shell.length - 1] = shell[0].copy();
                ellipse = new GeometryFactory().createPolygon(shell);
            } else {
                notes.add(Message.of("pattern.note.ellipse"));
            }
        }

        void nearestNeighbours(GroundPlane plane, Geometry region, Progress progress) {
            double area = region == null ? hullArea() : plane.toPlane(region).getArea();
            if (entries.size() < 2 || !(area > 0)) {
                notes.add(Message.of(entries.size() < 2 ? "pattern.note.one" : "pattern.note.hull"));
                return;
            }
            NearestNeighbourRatio ratio = NearestNeighbourRatio.of(xy[0], xy[1], area, progress);
            columns.put("area", area / SQUARE_METRES_PER_SQUARE_KILOMETRE);
            columns.put("nn_observed", ratio.observed());
            columns.put("nn_expected", ratio.expected());
            columns.put("nn_ratio", ratio.ratio());
            if (region != null) {
                // the points' own hull is smaller than where they could be, so random ones would pass for dispersed
                columns.put("nn_z", ratio.z());
                columns.put("nn_p", ratio.p());
            }
        }

        /** An x as the data write it: 190 or −170. */
        private double within(double x, Turn turn) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (Coordinate centre : centres) {
                least = Math.min(least, centre.x);
                greatest = Math.max(greatest, centre.x);
            }
            for (double moved : new double[] {x, x + turn.period(), x - turn.period()}) {
                if (moved >= least && moved <= greatest) {
                    return moved;
                }
            }
            return x;
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

        void quadrants(Coordinate middle, Turn turn) {
            double x = turn.near(middle == null ? (double) columns.get("x") : middle.x);
            double y = middle == null ? (double) columns.get("y") : middle.y;
            int[] counts = new int[4];
            for (Coordinate centre : centres) {
                boolean east = turn.near(centre.x) >= x;
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
            rule.check(valued);
            try {
                int[][] neighbours = rule.neighbours(valued, crs, progress);
                Moran moran = new Moran(PatternFeatures.values(valued), neighbours);
                columns.put("islands", moran.islands());
                Moran.Global global = moran.global(rule.permutations(), seed, progress);
                columns.put("moran_i", global.i());
                columns.put("moran_expected", global.expected());
                columns.put("moran_z", global.z());
                columns.put("moran_p", global.p());
            } catch (Refusal e) {
                if ("permutations".equals(e.input())) {
                    throw e;
                }
                notes.add(Message.of("pattern.note.moran", "why", e));
            }
        }
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}

package org.edubalance.process.pattern;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.density.GroundMetric;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.pattern.Contiguity;
import org.edubalance.pattern.Moran;
import org.edubalance.pattern.Neighbours;
import org.edubalance.process.features.GroundMetrics;
import org.edubalance.process.features.Inputs;
import org.edubalance.work.Monitor;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;

/**
 * The inputs that say who is next to whom, checked: neighbours, k, distance, snap, permutations.
 *
 * @param distance in metres, null unless the rule is DISTANCE
 * @param snap in metres, null for the default
 */
record NeighbourInput(NeighbourRule rule, int k, Double distance, Double snap, int permutations) {

    static final int MOST_PERMUTATIONS = 99_999;
    private static final long MOST_LINKS = 20_000_000;

    /** What permutations may cost, in values drawn: half a minute or so. */
    private static final long MOST_DRAWS = 5_000_000_000L;

    /** Of the extent, the distance up to which borders are the same: a centimetre in a county. */
    private static final double SNAP = 1e-7;

    private static final double SMALLEST_SNAP = 1e-6;
    private static final double LARGEST_SNAP = 1e5;

    static NeighbourInput of(NeighbourRule rule, int k, Double distance, Double snap, int permutations) {
        Inputs.checkPositive("k", k);
        Inputs.checkMetres("distance", distance);
        Inputs.checkRange("snap", snap, SMALLEST_SNAP, LARGEST_SNAP);
        Inputs.checkRange("permutations", permutations, 0, MOST_PERMUTATIONS);
        if (rule == NeighbourRule.DISTANCE && distance == null) {
            throw Inputs.missing("distance", Message.of("pattern.distance"));
        }
        return new NeighbourInput(rule, k, distance, snap, permutations);
    }

    private boolean isOfPolygons() {
        return rule != NeighbourRule.KNN && rule != NeighbourRule.DISTANCE;
    }

    /** Refuses features that are no polygons where the rule needs polygons. */
    void check(List<PatternFeatures.Entry> entries) {
        for (PatternFeatures.Entry entry : entries) {
            if (isOfPolygons() && !(entry.geometry() instanceof Polygonal)) {
                throw Refusal.of(
                                "pattern.polygons",
                                "rule",
                                rule.name(),
                                "got",
                                entry.geometry().getGeometryType())
                        .about("neighbours");
            }
        }
    }

    /**
     * The neighbours of each entry; none where there are fewer than {@link Moran} takes, which says so.
     *
     * @throws Refusal if there are too few entries for k or too many neighbours
     */
    int[][] neighbours(List<PatternFeatures.Entry> entries, CoordinateReferenceSystem crs, Monitor monitor) {
        int n = entries.size();
        if (n < Moran.FEWEST) {
            return new int[n][0];
        }
        Coordinate[] centres = PatternFeatures.centres(entries);
        int[][] neighbours;
        if (isOfPolygons()) {
            neighbours = contiguous(entries, centres, crs, monitor);
        } else {
            if (rule == NeighbourRule.KNN && (long) n * k > MOST_LINKS) {
                throw Refusal.of("pattern.k.most", "most", MOST_LINKS / n, "features", n, "got", k)
                        .about("k");
            }
            double[][] xy = GroundPlane.around(centres, crs).toPlane(centres);
            neighbours = rule == NeighbourRule.KNN
                    ? Neighbours.nearest(xy[0], xy[1], k, monitor)
                    : Neighbours.within(xy[0], xy[1], distance, MOST_LINKS, monitor);
        }
        long links = 0;
        for (int[] others : neighbours) {
            links += others.length;
        }
        if (links * permutations > MOST_DRAWS) {
            throw Refusal.of("pattern.permutations", "most", MOST_DRAWS / links, "links", links, "got", permutations)
                    .about("permutations");
        }
        return neighbours;
    }

    /**
     * Polygons are compared in the map's own coordinates, stretched to metres: so what is straight stays straight, and a
     * corner on a neighbour's side stays on it.
     */
    private int[][] contiguous(
            List<PatternFeatures.Entry> entries, Coordinate[] centres, CoordinateReferenceSystem crs, Monitor monitor) {
        GroundMetric metric = GroundMetrics.of(crs);
        Turn turn = Turn.about(centres[0].x, crs);
        Envelope places = new Envelope();
        for (Coordinate centre : centres) {
            places.expandToInclude(turn.near(centre.x), centre.y);
        }
        Coordinate middle = places.centre();
        double metresPerX = metric.metresPerX(middle.y);
        double metresPerY = metric.metresPerY(middle.y);
        List<Geometry> stretched = new ArrayList<>();
        Envelope extent = new Envelope();
        for (PatternFeatures.Entry entry : entries) {
            monitor.check();
            Geometry copy = entry.geometry().copy();
            copy.apply(new Stretch(turn, middle, metresPerX, metresPerY));
            stretched.add(copy);
            extent.expandToInclude(copy.getEnvelopeInternal());
        }
        double tolerance =
                snap != null ? snap : Math.max(SMALLEST_SNAP, SNAP * Math.max(extent.getWidth(), extent.getHeight()));
        Contiguity contiguity = rule == NeighbourRule.QUEEN ? Contiguity.QUEEN : Contiguity.ROOK;
        return Neighbours.contiguous(stretched, contiguity, tolerance, MOST_LINKS, monitor);
    }

    private record Stretch(Turn turn, Coordinate middle, double metresPerX, double metresPerY)
            implements CoordinateSequenceFilter {

        @Override
        public void filter(CoordinateSequence points, int i) {
            points.setOrdinate(i, 0, (turn.near(points.getX(i)) - middle.x) * metresPerX);
            points.setOrdinate(i, 1, (points.getY(i) - middle.y) * metresPerY);
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return true;
        }
    }
}

package org.edubalance.process.pattern;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.pattern.Moran;
import org.edubalance.pattern.Neighbours;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.process.ProcessException;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;

/** The inputs that say who is next to whom, checked: neighbours, k, distance, permutations. */
record NeighbourInput(NeighbourRule rule, int k, double distance, int permutations) {

    static final int MOST_PERMUTATIONS = 99_999;
    private static final long MOST_LINKS = 20_000_000;

    /** What permutations may cost, in values drawn: half a minute or so. */
    private static final long MOST_DRAWS = 5_000_000_000L;

    static NeighbourInput of(NeighbourRule rule, Integer k, Double distance, Integer permutations) {
        NeighbourRule given = rule == null ? NeighbourRule.KNN : rule;
        Inputs.checkPositive("k", "", k == null ? null : (double) k);
        Inputs.checkPositive("distance", "metres", distance);
        Inputs.checkRange("permutations", permutations, 0, MOST_PERMUTATIONS);
        if (given == NeighbourRule.DISTANCE && distance == null) {
            throw Inputs.missing("distance", "the distance in metres up to which features are neighbours");
        }
        return new NeighbourInput(
                given,
                k == null ? 4 : k,
                distance == null ? Double.NaN : distance,
                permutations == null ? 999 : permutations);
    }

    /**
     * The neighbours of each geometry; none where there are fewer geometries than {@link Moran} takes, which says so.
     *
     * @throws IllegalArgumentException if there are too few geometries for k or too many neighbours
     */
    int[][] neighbours(List<Geometry> geometries, CoordinateReferenceSystem crs, Progress progress) {
        int n = geometries.size();
        if (n < Moran.FEWEST) {
            return new int[n][0];
        }
        int[][] neighbours;
        if (rule == NeighbourRule.CONTIGUITY) {
            for (Geometry geometry : geometries) {
                if (!(geometry instanceof Polygonal)) {
                    throw new ProcessException(
                            "neighbours CONTIGUITY needs polygons, got a " + geometry.getGeometryType());
                }
            }
            neighbours = Neighbours.contiguous(geometries, MOST_LINKS, progress);
        } else {
            if (rule == NeighbourRule.KNN && (long) n * k > MOST_LINKS) {
                throw new IllegalArgumentException(
                        "k must be at most " + MOST_LINKS / n + " for " + n + " features, got " + k);
            }
            double[][] xy = plane(geometries, crs);
            neighbours = rule == NeighbourRule.KNN
                    ? Neighbours.nearest(xy[0], xy[1], k, progress)
                    : Neighbours.within(xy[0], xy[1], distance, MOST_LINKS, progress);
        }
        long links = 0;
        for (int[] others : neighbours) {
            links += others.length;
        }
        if (links * permutations > MOST_DRAWS) {
            throw new ProcessException("permutations must be at most " + MOST_DRAWS / links + " with " + links
                    + " pairs of neighbours, got " + permutations);
        }
        return neighbours;
    }

    /** The centroids in ground metres. */
    private static double[][] plane(List<Geometry> geometries, CoordinateReferenceSystem crs) {
        List<Coordinate> centres = new ArrayList<>();
        Envelope bounds = new Envelope();
        for (Geometry geometry : geometries) {
            Coordinate centre = geometry.getCentroid().getCoordinate();
            centres.add(centre);
            bounds.expandToInclude(centre);
        }
        return GroundPlane.around(bounds, crs).toPlane(centres.toArray(new Coordinate[0]));
    }
}

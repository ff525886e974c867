package org.edubalance.process;

import java.util.ArrayList;
import java.util.List;
import org.geotools.process.ProcessException;
import org.locationtech.jts.algorithm.ConvexHull;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** The convex hull of geometries that come one by one; it keeps only what may still be on the hull. */
final class Hull {

    private static final int REDUCE_FROM = 4096;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private List<Coordinate> candidates = new ArrayList<>();

    /**
     * Adds a geometry; null and empty ones add nothing.
     *
     * @throws ProcessException if a coordinate is not finite, naming the feature
     */
    void add(Geometry geometry, String featureId) {
        if (geometry == null || geometry.isEmpty()) {
            return;
        }
        if (geometry instanceof Point point) {
            CoordinateSequence xy = point.getCoordinateSequence();
            add(new Coordinate(xy.getX(0), xy.getY(0)), featureId);
        } else {
            for (Coordinate coordinate : geometry.getCoordinates()) {
                add(coordinate, featureId);
            }
        }
    }

    private void add(Coordinate coordinate, String featureId) {
        if (!coordinate.isValid()) {
            throw new ProcessException("data must have finite coordinates, got (" + coordinate.x + ", " + coordinate.y
                    + ") in feature " + featureId);
        }
        candidates.add(coordinate);
        if (candidates.size() >= REDUCE_FROM) {
            Coordinate[] hull = geometry().getCoordinates();
            if (hull.length < REDUCE_FROM / 2) {
                candidates = new ArrayList<>(List.of(hull));
            }
        }
    }

    void addAll(Hull other) {
        candidates.addAll(other.candidates);
    }

    /** A polygon, or the line or point that it shrinks to; null if nothing was added. */
    Geometry geometry() {
        return candidates.isEmpty()
                ? null
                : new ConvexHull(candidates.toArray(new Coordinate[0]), FACTORY).getConvexHull();
    }
}

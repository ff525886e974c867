package org.edubalance.process.features;

import java.util.ArrayList;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.locationtech.jts.algorithm.ConvexHull;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** The convex hull of geometries that come one by one; it keeps only what may still be on the hull. */
public final class Hull {

    private static final int REDUCE_FROM = 4096;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private List<Coordinate> candidates = new ArrayList<>();

    /** A box within the hull so far: what is inside needs no more looking at. Empty at first. */
    private Envelope inside = new Envelope();

    /** Adds a feature's geometry; one that is missing or empty adds nothing. */
    public void add(SimpleFeature feature) {
        if (!(feature.getDefaultGeometry() instanceof Geometry geometry) || geometry.isEmpty()) {
            return;
        }
        if (geometry instanceof Point point) {
            CoordinateSequence xy = point.getCoordinateSequence();
            double x = xy.getX(0);
            double y = xy.getY(0);
            if (!inside.contains(x, y)) {
                add(new Coordinate(x, y));
            }
        } else {
            for (Coordinate coordinate : geometry.getCoordinates()) {
                add(coordinate);
            }
        }
    }

    private void add(Coordinate coordinate) {
        candidates.add(coordinate);
        if (candidates.size() >= REDUCE_FROM) {
            Coordinate[] hull = geometry().getCoordinates();
            if (hull.length < REDUCE_FROM / 2) {
                candidates = new ArrayList<>(List.of(hull));
                inside = boxWithin(hull);
            }
        }
    }

    /** Every point of this box has a point of the hull in each of the four directions, so it is inside the hull. */
    private static Envelope boxWithin(Coordinate[] hull) {
        Coordinate lowerLeft = hull[0];
        Coordinate lowerRight = hull[0];
        Coordinate upperLeft = hull[0];
        Coordinate upperRight = hull[0];
        for (Coordinate c : hull) {
            lowerLeft = c.x + c.y < lowerLeft.x + lowerLeft.y ? c : lowerLeft;
            upperRight = c.x + c.y > upperRight.x + upperRight.y ? c : upperRight;
            lowerRight = c.x - c.y > lowerRight.x - lowerRight.y ? c : lowerRight;
            upperLeft = c.x - c.y < upperLeft.x - upperLeft.y ? c : upperLeft;
        }
        double left = Math.max(lowerLeft.x, upperLeft.x);
        double right = Math.min(lowerRight.x, upperRight.x);
        double bottom = Math.max(lowerLeft.y, lowerRight.y);
        double top = Math.min(upperLeft.y, upperRight.y);
        return left < right && bottom < top ? new Envelope(left, right, bottom, top) : new Envelope();
    }

    public void addAll(Hull other) {
        candidates.addAll(other.candidates);
    }

    /** A polygon, or the line or point that it shrinks to; null if nothing was added. */
    public Geometry geometry() {
        return candidates.isEmpty()
                ? null
                : new ConvexHull(candidates.toArray(new Coordinate[0]), FACTORY).getConvexHull();
    }
}

package org.edubalance.access;

import java.util.HashMap;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.noding.snap.SnappingPointIndex;

/** Points of which one stands for all that are within a tolerance of it, found in the same time however they come. */
final class SnapGrid extends SnappingPointIndex {

    /** Cells of half the tolerance: two points of one cell are within the tolerance, and those that are lie 2 cells off. */
    private static final int REACH = 2;

    private record Cell(long x, long y) {}

    private final double size;
    private final Map<Cell, Coordinate> points = new HashMap<>();

    SnapGrid(double tolerance) {
        super(tolerance);
        size = tolerance / REACH;
    }

    @Override
    public Coordinate snap(Coordinate point) {
        Cell own = new Cell((long) Math.floor(point.x / size), (long) Math.floor(point.y / size));
        Coordinate nearest = points.get(own);
        if (nearest != null) {
            return nearest;
        }
        double least = getTolerance();
        for (long x = own.x - REACH; x <= own.x + REACH; x++) {
            for (long y = own.y - REACH; y <= own.y + REACH; y++) {
                Coordinate near = points.get(new Cell(x, y));
                if (near != null && near.distance(point) <= least) {
                    least = near.distance(point);
                    nearest = near;
                }
            }
        }
        if (nearest == null) {
            nearest = point.copy();
            points.put(own, nearest);
        }
        return nearest;
    }
}

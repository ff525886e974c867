package org.edubalance.io.shapefile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.edubalance.messages.Refusal;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.RayCrossingCounter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The rings of one shape as polygons: those that run clockwise are shells, the others holes of the smallest shell around
 * them. A hole around which there is no shell is a shell that somebody wrote the wrong way round.
 */
final class Rings {

    /** Vertices looked at to place the holes of one shape; what real data needs is far from it. */
    private static final long MOST_WORK = 2_000_000_000L;

    private final GeometryFactory factory;
    private final List<LinearRing> shells = new ArrayList<>();
    private final List<List<LinearRing>> holes = new ArrayList<>();
    private long work;

    private Rings(GeometryFactory factory) {
        this.factory = factory;
    }

    static Geometry polygons(Coordinate[][] rings, GeometryFactory factory) {
        if (rings.length == 1) {
            return factory.createPolygon(rings[0]);
        }
        return new Rings(factory).assembled(rings);
    }

    private Geometry assembled(Coordinate[][] rings) {
        List<LinearRing> counterClockwise = new ArrayList<>();
        for (Coordinate[] ring : rings) {
            LinearRing made = factory.createLinearRing(ring);
            if (Orientation.isCCWArea(ring)) {
                counterClockwise.add(made);
            } else {
                addShell(made);
            }
        }
        STRtree index = new STRtree();
        for (int i = 0; i < shells.size(); i++) {
            index.insert(shells.get(i).getEnvelopeInternal(), i);
        }
        for (LinearRing hole : counterClockwise) {
            int shell = shells.isEmpty() ? -1 : shellAround(hole, index);
            if (shell < 0) {
                addShell(hole);
            } else {
                holes.get(shell).add(hole);
            }
        }
        Polygon[] polygons = new Polygon[shells.size()];
        for (int i = 0; i < polygons.length; i++) {
            polygons[i] = factory.createPolygon(shells.get(i), holes.get(i).toArray(LinearRing[]::new));
        }
        return polygons.length == 1 ? polygons[0] : factory.createMultiPolygon(polygons);
    }

    private void addShell(LinearRing ring) {
        shells.add(ring);
        holes.add(new ArrayList<>(0));
    }

    private int shellAround(LinearRing hole, STRtree index) {
        Envelope bounds = hole.getEnvelopeInternal();
        int smallest = -1;
        for (Object found : index.query(bounds)) {
            int i = (Integer) found;
            Envelope around = shells.get(i).getEnvelopeInternal();
            if (around.contains(bounds)
                    && (smallest < 0
                            || around.getArea()
                                    < shells.get(smallest).getEnvelopeInternal().getArea())
                    && contains(shells.get(i), hole)) {
                smallest = i;
            }
        }
        return smallest;
    }

    /** By the hole's first vertex that is not on the shell; a hole that is nothing but on it is inside. */
    private boolean contains(LinearRing shell, LinearRing hole) {
        Coordinate[] around = shell.getCoordinates();
        for (Coordinate vertex : Arrays.asList(hole.getCoordinates())) {
            work += around.length;
            if (work > MOST_WORK) {
                throw Refusal.of("format.shp.rings");
            }
            int location = RayCrossingCounter.locatePointInRing(vertex, around);
            if (location != Location.BOUNDARY) {
                return location == Location.INTERIOR;
            }
        }
        return true;
    }
}

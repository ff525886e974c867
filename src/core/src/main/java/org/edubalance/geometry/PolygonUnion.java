package org.edubalance.geometry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.locationtech.jts.algorithm.LineIntersector;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.noding.MCIndexNoder;
import org.locationtech.jts.noding.SegmentIntersector;
import org.locationtech.jts.noding.SegmentString;
import org.locationtech.jts.noding.SegmentStringUtil;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.locationtech.jts.operation.union.UnionStrategy;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * The union of polygons that somebody gave. JTS unites whatever it is given and does not stop when asked to; the work
 * grows with the places where edges cross, of which a few small polygons can have thousands of millions. So crossings are
 * counted first, and the union is made in steps between which the monitor is asked.
 */
public final class PolygonUnion {

    /** Crossings that are united in a moment, and far more than borders drawn by different people have. */
    static final int MOST_CROSSINGS = 100_000;

    private static final int PAIRS_BETWEEN_CHECKS = 1 << 12;

    private PolygonUnion() {}

    /**
     * The union of all polygons in the given geometries; invalid ones are mended first. Other geometries count for
     * nothing.
     *
     * @param input the input that the geometries came by
     * @return an area, or null if there is no polygon
     * @throws Refusal if edges cross in more than 100,000 places
     */
    public static Geometry of(Collection<? extends Geometry> geometries, String input, Monitor monitor) {
        return of(geometries, input, place -> {}, monitor);
    }

    /**
     * As {@link #of(Collection, String, Monitor)}.
     *
     * @param mended is told of a place in each geometry that was not valid
     */
    public static Geometry of(
            Collection<? extends Geometry> geometries, String input, Consumer<Coordinate> mended, Monitor monitor) {
        List<Polygon> given = new ArrayList<>();
        List<Geometry> broken = new ArrayList<>();
        List<Polygon> parts = new ArrayList<>();
        for (Geometry geometry : geometries) {
            monitor.check();
            given.addAll(polygons(geometry));
            TopologyValidationError error = new IsValidOp(geometry).getValidationError();
            if (error == null) {
                parts.addAll(polygons(geometry));
            } else {
                mended.accept(error.getCoordinate());
                broken.add(geometry);
            }
        }
        if (given.size() > 1 || !broken.isEmpty()) {
            checkCrossings(given, input, monitor);
        }
        broken.forEach(geometry -> parts.addAll(polygons(GeometryFixer.fix(geometry))));
        if (parts.size() < 2) {
            return parts.isEmpty() ? null : parts.get(0);
        }
        UnaryUnionOp union = new UnaryUnionOp(parts);
        union.setUnionFunction(new Steps(monitor));
        return union.union();
    }

    @SuppressWarnings("unchecked")
    private static List<Polygon> polygons(Geometry geometry) {
        return PolygonExtracter.getPolygons(geometry);
    }

    /** Counts where edges cross inside; those that only touch, as borders of neighbours do, cost no more than corners. */
    private static void checkCrossings(Collection<? extends Geometry> geometries, String input, Monitor monitor) {
        List<SegmentString> edges = new ArrayList<>();
        for (Geometry geometry : geometries) {
            edges.addAll(edges(geometry));
        }
        new MCIndexNoder(new Crossings(input, monitor)).computeNodes(edges);
    }

    @SuppressWarnings("unchecked")
    private static List<SegmentString> edges(Geometry geometry) {
        return SegmentStringUtil.extractBasicSegmentStrings(geometry);
    }

    /** Counts crossings, and refuses more than can be united. */
    private static final class Crossings implements SegmentIntersector {

        private final LineIntersector lines = new RobustLineIntersector();
        private final String input;
        private final Monitor monitor;
        private int pairs;
        private int crossings;

        Crossings(String input, Monitor monitor) {
            this.input = input;
            this.monitor = monitor;
        }

        @Override
        public void processIntersections(SegmentString a, int i, SegmentString b, int k) {
            if (a == b && i == k) {
                return;
            }
            if (++pairs % PAIRS_BETWEEN_CHECKS == 0) {
                monitor.check();
            }
            lines.computeIntersection(
                    a.getCoordinate(i), a.getCoordinate(i + 1), b.getCoordinate(k), b.getCoordinate(k + 1));
            if (lines.isProper() && ++crossings > MOST_CROSSINGS) {
                throw Refusal.of("polygons.crossings", "most", MOST_CROSSINGS).about(input);
            }
        }

        @Override
        public boolean isDone() {
            return false;
        }
    }

    /** One union of two after the other. */
    private record Steps(Monitor monitor) implements UnionStrategy {

        @Override
        public Geometry union(Geometry a, Geometry b) {
            monitor.check();
            return OverlayNGRobust.overlay(a, b, OverlayNG.UNION);
        }

        @Override
        public boolean isFloatingPrecision() {
            return true;
        }
    }
}

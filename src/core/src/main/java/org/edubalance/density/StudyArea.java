package org.edubalance.density;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.edubalance.geometry.PolygonUnion;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.index.intervalrtree.SortedPackedIntervalRTree;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The polygons that a density is asked for: cells outside have none, and with edge correction a point's weight is
 * divided by the share of its kernel that falls inside (P. Diggle, "A kernel method for smoothing point process data",
 * <i>Applied Statistics</i> 34, 1985). Thread-safe.
 *
 * <p>The share depends on the point and the polygons alone, never on a grid. For a radial kernel with mass M(ρ) =
 * ∫₀^ρ K(t) t dt per radian, Green's theorem turns the integral over the polygon into one along its edges, seen from the
 * point: Σ ∫ M(ρ(θ)) dθ. With d the signed distance of an edge's line and l the position along it, dθ = d dl / (d² +
 * l²), and M(ρ)/ρ² is a polynomial in l for the polynomial kernels, which Gauss quadrature integrates exactly; for the
 * others its error is below 1e-8. Edges are straight in the point's local ground coordinates.
 */
public final class StudyArea {

    /** Nodes and weights of the eight-point Gauss–Legendre rule on [−1, 1], positive half. */
    private static final double[] NODES = {
        0.18343464249564980, 0.52553240991632899, 0.79666647741362674, 0.96028985649753623
    };

    private static final double[] NODE_WEIGHTS = {
        0.36268378337836198, 0.31370664587788729, 0.22238103445337447, 0.10122853629037626
    };

    /** A point that is this close to an edge, in bandwidths, is on the boundary. */
    private static final double ON_EDGE = 1e-9;

    private final Geometry polygons;
    private final IndexedPointInAreaLocator locator;
    private final STRtree edgeIndex = new STRtree();
    private final SortedPackedIntervalRTree rowIndex = new SortedPackedIntervalRTree();
    private final double[][] edges;

    /**
     * The union of all polygons in the given geometries; invalid ones are mended first.
     *
     * @throws Refusal if there is no polygon with an area among them, or they cross too often
     */
    public StudyArea(List<? extends Geometry> geometries) {
        this(geometries, Monitor.NONE);
    }

    /** As {@link #StudyArea(List)}, for one who may give up while polygons are united. */
    public StudyArea(List<? extends Geometry> geometries, Monitor monitor) {
        polygons = PolygonUnion.of(geometries, "mask", monitor);
        if (polygons == null || polygons.getArea() == 0) {
            throw Refusal.of("density.area").about("mask");
        }
        locator = new IndexedPointInAreaLocator(polygons);
        List<double[]> found = new ArrayList<>();
        for (Object polygon : PolygonExtracter.getPolygons(polygons)) {
            Polygon p = (Polygon) polygon;
            addEdges(p.getExteriorRing(), true, found);
            for (int i = 0; i < p.getNumInteriorRing(); i++) {
                addEdges(p.getInteriorRingN(i), false, found);
            }
        }
        edges = found.toArray(new double[0][]);
        for (double[] e : edges) {
            edgeIndex.insert(new Envelope(e[0], e[2], e[1], e[3]), e);
            rowIndex.insert(Math.min(e[1], e[3]), Math.max(e[1], e[3]), e);
        }
        edgeIndex.build();
        rowIndex.query(0, 0, item -> {});
    }

    /** Edges with the area on their left. */
    private static void addEdges(LinearRing ring, boolean counterClockwise, List<double[]> found) {
        Coordinate[] c = ring.getCoordinates();
        boolean reverse = Orientation.isCCW(c) != counterClockwise;
        for (int i = 1; i < c.length; i++) {
            Coordinate from = reverse ? c[i] : c[i - 1];
            Coordinate to = reverse ? c[i - 1] : c[i];
            if (!from.equals2D(to)) {
                found.add(new double[] {from.x, from.y, to.x, to.y});
            }
        }
    }

    public Envelope envelope() {
        return polygons.getEnvelopeInternal();
    }

    /** Whether a point is inside or on the boundary. */
    public boolean contains(double x, double y) {
        return locator.locate(new Coordinate(x, y)) != Location.EXTERIOR;
    }

    /** The share of a kernel about a point of the area that falls inside the area, 0 to 1. */
    public double share(double x, double y, double bandwidth, Kernel kernel, GroundMetric metric) {
        double support = kernel.support() * bandwidth;
        double reach = metric.reach(y, support);
        Envelope near = new Envelope(x - reach, x + reach, metric.lowest(y, support), metric.highest(y, support));
        List<?> found = edgeIndex.query(near);
        if (found.isEmpty()) {
            return contains(x, y) ? 1 : 0;
        }
        Integral lost = new Integral(x, y, bandwidth, kernel, metric);
        for (Object edge : found) {
            lost.add((double[]) edge);
        }
        double share;
        if (lost.onEdge) {
            Integral whole = new Integral(x, y, bandwidth, kernel, metric);
            for (double[] edge : edges) {
                whole.add(edge);
            }
            share = whole.inside + whole.beyond;
        } else {
            share = (contains(x, y) ? 1 : 0) - (lost.within - lost.inside);
        }
        return Math.max(0, Math.min(1, share));
    }

    /** Sums over edges, as shares of the kernel's mass, for one point. */
    private static final class Integral {
        private final double x;
        private final double y;
        private final double bandwidth;
        private final Kernel kernel;
        private final GroundMetric metric;
        private final double massPerTurn;

        /** Angle of the parts of edges within the kernel's support, in turns. */
        private double within;
        /** Angle of the parts beyond it, in turns. */
        private double beyond;
        /** The kernel's mass between the point and the parts within. */
        private double inside;

        private boolean onEdge;

        Integral(double x, double y, double bandwidth, Kernel kernel, GroundMetric metric) {
            this.x = x;
            this.y = y;
            this.bandwidth = bandwidth;
            this.kernel = kernel;
            this.metric = metric;
            double support = kernel.support();
            massPerTurn = 2 * Math.PI * kernel.massPerSquare(support) * support * support;
        }

        void add(double[] edge) {
            double x1 = metric.dx(x, y, edge[0], edge[1]) / bandwidth;
            double y1 = metric.dy(y, edge[1]) / bandwidth;
            double x2 = metric.dx(x, y, edge[2], edge[3]) / bandwidth;
            double y2 = metric.dy(y, edge[3]) / bandwidth;
            double length = Math.hypot(x2 - x1, y2 - y1);
            if (length == 0) {
                return;
            }
            double ex = (x2 - x1) / length;
            double ey = (y2 - y1) / length;
            double d = x1 * ey - y1 * ex;
            double from = x1 * ex + y1 * ey;
            double to = x2 * ex + y2 * ey;
            if (Math.abs(d) < ON_EDGE) {
                onEdge |= from <= ON_EDGE && to >= -ON_EDGE;
                return;
            }
            double support = kernel.support();
            double half = Math.sqrt(Math.max(0, support * support - d * d));
            double nearFrom = Math.max(from, -half);
            double nearTo = Math.min(to, half);
            double all = turns(d, from, to);
            if (nearFrom >= nearTo) {
                beyond += all;
                return;
            }
            double near = turns(d, nearFrom, nearTo);
            within += near;
            beyond += all - near;
            inside += d * mass(d, nearFrom, nearTo) / massPerTurn;
        }

        private static double turns(double d, double from, double to) {
            return (Math.atan(to / d) - Math.atan(from / d)) / (2 * Math.PI);
        }

        /** ∫ M(ρ)/ρ² dl, in pieces short enough for the kernels that are not polynomials and cut at the foot point. */
        private double mass(double d, double from, double to) {
            if (from < 0 && to > 0 && !kernel.isPolynomial()) {
                return mass(d, from, 0) + mass(d, 0, to);
            }
            int pieces = kernel.isPolynomial() ? 1 : (int) Math.ceil((to - from) * 4);
            double step = (to - from) / pieces;
            double total = 0;
            for (int i = 0; i < pieces; i++) {
                double middle = from + (i + 0.5) * step;
                for (int j = 0; j < NODES.length; j++) {
                    double left = middle - NODES[j] * step / 2;
                    double right = middle + NODES[j] * step / 2;
                    total += NODE_WEIGHTS[j]
                            * (kernel.massPerSquare(Math.hypot(d, left)) + kernel.massPerSquare(Math.hypot(d, right)));
                }
            }
            return total * step / 2;
        }
    }

    /** Marks the cells of a grid row whose centres are inside. */
    void mark(DensityGrid grid, int row, boolean[] inside) {
        Arrays.fill(inside, false);
        double y = grid.y(row);
        List<Double> crossings = new ArrayList<>();
        rowIndex.query(y, y, item -> {
            double[] e = (double[]) item;
            if (e[1] <= y != e[3] <= y) {
                crossings.add(e[0] + (y - e[1]) / (e[3] - e[1]) * (e[2] - e[0]));
            }
        });
        double[] sorted =
                crossings.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        for (int i = 0; i + 1 < sorted.length; i += 2) {
            int from = (int) Math.max(0, Math.ceil((sorted[i] - grid.minX()) / grid.cellWidth() - 0.5));
            int to = (int) Math.min(grid.width(), Math.ceil((sorted[i + 1] - grid.minX()) / grid.cellWidth() - 0.5));
            if (from < to) {
                Arrays.fill(inside, from, to, true);
            }
        }
    }
}

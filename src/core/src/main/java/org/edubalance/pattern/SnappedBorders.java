package org.edubalance.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.work.Monitor;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The borders of polygons as nodes and the lines between them, after vertices that lie within a tolerance of each other
 * have become one node, and a node within it of a line has split that line. So borders that differ by rounding, by a
 * sliver, or in where their vertices are (T-junctions) have the same nodes and lines.
 */
final class SnappedBorders {

    private static final int CHECK_EVERY = 1 << 10;

    private final double tolerance;
    private final Monitor monitor;
    private final List<Coordinate> nodes = new ArrayList<>();
    /** The nodes in each square of the tolerance's size, by column and row. */
    private final Map<Long, List<Integer>> squares = new HashMap<>();

    /** The nodes of each polygon's rings, one ring after the other. */
    private final List<List<int[]>> rings = new ArrayList<>();

    /** Of each line its end nodes, the lower one first, and the polygon that it borders. */
    private int[] from = new int[1 << 10];

    private int[] to = new int[1 << 10];
    private int[] owner = new int[1 << 10];
    private int lines;

    /**
     * Snaps polygons.
     *
     * @param tolerance in units of the coordinates, above 0
     */
    SnappedBorders(List<Geometry> polygons, double tolerance, Monitor monitor) {
        this.tolerance = tolerance;
        this.monitor = monitor;
        for (Geometry polygon : polygons) {
            rings.add(snapped(polygon));
        }
        STRtree index = new STRtree();
        for (int i = 0; i < nodes.size(); i++) {
            checkNowAndThen(i);
            index.insert(new Envelope(nodes.get(i)), i);
        }
        int done = 0;
        for (int polygon = 0; polygon < rings.size(); polygon++) {
            for (int[] ring : rings.get(polygon)) {
                for (int i = 1; i < ring.length; i++) {
                    checkNowAndThen(done++);
                    addLines(ring[i - 1], ring[i], polygon, index);
                }
            }
        }
    }

    private void checkNowAndThen(int i) {
        if (i % CHECK_EVERY == 0) {
            monitor.check();
        }
    }

    private List<int[]> snapped(Geometry polygon) {
        List<int[]> result = new ArrayList<>();
        polygon.apply((GeometryComponentFilter) part -> {
            if (part instanceof LineString ring) {
                CoordinateSequence points = ring.getCoordinateSequence();
                int[] ids = new int[points.size()];
                for (int i = 0; i < ids.length; i++) {
                    checkNowAndThen(i);
                    ids[i] = node(points.getX(i), points.getY(i));
                }
                result.add(ids);
            }
        });
        return result;
    }

    /** The node at a place, a new one if none is within the tolerance. */
    private int node(double x, double y) {
        long column = (long) Math.floor(x / tolerance);
        long row = (long) Math.floor(y / tolerance);
        int nearest = -1;
        double least = tolerance;
        for (long c = column - 1; c <= column + 1; c++) {
            for (long r = row - 1; r <= row + 1; r++) {
                for (int candidate : squares.getOrDefault(square(c, r), List.of())) {
                    double distance = Math.hypot(nodes.get(candidate).x - x, nodes.get(candidate).y - y);
                    if (distance <= least) {
                        least = distance;
                        nearest = candidate;
                    }
                }
            }
        }
        if (nearest < 0) {
            nearest = nodes.size();
            nodes.add(new Coordinate(x, y));
            squares.computeIfAbsent(square(column, row), key -> new ArrayList<>(1))
                    .add(nearest);
        }
        return nearest;
    }

    /** Squares far apart may share a key; distances tell their nodes apart. */
    private static long square(long column, long row) {
        return column * 0x9E3779B97F4A7C15L + row;
    }

    /** Adds the line between two nodes, split at the nodes that lie on it. */
    private void addLines(int start, int end, int polygon, STRtree index) {
        if (start == end) {
            return;
        }
        Coordinate a = nodes.get(start);
        Coordinate b = nodes.get(end);
        double dx = b.x - a.x;
        double dy = b.y - a.y;
        double length = Math.hypot(dx, dy);
        Envelope near = new Envelope(a, b);
        near.expandBy(tolerance);
        List<double[]> between = new ArrayList<>();
        index.query(near, item -> {
            int node = (int) item;
            Coordinate c = nodes.get(node);
            double along = ((c.x - a.x) * dx + (c.y - a.y) * dy) / length;
            double off = Math.abs((c.x - a.x) * dy - (c.y - a.y) * dx) / length;
            if (node != start && node != end && along > 0 && along < length && off <= tolerance) {
                between.add(new double[] {along, node});
            }
        });
        between.sort((p, q) -> Double.compare(p[0], q[0]));
        int last = start;
        for (double[] node : between) {
            addLine(last, (int) node[1], polygon);
            last = (int) node[1];
        }
        addLine(last, end, polygon);
    }

    private void addLine(int a, int b, int polygon) {
        if (lines == from.length) {
            int more = lines + (lines >> 1);
            from = Arrays.copyOf(from, more);
            to = Arrays.copyOf(to, more);
            owner = Arrays.copyOf(owner, more);
        }
        from[lines] = Math.min(a, b);
        to[lines] = Math.max(a, b);
        owner[lines++] = polygon;
    }

    /** Adds the pairs of polygons that have a line in common or, for QUEEN, a node. */
    void link(Contiguity contiguity, Links links) {
        boolean points = contiguity == Contiguity.QUEEN;
        int[] ends = new int[nodes.size() + 1];
        for (int i = 0; i < lines; i++) {
            ends[from[i] + 1]++;
            if (points) {
                ends[to[i] + 1]++;
            }
        }
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        // at each node the other ends of its lines with their polygons; for QUEEN the polygons alone
        long[] at = new long[ends[nodes.size()]];
        int[] next = Arrays.copyOf(ends, ends.length);
        for (int i = 0; i < lines; i++) {
            at[next[from[i]]++] = points ? owner[i] : (long) to[i] << 32 | owner[i];
            if (points) {
                at[next[to[i]]++] = owner[i];
            }
        }
        for (int node = 0; node + 1 < ends.length; node++) {
            checkNowAndThen(node);
            Arrays.sort(at, ends[node], ends[node + 1]);
            for (int i = ends[node]; i < ends[node + 1]; i++) {
                for (int j = i + 1; j < ends[node + 1] && at[j] >>> 32 == at[i] >>> 32; j++) {
                    links.add((int) at[i], (int) at[j]);
                }
            }
        }
    }
}

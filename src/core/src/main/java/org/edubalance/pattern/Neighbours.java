package org.edubalance.pattern;

import java.util.List;
import java.util.stream.IntStream;
import org.edubalance.work.Monitor;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.IntersectionMatrix;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.relateng.RelateNG;

/**
 * Who is next to whom: for each feature the positions of its neighbours, in ascending order, never itself. A feature
 * without any is an island. All three ways go by an index, O(n log n + links).
 */
public final class Neighbours {

    private static final int FEATURES_BETWEEN_CHECKS = 1024;

    private Neighbours() {}

    /** As {@link #nearest(double[], double[], int, Monitor)}, without a way to end the search. */
    public static int[][] nearest(double[] x, double[] y, int k) {
        return nearest(x, y, k, Monitor.NONE);
    }

    /**
     * The k nearest of each point. Among equally distant ones the choice is fixed, but arbitrary.
     *
     * @param k 1 to n − 1
     * @param monitor asked now and then
     */
    public static int[][] nearest(double[] x, double[] y, int k, Monitor monitor) {
        int n = x.length;
        if (k < 1 || k >= n) {
            throw new IllegalArgumentException("k must be from 1 to " + (n - 1) + " for " + n + " features, got " + k);
        }
        PointTree tree = new PointTree(x, y);
        int[][] neighbours = new int[n][];
        for (int i = 0; i < n; i++) {
            checkNowAndThen(i, monitor);
            neighbours[i] = tree.nearest(i, k);
        }
        return neighbours;
    }

    /**
     * The points within a distance of each point.
     *
     * @param mostLinks refuses more than this many pairs, each counted from both sides
     * @param monitor asked now and then
     */
    public static int[][] within(double[] x, double[] y, double distance, long mostLinks, Monitor monitor) {
        PointTree tree = new PointTree(x, y);
        int[][] neighbours = new int[x.length][];
        long links = 0;
        for (int i = 0; i < x.length; i++) {
            checkNowAndThen(i, monitor);
            neighbours[i] = tree.within(i, distance);
            links += neighbours[i].length;
            if (links > mostLinks) {
                throw new IllegalArgumentException("distance must give at most " + mostLinks + " pairs of neighbours; "
                        + distance + " metres give more");
            }
        }
        return neighbours;
    }

    /**
     * The polygons that share a line of their borders, or overlap; touching in a point is not enough.
     *
     * @param mostLinks as for {@link #within}
     * @param monitor asked for each polygon
     */
    public static int[][] contiguous(List<Geometry> polygons, long mostLinks, Monitor monitor) {
        STRtree tree = new STRtree();
        for (int i = 0; i < polygons.size(); i++) {
            tree.insert(polygons.get(i).getEnvelopeInternal(), i);
        }
        int[][] neighbours = new int[polygons.size()][];
        long links = 0;
        for (int i = 0; i < neighbours.length; i++) {
            monitor.check();
            int self = i;
            RelateNG relate = RelateNG.prepare(polygons.get(i));
            neighbours[i] = found(tree, polygons.get(i).getEnvelopeInternal())
                    .filter(j -> j != self && shareALine(relate.evaluate(polygons.get(j))))
                    .sorted()
                    .toArray();
            links += neighbours[i].length;
            if (links > mostLinks) {
                throw new IllegalArgumentException(
                        "polygons must overlap less: they have more than " + mostLinks + " pairs of neighbours");
            }
        }
        return neighbours;
    }

    private static boolean shareALine(IntersectionMatrix relation) {
        return relation.get(1, 1) >= 1 || relation.get(0, 0) == 2;
    }

    @SuppressWarnings("unchecked")
    private static IntStream found(STRtree tree, Envelope envelope) {
        return ((List<Integer>) tree.query(envelope)).stream().mapToInt(Integer::intValue);
    }

    private static void checkNowAndThen(int i, Monitor monitor) {
        if (i % FEATURES_BETWEEN_CHECKS == 0) {
            monitor.check();
        }
    }
}

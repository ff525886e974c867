package org.edubalance.pattern;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.edubalance.geometry.SpaceTree;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.relateng.RelateNG;

/**
 * Who is next to whom: for each feature the positions of its neighbours, in ascending order, never itself. A feature
 * without any is an island. All three ways go by an index, O(n log n + links).
 */
public final class Neighbours {

    private static final int FEATURES_BETWEEN_CHECKS = 1024;
    private static final int LEAVES_BETWEEN_CHECKS = 64;

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
            throw Refusal.of("pattern.k", "most", n - 1, "features", n, "got", k)
                    .about("k");
        }
        Workers workers = Workers.of(monitor.silent());
        SpaceTree tree = new SpaceTree(x, y, new double[n], workers);
        int[][] neighbours = new int[n][];
        workers.run(tree.leaves(), LEAVES_BETWEEN_CHECKS, () -> {
            NeighbourSearch search = new NeighbourSearch(tree);
            return (from, to) -> {
                for (int leaf = from; leaf < to; leaf++) {
                    search.nearestOfLeaf(leaf, k, neighbours);
                }
            };
        });
        return neighbours;
    }

    /**
     * The points within a distance of each point.
     *
     * @param mostLinks refuses more than this many pairs, each counted from both sides
     * @param monitor asked now and then
     */
    public static int[][] within(double[] x, double[] y, double distance, long mostLinks, Monitor monitor) {
        SpaceTree tree = new SpaceTree(x, y, new double[x.length], Workers.of(monitor.silent()));
        NeighbourSearch search = new NeighbourSearch(tree);
        int[][] neighbours = new int[x.length][];
        long links = 0;
        for (int position = 0; position < x.length; position++) {
            checkNowAndThen(position, monitor);
            int[] found = search.within(position, distance);
            neighbours[tree.place(position)] = found;
            links += found.length;
            if (links > mostLinks) {
                throw Refusal.of("pattern.links.distance", "limit", mostLinks, "got", distance)
                        .about("distance");
            }
        }
        return neighbours;
    }

    /**
     * The polygons that are next to each other, or overlap.
     *
     * @param snap up to which distance, in units of the coordinates, vertices and borders are the same, above 0: so
     *     rounding, slivers and vertices on one side only make no gaps
     * @param mostLinks as for {@link #within}
     * @param monitor asked now and then
     */
    public static int[][] contiguous(
            List<Geometry> polygons, Contiguity contiguity, double snap, long mostLinks, Monitor monitor) {
        int n = polygons.size();
        Links links = new Links(mostLinks, monitor);
        new SnappedBorders(polygons, snap, monitor).link(contiguity, links);
        int[][] bordering = links.neighbours(n);
        STRtree tree = new STRtree();
        for (int i = 0; i < n; i++) {
            tree.insert(polygons.get(i).getEnvelopeInternal(), i);
        }
        for (int i = 0; i < n; i++) {
            monitor.check();
            int self = i;
            RelateNG relate = RelateNG.prepare(polygons.get(i));
            int[] found = found(tree, polygons.get(i).getEnvelopeInternal())
                    .filter(j -> j > self && Arrays.binarySearch(bordering[self], j) < 0)
                    .toArray();
            for (int j : found) {
                monitor.check();
                if (overlap(relate, polygons.get(i), polygons.get(j), snap)) {
                    links.add(i, j);
                }
            }
        }
        return links.neighbours(n);
    }

    /** Whether polygons have more area in common than rounding at a corner makes. */
    private static boolean overlap(RelateNG relate, Geometry a, Geometry b, double snap) {
        return relate.evaluate(b).get(0, 0) == 2
                && OverlayNGRobust.overlay(a, b, OverlayNG.INTERSECTION)
                                .getEnvelopeInternal()
                                .getDiameter()
                        > 2 * snap;
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

package org.edubalance.pattern;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.IntersectionMatrix;
import org.locationtech.jts.index.strtree.ItemBoundable;
import org.locationtech.jts.index.strtree.ItemDistance;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.relateng.RelateNG;

/**
 * Who is next to whom: for each feature the positions of its neighbours, in ascending order, never itself. A feature
 * without any is an island. All three ways use an STR-tree, O(n log n + links).
 */
public final class Neighbours {

    private Neighbours() {}

    /**
     * The k nearest of each point. Among equally distant ones the choice is fixed, but arbitrary.
     *
     * @param k 1 to n − 1
     */
    public static int[][] nearest(double[] x, double[] y, int k) {
        int n = x.length;
        if (k < 1 || k >= n) {
            throw new IllegalArgumentException("k must be from 1 to " + (n - 1) + " for " + n + " features, got " + k);
        }
        STRtree tree = tree(x, y);
        ItemDistance distance = new ToOtherPoint(x, y);
        int[][] neighbours = new int[n][];
        for (int i = 0; i < n; i++) {
            Object[] found = tree.nearestNeighbour(new Envelope(x[i], x[i], y[i], y[i]), i, distance, k);
            neighbours[i] = new int[k];
            for (int j = 0; j < k; j++) {
                neighbours[i][j] = (Integer) found[j];
            }
            Arrays.sort(neighbours[i]);
        }
        return neighbours;
    }

    /**
     * The points within a distance of each point.
     *
     * @param mostLinks refuses more than this many pairs, each counted from both sides
     */
    public static int[][] within(double[] x, double[] y, double distance, long mostLinks) {
        STRtree tree = tree(x, y);
        int[][] neighbours = new int[x.length][];
        long links = 0;
        for (int i = 0; i < x.length; i++) {
            int self = i;
            Envelope around = new Envelope(x[i] - distance, x[i] + distance, y[i] - distance, y[i] + distance);
            neighbours[i] = found(tree, around)
                    .filter(j -> j != self && Math.hypot(x[self] - x[j], y[self] - y[j]) <= distance)
                    .sorted()
                    .toArray();
            links += neighbours[i].length;
            if (links > mostLinks) {
                throw new IllegalArgumentException("distance must give at most " + mostLinks + " pairs of neighbours; "
                        + distance + " metres give more");
            }
        }
        return neighbours;
    }

    /** The polygons that share a line of their borders, or overlap; touching in a point is not enough. */
    public static int[][] contiguous(List<Geometry> polygons) {
        STRtree tree = new STRtree();
        for (int i = 0; i < polygons.size(); i++) {
            tree.insert(polygons.get(i).getEnvelopeInternal(), i);
        }
        int[][] neighbours = new int[polygons.size()][];
        for (int i = 0; i < neighbours.length; i++) {
            int self = i;
            RelateNG relate = RelateNG.prepare(polygons.get(i));
            neighbours[i] = found(tree, polygons.get(i).getEnvelopeInternal())
                    .filter(j -> j != self && shareALine(relate.evaluate(polygons.get(j))))
                    .sorted()
                    .toArray();
        }
        return neighbours;
    }

    private static boolean shareALine(IntersectionMatrix relation) {
        return relation.get(1, 1) >= 1 || relation.get(0, 0) == 2;
    }

    private static STRtree tree(double[] x, double[] y) {
        STRtree tree = new STRtree();
        for (int i = 0; i < x.length; i++) {
            tree.insert(new Envelope(x[i], x[i], y[i], y[i]), i);
        }
        tree.build();
        return tree;
    }

    @SuppressWarnings("unchecked")
    private static IntStream found(STRtree tree, Envelope envelope) {
        return ((List<Integer>) tree.query(envelope)).stream().mapToInt(Integer::intValue);
    }

    /** The distance between points, with each point infinitely far from itself. */
    private record ToOtherPoint(double[] x, double[] y) implements ItemDistance {
        @Override
        public double distance(ItemBoundable a, ItemBoundable b) {
            int i = (Integer) a.getItem();
            int j = (Integer) b.getItem();
            return i == j ? Double.MAX_VALUE : Math.hypot(x[i] - x[j], y[i] - y[j]);
        }
    }
}

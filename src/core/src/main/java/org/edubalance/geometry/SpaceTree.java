package org.edubalance.geometry;

import java.util.Arrays;
import org.edubalance.work.Workers;

/**
 * A k-d tree over places in space, or on a plane in it, for searches from anywhere. Its places lie in its own order, a leaf's side by
 * side; {@link #place} says which they are. Built in O(n log n). Source: J. L. Bentley, "Multidimensional
 * binary search trees used for associative searching", Communications of the ACM 18 (1975).
 *
 * <p>Does not change once it is built, so many threads may search it.
 */
public final class SpaceTree {

    /** So many places are searched one by one. */
    private static final int LEAF = 16;

    private static final int SIDES = 6;

    /** So many subtrees are built each by one thread; a power of two. */
    private static final int SUBTREES = 16;

    /** What a search enters and what it does with places. */
    public interface Search {

        /** Whether to look into a node, whose box has this squared distance from where the search is made. */
        boolean enters(int node, double squared);

        /** Looks at the places from {@code from} up to but not including {@code to}. */
        void places(int from, int to);
    }

    private final int[] order;
    private final double[] x;
    private final double[] y;
    private final double[] z;

    /** Of each node its box: least x, greatest x, least y, … */
    private final double[] boxes;

    /** Nodes from this one on are leaves. */
    private final int firstLeaf;

    /** The tree of places by their coordinates, built by all workers. */
    public SpaceTree(double[] x, double[] y, double[] z, Workers workers) {
        int n = x.length;
        order = new int[n];
        Arrays.setAll(order, i -> i);
        int leaves = 1;
        while ((long) leaves * LEAF < n) {
            leaves *= 2;
        }
        firstLeaf = leaves - 1;
        boxes = new double[SIDES * nodes()];
        double[][] keys = {x, y, z};
        int[][] ranges = new int[SUBTREES][];
        boolean shared = firstLeaf >= SUBTREES - 1;
        build(0, 0, n, keys, shared ? SUBTREES - 1 : Integer.MAX_VALUE, ranges);
        if (shared) {
            workers.run(SUBTREES, 1, () -> (from, to) -> {
                for (int i = from; i < to; i++) {
                    build(SUBTREES - 1 + i, ranges[i][0], ranges[i][1], keys, Integer.MAX_VALUE, null);
                }
            });
        }
        this.x = inOrder(x);
        this.y = inOrder(y);
        this.z = inOrder(z);
    }

    /** How many places there are. */
    public int count() {
        return order.length;
    }

    /** The place at a position in the tree, by its position among those that the tree was made of. */
    public int place(int position) {
        return order[position];
    }

    /** How many nodes there are; the children of node i are 2i + 1 and 2i + 2, and the first is the whole. */
    private int nodes() {
        return 2 * firstLeaf + 1;
    }

    /** The coordinates of the place at a position in the tree. */
    public double x(int position) {
        return x[position];
    }

    public double y(int position) {
        return y[position];
    }

    public double z(int position) {
        return z[position];
    }

    /** Values of the places in the order of the tree. */
    public double[] inOrder(double[] values) {
        double[] ordered = new double[order.length];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = values[order[i]];
        }
        return ordered;
    }

    /** The greatest of some values in each node. */
    public double[] greatest(double[] valuesInOrder) {
        double[] greatest = new double[nodes()];
        greatest(0, 0, order.length, valuesInOrder, greatest);
        return greatest;
    }

    /**
     * Widens each node's box to hold more than its places.
     *
     * @param extents of each place, in their own order, its box: least x, greatest x, least y, …
     */
    public void cover(double[] extents) {
        cover(0, 0, order.length, extents);
    }

    private void cover(int node, int from, int to, double[] extents) {
        if (node >= firstLeaf) {
            for (int i = from; i < to; i++) {
                include(node, extents, SIDES * order[i]);
            }
        } else {
            int middle = (from + to) >>> 1;
            cover(2 * node + 1, from, middle, extents);
            cover(2 * node + 2, middle, to, extents);
            include(node, boxes, SIDES * (2 * node + 1));
            include(node, boxes, SIDES * (2 * node + 2));
        }
    }

    private void include(int node, double[] others, int box) {
        for (int side = 0; side < SIDES; side += 2) {
            int own = SIDES * node + side;
            boxes[own] = Math.min(boxes[own], others[box + side]);
            boxes[own + 1] = Math.max(boxes[own + 1], others[box + side + 1]);
        }
    }

    private double greatest(int node, int from, int to, double[] values, double[] greatest) {
        double most = Double.NEGATIVE_INFINITY;
        if (node >= firstLeaf) {
            for (int i = from; i < to; i++) {
                most = Math.max(most, values[i]);
            }
        } else {
            int middle = (from + to) >>> 1;
            most = Math.max(
                    greatest(2 * node + 1, from, middle, values, greatest),
                    greatest(2 * node + 2, middle, to, values, greatest));
        }
        greatest[node] = most;
        return most;
    }

    /** Builds a node and those below it, but for the nodes from {@code last} on, whose ranges are kept. */
    private void build(int node, int from, int to, double[][] keys, int last, int[][] ranges) {
        if (node >= last) {
            ranges[node - last] = new int[] {from, to};
            return;
        }
        int widest = 0;
        double width = -1;
        for (int side = 0; side < keys.length; side++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            double[] key = keys[side];
            for (int i = from; i < to; i++) {
                double value = key[order[i]];
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            boxes[SIDES * node + 2 * side] = low;
            boxes[SIDES * node + 2 * side + 1] = high;
            if (high - low > width) {
                width = high - low;
                widest = side;
            }
        }
        if (node >= firstLeaf) {
            return;
        }
        int middle = (from + to) >>> 1;
        if (middle < to) {
            Selection.select(order, from, to - 1, middle, keys[widest]);
        }
        build(2 * node + 1, from, middle, keys, last, ranges);
        build(2 * node + 2, middle, to, keys, last, ranges);
    }

    /** The squared distance of the place at a position in the tree from a point. */
    public double squared(int position, double px, double py, double pz) {
        double dx = x[position] - px;
        double dy = y[position] - py;
        double dz = z[position] - pz;
        return dx * dx + dy * dy + dz * dz;
    }

    /** The squared distance of the place at a position in the tree from a box. */
    public double squared(int position, double[] box) {
        double dx = Math.max(0, Math.max(x[position] - box[1], box[0] - x[position]));
        double dy = Math.max(0, Math.max(y[position] - box[3], box[2] - y[position]));
        double dz = Math.max(0, Math.max(z[position] - box[5], box[4] - z[position]));
        return dx * dx + dy * dy + dz * dz;
    }

    /** Searches from a point, nearer nodes first. */
    public void search(double px, double py, double pz, Search search) {
        search(new double[] {px, px, py, py, pz, pz}, search);
    }

    /**
     * Searches from anywhere in a box, nearer nodes first.
     *
     * @param box least x, greatest x, least y, …
     */
    public void search(double[] box, Search search) {
        if (order.length > 0 && search.enters(0, between(0, box))) {
            search(0, 0, order.length, box, search);
        }
    }

    private void search(int node, int from, int to, double[] box, Search search) {
        if (node >= firstLeaf) {
            search.places(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        int left = 2 * node + 1;
        double toLeft = between(left, box);
        double toRight = between(left + 1, box);
        if (toLeft <= toRight) {
            if (search.enters(left, toLeft)) {
                search(left, from, middle, box, search);
            }
            if (search.enters(left + 1, toRight)) {
                search(left + 1, middle, to, box, search);
            }
        } else {
            if (search.enters(left + 1, toRight)) {
                search(left + 1, middle, to, box, search);
            }
            if (search.enters(left, toLeft)) {
                search(left, from, middle, box, search);
            }
        }
    }

    /** The squared distance between a node's box and another; infinite where the node is empty. */
    private double between(int node, double[] box) {
        int own = SIDES * node;
        double dx = Math.max(0, Math.max(boxes[own] - box[1], box[0] - boxes[own + 1]));
        double dy = Math.max(0, Math.max(boxes[own + 2] - box[3], box[2] - boxes[own + 3]));
        double dz = Math.max(0, Math.max(boxes[own + 4] - box[5], box[4] - boxes[own + 5]));
        return dx * dx + dy * dy + dz * dz;
    }
}

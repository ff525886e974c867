package org.edubalance.access;

import java.util.Arrays;

/**
 * A k-d tree over places in space, for searches from anywhere. Its places lie in its own order, a leaf's side by
 * side; {@link #order} says which they are. Built in O(n log n). Source: J. L. Bentley, "Multidimensional
 * binary search trees used for associative searching", Communications of the ACM 18 (1975).
 *
 * <p>Does not change once it is built, so many threads may search it.
 */
final class PlaceTree {

    /** So many places are searched one by one. */
    private static final int LEAF = 16;

    private static final int SIDES = 6;

    /** A search: what it enters and what it does with places. */
    interface Search {

        /** Whether to look into a node, whose box has this squared distance from where the search is. */
        boolean enters(int node, double squared);

        /** Looks at the places from {@code from} up to but not including {@code to}. */
        void places(int from, int to);
    }

    final int[] order;
    private final double[] x;
    private final double[] y;
    private final double[] z;

    /** Of each node its box: least x, greatest x, least y, … */
    private final double[] boxes;

    /** Nodes from this one on are leaves. */
    private final int firstLeaf;

    PlaceTree(GroundPlaces places) {
        int n = places.count();
        order = new int[n];
        Arrays.setAll(order, i -> i);
        int leaves = 1;
        while ((long) leaves * LEAF < n) {
            leaves *= 2;
        }
        firstLeaf = leaves - 1;
        boxes = new double[SIDES * nodes()];
        build(0, 0, n, new double[][] {places.x, places.y, places.z});
        x = inOrder(places.x);
        y = inOrder(places.y);
        z = inOrder(places.z);
    }

    /** How many nodes there are; the children of node i are 2i + 1 and 2i + 2, and the first is the whole. */
    int nodes() {
        return 2 * firstLeaf + 1;
    }

    /** Values of the places in the order of the tree. */
    double[] inOrder(double[] values) {
        double[] ordered = new double[order.length];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = values[order[i]];
        }
        return ordered;
    }

    /** The greatest of some values in each node. */
    double[] greatest(double[] valuesInOrder) {
        double[] greatest = new double[nodes()];
        greatest(0, 0, order.length, valuesInOrder, greatest);
        return greatest;
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

    private void build(int node, int from, int to, double[][] keys) {
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
            select(from, to - 1, middle, keys[widest]);
        }
        build(2 * node + 1, from, middle, keys);
        build(2 * node + 2, middle, to, keys);
    }

    /** Moves the place that belongs at a position there, the lower ones before it and the higher ones after it. */
    private void select(int low, int high, int position, double[] key) {
        int from = low;
        int to = high;
        while (from < to) {
            double pivot = median(key[order[from]], key[order[(from + to) >>> 1]], key[order[to]]);
            int i = from;
            int j = to;
            while (i <= j) {
                while (key[order[i]] < pivot) {
                    i++;
                }
                while (key[order[j]] > pivot) {
                    j--;
                }
                if (i <= j) {
                    int swapped = order[i];
                    order[i++] = order[j];
                    order[j--] = swapped;
                }
            }
            if (position <= j) {
                to = j;
            } else if (position >= i) {
                from = i;
            } else {
                return;
            }
        }
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** The squared distance of the place at a position in the tree from a point. */
    double squared(int position, double px, double py, double pz) {
        double dx = x[position] - px;
        double dy = y[position] - py;
        double dz = z[position] - pz;
        return dx * dx + dy * dy + dz * dz;
    }

    /** Searches from a point, nearer nodes first. */
    void search(double px, double py, double pz, Search search) {
        if (order.length > 0) {
            double squared = toBox(0, px, py, pz);
            if (search.enters(0, squared)) {
                search(0, 0, order.length, px, py, pz, search);
            }
        }
    }

    private void search(int node, int from, int to, double px, double py, double pz, Search search) {
        if (node >= firstLeaf) {
            search.places(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        int left = 2 * node + 1;
        double toLeft = toBox(left, px, py, pz);
        double toRight = toBox(left + 1, px, py, pz);
        if (toLeft <= toRight) {
            if (search.enters(left, toLeft)) {
                search(left, from, middle, px, py, pz, search);
            }
            if (search.enters(left + 1, toRight)) {
                search(left + 1, middle, to, px, py, pz, search);
            }
        } else {
            if (search.enters(left + 1, toRight)) {
                search(left + 1, middle, to, px, py, pz, search);
            }
            if (search.enters(left, toLeft)) {
                search(left, from, middle, px, py, pz, search);
            }
        }
    }

    /** The squared distance of a node's box from a point; infinite where the node is empty. */
    private double toBox(int node, double px, double py, double pz) {
        int box = SIDES * node;
        double dx = Math.max(0, Math.max(boxes[box] - px, px - boxes[box + 1]));
        double dy = Math.max(0, Math.max(boxes[box + 2] - py, py - boxes[box + 3]));
        double dz = Math.max(0, Math.max(boxes[box + 4] - pz, pz - boxes[box + 5]));
        return dx * dx + dy * dy + dz * dz;
    }
}

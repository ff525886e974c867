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

    /** So many levels are built by all workers together, the nodes of the last one with all below them. */
    private static final int SHARED_LEVELS = 5;

    /** What a search enters and what it does with places. */
    public interface Search {

        /** Whether to look into a node, whose box has this squared distance from where the search is made. */
        boolean enters(int node, double squared);

        /** Looks at the places of a leaf, from {@code from} up to but not including {@code to}. */
        void places(int leaf, int from, int to);
    }

    private final int[] order;
    private final double[] x;
    private final double[] y;
    private final double[] z;

    /** Of each node its box: least x, greatest x, least y, … */
    private final double[] boxes;

    /** Nodes from this one on are leaves. */
    private final int firstLeaf;

    /** Where the places of each leaf begin, and where the last one's end. */
    private final int[] starts;

    /** The tree of places by their coordinates, built by all workers. */
    public SpaceTree(double[] x, double[] y, double[] z, Workers workers) {
        int n = x.length;
        order = new int[n];
        Arrays.setAll(order, i -> i);
        // the coordinates are moved along with the places, so that those that are compared lie side by side
        this.x = x.clone();
        this.y = y.clone();
        this.z = z.clone();
        int leaves = 1;
        int levels = 1;
        while ((long) leaves * LEAF < n) {
            leaves *= 2;
            levels++;
        }
        firstLeaf = leaves - 1;
        starts = new int[leaves + 1];
        starts[leaves] = n;
        boxes = new double[SIDES * nodes()];
        build(n, Math.min(levels, SHARED_LEVELS), workers);
    }

    /** Builds the upper levels one after the other, and below them whole subtrees. */
    private void build(int n, int levels, Workers workers) {
        int[] bounds = {0, n};
        for (int level = 1; level <= levels; level++) {
            int[] ranges = bounds;
            int first = ranges.length - 2;
            boolean last = level == levels;
            workers.part((level - 1.0) / levels, (double) level / levels)
                    .run(ranges.length - 1, 1, () -> (from, to) -> {
                        for (int i = from; i < to; i++) {
                            if (last) {
                                build(first + i, ranges[i], ranges[i + 1]);
                            } else {
                                split(first + i, ranges[i], ranges[i + 1]);
                            }
                        }
                    });
            bounds = halved(ranges);
        }
    }

    private static int[] halved(int[] bounds) {
        int[] halves = new int[2 * bounds.length - 1];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = i % 2 == 0 ? bounds[i / 2] : (bounds[i / 2] + bounds[i / 2 + 1]) >>> 1;
        }
        return halves;
    }

    private void build(int node, int from, int to) {
        split(node, from, to);
        if (node < firstLeaf) {
            int middle = (from + to) >>> 1;
            build(2 * node + 1, from, middle);
            build(2 * node + 2, middle, to);
        }
    }

    /** Finds a node's box, and puts its places into halves along the longest side of it. */
    private void split(int node, int from, int to) {
        double[] longest = null;
        double length = 0;
        int own = SIDES * node;
        for (double[] ordinates : new double[][] {x, y, z}) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                low = Math.min(low, ordinates[i]);
                high = Math.max(high, ordinates[i]);
            }
            boxes[own++] = low;
            boxes[own++] = high;
            if (high - low > length) {
                length = high - low;
                longest = ordinates;
            }
        }
        if (node >= firstLeaf) {
            starts[node - firstLeaf] = from;
        } else if (longest != null) {
            select(longest, from, to - 1, (from + to) >>> 1);
        }
    }

    /** Hoare's selection: what belongs at a position comes there, what is lower before it and what is higher after it. */
    private void select(double[] key, int low, int high, int position) {
        int from = low;
        int to = high;
        while (from < to) {
            double pivot = median(key[from], key[(from + to) >>> 1], key[to]);
            int i = from;
            int j = to;
            while (i <= j) {
                while (key[i] < pivot) {
                    i++;
                }
                while (key[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    swap(i++, j--);
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

    private void swap(int i, int j) {
        int place = order[i];
        order[i] = order[j];
        order[j] = place;
        swap(x, i, j);
        swap(y, i, j);
        swap(z, i, j);
    }

    private static void swap(double[] ordinates, int i, int j) {
        double swapped = ordinates[i];
        ordinates[i] = ordinates[j];
        ordinates[j] = swapped;
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** How many places there are. */
    public int count() {
        return order.length;
    }

    /** The place at a position in the tree, by its position among those that the tree was made of. */
    public int place(int position) {
        return order[position];
    }

    /** How many leaves there are. */
    public int leaves() {
        return starts.length - 1;
    }

    /** The position of a leaf's first place; that of the leaf after the last is the number of places. */
    public int start(int leaf) {
        return starts[leaf];
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
     * @param extents of each place, in the order of those that the tree was made of, its box: least x, greatest x, least y, …
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

    /** The squared distance of a leaf's box from a point; infinite where the leaf is empty. */
    public double squaredToLeaf(int leaf, double px, double py, double pz) {
        int own = SIDES * (firstLeaf + leaf);
        double dx = Math.max(0, Math.max(boxes[own] - px, px - boxes[own + 1]));
        double dy = Math.max(0, Math.max(boxes[own + 2] - py, py - boxes[own + 3]));
        double dz = Math.max(0, Math.max(boxes[own + 4] - pz, pz - boxes[own + 5]));
        return dx * dx + dy * dy + dz * dz;
    }

    /** A leaf's box: least x, greatest x, least y, … */
    public double[] box(int leaf) {
        int own = SIDES * (firstLeaf + leaf);
        return Arrays.copyOfRange(boxes, own, own + SIDES);
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
            search.places(node - firstLeaf, from, to);
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

package org.edubalance.pattern;

import java.util.Arrays;
import org.edubalance.geometry.SpaceTree;

/**
 * Looks for the neighbours of points on a plane, by a tree over them and without an object for each candidate. Used by one
 * thread.
 */
final class NeighbourSearch implements SpaceTree.Search {

    /** Distances come from differences and are compared squared, both with some rounding. */
    private static final double ROUNDING = 1 + 1e-12;

    private final SpaceTree tree;
    private int position;
    private double x;
    private double y;

    /** The distance within which all are wanted; NaN where the nearest are. */
    private double distance;

    /** The candidates, as positions in the tree; of the nearest a heap, the farthest first, with their squared distances. */
    private int[] found = new int[16];

    private double[] distances = new double[0];
    private int count;

    private final Around around;

    NeighbourSearch(SpaceTree tree) {
        this.tree = tree;
        around = new Around(tree);
    }

    /**
     * The k points nearest to each of a leaf, itself excluded, ascending; k is below the number of points. One of the leaf
     * is looked at first. Who is d away from it has k others within d and the distance of its farthest neighbour: the
     * leaves that are near enough are the same for all, and looked up once.
     */
    void nearestOfLeaf(int leaf, int k, int[][] neighbours) {
        if (distances.length != k) {
            found = new int[k];
            distances = new double[k];
        }
        int from = tree.start(leaf);
        int to = tree.start(leaf + 1);
        if (from == to) {
            return;
        }
        int first = (from + to) >>> 1;
        neighbours[tree.place(first)] = search(first, Double.NaN);
        double reach = Math.sqrt(distances[0]);
        double farthest = 0;
        for (int t = from; t < to; t++) {
            farthest = Math.max(farthest, tree.squared(t, tree.x(first), tree.y(first), 0));
        }
        double most = reach + Math.sqrt(farthest);
        around.find(leaf, most * most * ROUNDING);
        for (int t = from; t < to; t++) {
            if (t != first) {
                neighbours[tree.place(t)] = around.tooMany() ? search(t, Double.NaN) : searchAround(t);
            }
        }
    }

    private int[] searchAround(int of) {
        begin(of, Double.NaN);
        for (int i = 0; i < around.count; i++) {
            int leaf = around.leaves[i];
            if (count < distances.length || tree.squaredToLeaf(leaf, x, y, 0) < distances[0]) {
                places(leaf, tree.start(leaf), tree.start(leaf + 1));
            }
        }
        return ascending();
    }

    /** The points within a distance of the one at a position, itself excluded, ascending. */
    int[] within(int of, double most) {
        return search(of, most);
    }

    private int[] search(int of, double most) {
        begin(of, most);
        tree.search(x, y, 0, this);
        return ascending();
    }

    private void begin(int of, double most) {
        position = of;
        x = tree.x(of);
        y = tree.y(of);
        distance = most;
        count = 0;
    }

    private int[] ascending() {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = tree.place(found[i]);
        }
        Arrays.sort(places);
        return places;
    }

    @Override
    public boolean enters(int node, double squared) {
        return Double.isNaN(distance)
                ? count < distances.length || squared < distances[0]
                : squared <= distance * distance * ROUNDING;
    }

    @Override
    public void places(int leaf, int from, int to) {
        for (int t = from; t < to; t++) {
            if (t == position) {
                continue;
            }
            double dx = tree.x(t) - x;
            double dy = tree.y(t) - y;
            if (Double.isNaN(distance)) {
                offer(t, dx * dx + dy * dy);
            } else if (Math.hypot(dx, dy) <= distance) {
                keep(t);
            }
        }
    }

    private void keep(int other) {
        if (count == found.length) {
            found = Arrays.copyOf(found, 2 * count);
        }
        found[count++] = other;
    }

    private void offer(int other, double squared) {
        if (count < distances.length) {
            int place = count++;
            while (place > 0 && distances[(place - 1) >>> 1] < squared) {
                move((place - 1) >>> 1, place);
                place = (place - 1) >>> 1;
            }
            put(place, other, squared);
        } else if (squared < distances[0]) {
            int place = 0;
            int child = farther(1);
            while (child < count && distances[child] > squared) {
                move(child, place);
                place = child;
                child = farther(2 * child + 1);
            }
            put(place, other, squared);
        }
    }

    private int farther(int child) {
        return child + 1 < count && distances[child + 1] > distances[child] ? child + 1 : child;
    }

    private void move(int from, int to) {
        put(to, found[from], distances[from]);
    }

    private void put(int place, int other, double squared) {
        found[place] = other;
        distances[place] = squared;
    }

    /** The leaves within a distance of a leaf, nearer ones first. */
    private static final class Around implements SpaceTree.Search {

        /** More are no longer looked up for all: where many points are at one place, all their leaves are near. */
        private static final int MOST = 128;

        private final SpaceTree tree;
        private final int[] leaves = new int[MOST];
        private int count;
        private double limit;

        Around(SpaceTree tree) {
            this.tree = tree;
        }

        void find(int leaf, double squared) {
            limit = squared;
            count = 0;
            tree.search(tree.box(leaf), this);
        }

        boolean tooMany() {
            return count > MOST;
        }

        @Override
        public boolean enters(int node, double squared) {
            return squared <= limit && count <= MOST;
        }

        @Override
        public void places(int leaf, int from, int to) {
            if (count < MOST) {
                leaves[count] = leaf;
            }
            count++;
        }
    }
}

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

    NeighbourSearch(SpaceTree tree) {
        this.tree = tree;
    }

    /** The k points nearest to the one at a position, itself excluded, ascending; k is below the number of points. */
    int[] nearest(int of, int k) {
        if (distances.length != k) {
            found = new int[k];
            distances = new double[k];
        }
        return search(of, Double.NaN);
    }

    /** The points within a distance of the one at a position, itself excluded, ascending. */
    int[] within(int of, double most) {
        return search(of, most);
    }

    private int[] search(int of, double most) {
        position = of;
        x = tree.x(of);
        y = tree.y(of);
        distance = most;
        count = 0;
        tree.search(x, y, 0, this);
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
    public void places(int from, int to) {
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
}

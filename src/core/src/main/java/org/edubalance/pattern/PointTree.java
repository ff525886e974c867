package org.edubalance.pattern;

import java.util.Arrays;
import org.edubalance.geometry.Selection;

/**
 * A k-d tree over points on a plane, for the neighbours of each of them: without an object for each point or candidate it
 * answers several times as fast as a general R-tree. Built in O(n log n); a search for k of n takes O(k log k + log n) for
 * points that are spread anyhow evenly. Coincident points are no worse. Source: J. L. Bentley, "Multidimensional binary
 * search trees used for associative searching", Communications of the ACM 18 (1975).
 *
 * <p>A tree is searched by one thread at a time; others take one of their own, see {@link #another}.
 */
final class PointTree {

    /** Runs of so few points are searched one by one. */
    private static final int LEAF = 8;

    private final double[] x;
    private final double[] y;

    /** The points: the middle one of a run splits it, those before it lie on the one side, those after it on the other. */
    private final int[] order;

    /** Whether a run is split along y, by the place of its middle. */
    private final boolean[] alongY;

    /** The candidates of a search as a heap, the farthest of them first, with their squared distances. */
    private int[] found;

    private double[] distances;
    private int count;

    PointTree(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        order = new int[x.length];
        Arrays.setAll(order, i -> i);
        alongY = new boolean[x.length];
        found = new int[16];
        distances = new double[0];
        build(0, x.length);
    }

    private PointTree(PointTree other) {
        x = other.x;
        y = other.y;
        order = other.order;
        alongY = other.alongY;
        found = new int[16];
        distances = new double[0];
    }

    /** The points one after another so that those next to each other lie close together, which searches are faster for. */
    int point(int position) {
        return order[position];
    }

    /** The same tree, to be searched by another thread. */
    PointTree another() {
        return new PointTree(this);
    }

    private void build(int from, int to) {
        if (to - from <= LEAF) {
            return;
        }
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.POSITIVE_INFINITY;
        double top = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            left = Math.min(left, x[order[i]]);
            right = Math.max(right, x[order[i]]);
            bottom = Math.min(bottom, y[order[i]]);
            top = Math.max(top, y[order[i]]);
        }
        int middle = (from + to) >>> 1;
        alongY[middle] = top - bottom > right - left;
        Selection.select(order, from, to - 1, middle, alongY[middle] ? y : x);
        build(from, middle);
        build(middle + 1, to);
    }

    /** The k points nearest to a point, itself excluded, in ascending order; k is below the number of points. */
    int[] nearest(int point, int k) {
        if (found.length != k || distances.length != k) {
            found = new int[k];
            distances = new double[k];
        }
        count = 0;
        nearest(point, 0, order.length);
        int[] result = found.clone();
        Arrays.sort(result);
        return result;
    }

    private void nearest(int point, int from, int to) {
        if (to - from <= LEAF) {
            for (int i = from; i < to; i++) {
                offer(point, order[i]);
            }
            return;
        }
        int middle = (from + to) >>> 1;
        double[] key = alongY[middle] ? y : x;
        double beyond = key[point] - key[order[middle]];
        if (beyond < 0) {
            nearest(point, from, middle);
        } else {
            nearest(point, middle + 1, to);
        }
        offer(point, order[middle]);
        if (count < distances.length || beyond * beyond < distances[0]) {
            if (beyond < 0) {
                nearest(point, middle + 1, to);
            } else {
                nearest(point, from, middle);
            }
        }
    }

    private void offer(int point, int other) {
        if (other == point) {
            return;
        }
        double dx = x[other] - x[point];
        double dy = y[other] - y[point];
        double distance = dx * dx + dy * dy;
        if (count < distances.length) {
            int place = count++;
            while (place > 0 && distances[(place - 1) >>> 1] < distance) {
                move((place - 1) >>> 1, place);
                place = (place - 1) >>> 1;
            }
            put(place, other, distance);
        } else if (distance < distances[0]) {
            int place = 0;
            int child = farther(1);
            while (child < count && distances[child] > distance) {
                move(child, place);
                place = child;
                child = farther(2 * child + 1);
            }
            put(place, other, distance);
        }
    }

    private int farther(int child) {
        return child + 1 < count && distances[child + 1] > distances[child] ? child + 1 : child;
    }

    private void move(int from, int to) {
        put(to, found[from], distances[from]);
    }

    private void put(int place, int point, double distance) {
        found[place] = point;
        distances[place] = distance;
    }

    /** The points within a distance of a point, itself excluded, in ascending order. */
    int[] within(int point, double distance) {
        count = 0;
        within(point, distance, 0, order.length);
        int[] result = Arrays.copyOf(found, count);
        Arrays.sort(result);
        return result;
    }

    private void within(int point, double distance, int from, int to) {
        if (to - from <= LEAF) {
            for (int i = from; i < to; i++) {
                keep(point, order[i], distance);
            }
            return;
        }
        int middle = (from + to) >>> 1;
        double[] key = alongY[middle] ? y : x;
        double beyond = key[point] - key[order[middle]];
        keep(point, order[middle], distance);
        if (beyond <= distance) {
            within(point, distance, from, middle);
        }
        if (beyond >= -distance) {
            within(point, distance, middle + 1, to);
        }
    }

    private void keep(int point, int other, double distance) {
        if (other != point && Math.hypot(x[other] - x[point], y[other] - y[point]) <= distance) {
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count + 1);
            }
            found[count++] = other;
        }
    }
}

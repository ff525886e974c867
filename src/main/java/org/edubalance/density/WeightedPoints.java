package org.edubalance.density;

import java.util.Arrays;

/**
 * A growing store of weighted points in primitive arrays: 24 bytes a point, so that features can be streamed in and
 * forgotten. An estimate may reorder the points in place; as a set of points they stay the same. Not thread-safe.
 */
public final class WeightedPoints {

    private double[] x;
    private double[] y;
    private double[] weight;
    private int size;

    public WeightedPoints() {
        this(64);
    }

    public WeightedPoints(int capacity) {
        x = new double[capacity];
        y = new double[capacity];
        weight = new double[capacity];
    }

    /**
     * Adds a point.
     *
     * @throws IllegalArgumentException if a coordinate is not finite, or the weight negative or not finite
     */
    public void add(double px, double py, double w) {
        if (!Double.isFinite(px) || !Double.isFinite(py)) {
            throw new IllegalArgumentException("a point's coordinates must be finite, got " + px + ", " + py);
        }
        if (!(w >= 0 && w < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a weight must be a finite number >= 0, got " + w);
        }
        if (size == x.length) {
            grow();
        }
        x[size] = px;
        y[size] = py;
        weight[size] = w;
        size++;
    }

    /** One array after the other, so that only one old array is alive beside its new one. */
    private void grow() {
        int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(64, size + (size >> 2) + (long) (size >> 3)));
        if (capacity <= size) {
            throw new IllegalArgumentException("there can't be more than " + size + " points");
        }
        x = Arrays.copyOf(x, capacity);
        y = Arrays.copyOf(y, capacity);
        weight = Arrays.copyOf(weight, capacity);
    }

    public int size() {
        return size;
    }

    public double x(int index) {
        return x[index];
    }

    public double y(int index) {
        return y[index];
    }

    public double weight(int index) {
        return weight[index];
    }

    public double totalWeight() {
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += weight[i];
        }
        return total;
    }

    /** The arrays themselves, whose first {@link #size} elements count. */
    double[] x() {
        return x;
    }

    double[] y() {
        return y;
    }

    double[] weight() {
        return weight;
    }

    /** Moves each point to a new place. */
    void permute(int[] target) {
        x = permuted(x, target);
        y = permuted(y, target);
        weight = permuted(weight, target);
    }

    static double[] permuted(double[] values, int[] target) {
        double[] result = new double[target.length];
        for (int i = 0; i < target.length; i++) {
            result[target[i]] = values[i];
        }
        return result;
    }

    /** Keeps the marked points, in their order. Returns how many went. */
    int retain(boolean[] keep) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (keep[i]) {
                x[kept] = x[i];
                y[kept] = y[i];
                weight[kept] = weight[i];
                kept++;
            }
        }
        int gone = size - kept;
        size = kept;
        return gone;
    }
}

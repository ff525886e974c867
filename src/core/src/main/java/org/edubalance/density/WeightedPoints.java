package org.edubalance.density;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Workers;
import org.locationtech.jts.geom.Envelope;

/**
 * A growing store of weighted points in primitive arrays: 24 bytes a point, so that features can be streamed in and
 * forgotten. Points are taken in by chunks; the first question about them puts the chunks together, one coordinate after
 * the other, which takes no more than 8 further bytes a point. An estimate may reorder the points in place; as a set of
 * points they stay the same. Not thread-safe.
 */
public final class WeightedPoints {

    private static final int CHUNK = 1 << 13;

    private static final int MOVED_PER_BLOCK = 1 << 16;

    private double[] x = {};
    private double[] y = {};
    private double[] weight = {};
    /** How many points there are, of which the arrays hold the first. */
    private int size;

    private int gathered;

    /** The others, x, y and weights apart; only the last chunk of each may have room. */
    private final List<double[]> chunksOfX = new ArrayList<>();

    private final List<double[]> chunksOfY = new ArrayList<>();
    private final List<double[]> chunksOfWeight = new ArrayList<>();
    private double[] lastX;
    private double[] lastY;
    private double[] lastWeight;
    private int room;

    /**
     * Adds a point.
     *
     * @throws Refusal if a coordinate is not finite, or the weight negative or not finite
     */
    public void add(double px, double py, double w) {
        if (!Double.isFinite(px) || !Double.isFinite(py)) {
            throw Refusal.of("density.point", "x", px, "y", py).about("data");
        }
        if (!(w >= 0 && w < Double.POSITIVE_INFINITY)) {
            throw Refusal.of("density.weight", "got", w).about("weight");
        }
        if (room == 0) {
            addChunk();
        }
        int at = CHUNK - room--;
        lastX[at] = px;
        lastY[at] = py;
        lastWeight[at] = w;
        size++;
    }

    private void addChunk() {
        if (size > Integer.MAX_VALUE - 8 - CHUNK) {
            throw Refusal.of("density.points", "limit", size).about("data");
        }
        chunksOfX.add(lastX = new double[CHUNK]);
        chunksOfY.add(lastY = new double[CHUNK]);
        chunksOfWeight.add(lastWeight = new double[CHUNK]);
        room = CHUNK;
    }

    private void gather() {
        if (gathered == size) {
            return;
        }
        x = gathered(x, chunksOfX);
        y = gathered(y, chunksOfY);
        weight = gathered(weight, chunksOfWeight);
        gathered = size;
        room = 0;
    }

    /** All values in one array, and no chunk any more. */
    private double[] gathered(double[] first, List<double[]> chunks) {
        double[] all = Arrays.copyOf(first, size);
        int at = gathered;
        for (double[] chunk : chunks) {
            int count = Math.min(CHUNK, size - at);
            System.arraycopy(chunk, 0, all, at, count);
            at += count;
        }
        chunks.clear();
        return all;
    }

    public int size() {
        return size;
    }

    public double x(int index) {
        return x()[index];
    }

    public double y(int index) {
        return y()[index];
    }

    public double weight(int index) {
        return weight()[index];
    }

    public double totalWeight() {
        gather();
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += weight[i];
        }
        return total;
    }

    /** The least box that holds them all; JTS's null one where there are none. */
    public Envelope envelope() {
        gather();
        double minX = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            minX = Math.min(minX, x[i]);
            maxX = Math.max(maxX, x[i]);
            minY = Math.min(minY, y[i]);
            maxY = Math.max(maxY, y[i]);
        }
        return size == 0 ? new Envelope() : new Envelope(minX, maxX, minY, maxY);
    }

    /** The same points, to be reordered and moved without changing these. */
    public WeightedPoints copy() {
        gather();
        return of(Arrays.copyOf(x, size), Arrays.copyOf(y, size), Arrays.copyOf(weight, size));
    }

    /**
     * The points in a box, and those that whole turns around the Earth bring into it, at the places where they are.
     *
     * @param period the turn in units of x, 0 for none
     */
    public WeightedPoints within(double minX, double maxX, double minY, double maxY, double period) {
        gather();
        double[] insideX = new double[size];
        double[] insideY = new double[size];
        double[] insideWeight = new double[size];
        int inside = 0;
        for (int i = 0; i < size; i++) {
            double near = period > 0 ? x[i] - period * Math.floor((x[i] - minX) / period) : x[i];
            if (near >= minX && near <= maxX && y[i] >= minY && y[i] <= maxY) {
                insideX[inside] = x[i];
                insideY[inside] = y[i];
                insideWeight[inside] = weight[i];
                inside++;
            }
        }
        return of(Arrays.copyOf(insideX, inside), Arrays.copyOf(insideY, inside), Arrays.copyOf(insideWeight, inside));
    }

    private static WeightedPoints of(double[] x, double[] y, double[] weight) {
        WeightedPoints points = new WeightedPoints();
        points.x = x;
        points.y = y;
        points.weight = weight;
        points.size = x.length;
        points.gathered = x.length;
        return points;
    }

    /** The arrays themselves, whose first {@link #size} elements count. */
    double[] x() {
        gather();
        return x;
    }

    double[] y() {
        gather();
        return y;
    }

    double[] weight() {
        gather();
        return weight;
    }

    /**
     * Moves points by whole turns around the Earth so that they lie side by side, the widest gap between them outside: from
     * 179.9 and −179.9 to 179.9 and 180.1. Points that lie within half a turn stay where they are.
     *
     * @param period the turn in units of x, 0 for none
     */
    public void closeUp(double period) {
        gather();
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, x[i]);
            greatest = Math.max(greatest, x[i]);
        }
        if (!(period > 0 && greatest - least > period / 2)) {
            return;
        }
        double[] sorted = new double[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = x[i] - period * Math.floor((x[i] - least) / period);
        }
        Arrays.sort(sorted);
        double first = least;
        double widest = least + period - sorted[size - 1];
        for (int i = 1; i < size; i++) {
            if (sorted[i] - sorted[i - 1] > widest) {
                widest = sorted[i] - sorted[i - 1];
                first = sorted[i];
            }
        }
        for (int i = 0; i < size; i++) {
            // what only rounding puts before the first one is not before it
            x[i] += period * Math.ceil((first - x[i]) / period - 1e-9);
        }
    }

    /** Moves each point to a new place. */
    void permute(int[] target, Workers workers) {
        gather();
        x = permuted(x, target, workers);
        y = permuted(y, target, workers);
        weight = permuted(weight, target, workers);
    }

    static double[] permuted(double[] values, int[] target, Workers workers) {
        double[] result = new double[target.length];
        workers.run(target.length, MOVED_PER_BLOCK, () -> (from, to) -> {
            for (int i = from; i < to; i++) {
                result[target[i]] = values[i];
            }
        });
        return result;
    }

    /** Keeps the marked points, in their order. Returns how many went. */
    int retain(boolean[] keep) {
        gather();
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
        gathered = kept;
        return gone;
    }
}

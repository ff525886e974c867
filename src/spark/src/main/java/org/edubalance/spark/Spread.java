package org.edubalance.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.edubalance.density.GroundMetric;
import org.edubalance.density.PointSpread;
import org.edubalance.density.SortedWeights;

/**
 * How the points of a cluster are spread: moments in two passes, quantiles by narrowing the stretch that they lie in until
 * one machine can sort it. Nothing is shuffled.
 */
final class Spread implements PointSpread {

    /** Values that the driver sorts. */
    private static final int MOST_SORTED = 1_000_000;

    private static final int BINS = 1 << 14;

    /** A number of each point. */
    private interface Value extends Serializable {
        double of(PointChunk chunk, int i);
    }

    private final JavaRDD<PointChunk> chunks;
    private final PointSummary summary;
    private final Value east;
    private final Value north;
    private final double varianceEast;
    private final double varianceNorth;

    Spread(JavaRDD<PointChunk> chunks, PointSummary summary, GroundCrs crs) {
        this.chunks = chunks;
        this.summary = summary;
        double x0 = summary.minX;
        double y0 = summary.minY;
        double x = x0 + sum((chunk, i) -> chunk.weight(i) * (chunk.x(i) - x0)) / summary.weight;
        double y = y0 + sum((chunk, i) -> chunk.weight(i) * (chunk.y(i) - y0)) / summary.weight;
        Value eastOfMean = (chunk, i) -> metric(crs).dx(x, y, chunk.x(i), chunk.y(i));
        Value northOfMean = (chunk, i) -> metric(crs).dy(y, chunk.y(i));
        double meanEast = sum((chunk, i) -> chunk.weight(i) * eastOfMean.of(chunk, i)) / summary.weight;
        double meanNorth = sum((chunk, i) -> chunk.weight(i) * northOfMean.of(chunk, i)) / summary.weight;
        east = (chunk, i) -> eastOfMean.of(chunk, i) - meanEast;
        north = (chunk, i) -> northOfMean.of(chunk, i) - meanNorth;
        varianceEast = variance(east);
        varianceNorth = variance(north);
    }

    /** Metrics don't travel; each thread has one. */
    private static GroundMetric metric(GroundCrs crs) {
        Metric last = METRIC.get();
        if (last == null || !last.crs.equals(crs)) {
            last = new Metric(crs, crs.metric());
            METRIC.set(last);
        }
        return last.metric;
    }

    private record Metric(GroundCrs crs, GroundMetric metric) {}

    private static final ThreadLocal<Metric> METRIC = new ThreadLocal<>();

    private double variance(Value value) {
        return sum((chunk, i) -> chunk.weight(i) * value.of(chunk, i) * value.of(chunk, i)) / summary.weight;
    }

    /** Sums within chunks, then partitions, then all, in their order: so that it comes out the same every time. */
    private double sum(Value value) {
        return chunks
                .mapPartitions(part -> {
                    double all = 0;
                    while (part.hasNext()) {
                        PointChunk chunk = part.next();
                        double some = 0;
                        for (int i = 0; i < chunk.size(); i++) {
                            some += value.of(chunk, i);
                        }
                        all += some;
                    }
                    return List.of(all).iterator();
                })
                .collect()
                .stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    @Override
    public long count() {
        return summary.count;
    }

    @Override
    public double totalWeight() {
        return summary.weight;
    }

    @Override
    public double squaredWeights() {
        return summary.squaredWeights;
    }

    @Override
    public double varianceEast() {
        return varianceEast;
    }

    @Override
    public double varianceNorth() {
        return varianceNorth;
    }

    @Override
    public double medianDistance() {
        Value e = east;
        Value n = north;
        return around((chunk, i) -> Math.hypot(e.of(chunk, i), n.of(chunk, i)), 0.5)
                .median();
    }

    @Override
    public double interquartileRange() {
        return (quartiles(east) + quartiles(north)) / 2;
    }

    private double quartiles(Value value) {
        return around(value, 0.75).quantile(0.75) - around(value, 0.25).quantile(0.25);
    }

    /** A stretch of the sorted values, about a share of the weight, that is short enough to be sorted here. */
    private SortedWeights around(Value value, double share) {
        double target = share * summary.weight;
        double from = Double.NEGATIVE_INFINITY;
        double to = Double.POSITIVE_INFINITY;
        Bins bins = bins(value, from, to);
        long before = 0;
        double weightBefore = 0;
        while (true) {
            // the bin that the share is reached in, and its neighbours: it may be that it is only just reached
            int middle = bins.reaching(target - weightBefore);
            int first = bins.filledBefore(middle);
            int last = bins.filledBehind(bins.filledBehind(middle));
            long inside = bins.count(first, last + 1);
            before += bins.count(0, first);
            weightBefore += bins.weight(0, first);
            boolean narrower = bins.min[first] > from || bins.max[last] < to;
            from = bins.min[first];
            to = bins.max[last];
            if (inside <= MOST_SORTED || !narrower || from == to) {
                return sorted(value, from, to, before, weightBefore);
            }
            bins = bins(value, from, to);
        }
    }

    private Bins bins(Value value, double from, double to) {
        double low = from;
        double high = to;
        if (Double.isInfinite(from)) {
            List<double[]> ends =
                    chunks.mapPartitions(part -> ends(part, value)).collect();
            low = ends.stream().mapToDouble(end -> end[0]).min().orElseThrow();
            high = ends.stream().mapToDouble(end -> end[1]).max().orElseThrow();
        }
        double least = low;
        double greatest = high;
        return chunks.mapPartitions(part -> {
                    Bins some = new Bins(least, greatest);
                    part.forEachRemaining(chunk -> {
                        for (int i = 0; i < chunk.size(); i++) {
                            some.add(value.of(chunk, i), chunk.weight(i));
                        }
                    });
                    return List.of(some).iterator();
                })
                .treeReduce(Bins::merge);
    }

    private static Iterator<double[]> ends(Iterator<PointChunk> part, Value value) {
        double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        part.forEachRemaining(chunk -> {
            for (int i = 0; i < chunk.size(); i++) {
                double v = value.of(chunk, i);
                ends[0] = Math.min(ends[0], v);
                ends[1] = Math.max(ends[1], v);
            }
        });
        return List.of(ends).iterator();
    }

    private SortedWeights sorted(Value value, double from, double to, long before, double weightBefore) {
        List<double[]> found = new ArrayList<>(chunks.flatMap(chunk -> {
                    List<double[]> inside = new ArrayList<>();
                    for (int i = 0; i < chunk.size(); i++) {
                        double v = value.of(chunk, i);
                        if (v >= from && v <= to) {
                            inside.add(new double[] {v, chunk.weight(i)});
                        }
                    }
                    return inside.iterator();
                })
                .collect());
        found.sort(Comparator.comparingDouble(pair -> pair[0]));
        return new SortedWeights(
                found.stream().mapToDouble(pair -> pair[0]).toArray(),
                found.stream().mapToDouble(pair -> pair[1]).toArray(),
                before,
                weightBefore,
                summary.count,
                summary.weight);
    }

    /** Counts, weights and ends of values by intervals of equal width. */
    private static final class Bins implements Serializable {
        private static final long serialVersionUID = 1L;

        private final double low;
        private final double high;
        private final long[] count = new long[BINS];
        private final double[] weight = new double[BINS];
        private final double[] min = new double[BINS];
        private final double[] max = new double[BINS];

        Bins(double low, double high) {
            this.low = low;
            this.high = high;
            Arrays.fill(min, Double.POSITIVE_INFINITY);
            Arrays.fill(max, Double.NEGATIVE_INFINITY);
        }

        void add(double value, double w) {
            if (value < low || value > high) {
                return;
            }
            int bin = high > low ? (int) Math.min(BINS - 1, (value - low) / (high - low) * BINS) : 0;
            count[bin]++;
            weight[bin] += w;
            min[bin] = Math.min(min[bin], value);
            max[bin] = Math.max(max[bin], value);
        }

        Bins merge(Bins other) {
            for (int i = 0; i < BINS; i++) {
                count[i] += other.count[i];
                weight[i] += other.weight[i];
                min[i] = Math.min(min[i], other.min[i]);
                max[i] = Math.max(max[i], other.max[i]);
            }
            return this;
        }

        /** The first bin up to which a weight is reached. */
        int reaching(double target) {
            double sum = 0;
            int filled = 0;
            for (int i = 0; i < BINS; i++) {
                if (count[i] > 0) {
                    filled = i;
                    sum += weight[i];
                    if (sum >= target) {
                        break;
                    }
                }
            }
            return filled;
        }

        int filledBefore(int bin) {
            for (int i = bin - 1; i >= 0; i--) {
                if (count[i] > 0) {
                    return i;
                }
            }
            return bin;
        }

        int filledBehind(int bin) {
            for (int i = bin + 1; i < BINS; i++) {
                if (count[i] > 0) {
                    return i;
                }
            }
            return bin;
        }

        long count(int from, int to) {
            return Arrays.stream(count, from, to).sum();
        }

        double weight(int from, int to) {
            return Arrays.stream(weight, from, to).sum();
        }
    }
}

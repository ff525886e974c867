package org.edubalance.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** How many points there are and where: found in one pass, put together in the order of the partitions. */
final class PointSummary implements Serializable {

    private static final long serialVersionUID = 1L;

    long count;
    long rejected;
    double weight;
    double squaredWeights;
    double minX = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;

    static PointSummary of(JavaRDD<PointChunk> chunks) {
        PointSummary all = new PointSummary();
        chunks.mapPartitions(PointSummary::ofPartition).collect().forEach(all::merge);
        return all;
    }

    private static Iterator<PointSummary> ofPartition(Iterator<PointChunk> chunks) {
        PointSummary summary = new PointSummary();
        chunks.forEachRemaining(summary::add);
        return List.of(summary).iterator();
    }

    private void add(PointChunk chunk) {
        rejected += chunk.rejected();
        count += chunk.size();
        for (int i = 0; i < chunk.size(); i++) {
            weight += chunk.weight(i);
            squaredWeights += chunk.weight(i) * chunk.weight(i);
            minX = Math.min(minX, chunk.x(i));
            maxX = Math.max(maxX, chunk.x(i));
            minY = Math.min(minY, chunk.y(i));
            maxY = Math.max(maxY, chunk.y(i));
        }
    }

    private void merge(PointSummary other) {
        count += other.count;
        rejected += other.rejected;
        weight += other.weight;
        squaredWeights += other.squaredWeights;
        minX = Math.min(minX, other.minX);
        maxX = Math.max(maxX, other.maxX);
        minY = Math.min(minY, other.minY);
        maxY = Math.max(maxY, other.maxY);
    }

    /**
     * Where to cut the Earth so that the points lie side by side, the widest gap between them outside: the first x behind the
     * gap. NaN where they lie within half a turn, or there is no turn.
     *
     * @param period the turn in units of x, 0 for none
     */
    static double cut(JavaRDD<PointChunk> chunks, PointSummary summary, double period) {
        if (!(period > 0 && summary.maxX - summary.minX > period / 2)) {
            return Double.NaN;
        }
        double least = summary.minX;
        Longitudes all = chunks.mapPartitions(part -> {
                    Longitudes some = new Longitudes(least, period);
                    part.forEachRemaining(some::add);
                    return List.of(some).iterator();
                })
                .treeReduce(Longitudes::merge);
        return all.behindWidestGap();
    }

    /** The least and greatest x in each of many strips around the Earth. */
    private static final class Longitudes implements Serializable {
        private static final long serialVersionUID = 1L;
        private static final int STRIPS = 36_000;

        private final double least;
        private final double period;
        private final double[] min = new double[STRIPS];
        private final double[] max = new double[STRIPS];

        Longitudes(double least, double period) {
            this.least = least;
            this.period = period;
            Arrays.fill(min, Double.POSITIVE_INFINITY);
            Arrays.fill(max, Double.NEGATIVE_INFINITY);
        }

        void add(PointChunk chunk) {
            for (int i = 0; i < chunk.size(); i++) {
                double x = chunk.x(i) - period * Math.floor((chunk.x(i) - least) / period);
                int strip = (int) Math.min(STRIPS - 1, Math.max(0, (x - least) / period * STRIPS));
                min[strip] = Math.min(min[strip], x);
                max[strip] = Math.max(max[strip], x);
            }
        }

        Longitudes merge(Longitudes other) {
            for (int i = 0; i < STRIPS; i++) {
                min[i] = Math.min(min[i], other.min[i]);
                max[i] = Math.max(max[i], other.max[i]);
            }
            return this;
        }

        double behindWidestGap() {
            List<Integer> filled = new ArrayList<>();
            for (int i = 0; i < STRIPS; i++) {
                if (min[i] <= max[i]) {
                    filled.add(i);
                }
            }
            double first = least;
            double widest = least + period - max[filled.get(filled.size() - 1)];
            for (int k = 1; k < filled.size(); k++) {
                double gap = min[filled.get(k)] - max[filled.get(k - 1)];
                if (gap > widest) {
                    widest = gap;
                    first = min[filled.get(k)];
                }
            }
            return first;
        }
    }

    /** The points moved by whole turns to begin at a cut. */
    static JavaRDD<PointChunk> cutAt(JavaRDD<PointChunk> chunks, double first, double period) {
        return chunks.map(chunk -> {
            double[] moved = chunk.xyw().clone();
            for (int i = 0; i < moved.length; i += 3) {
                // what only rounding puts before the first one is not before it
                moved[i] += period * Math.ceil((first - moved[i]) / period - 1e-9);
            }
            return new PointChunk(moved, chunk.rejected());
        });
    }
}

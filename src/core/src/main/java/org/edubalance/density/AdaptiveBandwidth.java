package org.edubalance.density;

import java.util.Arrays;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.locationtech.jts.geom.Envelope;

/**
 * Bandwidths that shrink where points are dense: h_i = h √(g / f̃(x_i)), f̃ a fixed-bandwidth estimate at the points
 * themselves (each counts at its own place) and g its geometric mean over the points, each as often as its weight says,
 * clipped to [h/4, 4h]: so a point of weight 5 is as good as five of weight 1. See I. S. Abramson, "On bandwidth variation
 * in kernel estimates — a square root law", <i>Annals of Statistics</i> 10, 1982.
 */
final class AdaptiveBandwidth {

    /** The clip to h/4 and 4h. */
    static final double CLIP = 4;

    private static final int CHUNK = 512;
    private static final int POINTS_PER_BLOCK = 256;

    /** Blocks and bins of the search, as shares of the reach. */
    private static final int BLOCKS_PER_REACH = 256;

    private static final int BINS_PER_REACH = 4;
    private static final double MOST_CELLS = 1e6;

    private AdaptiveBandwidth() {}

    /** The bandwidth of each point, in the order in which the points are afterwards. */
    static double[] of(WeightedPoints points, double bandwidth, Kernel kernel, GroundMetric metric, Workers workers) {
        double[] density = pilot(points, bandwidth, kernel, metric, workers);
        double logs = 0;
        double counted = 0;
        for (int i = 0; i < density.length; i++) {
            if (points.weight(i) > 0) {
                logs += points.weight(i) * Math.log(density[i]);
                counted += points.weight(i);
            }
        }
        double mean = Math.exp(counted > 0 ? logs / counted : 0);
        double[] result = new double[density.length];
        for (int i = 0; i < result.length; i++) {
            double factor = points.weight(i) > 0 ? Math.sqrt(mean / density[i]) : 1;
            result[i] = bandwidth * Math.max(1 / CLIP, Math.min(CLIP, factor));
        }
        return result;
    }

    /** The fixed-bandwidth density at each point, per m². */
    static double[] pilot(
            WeightedPoints points, double bandwidth, Kernel kernel, GroundMetric metric, Workers workers) {
        int n = points.size();
        double[] density = new double[n];
        if (n == 0) {
            return density;
        }
        double support = bandwidth * kernel.support() * (1 + Kernel.EDGE);
        // within a turn, so that each is met at few images
        points.closeUp(metric.period());
        Buckets buckets = buckets(points, support, metric, workers);
        double factor = 1 / (bandwidth * bandwidth);
        workers.run(n, POINTS_PER_BLOCK, () -> {
            double[] dySquared = new double[CHUNK];
            double[] mSquared = new double[CHUNK];
            // of a uniform metric, which leaves this as it is
            Arrays.fill(mSquared, metric.metresPerX(0) * metric.metresPerX(0));
            return (from, to) -> {
                for (int i = from; i < to; i++) {
                    density[i] = factor
                            * sum(
                                    points,
                                    i,
                                    buckets,
                                    support,
                                    bandwidth,
                                    kernel,
                                    metric,
                                    dySquared,
                                    mSquared,
                                    workers.monitor());
                }
            };
        });
        return density;
    }

    private static Buckets buckets(WeightedPoints points, double support, GroundMetric metric, Workers workers) {
        Envelope bounds = points.envelope();
        double middle = bounds.centre().y;
        // next to a pole the reach is longer than the way around it
        double turn = metric.period() > 0 ? metric.period() : Double.POSITIVE_INFINITY;
        double cellWidth = Math.min(turn, support / metric.metresPerX(middle) / BLOCKS_PER_REACH);
        double cellHeight = support / metric.metresPerY(middle) / BINS_PER_REACH;
        int width = (int) Math.min(MOST_CELLS, Math.max(1, Math.ceil(bounds.getWidth() / cellWidth)));
        int height = (int) Math.min(MOST_CELLS, Math.max(1, Math.ceil(bounds.getHeight() / cellHeight)));
        DensityGrid extent = DensityGrid.over(
                bounds.getMinX(),
                bounds.getMinY(),
                Math.max(bounds.getMaxX(), bounds.getMinX() + cellWidth),
                Math.max(bounds.getMaxY(), bounds.getMinY() + cellHeight),
                width,
                height);
        return new Buckets(points, null, metric, extent, support, support, workers);
    }

    private static double sum(
            WeightedPoints points,
            int point,
            Buckets buckets,
            double support,
            double bandwidth,
            Kernel kernel,
            GroundMetric metric,
            double[] dySquared,
            double[] mSquared,
            Monitor monitor) {
        double y = points.y(point);
        double reach = metric.reach(y, support);
        double halfTurn = metric.period() > 0 ? metric.period() / 2 : Double.POSITIVE_INFINITY;
        int firstBin = buckets.bin(metric.lowest(y, support));
        int lastBin = buckets.bin(metric.highest(y, support));
        GroundMetric.Line line = metric.line(y);
        double total = 0;
        for (int image = buckets.firstImage; image <= buckets.lastImage; image++) {
            double x = points.x(point) - image * metric.period();
            int lastBlock = buckets.block(x + reach);
            monitor.check();
            for (int block = buckets.block(x - reach); block <= lastBlock; block++) {
                int end = buckets.start(0, block, lastBin + 1);
                for (int k = buckets.start(0, block, firstBin); k < end; k += CHUNK) {
                    int count = Math.min(CHUNK, end - k);
                    line.offsets(buckets.ordinates, k, count, dySquared, mSquared);
                    for (int j = 0; j < count; j++) {
                        double dx = x - buckets.x[k + j];
                        double d2 = dySquared[j] + mSquared[j] * dx * dx;
                        if (d2 <= support * support && dx > -halfTurn && dx <= halfTurn) {
                            total += buckets.weight[k + j] * kernel.value(Math.sqrt(d2) / bandwidth);
                        }
                    }
                }
            }
        }
        return total;
    }
}

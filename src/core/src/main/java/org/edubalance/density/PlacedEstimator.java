package org.edubalance.density;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.locationtech.jts.geom.Envelope;

/**
 * Evaluates every kernel at every cell that it reaches, wherever the cells lie: exact, for any kernel and any
 * {@link CellPlaces}. The points lie in bands of ordinates, in each by their abscissas, so that a cell looks at those
 * alone that are about as near as a kernel reaches.
 */
final class PlacedEstimator {

    static final String NAME = "places";

    private static final int MOST_BANDS = 1 << 12;
    private static final int CHUNK = 512;

    private final GroundMetric metric;
    private final Kernel kernel;
    private final double[] x;
    private final double[] height;
    private final double[] bandwidth;
    private final GroundMetric.Ordinates ordinates;

    /** Where each band begins in the arrays; one more for the end. */
    private final int[] starts;

    private final double bottom;
    private final double bandHeight;
    private final double support;

    /** In the middle of the points, from which no place is farther than half a turn. */
    private final double middle;

    /**
     * Puts the points in order.
     *
     * @param bandwidth of each point, in metres
     * @param weight of each point
     */
    PlacedEstimator(
            GroundMetric metric,
            Kernel kernel,
            WeightedPoints points,
            double[] bandwidth,
            double[] weight,
            Workers workers) {
        this.metric = metric;
        this.kernel = kernel;
        int n = points.size();
        double[] px = points.x();
        double[] py = points.y();
        support = Arrays.stream(bandwidth).max().orElse(0) * kernel.support() * (1 + Kernel.EDGE);
        Envelope bounds = n == 0 ? new Envelope(0, 0, 0, 0) : points.envelope();
        bottom = bounds.getMinY();
        double top = bounds.getMaxY();
        double reached = support / metric.metresPerY((bottom + top) / 2);
        bandHeight = Math.max(reached, Math.max((top - bottom) / MOST_BANDS, Double.MIN_NORMAL));
        middle = bounds.centre().x;
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> band(py[i])).thenComparingDouble(i -> px[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        workers.monitor().check();
        starts = new int[band(top) + 2];
        x = new double[n];
        height = new double[n];
        this.bandwidth = new double[n];
        double[] y = new double[n];
        for (int k = 0; k < n; k++) {
            int i = order[k];
            x[k] = px[i];
            y[k] = py[i];
            this.bandwidth[k] = bandwidth[i];
            height[k] = weight[i] / (bandwidth[i] * bandwidth[i]);
            starts[band(py[i]) + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        ordinates = metric.prepare(y, n, workers.silent());
    }

    private int band(double y) {
        return (int) Math.max(-1, Math.min(MOST_BANDS, Math.floor((y - bottom) / bandHeight)));
    }

    /** Computes every row, in no particular order and from several threads. */
    void estimate(DensityGrid grid, CellPlaces places, DensityEstimator.RowSink sink, Workers workers) {
        workers.run(grid.height(), 1, () -> {
            double[] xs = new double[grid.width()];
            double[] ys = new double[grid.width()];
            double[] sums = new double[grid.width()];
            Sum sum = new Sum(workers.monitor());
            return (from, to) -> {
                for (int row = from; row < to; row++) {
                    places.along(row + 0.5, 0.5, xs, ys);
                    for (int i = 0; i < sums.length; i++) {
                        sums[i] = Double.isNaN(xs[i]) ? Double.NaN : sum.at(xs[i], ys[i]);
                    }
                    sink.row(row, sums);
                }
            };
        });
    }

    /** The density at one place after another, per m². */
    private final class Sum {
        private final Monitor monitor;
        private final double[] dySquared = new double[CHUNK];
        private final double[] mSquared = new double[CHUNK];
        private final double period = metric.period();

        Sum(Monitor monitor) {
            this.monitor = monitor;
            // of a uniform metric, which leaves this as it is
            Arrays.fill(mSquared, metric.metresPerX(0) * metric.metresPerX(0));
        }

        double at(double px, double y) {
            monitor.check();
            double near = period > 0 ? px - period * Math.rint((px - middle) / period) : px;
            double reach = metric.reach(y, support);
            int first = Math.max(0, band(metric.lowest(y, support)));
            int last = Math.min(starts.length - 2, band(metric.highest(y, support)));
            GroundMetric.Line line = metric.line(y);
            double total = 0;
            int images = period > 0 ? 1 : 0;
            for (int band = first; band <= last; band++) {
                for (int image = -images; image <= images; image++) {
                    total += inBand(band, near + image * period, reach, line);
                }
            }
            return total;
        }

        private double inBand(int band, double px, double reach, GroundMetric.Line line) {
            double half = period > 0 ? Math.min(reach, period / 2) : reach;
            int from = firstFrom(starts[band], starts[band + 1], px - half);
            int end = firstAfter(from, starts[band + 1], px + half);
            double total = 0;
            for (int k = from; k < end; k += CHUNK) {
                int count = Math.min(CHUNK, end - k);
                line.offsets(ordinates, k, count, dySquared, mSquared);
                for (int j = 0; j < count; j++) {
                    double dx = px - x[k + j];
                    double d2 = dySquared[j] + mSquared[j] * dx * dx;
                    // a point just half a turn away is counted on one side
                    if (d2 <= support * support && (period == 0 || dx < period / 2)) {
                        total += height[k + j] * kernel.value(Math.sqrt(d2) / bandwidth[k + j]);
                    }
                }
            }
            return total;
        }

        private int firstFrom(int from, int end, double least) {
            int low = from;
            int high = end;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (x[middle] < least) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private int firstAfter(int from, int end, double greatest) {
            int low = from;
            int high = end;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (x[middle] <= greatest) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}

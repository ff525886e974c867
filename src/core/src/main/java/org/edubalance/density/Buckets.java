package org.edubalance.density;

import java.util.Arrays;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * The points that may reach a grid, put in order once: by class of bandwidth, then by block of columns, then by bin of
 * rows. So the points that reach one grid row within one block of columns are one stretch of the arrays. The points are
 * sorted in place by counting, with 12 further bytes a point for the time of it.
 *
 * <p>Where the Earth repeats itself in x, points are moved next to the grid by whole turns, and it is looked at as several
 * images of itself, one period apart, so no point is stored twice.
 */
final class Buckets {

    /** Blocks of columns are narrow beside a kernel, so that a sweep's origin is never far from what it sums. */
    private static final int NARROWEST_BLOCK = 8;

    private static final int WIDEST_BLOCK = 64;
    private static final int MOST_ENTRIES = 1 << 22;
    private static final int CHECK_EVERY = 1 << 16;

    final double[] x;
    final double[] weight;
    /** Bandwidths in metres, null where all points share one. */
    final double[] bandwidth;

    final GroundMetric.Ordinates ordinates;
    /** How many points may reach the grid; the others stand after them. */
    final int size;

    final int classes;
    final int blocks;
    /** The width of a block in units of x. */
    final double blockWidth;
    /** The left edge of the first block. */
    final double left;

    final int firstImage;
    final int lastImage;
    /** The largest bandwidth in each class, as a share of the smallest of all is 2, 4, 8, … */
    final double[] classBandwidth;

    private final double bottom;
    private final double top;
    private final double binHeight;
    private final int bins;
    private final int[] start;

    /**
     * Sorts the points for a grid.
     *
     * @param bandwidths the bandwidth of each point, or null for a common one
     * @param smallest the smallest distance at which a kernel ends, in metres
     * @param largest the largest such distance
     */
    Buckets(
            WeightedPoints points,
            double[] bandwidths,
            GroundMetric metric,
            DensityGrid grid,
            double smallest,
            double largest,
            Workers workers) {
        Monitor monitor = workers.monitor();
        int n = points.size();
        double low = metric.lowest(grid.minY(), largest);
        double high = metric.highest(grid.maxY(), largest);
        double period = metric.period();
        double reach = Math.max(metric.reach(grid.minY(), largest), metric.reach(grid.maxY(), largest));
        reach = Math.min(reach, period > 0 ? period / 2 : reach);
        double from = grid.minX() - reach;
        double to = grid.maxX() + reach;

        Extent extent = new Extent();
        double[] px = points.x();
        double[] py = points.y();
        boolean[] enters = new boolean[n];
        for (int i = 0; i < n; i++) {
            if (i % CHECK_EVERY == 0) {
                monitor.check();
            }
            double image = period > 0 ? px[i] + period * Math.ceil((from - px[i]) / period) : px[i];
            if (image >= from && image <= to && py[i] >= low && py[i] <= high) {
                enters[i] = true;
                // by whole turns, so that neighbours across the date line are neighbours here
                px[i] = image;
                extent.add(image, py[i]);
            }
        }
        size = extent.count;
        left = extent.minX;
        bottom = extent.minY;
        top = extent.maxY;
        firstImage = period > 0 && size > 0 ? (int) Math.ceil((from - extent.maxX) / period) : 0;
        lastImage = period > 0 && size > 0 ? (int) Math.floor((to - extent.minX) / period) : 0;

        double smallestBandwidth = bandwidths == null ? 0 : min(bandwidths, enters);
        classes = bandwidths == null || size == 0 ? 1 : octave(max(bandwidths, enters), smallestBandwidth) + 1;
        classBandwidth = new double[classes];
        for (int c = 0; c < classes; c++) {
            classBandwidth[c] = Math.scalb(smallestBandwidth, c + 1);
        }

        double columns = smallest / (metric.metresPerX(nearestEquator(grid, period > 0)) * grid.cellWidth());
        double cells = Math.max(NARROWEST_BLOCK, Math.min(WIDEST_BLOCK, 2 * columns));
        double width = Math.max(0, extent.maxX - extent.minX);
        int entries = (int) Math.max(1 << 12, Math.min(MOST_ENTRIES, 2L * size)) / classes;
        blocks = (int) Math.max(1, Math.min(entries, Math.ceil(width / (cells * grid.cellWidth()) + 1e-9)));
        blockWidth = blocks == 1 ? Math.max(width, grid.cellWidth()) * (1 + 1e-9) : width / blocks * (1 + 1e-9);
        double height = Math.max(0, extent.maxY - extent.minY);
        bins = (int) Math.max(1, Math.min(entries / blocks, Math.ceil(height / grid.cellHeight() + 1e-9)));
        binHeight = height > 0 ? height / bins * (1 + 1e-9) : 1;

        int[] place = new int[n];
        start = new int[classes * blocks * bins + 2];
        for (int i = 0; i < n; i++) {
            if (i % CHECK_EVERY == 0) {
                monitor.check();
            }
            int key = classes * blocks * bins;
            if (enters[i]) {
                int c = bandwidths == null ? 0 : Math.min(classes - 1, octave(bandwidths[i], smallestBandwidth));
                int block = Math.min(blocks - 1, (int) ((px[i] - left) / blockWidth));
                int bin = Math.min(bins - 1, (int) ((py[i] - bottom) / binHeight));
                key = (c * blocks + block) * bins + bin;
            }
            place[i] = key;
            start[key + 1]++;
        }
        for (int i = 1; i < start.length; i++) {
            start[i] += start[i - 1];
        }
        int[] next = Arrays.copyOf(start, start.length - 1);
        for (int i = 0; i < n; i++) {
            if (i % CHECK_EVERY == 0) {
                monitor.check();
            }
            place[i] = next[place[i]]++;
        }
        points.permute(place, workers.silent());
        x = points.x();
        weight = points.weight();
        bandwidth = bandwidths == null ? null : WeightedPoints.permuted(bandwidths, place, workers.silent());
        ordinates = metric.prepare(points.y(), size, workers.silent());
    }

    /** Of the grid's rows, the y where a column is widest on the ground. */
    private static double nearestEquator(DensityGrid grid, boolean curved) {
        if (!curved || grid.minY() <= 0 && grid.maxY() >= 0) {
            return curved ? 0 : grid.minY();
        }
        return Math.abs(grid.minY()) < Math.abs(grid.maxY()) ? grid.minY() : grid.maxY();
    }

    private static int octave(double value, double smallest) {
        return value <= smallest ? 0 : Math.getExponent(value / smallest);
    }

    private static double min(double[] values, boolean[] counted) {
        double min = Double.POSITIVE_INFINITY;
        for (int i = 0; i < counted.length; i++) {
            if (counted[i]) {
                min = Math.min(min, values[i]);
            }
        }
        return min;
    }

    private static double max(double[] values, boolean[] counted) {
        double max = 0;
        for (int i = 0; i < counted.length; i++) {
            if (counted[i]) {
                max = Math.max(max, values[i]);
            }
        }
        return max;
    }

    /** The bin that holds y, or the nearest one. */
    int bin(double y) {
        return (int) Math.max(0, Math.min(bins - 1, Math.floor((y - bottom) / binHeight)));
    }

    /** The block that holds x, or the nearest one. */
    int block(double atX) {
        return (int) Math.max(0, Math.min(blocks - 1, Math.floor((atX - left) / blockWidth)));
    }

    /** Whether no point lies between two ordinates. */
    boolean isEmptyBetween(double low, double high) {
        return high < bottom || low > top;
    }

    /** The first bin all of whose points lie at y or above it, one past the last if there is none. */
    int firstBinAbove(double y) {
        return bottom >= y ? 0 : Math.min(bins, bin(y) + 1);
    }

    /** The last bin all of whose points lie at y or below it, −1 if there is none. */
    int lastBinBelow(double y) {
        return top <= y ? bins - 1 : bin(y) - 1;
    }

    /** Where the points of a block start that are in a bin or above it. */
    int start(int bandwidthClass, int block, int bin) {
        return start[(bandwidthClass * blocks + block) * bins + bin];
    }

    private static final class Extent {
        private int count;
        private double minX = Double.POSITIVE_INFINITY;
        private double maxX = Double.NEGATIVE_INFINITY;
        private double minY = Double.POSITIVE_INFINITY;
        private double maxY = Double.NEGATIVE_INFINITY;

        void add(double x, double y) {
            count++;
            minX = Math.min(minX, x);
            maxX = Math.max(maxX, x);
            minY = Math.min(minY, y);
            maxY = Math.max(maxY, y);
        }
    }
}

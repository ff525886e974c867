package org.edubalance.density;

import java.util.Arrays;
import org.edubalance.density.DensityEstimator.RowSink;
import org.edubalance.density.DensityEstimator.Scene;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * Walks the points that reach a grid row, group of columns by group of columns, and works out for each where and how
 * high its kernel cuts the row. In units of columns a kernel of the form (1 − u²)^p is, along the row, scale · (half² −
 * s²)^p, with s the distance from the point's own column. How such profiles are summed is the subclass's business. One
 * object per thread.
 */
abstract class RowScan implements Workers.Worker {

    protected static final int CHUNK = 128;

    /** A group narrower than this many columns spends more on its ends than on its points. */
    private static final double COMFORTABLE_GROUP = 200;

    /** Kernels with a radius of less than a group's width over this are too far from its origin. */
    static final double WIDEST_GROUP = 5;

    /** A kernel of so many cells' diagonals is nearly at its height at the cell that its point is in. */
    private static final double COMFORTABLE_CELLS = 2;

    /** A cell that is half a turn away to either side is met on one side only, whatever the rounding. */
    private static final double HALF_TURN_MARGIN = 1e-12;

    protected final Scene scene;
    protected final Kernel kernel;
    protected final int power;
    protected final int width;

    /** Of each point of a chunk: its column, where the first cell's centre is 0. */
    protected final double[] column = new double[CHUNK];
    /** The square of half the length of the row within the kernel, in columns; negative where the row misses it. */
    protected final double[] halfSquared = new double[CHUNK];
    /** The square of the radius in columns. */
    protected final double[] radiusSquared = new double[CHUNK];
    /** The height of the point's kernel at its centre, weight per m². */
    protected final double[] height = new double[CHUNK];
    /** {@link #height} over radius^2p, the factor of (half² − s²)^p. */
    protected final double[] scale = new double[CHUNK];

    protected double[] sum;

    /** Half a turn around the Earth in columns, less a little and a little more; infinite on a plane. */
    private final double leftmost;

    private final double rightmost;
    /** The square of a bandwidth below which a point inside the grid may lie where its kernel only grazes cells. */
    private final double comfortableSquared;

    private final double[] dySquared = new double[CHUNK];
    private final double[] mSquared = new double[CHUNK];
    private final RowSink sink;
    private final Monitor monitor;

    RowScan(Scene scene, RowSink sink, Monitor monitor) {
        this.scene = scene;
        this.kernel = scene.kernel();
        this.power = kernel.power();
        this.width = scene.grid().width();
        this.sink = sink;
        this.monitor = monitor;
        this.sum = new double[width];
        double period = scene.metric().period();
        double halfTurn = period > 0 ? period / 2 / scene.grid().cellWidth() : Double.POSITIVE_INFINITY;
        this.leftmost = halfTurn * (1 - HALF_TURN_MARGIN);
        this.rightmost = halfTurn * (1 + HALF_TURN_MARGIN);
        this.comfortableSquared = COMFORTABLE_CELLS * COMFORTABLE_CELLS * squaredDiagonal(scene);
    }

    /** The square of a cell's diagonal in metres, where cells are largest. */
    private static double squaredDiagonal(Scene scene) {
        DensityGrid grid = scene.grid();
        GroundMetric metric = scene.metric();
        double[] ordinates = {grid.minY(), grid.maxY(), Math.max(grid.minY(), Math.min(grid.maxY(), 0))};
        double squared = 0;
        for (double y : ordinates) {
            double dx = grid.cellWidth() * metric.metresPerX(y);
            double dy = grid.cellHeight() * metric.metresPerY(y);
            squared = Math.max(squared, dx * dx + dy * dy);
        }
        return squared;
    }

    /**
     * Starts a group of points.
     *
     * @param origin the column about which they lie
     * @param columns from the first of their columns to the last
     */
    abstract void begin(double origin, double columns);

    /**
     * Adds the first {@code count} points of the chunk.
     *
     * @param inspects whether to look for kernels that graze the row or are narrower than the group: so little may be all
     *     there is, if points lie outside the grid or in large cells
     */
    abstract void add(int count, boolean inspects);

    /** Puts what the group's points sum up to into {@link #sum}. */
    abstract void end();

    @Override
    public void rows(int from, int to) {
        for (int row = from; row < to; row++) {
            monitor.check();
            Arrays.fill(sum, 0);
            if (scene.buckets().size > 0) {
                for (int c = 0; c < scene.classes(); c++) {
                    scan(row, c);
                }
            }
            for (int i = 0; i < width; i++) {
                sum[i] = sum[i] > 0 ? sum[i] : 0;
            }
            sink.row(row, sum);
        }
    }

    private void scan(int row, int bandwidthClass) {
        DensityGrid grid = scene.grid();
        GroundMetric metric = scene.metric();
        Buckets buckets = scene.buckets();
        double y = grid.y(row);
        double support = scene.support(bandwidthClass);
        double low = metric.lowest(y, support);
        double high = metric.highest(y, support);
        if (buckets.isEmptyBetween(low, high)) {
            return;
        }
        int firstBin = buckets.bin(low);
        int lastBin = buckets.bin(high);
        int lowestInside = buckets.firstBinAbove(grid.minY());
        int highestInside = buckets.lastBinBelow(grid.maxY());
        double reach = metric.reach(y, support);
        GroundMetric.Line line = metric.line(y);
        double smallest = buckets.bandwidth == null ? support : support / 2;
        double columns = smallest / (metric.metresPerX(y) * grid.cellWidth());
        int group = blocksPerGroup(columns);
        double groupColumns = group * buckets.blockWidth / grid.cellWidth();
        boolean doubtful = smallest * smallest < comfortableSquared || groupColumns > WIDEST_GROUP * columns;
        for (int image = buckets.firstImage; image <= buckets.lastImage; image++) {
            double left = buckets.left + image * metric.period();
            for (int first = 0; first < buckets.blocks; first += group) {
                int last = Math.min(buckets.blocks, first + group) - 1;
                double from = left + first * buckets.blockWidth;
                double to = left + (last + 1) * buckets.blockWidth;
                if (from - reach > grid.maxX() || to + reach < grid.minX()) {
                    continue;
                }
                boolean inspects = doubtful || from < grid.minX() || to > grid.maxX();
                double zero = grid.minX() - image * metric.period();
                monitor.check();
                begin(((from + to) / 2 - grid.minX()) / grid.cellWidth() - 0.5, groupColumns);
                for (int block = first; block <= last; block++) {
                    int end = buckets.start(bandwidthClass, block, lastBin + 1);
                    int inside = buckets.start(bandwidthClass, block, lowestInside);
                    int insideEnd = buckets.start(bandwidthClass, block, highestInside + 1);
                    for (int k = buckets.start(bandwidthClass, block, firstBin); k < end; k += CHUNK) {
                        int count = Math.min(CHUNK, end - k);
                        line.offsets(buckets.ordinates, k, count, dySquared, mSquared);
                        prepare(k, count, zero);
                        add(count, inspects || k < inside || k + count > insideEnd);
                    }
                }
                end();
            }
        }
    }

    /** Wide groups cost less a row, narrow ones keep the origin close to every kernel that is summed about it. */
    private int blocksPerGroup(double radius) {
        Buckets buckets = scene.buckets();
        double columns = Math.max(radius, Math.min(4 * radius, COMFORTABLE_GROUP));
        double blocks = Math.rint(columns * scene.grid().cellWidth() / buckets.blockWidth);
        return (int) Math.max(1, Math.min(buckets.blocks, blocks));
    }

    private void prepare(int from, int count, double zero) {
        double perColumn = 1 / scene.grid().cellWidth();
        double[] x = scene.buckets().x;
        for (int k = 0; k < count; k++) {
            column[k] = (x[from + k] - zero) * perColumn - 0.5;
        }
        if (scene.buckets().bandwidth != null) {
            prepareAdaptive(from, count);
        } else if (scene.metric().isUniform()) {
            prepareUniform(from, count);
        } else {
            prepareFixed(from, count);
        }
    }

    /** One bandwidth and one scale for all. */
    private void prepareUniform(int from, int count) {
        double[] weight = scene.weight();
        double h2 = scene.bandwidth() * scene.bandwidth();
        double metresPerColumn = scene.metric().metresPerX(0) * scene.grid().cellWidth();
        double perMetre = 1 / (metresPerColumn * metresPerColumn);
        double reachSquared = h2 * edgeSquared();
        double factor = kernel.peak() / h2;
        double scaling = factor * Kernel.power(1 / (h2 * perMetre), Math.max(0, power));
        for (int k = 0; k < count; k++) {
            halfSquared[k] = (reachSquared - dySquared[k]) * perMetre;
            height[k] = weight[from + k] * factor;
            scale[k] = weight[from + k] * scaling;
        }
        if (radiusSquared[0] != h2 * perMetre) {
            Arrays.fill(radiusSquared, h2 * perMetre);
        }
    }

    private void prepareFixed(int from, int count) {
        double[] weight = scene.weight();
        double cellSquared = scene.grid().cellWidth() * scene.grid().cellWidth();
        double h2 = scene.bandwidth() * scene.bandwidth();
        double reachSquared = h2 * edgeSquared();
        double factor = kernel.peak() / h2;
        for (int k = 0; k < count; k++) {
            double perMetre = 1 / (mSquared[k] * cellSquared);
            radiusSquared[k] = h2 * perMetre;
            halfSquared[k] = (reachSquared - dySquared[k]) * perMetre;
            height[k] = weight[from + k] * factor;
            scale[k] = height[k];
        }
        double perH2 = cellSquared / h2;
        for (int p = 0; p < power; p++) {
            for (int k = 0; k < count; k++) {
                scale[k] *= mSquared[k] * perH2;
            }
        }
    }

    private void prepareAdaptive(int from, int count) {
        double[] weight = scene.weight();
        double[] bandwidth = scene.buckets().bandwidth;
        double cellSquared = scene.grid().cellWidth() * scene.grid().cellWidth();
        double edgeSquared = edgeSquared();
        double peak = kernel.peak();
        if (scene.metric().isUniform()) {
            double metresPerX = scene.metric().metresPerX(0);
            Arrays.fill(mSquared, 0, count, metresPerX * metresPerX);
        }
        for (int k = 0; k < count; k++) {
            double h2 = bandwidth[from + k] * bandwidth[from + k];
            double perMetre = 1 / (mSquared[k] * cellSquared);
            radiusSquared[k] = h2 * perMetre;
            halfSquared[k] = (h2 * edgeSquared - dySquared[k]) * perMetre;
            height[k] = weight[from + k] * peak / h2;
            scale[k] = height[k];
        }
        for (int p = 0; p < power; p++) {
            for (int k = 0; k < count; k++) {
                scale[k] /= radiusSquared[k];
            }
        }
    }

    /** The square of where the kernel ends, with a step's edge counted in. */
    private double edgeSquared() {
        double edge = kernel.support() * (1 + (kernel.endsInStep() ? Kernel.EDGE : 0));
        return edge * edge;
    }

    /** The first cell of the row that a profile reaches, at most half a turn away: from there on the next image is met. */
    final int firstCell(double column, double half) {
        int first = (int) Math.ceil(column - (half < leftmost ? half : leftmost));
        return first < 0 ? 0 : first;
    }

    /** The last cell of the row that a profile reaches, at most half a turn away. */
    final int lastCell(double column, double half) {
        int last = (int) Math.floor(column + (half < rightmost ? half : rightmost));
        return last < width ? last : width - 1;
    }
}

package org.edubalance.density;

import java.util.function.DoubleUnaryOperator;
import org.edubalance.density.DensityEstimator.Scene;
import org.edubalance.work.Workers;

/**
 * The nodes that {@link MomentEstimator} sums. A grid column's centre is on a lattice column, with {@code fine − 1} more
 * between it and the next; rows are fixed to the origin of the coordinates, so that windows whose cells coincide agree.
 * Memory: 8 bytes a node.
 */
final class MomentLattice {

    /** A lattice may have this many nodes, or so many to a cell: twelve bytes, beside the four of the cell's value. */
    private static final int MOST_NODES = 1 << 20;

    private static final double MOST_NODES_PER_CELL = 1.5;

    private static final int MOST_IN_AN_ARRAY = Integer.MAX_VALUE - 8;

    private static final int ROWS_PER_BLOCK = 16;

    /** The share of the work, as progress is told. */
    private static final double SPREADING = 0.8;

    /** The lattice is wider than the kernel's reach by what interpolation needs. */
    private static final int MARGIN = 3;

    /** Steps between rows come in sizes of this ratio, so that windows at similar latitudes have the same. */
    private static final double STEP_RATIO = Math.pow(2, 0.125);

    private final NodeSpread spread;
    /** Lattice columns to a grid column. */
    private final int fine;
    /** Grid columns by which the lattice is wider on either side. */
    private final int padding;
    /** Every fine-th node of a row stands side by side, so that neighbouring cells' nodes do: this many. */
    private final int phase;
    /** The greatest |Δx| at which a kernel counts. */
    private final double reach;
    /** The nodes, as a number that can't overflow. */
    private final double nodes;

    private double[] values;
    private boolean[] empty;
    private GroundMetric.Ordinates ordinates;

    MomentLattice(DensityGrid grid, GroundMetric metric, Kernel kernel, double bandwidth) {
        double support = bandwidth * kernel.support() * (1 + Kernel.EDGE);
        double low = metric.lowest(grid.minY(), support);
        double high = metric.highest(grid.maxY(), support);
        double spacing = bandwidth / MomentKernel.nodesPerBandwidth(kernel);
        reach = Math.max(metric.reach(grid.minY(), support), metric.reach(grid.maxY(), support));
        double finest = Math.ceil(grid.cellWidth() * greatest(metric::metresPerX, low, high) / spacing);
        double widest = spacing / greatest(metric::metresPerY, low, high);
        double step = Math.pow(STEP_RATIO, Math.floor(Math.log(widest) / Math.log(STEP_RATIO)));
        double padded = Math.ceil(reach / grid.cellWidth()) + MARGIN;
        double first = Math.floor(low / step) - MARGIN;
        double rows = Math.ceil(high / step) + MARGIN + 1 - first;
        nodes = rows * finest * (grid.width() + 2 * padded);
        // what overflows here has too many nodes anyway
        fine = (int) Math.max(1, finest);
        padding = (int) padded;
        phase = grid.width() + 2 * padding;
        spread = new NodeSpread(
                grid.minX() + (0.5 - padding) * grid.cellWidth(),
                first * step,
                grid.cellWidth() / fine,
                step,
                fine * phase,
                (int) rows,
                metric.period());
    }

    /** The greatest of a scale that falls from the equator to the poles, or rises. */
    private static double greatest(DoubleUnaryOperator scale, double low, double high) {
        double ends = Math.max(scale.applyAsDouble(low), scale.applyAsDouble(high));
        return low < 0 && high > 0 ? Math.max(ends, scale.applyAsDouble(0)) : ends;
    }

    /** Whether the lattice is small enough, and no point is met twice by the same kernel on the way around the Earth. */
    boolean suits(DensityGrid grid, GroundMetric metric) {
        return nodes < Math.min(MOST_IN_AN_ARRAY, Math.max(MOST_NODES, MOST_NODES_PER_CELL * grid.cells()))
                && (metric.period() == 0 || reach < metric.period() / 2);
    }

    double nodes() {
        return nodes;
    }

    /** Spreads a scene's points over the nodes. */
    void fill(Scene scene, Workers workers) {
        int stride = spread.columns();
        values = new double[spread.rows() * stride];
        spread.add(scene, MomentLattice::lagrange, values, stride, workers.part(0, SPREADING));
        empty = new boolean[spread.rows()];
        workers.part(SPREADING, 1).run(spread.rows(), ROWS_PER_BLOCK, () -> {
            double[] row = new double[stride];
            return (from, to) -> {
                for (int j = from; j < to; j++) {
                    workers.monitor().check();
                    System.arraycopy(values, j * stride, row, 0, stride);
                    empty[j] = true;
                    for (int p = 0; p < fine; p++) {
                        int at = j * stride + p * phase;
                        for (int i = 0; i < phase; i++) {
                            double value = row[i * fine + p];
                            values[at + i] = value;
                            empty[j] &= value == 0;
                        }
                    }
                }
            };
        });
        double[] y = new double[spread.rows()];
        for (int j = 0; j < y.length; j++) {
            y[j] = y(j);
        }
        ordinates = scene.metric().prepare(y, y.length, workers.silent());
    }

    /** The shares of nodes −1, 0, 1 and 2 by which cubics are interpolated at t. */
    private static void lagrange(double t, double[] shares) {
        double outer = t * (1 - t) * (1 / 6d);
        double inner = (1 + t) * (2 - t) * 0.5;
        shares[0] = -outer * (2 - t);
        shares[1] = inner * (1 - t);
        shares[2] = inner * t;
        shares[3] = -outer * (1 + t);
    }

    /** Units of x between columns. */
    double spacingX() {
        return spread.spacingX();
    }

    /** Units of y between rows. */
    double spacingY() {
        return spread.spacingY();
    }

    /** The most lattice columns from a cell at which there are nodes. */
    int farthest() {
        return fine * padding - 1;
    }

    double y(int row) {
        return spread.bottom() + row * spread.spacingY();
    }

    /** The ordinates of the rows. */
    GroundMetric.Ordinates ordinates() {
        return ordinates;
    }

    boolean isEmpty(int row) {
        return empty[row];
    }

    /** The highest row at most at y, or the first. */
    int rowBelow(double y) {
        return (int) Math.max(0, Math.floor((y - spread.bottom()) / spread.spacingY()));
    }

    /** The lowest row at least at y, or the last. */
    int rowAbove(double y) {
        return (int) Math.min(spread.rows() - 1, Math.ceil((y - spread.bottom()) / spread.spacingY()));
    }

    /** Copies the values of the nodes that are some lattice columns off from grid columns. */
    void copy(int row, int column, int offset, double[] target, int count) {
        int at = row * spread.columns() + Math.floorMod(offset, fine) * phase;
        System.arraycopy(values, at + padding + column + Math.floorDiv(offset, fine), target, 0, count);
    }
}

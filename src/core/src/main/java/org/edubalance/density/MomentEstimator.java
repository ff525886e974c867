package org.edubalance.density;

import java.util.Arrays;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * Binning and moving moments, for smooth kernels on any ground metric: O(n + cells), whatever the radius.
 *
 * <p>Points are spread over the 4 × 4 nodes around them by cubic Lagrange interpolation, on a {@link MomentLattice} whose
 * columns are those of the grid or a whole part of them. As seen from one grid row all nodes of a lattice row are equally
 * far north or south, so along the row their kernel is one function of the distance s in columns: (a − s²)^p, say, with a
 * the square of half the length of the row within the kernel. Multiplied out, it needs of the lattice row no more than
 * the moments Σ v s^2k of the nodes v up to that distance on either side of a cell. They grow with the distance, by a node
 * on each side, and serve each grid row when they have grown to where its kernel ends ({@link MomentKernel}). Nothing is
 * ever taken off a sum, so nothing cancels.
 *
 * <p><b>Error</b>: below 8e-4 (quartic) or 5e-4 of the kernel's height for one point, measured wherever it and the cell
 * lie on the lattice; it is largest along the circle where the quartic's curvature jumps. Errors of many points are of
 * either sign, so that their sum stays below 1e-3 of the highest density, or of the heaviest point's height if that is
 * outside the grid; points set on a circle about one cell, so that their errors are alike there, pass that. The kernels
 * that have a kink or a step are not offered here.
 *
 * <p>Needs one bandwidth.
 */
final class MomentEstimator implements DensityEstimator {

    private static final int MOST_ROWS_PER_BLOCK = 64;

    /** A thread's sums are at most 8 MiB, or one row. */
    private static final int MOST_SUMS = 1 << 20;

    /** The share of the work, as progress is told. */
    private static final double FILLING = 0.4;

    private static final int CHECK_EVERY = 1 << 12;

    /** Columns that are summed together, so that their moments stay in the nearest cache. */
    private static final int STRIP = 512;

    @Override
    public String name() {
        return "moments";
    }

    /** Whether an estimate can be made, within the error bound and the memory. */
    static boolean suits(DensityGrid grid, GroundMetric metric, Kernel kernel, double bandwidth) {
        return MomentKernel.nodesPerBandwidth(kernel) > 0
                && MomentKernel.suits(kernel, grid, metric, bandwidth)
                && new MomentLattice(grid, metric, kernel, bandwidth).suits(grid, metric);
    }

    /** How many grid rows are summed together. */
    static int rowsPerBlock(DensityGrid grid) {
        return Math.max(1, Math.min(Math.min(grid.height(), MOST_ROWS_PER_BLOCK), MOST_SUMS / grid.width()));
    }

    @Override
    public void estimate(Scene scene, RowSink sink, Workers workers) {
        MomentLattice lattice = new MomentLattice(scene.grid(), scene.metric(), scene.kernel(), scene.bandwidth());
        lattice.fill(scene, workers.part(0, FILLING));
        workers.part(FILLING, 1)
                .run(
                        scene.grid().height(),
                        rowsPerBlock(scene.grid()),
                        () -> new Scan(scene, lattice, sink, workers.monitor()));
    }

    /** Computes blocks of grid rows, taking up one lattice row after the other. One object per thread. */
    private static final class Scan implements Workers.Worker {
        private final Scene scene;
        private final MomentLattice lattice;
        private final MomentKernel kernel;
        private final RowSink sink;
        private final Monitor monitor;
        private final int width;

        /** The rows' sums, strip by strip. */
        private final double[][][] sums;

        private final double[][] moments;
        private final double[] left = new double[STRIP];
        private final double[] right = new double[STRIP];

        private final GroundMetric.Line[] lines;
        /** Of each row of the block, the factors of the moments. */
        private final double[][] factors;
        /** The rows whose kernel ends at a number of nodes are linked in a list: its head, −1 for none. */
        private final int[] endingAt;

        private final int[] next;

        private final double[] dySquared = new double[1];
        private final double[] mSquared = new double[1];

        Scan(Scene scene, MomentLattice lattice, RowSink sink, Monitor monitor) {
            this.scene = scene;
            this.lattice = lattice;
            this.sink = sink;
            this.monitor = monitor;
            width = scene.grid().width();
            kernel = MomentKernel.of(scene, lattice.spacingX(), lattice.farthest());
            int rows = rowsPerBlock(scene.grid());
            lines = new GroundMetric.Line[rows];
            next = new int[rows];
            sums = new double[(width + STRIP - 1) / STRIP][rows][Math.min(width, STRIP)];
            moments = new double[kernel.moments()][STRIP];
            factors = new double[rows][kernel.moments()];
            endingAt = new int[lattice.farthest() + 1];
            Arrays.fill(endingAt, -1);
            // a uniform metric leaves this as it is
            Arrays.fill(mSquared, scene.metric().metresPerX(0) * scene.metric().metresPerX(0));
        }

        @Override
        public void rows(int from, int to) {
            DensityGrid grid = scene.grid();
            GroundMetric metric = scene.metric();
            for (int row = from; row < to; row++) {
                lines[row - from] = metric.line(grid.y(row));
                for (double[][] strip : sums) {
                    Arrays.fill(strip[row - from], 0);
                }
            }
            double support = scene.support(0);
            int last = lattice.rowAbove(metric.highest(grid.y(from), support));
            for (int j = lattice.rowBelow(metric.lowest(grid.y(to - 1), support)); j <= last; j++) {
                if (!lattice.isEmpty(j)) {
                    add(j, to - from);
                }
            }
            double[] line = new double[width];
            for (int row = from; row < to; row++) {
                for (int c = 0; c < width; c++) {
                    line[c] = Math.max(0, sums[c / STRIP][row - from][c % STRIP]);
                }
                sink.row(row, line);
            }
        }

        /** Adds a lattice row to the block. */
        private void add(int j, int rows) {
            kernel.begin(lattice.y(j));
            int farthest = -1;
            for (int t = 0; t < rows; t++) {
                lines[t].offsets(lattice.ordinates(), j, 1, dySquared, mSquared);
                int end = kernel.cut(dySquared[0], mSquared[0], factors[t]);
                if (end >= 0) {
                    next[t] = endingAt[end];
                    endingAt[end] = t;
                    farthest = Math.max(farthest, end);
                }
            }
            for (int strip = 0; strip < sums.length && farthest >= 0; strip++) {
                addStrip(j, strip, farthest);
            }
            Arrays.fill(endingAt, 0, farthest + 1, -1);
        }

        private void addStrip(int j, int strip, int farthest) {
            int first = strip * STRIP;
            int count = Math.min(STRIP, width - first);
            for (double[] moment : moments) {
                Arrays.fill(moment, 0);
            }
            for (int n = 0; n <= farthest; n++) {
                if (n % CHECK_EVERY == 0) {
                    monitor.check();
                }
                lattice.copy(j, first, -n, left, count);
                if (n == 0) {
                    Arrays.fill(right, 0);
                } else {
                    lattice.copy(j, first, n, right, count);
                }
                grow(n, count);
                for (int t = endingAt[n]; t >= 0; t = next[t]) {
                    serve(sums[strip][t], factors[t], count);
                }
            }
        }

        private void grow(int n, int count) {
            grow(
                    moments[0],
                    moments[1],
                    moments[2],
                    left,
                    right,
                    kernel.growth(0, n),
                    kernel.growth(1, n),
                    kernel.growth(2, n),
                    count);
            if (moments.length > 3) {
                grow(moments[3], left, right, kernel.growth(3, n), count);
            }
        }

        private void serve(double[] sum, double[] factor, int count) {
            add(sum, moments[0], moments[1], moments[2], factor[0], factor[1], factor[2], count);
            if (moments.length > 3) {
                add(sum, moments[3], factor[3], count);
            }
        }

        /** Three at once, because these loops wait for memory. */
        private static void grow(
                double[] moment0,
                double[] moment1,
                double[] moment2,
                double[] left,
                double[] right,
                double factor0,
                double factor1,
                double factor2,
                int count) {
            for (int c = 0; c < count; c++) {
                double both = left[c] + right[c];
                moment0[c] += factor0 * both;
                moment1[c] += factor1 * both;
                moment2[c] += factor2 * both;
            }
        }

        private static void add(
                double[] sum,
                double[] moment0,
                double[] moment1,
                double[] moment2,
                double factor0,
                double factor1,
                double factor2,
                int count) {
            for (int c = 0; c < count; c++) {
                sum[c] += factor0 * moment0[c] + factor1 * moment1[c] + factor2 * moment2[c];
            }
        }

        private static void grow(double[] moment, double[] left, double[] right, double factor, int count) {
            for (int c = 0; c < count; c++) {
                moment[c] += factor * (left[c] + right[c]);
            }
        }

        private static void add(double[] sum, double[] moment, double factor, int count) {
            for (int c = 0; c < count; c++) {
                sum[c] += factor * moment[c];
            }
        }
    }
}

package org.edubalance.density;

import org.edubalance.work.Workers;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Binning and FFT on a coarse lattice for kernels that are smooth at its spacing: O(n + cells), whatever the radius.
 *
 * <p>The lattice has {@link #nodesPerBandwidth} nodes to a bandwidth. Points are spread over the 4 × 4 nodes around them
 * by the cubic B-spline β, the kernel's samples are convolved with that, and the surface at a cell is read from the nodes
 * by β again. So a point at x adds Σ_a Σ_b β(s − a) c(a − b) β(x − b) at s; c is the kernel divided by the spectrum of
 * the sampled β, once for each β, which makes both steps interpolate: fourth order where the kernel is smooth (M. Unser,
 * "Splines: a perfect fit for signal and image processing", 1999).
 *
 * <p><b>Error</b>: below 6e-4 of the kernel's height for one point, wherever it and the cell lie on the lattice; it is
 * largest for the quartic, along the circle where its curvature jumps. Errors of many points are of either sign, and
 * their sum mostly stays below 1e-3 of the highest density (docs/performance.md). Kernels with a kink or a step
 * are not offered here. The lattice is fixed to the origin of the coordinates, not to the grid, so windows agree.
 *
 * <p>Needs a uniform metric and one bandwidth. Memory: 16 bytes a node, and the lattice is never finer than the grid.
 */
final class BinnedEstimator implements DensityEstimator {

    /** Nodes over which a B-spline's inverse filter dies out, to 1e-7. */
    private static final int PADDING = 16;

    private static final int LINES_PER_BLOCK = 16;

    /** So that a lattice of a size that suits the FFT has an index. */
    private static final int MOST_NODES = 1 << 30;

    @Override
    public String name() {
        return "binned";
    }

    /** Nodes to a bandwidth at which the error bound holds; 0 for kernels that are not smooth enough. */
    static double nodesPerBandwidth(Kernel kernel) {
        switch (kernel) {
            case QUARTIC:
                return 24;
            case TRIWEIGHT:
                return 12;
            case GAUSSIAN:
                return 4;
            default:
                return 0;
        }
    }

    /** Whether an estimate can be made, within the error bound and the memory. */
    static boolean suits(DensityGrid grid, GroundMetric metric, Kernel kernel, double bandwidth) {
        double nodes = nodesPerBandwidth(kernel);
        if (nodes == 0 || !metric.isUniform()) {
            return false;
        }
        double spacing = bandwidth / nodes / metric.metresPerX(0);
        double cell = Math.min(grid.cellWidth(), grid.cellHeight());
        double columns = (grid.maxX() - grid.minX()) / spacing + 2 * nodes * kernel.support() + PADDING;
        double rows = (grid.maxY() - grid.minY()) / spacing + 2 * nodes * kernel.support() + PADDING;
        return spacing >= 1.5 * cell && columns * rows < Math.min(MOST_NODES, Math.max(1 << 20, grid.cells()));
    }

    @Override
    public void estimate(Scene scene, RowSink sink, Workers workers) {
        Lattice lattice = new Lattice(scene, workers.part(0, 0.9));
        lattice.bin();
        lattice.convolve();
        workers.part(0.9, 1).run(scene.grid().height(), LINES_PER_BLOCK, () -> lattice.reader(sink));
    }

    /** The values of the four cubic B-splines about a place between two nodes, t from the left one. */
    private static void spline(double t, double[] weights, int at) {
        double u = 1 - t;
        weights[at] = u * u * u * (1 / 6d);
        weights[at + 1] = 2 / 3d - t * t * (1 - t * 0.5);
        weights[at + 2] = 2 / 3d - u * u * (1 - u * 0.5);
        weights[at + 3] = t * t * t * (1 / 6d);
    }

    private static final class Lattice {
        private final Scene scene;
        private final Workers workers;
        private final double spacing;
        /** The lattice's index of the first column and row, counted from the coordinates' origin. */
        private final double firstColumn;

        private final double firstRow;
        private final int columns;
        private final int rows;
        /** Doubles to a row: the half spectrum of a real row. */
        private final int stride;

        private double[] values;

        Lattice(Scene scene, Workers workers) {
            this.scene = scene;
            this.workers = workers;
            DensityGrid grid = scene.grid();
            double nodes = nodesPerBandwidth(scene.kernel());
            spacing = scene.bandwidth() / nodes / scene.metric().metresPerX(0);
            double reach = Math.ceil(nodes * scene.kernel().support()) + 2;
            firstColumn = Math.floor(grid.minX() / spacing) - reach;
            firstRow = Math.floor(grid.minY() / spacing) - reach;
            columns = smooth((int) (Math.ceil(grid.maxX() / spacing) + reach - firstColumn) + PADDING);
            rows = smooth((int) (Math.ceil(grid.maxY() / spacing) + reach - firstRow) + PADDING);
            stride = columns + 2;
        }

        /** The next even number that is a product of 2, 3 and 5, for which the FFT is quick. */
        private static int smooth(int size) {
            for (int n = size + size % 2; ; n += 2) {
                int rest = n;
                for (int prime : new int[] {2, 3, 5}) {
                    while (rest % prime == 0) {
                        rest /= prime;
                    }
                }
                if (rest == 1) {
                    return n;
                }
            }
        }

        /** Spreads the points over the nodes. */
        void bin() {
            values = new double[rows * stride];
            new NodeSpread(firstColumn * spacing, firstRow * spacing, spacing, spacing, columns, rows, 0)
                    .add(scene, (t, shares) -> spline(t, shares, 0), values, stride, workers.part(0, 0.4));
        }

        /** Convolves with the kernel: rows there, columns there and back, rows back. */
        void convolve() {
            double[] kernel = kernelRows();
            workers.part(0.5, 0.6).run(rows, LINES_PER_BLOCK, () -> rowTransform(values, false));
            double[] bx = splineSpectrum(columns);
            double[] by = splineSpectrum(rows);
            workers.part(0.6, 0.9).run(columns / 2 + 1, LINES_PER_BLOCK, () -> {
                DoubleFFT_1D fft = new DoubleFFT_1D(rows);
                double[] line = new double[2 * rows];
                double[] kernelLine = new double[2 * rows];
                return (from, to) -> {
                    for (int c = from; c < to; c++) {
                        workers.monitor().check();
                        column(kernel, c, kernelLine, fft);
                        column(values, c, line, fft);
                        for (int r = 0; r < rows; r++) {
                            // the kernel is even, so its spectrum is real
                            double factor = kernelLine[2 * r] / (bx[c] * bx[c] * by[r] * by[r]);
                            line[2 * r] *= factor;
                            line[2 * r + 1] *= factor;
                        }
                        fft.complexInverse(line, true);
                        for (int r = 0; r < rows; r++) {
                            values[r * stride + 2 * c] = line[2 * r];
                            values[r * stride + 2 * c + 1] = line[2 * r + 1];
                        }
                    }
                };
            });
            workers.part(0.9, 1).run(rows, LINES_PER_BLOCK, () -> rowTransform(values, true));
        }

        private void column(double[] from, int c, double[] line, DoubleFFT_1D fft) {
            for (int r = 0; r < rows; r++) {
                line[2 * r] = from[r * stride + 2 * c];
                line[2 * r + 1] = from[r * stride + 2 * c + 1];
            }
            fft.complexForward(line);
        }

        /** Transforms real rows to their half spectra, columns/2 + 1 complex numbers each, or back. */
        private Workers.Worker rowTransform(double[] data, boolean back) {
            DoubleFFT_1D fft = new DoubleFFT_1D(columns);
            double[] line = new double[columns];
            return (from, to) -> {
                for (int r = from; r < to; r++) {
                    workers.monitor().check();
                    int at = r * stride;
                    System.arraycopy(data, at, line, 0, columns);
                    if (back) {
                        // the packed form has the last, real coefficient in place of the first's zero imaginary part
                        line[1] = data[at + columns];
                        fft.realInverse(line, true);
                        System.arraycopy(line, 0, data, at, columns);
                    } else {
                        fft.realForward(line);
                        System.arraycopy(line, 0, data, at, columns);
                        data[at + columns] = line[1];
                        data[at + columns + 1] = 0;
                        data[at + 1] = 0;
                    }
                }
            };
        }

        /** The kernel's samples about node (0, 0), in weight per m² for weight 1, their rows transformed. */
        private double[] kernelRows() {
            double[] samples = new double[rows * stride];
            Kernel kernel = scene.kernel();
            double h = scene.bandwidth();
            double nodes = nodesPerBandwidth(kernel);
            int reach = (int) Math.ceil(nodes * kernel.support());
            for (int dr = -reach; dr <= reach; dr++) {
                for (int dc = -reach; dc <= reach; dc++) {
                    int at = Math.floorMod(dr, rows) * stride + Math.floorMod(dc, columns);
                    samples[at] = kernel.value(Math.hypot(dr, dc) / nodes) / (h * h);
                }
            }
            workers.part(0.4, 0.5).run(rows, LINES_PER_BLOCK, () -> rowTransform(samples, false));
            return samples;
        }

        /** The spectrum of (1, 4, 1)/6, the B-spline at the nodes. */
        private static double[] splineSpectrum(int n) {
            double[] result = new double[n];
            for (int k = 0; k < n; k++) {
                result[k] = (2 + Math.cos(2 * Math.PI * k / n)) / 3;
            }
            return result;
        }

        /** Reads grid rows from the lattice. */
        Workers.Worker reader(RowSink sink) {
            DensityGrid grid = scene.grid();
            int width = grid.width();
            int[] left = new int[width];
            double[] across = new double[4 * width];
            for (int i = 0; i < width; i++) {
                double column = grid.x(i) / spacing - firstColumn;
                left[i] = (int) column - 1;
                spline(column - (int) column, across, 4 * i);
            }
            double[] up = new double[4];
            double[] line = new double[columns];
            double[] sum = new double[width];
            return (from, to) -> {
                for (int row = from; row < to; row++) {
                    workers.monitor().check();
                    double at = grid.y(row) / spacing - firstRow;
                    int r = ((int) at - 1) * stride;
                    spline(at - (int) at, up, 0);
                    for (int c = 0; c < columns; c++) {
                        line[c] = up[0] * values[r + c]
                                + up[1] * values[r + stride + c]
                                + up[2] * values[r + 2 * stride + c]
                                + up[3] * values[r + 3 * stride + c];
                    }
                    for (int i = 0; i < width; i++) {
                        int c = left[i];
                        double value = across[4 * i] * line[c]
                                + across[4 * i + 1] * line[c + 1]
                                + across[4 * i + 2] * line[c + 2]
                                + across[4 * i + 3] * line[c + 3];
                        sum[i] = Math.max(0, value);
                    }
                    sink.row(row, sum);
                }
            };
        }
    }
}

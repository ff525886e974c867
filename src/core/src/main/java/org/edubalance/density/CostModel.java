package org.edubalance.density;

import org.edubalance.density.DensityEstimator.Scene;

/**
 * Predicts what an estimate costs, in nanoseconds of one core of a 2020s server. A
 * point's kernel cuts R = min(2 r_y, rows) rows along C = min(π/2 · r_x, columns) cells each, r the radius in cells. The
 * constants were measured; docs/performance.md tells how.
 */
final class CostModel {

    /** To find out where a kernel cuts a row. */
    private static final double PROFILE = 5;

    private static final double SCATTER_POLYNOMIAL_CELL = 0.6;
    private static final double SCATTER_TRIANGULAR_CELL = 5;
    private static final double SCATTER_GAUSSIAN_CELL = 1.2;
    private static final double SCATTER_GAUSSIAN_PROFILE = 60;

    /** To add and take off one coefficient. */
    private static final double SWEEP_TERM = 1.5;

    /** To sum and evaluate one term at one cell, in groups of columns that overlap. */
    private static final double SWEEP_CELL_TERM = 2;

    /** To spread a point over the lattice's nodes. */
    private static final double SPREAD_POINT = 30;

    /** To transform a node there and back, with the kernel. */
    private static final double BINNED_NODE = 65;

    private static final double BINNED_CELL = 4;

    /** To add a node to a moment at one cell, or a moment to a cell. */
    private static final double MOMENT = 0.12;

    /** To put a node there and to look at it. */
    private static final double MOMENT_NODE = 3.5;

    private final double points;
    private final double profiles;
    private final double cellsPerProfile;
    private final double cells;
    private final Kernel kernel;
    private final double binned;
    private final double moments;

    CostModel(Scene scene) {
        DensityGrid grid = scene.grid();
        kernel = scene.kernel();
        double support = 0;
        for (int c = 0; c < scene.classes(); c++) {
            // of an adaptive estimate the middle class stands for all
            support += scene.support(c) / scene.classes();
        }
        double columns = columns(grid, scene.metric(), support);
        double rows = rows(grid, scene.metric(), support);
        points = scene.size();
        profiles = points * Math.min(2 * rows + 1, grid.height());
        cellsPerProfile = Math.min(Math.PI / 2 * columns + 1, grid.width());
        cells = (double) grid.cells() * scene.classes();
        boolean fixed = scene.buckets() == null || scene.buckets().bandwidth == null;
        binned = fixed && BinnedEstimator.suits(grid, scene.metric(), kernel, scene.bandwidth())
                ? binned(grid, columns, rows)
                : Double.POSITIVE_INFINITY;
        moments = fixed && MomentEstimator.suits(grid, scene.metric(), kernel, scene.bandwidth())
                ? moments(scene, rows)
                : Double.POSITIVE_INFINITY;
    }

    /** Of exact estimates alone, and points of one bandwidth. */
    CostModel(double points, DensityGrid grid, GroundMetric metric, Kernel kernel, double support) {
        this.kernel = kernel;
        this.points = points;
        profiles = points * Math.min(2 * rows(grid, metric, support) + 1, grid.height());
        cellsPerProfile = Math.min(Math.PI / 2 * columns(grid, metric, support) + 1, grid.width());
        cells = grid.cells();
        binned = Double.POSITIVE_INFINITY;
        moments = Double.POSITIVE_INFINITY;
    }

    private static double columns(DensityGrid grid, GroundMetric metric, double support) {
        return support / (metric.metresPerX((grid.minY() + grid.maxY()) / 2) * grid.cellWidth());
    }

    private static double rows(DensityGrid grid, GroundMetric metric, double support) {
        return support / (metric.metresPerY((grid.minY() + grid.maxY()) / 2) * grid.cellHeight());
    }

    private double binned(DensityGrid grid, double columns, double rows) {
        double perBandwidth = BinnedEstimator.nodesPerBandwidth(kernel) * kernel.support();
        double nodes = (grid.width() / columns + 2) * (grid.height() / rows + 2) * perBandwidth * perBandwidth;
        return points * SPREAD_POINT + nodes * BINNED_NODE + cells * BINNED_CELL;
    }

    private double moments(Scene scene, double rows) {
        DensityGrid grid = scene.grid();
        MomentLattice lattice = new MomentLattice(grid, scene.metric(), kernel, scene.bandwidth());
        double latticeRows = grid.cellHeight() / lattice.spacingY();
        double block = MomentEstimator.rowsPerBlock(grid);
        // of a lattice row, the moments grow anew for each block of grid rows that it reaches
        double growing = (1 + 2 * rows / block) * lattice.farthest();
        double serving = 2 * rows;
        return points * SPREAD_POINT
                + lattice.nodes() * MOMENT_NODE
                + cells * latticeRows * MomentKernel.moments(kernel) * (growing + serving) * MOMENT;
    }

    double scatter() {
        switch (kernel) {
            case GAUSSIAN:
                return profiles * (PROFILE + SCATTER_GAUSSIAN_PROFILE + SCATTER_GAUSSIAN_CELL * cellsPerProfile);
            case TRIANGULAR:
                return profiles * (PROFILE + SCATTER_TRIANGULAR_CELL * cellsPerProfile);
            default:
                return profiles * (PROFILE + SCATTER_POLYNOMIAL_CELL * cellsPerProfile);
        }
    }

    /** Infinite for kernels that are no polynomials. */
    double sweep() {
        if (!kernel.isPolynomial()) {
            return Double.POSITIVE_INFINITY;
        }
        int terms = 2 * kernel.power() + 1;
        // a sparse row is evaluated where it was touched only
        double evaluated = Math.min(cells, profiles * cellsPerProfile);
        return profiles * (PROFILE + SWEEP_TERM * terms) + evaluated * SWEEP_CELL_TERM * terms;
    }

    /** Infinite where the error bound would not hold. */
    double binned() {
        return binned;
    }

    /** Infinite where the error bound would not hold. */
    double moments() {
        return moments;
    }
}

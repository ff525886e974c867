package org.edubalance.density;

import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * Kernel density of weighted points on a grid, in true units:
 *
 * <pre>f(s) = Σ w_i / h_i² · K(d_i(s) / h_i)</pre>
 *
 * with d_i(s) the distance on the ground from the centre s of a cell, w_i the weight and h_i the bandwidth of point i, in
 * metres, and K a {@link Kernel} that integrates to 1. So the volume under a point's surface is its weight, whatever the
 * grid, and the density at a place does not depend on the window that it is seen in.
 *
 * <p>The common case is one call: {@link #density(double[], double[], double[], double, DensityGrid, GroundMetric)}. An
 * object of this class holds the settings for others; it never changes, so it may be used again and by several threads.
 * An estimate is fast because points are sorted once and swept row by row ({@link SweepEstimator}); what was used is in
 * the result.
 *
 * @param metric the distances
 * @param kernel the kernel's shape
 * @param adaptive whether bandwidths shrink where points are dense; the radius is then the geometric middle of them
 * @param studyArea cells outside get no value; null for none
 * @param edgeCorrection whether each point's weight is divided by the share of its kernel in the study area, so that the
 *     weight of the points in the area is the density's integral over it. Points outside then count for nothing
 * @param precision whether the estimate may give up exactness
 * @param output what a cell's value is
 * @param areaUnit the area that a density refers to
 */
public record KernelDensity(
        GroundMetric metric,
        Kernel kernel,
        boolean adaptive,
        StudyArea studyArea,
        boolean edgeCorrection,
        Precision precision,
        DensityOutput output,
        AreaUnit areaUnit) {

    private static final int MOST_CELLS = Integer.MAX_VALUE - 8;

    /** The quartic density per km². */
    public KernelDensity(GroundMetric metric) {
        this(
                metric,
                Kernel.QUARTIC,
                false,
                null,
                false,
                Precision.AUTO,
                DensityOutput.DENSITY,
                AreaUnit.SQUARE_KILOMETRE);
    }

    /**
     * The quartic density per km², row by row from the top.
     *
     * @param weight a weight for each point, or null for 1 each
     * @param radius in metres
     */
    public static float[] density(
            double[] x, double[] y, double[] weight, double radius, DensityGrid grid, GroundMetric metric) {
        WeightedPoints points = new WeightedPoints();
        for (int i = 0; i < x.length; i++) {
            points.add(x[i], y[i], weight == null ? 1 : weight[i]);
        }
        return new KernelDensity(metric).estimate(points, grid, radius).band(0);
    }

    /** The same settings with another kernel. */
    public KernelDensity kernel(Kernel value) {
        return new KernelDensity(metric, value, adaptive, studyArea, edgeCorrection, precision, output, areaUnit);
    }

    /** The same settings with adaptive bandwidths or without. */
    public KernelDensity adaptive(boolean value) {
        return new KernelDensity(metric, kernel, value, studyArea, edgeCorrection, precision, output, areaUnit);
    }

    /** The same settings with another study area; null for none. */
    public KernelDensity studyArea(StudyArea value) {
        return new KernelDensity(metric, kernel, adaptive, value, edgeCorrection, precision, output, areaUnit);
    }

    /** The same settings with edge correction or without. */
    public KernelDensity edgeCorrection(boolean value) {
        return new KernelDensity(metric, kernel, adaptive, studyArea, value, precision, output, areaUnit);
    }

    /** The same settings with another precision. */
    public KernelDensity precision(Precision value) {
        return new KernelDensity(metric, kernel, adaptive, studyArea, edgeCorrection, value, output, areaUnit);
    }

    /** The same settings with another output. */
    public KernelDensity output(DensityOutput value) {
        return new KernelDensity(metric, kernel, adaptive, studyArea, edgeCorrection, precision, value, areaUnit);
    }

    /** The same settings with another unit of area. */
    public KernelDensity areaUnit(AreaUnit value) {
        return new KernelDensity(metric, kernel, adaptive, studyArea, edgeCorrection, precision, output, value);
    }

    /** As {@link #estimate(Workers, WeightedPoints, DensityGrid, double...)}, on the common pool, watched by nobody. */
    public DensitySurface estimate(WeightedPoints points, DensityGrid grid, double... radii) {
        return estimate(Workers.of(Monitor.NONE), points, grid, radii);
    }

    /**
     * Estimates one band for each radius. The points are taken over: they come back in another order, moved by whole
     * turns around the Earth, and with edge correction without those outside the study area.
     *
     * @param workers who computes; the result is the same for any number of threads
     * @param radii bandwidths in metres
     * @throws Refusal if a radius is not positive, edge correction is asked for without a study area, or the grid has more
     *     cells than an array
     */
    public DensitySurface estimate(Workers workers, WeightedPoints points, DensityGrid grid, double... radii) {
        return estimate(workers, points, grid, null, radii);
    }

    /**
     * As above, on a grid of which the metric does not know the coordinates. It is slower, by a kernel for each cell and
     * point that is near.
     *
     * @param points in coordinates of the metric
     * @param places of the grid's cells, in the same; null where the grid is in them itself
     */
    public DensitySurface estimate(
            Workers workers, WeightedPoints points, DensityGrid grid, CellPlaces places, double... radii) {
        check(grid, radii);
        return new DensityRun(this, points, grid, places, radii.clone()).surface(workers);
    }

    /**
     * As {@link #estimate(Workers, WeightedPoints, DensityGrid, double...)}, row by row and in full precision, and without
     * {@link DensityOutput#SCALED}, which needs all rows at once.
     */
    public void rows(Workers workers, WeightedPoints points, DensityGrid grid, DensityRows rows, double... radii) {
        check(grid, radii);
        if (output == DensityOutput.SCALED) {
            throw new IllegalArgumentException("rows alone cannot be scaled");
        }
        new DensityRun(this, points, grid, null, radii.clone()).rows(workers, rows);
    }

    /**
     * What an exact estimate of fixed bandwidths costs, in nanoseconds of one core: good enough to share out work by.
     *
     * @param points how many points there are that reach the grid
     */
    public double exactCost(double points, DensityGrid grid, double... radii) {
        double cost = 0;
        for (double radius : radii) {
            CostModel model = new CostModel(points, grid, metric, kernel, radius * kernel.support());
            cost += Math.min(model.sweep(), model.scatter());
        }
        return cost;
    }

    private void check(DensityGrid grid, double... radii) {
        if (radii.length == 0) {
            throw Refusal.of("density.radius.none").about("radius").missing();
        }
        for (double radius : radii) {
            if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
                throw Refusal.of("density.radius", "got", radius).about("radius");
            }
        }
        if (edgeCorrection && studyArea == null) {
            throw Refusal.of("density.edge").about("mask").missing();
        }
        if (grid.cells() > MOST_CELLS) {
            throw Refusal.of("density.cells", "limit", MOST_CELLS, "got", grid.cells());
        }
    }
}

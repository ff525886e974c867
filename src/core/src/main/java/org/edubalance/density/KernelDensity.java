package org.edubalance.density;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.edubalance.density.DensityEstimator.Scene;

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
 * object of this class holds the settings for others and may be used again; it is not thread-safe, but computes in
 * several threads. It is fast because points are sorted once and swept row by row ({@link SweepEstimator}); what was used
 * is in the result.
 */
public final class KernelDensity {

    /** The share of the work, as progress is told, that adaptive bandwidths take, and edge correction. */
    private static final double PREPARING = 0.3;

    private final GroundMetric metric;
    private Kernel kernel = Kernel.QUARTIC;
    private boolean adaptive;
    private StudyArea studyArea;
    private boolean edgeCorrection;
    private Precision precision = Precision.AUTO;
    private DensityOutput output = DensityOutput.DENSITY;
    private AreaUnit areaUnit = AreaUnit.SQUARE_KILOMETRE;
    private Executor executor = ForkJoinPool.commonPool();
    private int threads = Runtime.getRuntime().availableProcessors();
    private Monitor monitor = Monitor.NONE;

    public KernelDensity(GroundMetric metric) {
        this.metric = metric;
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

    public KernelDensity kernel(Kernel value) {
        kernel = value;
        return this;
    }

    /** Whether bandwidths shrink where points are dense; the radius is then the geometric middle of them. */
    public KernelDensity adaptive(boolean value) {
        adaptive = value;
        return this;
    }

    /** Cells outside get no value; null for none. */
    public KernelDensity studyArea(StudyArea value) {
        studyArea = value;
        return this;
    }

    /**
     * Whether each point's weight is divided by the share of its kernel in the study area, so that the weight of the
     * points in the area is the density's integral over it. Points outside then count for nothing.
     */
    public KernelDensity edgeCorrection(boolean value) {
        edgeCorrection = value;
        return this;
    }

    public KernelDensity precision(Precision value) {
        precision = value;
        return this;
    }

    public KernelDensity output(DensityOutput value) {
        output = value;
        return this;
    }

    public KernelDensity areaUnit(AreaUnit value) {
        areaUnit = value;
        return this;
    }

    /** Where helpers of the calling thread run, and how many threads compute in all. The result is the same for any. */
    public KernelDensity executor(Executor value, int threadCount) {
        executor = value;
        threads = threadCount;
        return this;
    }

    public KernelDensity monitor(Monitor value) {
        monitor = value;
        return this;
    }

    /**
     * Estimates one band for each radius. The points are taken over: they come back in another order, moved by whole
     * turns around the Earth, and with edge correction without those outside the study area.
     *
     * @param radii bandwidths in metres
     * @throws IllegalArgumentException if a radius is not positive, or edge correction is asked for without a study area
     * @throws java.util.concurrent.CancellationException if the monitor says so
     */
    public DensitySurface estimate(WeightedPoints points, DensityGrid grid, double... radii) {
        check(grid, radii);
        int outside = edgeCorrection ? dropOutside(points) : 0;
        float[][] bands = new float[radii.length][];
        Set<String> used = new LinkedHashSet<>();
        Buckets shared = null;
        double adapting = adaptive ? PREPARING : 0;
        double prepared = adapting + (edgeCorrection ? PREPARING : 0);
        for (int band = 0; band < radii.length; band++) {
            Monitor part = new Stage(monitor, band / (double) radii.length, (band + 1) / (double) radii.length);
            Workers workers = new Workers(executor, threads, part);
            double radius = radii[band];
            Scene scene = scene(points, shared, grid, radius, workers.stage(0, adapting));
            if (!adaptive && !new CostModel(scene).approximates(precision)) {
                if (shared == null) {
                    shared = fixedBuckets(points, grid, radii);
                }
                scene = scene(points, shared, grid, radius, workers.stage(0, adapting));
            }
            CostModel cost = new CostModel(scene);
            DensityEstimator estimator = cost.approximates(precision) ? cost.approximate() : cost.exact();
            used.add(estimator.name());
            bands[band] = new float[(int) grid.cells()];
            Scene weighted = weighted(scene, workers.stage(adapting, prepared));
            estimator.estimate(weighted, new Output(grid, bands[band]), workers.stage(prepared, 1));
            if (output == DensityOutput.SCALED) {
                scale(bands[band]);
            }
        }
        return new DensitySurface(grid, radii.clone(), bands, String.join("+", used), outside);
    }

    private void check(DensityGrid grid, double[] radii) {
        if (radii.length == 0) {
            throw new IllegalArgumentException("a density needs a radius");
        }
        for (double radius : radii) {
            if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("radius must be > 0 metres, got " + radius);
            }
        }
        if (edgeCorrection && studyArea == null) {
            throw new IllegalArgumentException("edge correction needs a study area");
        }
        if (grid.cells() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "a grid can't have more than " + (Integer.MAX_VALUE - 8) + " cells, got " + grid.cells());
        }
    }

    private int dropOutside(WeightedPoints points) {
        double period = metric.period();
        if (period > 0) {
            double x = studyArea.envelope().centre().x;
            for (int i = 0; i < points.size(); i++) {
                points.x()[i] -= period * Math.rint((points.x(i) - x) / period);
            }
        }
        boolean[] inside = new boolean[points.size()];
        for (int i = 0; i < inside.length; i++) {
            if (i % 1024 == 0) {
                monitor.check();
            }
            inside[i] = studyArea.contains(points.x(i), points.y(i));
        }
        return points.retain(inside);
    }

    private Buckets fixedBuckets(WeightedPoints points, DensityGrid grid, double[] radii) {
        double support = kernel.support() * (1 + Kernel.EDGE);
        double smallest = Arrays.stream(radii).min().orElseThrow() * support;
        double largest = Arrays.stream(radii).max().orElseThrow() * support;
        return new Buckets(points, null, metric, grid, smallest, largest, monitor);
    }

    private Buckets adaptiveBuckets(WeightedPoints points, DensityGrid grid, double radius, Workers workers) {
        double[] bandwidth = AdaptiveBandwidth.of(points, radius, kernel, metric, workers);
        double support = kernel.support() * (1 + Kernel.EDGE);
        double smallest = Arrays.stream(bandwidth).min().orElse(radius) * support;
        double largest = Arrays.stream(bandwidth).max().orElse(radius) * support;
        return new Buckets(points, bandwidth, metric, grid, smallest, largest, monitor);
    }

    private Scene scene(WeightedPoints points, Buckets shared, DensityGrid grid, double radius, Workers workers) {
        Buckets buckets = adaptive ? adaptiveBuckets(points, grid, radius, workers) : shared;
        return new Scene(grid, metric, kernel, points, buckets, radius, points.weight());
    }

    /** With edge correction, the scene with weights over the shares of the kernels that fall inside. */
    private Scene weighted(Scene scene, Workers workers) {
        if (!edgeCorrection) {
            return scene;
        }
        WeightedPoints points = scene.points();
        double[] bandwidth = scene.buckets() == null ? null : scene.buckets().bandwidth;
        double[] result = new double[scene.size()];
        workers.run(result.length, 256, () -> (from, to) -> {
            for (int i = from; i < to; i++) {
                workers.monitor().check();
                double h = bandwidth == null ? scene.bandwidth() : bandwidth[i];
                double share = studyArea.share(points.x(i), points.y(i), h, kernel, metric);
                result[i] = share > 0 ? points.weight(i) / share : 0;
            }
        });
        return new Scene(scene.grid(), metric, kernel, points, scene.buckets(), scene.bandwidth(), result);
    }

    /** Puts rows into a band, in the unit that was asked for. */
    private final class Output implements DensityEstimator.RowSink {
        private final DensityGrid grid;
        private final float[] band;
        private final double perArea;

        Output(DensityGrid grid, float[] band) {
            this.grid = grid;
            this.band = band;
            this.perArea = areaUnit.squareMetres();
        }

        @Override
        public void row(int row, double[] perSquareMetre) {
            double factor = perArea;
            if (output == DensityOutput.EXPECTED_COUNT) {
                double bottom = grid.maxY() - (row + 1) * grid.cellHeight();
                factor = metric.area(grid.cellWidth(), bottom, bottom + grid.cellHeight());
            }
            int start = row * grid.width();
            for (int i = 0; i < grid.width(); i++) {
                band[start + i] = (float) (perSquareMetre[i] * factor);
            }
            if (studyArea != null) {
                boolean[] inside = new boolean[grid.width()];
                studyArea.mark(grid, row, inside);
                for (int i = 0; i < inside.length; i++) {
                    if (!inside[i]) {
                        band[start + i] = Float.NaN;
                    }
                }
            }
        }
    }

    private static void scale(float[] band) {
        float max = 0;
        for (float value : band) {
            max = value > max ? value : max;
        }
        if (max > 0) {
            for (int i = 0; i < band.length; i++) {
                band[i] /= max;
            }
        }
    }
}

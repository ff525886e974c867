package org.edubalance.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.edubalance.density.DensityGrid;
import org.edubalance.density.GroundMetric;
import org.edubalance.density.Kernel;
import org.edubalance.density.KernelDensity;
import org.edubalance.density.Precision;
import org.edubalance.density.WeightedPoints;
import org.geotools.process.vector.HeatmapSurface;
import org.locationtech.jts.geom.Envelope;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Surfaces of evenly random points on 2,000 × 2,000 cells (the ten million on 4,000 × 4,000, in 1 GiB of heap), with the
 * surface of GeoTools' vec:Heatmap beside them. Each call gets its points in a new random order, since an estimate sorts
 * them.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgs = "-Xmx1g")
public class DensityBenchmark {

    private static final double CELL = 50;

    private static WeightedPoints points(int n, double side, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        WeightedPoints points = new WeightedPoints();
        for (int i = 0; i < n; i++) {
            points.add(random.nextDouble() * side, random.nextDouble() * side, random.nextDouble(1, 2));
        }
        return points;
    }

    /** Points that are new for each call. */
    @State(Scope.Thread)
    public static class Million {
        private WeightedPoints store;
        private long seed;

        @Setup(Level.Invocation)
        public void fill() {
            store = points(1_000_000, 2000 * CELL, seed++);
        }
    }

    @State(Scope.Thread)
    public static class HundredThousand {
        private WeightedPoints store;
        private long seed;

        @Setup(Level.Invocation)
        public void fill() {
            store = points(100_000, 2000 * CELL, seed++);
        }
    }

    @State(Scope.Thread)
    public static class TenMillion {
        private WeightedPoints store;
        private long seed;

        @Setup(Level.Invocation)
        public void fill() {
            // the old ones first, or both would be alive
            store = null;
            store = points(10_000_000, 4000 * CELL, seed++);
        }
    }

    private static float[] estimate(
            WeightedPoints points, int cells, Kernel kernel, double radius, Precision precision) {
        DensityGrid grid = new DensityGrid(0, cells * CELL, CELL, CELL, cells, cells);
        return new KernelDensity(GroundMetric.planar(1))
                .kernel(kernel)
                .precision(precision)
                .estimate(points, grid, radius * CELL)
                .band(0);
    }

    private static float[][] heatmap(WeightedPoints points) {
        double side = 2000 * CELL;
        HeatmapSurface surface = new HeatmapSurface(50, new Envelope(0, side, 0, side), 2000, 2000);
        for (int i = 0; i < points.size(); i++) {
            surface.addPoint(points.x(i), points.y(i), points.weight(i));
        }
        return surface.computeSurface();
    }

    @Benchmark
    public Object heatmap100k(HundredThousand state) {
        return heatmap(state.store);
    }

    @Benchmark
    public Object exact100kRadius50(HundredThousand state) {
        return estimate(state.store, 2000, Kernel.QUARTIC, 50, Precision.EXACT);
    }

    @Benchmark
    public Object heatmap1M(Million state) {
        return heatmap(state.store);
    }

    @Benchmark
    public Object exact1MRadius10(Million state) {
        return estimate(state.store, 2000, Kernel.QUARTIC, 10, Precision.EXACT);
    }

    @Benchmark
    public Object exact1MRadius50(Million state) {
        return estimate(state.store, 2000, Kernel.QUARTIC, 50, Precision.EXACT);
    }

    @Benchmark
    @Warmup(iterations = 3)
    @Measurement(iterations = 3)
    public Object exact1MRadius200(Million state) {
        return estimate(state.store, 2000, Kernel.QUARTIC, 200, Precision.EXACT);
    }

    @Benchmark
    public Object fast1MRadius50(Million state) {
        return estimate(state.store, 2000, Kernel.QUARTIC, 50, Precision.FAST);
    }

    @Benchmark
    public Object gaussian1MSigma20(Million state) {
        return estimate(state.store, 2000, Kernel.GAUSSIAN, 20, Precision.FAST);
    }

    @Benchmark
    @Warmup(iterations = 1)
    @Measurement(iterations = 3)
    public Object exact10MRadius50(TenMillion state) {
        WeightedPoints taken = state.store;
        state.store = null;
        return estimate(taken, 4000, Kernel.QUARTIC, 50, Precision.EXACT);
    }
}

package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scatter and sweep against the naive double sum. */
class ExactEstimatorsTest {

    /** Of the highest density, before any rounding to float. */
    private static final double EXACT = 1e-9;

    private static final Workers WORKERS = new Workers(ForkJoinPool.commonPool(), 2, Monitor.NONE);

    /** Random points about a grid, some outside it, on whole cells too, with weights over nine orders of magnitude. */
    private static final class Case {
        private final DensityGrid grid;
        private final GroundMetric metric;
        private final double[] x;
        private final double[] y;
        private final double[] weight;
        private final double[] bandwidth;

        Case(
                SplittableRandom random,
                GroundMetric metric,
                DensityGrid grid,
                int points,
                double radius,
                boolean adaptive) {
            this.grid = grid;
            this.metric = metric;
            x = new double[points];
            y = new double[points];
            weight = new double[points];
            bandwidth = new double[points];
            double width = grid.maxX() - grid.minX();
            double height = grid.maxY() - grid.minY();
            double reach = radius / metric.metresPerX(grid.y(grid.height() / 2));
            for (int i = 0; i < points; i++) {
                x[i] = grid.minX() + random.nextDouble(-1, 1) * reach + random.nextDouble() * width;
                y[i] = grid.minY() + random.nextDouble(-0.1, 1.1) * height;
                if (i % 5 == 0) {
                    x[i] = grid.x(random.nextInt(grid.width()));
                    y[i] = grid.y(random.nextInt(grid.height()));
                }
                weight[i] = Math.pow(10, random.nextDouble(0, 9));
                bandwidth[i] = adaptive ? radius * Math.pow(2, random.nextDouble(-2, 2)) : radius;
            }
        }

        double error(DensityEstimator estimator, Kernel kernel, boolean adaptive) {
            double[] expected = NaiveDensity.of(grid, metric, kernel, x, y, weight, bandwidth);
            double[] actual = run(estimator, kernel, adaptive, WORKERS);
            double error = 0;
            for (int i = 0; i < actual.length; i++) {
                error = Math.max(error, Math.abs(actual[i] - expected[i]));
            }
            return error / NaiveDensity.max(expected);
        }

        double[] run(DensityEstimator estimator, Kernel kernel, boolean adaptive, Workers workers) {
            WeightedPoints points = new WeightedPoints();
            for (int i = 0; i < x.length; i++) {
                points.add(x[i], y[i], weight[i]);
            }
            double support = kernel.support() * (1 + Kernel.EDGE);
            double smallest = Arrays.stream(bandwidth).min().orElseThrow() * support;
            double largest = Arrays.stream(bandwidth).max().orElseThrow() * support;
            Buckets buckets =
                    new Buckets(points, adaptive ? bandwidth : null, metric, grid, smallest, largest, Monitor.NONE);
            double[] result = new double[(int) grid.cells()];
            estimator.estimate(
                    new DensityEstimator.Scene(grid, metric, kernel, points, buckets, bandwidth[0], buckets.weight),
                    (row, sum) -> System.arraycopy(sum, 0, result, row * grid.width(), grid.width()),
                    workers);
            return result;
        }
    }

    private static Case random(long seed, boolean adaptive) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = random.nextInt(1, 90);
        int height = random.nextInt(1, 60);
        double cells = Math.exp(random.nextDouble(Math.log(2), Math.log(500)));
        int points = random.nextInt(1, 80);
        switch ((int) (seed % 3)) {
            case 0: {
                double cell = random.nextDouble(0.5, 100);
                DensityGrid grid = new DensityGrid(
                        random.nextDouble(-1e7, 1e7),
                        random.nextDouble(-1e7, 1e7),
                        cell,
                        cell * random.nextDouble(0.5, 2),
                        width,
                        height);
                return new Case(
                        random,
                        GroundMetric.planar(random.nextBoolean() ? 1 : 0.3048),
                        grid,
                        points,
                        cells * cell,
                        adaptive);
            }
            case 1: {
                double cell = random.nextDouble(1e-4, 5e-3);
                DensityGrid grid = new DensityGrid(
                        random.nextDouble(-180, 180), random.nextDouble(-60, 60), cell, cell, width, height);
                return new Case(random, GroundMetric.geographic(), grid, points, cells * cell * 111e3 / 2, adaptive);
            }
            default: {
                double cell = random.nextDouble(1, 500);
                DensityGrid grid = new DensityGrid(
                        random.nextDouble(-2e7, 2e7), random.nextDouble(-8e6, 8e6), cell, cell, width, height);
                return new Case(random, GroundMetric.webMercator(), grid, points, cells * cell / 2, adaptive);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void scatterIsTheDoubleSum(Kernel kernel) {
        for (long seed = 0; seed < 60; seed++) {
            boolean adaptive = seed % 2 == 1;
            assertThat(random(seed, adaptive).error(new ScatterEstimator(), kernel, adaptive))
                    .as("seed %d", seed)
                    .isLessThan(EXACT);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kernel.class,
            names = {"UNIFORM", "EPANECHNIKOV", "QUARTIC", "TRIWEIGHT"})
    void sweepIsTheDoubleSum(Kernel kernel) {
        for (long seed = 0; seed < 300; seed++) {
            boolean adaptive = seed % 2 == 1;
            assertThat(random(seed, adaptive).error(new SweepEstimator(), kernel, adaptive))
                    .as("seed %d", seed)
                    .isLessThan(EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 50, 200, 500})
    void sweepStaysExactOnWideGridsFarFromTheOrigin(int radius) {
        SplittableRandom random = new SplittableRandom(radius);
        DensityGrid grid = new DensityGrid(1e7, 1e7, 25, 25, 3000, 3);
        Case wide = new Case(random, GroundMetric.planar(1), grid, 400, radius * 25d, false);
        for (Kernel kernel : new Kernel[] {Kernel.UNIFORM, Kernel.EPANECHNIKOV, Kernel.QUARTIC, Kernel.TRIWEIGHT}) {
            assertThat(wide.error(new SweepEstimator(), kernel, false))
                    .as("%s", kernel)
                    .isLessThan(EXACT);
        }
    }

    @Test
    void cellsOutOfReachAreExactlyZero() {
        SplittableRandom random = new SplittableRandom(7);
        DensityGrid grid = new DensityGrid(0, 500, 1, 1, 500, 500);
        Case sparse = new Case(random, GroundMetric.planar(1), grid, 12, 20, false);
        double[] expected = NaiveDensity.of(
                grid, sparse.metric, Kernel.TRIWEIGHT, sparse.x, sparse.y, sparse.weight, sparse.bandwidth);
        double[] actual = sparse.run(new SweepEstimator(), Kernel.TRIWEIGHT, false, WORKERS);
        for (int i = 0; i < actual.length; i++) {
            if (expected[i] == 0) {
                assertThat(actual[i]).isZero();
            }
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        Case one = random(3, false);
        double[] alone =
                one.run(new SweepEstimator(), Kernel.QUARTIC, false, new Workers(Runnable::run, 1, Monitor.NONE));
        double[] many = one.run(
                new SweepEstimator(), Kernel.QUARTIC, false, new Workers(ForkJoinPool.commonPool(), 7, Monitor.NONE));
        assertThat(many).containsExactly(alone);
    }
}

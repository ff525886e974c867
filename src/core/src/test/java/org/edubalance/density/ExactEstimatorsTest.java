package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
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
    private static PlacedPoints about(
            DensityGrid grid,
            GroundMetric metric,
            SplittableRandom random,
            int points,
            double radius,
            boolean adaptive) {
        PlacedPoints result = new PlacedPoints(grid, metric, points);
        double width = grid.maxX() - grid.minX();
        double height = grid.maxY() - grid.minY();
        double reach = radius / metric.metresPerX(grid.y(grid.height() / 2));
        for (int i = 0; i < points; i++) {
            result.x()[i] = grid.minX() + random.nextDouble(-1, 1) * reach + random.nextDouble() * width;
            result.y()[i] = grid.minY() + random.nextDouble(-0.1, 1.1) * height;
            if (i % 5 == 0) {
                result.x()[i] = grid.x(random.nextInt(grid.width()));
                result.y()[i] = grid.y(random.nextInt(grid.height()));
            }
            result.weight()[i] = Math.pow(10, random.nextDouble(0, 9));
            result.bandwidth()[i] = adaptive ? radius * Math.pow(2, random.nextDouble(-2, 2)) : radius;
        }
        return result;
    }

    private static double error(PlacedPoints points, DensityEstimator estimator, Kernel kernel, boolean adaptive) {
        double[] expected = points.naive(kernel);
        double[] actual = points.sorted(estimator, kernel, adaptive, WORKERS);
        return PlacedPoints.greatestDifference(actual, expected) / NaiveDensity.max(expected);
    }

    private static PlacedPoints random(long seed, boolean adaptive) {
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
                GroundMetric metric = GroundMetric.planar(random.nextBoolean() ? 1 : 0.3048);
                return about(grid, metric, random, points, cells * cell, adaptive);
            }
            case 1: {
                double cell = random.nextDouble(1e-4, 5e-3);
                DensityGrid grid = new DensityGrid(
                        random.nextDouble(-180, 180), random.nextDouble(-60, 60), cell, cell, width, height);
                return about(grid, GroundMetric.geographic(), random, points, cells * cell * 111e3 / 2, adaptive);
            }
            default: {
                double cell = random.nextDouble(1, 500);
                DensityGrid grid = new DensityGrid(
                        random.nextDouble(-2e7, 2e7), random.nextDouble(-8e6, 8e6), cell, cell, width, height);
                return about(grid, GroundMetric.webMercator(), random, points, cells * cell / 2, adaptive);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void scatterIsTheDoubleSum(Kernel kernel) {
        for (long seed = 0; seed < 60; seed++) {
            boolean adaptive = seed % 2 == 1;
            assertThat(error(random(seed, adaptive), new ScatterEstimator(), kernel, adaptive))
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
            assertThat(error(random(seed, adaptive), new SweepEstimator(), kernel, adaptive))
                    .as("seed %d", seed)
                    .isLessThan(EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 50, 200, 500})
    void sweepStaysExactOnWideGridsFarFromTheOrigin(int radius) {
        SplittableRandom random = new SplittableRandom(radius);
        DensityGrid grid = new DensityGrid(1e7, 1e7, 25, 25, 3000, 3);
        PlacedPoints wide = about(grid, GroundMetric.planar(1), random, 400, radius * 25d, false);
        for (Kernel kernel : new Kernel[] {Kernel.UNIFORM, Kernel.EPANECHNIKOV, Kernel.QUARTIC, Kernel.TRIWEIGHT}) {
            assertThat(error(wide, new SweepEstimator(), kernel, false))
                    .as("%s", kernel)
                    .isLessThan(EXACT);
        }
    }

    @Test
    void cellsOutOfReachAreExactlyZero() {
        SplittableRandom random = new SplittableRandom(7);
        DensityGrid grid = new DensityGrid(0, 500, 1, 1, 500, 500);
        PlacedPoints sparse = about(grid, GroundMetric.planar(1), random, 12, 20, false);
        double[] expected = sparse.naive(Kernel.TRIWEIGHT);
        double[] actual = sparse.sorted(new SweepEstimator(), Kernel.TRIWEIGHT, false, WORKERS);
        for (int i = 0; i < actual.length; i++) {
            if (expected[i] == 0) {
                assertThat(actual[i]).isZero();
            }
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        PlacedPoints one = random(3, false);
        double[] alone =
                one.sorted(new SweepEstimator(), Kernel.QUARTIC, false, new Workers(Runnable::run, 1, Monitor.NONE));
        double[] many = one.sorted(
                new SweepEstimator(), Kernel.QUARTIC, false, new Workers(ForkJoinPool.commonPool(), 7, Monitor.NONE));
        assertThat(many).containsExactly(alone);
    }
}

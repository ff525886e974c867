package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The approximation against the naive double sum, within the bounds that it states. */
class BinnedEstimatorTest {

    private static final double ONE_POINT = 6e-4;
    private static final double MANY_POINTS = 1e-3;

    private static final Workers WORKERS = new Workers(ForkJoinPool.commonPool(), 2, Monitor.NONE);

    private static double error(
            DensityGrid grid, Kernel kernel, double bandwidth, double[] x, double[] y, double[] weight) {
        GroundMetric metric = GroundMetric.planar(1);
        double[] bandwidths = new double[x.length];
        Arrays.fill(bandwidths, bandwidth);
        double[] expected = NaiveDensity.of(grid, metric, kernel, x, y, weight, bandwidths);
        double[] actual = run(grid, kernel, bandwidth, x, y, weight, WORKERS);
        double error = 0;
        for (int i = 0; i < actual.length; i++) {
            error = Math.max(error, Math.abs(actual[i] - expected[i]));
        }
        return error / NaiveDensity.max(expected);
    }

    private static double[] run(
            DensityGrid grid,
            Kernel kernel,
            double bandwidth,
            double[] x,
            double[] y,
            double[] weight,
            Workers workers) {
        WeightedPoints points = new WeightedPoints();
        for (int i = 0; i < x.length; i++) {
            points.add(x[i], y[i], weight[i]);
        }
        double[] result = new double[(int) grid.cells()];
        new BinnedEstimator()
                .estimate(
                        new DensityEstimator.Scene(
                                grid, GroundMetric.planar(1), kernel, points, null, bandwidth, points.weight()),
                        (row, sum) -> System.arraycopy(sum, 0, result, row * grid.width(), grid.width()),
                        workers);
        return result;
    }

    @ParameterizedTest
    @EnumSource(
            value = Kernel.class,
            names = {"QUARTIC", "TRIWEIGHT", "GAUSSIAN"})
    void onePointAnywhereOnTheLattice(Kernel kernel) {
        SplittableRandom random = new SplittableRandom(1);
        double worst = 0;
        for (int i = 0; i < 15; i++) {
            double r = kernel.support() * 100;
            DensityGrid grid = DensityGrid.over(-r, -r, r, r, 150, 150);
            double shift = i == 0 ? 0 : 20;
            worst = Math.max(
                    worst,
                    error(
                            grid,
                            kernel,
                            100,
                            new double[] {random.nextDouble() * shift},
                            new double[] {random.nextDouble() * shift},
                            new double[] {1}));
        }
        assertThat(worst).isLessThan(ONE_POINT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kernel.class,
            names = {"QUARTIC", "TRIWEIGHT", "GAUSSIAN"})
    void manyPoints(Kernel kernel) {
        for (long seed = 0; seed < 15; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = random.nextInt(1, 300);
            double h = random.nextDouble(40, 200);
            DensityGrid grid =
                    new DensityGrid(random.nextDouble(-1e7, 1e7), random.nextDouble(-1e7, 1e7), 1, 1, 90, 70);
            double[] x = new double[n];
            double[] y = new double[n];
            double[] weight = new double[n];
            double reach = h * kernel.support();
            for (int i = 0; i < n; i++) {
                x[i] = random.nextDouble(grid.minX() - reach / 2, grid.maxX() + reach / 2);
                y[i] = random.nextDouble(grid.minY() - reach / 2, grid.maxY() + reach / 2);
                weight[i] = Math.pow(10, random.nextDouble(0, 3));
            }
            assertThat(error(grid, kernel, h, x, y, weight)).as("seed %d", seed).isLessThan(MANY_POINTS);
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        DensityGrid grid = new DensityGrid(0, 100, 1, 1, 100, 100);
        double[] x = new SplittableRandom(1).doubles(1000, 0, 100).toArray();
        double[] y = new SplittableRandom(2).doubles(1000, 0, 100).toArray();
        double[] weight = new SplittableRandom(3).doubles(1000, 0, 100).toArray();
        double[] alone = run(grid, Kernel.QUARTIC, 40, x, y, weight, new Workers(Runnable::run, 1, Monitor.NONE));
        double[] many =
                run(grid, Kernel.QUARTIC, 40, x, y, weight, new Workers(ForkJoinPool.commonPool(), 5, Monitor.NONE));
        assertThat(many).containsExactly(alone);
    }
}

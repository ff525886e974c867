package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The approximations against the naive double sum, within the bounds that they state. */
class ApproximateEstimatorsTest {

    private static final double ONE_POINT_BINNED = 6e-4;
    private static final double ONE_POINT_MOMENTS = 8e-4;
    private static final double MANY_POINTS = 1e-3;

    private static final GroundMetric METRES = GroundMetric.planar(1);
    private static final Workers WORKERS = new Workers(ForkJoinPool.commonPool(), 2, Monitor.NONE);

    /** Points about a grid, on the ground. */
    private record Case(DensityGrid grid, GroundMetric metric, double h, double[] x, double[] y, double[] weight) {

        static Case onePoint(DensityGrid grid, GroundMetric metric, double h, double x, double y) {
            return new Case(grid, metric, h, new double[] {x}, new double[] {y}, new double[] {1});
        }

        /** Points in the grid and half a kernel's reach about it. */
        static Case random(SplittableRandom random, DensityGrid grid, GroundMetric metric, Kernel kernel, double h) {
            int n = random.nextInt(1, 100);
            double[] x = new double[n];
            double[] y = new double[n];
            double[] weight = new double[n];
            double middle = (grid.minY() + grid.maxY()) / 2;
            double reachX = h * kernel.support() / metric.metresPerX(middle) / 2;
            double reachY = h * kernel.support() / metric.metresPerY(middle) / 2;
            for (int i = 0; i < n; i++) {
                x[i] = random.nextDouble(grid.minX() - reachX, grid.maxX() + reachX);
                y[i] = random.nextDouble(grid.minY() - reachY, grid.maxY() + reachY);
                weight[i] = Math.pow(10, random.nextDouble(0, 3));
            }
            return new Case(grid, metric, h, x, y, weight);
        }

        boolean suits(DensityEstimator estimator, Kernel kernel) {
            return estimator instanceof BinnedEstimator
                    ? BinnedEstimator.suits(grid, metric, kernel, h)
                    : MomentEstimator.suits(grid, metric, kernel, h);
        }

        /** The greatest error, as a share of the highest density, in the grid or at the highest point outside. */
        double error(DensityEstimator estimator, Kernel kernel) {
            double[] bandwidths = new double[x.length];
            Arrays.fill(bandwidths, h);
            double[] expected = NaiveDensity.of(grid, metric, kernel, x, y, weight, bandwidths);
            double[] actual = run(estimator, kernel, WORKERS);
            double error = 0;
            for (int i = 0; i < actual.length; i++) {
                error = Math.max(error, Math.abs(actual[i] - expected[i]));
            }
            double highestPoint = NaiveDensity.max(weight) * kernel.peak() / (h * h);
            return error / Math.max(highestPoint, NaiveDensity.max(expected));
        }

        double[] run(DensityEstimator estimator, Kernel kernel, Workers workers) {
            WeightedPoints points = new WeightedPoints();
            for (int i = 0; i < x.length; i++) {
                points.add(x[i], y[i], weight[i]);
            }
            double[] result = new double[(int) grid.cells()];
            estimator.estimate(
                    new DensityEstimator.Scene(grid, metric, kernel, points, null, h, points.weight()),
                    (row, sum) -> System.arraycopy(sum, 0, result, row * grid.width(), grid.width()),
                    workers);
            return result;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kernel.class,
            names = {"QUARTIC", "TRIWEIGHT", "GAUSSIAN"})
    void onePointAnywhereOnTheLattice(Kernel kernel) {
        SplittableRandom random = new SplittableRandom(1);
        double binned = 0;
        double moments = 0;
        for (int i = 0; i < 15; i++) {
            double r = kernel.support() * 100;
            DensityGrid grid = DensityGrid.over(-r, -r, r, r, 150, 150);
            double shift = i == 0 ? 0 : 20;
            Case one = Case.onePoint(grid, METRES, 100, random.nextDouble() * shift, random.nextDouble() * shift);
            binned = Math.max(binned, one.error(new BinnedEstimator(), kernel));
            moments = Math.max(moments, one.error(new MomentEstimator(), kernel));
        }
        assertThat(binned).isLessThan(ONE_POINT_BINNED);
        assertThat(moments).isLessThan(ONE_POINT_MOMENTS);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kernel.class,
            names = {"QUARTIC", "TRIWEIGHT", "GAUSSIAN"})
    void manyPointsOnAPlane(Kernel kernel) {
        for (long seed = 0; seed < 15; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double h = random.nextDouble(40, 200);
            DensityGrid grid =
                    new DensityGrid(random.nextDouble(-1e7, 1e7), random.nextDouble(-1e7, 1e7), 1, 1, 90, 70);
            Case many = Case.random(random, grid, METRES, kernel, h);
            assertThat(many.error(new BinnedEstimator(), kernel))
                    .as("seed %d", seed)
                    .isLessThan(MANY_POINTS);
            assertThat(many.error(new MomentEstimator(), kernel))
                    .as("seed %d", seed)
                    .isLessThan(MANY_POINTS);
        }
    }

    /** From a few cells to many, across the date line and the equator too. */
    @ParameterizedTest
    @EnumSource(
            value = Kernel.class,
            names = {"QUARTIC", "TRIWEIGHT", "GAUSSIAN"})
    void manyPointsOnTheEarth(Kernel kernel) {
        int suited = 0;
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean mercator = seed % 2 == 0;
            GroundMetric metric = mercator ? GroundMetric.webMercator() : GroundMetric.geographic();
            double unit = mercator ? 111_320 : 1;
            double cell = unit * Math.exp(random.nextDouble(Math.log(1e-5), Math.log(0.05)));
            int size = random.nextInt(1, 60);
            double left = seed % 5 == 0 ? 180 * unit - cell * size / 2 : random.nextDouble(-180, 180) * unit;
            double top = seed % 7 == 0 ? cell * size / 2 : random.nextDouble(-65, 65) * unit;
            DensityGrid grid = new DensityGrid(left, top, cell, cell * random.nextDouble(0.5, 2), size, 30);
            double cells = Math.exp(random.nextDouble(Math.log(2), Math.log(100)));
            double h = cells * cell * metric.metresPerX(top) / kernel.support();
            Case many = Case.random(random, grid, metric, kernel, h);
            if (many.suits(new MomentEstimator(), kernel)) {
                suited++;
                assertThat(many.error(new MomentEstimator(), kernel))
                        .as("seed %d", seed)
                        .isLessThan(MANY_POINTS);
            }
        }
        assertThat(suited).isGreaterThan(40);
    }

    @Test
    void momentsNeedASmoothKernelAndAMapOfOneScaleForTheGaussian() {
        DensityGrid world = DensityGrid.over(-180, -80, 180, 80, 360, 160);
        GroundMetric metric = GroundMetric.geographic();
        for (Kernel kernel : new Kernel[] {Kernel.UNIFORM, Kernel.TRIANGULAR, Kernel.EPANECHNIKOV}) {
            assertThat(MomentEstimator.suits(world, metric, kernel, 5e5)).isFalse();
        }
        DensityGrid tropics = DensityGrid.over(-180, -20, 180, 20, 360, 40);
        assertThat(MomentEstimator.suits(tropics, metric, Kernel.GAUSSIAN, 5e5)).isTrue();
        assertThat(MomentEstimator.suits(world, metric, Kernel.GAUSSIAN, 5e5)).isFalse();
        // over a pole, a parallel is shorter than any radius
        DensityGrid pole = DensityGrid.over(-180, 80, 180, 90, 360, 10);
        assertThat(MomentEstimator.suits(pole, metric, Kernel.QUARTIC, 5e5)).isFalse();
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        SplittableRandom random = new SplittableRandom(1);
        DensityGrid grid = new DensityGrid(0, 700, 1, 1, 600, 700);
        Case some = Case.random(random, grid, METRES, Kernel.QUARTIC, 40);
        for (DensityEstimator estimator : new DensityEstimator[] {new BinnedEstimator(), new MomentEstimator()}) {
            double[] alone = some.run(estimator, Kernel.QUARTIC, new Workers(Runnable::run, 1, Monitor.NONE));
            double[] many =
                    some.run(estimator, Kernel.QUARTIC, new Workers(ForkJoinPool.commonPool(), 5, Monitor.NONE));
            assertThat(many).containsExactly(alone);
        }
    }
}

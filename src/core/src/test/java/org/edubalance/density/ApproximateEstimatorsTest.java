package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The approximations against the naive double sum, within the bounds that they state. */
class ApproximateEstimatorsTest {

    private static final double ONE_POINT_BINNED = 6e-4;
    private static final double ONE_POINT_MOMENTS = 8e-4;
    private static final double SMOOTHER_KERNELS = 5e-4;
    private static final double MANY_POINTS = 1e-3;

    private static final GroundMetric METRES = GroundMetric.planar(1);
    private static final Workers WORKERS = new Workers(ForkJoinPool.commonPool(), 2, Monitor.NONE);

    private static PlacedPoints onePoint(DensityGrid grid, GroundMetric metric, double h, double x, double y) {
        return new PlacedPoints(grid, metric, new double[] {x}, new double[] {y}, new double[] {1}, new double[] {h});
    }

    /** Points in the grid and half a kernel's reach about it. */
    private static PlacedPoints points(
            SplittableRandom random, DensityGrid grid, GroundMetric metric, Kernel kernel, double h) {
        PlacedPoints result = new PlacedPoints(grid, metric, random.nextInt(1, 100));
        Arrays.fill(result.bandwidth(), h);
        double middle = (grid.minY() + grid.maxY()) / 2;
        double reachX = h * kernel.support() / metric.metresPerX(middle) / 2;
        double reachY = h * kernel.support() / metric.metresPerY(middle) / 2;
        for (int i = 0; i < result.size(); i++) {
            result.x()[i] = random.nextDouble(grid.minX() - reachX, grid.maxX() + reachX);
            result.y()[i] = random.nextDouble(grid.minY() - reachY, grid.maxY() + reachY);
            result.weight()[i] = Math.pow(10, random.nextDouble(0, 3));
        }
        return result;
    }

    /** The greatest error, as a share of the highest density, in the grid or at the highest point outside. */
    private static double error(PlacedPoints points, DensityEstimator estimator, Kernel kernel) {
        double[] expected = points.naive(kernel);
        double[] actual = points.unsorted(estimator, kernel, WORKERS);
        double h = points.bandwidth()[0];
        double highestPoint = NaiveDensity.max(points.weight()) * kernel.peak() / (h * h);
        return PlacedPoints.greatestDifference(actual, expected) / Math.max(highestPoint, NaiveDensity.max(expected));
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
            PlacedPoints one = onePoint(grid, METRES, 100, random.nextDouble() * shift, random.nextDouble() * shift);
            binned = Math.max(binned, error(one, new BinnedEstimator(), kernel));
            moments = Math.max(moments, error(one, new MomentEstimator(), kernel));
        }
        assertThat(binned).isLessThan(ONE_POINT_BINNED);
        assertThat(moments).isLessThan(kernel == Kernel.QUARTIC ? ONE_POINT_MOMENTS : SMOOTHER_KERNELS);
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
            PlacedPoints many = points(random, grid, METRES, kernel, h);
            assertThat(error(many, new BinnedEstimator(), kernel))
                    .as("seed %d", seed)
                    .isLessThan(MANY_POINTS);
            assertThat(error(many, new MomentEstimator(), kernel))
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
            PlacedPoints many = points(random, grid, metric, kernel, h);
            if (MomentEstimator.suits(grid, metric, kernel, h)) {
                suited++;
                assertThat(error(many, new MomentEstimator(), kernel))
                        .as("seed %d", seed)
                        .isLessThan(MANY_POINTS);
            }
        }
        assertThat(suited).isGreaterThan(40);
    }

    /**
     * Close to a pole, the Earth shown twice, cells a hundred times as high as wide and the reverse, single rows and
     * columns, radii from a third of a cell to ten windows, a foot as the unit; points on centres and on corners of cells,
     * anywhere in reach, on other images of the Earth; weights over nine orders of magnitude.
     */
    @ParameterizedTest
    @EnumSource(
            value = Kernel.class,
            names = {"QUARTIC", "TRIWEIGHT", "GAUSSIAN"})
    void oddWindows(Kernel kernel) {
        int suited = 0;
        for (long seed = 0; seed < 800; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean planar = seed % 4 == 0;
            boolean mercator = seed % 4 == 1;
            GroundMetric metric = planar
                    ? GroundMetric.planar(0.3048)
                    : mercator
                            ? GroundMetric.webMercator()
                            : seed % 4 == 2
                                    ? GroundMetric.geographic()
                                    : GroundMetric.geographic(6371000, Double.POSITIVE_INFINITY, Math.PI / 180);
            int width = random.nextInt(6) == 0 ? 1 : random.nextInt(1, 40);
            int height = random.nextInt(6) == 0 ? 1 : random.nextInt(1, 40);
            double turn = metric.period();
            double cell = Math.exp(random.nextDouble(0, Math.log(2e5))) / metric.metresPerX(0);
            double cellHeight = cell * (random.nextInt(3) == 0 ? Math.pow(10, random.nextDouble(-2, 2)) : 1);
            // 85° and 89.9°
            double top = planar ? 1e7 : mercator ? 2e7 : 89.9;
            if (!planar && random.nextInt(4) == 0) {
                cell = turn * random.nextDouble(0.5, 2.5) / width;
            }
            cellHeight = Math.min(cellHeight, 2 * top / height);
            double edge = random.nextInt(3) == 0 ? top * random.nextDouble(0.9, 1) : random.nextDouble(-top, top);
            double maxY = Math.max(edge, -top + cellHeight * height);
            double left = random.nextInt(3) == 0 ? turn / 2 - cell : random.nextDouble(-1, 1) * (planar ? 1e7 : turn);
            DensityGrid grid = new DensityGrid(left, maxY, cell, cellHeight, width, height);
            double middle = grid.y(height / 2);
            double metresX = cell * metric.metresPerX(middle);
            double metresY = cellHeight * metric.metresPerY(middle);
            double h = Math.exp(random.nextDouble(
                    Math.log(Math.min(metresX, metresY) / 3),
                    Math.log(10 * Math.max(metresX * width, metresY * height))));
            if (!MomentEstimator.suits(grid, metric, kernel, h)) {
                continue;
            }
            suited++;
            int n = random.nextBoolean() ? 1 : random.nextInt(2, 40);
            PlacedPoints some = new PlacedPoints(grid, metric, n);
            Arrays.fill(some.bandwidth(), h);
            double reachX = h * kernel.support() / metric.metresPerX(middle);
            double reachY = h * kernel.support() / metric.metresPerY(middle);
            int places = random.nextInt(3);
            for (int i = 0; i < n; i++) {
                some.x()[i] = places == 0
                        ? grid.x(random.nextInt(width))
                        : places == 1
                                ? grid.minX() + cell * random.nextInt(width + 1)
                                : random.nextDouble(grid.minX() - reachX, grid.maxX() + reachX);
                some.y()[i] = places == 0
                        ? grid.y(random.nextInt(height))
                        : places == 1
                                ? grid.minY() + cellHeight * random.nextInt(height + 1)
                                : random.nextDouble(grid.minY() - reachY, grid.maxY() + reachY);
                some.x()[i] += random.nextInt(-1, 2) * turn;
                some.weight()[i] = n == 1 ? 1 : Math.pow(10, random.nextDouble(0, 9));
            }
            assertThat(error(some, new MomentEstimator(), kernel))
                    .as("seed %d, %d points", seed, n)
                    .isLessThan(n > 1 ? MANY_POINTS : kernel == Kernel.QUARTIC ? ONE_POINT_MOMENTS : SMOOTHER_KERNELS);
        }
        assertThat(suited).isGreaterThan(kernel == Kernel.GAUSSIAN ? 300 : 400);
    }

    /** A wide row of cells is summed in strips, and few rows at a time. */
    @Test
    void wideGrids() {
        SplittableRandom random = new SplittableRandom(1);
        DensityGrid grid = new DensityGrid(0, 40, 1, 1, 60_000, 40);
        PlacedPoints wide = points(random, grid, METRES, Kernel.QUARTIC, 25);
        assertThat(MomentEstimator.rowsPerBlock(grid)).isBetween(1, 39);
        double[] actual = wide.unsorted(new MomentEstimator(), Kernel.QUARTIC, WORKERS);
        for (int i = 0; i < wide.size(); i++) {
            int column = (int) Math.max(0, Math.min(59_999, wide.x()[i]));
            DensityGrid near = new DensityGrid(column, 40, 1, 1, 1, 40);
            double[] expected = new PlacedPoints(near, METRES, wide.x(), wide.y(), wide.weight(), wide.bandwidth())
                    .naive(Kernel.QUARTIC);
            double highest = NaiveDensity.max(wide.weight()) * Kernel.QUARTIC.peak() / 625;
            for (int row = 0; row < 40; row++) {
                assertThat(actual[row * 60_000 + column]).isCloseTo(expected[row], within(1e-3 * highest));
            }
        }
    }

    /** The nodes around 2³¹ cells are more than an array's index can count. */
    @Test
    void aLatticeMustFitInAnArray() {
        DensityGrid huge = new DensityGrid(0, 0, 1, 1, 46_330, 46_330);
        assertThat(MomentEstimator.suits(huge, METRES, Kernel.QUARTIC, 20)).isFalse();
        DensityGrid large = new DensityGrid(0, 0, 1, 1, 46_000, 46_000);
        assertThat(MomentEstimator.suits(large, METRES, Kernel.QUARTIC, 20)).isTrue();
        assertThat(BinnedEstimator.suits(huge, METRES, Kernel.QUARTIC, 36)).isTrue();
        assertThat(MomentEstimator.rowsPerBlock(new DensityGrid(0, 0, 1, 1, 50_000_000, 1)))
                .isEqualTo(1);
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
        PlacedPoints some = points(random, grid, METRES, Kernel.QUARTIC, 40);
        for (DensityEstimator estimator : new DensityEstimator[] {new BinnedEstimator(), new MomentEstimator()}) {
            double[] alone = some.unsorted(estimator, Kernel.QUARTIC, new Workers(Runnable::run, 1, Monitor.NONE));
            double[] many =
                    some.unsorted(estimator, Kernel.QUARTIC, new Workers(ForkJoinPool.commonPool(), 5, Monitor.NONE));
            assertThat(many).isEqualTo(alone);
        }
    }
}

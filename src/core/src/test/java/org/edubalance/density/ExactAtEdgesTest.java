package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scatter and sweep against the naive double sum where sums of powers cancel most, and where the Earth closes. */
class ExactAtEdgesTest {

    /** Of the highest density, before any rounding to float. */
    private static final double EXACT = 1e-9;

    /** Coordinates and meridian arcs of 1e7 metres are rounded to 2e-9; a distance takes four of them. */
    private static final double ROUNDED_METRES = 1e-8;

    private static final Workers ALONE = new Workers(Runnable::run, 1, Monitor.NONE);

    /** Points of weight 1 to 2, whose places and bandwidths are set by the test. */
    private static PlacedPoints points(DensityGrid grid, GroundMetric metric, int size) {
        PlacedPoints result = new PlacedPoints(grid, metric, size);
        for (int i = 0; i < size; i++) {
            result.weight()[i] = 1 + i / (double) size;
        }
        return result;
    }

    /** The greatest error, beyond what rounded coordinates change where a kernel ends, as a share of the peak. */
    private static double error(PlacedPoints points, DensityEstimator estimator, Kernel kernel, boolean adaptive) {
        double[] expected = points.naive(kernel);
        double[] wider =
                Arrays.stream(points.bandwidth()).map(h -> h + ROUNDED_METRES).toArray();
        double[] rounded = new PlacedPoints(
                        points.grid(), points.metric(), points.x(), points.y(), points.weight(), wider)
                .naive(kernel);
        double[] actual = points.sorted(estimator, kernel, adaptive, ALONE);
        double error = 0;
        for (int i = 0; i < actual.length; i++) {
            error = Math.max(error, Math.abs(actual[i] - expected[i]) - Math.abs(rounded[i] - expected[i]));
        }
        double peak = NaiveDensity.max(expected);
        return peak > 0 ? error / peak : error;
    }

    private static DensityGrid grid(SplittableRandom random, int kind, int width, int height) {
        double cell = kind == 1 ? random.nextDouble(1e-4, 5e-3) : random.nextDouble(5, 500);
        double period = kind == 0 ? 0 : kind == 1 ? 360 : 2 * Math.PI * 6378137;
        double left = kind == 0 ? random.nextDouble(-1e7, 1e7) : random.nextDouble(-0.6, 0.6) * period;
        if (kind != 0 && random.nextInt(3) == 0) {
            // across the date line
            left = period / 2 - cell * width * random.nextDouble();
        }
        double top = kind == 1 ? random.nextDouble(-60, 60) : random.nextDouble(-8e6, 8e6);
        return new DensityGrid(left, top, cell, cell * random.nextDouble(0.7, 1.4), width, height);
    }

    private static GroundMetric metric(int kind) {
        return kind == 0
                ? GroundMetric.planar(0.3048)
                : kind == 1 ? GroundMetric.geographic() : GroundMetric.webMercator();
    }

    /**
     * Points outside whose kernels come into the grid by 1e-6 to 0.1 of their radius, at the middle of a side or over a
     * corner, seen on the other image of the Earth now and then; none or few inside.
     */
    private static PlacedPoints grazing(long seed, boolean adaptive) {
        SplittableRandom random = new SplittableRandom(seed);
        int kind = (int) (seed % 3);
        GroundMetric metric = metric(kind);
        DensityGrid grid = grid(random, kind, random.nextInt(20, 120), random.nextInt(20, 60));
        int inside = random.nextInt(3) == 0 ? random.nextInt(1, 4) : 0;
        PlacedPoints result = points(grid, metric, random.nextInt(1, 12) + inside);
        double middle = grid.y(grid.height() / 2);
        double common = grid.cellWidth() * metric.metresPerX(middle) * Math.exp(random.nextDouble(1.5, 6));
        for (int i = 0; i < result.size(); i++) {
            double h = adaptive ? common * Math.pow(2, random.nextDouble(-2, 2)) : common;
            result.bandwidth()[i] = h;
            int side = random.nextInt(4);
            // from the outermost cells' centres
            double edgeX = grid.x(side == 0 ? 0 : side == 1 ? grid.width() - 1 : random.nextInt(grid.width()));
            double edgeY = grid.y(side == 2 ? 0 : side == 3 ? grid.height() - 1 : random.nextInt(grid.height()));
            double away = h * (1 - Math.pow(10, random.nextDouble(-6, -1)));
            if (i < inside) {
                result.x()[i] = edgeX;
                result.y()[i] = edgeY;
            } else {
                result.x()[i] = edgeX + (side == 0 ? -1 : side == 1 ? 1 : 0) * away / metric.metresPerX(edgeY);
                result.y()[i] = edgeY + (side == 2 ? 1 : side == 3 ? -1 : 0) * away / metric.metresPerY(edgeY);
            }
            if (random.nextInt(3) == 0) {
                result.x()[i] += metric.period();
            }
        }
        return result;
    }

    @ParameterizedTest
    @EnumSource(
            value = Kernel.class,
            names = {"UNIFORM", "EPANECHNIKOV", "QUARTIC", "TRIWEIGHT"})
    void kernelsThatGrazeTheGridFromOutside(Kernel kernel) {
        for (long seed = 0; seed < 400; seed++) {
            boolean adaptive = seed % 2 == 1;
            assertThat(error(grazing(seed, adaptive), new SweepEstimator(), kernel, adaptive))
                    .as("seed %d", seed)
                    .isLessThan(EXACT);
        }
    }

    /** A radius of less than a cell: points inside the grid graze the cells too, or miss them. */
    @ParameterizedTest
    @EnumSource(
            value = Kernel.class,
            names = {"UNIFORM", "EPANECHNIKOV", "QUARTIC", "TRIWEIGHT"})
    void kernelsThatGrazeLargeCellsFromInside(Kernel kernel) {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int kind = (int) (seed % 3);
            GroundMetric metric = metric(kind);
            DensityGrid square = grid(random, kind, 40, 6);
            double aspect = random.nextInt(4) == 0 ? 1 : random.nextDouble(1, 100);
            DensityGrid grid = new DensityGrid(
                    square.minX(), square.maxY(), square.cellWidth(), square.cellWidth() * aspect, 40, 6);
            PlacedPoints some = points(grid, metric, 3);
            double y = grid.y(3);
            double h = grid.cellHeight() * metric.metresPerY(y) / 2 * (1 + Math.pow(10, random.nextDouble(-6, 0)));
            for (int i = 0; i < some.size(); i++) {
                some.x()[i] = random.nextDouble(grid.minX(), grid.maxX());
                some.y()[i] = grid.maxY() - random.nextInt(7) * grid.cellHeight();
                some.bandwidth()[i] = h;
            }
            assertThat(error(some, new SweepEstimator(), kernel, false))
                    .as("seed %d", seed)
                    .isLessThan(EXACT);
        }
    }

    /** Next to a pole a kernel reaches around the Earth: each cell counts once, at its nearer side. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void kernelsThatReachAroundTheEarth(Kernel kernel) {
        for (long seed = 0; seed < 150; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean mercator = seed % 3 == 0;
            GroundMetric metric = mercator ? GroundMetric.webMercator() : GroundMetric.geographic();
            double turn = metric.period();
            double top = mercator ? random.nextDouble(1e7, 3e7) : random.nextDouble(70, 90);
            double cell = turn / 36 / (random.nextBoolean() ? 1 : random.nextDouble(1, 30));
            DensityGrid grid = new DensityGrid(
                    random.nextBoolean() ? -turn / 2 : 0,
                    top,
                    cell,
                    mercator ? 5e4 : random.nextDouble(0.01, 0.3),
                    36,
                    12);
            PlacedPoints some = points(grid, metric, 6);
            double h = Math.exp(random.nextDouble(Math.log(1e4), Math.log(1e7))) / kernel.support();
            for (int i = 0; i < some.size(); i++) {
                // on a cell's meridian, opposite to which another cell is, or anywhere
                some.x()[i] = i % 2 == 0 ? grid.x(random.nextInt(36)) : random.nextDouble(-turn / 2, turn / 2);
                some.y()[i] = random.nextDouble(grid.minY(), grid.maxY());
                some.bandwidth()[i] = h;
            }
            assertThat(error(some, new ScatterEstimator(), kernel, false))
                    .as("scatter, seed %d", seed)
                    .isLessThan(EXACT);
            if (kernel.isPolynomial()) {
                assertThat(error(some, new SweepEstimator(), kernel, false))
                        .as("sweep, seed %d", seed)
                        .isLessThan(EXACT);
            }
        }
    }
}

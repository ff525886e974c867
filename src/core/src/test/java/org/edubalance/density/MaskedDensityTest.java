package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Whole estimates, of any kernel, metric, precision and mask, against the naive double sum inside the mask. */
class MaskedDensityTest {

    /** What 32-bit floats leave of 1e-9. */
    private static final double EXACT = 1e-6;

    private static final double FAST = 1e-3;

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** A triangle about a grid's middle, less a smaller one. */
    private static Geometry mask(SplittableRandom random, DensityGrid grid) {
        return triangle(random, grid, 0.8).difference(triangle(random, grid, 0.2));
    }

    private static Geometry triangle(SplittableRandom random, DensityGrid grid, double size) {
        Coordinate[] corners = new Coordinate[4];
        double turn = random.nextDouble(2 * Math.PI);
        for (int i = 0; i < 3; i++) {
            double angle = turn + i * 2 * Math.PI / 3 + random.nextDouble(1);
            corners[i] = new Coordinate(
                    (grid.minX() + grid.maxX()) / 2 + size * Math.cos(angle) * (grid.maxX() - grid.minX()) / 2,
                    (grid.minY() + grid.maxY()) / 2 + size * Math.sin(angle) * (grid.maxY() - grid.minY()) / 2);
        }
        corners[3] = corners[0];
        return GEOMETRIES.createPolygon(corners);
    }

    @Test
    void everyCellIsTheDoubleSumOrOutside() {
        TreeSet<String> used = new TreeSet<>();
        for (long seed = 0; seed < 150; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Kernel kernel = Kernel.values()[random.nextInt(Kernel.values().length)];
            Precision precision = random.nextBoolean() ? Precision.EXACT : Precision.FAST;
            boolean corrected = random.nextBoolean();
            int kind = random.nextInt(3);
            GroundMetric metric = kind == 0
                    ? GroundMetric.planar(0.3048)
                    : kind == 1 ? GroundMetric.geographic() : GroundMetric.webMercator();
            double cell = kind == 1 ? 0.001 : 100;
            DensityGrid grid = new DensityGrid(
                    random.nextDouble(-170, 170) * cell * 1000,
                    random.nextDouble(-60, 60) * cell * 1000,
                    cell,
                    cell * random.nextDouble(0.5, 2),
                    random.nextInt(20, 60),
                    random.nextInt(20, 60));
            double middle = (grid.minY() + grid.maxY()) / 2;
            double h = random.nextDouble(4, 40) * cell * metric.metresPerX(middle) / kernel.support();
            Geometry polygons = mask(random, grid);
            StudyArea area = new StudyArea(List.of(polygons));

            int n = random.nextInt(1, 120);
            WeightedPoints points = new WeightedPoints();
            double[] x = new double[n];
            double[] y = new double[n];
            double[] weight = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = random.nextDouble(grid.minX(), grid.maxX());
                y[i] = random.nextDouble(grid.minY(), grid.maxY());
                weight[i] = Math.pow(10, random.nextDouble(0, 4));
                points.add(x[i], y[i], weight[i]);
                if (corrected) {
                    boolean inside = polygons.contains(GEOMETRIES.createPoint(new Coordinate(x[i], y[i])));
                    weight[i] = inside ? weight[i] / area.share(x[i], y[i], h, kernel, metric) : 0;
                }
            }
            double[] bandwidths = new double[n];
            Arrays.fill(bandwidths, h);
            double[] expected = NaiveDensity.of(grid, metric, kernel, x, y, weight, bandwidths);
            DensitySurface surface = new KernelDensity(metric)
                    .kernel(kernel)
                    .precision(precision)
                    .studyArea(area)
                    .edgeCorrection(corrected)
                    .areaUnit(AreaUnit.SQUARE_METRE)
                    .estimate(points, grid, h);
            used.add(surface.estimator());

            boolean approximate = List.of("moments", "binned").contains(surface.estimator());
            double highest = Math.max(NaiveDensity.max(expected), NaiveDensity.max(weight) * kernel.peak() / (h * h));
            double tolerance = highest * (approximate ? FAST : EXACT);
            for (int row = 0; row < grid.height(); row++) {
                for (int column = 0; column < grid.width(); column++) {
                    double actual = surface.value(column, row);
                    Coordinate centre = new Coordinate(grid.x(column), grid.y(row));
                    if (polygons.contains(GEOMETRIES.createPoint(centre))) {
                        assertThat(Math.abs(actual - expected[row * grid.width() + column]))
                                .as("seed %d, %s, column %d, row %d", seed, surface.estimator(), column, row)
                                .isLessThanOrEqualTo(tolerance);
                    } else {
                        assertThat(actual).isNaN();
                    }
                }
            }
        }
        assertThat(used).contains("scatter", "sweep", "moments");
    }
}

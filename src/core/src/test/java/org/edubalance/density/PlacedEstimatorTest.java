package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** Densities at cells that lie anywhere. */
class PlacedEstimatorTest {

    private static final GroundMetric GROUND = GroundMetric.geographic();

    /** The cells of a grid in longitude and latitude, said one by one. */
    private static CellPlaces of(DensityGrid grid) {
        return (row, column, x, y) -> {
            for (int i = 0; i < x.length; i++) {
                x[i] = grid.minX() + (column + i) * grid.cellWidth();
                y[i] = grid.maxY() - row * grid.cellHeight();
            }
        };
    }

    /** A grid of 40 × 30 cells about 94° E 30° N, turned and sheared. */
    private static final CellPlaces TURNED = (row, column, x, y) -> {
        for (int i = 0; i < x.length; i++) {
            double u = (column + i - 20) / 10;
            double v = (15 - row) / 10;
            x[i] = 94 + 0.8 * u + 0.5 * v;
            y[i] = 30 - 0.4 * u + 0.9 * v;
        }
    };

    private static WeightedPoints points(double longitude, double latitude, int count) {
        SplittableRandom random = new SplittableRandom(11);
        WeightedPoints points = new WeightedPoints();
        for (int i = 0; i < count; i++) {
            points.add(
                    longitude + random.nextDouble(-2, 2),
                    latitude + random.nextDouble(-2, 2),
                    random.nextDouble(0, 100));
        }
        return points;
    }

    @ParameterizedTest
    @EnumSource
    void isTheDoubleSumWhereverTheCellsLie(Kernel kernel) {
        DensityGrid grid = DensityGrid.over(0, 0, 40, 30, 40, 30);
        WeightedPoints points = points(94, 30, 300);
        double[] px = Arrays.copyOf(points.x(), points.size());
        double[] py = Arrays.copyOf(points.y(), points.size());
        double[] weight = Arrays.copyOf(points.weight(), points.size());
        float[] actual = new KernelDensity(GROUND)
                .kernel(kernel)
                .areaUnit(AreaUnit.SQUARE_METRE)
                .estimate(Workers.of(Monitor.NONE), points, grid, TURNED, 40_000)
                .band(0);
        double[] x = new double[40];
        double[] y = new double[40];
        double peak = 0;
        double[] expected = new double[actual.length];
        for (int row = 0; row < 30; row++) {
            TURNED.along(row + 0.5, 0.5, x, y);
            for (int column = 0; column < 40; column++) {
                for (int i = 0; i < px.length; i++) {
                    double u = GROUND.distance(px[i], py[i], x[column], y[column]) / 40_000;
                    expected[row * 40 + column] += weight[i] * kernel.value(u) / 1.6e9;
                }
                peak = Math.max(peak, expected[row * 40 + column]);
            }
        }
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-6 * peak));
        }
    }

    /** On a grid in longitude and latitude it is what the other estimators give, whatever is asked for. */
    @ParameterizedTest
    @EnumSource
    void agreesWithTheOtherEstimators(DensityOutput output) {
        DensityGrid grid = DensityGrid.over(92.5, 28.5, 95.5, 31.5, 36, 36);
        StudyArea area = new StudyArea(List.of(new GeometryFactory().toGeometry(new Envelope(93, 95.2, 29, 31.1))));
        for (boolean adaptive : new boolean[] {false, true}) {
            for (boolean corrected : new boolean[] {false, true}) {
                KernelDensity settings = new KernelDensity(GROUND)
                        .adaptive(adaptive)
                        .studyArea(area)
                        .edgeCorrection(corrected)
                        .precision(Precision.EXACT)
                        .output(output);
                double[] radii = {20_000, 50_000};
                DensitySurface expected = settings.estimate(points(94, 30, 200), grid, radii);
                DensitySurface actual =
                        settings.estimate(Workers.of(Monitor.NONE), points(94, 30, 200), grid, of(grid), radii);
                assertThat(actual.pointsOutside()).isEqualTo(expected.pointsOutside());
                for (int band = 0; band < 2; band++) {
                    agree(actual.band(band), expected.band(band));
                }
            }
        }
    }

    private static void agree(float[] actual, float[] expected) {
        double peak = 0;
        for (float value : expected) {
            peak = value > peak ? value : peak;
        }
        assertThat(peak).isPositive();
        for (int i = 0; i < expected.length; i++) {
            if (Float.isNaN(expected[i])) {
                assertThat(actual[i]).isNaN();
            } else {
                // a cell's area is that of its quadrangle, and not of the piece of the ellipsoid
                assertThat((double) actual[i]).isCloseTo(expected[i], within(2e-5 * peak));
            }
        }
    }

    @Test
    void seesPointsAcrossTheDateLine() {
        DensityGrid grid = DensityGrid.over(178, 28, 182, 32, 20, 20);
        for (double turn : new double[] {0, -360, 360}) {
            DensityGrid turned = DensityGrid.over(178 + turn, 28, 182 + turn, 32, 20, 20);
            WeightedPoints split = new WeightedPoints();
            WeightedPoints whole = points(180, 30, 200);
            for (int i = 0; i < whole.size(); i++) {
                double x = whole.x(i);
                split.add(x > 180 ? x - 360 : x, whole.y(i), whole.weight(i));
            }
            KernelDensity settings = new KernelDensity(GROUND).precision(Precision.EXACT);
            agree(
                    settings.estimate(Workers.of(Monitor.NONE), split, turned, of(turned), 60_000)
                            .band(0),
                    settings.estimate(points(180, 30, 200), grid, 60_000).band(0));
        }
    }

    @Test
    void hasNoDataWhereACellIsNotOnEarth() {
        DensityGrid grid = DensityGrid.over(0, 0, 40, 30, 40, 30);
        CellPlaces holed = (row, column, x, y) -> {
            TURNED.along(row, column, x, y);
            x[3] = Double.NaN;
            y[3] = Double.NaN;
        };
        for (DensityOutput output : DensityOutput.values()) {
            float[] band = new KernelDensity(GROUND)
                    .output(output)
                    .estimate(Workers.of(Monitor.NONE), points(94, 30, 50), grid, holed, 40_000)
                    .band(0);
            assertThat(band[3]).isNaN();
            assertThat(band[5]).isNotNaN();
        }
        float[] none = new KernelDensity(GROUND)
                .estimate(Workers.of(Monitor.NONE), new WeightedPoints(), grid, TURNED, 40_000)
                .band(0);
        assertThat(none).containsOnly(0);
    }
}

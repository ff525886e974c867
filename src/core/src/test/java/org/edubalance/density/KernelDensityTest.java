package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class KernelDensityTest {

    private static final GroundMetric METRES = GroundMetric.planar(1);
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private static final StudyArea TRIANGLE = new StudyArea(List.of(GEOMETRIES.createPolygon(new Coordinate[] {
        new Coordinate(0, 0), new Coordinate(1000, 100), new Coordinate(700, 900), new Coordinate(0, 0)
    })));

    private static WeightedPoints random(int n, double side, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        WeightedPoints points = new WeightedPoints();
        for (int i = 0; i < n; i++) {
            points.add(random.nextDouble() * side, random.nextDouble() * side, random.nextDouble(1, 10));
        }
        return points;
    }

    private static double[] naive(WeightedPoints points, DensityGrid grid, Kernel kernel, double[] bandwidth) {
        int n = points.size();
        return NaiveDensity.of(
                grid,
                METRES,
                kernel,
                Arrays.copyOf(points.x(), n),
                Arrays.copyOf(points.y(), n),
                Arrays.copyOf(points.weight(), n),
                bandwidth);
    }

    @Test
    void oneCallForTheCommonCase() {
        float[] density = KernelDensity.density(
                new double[] {500}, new double[] {500}, null, 1000, DensityGrid.over(0, 0, 1000, 1000, 1, 1), METRES);
        assertThat(density[0]).isCloseTo((float) (3 / Math.PI), within(1e-6f));
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void adaptiveIsTheDoubleSumWithItsBandwidths(Kernel kernel) {
        WeightedPoints points = random(120, 1000, 1);
        DensityGrid grid = DensityGrid.over(200, 100, 700, 800, 61, 47);
        double[] bandwidth =
                AdaptiveBandwidth.of(points, 60, kernel, METRES, new Workers(Runnable::run, 1, Monitor.NONE));
        double[] expected = naive(points, grid, kernel, bandwidth);
        float[] actual = new KernelDensity(METRES)
                .kernel(kernel)
                .adaptive(true)
                .areaUnit(AreaUnit.SQUARE_METRE)
                .estimate(points, grid, 60)
                .band(0);
        double peak = NaiveDensity.max(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-6 * peak));
        }
    }

    @Test
    void unitsAndOutputsAreMultiplesOfEachOther() {
        DensityGrid grid = DensityGrid.over(0, 0, 1000, 500, 20, 10);
        float[] perMetre = of(grid, DensityOutput.DENSITY, AreaUnit.SQUARE_METRE);
        float[] perHectare = of(grid, DensityOutput.DENSITY, AreaUnit.HECTARE);
        float[] perMile = of(grid, DensityOutput.DENSITY, AreaUnit.SQUARE_MILE);
        float[] count = of(grid, DensityOutput.EXPECTED_COUNT, AreaUnit.HECTARE);
        float[] scaled = of(grid, DensityOutput.SCALED, AreaUnit.HECTARE);
        float max = 0;
        for (float value : perMetre) {
            max = Math.max(max, value);
        }
        for (int i = 0; i < perMetre.length; i++) {
            assertThat(perHectare[i]).isCloseTo(perMetre[i] * 1e4f, within(1e-6f * max * 1e4f));
            assertThat(perMile[i]).isCloseTo(perMetre[i] * 2_589_988.1f, within(1e-6f * max * 2.6e6f));
            // cells of 50 m x 50 m
            assertThat(count[i]).isCloseTo(perMetre[i] * 2500f, within(1e-6f * max * 2500f));
            assertThat(scaled[i]).isCloseTo(perMetre[i] / max, within(1e-6f));
        }
    }

    private static float[] of(DensityGrid grid, DensityOutput output, AreaUnit unit) {
        return new KernelDensity(METRES)
                .output(output)
                .areaUnit(unit)
                .estimate(random(50, 1000, 3), grid, 130)
                .band(0);
    }

    @Test
    void onTheEarthTheVolumeIsTheWeightToo() {
        WeightedPoints points = new WeightedPoints();
        points.add(94.36, 29.65, 350);
        points.add(94.40, 29.60, 150);
        float[] count = new KernelDensity(GroundMetric.geographic())
                .output(DensityOutput.EXPECTED_COUNT)
                .estimate(points, DensityGrid.over(94.3, 29.5, 94.5, 29.75, 800, 1000), 5000)
                .band(0);
        double sum = 0;
        for (float value : count) {
            sum += value;
        }
        // the metric's own error, 1e-4, and the sum's over cells of r/200
        assertThat(sum).isCloseTo(500, within(0.1));
    }

    @Test
    void everyRadiusOfARunIsWhatItWouldBeAlone() {
        DensityGrid grid = DensityGrid.over(0, 0, 1000, 1000, 100, 100);
        double[] radii = {30, 300, 90, 5};
        DensitySurface together = new KernelDensity(METRES).estimate(random(200, 1000, 5), grid, radii);
        for (int i = 0; i < radii.length; i++) {
            float[] alone = new KernelDensity(METRES)
                    .estimate(random(200, 1000, 5), grid, radii[i])
                    .band(0);
            float peak = 0;
            for (float value : alone) {
                peak = Math.max(peak, value);
            }
            for (int j = 0; j < alone.length; j++) {
                assertThat(together.band(i)[j]).isCloseTo(alone[j], within(1e-6f * peak));
            }
        }
    }

    private static double weightIn(StudyArea area, WeightedPoints points) {
        double inside = 0;
        for (int i = 0; i < points.size(); i++) {
            inside += area.contains(points.x(i), points.y(i)) ? points.weight(i) : 0;
        }
        return inside;
    }

    /** The sum of a band's values, less the cells that have none. */
    private static double total(float[] band) {
        double sum = 0;
        for (float value : band) {
            sum += Float.isNaN(value) ? 0 : value;
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void edgeCorrectionKeepsTheWeightWhateverTheEstimator(Precision precision) {
        for (boolean adaptive : new boolean[] {false, true}) {
            WeightedPoints points = random(300, 1000, 6);
            double inside = weightIn(TRIANGLE, points);
            DensitySurface surface = new KernelDensity(METRES)
                    .adaptive(adaptive)
                    .studyArea(TRIANGLE)
                    .edgeCorrection(true)
                    .precision(precision)
                    .output(DensityOutput.EXPECTED_COUNT)
                    .estimate(points, DensityGrid.over(-100, -100, 1100, 1100, 600, 600), 120);
            double sum = total(surface.band(0));
            // cells of 2 m are cut at their centres along the border; errors of either sign
            assertThat(sum)
                    .as("adaptive %s, %s", adaptive, surface.estimator())
                    .isCloseTo(inside, within(2e-3 * inside));
            assertThat(surface.pointsOutside()).isEqualTo(300 - points.size());
        }
    }

    /** Some bands exact, which changes the order of the points that they share, some approximate, in any order. */
    @Test
    void edgeCorrectionKeepsTheWeightInEveryBand() {
        for (GroundMetric metric : new GroundMetric[] {METRES, GroundMetric.webMercator()}) {
            for (double[] radii : new double[][] {{4, 60, 120}, {120, 4, 60}}) {
                WeightedPoints points = random(30_000, 1000, 6);
                double inside = weightIn(TRIANGLE, points);
                DensitySurface surface = new KernelDensity(metric)
                        .studyArea(TRIANGLE)
                        .edgeCorrection(true)
                        .precision(Precision.FAST)
                        .output(DensityOutput.EXPECTED_COUNT)
                        .estimate(points, DensityGrid.over(-100, -100, 1100, 1100, 600, 600), radii);
                assertThat(surface.estimator())
                        .contains("scatter")
                        .contains("+")
                        .contains("moments");
                for (int band = 0; band < radii.length; band++) {
                    double sum = total(surface.band(band));
                    // as above; the narrower the kernel, the more a cell of 2 m that is cut at its centre counts
                    assertThat(sum)
                            .as("%s of %s m", surface.estimator(), radii[band])
                            .isCloseTo(inside, within(3e-3 * inside));
                }
            }
        }
    }

    @Test
    void correctedDensityDoesNotDependOnTheWindow() {
        StudyArea area = new StudyArea(List.of(GEOMETRIES.toGeometry(new Envelope(0, 1000, 0, 1000))));
        KernelDensity density = new KernelDensity(METRES).studyArea(area).edgeCorrection(true);
        DensitySurface whole = density.estimate(random(80, 1000, 8), DensityGrid.over(0, 0, 1000, 1000, 100, 100), 150);
        DensitySurface part = density.estimate(random(80, 1000, 8), DensityGrid.over(500, 500, 700, 600, 20, 10), 150);
        for (int row = 0; row < 10; row++) {
            for (int column = 0; column < 20; column++) {
                float expected = whole.value(50 + column, 40 + row);
                assertThat(part.value(column, row)).isCloseTo(expected, within(1e-5f * expected));
            }
        }
    }

    @Test
    void theChoiceOfEstimatorShowsInTheResult() {
        DensityGrid grid = DensityGrid.over(0, 0, 1000, 1000, 1000, 1000);
        KernelDensity density = new KernelDensity(METRES);
        assertThat(density.estimate(random(100, 1000, 1), grid, 1).estimator()).isEqualTo("scatter");
        assertThat(density.estimate(random(3000, 1000, 1), grid, 60).estimator())
                .isEqualTo("sweep");
        density = density.precision(Precision.FAST);
        assertThat(density.estimate(random(30_000, 1000, 1), grid, 60).estimator())
                .isEqualTo("binned");
        // for this radius the FFT's lattice would be finer than the grid
        assertThat(density.estimate(random(100_000, 1000, 1), grid, 30).estimator())
                .isEqualTo("moments");
        // no bound holds for a cone's tip
        assertThat(density.kernel(Kernel.TRIANGULAR)
                        .estimate(random(100, 1000, 1), grid, 60)
                        .estimator())
                .isEqualTo("scatter");
        // on the Earth the kernel is another in each row
        assertThat(new KernelDensity(GroundMetric.webMercator())
                        .precision(Precision.FAST)
                        .estimate(random(30_000, 1000, 1), grid, 60)
                        .estimator())
                .isEqualTo("moments");
    }

    @Test
    void cancellingEndsEveryThread() {
        AtomicInteger asked = new AtomicInteger();
        Monitor monitor = new Monitor() {
            @Override
            public void check() {
                if (asked.incrementAndGet() > 500) {
                    throw new CancellationException();
                }
            }

            @Override
            public void report(double share) {
                assertThat(share).isBetween(0.0, 1.0);
            }
        };
        DensityGrid grid = DensityGrid.over(0, 0, 1000, 1000, 1000, 1000);
        for (Kernel kernel : Kernel.values()) {
            for (Precision precision : new Precision[] {Precision.EXACT, Precision.FAST, null}) {
                asked.set(0);
                boolean adaptive = precision == null;
                assertThatThrownBy(() -> new KernelDensity(METRES)
                                .kernel(kernel)
                                .adaptive(adaptive)
                                .precision(adaptive ? Precision.EXACT : precision)
                                .estimate(Workers.of(monitor), random(2000, 1000, 1), grid, 30))
                        .isInstanceOf(CancellationException.class);
                // it is asked once more by each thread and no more often
                assertThat(asked.get()).isLessThan(600);
            }
        }
    }

    @Test
    void progressOnlyGrows() {
        StudyArea area = new StudyArea(List.of(GEOMETRIES.toGeometry(new Envelope(0, 1000, 0, 1000))));
        DensityGrid grid = DensityGrid.over(0, 0, 1000, 1000, 400, 400);
        for (GroundMetric metric : new GroundMetric[] {METRES, GroundMetric.webMercator()}) {
            for (Precision precision : new Precision[] {Precision.EXACT, Precision.FAST}) {
                for (boolean adaptive : new boolean[] {false, true}) {
                    double[] last = {0};
                    int[] told = {0};
                    Monitor monitor = new Monitor() {
                        @Override
                        public void check() {
                            // goes on
                        }

                        @Override
                        public void report(double share) {
                            assertThat(share).isBetween(last[0], 1.0);
                            last[0] = share;
                            told[0]++;
                        }
                    };
                    String used = new KernelDensity(metric)
                            .precision(precision)
                            .adaptive(adaptive)
                            .studyArea(area)
                            .edgeCorrection(true)
                            .estimate(new Workers(Runnable::run, 1, monitor), random(5000, 1000, 1), grid, 20, 90)
                            .estimator();
                    assertThat(told[0]).as(used).isGreaterThan(20);
                    assertThat(last[0]).as(used).isCloseTo(1, within(1e-9));
                }
            }
        }
    }

    @Test
    void aBusyPoolDoesNotBlock() {
        DensityGrid grid = DensityGrid.over(0, 0, 1000, 1000, 100, 100);
        DensitySurface alone = new KernelDensity(METRES)
                .estimate(new Workers(task -> {}, 4, Monitor.NONE), random(100, 1000, 1), grid, 100);
        DensitySurface pooled = new KernelDensity(METRES)
                .estimate(new Workers(ForkJoinPool.commonPool(), 4, Monitor.NONE), random(100, 1000, 1), grid, 100);
        assertThat(alone.band(0)).containsExactly(pooled.band(0));
    }

    @Test
    void badSettingsAreRefused() {
        DensityGrid grid = DensityGrid.over(0, 0, 10, 10, 2, 2);
        KernelDensity density = new KernelDensity(METRES);
        assertThatThrownBy(() -> density.estimate(new WeightedPoints(), grid, -5))
                .isInstanceOf(Refusal.class)
                .hasMessage("radius must be greater than 0 metres, got -5");
        assertThatThrownBy(() -> density.edgeCorrection(true).estimate(new WeightedPoints(), grid, 5))
                .hasMessage("mask is missing: edge correction keeps the weights inside it");
        assertThatThrownBy(() -> new WeightedPoints().add(1, Double.NaN, 1)).hasMessageContaining("finite");
        assertThatThrownBy(() -> new WeightedPoints().add(1, 1, -1)).hasMessageContaining("weight");
        assertThatThrownBy(() -> new DensityGrid(0, 0, 0, 1, 1, 1)).hasMessageContaining("grid");
    }

    @Test
    void noPointsAreNoDensity() {
        for (Kernel kernel : Kernel.values()) {
            assertThat(new KernelDensity(METRES)
                            .kernel(kernel)
                            .adaptive(true)
                            .estimate(new WeightedPoints(), DensityGrid.over(0, 0, 10, 10, 5, 5), 3)
                            .band(0))
                    .containsOnly(0f);
        }
    }

    @Test
    void pointsAcrossTheDateLineCloseUp() {
        WeightedPoints points = new WeightedPoints();
        for (double x : new double[] {179.95, -179.95, 179.9, -179.99, 539.97}) {
            points.add(x, 0, 1);
        }
        points.closeUp(360);
        for (int i = 0; i < points.size(); i++) {
            assertThat(points.x(i)).isBetween(179.89, 180.06);
        }
        WeightedPoints apart = new WeightedPoints();
        apart.add(-80, 0, 1);
        apart.add(99, 0, 1);
        apart.closeUp(360);
        assertThat(new double[] {apart.x(0), apart.x(1)}).containsExactly(-80, 99);
        new WeightedPoints().closeUp(360);
    }

    @Test
    void settingsNeverChange() {
        KernelDensity density = new KernelDensity(METRES);
        density.kernel(Kernel.UNIFORM).adaptive(true).precision(Precision.FAST).output(DensityOutput.SCALED);
        assertThat(density).isEqualTo(new KernelDensity(METRES));
        assertThat(density.areaUnit(AreaUnit.HECTARE).kernel(Kernel.UNIFORM))
                .isEqualTo(new KernelDensity(METRES).kernel(Kernel.UNIFORM).areaUnit(AreaUnit.HECTARE));
    }
}

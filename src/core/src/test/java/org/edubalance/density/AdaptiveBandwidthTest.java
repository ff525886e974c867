package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdaptiveBandwidthTest {

    private static final Workers WORKERS = new Workers(ForkJoinPool.commonPool(), 2, Monitor.NONE);

    /** Some points close together, others spread out. */
    private static WeightedPoints clustered(double x, double y, double unit, int n) {
        SplittableRandom random = new SplittableRandom(4);
        WeightedPoints points = new WeightedPoints();
        for (int i = 0; i < n; i++) {
            double spread = i % 3 == 0 ? 20 : 1;
            points.add(
                    x + unit * spread * random.nextDouble(-1, 1),
                    y + unit * spread * random.nextDouble(-1, 1),
                    i % 10 == 0 ? 0 : random.nextDouble(1, 100));
        }
        return points;
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void thePilotIsTheDoubleSumAtThePoints(Kernel kernel) {
        double degree = 1 / 111_320d;
        assertPilot(kernel, GroundMetric.planar(1), clustered(1e6, 5e6, 1000, 200));
        assertPilot(kernel, GroundMetric.geographic(), clustered(94.3, 29.6, 1000 * degree, 200));
        assertPilot(kernel, GroundMetric.geographic(), clustered(180, -45, 1000 * degree, 200));
        assertPilot(kernel, GroundMetric.webMercator(), clustered(1e7, 8e6, 2000, 200));
    }

    private static void assertPilot(Kernel kernel, GroundMetric metric, WeightedPoints points) {
        double h = 1500;
        double[] pilot = AdaptiveBandwidth.pilot(points, h, kernel, metric, WORKERS);
        for (int i = 0; i < points.size(); i++) {
            double expected = 0;
            for (int j = 0; j < points.size(); j++) {
                double d = metric.distance(points.x(i), points.y(i), points.x(j), points.y(j));
                expected += points.weight(j) / (h * h) * kernel.value(d / h);
            }
            assertThat(pilot[i]).isCloseTo(expected, within(1e-9 * expected + 1e-18));
        }
    }

    @Test
    void bandwidthsFollowTheSquareRootLaw() {
        WeightedPoints points = clustered(0, 0, 1000, 300);
        GroundMetric metric = GroundMetric.planar(1);
        double[] bandwidth = AdaptiveBandwidth.of(points, 1500, Kernel.QUARTIC, metric, WORKERS);
        double[] pilot = AdaptiveBandwidth.pilot(points, 1500, Kernel.QUARTIC, metric, WORKERS);
        // the second search has put the same points in the same order
        double logs = 0;
        double n = 0;
        for (int i = 0; i < points.size(); i++) {
            if (points.weight(i) > 0) {
                logs += points.weight(i) * Math.log(pilot[i]);
                n += points.weight(i);
            }
        }
        double g = Math.exp(logs / n);
        for (int i = 0; i < points.size(); i++) {
            if (points.weight(i) > 0) {
                double expected = Math.max(375, Math.min(6000, 1500 * Math.sqrt(g / pilot[i])));
                assertThat(bandwidth[i]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void aPointOfWeightFiveIsFivePoints() {
        GroundMetric metric = GroundMetric.planar(1);
        double[][] places = {{0, 0, 5}, {900, 100, 1}, {2000, -300, 3}, {2100, -250, 1}};
        WeightedPoints weighted = new WeightedPoints();
        WeightedPoints repeated = new WeightedPoints();
        for (double[] place : places) {
            weighted.add(place[0], place[1], place[2]);
            for (int i = 0; i < place[2]; i++) {
                repeated.add(place[0], place[1], 1);
            }
        }
        double[] one = AdaptiveBandwidth.of(weighted, 1500, Kernel.QUARTIC, metric, WORKERS);
        double[] many = AdaptiveBandwidth.of(repeated, 1500, Kernel.QUARTIC, metric, WORKERS);
        for (int i = 0; i < weighted.size(); i++) {
            for (int j = 0; j < repeated.size(); j++) {
                if (weighted.x(i) == repeated.x(j)) {
                    assertThat(many[j]).isCloseTo(one[i], within(1e-9));
                }
            }
        }
    }

    /** Points near a pole, many turns of the map apart: once this went round the Earth without end. */
    @Test
    @Timeout(10)
    void pointsWhereMercatorEndsTakeNoLongerThanOthers() {
        for (boolean adaptive : new boolean[] {false, true}) {
            for (double[] y : new double[][] {{7.4e8, 7.33e8}, {-7.4e8, 7.33e8}, {3e7, 2.5e8}, {9e8, 1e9}}) {
                WeightedPoints points = new WeightedPoints();
                points.add(0, 0, 1);
                points.add(100, y[0], 1);
                points.add(4.8e8, y[1], 1);
                DensitySurface surface = new KernelDensity(GroundMetric.webMercator())
                        .adaptive(adaptive)
                        .estimate(points, DensityGrid.over(0, 0, 1000, 1000, 4, 4), 3000);
                for (float value : surface.band(0)) {
                    assertThat(value).isPositive().isFinite();
                }
            }
        }
    }

    @Test
    void evenlySpreadPointsKeepTheirBandwidth() {
        WeightedPoints points = new WeightedPoints();
        for (int i = 0; i < 5; i++) {
            points.add(10_000 * i, 0, 3);
        }
        assertThat(AdaptiveBandwidth.of(points, 1500, Kernel.QUARTIC, GroundMetric.planar(1), WORKERS))
                .contains(new double[] {1500, 1500, 1500, 1500, 1500}, within(1e-9));
    }
}

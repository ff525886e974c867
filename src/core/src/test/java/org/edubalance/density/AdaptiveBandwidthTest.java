package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.junit.jupiter.api.Test;
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
        int n = 0;
        for (int i = 0; i < points.size(); i++) {
            if (points.weight(i) > 0) {
                logs += Math.log(pilot[i]);
                n++;
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
    void evenlySpreadPointsKeepTheirBandwidth() {
        WeightedPoints points = new WeightedPoints();
        for (int i = 0; i < 5; i++) {
            points.add(10_000 * i, 0, 3);
        }
        assertThat(AdaptiveBandwidth.of(points, 1500, Kernel.QUARTIC, GroundMetric.planar(1), WORKERS))
                .contains(new double[] {1500, 1500, 1500, 1500, 1500}, within(1e-9));
    }
}

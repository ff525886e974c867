package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.junit.jupiter.api.Test;

class GroundMetricTest {

    private static final double WEB_MERCATOR_RADIUS = 6378137;

    private static double mercator(double latitude) {
        return WEB_MERCATOR_RADIUS * Math.log(Math.tan(Math.toRadians(45 + latitude / 2)));
    }

    @Test
    void aDegreeOnWgs84() {
        GroundMetric metric = GroundMetric.geographic();
        // the published lengths of a degree at the equator and at 60°
        assertThat(metric.metresPerX(0)).isCloseTo(111_319.491, within(1e-3));
        assertThat(metric.metresPerX(60)).isCloseTo(55_800.0, within(0.5));
        assertThat(metric.metresPerY(0)).isCloseTo(110_574.3, within(0.5));
        assertThat(metric.metresPerY(60)).isCloseTo(111_412.3, within(0.5));
        // the quarter meridian
        assertThat(metric.dy(0, 90)).isCloseTo(10_001_965.729, within(1e-3));
    }

    @Test
    void aSphereHasRoundNumbers() {
        GroundMetric metric = GroundMetric.geographic(1000, Double.POSITIVE_INFINITY, Math.PI / 180);
        assertThat(metric.dy(0, 90)).isCloseTo(500 * Math.PI, within(1e-9));
        assertThat(metric.area(360, -90, 90)).isCloseTo(4 * Math.PI * 1e6, within(1e-6));
    }

    @Test
    void theEarthHasItsArea() {
        assertThat(GroundMetric.geographic().area(360, -90, 90) / 1e6).isCloseTo(510_065_621.7, within(1.0));
    }

    @Test
    void mercatorIsGeographicSeenOtherwise() {
        SplittableRandom random = new SplittableRandom(1);
        GroundMetric degrees = GroundMetric.geographic();
        GroundMetric map = GroundMetric.webMercator();
        for (int i = 0; i < 100; i++) {
            double lon = random.nextDouble(-180, 180);
            double lat = random.nextDouble(-75, 75);
            double lon2 = lon + random.nextDouble(-1, 1);
            double lat2 = lat + random.nextDouble(-1, 1);
            double scale = Math.toRadians(1) * WEB_MERCATOR_RADIUS;
            double expected = degrees.distance(lon, lat, lon2, lat2);
            assertThat(map.distance(lon * scale, mercator(lat), lon2 * scale, mercator(lat2)))
                    .isCloseTo(expected, within(1e-6));
            assertThat(degrees.distance(lon2, lat2, lon, lat)).isEqualTo(expected);
        }
    }

    @Test
    void boundsAreNeverTooTight() {
        SplittableRandom random = new SplittableRandom(2);
        for (GroundMetric metric :
                new GroundMetric[] {GroundMetric.planar(0.3048), GroundMetric.geographic(), GroundMetric.webMercator()
                }) {
            double unit = metric.period() == 0 ? 1000 : metric.period() / 360;
            for (int i = 0; i < 2000; i++) {
                double y = random.nextDouble(-80, 80) * unit;
                double x2 = random.nextDouble(-3, 3) * unit;
                double y2 = y + random.nextDouble(-3, 3) * unit;
                double d = metric.distance(0, y, x2, y2);
                assertThat(Math.abs(x2)).isLessThanOrEqualTo(metric.reach(y, d) * (1 + 1e-12));
                assertThat(y2).isBetween(metric.lowest(y, d) - 1e-6, metric.highest(y, d) + 1e-6);
            }
        }
    }

    @Test
    void bulkDistancesAreTheSame() {
        SplittableRandom random = new SplittableRandom(3);
        for (GroundMetric metric : new GroundMetric[] {GroundMetric.geographic(), GroundMetric.webMercator()}) {
            double unit = metric.period() / 360;
            double[] y = random.doubles(50, -70 * unit, 70 * unit).toArray();
            double[] dySquared = new double[50];
            double[] mSquared = new double[50];
            double line = 29.6 * unit;
            metric.line(line).offsets(metric.prepare(y, 50, Workers.of(Monitor.NONE)), 0, 50, dySquared, mSquared);
            for (int i = 0; i < 50; i++) {
                double x = unit * i / 50;
                double expected = metric.distance(0, y[i], x, line);
                assertThat(Math.sqrt(dySquared[i] + mSquared[i] * x * x)).isCloseTo(expected, within(1e-7));
            }
        }
    }

    @Test
    void mercatorOnTheEllipsoidMeasuresAsLatitudesDo() {
        double e = Math.sqrt(1 / 298.257223563 * (2 - 1 / 298.257223563));
        double a = 6378137;
        GroundMetric mercator = GroundMetric.mercator(a, 298.257223563, 1 / a, false, 500);
        GroundMetric plate = GroundMetric.cylindrical(a, 298.257223563, 1 / a, 2 / a, -300);
        GroundMetric degrees = GroundMetric.geographic();
        for (double latitude : new double[] {-80, -45, -1, 0, 30, 60, 75}) {
            double[] y = new double[2];
            double[] plateY = new double[2];
            for (int i = 0; i < 2; i++) {
                double sine = Math.sin(Math.toRadians(latitude + i / 2d));
                double atanh = Math.log((1 + sine) / (1 - sine)) / 2;
                y[i] = 500 + a * (atanh - e / 2 * Math.log((1 + e * sine) / (1 - e * sine)));
                plateY[i] = -300 + a / 2 * Math.toRadians(latitude + i / 2d);
            }
            double expected = degrees.distance(10, latitude, 10.7, latitude + 0.5);
            double x = a * Math.toRadians(0.7);
            assertThat(mercator.distance(0, y[0], x, y[1])).isCloseTo(expected, within(1e-4));
            assertThat(plate.distance(0, plateY[0], x, plateY[1])).isCloseTo(expected, within(1e-4));
            assertThat(mercator.metresPerY(y[0])).isCloseTo(mercator.dy(y[0], y[0] + 1), within(1e-6));
            assertThat(plate.metresPerY(plateY[0])).isCloseTo(plate.dy(plateY[0], plateY[0] + 1), within(1e-6));
            assertThat(mercator.highest(y[0], degrees.dy(latitude, latitude + 0.5)))
                    .isBetween(y[1] - 1, y[1] + 5000);
        }
    }
}

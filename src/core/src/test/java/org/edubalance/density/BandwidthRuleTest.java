package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against values worked out by hand. */
class BandwidthRuleTest {

    private static final GroundMetric METRES = GroundMetric.planar(1);

    private static WeightedPoints points(double... coordinatesAndWeights) {
        WeightedPoints points = new WeightedPoints();
        for (int i = 0; i < coordinatesAndWeights.length; i += 3) {
            points.add(coordinatesAndWeights[i], coordinatesAndWeights[i + 1], coordinatesAndWeights[i + 2]);
        }
        return points;
    }

    private static WeightedPoints square(double weight) {
        return points(0, 0, weight, 2, 0, weight, 0, 2, weight, 2, 2, weight);
    }

    @Test
    void arcgisOnASquare() {
        // every corner is √2 from the centre, so SD = D_m = √2 and SD is the smaller: 0.9 · √2 · 4^-0.2
        assertThat(BandwidthRule.ARCGIS.bandwidth(square(1), Kernel.QUARTIC, METRES, false))
                .isCloseTo(0.9 * Math.sqrt(2) * Math.pow(4, -0.2), within(1e-12));
        // with weights n is their sum, 40
        assertThat(BandwidthRule.ARCGIS.bandwidth(square(10), Kernel.QUARTIC, METRES, true))
                .isCloseTo(0.9 * Math.sqrt(2) * Math.pow(40, -0.2), within(1e-12));
    }

    @Test
    void arcgisTakesTheMedianDistanceWhereAFewLieFarOff() {
        // mean centre (4, 0); distances 5, 4, 3, 12 → median 4.5; SD = √(194/4) = 6.96 > 1.2011 · 4.5 = 5.405
        WeightedPoints line = points(-1, 0, 1, 0, 0, 1, 1, 0, 1, 16, 0, 1);
        assertThat(BandwidthRule.ARCGIS.bandwidth(line, Kernel.QUARTIC, METRES, false))
                .isCloseTo(0.9 * 4.5 * Math.sqrt(1 / Math.log(2)) * Math.pow(4, -0.2), within(1e-12));
    }

    @Test
    void arcgisWeighsTheMedian() {
        // weights 1, 1, 4 at 0, 3, 6: centre 4.5, distances 4.5, 1.5, 1.5 → weighted median 1.5; Σw d² = 20.25 + 2.25 +
        // 9
        WeightedPoints line = points(0, 0, 1, 3, 0, 1, 6, 0, 4);
        double sd = Math.sqrt(31.5 / 6);
        double median = 1.5 * Math.sqrt(1 / Math.log(2));
        assertThat(BandwidthRule.ARCGIS.bandwidth(line, Kernel.QUARTIC, METRES, true))
                .isCloseTo(0.9 * Math.min(sd, median) * Math.pow(6, -0.2), within(1e-12));
    }

    @Test
    void scottOnASquare() {
        // both axis variances are 4/3
        double gaussian = Math.sqrt(4 / 3d) * Math.pow(4, -1 / 6d);
        assertThat(BandwidthRule.SCOTT.bandwidth(square(1), Kernel.GAUSSIAN, METRES, false))
                .isCloseTo(gaussian, within(1e-12));
        // the quartic's variance is 1/8; equal weights change nothing
        assertThat(BandwidthRule.SCOTT.bandwidth(square(7), Kernel.QUARTIC, METRES, true))
                .isCloseTo(gaussian * Math.sqrt(8), within(1e-12));
    }

    @Test
    void silvermanTakesTheQuartilesWhereTheyAreNarrower() {
        // x 0, 1, 2, 3, 100: quartiles 1 and 3; y the same → IQR 2, and σ̄ is 44
        WeightedPoints tail = points(0, 3, 1, 1, 0, 1, 2, 100, 1, 3, 1, 1, 100, 2, 1);
        assertThat(BandwidthRule.SILVERMAN.bandwidth(tail, Kernel.GAUSSIAN, METRES, false))
                .isCloseTo(2 / 1.349 * Math.pow(5, -1 / 6d), within(1e-12));
    }

    @Test
    void aWeightCountsAsThatManyPoints() {
        WeightedPoints repeated = points(0, 0, 1, 0, 0, 1, 5, 1, 1, 5, 1, 1, 9, 4, 1, 9, 4, 1);
        WeightedPoints weighted = points(0, 0, 2, 5, 1, 2, 9, 4, 2);
        assertThat(BandwidthRule.ARCGIS.bandwidth(weighted, Kernel.QUARTIC, METRES, true))
                .isCloseTo(BandwidthRule.ARCGIS.bandwidth(repeated, Kernel.QUARTIC, METRES, false), within(1e-12));
    }

    @Test
    void degreesAndMetresGiveTheSameGround() {
        // a square of 0.02° about 60°N, in the metres that a degree has there
        GroundMetric degrees = GroundMetric.geographic();
        double east = degrees.metresPerX(60) * 0.01;
        double north = degrees.metresPerY(60) * 0.01;
        WeightedPoints onEarth = points(9.99, 59.99, 1, 10.01, 59.99, 1, 9.99, 60.01, 1, 10.01, 60.01, 1);
        WeightedPoints onPlane = points(-east, -north, 1, east, -north, 1, -east, north, 1, east, north, 1);
        for (BandwidthRule rule : BandwidthRule.values()) {
            double expected = rule.bandwidth(onPlane, Kernel.QUARTIC, METRES, false);
            assertThat(rule.bandwidth(onEarth, Kernel.QUARTIC, degrees, false))
                    .isCloseTo(expected, within(1e-3 * expected));
        }
    }

    @Test
    void pointsInOnePlaceHaveNoDefault() {
        for (BandwidthRule rule : BandwidthRule.values()) {
            assertThatThrownBy(() -> rule.bandwidth(points(3, 4, 1, 3, 4, 1), Kernel.QUARTIC, METRES, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("give a radius");
            assertThatThrownBy(() -> rule.bandwidth(points(3, 4, 1), Kernel.QUARTIC, METRES, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("give a radius");
            assertThatThrownBy(() -> rule.bandwidth(points(), Kernel.QUARTIC, METRES, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("give a radius");
        }
    }
}

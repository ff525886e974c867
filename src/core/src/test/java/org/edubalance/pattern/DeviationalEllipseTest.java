package org.edubalance.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DeviationalEllipseTest {

    @Test
    void liesAlongTheAxesOfACross() {
        // Variances 2 · 3²/4 and 2 · 1²/4.
        DeviationalEllipse ellipse = DeviationalEllipse.of(new double[] {7, 13, 10, 10}, new double[] {5, 5, 4, 6});
        assertThat(ellipse.x()).isEqualTo(10);
        assertThat(ellipse.y()).isEqualTo(5);
        assertThat(ellipse.major()).isCloseTo(3, within(1e-12));
        assertThat(ellipse.minor()).isCloseTo(1, within(1e-12));
        assertThat(ellipse.rotation()).isCloseTo(90, within(1e-12));
    }

    @Test
    void turnsWithThePoints() {
        for (double degrees = 0; degrees < 180; degrees += 7.5) {
            double sin = Math.sin(Math.toRadians(degrees));
            double cos = Math.cos(Math.toRadians(degrees));
            double[] x = {3 * sin, -3 * sin, cos, -cos};
            double[] y = {3 * cos, -3 * cos, -sin, sin};
            DeviationalEllipse ellipse = DeviationalEllipse.of(x, y);
            assertThat(ellipse.major()).isCloseTo(3, within(1e-12));
            // A direction of 180° is one of 0°.
            assertThat(Math.sin(Math.toRadians(ellipse.rotation() - degrees))).isCloseTo(0, within(1e-12));
            double[] tip = ellipse.ring(4)[0];
            assertThat(Math.hypot(tip[0], tip[1])).isCloseTo(3, within(1e-12));
            assertThat(Math.abs(tip[0] * sin + tip[1] * cos)).isCloseTo(3, within(1e-12));
        }
    }

    @Test
    void shrinksToALineAndToAPoint() {
        DeviationalEllipse line = DeviationalEllipse.of(new double[] {0, 2}, new double[] {0, 2});
        assertThat(line.minor()).isCloseTo(0, within(1e-12));
        assertThat(line.rotation()).isCloseTo(45, within(1e-12));
        DeviationalEllipse point = DeviationalEllipse.of(new double[] {4}, new double[] {5});
        assertThat(point).isEqualTo(new DeviationalEllipse(4, 5, 0, 0, 0));
    }
}

package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelTest {

    /** Rings of a 5e-5 width; the midpoint rule is then good to 1e-8, and the Gaussian's cut loses e^-12.5 = 3.7e-6. */
    private static final int RINGS = 100_000;

    private static final double TOLERANCE = 5e-6;

    private interface Integrand {
        double at(double u);
    }

    private static double integral(double to, Integrand integrand) {
        double step = to / RINGS;
        double sum = 0;
        for (int i = 0; i < RINGS; i++) {
            sum += integrand.at((i + 0.5) * step) * step;
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void integratesToOneOverThePlane(Kernel kernel) {
        double mass = integral(kernel.support(), u -> kernel.value(u) * 2 * Math.PI * u);
        assertThat(mass).isCloseTo(1, within(TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void hasTheVarianceItStates(Kernel kernel) {
        // x² averaged over the angle is u²/2; the Gaussian's cut loses 13.5 e^-12.5 = 5e-5 of it
        double variance = integral(kernel.support(), u -> kernel.value(u) * Math.PI * u * u * u);
        assertThat(variance).isCloseTo(kernel.variance(), within(6e-5));
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void knowsItsMassWithinADistance(Kernel kernel) {
        for (double share : new double[] {0.01, 0.4, 1}) {
            double u = share * kernel.support();
            double mass = integral(u, t -> kernel.value(t) * t);
            assertThat(kernel.massPerSquare(u) * u * u).isCloseTo(mass, within(1e-8));
        }
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void isZeroBeyondItsSupport(Kernel kernel) {
        assertThat(kernel.value(kernel.support() * 1.0001)).isZero();
        assertThat(kernel.value(0)).isEqualTo(kernel.peak());
    }
}

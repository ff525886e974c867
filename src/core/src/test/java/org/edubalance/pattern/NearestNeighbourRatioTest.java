package org.edubalance.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.edubalance.work.Monitor;
import org.junit.jupiter.api.Test;

class NearestNeighbourRatioTest {

    @Test
    void isTwoOnASquareLattice() {
        double[] x = new double[100];
        double[] y = new double[100];
        for (int i = 0; i < 100; i++) {
            x[i] = i % 10;
            y[i] = i / 10;
        }
        // One point per unit of area: expected 1/2, observed 1.
        NearestNeighbourRatio ratio = NearestNeighbourRatio.of(x, y, 100, Monitor.NONE);
        assertThat(ratio.observed()).isCloseTo(1, within(1e-12));
        assertThat(ratio.expected()).isCloseTo(0.5, within(1e-12));
        assertThat(ratio.ratio()).isCloseTo(2, within(1e-12));
        // Clark and Evans give the standard error as 0.26136 / √(n ρ).
        assertThat(ratio.z()).isCloseTo(0.5 / (0.26136 / 10), within(1e-3));
        assertThat(ratio.p()).isLessThan(1e-6);
    }

    @Test
    void hasItsMaximumOnATriangularLattice() {
        double[] x = new double[400];
        double[] y = new double[400];
        for (int i = 0; i < 400; i++) {
            x[i] = i % 20 + (i / 20 % 2) * 0.5;
            y[i] = i / 20 * Math.sqrt(3) / 2;
        }
        assertThat(NearestNeighbourRatio.of(x, y, 400 * Math.sqrt(3) / 2, Monitor.NONE)
                        .ratio())
                .isCloseTo(2.149, within(5e-4));
    }

    @Test
    void isZeroWherePointsCoincideAndAboutOneAtRandom() {
        assertThat(NearestNeighbourRatio.of(new double[] {1, 1, 5, 5}, new double[] {1, 1, 5, 5}, 100, Monitor.NONE)
                        .ratio())
                .isZero();
        SplittableRandom random = new SplittableRandom(7);
        double[] x = random.doubles(2000).toArray();
        double[] y = random.doubles(2000).toArray();
        // 3 standard errors, 0.52 / √n each, and the edge, which adds some 0.01.
        assertThat(NearestNeighbourRatio.of(x, y, 1, Monitor.NONE).ratio()).isCloseTo(1, within(0.045));
    }
}

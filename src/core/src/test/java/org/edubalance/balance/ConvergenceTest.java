package org.edubalance.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ConvergenceTest {

    /**
     * GDP per head of 152 countries from 1970 to 2003 (data of Phillips and Sul 2009), as C. Mendez ("Classical sigma and
     * beta convergence analysis in R", 2020) publishes it of the R package REAT: the slope of the whole growth, b T, is
     * −0.012594, the speed 0.000384 a year and the half-life 1804.84 years. The slope is printed with five digits, which
     * leave the half-life as many.
     */
    @Test
    void speedAndHalfLifeAreThoseOfThePackageReat() {
        double speed = Convergence.speed(-0.012594 / 33, 33);
        assertThat(speed).isEqualTo(0.000384, within(5e-7));
        assertThat(Math.log(2) / speed).isEqualTo(1804.843243, within(0.1));
    }

    /** Of R 4.2.2's lm. */
    @Test
    void sigmaIsTheTrendOfTheCoefficients() {
        Convergence trend =
                Convergence.sigma(new int[] {2015, 2016, 2018, 2019, 2021}, new double[] {0.52, 0.49, 0.5, 0.41, 0.40});
        assertThat(trend.count()).isEqualTo(5);
        assertThat(trend.slope()).isEqualTo(-0.0204385964912281, within(1e-15));
        assertThat(trend.intercept()).isEqualTo(41.705, within(1e-11));
        assertThat(trend.standardError()).isEqualTo(0.00616016019372822, within(1e-15));
        assertThat(trend.p()).isEqualTo(0.0451259065574352, within(1e-9));
        assertThat(trend.r2()).isEqualTo(0.785840426147878, within(1e-13));
        assertThat(trend.speed()).isNaN();
    }

    /** Of R 4.2.2's lm. */
    @Test
    void betaIsTheLineOfGrowthOverTheBeginning() {
        Convergence line = Convergence.beta(new double[] {3, 5, 8, 13, 20}, new double[] {6, 8, 13, 16, 24}, 6);
        assertThat(line.slope()).isEqualTo(-0.0452440481944231, within(1e-14));
        assertThat(line.intercept()).isEqualTo(0.161592635874988, within(1e-14));
        assertThat(line.standardError()).isEqualTo(0.0080637115190257, within(1e-14));
        assertThat(line.p()).isEqualTo(0.01119001275478503, within(1e-9));
        assertThat(line.r2()).isEqualTo(0.912996372765325, within(1e-12));
        assertThat(line.speed()).isEqualTo(0.0527864391454992, within(1e-12));
        assertThat(line.halfLife()).isEqualTo(13.131160043763737, within(1e-9));
    }

    @Test
    void twoPointsHaveNoError() {
        Convergence trend = Convergence.sigma(new int[] {2015, 2020}, new double[] {0.5, 0.4});
        assertThat(trend.slope()).isEqualTo(-0.02, within(1e-15));
        assertThat(trend.standardError()).isNaN();
        assertThat(trend.p()).isNaN();
    }

    @Test
    void whatStaysAsItIsHasNoTrend() {
        Convergence flat = Convergence.sigma(new int[] {2015, 2016, 2017}, new double[] {0.5, 0.5, 0.5});
        assertThat(flat.slope()).isZero();
        assertThat(flat.p()).isEqualTo(1);
        Convergence straight = Convergence.sigma(new int[] {2015, 2016, 2017}, new double[] {0.5, 0.375, 0.25});
        assertThat(straight.slope()).isEqualTo(-0.125);
        assertThat(straight.p()).isLessThan(1e-6);
    }

    @Test
    void whatDrivesApartHasNoHalfLife() {
        Convergence apart = Convergence.beta(new double[] {1, 2, 4}, new double[] {1, 4, 16}, 2);
        assertThat(apart.slope()).isPositive();
        assertThat(apart.speed()).isNegative();
        assertThat(apart.halfLife()).isNaN();
        Convergence turned = Convergence.beta(new double[] {1, 2, 4}, new double[] {4, 2, 1}, 2);
        assertThat(turned.speed()).as("1 + bT is not above 0").isNaN();
        assertThat(turned.halfLife()).isNaN();
    }

    /** Units that close the same share of the gap each year, e^(−λT) of it left, converge at that speed. */
    @Property(tries = 100, seed = "1")
    void findsTheSpeedAtWhichAGapCloses(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.001, max = 0.4) @Scale(6) double speed,
            @ForAll @IntRange(min = 1, max = 20) int years) {
        Random random = new Random(seed);
        double[] first = new double[30];
        double[] last = new double[30];
        for (int i = 0; i < first.length; i++) {
            double gap = random.nextGaussian();
            first[i] = Math.exp(3 + gap);
            last[i] = Math.exp(3 + gap * Math.exp(-speed * years));
        }
        Convergence line = Convergence.beta(first, last, years);
        assertThat(line.speed()).isEqualTo(speed, within(1e-9));
        assertThat(line.halfLife()).isEqualTo(Math.log(2) / speed, within(1e-4));
    }
}

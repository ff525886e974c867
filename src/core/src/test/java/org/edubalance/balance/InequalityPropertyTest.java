package org.edubalance.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.assertj.core.data.Offset;

/** What must hold for the coefficients of any schools. */
class InequalityPropertyTest {

    /** Sums of up to 200 terms of size 1 round by some 1e-14; the Gini coefficient is a difference of such sums. */
    private static final Offset<Double> ROUNDING = within(1e-12);

    private static final ToDoubleFunction<Distribution>[] COEFFICIENTS = coefficients();

    @SafeVarargs
    private static ToDoubleFunction<Distribution>[] array(ToDoubleFunction<Distribution>... functions) {
        return functions;
    }

    private static ToDoubleFunction<Distribution>[] coefficients() {
        return array(
                Distribution::coefficientOfVariation,
                Distribution::gini,
                Distribution::theilT,
                Distribution::theilL,
                x -> x.atkinson(0.5),
                x -> x.atkinson(1),
                x -> x.atkinson(2.5),
                Distribution::hoover,
                Distribution::maxToMin,
                Distribution::p90ToP10,
                Distribution::rangeToMean);
    }

    private record Schools(double[] x, double[] p, int[] county) {

        static Schools random(long seed, int n, int counties) {
            Random random = new Random(seed);
            Schools schools = new Schools(new double[n], new double[n], new int[n]);
            for (int i = 0; i < n; i++) {
                schools.x[i] = Math.exp(random.nextGaussian());
                schools.p[i] = 1 + random.nextInt(500);
                schools.county[i] = random.nextInt(counties);
            }
            return schools;
        }

        Distribution distribution() {
            return Distribution.of(x, p);
        }
    }

    @Property(tries = 200, seed = "1")
    void doNotDependOnTheUnitOrTheOrder(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int n,
            @ForAll @DoubleRange(min = 1e-6, max = 1e6) @Scale(6) double factor) {
        Schools schools = Schools.random(seed, n, 1);
        double[] scaled = new double[n];
        double[] reversedWeights = new double[n];
        for (int i = 0; i < n; i++) {
            scaled[n - 1 - i] = factor * schools.x[i];
            reversedWeights[n - 1 - i] = schools.p[i];
        }
        assertSame(schools.distribution(), Distribution.of(scaled, reversedWeights));
    }

    @Property(tries = 200, seed = "1")
    void doNotDependOnHowOftenEverySchoolIsThere(@ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int n) {
        Schools schools = Schools.random(seed, n, 1);
        double[] twice = new double[2 * n];
        double[] weights = new double[2 * n];
        for (int i = 0; i < 2 * n; i++) {
            twice[i] = schools.x[i % n];
            weights[i] = schools.p[i % n];
        }
        assertSame(schools.distribution(), Distribution.of(twice, weights));
    }

    @Property(tries = 200, seed = "1")
    void aSchoolOfPPupilsCountsAsPSchoolsOfOne(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int n) {
        Random random = new Random(seed);
        double[] x = new double[n];
        double[] p = new double[n];
        int total = 0;
        for (int i = 0; i < n; i++) {
            x[i] = 0.1 + random.nextDouble();
            p[i] = 1 + random.nextInt(5);
            total += (int) p[i];
        }
        double[] each = new double[total];
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (int pupil = 0; pupil < p[i]; pupil++) {
                each[k++] = x[i];
            }
        }
        assertSame(Distribution.of(x, p), Distribution.of(each));
    }

    @Property(tries = 200, seed = "1")
    void giniIsTheMeanDifferenceOfAllPairs(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int n) {
        Schools schools = Schools.random(seed, n, 1);
        double pairs = 0;
        double sumP = 0;
        double sumPX = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                pairs += schools.p[i] * schools.p[j] * Math.abs(schools.x[i] - schools.x[j]);
            }
            sumP += schools.p[i];
            sumPX += schools.p[i] * schools.x[i];
        }
        assertThat(schools.distribution().gini()).isEqualTo(pairs / (2 * sumP * sumPX), ROUNDING);
    }

    @Property(tries = 200, seed = "1")
    void stayInTheirRange(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int n) {
        Distribution x = Schools.random(seed, n, 1).distribution();
        assertThat(x.gini()).isBetween(0.0, 1.0);
        assertThat(x.hoover()).isBetween(0.0, 1.0);
        assertThat(x.atkinson(0.5)).isBetween(0.0, 1.0);
        assertThat(x.atkinson(2.5)).isBetween(0.0, 1.0);
        // the Hoover index is the largest vertical gap of the Lorenz curve, Gini twice its area
        assertThat(x.hoover()).isLessThanOrEqualTo(x.gini() + 1e-12);
    }

    @Property(tries = 200, seed = "1")
    void whatLiesBetweenAndWithinCountiesIsTheWhole(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int n,
            @ForAll @IntRange(min = 1, max = 12) int counties) {
        Schools schools = Schools.random(seed, n, counties);
        TheilDecomposition split = TheilDecomposition.of(schools.x, schools.p, schools.county);
        assertThat(split.between() + split.within()).isEqualTo(split.total(), ROUNDING);
        assertThat(split.total()).isEqualTo(schools.distribution().theilT());
    }

    private static void assertSame(Distribution a, Distribution b) {
        for (ToDoubleFunction<Distribution> coefficient : COEFFICIENTS) {
            double expected = coefficient.applyAsDouble(a);
            // relative for the ratios of extremes, which may be large
            assertThat(coefficient.applyAsDouble(b)).isEqualTo(expected, within(1e-12 * Math.max(1, expected)));
        }
    }
}

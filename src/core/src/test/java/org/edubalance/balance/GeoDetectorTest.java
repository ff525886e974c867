package org.edubalance.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.edubalance.balance.GeoDetector.Interaction;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.junit.jupiter.api.Test;

class GeoDetectorTest {

    /**
     * The worked example of the R package geodetector (CRAN), neural tube defects in 185 villages of Heshun, by the number,
     * the mean and the sum of squares of each stratum. The package prints q = 0.6377737, 0.3857168 and 0.6067087; p are
     * those of the packages gdverse and GD, which divide the variance by N too.
     */
    private static final double[][] WATERSHED = {
        {32, 6.167812500, 0.3797468750},
        {29, 6.813103448, 2.5010206897},
        {26, 6.474230769, 2.7942346154},
        {5, 6.728000000, 0.0036800000},
        {15, 5.910000000, 0.1638000000},
        {14, 5.845714286, 0.1205428571},
        {12, 6.494166667, 0.2806916667},
        {26, 6.360769231, 2.2589846154},
        {26, 6.579230769, 0.7055846154}
    };

    private static final double[][] SOIL = {
        {50, 6.340000000, 2.8816000000},
        {12, 6.687500000, 0.9284250000},
        {61, 6.583278689, 8.0045442623},
        {21, 5.843809524, 0.2024952381},
        {41, 6.347073171, 3.5988487805}
    };

    private static final double[][] ELEVATION = {
        {68, 6.455882353, 4.6962470588},
        {9, 6.171111111, 0.1144888889},
        {37, 6.258108108, 2.7413675676},
        {22, 6.621363636, 0.5694590909},
        {18, 5.908888889, 0.1731777778},
        {22, 6.888636364, 1.6838590909},
        {9, 5.790000000, 0.0194000000}
    };

    @Test
    void isThatOfTheGeodetectorPackages() {
        assertDetects(WATERSHED, 0.6377737, 0.000128803);
        assertDetects(ELEVATION, 0.6067087, 0.043382244);
        assertDetects(SOIL, 0.3857168, 0.372145486);
    }

    private static void assertDetects(double[][] sums, double q, double p) {
        GeoDetector detector = detector(sums);
        assertThat(detector.q()).isEqualTo(q, within(5e-8));
        assertThat(detector.p()).isEqualTo(p, within(1e-8));
        assertThat(detector.strata()).isEqualTo(sums.length);
        assertThat(detector.singles()).isZero();
    }

    /** Of values with these numbers, means and sums of squares: as many above the mean as below it. */
    private static GeoDetector detector(double[][] sums) {
        int n = (int) Arrays.stream(sums).mapToDouble(stratum -> stratum[0]).sum();
        double[] values = new double[n];
        int[] strata = new int[n];
        int row = 0;
        for (int h = 0; h < sums.length; h++) {
            int rows = (int) sums[h][0];
            double off = Math.sqrt(sums[h][2] / (rows - rows % 2));
            for (int i = 0; i < rows; i++) {
                double sign = i == rows - 1 && rows % 2 == 1 ? 0 : i % 2 == 0 ? 1 : -1;
                values[row] = sums[h][1] + sign * off;
                strata[row++] = h;
            }
        }
        return GeoDetector.of(values, strata);
    }

    /** Watershed and elevation of the example have 0.7135968 together. */
    @Test
    void interactionsHaveTheirTypes() {
        assertThat(Interaction.of(0.6377737, 0.6067087, 0.7135968)).isEqualTo(Interaction.ENHANCE_BIVARIATE);
        assertThat(Interaction.of(0.3, 0.2, 0.1)).isEqualTo(Interaction.WEAKEN_NONLINEAR);
        assertThat(Interaction.of(0.3, 0.2, 0.25)).isEqualTo(Interaction.WEAKEN_UNIVARIATE);
        assertThat(Interaction.of(0.3, 0.2, 0.3)).isEqualTo(Interaction.WEAKEN_UNIVARIATE);
        assertThat(Interaction.of(0.1, 0.2, 0.1 + 0.2)).isEqualTo(Interaction.INDEPENDENT);
        assertThat(Interaction.of(0.1, 0.2, 0.4)).isEqualTo(Interaction.ENHANCE_NONLINEAR);
    }

    @Test
    void strataThatExplainEverythingHaveAllOfIt() {
        GeoDetector detector = GeoDetector.of(new double[] {1, 1, 5, 5}, new int[] {0, 0, 1, 1});
        assertThat(detector.q()).isEqualTo(1);
        assertThat(detector.f()).isInfinite();
        assertThat(detector.p()).isZero();
    }

    @Test
    void asManyStrataAsRowsHaveNoTest() {
        GeoDetector detector = GeoDetector.of(new double[] {1, 2, 5}, new int[] {0, 1, 2});
        assertThat(detector.q()).isEqualTo(1);
        assertThat(detector.f()).isNaN();
        assertThat(detector.p()).isNaN();
        assertThat(detector.singles()).isEqualTo(3);
    }

    @Test
    void refusesWhatHasNothingToExplain() {
        assertThatThrownBy(() -> GeoDetector.of(new double[] {0.1, 0.1, 0.1}, new int[] {0, 1, 0}))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.in(Language.EN))
                            .isEqualTo("there is no variance to explain: every value is 0.1");
                    assertThat(refusal.in(Language.ZH)).isEqualTo("没有可解释的方差：所有值都是 0.1");
                });
        assertThatThrownBy(() -> GeoDetector.of(new double[] {1, 2}, new int[] {0, 0}))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.in(Language.EN)).isEqualTo("a factor needs at least 2 classes, got 1");
                    assertThat(refusal.in(Language.ZH)).isEqualTo("因子至少要有 2 类，现有 1 类");
                });
    }

    @Property(tries = 200, seed = "1")
    void liesBetween0And1AndTwoFactorsExplainNoLessThanEach(
            @ForAll long seed, @ForAll @IntRange(min = 20, max = 200) int n) {
        Random random = new Random(seed);
        double[] values = new double[n];
        int[] a = new int[n];
        int[] b = new int[n];
        for (int i = 0; i < n; i++) {
            a[i] = i < 6 ? i % 3 : random.nextInt(3);
            b[i] = i < 8 ? i % 4 : random.nextInt(4);
            values[i] = 1e3 + a[i] * b[i] + random.nextGaussian();
        }
        GeoDetector first = GeoDetector.of(values, a);
        GeoDetector second = GeoDetector.of(values, b);
        GeoDetector both = GeoDetector.of(values, GeoDetector.overlay(a, b));
        for (GeoDetector detector : new GeoDetector[] {first, second, both}) {
            assertThat(detector.q()).isBetween(0.0, 1.0);
            assertThat(detector.p()).isBetween(0.0, 1.0);
        }
        assertThat(both.q()).isGreaterThanOrEqualTo(Math.max(first.q(), second.q()) - 1e-12);
        assertThat(first.q()).isEqualTo(literal(values, a, 3), within(1e-9));
    }

    /** 1 − Σ N_h σ_h² / (N σ²) with σ² as the mean square less the squared mean. */
    private static double literal(double[] values, int[] strata, int l) {
        double within = 0;
        for (int h = 0; h < l; h++) {
            int stratum = h;
            double[] own = IntStream.range(0, values.length)
                    .filter(i -> strata[i] == stratum)
                    .mapToDouble(i -> values[i] - 1e3)
                    .toArray();
            within += own.length * variance(own);
        }
        double[] all = Arrays.stream(values).map(value -> value - 1e3).toArray();
        return 1 - within / (all.length * variance(all));
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(value -> value * value).average().orElseThrow() - mean * mean;
    }
}

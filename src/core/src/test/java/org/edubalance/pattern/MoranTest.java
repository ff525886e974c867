package org.edubalance.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.edubalance.work.Monitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoranTest {

    /** Rook neighbours on a grid of 4 × 4 cells. */
    private static final int[][] GRID = grid(4);

    @Test
    void isMinusOneOnACheckerboard() {
        double[] values = new double[16];
        for (int i = 0; i < 16; i++) {
            values[i] = (i % 4 + i / 4) % 2;
        }
        Moran.Global global = new Moran(values, GRID).global(999, 1, Monitor.NONE);
        assertThat(global.i()).isCloseTo(-1, within(1e-12));
        assertThat(global.expected()).isCloseTo(-1 / 15.0, within(1e-12));
        assertThat(global.z()).isLessThan(-4);
        // Two of 12,870 boards of 8 and 8 are checkerboards.
        assertThat(global.p()).isBetween(1 / 1000.0, 4 / 1000.0);
    }

    @Test
    void agreesWithAHandComputedHalfAndHalf() {
        // Two columns of 1, two of 0. Of each half's cells, in units of z = ±1, the outer four have a lag of 1, the
        // inner ones 1/3, 1/2, 1/2, 1/3: I = 2 (4 + 1 + 2/3) / 16.
        double[] values = new double[16];
        for (int i = 0; i < 16; i++) {
            values[i] = i % 4 < 2 ? 1 : 0;
        }
        Moran.Global global = new Moran(values, GRID).global(999, 1, Monitor.NONE);
        assertThat(global.i()).isCloseTo(17 / 24.0, within(1e-12));
        assertThat(global.p()).isLessThan(0.01);
    }

    @Test
    void findsNothingInRandomValues() {
        double[] values = new SplittableRandom(3).doubles(400).toArray();
        Moran.Global global = new Moran(values, grid(20)).global(999, 1, Monitor.NONE);
        // The standard error on a rook grid of 400 is about 1/√(2 · 400).
        assertThat(global.i()).isCloseTo(0, within(0.12));
        assertThat(global.p()).isGreaterThan(0.01);
    }

    @Test
    void permutationsHaveTheMeanThatTheoryExpects() {
        // The mean of 9,999 permuted ones is known to 0.01 of their standard deviation.
        double[] values = new SplittableRandom(5).doubles(100).toArray();
        Moran moran = new Moran(values, grid(10));
        Moran.Global a = moran.global(9999, 1, Monitor.NONE);
        Moran.Global b = moran.global(9999, 2, Monitor.NONE);
        assertThat(a.z()).isCloseTo(b.z(), within(0.1));
        double sd = (a.i() - a.expected()) / a.z();
        // The variance of I on a large rook grid of n cells is about 1/(2n); this one has an edge.
        assertThat(sd).isCloseTo(1 / Math.sqrt(200), within(0.02));
    }

    @Test
    void localOnesHaveTheGlobalOneAsTheirMean() {
        double[] values = new SplittableRandom(4).doubles(100).toArray();
        Moran moran = new Moran(values, grid(10));
        double sum = 0;
        for (Moran.Local local : moran.local(0, 1, Monitor.NONE)) {
            sum += local.i();
            assertThat(local.p()).isNaN();
        }
        assertThat(sum / 100).isCloseTo(moran.global(0, 1, Monitor.NONE).i(), within(1e-12));
    }

    @Test
    void namesClustersAndOutliers() {
        // Low in the west, high in the east, and one odd cell in each half.
        int side = 10;
        double[] values = new double[side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % side < 5 ? 0 : 10) + i * 0.001;
        }
        values[51] = 10;
        values[58] = 0;
        Moran moran = new Moran(values, grid(side));
        Moran.Local[] locals = moran.local(999, 1, Monitor.NONE);
        assertThat(moran.kind(51, locals[51], 0.05)).isEqualTo(Moran.Kind.HL);
        assertThat(moran.kind(58, locals[58], 0.05)).isEqualTo(Moran.Kind.LH);
        assertThat(moran.kind(20, locals[20], 0.2)).isEqualTo(Moran.Kind.LL);
        assertThat(moran.kind(27, locals[27], 0.1)).isEqualTo(Moran.Kind.HH);
        assertThat(moran.kind(44, locals[44], 0.05)).as("on the border").isEqualTo(Moran.Kind.NS);
        assertThat(moran.kind(51, locals[51], 0)).isEqualTo(Moran.Kind.NS);
    }

    @Test
    void localPermutationsDrawFromTheOtherFeatures() {
        // Feature 0 has one neighbour, so its permuted lag is 1, 2, 3 or 4, each as likely.
        double[] values = {2, 1, 2, 3, 4};
        int[][] neighbours = {{4}, {0}, {0}, {0}, {0}};
        Moran.Local local = new Moran(values, neighbours).local(99_999, 1, Monitor.NONE)[0];
        // The lag 4 has the standard score (4 − 2.5)/√1.25 among them; x_0 = 2 lies below the mean of 2.4, which turns
        // the sign. One in four is as extreme, ± 0.0014 of standard error.
        assertThat(local.z()).isCloseTo(-1.5 / Math.sqrt(1.25), within(0.02));
        assertThat(local.p()).isCloseTo(0.25, within(0.01));
        assertThat(local.lag()).isEqualTo(4);
    }

    @Test
    void theSeedAloneDecides() {
        double[] values = new SplittableRandom(4).doubles(100).toArray();
        Moran moran = new Moran(values, grid(10));
        assertThat(moran.global(99, 5, Monitor.NONE)).isEqualTo(moran.global(99, 5, Monitor.NONE));
        assertThat(moran.global(99, 5, Monitor.NONE)).isNotEqualTo(moran.global(99, 6, Monitor.NONE));
        assertThat(moran.local(99, 5, Monitor.NONE)).isEqualTo(moran.local(99, 5, Monitor.NONE));
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 999})
    void aFeaturesPermutationsDoNotHangOnTheFeaturesBeforeIt(int permutations) {
        double[] values = new SplittableRandom(4).doubles(400).toArray();
        int[][] neighbours = grid(20);
        neighbours[211] = new int[0];
        Moran.Local[] together = new Moran(values, neighbours).local(permutations, 5, Monitor.NONE);
        for (int i : new int[] {0, 1, 210, 212, 399}) {
            int[][] alone = new int[400][0];
            alone[i] = neighbours[i];
            assertThat(together[i])
                    .as("feature %d", i)
                    .isEqualTo(new Moran(values, alone).local(permutations, 5, Monitor.NONE)[i]);
        }
    }

    @Test
    void leavesIslandsOut() {
        int[][] neighbours = {{1}, {0, 2}, {1}, {}};
        Moran moran = new Moran(new double[] {1, 2, 3, 10}, neighbours);
        assertThat(moran.islands()).isEqualTo(1);
        // z = −3, −2, −1, 6; lags −2, −2, −2: 4/3 · (6 + 4 + 2) / 50.
        assertThat(moran.global(0, 1, Monitor.NONE).i()).isCloseTo(16 / 50.0, within(1e-12));
        assertThat(moran.local(9, 1, Monitor.NONE)[3].i()).isNaN();
    }

    @Test
    void refusesWhatHasNoMoran() {
        assertThatThrownBy(() -> new Moran(new double[] {1, 2}, new int[][] {{1}, {0}}))
                .hasMessage("Moran’s I needs at least 3 values, got 2");
        assertThatThrownBy(() -> new Moran(new double[] {2, 2, 2}, new int[][] {{1}, {0}, {0}}))
                .hasMessage("Moran’s I needs values that differ, got 2 only");
        assertThatThrownBy(() -> new Moran(new double[] {1, 2, 3}, new int[3][0]).global(9, 1, Monitor.NONE))
                .hasMessage("Moran’s I needs neighbours, but every feature is an island");
    }

    private static int[][] grid(int side) {
        int[][] neighbours = new int[side * side][];
        for (int i = 0; i < neighbours.length; i++) {
            int column = i % side;
            int row = i / side;
            int[] found = new int[4];
            int count = 0;
            if (row > 0) found[count++] = i - side;
            if (column > 0) found[count++] = i - 1;
            if (column < side - 1) found[count++] = i + 1;
            if (row < side - 1) found[count++] = i + side;
            neighbours[i] = Arrays.copyOf(found, count);
        }
        return neighbours;
    }

    @Test
    void aLocalResultDependsOnTheValuesAndNotOnTheirOrder() {
        double[] values = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};
        int[][] ring = new int[10][];
        for (int i = 0; i < 10; i++) {
            ring[i] = new int[] {(i + 9) % 10, (i + 1) % 10};
        }
        Moran.Local[] locals = new Moran(values, ring).local(199, 7, Monitor.NONE);
        double[] turned = new double[10];
        for (int i = 0; i < 10; i++) {
            turned[(3 * i + 4) % 10] = values[i];
        }
        int[][] other = new int[10][];
        for (int i = 0; i < 10; i++) {
            other[(3 * i + 4) % 10] = new int[] {(3 * ((i + 9) % 10) + 4) % 10, (3 * ((i + 1) % 10) + 4) % 10};
        }
        Moran.Local[] again = new Moran(turned, other).local(199, 7, Monitor.NONE);
        for (int i = 0; i < 10; i++) {
            assertThat(again[(3 * i + 4) % 10].p()).isEqualTo(locals[i].p());
        }
    }

    /** Every subset is as likely as every other: the permuted lags have the mean and variance of sampling without replacement. */
    @Test
    void samplesAreDrawnWithoutReplacement() {
        double[] values = {0, 1, 2, 4, 8, 16, 32, 64};
        for (int k = 1; k <= 7; k++) {
            int[][] neighbours = new int[8][0];
            neighbours[7] = java.util.stream.IntStream.range(0, k).toArray();
            Moran.Local local = new Moran(values, neighbours).local(50_000, k, Monitor.NONE)[7];
            double mean = 63 / 7d;
            double squares = 0;
            double observed = 0;
            for (int i = 0; i < 7; i++) {
                squares += (values[i] - mean) * (values[i] - mean);
                observed += i < k ? values[i] / k : 0;
            }
            double variance = squares / 6 / k * (1 - k / 7d);
            if (k == 7) {
                assertThat(local.z()).isNaN();
            } else {
                assertThat(local.z()).isCloseTo((observed - mean) / Math.sqrt(variance), within(0.03));
            }
        }
    }
}

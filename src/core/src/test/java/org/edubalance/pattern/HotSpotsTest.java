package org.edubalance.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.junit.jupiter.api.Test;

class HotSpotsTest {

    private static final Workers WORKERS = Workers.of(Monitor.NONE);

    private static double[] z(double[] x, double[] y, double distance, double... values) {
        return HotSpots.z(values, Neighbours.within(x, y, distance, 1_000_000, Monitor.NONE), WORKERS);
    }

    /** Published in the documentation of PySAL's esda.getisord.G_Local, with binary weights and star=True. */
    @Test
    void givesWhatPySalPublishes() {
        double[] x = {10, 20, 40, 15, 30, 30};
        double[] y = {10, 10, 10, 20, 20, 30};
        assertThat(z(x, y, 15, 2, 3, 3.2, 5, 8, 7))
                .containsExactly(
                        new double[] {-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331},
                        within(5.1e-9));
    }

    /** Computed by R's spdep 1.2-7, localG over include.self(dnearneigh(xy, 0, 25)) with style B, and p.adjust "BH". */
    @Test
    void givesWhatSpdepGives() {
        double[] x = new double[40];
        double[] y = new double[40];
        double[] values = new double[40];
        for (int i = 0; i < values.length; i++) {
            x[i] = i * 37 % 101;
            y[i] = i * 53 % 97;
            values[i] =
                    Math.floor(60 * Math.exp(-(Math.pow(x[i] - 30, 2) + Math.pow(y[i] - 60, 2)) / 400)) + i * 7 % 11;
        }
        double[] z = z(x, y, 25, values);
        assertThat(z).containsExactly(SPDEP_Z, within(1e-10));
        double[] p = HotSpots.p(z, WORKERS);
        double[] q = HotSpots.falseDiscoveryRates(p);
        assertThat(q).containsExactly(SPDEP_Q, within(1e-9));
        assertThat(HotSpots.kind(z[1], q[1])).isEqualTo(HotSpots.Kind.HOT_99);
        assertThat(HotSpots.kind(z[0], p[0])).isEqualTo(HotSpots.Kind.COLD_90);
        assertThat(HotSpots.kind(z[0], q[0])).isEqualTo(HotSpots.Kind.NS);
    }

    @Test
    void classesByNinetyNinetyFiveAndNinetyNinePercent() {
        assertThat(HotSpots.kind(1.6, 0.1096)).isEqualTo(HotSpots.Kind.NS);
        assertThat(HotSpots.kind(1.7, 0.0891)).isEqualTo(HotSpots.Kind.HOT_90);
        assertThat(HotSpots.kind(2, 0.0455)).isEqualTo(HotSpots.Kind.HOT_95);
        assertThat(HotSpots.kind(-2, 0.0455)).isEqualTo(HotSpots.Kind.COLD_95);
        assertThat(HotSpots.kind(-2.6, 0.0093)).isEqualTo(HotSpots.Kind.COLD_99);
        double[] p = HotSpots.p(new double[] {1.959963984540054, Double.NaN}, WORKERS);
        assertThat(p[0]).isCloseTo(0.05, within(1e-12));
        assertThat(p[1]).isNaN();
    }

    @Test
    void hasNothingForIslandsAndForThoseNextToAll() {
        double[] z = HotSpots.z(new double[] {1, 2, 5, 9}, new int[][] {{1, 2, 3}, {0}, {0, 3}, {}}, WORKERS);
        assertThat(z[0]).isNaN();
        assertThat(z[1]).isFinite();
        assertThat(z[3]).isNaN();
        assertThat(HotSpots.kind(z[0], Double.NaN)).isEqualTo(HotSpots.Kind.NS);
        double[] q = HotSpots.falseDiscoveryRates(new double[] {0.02, Double.NaN, 0.04});
        assertThat(q[0]).isCloseTo(0.04, within(1e-15));
        assertThat(q[1]).isNaN();
    }

    /** Neither another unit nor another zero changes what is hot, and what mirrors the values mirrors the statistic. */
    @Property(tries = 100)
    void doesNotHangOnTheUnit(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed, @ForAll @IntRange(min = 12, max = 200) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles(n, 0, 1000).toArray();
        double[] y = random.doubles(n, 0, 1000).toArray();
        double[] values = random.doubles(n, 0, 100).toArray();
        int[][] neighbours = Neighbours.nearest(x, y, 8);
        double[] z = HotSpots.z(values, neighbours, WORKERS);
        double[] mirrored =
                IntStream.range(0, n).mapToDouble(i -> 1000 - 7 * values[i]).toArray();
        double[] other = HotSpots.z(mirrored, neighbours, WORKERS);
        double[] p = HotSpots.p(z, WORKERS);
        double[] q = HotSpots.falseDiscoveryRates(p);
        for (int i = 0; i < n; i++) {
            assertThat(other[i]).isCloseTo(-z[i], within(1e-9));
            assertThat(q[i]).isBetween(p[i], 1.0);
        }
    }

    @Test
    void refusesAConstantAndTooFew() {
        assertThatThrownBy(() -> HotSpots.z(new double[] {3, 3, 3}, new int[3][0], WORKERS))
                .isInstanceOf(Refusal.class)
                .hasMessage("hot spots need values that differ, got 3 only")
                .satisfies(refusal ->
                        assertThat(((Refusal) refusal).in(Language.ZH)).isEqualTo("热点分析需要互不相同的值，现全部为3"));
        assertThatThrownBy(() -> HotSpots.z(new double[] {3, 4}, new int[2][0], WORKERS))
                .isInstanceOf(Refusal.class)
                .hasMessage("hot spots need at least 3 values, got 2")
                .satisfies(refusal ->
                        assertThat(((Refusal) refusal).in(Language.ZH)).isEqualTo("热点分析至少需要3个值，现有2个"));
    }

    private static final double[] SPDEP_Z = {
        -1.69411326846,
        5.15272750014,
        -1.48185190046,
        3.65060354408,
        -0.69261948332,
        -1.50957540579,
        0.05506677928,
        -0.62516990595,
        -1.46736770672,
        0.06548756901,
        -0.07450211314,
        -1.69411326846,
        4.92540296632,
        -1.39204155424,
        3.65060354408,
        -0.77498883363,
        -1.43497548361,
        0.05506677928,
        -0.67240053247,
        -1.33649982380,
        0.06548756901,
        -0.96755577306,
        -1.69411326846,
        4.20127133689,
        -1.30540659118,
        4.48465102303,
        -1.12759038826,
        -1.43497548361,
        -0.15793611301,
        -0.94909213701,
        -1.33649982380,
        -0.10689433625,
        -1.24062214497,
        -1.69411326846,
        3.57376367355,
        -1.30540659118,
        5.13137145696,
        -1.31856243484,
        -1.43497548361,
        0.70267372164
    };

    private static final double[] SPDEP_Q = {
        3.008125383e-01, 5.752772554e-06, 3.195907253e-01, 1.494998919e-03, 6.266609299e-01, 3.195907253e-01,
        9.560852623e-01, 6.446782437e-01, 3.195907253e-01, 9.560852623e-01, 9.560852623e-01, 3.008125383e-01,
        1.122489064e-05, 3.195907253e-01, 1.494998919e-03, 6.046155281e-01, 3.195907253e-01, 9.560852623e-01,
        6.266609299e-01, 3.195907253e-01, 9.560852623e-01, 4.893910760e-01, 3.008125383e-01, 2.123361960e-04,
        3.195907253e-01, 7.303336399e-05, 3.992199197e-01, 3.195907253e-01, 9.560852623e-01, 4.893910760e-01,
        3.195907253e-01, 9.560852623e-01, 3.435925877e-01, 3.008125383e-01, 1.759432750e-03, 3.195907253e-01,
        5.752772554e-06, 3.195907253e-01, 3.195907253e-01, 6.266609299e-01
    };
}

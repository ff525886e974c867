package org.edubalance.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SortByValueTest {

    @Property(tries = 100, seed = "1")
    void sortsAndKeepsEachValuesWeight(@ForAll long seed, @ForAll @IntRange(min = 0, max = 3000) int n) {
        Random random = new Random(seed);
        assertSorted(n, random::nextDouble);
        assertSorted(n, () -> random.nextInt(5));
        assertSorted(n, () -> Math.exp(20 * random.nextGaussian()));
        assertSorted(n, () -> random.nextInt(10) == 0 ? 0 : 1 + 1e-12 * random.nextDouble());
    }

    @Test
    void sortsValuesAtTheEndsOfTheRange() {
        double[] extremes = {Double.MAX_VALUE, 0, Double.MIN_VALUE, 1, Double.MIN_NORMAL};
        int[] next = {0};
        assertSorted(100, () -> extremes[next[0]++ % extremes.length]);
    }

    /** Values that double from one to the next but lie together: bucket after bucket gets nearly all. */
    @Test
    void sortsClustersWithinClusters() {
        int[] next = {0};
        assertSorted(2000, () -> Math.scalb(1.0, -(next[0]++ % 1000)));
    }

    private static void assertSorted(int n, DoubleSupplier value) {
        double[] values = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = value.getAsDouble();
            weights[i] = 3 * values[i];
        }
        double[] expected = values.clone();
        Arrays.sort(expected);
        SortByValue.sort(values, weights);
        assertThat(values).containsExactly(expected);
        for (int i = 0; i < n; i++) {
            assertThat(weights[i]).isEqualTo(3 * values[i]);
        }
    }
}

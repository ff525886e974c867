package org.edubalance.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedOrderTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 50, 20_000})
    void isThatOfAStableSort(int n) {
        Random random = new Random(n);
        for (int different : new int[] {1, 3, Math.max(1, n / 2), 10 * n + 1}) {
            double[] values =
                    random.ints(n, 0, different).mapToDouble(i -> i / 3.0 - 1).toArray();
            assertThat(SortedOrder.of(values)).isEqualTo(stably(values));
        }
    }

    @Test
    void setsNegativeZeroBeforeZeroAndNaNLast() {
        double[] values = {0.0, Double.NaN, -0.0, Double.POSITIVE_INFINITY, 0.0, -1, Double.NaN, -0.0};
        assertThat(SortedOrder.of(values)).isEqualTo(stably(values)).containsExactly(5, 2, 7, 0, 4, 3, 1, 6);
    }

    private static int[] stably(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(i -> i)
                .toArray();
    }
}

package org.edubalance.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClassificationTest {

    @Test
    void naturalBreaksLieInTheGaps() {
        double[] scores = {0.9, 0.11, 0.52, 0.1, 0.5, 0.12, 0.51, 0.91};
        assertThat(Classification.NATURAL_BREAKS.levels(Ranking.of(scores), 3)).containsExactly(3, 1, 2, 1, 2, 1, 2, 3);
    }

    @Test
    void quantilesHoldAsManyRowsEach() {
        double[] scores = {0.1, 0.2, 0.3, 0.4, 0.5, 0.99};
        assertThat(Classification.QUANTILE.levels(Ranking.of(scores), 3)).containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(Classification.QUANTILE.levels(Ranking.of(new double[] {1, 1, 1, 1, 2}), 2))
                .containsExactly(1, 1, 1, 1, 2);
    }

    @Test
    void equalIntervalsAreAsWideEach() {
        double[] scores = {0, 0.24, 0.25, 0.26, 0.75, 1};
        assertThat(Classification.EQUAL_INTERVAL.levels(Ranking.of(scores), 4)).containsExactly(1, 1, 1, 2, 3, 4);
    }

    @Test
    void equalScoresShareALevelAndMissingOnesHaveNone() {
        for (Classification classification : Classification.values()) {
            assertThat(classification.levels(Ranking.of(new double[] {0.5, Double.NaN, 0.5}), 5))
                    .as(classification.name())
                    .containsExactly(1, 0, 1);
            assertThat(classification.levels(Ranking.of(new double[0]), 5)).isEmpty();
        }
        assertThat(Classification.NATURAL_BREAKS.levels(Ranking.of(new double[] {0.2, 0.4, 0.2}), 5))
                .containsExactly(1, 2, 1);
        assertThatThrownBy(() -> Classification.QUANTILE.levels(Ranking.of(new double[] {1}), 0))
                .hasMessage("classes must be >= 1, got 0");
    }

    @Property(tries = 300, seed = "1")
    void naturalBreaksAreAsGoodAsTheBestOfAllDivisions(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int n, @ForAll @IntRange(min = 1, max = 5) int k) {
        Random random = new Random(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextInt(20) / 16.0; // ties, exact in binary
        }
        int[] levels = Classification.NATURAL_BREAKS.levels(Ranking.of(values), k);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        assertThat(deviation(values, levels, k)).isEqualTo(best(sorted, 0, k), within(1e-12));
    }

    @Property(tries = 20, seed = "1")
    void naturalBreaksOfManyValuesAreThoseOfTheQuadraticRecurrence(@ForAll long seed) {
        Random random = new Random(seed);
        int n = 300;
        int k = 6;
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextGaussian() + 3 * random.nextInt(4);
        }
        int[] levels = Classification.NATURAL_BREAKS.levels(Ranking.of(values), k);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        // sums of 300 squares of size 10
        assertThat(deviation(values, levels, k)).isEqualTo(fisher(sorted, k), within(1e-9));
    }

    /** Values enough to be worked on in parallel, in clusters wide apart. */
    @Test
    void naturalBreaksOfManyValuesLieInTheGaps() {
        Random random = new Random(3);
        double[] values = new double[100_000];
        int[] clusters = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int cluster = random.nextInt(5);
            clusters[i] = cluster + 1;
            values[i] = 10 * cluster + random.nextDouble();
        }
        assertThat(Classification.NATURAL_BREAKS.levels(Ranking.of(values), 5)).containsExactly(clusters);
    }

    private static double deviation(double[] values, int[] levels, int k) {
        double sum = 0;
        for (int level = 1; level <= k; level++) {
            int own = level;
            double[] members = IntStream.range(0, values.length)
                    .filter(i -> levels[i] == own)
                    .mapToDouble(i -> values[i])
                    .toArray();
            sum += deviation(members);
        }
        return sum;
    }

    private static double deviation(double[] members) {
        double mean = Arrays.stream(members).average().orElse(0);
        return Arrays.stream(members).map(x -> (x - mean) * (x - mean)).sum();
    }

    /** The least deviation of the values from one on in at most k classes, by trying every division. */
    private static double best(double[] sorted, int from, int k) {
        if (from == sorted.length) {
            return 0;
        }
        if (k == 1) {
            return deviation(Arrays.copyOfRange(sorted, from, sorted.length));
        }
        double least = Double.POSITIVE_INFINITY;
        for (int end = from + 1; end <= sorted.length; end++) {
            least = Math.min(least, deviation(Arrays.copyOfRange(sorted, from, end)) + best(sorted, end, k - 1));
        }
        return least;
    }

    private static double fisher(double[] sorted, int k) {
        int n = sorted.length;
        double[][] within = new double[n][n + 1];
        for (int i = 0; i < n; i++) {
            double mean = 0;
            double squares = 0;
            for (int j = i; j < n; j++) { // Welford's running deviation
                double delta = sorted[j] - mean;
                mean += delta / (j - i + 1);
                squares += delta * (sorted[j] - mean);
                within[i][j + 1] = squares;
            }
        }
        double[] least = new double[n + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        least[0] = 0;
        for (int c = 0; c < k; c++) {
            double[] next = new double[n + 1];
            Arrays.fill(next, Double.POSITIVE_INFINITY);
            for (int j = 1; j <= n; j++) {
                for (int i = 0; i < j; i++) {
                    next[j] = Math.min(next[j], least[i] + within[i][j]);
                }
            }
            least = next;
        }
        return least[n];
    }
}

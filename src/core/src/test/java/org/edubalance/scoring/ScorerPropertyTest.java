package org.edubalance.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What must hold for the weights and scores of any schools. */
class ScorerPropertyTest {

    /** Sums of some hundred terms below 1, through a logarithm and a ratio. */
    private static final Offset<Double> ROUNDING = within(1e-11);

    private record Table(List<ScoredIndicator> indicators, double[][] columns) {

        static Table random(long seed, int rows, int indicators) {
            Random random = new Random(seed);
            List<ScoredIndicator> list = new ArrayList<>();
            double[][] columns = new double[indicators][rows];
            for (int j = 0; j < indicators; j++) {
                Direction direction = random.nextBoolean() ? Direction.POSITIVE : Direction.NEGATIVE;
                list.add(new ScoredIndicator("x" + j, direction));
                int kind = random.nextInt(3);
                for (int i = 0; i < rows; i++) {
                    columns[j][i] = kind == 0
                            ? random.nextGaussian()
                            : kind == 1 ? Math.exp(2 * random.nextGaussian()) : random.nextInt(4);
                }
                columns[j][0] = 5; // at least two different values
                columns[j][1] = 6;
            }
            return new Table(list, columns);
        }

        double[] weights() {
            return Scorer.score(indicators, columns).weights().stream()
                    .mapToDouble(IndicatorWeight::weight)
                    .toArray();
        }

        double[] scores() {
            return Scorer.score(indicators, columns).score();
        }
    }

    @Property(tries = 200, seed = "1")
    void areThoseOfTheFormulasTakenLiterally(
            @ForAll long seed,
            @ForAll @IntRange(min = 3, max = 100) int rows,
            @ForAll @IntRange(min = 1, max = 6) int n) {
        assertLiteral(Table.random(seed, rows, n));
    }

    /** Rows enough to be worked on in parallel. */
    @Test
    void largeTablesToo() {
        assertLiteral(Table.random(7, 120_000, 3));
    }

    private static void assertLiteral(Table table) {
        int m = table.columns[0].length;
        int n = table.columns.length;
        double[][] y = new double[n][m];
        double[] d = new double[n];
        for (int j = 0; j < n; j++) {
            double min = Arrays.stream(table.columns[j]).min().orElseThrow();
            double max = Arrays.stream(table.columns[j]).max().orElseThrow();
            boolean positive = table.indicators.get(j).direction() == Direction.POSITIVE;
            for (int i = 0; i < m; i++) {
                double x = table.columns[j][i];
                y[j][i] = positive ? (x - min) / (max - min) : (max - x) / (max - min);
            }
            double sum = Arrays.stream(y[j]).sum();
            double entropy = 0;
            for (int i = 0; i < m; i++) {
                double p = y[j][i] / sum;
                entropy -= p == 0 ? 0 : p * Math.log(p);
            }
            d[j] = 1 - entropy / Math.log(m);
        }
        double sumD = Arrays.stream(d).sum();
        double[] scores = new double[m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                scores[i] += d[j] / sumD * y[j][i];
            }
        }
        assertThat(table.weights())
                .containsExactly(Arrays.stream(d).map(dj -> dj / sumD).toArray(), ROUNDING);
        assertThat(table.scores()).containsExactly(scores, ROUNDING);
    }

    @Property(tries = 200, seed = "1")
    void doNotDependOnUnits(@ForAll long seed, @ForAll @IntRange(min = 3, max = 100) int rows) {
        Table table = Table.random(seed, rows, 4);
        double[][] rescaled = new double[4][];
        for (int j = 0; j < 4; j++) {
            double factor = Math.exp(5 - 3 * j);
            double shift = 7 * j;
            rescaled[j] = Arrays.stream(table.columns[j])
                    .map(x -> factor * (x + shift))
                    .toArray();
        }
        Table other = new Table(table.indicators, rescaled);
        // the shift costs digits of small values
        assertThat(other.weights()).containsExactly(table.weights(), within(1e-9));
        assertThat(other.scores()).containsExactly(table.scores(), within(1e-9));
    }

    @Property(tries = 200, seed = "1")
    void followTheOrderOfRowsAndIndicators(@ForAll long seed, @ForAll @IntRange(min = 3, max = 100) int rows) {
        Table table = Table.random(seed, rows, 4);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        double[][] shuffled = new double[4][rows];
        List<ScoredIndicator> reversed = new ArrayList<>(table.indicators);
        Collections.reverse(reversed);
        for (int j = 0; j < 4; j++) {
            for (int i = 0; i < rows; i++) {
                shuffled[3 - j][i] = table.columns[j][order.get(i)];
            }
        }
        Table other = new Table(reversed, shuffled);
        double[] weights = table.weights();
        double[] otherWeights = other.weights();
        for (int j = 0; j < 4; j++) {
            assertThat(otherWeights[3 - j]).isEqualTo(weights[j], ROUNDING);
        }
        double[] scores = table.scores();
        double[] otherScores = other.scores();
        for (int i = 0; i < rows; i++) {
            assertThat(otherScores[i]).isEqualTo(scores[order.get(i)], ROUNDING);
        }
    }

    @Property(tries = 200, seed = "1")
    void doNotChangeWithAConstantIndicator(@ForAll long seed, @ForAll @IntRange(min = 3, max = 100) int rows) {
        Table table = Table.random(seed, rows, 3);
        List<ScoredIndicator> indicators = new ArrayList<>(table.indicators);
        indicators.add(new ScoredIndicator("constant", Direction.POSITIVE));
        double[][] columns = Arrays.copyOf(table.columns, 4);
        columns[3] = new double[rows];
        Arrays.fill(columns[3], 0.1 * seed);
        Table other = new Table(indicators, columns);
        assertThat(Arrays.copyOf(other.weights(), 3)).containsExactly(table.weights());
        assertThat(other.weights()[3]).isZero();
        assertThat(other.scores()).containsExactly(table.scores());
    }

    @Property(tries = 200, seed = "1")
    void lieBetween0And1UnderEveryMethod(@ForAll long seed, @ForAll @IntRange(min = 3, max = 60) int rows) {
        Table table = Table.random(seed, rows, 4);
        List<ScoredIndicator> weighted = table.indicators.stream()
                .map(indicator -> new ScoredIndicator(indicator.name(), indicator.direction(), List.of(), 2.5))
                .toList();
        for (Weighting weighting : Weighting.values()) {
            for (Aggregation aggregation : Aggregation.values()) {
                Scores scores = new Scorer(
                                weighted,
                                new ScoringMethod(
                                        Normalization.MIN_MAX_SHIFTED, weighting, aggregation, MissingValues.ERROR))
                        .score(table.columns);
                assertThat(Arrays.stream(scores.score()).boxed())
                        .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
                assertThat(scores.weights().stream()
                                .mapToDouble(IndicatorWeight::weight)
                                .sum())
                        .isEqualTo(1, ROUNDING);
            }
        }
    }
}

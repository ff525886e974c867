package org.edubalance.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.edubalance.messages.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObstacleDegreeTest {

    private static final Offset<Double> ROUNDING = within(1e-14);

    private static ScoredIndicator indicator(String name, double weight, String... dimensions) {
        return new ScoredIndicator(name, Direction.POSITIVE, List.of(dimensions), weight);
    }

    private static Scorer user(MissingValues missing, ScoredIndicator... indicators) {
        return new Scorer(
                List.of(indicators),
                new ScoringMethod(Normalization.MIN_MAX, Weighting.USER, Aggregation.WEIGHTED_SUM, missing));
    }

    /** Weights 0.5, 0.3 and 0.2; the second row has y 0.5, 0.8 and 0, so lacks 0.25, 0.06 and 0.2 of 0.51. */
    @Test
    void isTheShareInWhatIsLacking() {
        Scorer scorer = user(
                MissingValues.EXCLUDE,
                indicator("books", 0.5, "things"),
                indicator("desks", 0.3, "things"),
                indicator("teachers", 0.2, "people"));
        ObstacleDegree.Obstacles obstacles =
                ObstacleDegree.of(scorer, new double[][] {{10, 15, 20}, {0, 8, 10}, {3, 1, 4}});

        assertThat(obstacles.lacking()[1]).isEqualTo(0.51, ROUNDING);
        assertThat(obstacles.degrees()[0][1]).isEqualTo(0.25 / 0.51, ROUNDING);
        assertThat(obstacles.degrees()[1][1]).isEqualTo(0.06 / 0.51, ROUNDING);
        assertThat(obstacles.degrees()[2][1]).isEqualTo(0.20 / 0.51, ROUNDING);
        assertThat(obstacles.dimensions()).containsExactly("things", "people");
        assertThat(obstacles.dimensionDegrees()[0][1]).isEqualTo(0.31 / 0.51, ROUNDING);
        assertThat(obstacles.dimensionDegrees()[1][1]).isEqualTo(0.20 / 0.51, ROUNDING);
        assertThat(obstacles.greatest(1)).isZero();
        assertThat(obstacles.greatestDimension(1)).isZero();
    }

    /**
     * The worked example of {@code obstacle_degree} in the reference of the R package mathmodels (zhjx19): six schools'
     * values of three indicators in 0 … 1, which it gives w (1 − y) of, once with equal weights and once with 0.4, 0.3, 0.3.
     * Rows of 0 and 1 keep the values as they are.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 1 1       | 0.328 0.274 0.150 0.109 0.326 0.00417 | 0.243 0.106 0.314 0.173 0.0370 0.148 | 0.245"
                        + " 0.209 0.142 0.0306 0.266 0.0339",
                "0.4 0.3 0.3 | 0.394 0.329 0.180 0.131 0.392 0.00500 | 0.218 0.0953 0.282 0.156 0.0333 0.133 | 0.220"
                        + " 0.188 0.128 0.0275 0.239 0.0305"
            })
    void isThatOfAnotherPackage(String weights, String first, String second, String third) {
        double[] w = numbers(weights);
        ObstacleDegree.Obstacles obstacles = ObstacleDegree.of(
                user(MissingValues.EXCLUDE, indicator("s1", w[0]), indicator("s2", w[1]), indicator("s3", w[2])),
                new double[][] {
                    {0.0162, 0.1782, 0.5490, 0.6730, 0.0207, 0.9875, 0, 1},
                    {0.2720, 0.6824, 0.0593, 0.4812, 0.8891, 0.5573, 0, 1},
                    {0.2655, 0.3721, 0.5729, 0.9082, 0.2017, 0.8984, 0, 1}
                });
        List<double[]> published = List.of(numbers(first), numbers(second), numbers(third));
        for (int j = 0; j < 3; j++) {
            for (int i = 0; i < 6; i++) {
                double figure = published.get(j)[i];
                double place = Math.pow(10, Math.floor(Math.log10(figure)) - 2);
                assertThat(obstacles.degrees()[j][i] * obstacles.lacking()[i])
                        .isEqualTo(figure, within(0.5000001 * place));
            }
        }
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.strip().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void aRowThatLacksNothingHasNoObstacle() {
        ObstacleDegree.Obstacles obstacles = ObstacleDegree.of(
                user(MissingValues.EXCLUDE, indicator("books", 1, "things"), indicator("desks", 1, "things")),
                new double[][] {{1, 2}, {3, 5}});
        assertThat(obstacles.lacking()).containsExactly(1, 0);
        assertThat(obstacles.degrees()[0]).containsExactly(0.5, 0);
        assertThat(obstacles.greatest(0)).as("the first of equal ones").isZero();
        assertThat(obstacles.greatest(1)).isEqualTo(-1);
        assertThat(obstacles.greatestDimension(1)).isEqualTo(-1);
    }

    @Test
    void theGreatestDimensionIsOneThatIndicatorsBelongTo() {
        ObstacleDegree.Obstacles obstacles = ObstacleDegree.of(
                user(
                        MissingValues.EXCLUDE,
                        indicator("books", 1, "all", "things"),
                        indicator("teachers", 2, "all", "people")),
                new double[][] {{1, 2}, {3, 5}});
        assertThat(obstacles.dimensions()).containsExactly("all", "things", "people");
        assertThat(obstacles.dimensionDegrees()[0][0]).isEqualTo(1, ROUNDING);
        assertThat(obstacles.greatestDimension(0)).isEqualTo(2);
    }

    @Test
    void aRowWithoutAValueIsNotJudgedUnlessItGetsTheMedian() {
        double[][] columns = {{1, 2, 3, Double.NaN}, {3, 5, 4, 3}};
        ScoredIndicator[] indicators = {indicator("books", 1), indicator("desks", 1)};
        ObstacleDegree.Obstacles left = ObstacleDegree.of(user(MissingValues.EXCLUDE, indicators), columns);
        assertThat(left.excluded()).isEqualTo(1);
        assertThat(left.lacking()[3]).isNaN();
        assertThat(left.degrees()[0][3]).isNaN();
        assertThat(left.greatest(3)).isEqualTo(-1);

        ObstacleDegree.Obstacles filled = ObstacleDegree.of(user(MissingValues.MEDIAN, indicators), columns);
        assertThat(filled.lacking()[3]).isEqualTo(0.75, ROUNDING);
        assertThat(filled.degrees()[0][3]).isEqualTo(1 / 3.0, ROUNDING);
    }

    @Test
    void rowsThatDoNotDifferAreRefusedOrLeftWithout() {
        double[][] equal = {{1, 1}, {3, 3}};
        assertThatThrownBy(() -> ObstacleDegree.of(
                        user(MissingValues.EXCLUDE, indicator("books", 1), indicator("desks", 1)), equal))
                .isInstanceOf(Refusal.class);
        Scorer lenient = new Scorer(
                List.of(indicator("books", 1, "things"), indicator("desks", 1, "things")),
                new ScoringMethod(
                        Normalization.MIN_MAX,
                        Weighting.ENTROPY,
                        Aggregation.WEIGHTED_SUM,
                        MissingValues.EXCLUDE,
                        Unscorable.EXCLUDE));
        ObstacleDegree.Obstacles none = ObstacleDegree.of(lenient, equal);
        assertThat(none.lacking()).containsOnly(Double.NaN);
        assertThat(none.dimensionDegrees()[0]).containsOnly(Double.NaN);
        assertThat(none.weights().get(0).note()).isNotNull();
    }

    @Property(tries = 200, seed = "1")
    void sumTo1AndLackWhatTheScoreIsBelow1(
            @ForAll long seed,
            @ForAll @IntRange(min = 3, max = 60) int rows,
            @ForAll @IntRange(min = 1, max = 7) int n) {
        Random random = new Random(seed);
        List<ScoredIndicator> indicators = new ArrayList<>();
        double[][] columns = new double[n][rows];
        for (int j = 0; j < n; j++) {
            Direction direction = random.nextBoolean() ? Direction.POSITIVE : Direction.NEGATIVE;
            indicators.add(new ScoredIndicator("x" + j, direction, List.of("d" + j % 2), Double.NaN));
            for (int i = 0; i < rows; i++) {
                columns[j][i] = random.nextInt(5) == 0 ? random.nextInt(3) : random.nextGaussian();
            }
            columns[j][0] = 5;
            columns[j][1] = 6;
        }
        Scorer scorer = new Scorer(indicators, ScoringMethod.ENTROPY);
        Scores scores = scorer.score(columns);
        ObstacleDegree.Obstacles obstacles = ObstacleDegree.of(scorer, columns);
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            double ofDimensions = 0;
            for (int j = 0; j < n; j++) {
                assertThat(obstacles.degrees()[j][i]).isBetween(0.0, 1 + 1e-12);
                sum += obstacles.degrees()[j][i];
            }
            for (double[] dimension : obstacles.dimensionDegrees()) {
                ofDimensions += dimension[i];
            }
            double expected = scores.score()[i] > 1 - 1e-12 ? 0 : 1;
            if (expected == 1) {
                assertThat(sum).isEqualTo(1, within(1e-12));
                assertThat(ofDimensions).isEqualTo(1, within(1e-12));
            }
            assertThat(obstacles.lacking()[i]).isEqualTo(1 - scores.score()[i], within(1e-12));
        }
    }
}

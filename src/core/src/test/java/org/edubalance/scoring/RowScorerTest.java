package org.edubalance.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.edubalance.messages.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scores from sums of parts are those of {@link Scorer}. */
class RowScorerTest {

    private static final List<ScoredIndicator> INDICATORS = List.of(
            new ScoredIndicator("a", Direction.POSITIVE, List.of("one"), 2),
            new ScoredIndicator("b", Direction.NEGATIVE, List.of("one"), 1),
            new ScoredIndicator("c", Direction.POSITIVE, List.of("two"), 1),
            new ScoredIndicator("flat", Direction.POSITIVE, List.of("two"), 1));

    private static double[][] rows() {
        Random random = new Random(5);
        double[][] rows = new double[200][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {random.nextInt(9), 5 + random.nextGaussian(), random.nextDouble() * 1e6, 3};
            if (i % 20 == 3) {
                rows[i][i % 3] = Double.NaN;
            }
        }
        return rows;
    }

    private static ScoreSums sums(Scorer scorer, double[][] rows) {
        ScoreCounts counts = new ScoreCounts(INDICATORS.size(), null);
        for (int part = 0; part < 3; part++) {
            ScoreCounts own = new ScoreCounts(INDICATORS.size(), null);
            for (int i = part; i < rows.length; i += 3) {
                own.add(rows[i]);
            }
            counts.merge(own);
        }
        ScoreSums sums = new ScoreSums(INDICATORS, scorer.method().normalization(), counts);
        for (int part = 0; part < 3; part++) {
            ScoreSums own = new ScoreSums(INDICATORS, scorer.method().normalization(), counts);
            for (int i = part; i < rows.length; i += 3) {
                own.add(rows[i]);
            }
            sums.merge(own);
        }
        return sums;
    }

    @ParameterizedTest
    @EnumSource(Weighting.class)
    void scoresAreThoseOfTheWholeTable(Weighting weighting) {
        for (Aggregation aggregation : Aggregation.values()) {
            for (Normalization normalization : Normalization.values()) {
                Scorer scorer = new Scorer(
                        INDICATORS, new ScoringMethod(normalization, weighting, aggregation, MissingValues.EXCLUDE));
                double[][] rows = rows();
                double[][] columns = new double[INDICATORS.size()][rows.length];
                for (int i = 0; i < rows.length; i++) {
                    for (int j = 0; j < columns.length; j++) {
                        columns[j][i] = rows[i][j];
                    }
                }
                Scores expected = scorer.score(columns);
                RowScorer.Weighted got = RowScorer.of(scorer, sums(scorer, rows));
                for (int j = 0; j < columns.length; j++) {
                    IndicatorWeight weight = got.weights().get(j);
                    assertThat(weight.weight())
                            .isCloseTo(expected.weights().get(j).weight(), within(1e-12));
                    assertThat(weight.missing())
                            .isEqualTo(expected.weights().get(j).missing());
                    assertThat(weight.note())
                            .isEqualTo(expected.weights().get(j).note());
                }
                for (int i = 0; i < rows.length; i++) {
                    check(got.scorer().score(rows[i]), expected.score()[i]);
                    check(got.scorer().score(rows[i], 0), expected.dimensionScores()[0][i]);
                    check(got.scorer().score(rows[i], 1), expected.dimensionScores()[1][i]);
                }
            }
        }
    }

    private static void check(double got, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(got).isNaN();
        } else {
            assertThat(got).isCloseTo(expected, within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource(Unscorable.class)
    void rowsThatCannotBeScoredAreRefusedOrSayWhy(Unscorable policy) {
        Scorer scorer = new Scorer(
                INDICATORS,
                new ScoringMethod(
                        Normalization.MIN_MAX,
                        Weighting.ENTROPY,
                        Aggregation.WEIGHTED_SUM,
                        MissingValues.EXCLUDE,
                        policy));
        double[][] one = {{1, 2, 3, 4}, {1, 2, Double.NaN, 4}};
        if (policy == Unscorable.ERROR) {
            assertThatThrownBy(() -> RowScorer.of(scorer, sums(scorer, one)))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("got 1 of 2");
        } else {
            RowScorer.Weighted none = RowScorer.of(scorer, sums(scorer, one));
            assertThat(none.weights().get(0).note().key()).isEqualTo("scoring.rows.of");
            assertThat(none.scorer().score(one[0])).isNaN();
        }
    }
}

package org.edubalance.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void tiesShareTheBestOfTheirRanks() {
        assertThat(Ranking.of(new double[] {0.5, 0.9, 0.5, 0.1}).ranks()).containsExactly(2, 1, 2, 4);
    }

    @Test
    void rowsWithoutAScoreHaveNoRank() {
        assertThat(Ranking.of(new double[] {Double.NaN, 0.0, -0.0, 1}).ranks()).containsExactly(0, 2, 2, 1);
    }

    @Test
    void whatDiffersByRoundingIsATie() {
        double a = 0.1 + 0.2 + 0.3;
        double b = 0.3 + 0.2 + 0.1;
        assertThat(a).isNotEqualTo(b);
        Ranking ranking = Ranking.of(new double[] {a, 0.2, b, 0.6 + 1e-9, -0.5});

        assertThat(ranking.ranks()).containsExactly(2, 4, 2, 1, 5);
        assertThat(Classification.QUANTILE.levels(ranking, 3)).containsExactly(2, 1, 2, 3, 1);
        assertThat(Classification.NATURAL_BREAKS.levels(Ranking.of(new double[] {a, b, 0.2}), 5))
                .containsExactly(2, 2, 1);
    }

    @Test
    void tiesDoNotChain() {
        double[] steps = new double[1000];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = 1 + i * 1e-13;
        }
        // each is within rounding of the next, but the first is not of the last
        int[] ranks = Ranking.of(steps).ranks();
        assertThat(ranks[999]).isEqualTo(1);
        assertThat(ranks[0]).isGreaterThan(900);
    }
}

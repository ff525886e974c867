package org.edubalance.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void tiesShareTheBestOfTheirRanks() {
        assertThat(Ranking.ranks(new double[] {0.5, 0.9, 0.5, 0.1})).containsExactly(2, 1, 2, 4);
    }

    @Test
    void rowsWithoutAScoreHaveNoRank() {
        assertThat(Ranking.ranks(new double[] {Double.NaN, 0.0, -0.0, 1})).containsExactly(0, 2, 2, 1);
    }
}

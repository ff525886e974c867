package org.edubalance.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TheilDecompositionTest {

    @Test
    void equalCountiesHoldAllInequalityWithin() {
        TheilDecomposition split = TheilDecomposition.of(new double[] {1, 3, 1, 3}, null, new int[] {0, 0, 1, 1});
        assertThat(split.between()).isZero();
        assertThat(split.within()).isEqualTo((0.5 * Math.log(0.5) + 1.5 * Math.log(1.5)) / 2, within(1e-15));
        assertThat(split.betweenShare()).isZero();
    }

    @Test
    void equalSchoolsInEachCountyLeaveAllInequalityBetween() {
        // shares ¼ and ¾ of the whole, means ½ and 1.5 of the mean
        TheilDecomposition split = TheilDecomposition.of(new double[] {1, 3, 1, 3}, null, new int[] {0, 1, 0, 1});
        assertThat(split.within()).isZero();
        assertThat(split.between()).isEqualTo(0.25 * Math.log(0.5) + 0.75 * Math.log(1.5), within(1e-15));
        assertThat(split.betweenShare()).isEqualTo(1, within(1e-14));
    }

    @Test
    void aCountyWithNothingAddsNothing() {
        TheilDecomposition split = TheilDecomposition.of(new double[] {0, 0, 2, 2}, null, new int[] {0, 0, 1, 1});
        assertThat(split.between()).isEqualTo(Math.log(2), within(1e-15));
        assertThat(split.within()).isZero();
    }

    @Test
    void equalValuesHaveNoShare() {
        TheilDecomposition split = TheilDecomposition.of(new double[] {2, 2}, null, new int[] {0, 1});
        assertThat(split.total()).isZero();
        assertThat(split.betweenShare()).isNaN();
    }

    @Test
    void refusesGroupsThatDoNotFit() {
        assertThatThrownBy(() -> TheilDecomposition.of(new double[] {2, 2}, null, new int[] {0}))
                .hasMessage("1 groups for 2 values");
    }
}

package org.edubalance.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.edubalance.messages.Language;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

    @Test
    void agreesWithAHandComputedCase() {
        // Item variances 5/3 each, sums 4, 6, 9, 11 with variance 29/3: 3/2 · (1 − 5/(29/3)) = 21/29.
        double[][] items = {{1, 2, 3, 4}, {2, 1, 4, 3}, {1, 3, 2, 4}};
        Reliability reliability = Reliability.of(items);
        assertThat(reliability.alpha()).isCloseTo(21 / 29.0, within(1e-12));
        assertThat(reliability.n()).isEqualTo(4);
    }

    @Test
    void isOneWhereItemsAgree() {
        double[][] items = {{1, 3, 5, 2}, {1, 3, 5, 2}};
        assertThat(Reliability.of(items).alpha()).isCloseTo(1, within(1e-12));
    }

    @Test
    void isNegativeWhereItemsContradictEachOther() {
        // Sums 6, 6, 7, 6 with variance 1/4; item variances 35/12 and 5/3: 2 · (1 − (55/12)/(1/4)).
        double[][] items = {{1, 3, 5, 2}, {5, 3, 2, 4}};
        assertThat(Reliability.of(items).alpha()).isCloseTo(-104 / 3.0, within(1e-12));
    }

    @Test
    void usesCompleteAnswersAndCountsTheOthers() {
        double[][] items = {{1, 2, 3, 4, 5}, {2, 1, 4, 3, Double.NaN}, {1, 3, 2, 4, 1}};
        Reliability reliability = Reliability.of(items);
        assertThat(reliability.alpha()).isCloseTo(21 / 29.0, within(1e-12));
        assertThat(reliability.n()).isEqualTo(4);
        assertThat(reliability.incomplete()).isEqualTo(1);
    }

    @Test
    void saysWhyThereIsNone() {
        assertThat(Reliability.of(new double[][] {{1, 2, 3}}).note().in(Language.EN))
                .contains("one item");
        assertThat(Reliability.of(new double[][] {{1, Double.NaN}, {2, 1}})
                        .note()
                        .in(Language.EN))
                .contains("fewer than 2");
        Reliability constant = Reliability.of(new double[][] {{1, 2}, {2, 1}});
        assertThat(constant.alpha()).isNaN();
        assertThat(constant.note().in(Language.EN)).contains("same sum");
    }
}

package org.edubalance.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTableTest {

    /** 1,391 pupils of the three-prefecture survey by gender, published as 36.9 % and 63.1 %. */
    @Test
    void givesThePublishedPercentages() {
        List<String> genders = new ArrayList<>(Collections.nCopies(878, "female"));
        genders.addAll(Collections.nCopies(513, "male"));
        List<SampleTable.Row> rows = SampleTable.of(genders);
        assertThat(rows).extracting(SampleTable.Row::value).containsExactly("female", "male");
        assertThat(rows).extracting(SampleTable.Row::count).containsExactly(878, 513);
        assertThat(rows.get(0).percent()).isCloseTo(63.1, within(0.05));
        assertThat(rows.get(1).percent()).isCloseTo(36.9, within(0.05));
        assertThat(rows.get(0).percent() + rows.get(1).percent()).isCloseTo(100, within(1e-12));
    }

    @Test
    void ordersNumbersBeforeTexts() {
        assertThat(SampleTable.of(List.of("10", "b", "9", "a")))
                .extracting(SampleTable.Row::value)
                .containsExactly("9", "10", "a", "b");
    }

    @Test
    void countsThoseWhoGaveNoValueApart() {
        List<SampleTable.Row> rows = SampleTable.of(Arrays.asList("a", null, "a", "b", null));
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).percent()).isCloseTo(66.667, within(0.001));
        assertThat(rows.get(2)).isEqualTo(new SampleTable.Row(null, 2, Double.NaN));
    }
}

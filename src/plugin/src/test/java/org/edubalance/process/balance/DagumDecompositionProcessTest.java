package org.edubalance.process.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;

class DagumDecompositionProcessTest {

    private static final String TYPE = "county:String,pupils:Integer,books:Double,desks:Double";
    private static final Offset<Double> DIGITS = within(5e-7);

    /** Books are {1, 2, 3} and {2, 5}; Medog has none, and desks in Bomi alone. */
    private static SimpleFeatureCollection schools() {
        return new Table(TYPE)
                .row("Bomi", 1, 1d, 0d)
                .row("Zayu", 1, 2d, null)
                .row("Bomi", 1, 2d, 2d)
                .row("Zayu", 1, 5d, null)
                .row("Bomi", 1, 3d, 4d)
                .row("Medog", 1, null, null)
                .features();
    }

    private static List<SimpleFeature> run(SimpleFeatureCollection data, String indicator) {
        return Features.run("DagumDecomposition", "data", data, "indicators", List.of(indicator), "groupBy", "county");
    }

    private static double number(SimpleFeature row, String name) {
        return (Double) row.getAttribute(name);
    }

    @Test
    void theWholeItsPartsTheGroupsAndThePairs() {
        List<SimpleFeature> rows = run(schools(), "books");

        assertThat(Features.names(rows.get(0).getFeatureType()))
                .containsExactly(
                        "indicator",
                        "kind",
                        "group",
                        "other",
                        "gini",
                        "distance",
                        "contribution",
                        "share",
                        "count",
                        "missing",
                        "note");
        assertThat(Features.values(rows, "kind"))
                .containsExactly(
                        "TOTAL", "WITHIN", "NET_BETWEEN", "TRANSVARIATION", "WITHIN", "WITHIN", "WITHIN", "PAIR");
        assertThat(Features.values(rows, "group"))
                .containsExactly("ALL", "ALL", "ALL", "ALL", "Bomi", "Medog", "Zayu", "Zayu");
        assertThat(rows.get(7).getAttribute("other")).as("the poorer").isEqualTo("Bomi");
        assertThat(number(rows.get(0), "gini")).isEqualTo(0.276923, DIGITS);
        assertThat(number(rows.get(1), "contribution")).isEqualTo(0.107692, DIGITS);
        assertThat(number(rows.get(2), "contribution")).isEqualTo(0.138462, DIGITS);
        assertThat(number(rows.get(3), "contribution")).isEqualTo(0.030769, DIGITS);
        assertThat(number(rows.get(4), "gini")).isEqualTo(0.222222, DIGITS);
        assertThat(number(rows.get(6), "gini")).isEqualTo(0.214286, DIGITS);
        assertThat(number(rows.get(7), "gini")).isEqualTo(0.333333, DIGITS);
        assertThat(number(rows.get(7), "distance")).isEqualTo(0.818182, DIGITS);
        assertThat(number(rows.get(1), "share") + number(rows.get(2), "share") + number(rows.get(3), "share"))
                .isEqualTo(1, within(1e-14));
        assertThat(number(rows.get(4), "contribution") + number(rows.get(6), "contribution"))
                .isEqualTo(number(rows.get(1), "contribution"), within(1e-15));
        assertThat(Features.values(rows, "count")).containsExactly(5, null, null, null, 3, 0, 2, 5);
        assertThat(Features.values(rows, "missing")).containsExactly(1, null, null, null, 0, 1, 0, null);
        assertThat(rows.get(5).getAttribute("gini")).isNull();
        assertThat(rows.get(5).getAttribute("note")).isEqualTo("no feature has a value");
    }

    @Test
    void weighsByPopulationAndSaysWhoHasNone() {
        Warnings warnings = new Warnings();
        List<SimpleFeature> rows = Features.run(
                warnings,
                "DagumDecomposition",
                "data",
                new Table(TYPE)
                        .row("Bomi", 2, 1d, 0d)
                        .row("Zayu", 1, 2d, 0d)
                        .row("Zayu", 0, 9d, 0d)
                        .features(),
                "indicators",
                List.of("books"),
                "groupBy",
                "county",
                "population",
                "pupils");
        // {1, 1} and {2}: the mean difference of pairs is 4/9, the mean 4/3
        assertThat(number(rows.get(0), "gini")).isEqualTo(1 / 6.0, within(1e-15));
        assertThat(number(rows.get(2), "contribution")).isEqualTo(1 / 6.0, within(1e-15));
        assertThat(Features.values(rows, "note")).contains("one feature: nothing to compare");
        assertThat(warnings.messages())
                .containsExactly("edu:DagumDecomposition: 1 feature without a population greater than 0 left out:"
                        + " school.3");
    }

    @Test
    void equalValuesHaveNoShares() {
        List<SimpleFeature> rows = run(
                new Table(TYPE).row("Bomi", 1, 3d, 0d).row("Zayu", 1, 3d, 0d).features(), "books");
        assertThat(Features.values(rows, "share")).containsOnlyNulls();
        assertThat(rows.get(0).getAttribute("note")).isEqualTo("all values are equal: there is nothing to split");
        assertThat(rows.get(rows.size() - 1).getAttribute("distance")).isNull();
    }

    @Test
    void anIndicatorWithoutAnyValueIsNoted() {
        List<SimpleFeature> rows = run(
                new Table(TYPE)
                        .row("Bomi", 1, null, 0d)
                        .row("Zayu", 1, null, 0d)
                        .features(),
                "books");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).getAttribute("missing")).isEqualTo(2);
        assertThat(rows.get(0).getAttribute("note")).isEqualTo("no feature has a value");
    }

    @Test
    void refusesWhatCannotBeSplit() {
        assertRefused(
                new Table(TYPE).row("Bomi", 1, 1d, 0d).row("Bomi", 1, 2d, 0d).features(),
                "books",
                "groupBy must give at least 2 groups, got the one group “Bomi”",
                "groupBy 至少要分出 2 个组，现只有“Bomi”一个组");
        assertRefused(
                schools(),
                "desks",
                "indicators “desks”: the decomposition needs values in at least 2 groups, got values in 1",
                "indicators “desks”：分解至少需要 2 个有值的组，现有 1 个");
        assertRefused(
                new Table(TYPE).row("Bomi", 1, 1d, 0d).row("Zayu", 1, -2d, 0d).features(),
                "books",
                "indicators “books” must be at least 0, got -2 (feature school.2)",
                "indicators “books” 不能小于 0，现为 -2（要素school.2）");
        Table many = new Table(TYPE);
        for (int i = 0; i < 1500; i++) {
            many.row("county " + i, 1, 1d + i, 0d);
        }
        assertRefused(
                many.features(),
                "books",
                "groupBy must give fewer groups: 1500 groups make 1124250 rows of pairs over all indicators,"
                        + " and 1000000 is the limit",
                "groupBy 分出的组过多：1500 个组在所有指标上共有 1124250 行组对，上限为 1000000 行");
        assertThatThrownBy(() -> Features.run(
                        "DagumDecomposition", "data", schools(), "indicators", List.of("books"), "groupBy", " "))
                .hasMessage("groupBy is missing: give the attribute or expression with the group");
    }

    private static void assertRefused(SimpleFeatureCollection data, String indicator, String en, String zh) {
        assertThatThrownBy(() -> run(data, indicator))
                .isInstanceOf(ProcessException.class)
                .satisfies(thrown -> {
                    Refusal refusal = Refusal.in(thrown);
                    assertThat(refusal.in(Language.EN)).isEqualTo(en);
                    assertThat(refusal.in(Language.ZH)).isEqualTo(zh);
                });
    }
}

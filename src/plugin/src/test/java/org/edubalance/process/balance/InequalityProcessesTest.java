package org.edubalance.process.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;

/** InequalityMeasures and TheilDecomposition. */
class InequalityProcessesTest {

    private final SimpleFeatureCollection schools = new Table("county:String,pupils:Integer,books:Double,desks:Double")
            .row("Bomi", 1, 1d, 0d)
            .row("Bomi", 1, 3d, 2d)
            .row("Zayu", 2, 2d, 4d)
            .row("Zayu", 1, null, null)
            .features();

    @Test
    void aRowForEachGroupAndIndicatorAndForAll() {
        List<SimpleFeature> rows = Features.run(
                "InequalityMeasures", "data", schools, "indicators", List.of("books", "desks"), "groupBy", "county");
        assertThat(Features.names(rows.get(0).getFeatureType()))
                .containsExactly(
                        "group",
                        "indicator",
                        "count",
                        "mean",
                        "sd",
                        "cv",
                        "gini",
                        "theil_t",
                        "theil_l",
                        "atkinson",
                        "hoover",
                        "min",
                        "max",
                        "max_min",
                        "p90_p10",
                        "range_mean",
                        "missing",
                        "note");
        assertThat(Features.values(rows, "group")).containsExactly("Bomi", "Bomi", "Zayu", "Zayu", "ALL", "ALL");
        SimpleFeature books = rows.get(0);
        assertThat(books.getAttribute("mean")).isEqualTo(2.0);
        assertThat(books.getAttribute("sd")).isEqualTo(1.0);
        assertThat(books.getAttribute("gini")).isEqualTo(0.25);
        assertThat(books.getAttribute("max_min")).isEqualTo(3.0);
        SimpleFeature desks = rows.get(1);
        assertThat(desks.getAttribute("theil_l")).isNull();
        assertThat(desks.getAttribute("note"))
                .isEqualTo("theil_l, max_min and p90_p10 are infinite:"
                        + " the smallest value and the tenth percentile are 0");
        assertThat(rows.get(2).getAttribute("note")).isEqualTo("one feature: nothing to compare");
        assertThat(Features.values(rows, "count")).containsExactly(2, 2, 1, 1, 3, 3);
        assertThat(Features.values(rows, "missing")).containsExactly(0, 0, 1, 1, 1, 1);
    }

    @Test
    void theSampleDeviationDividesByOneLess() {
        SimpleFeature row = Features.run(
                        "InequalityMeasures", "data", schools, "indicators", List.of("books"), "deviation", "SAMPLE")
                .get(0);
        assertThat((Double) row.getAttribute("sd")).isEqualTo(1.0, within(1e-15));
        assertThatThrownBy(() -> Features.run(
                        "InequalityMeasures",
                        "data",
                        schools,
                        "indicators",
                        List.of("books"),
                        "deviation",
                        "SAMPLE",
                        "population",
                        "pupils"))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining("deviation SAMPLE is defined for unweighted features only");
    }

    @Test
    void anIndicatorWithoutAnyValueIsNoted() {
        SimpleFeature row = Features.run(
                        "InequalityMeasures",
                        "data",
                        new Table("books:Double").row((Object) null).features(),
                        "indicators",
                        List.of("books"))
                .get(0);
        assertThat(row.getAttribute("count")).isEqualTo(0);
        assertThat(row.getAttribute("missing")).isEqualTo(1);
        assertThat(row.getAttribute("note")).isEqualTo("no feature has a value");
    }

    @Test
    void theilSplits() {
        List<SimpleFeature> rows = Features.run(
                "TheilDecomposition",
                "data",
                schools,
                "indicators",
                List.of("books", "desks"),
                "groupBy",
                "county",
                "population",
                "pupils");
        assertThat(Features.names(rows.get(0).getFeatureType()))
                .containsExactly(
                        "indicator", "theil_t", "between", "within", "between_share", "count", "missing", "note");
        SimpleFeature books = rows.get(0);
        assertThat((Double) books.getAttribute("between")).isEqualTo(0, within(1e-15));
        assertThat((Double) books.getAttribute("within"))
                .isEqualTo((Double) books.getAttribute("theil_t"), within(1e-15));
        SimpleFeature desks = rows.get(1); // means 1 and 4 of 2.5, shares 2 and 8 of 10
        assertThat((Double) desks.getAttribute("between"))
                .isEqualTo(0.2 * Math.log(0.4) + 0.8 * Math.log(1.6), within(1e-15));
        assertThat((Double) desks.getAttribute("within")).isEqualTo(0.2 * Math.log(2), within(1e-15));
        assertThat(desks.getAttribute("count")).isEqualTo(3);
        assertThat(desks.getAttribute("missing")).isEqualTo(1);
    }

    @Test
    void theilRefusesBadInput() {
        assertThatThrownBy(() -> Features.run(
                        "TheilDecomposition",
                        "data",
                        schools,
                        "indicators",
                        List.of("0 * pupils"),
                        "groupBy",
                        "county"))
                .isInstanceOf(ProcessException.class)
                .hasMessage("“0_pupils” must have a mean greater than 0, got 0");
        assertThatThrownBy(() -> Features.run("TheilDecomposition", "data", schools, "indicators", List.of("books")))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining("groupBy");
    }
}

package org.edubalance.process.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.edubalance.process.features.Refused.assertRefused;

import java.util.List;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;

class BalanceTrendProcessTest {

    private static final String PROCESS = "BalanceTrend";
    private static final String TYPE = "id:String,county:String,year:String,pupils:Integer,books:Double";

    /** Schools a to c in three years; d is there at the end only, and a 0 has no logarithm. */
    private static SimpleFeatureCollection schools() {
        return new Table(TYPE)
                .row("a", "Bomi", "2015", 1, 1d)
                .row("b", "Bomi", "2015", 1, 3d)
                .row("c", "Zayu", "2015", 1, 8d)
                .row("z", "Zayu", "2015", 1, 0d)
                .row("a", "Bomi", "2017", 1, 2d)
                .row("b", "Bomi", "2017", 1, 4d)
                .row("c", "Zayu", "2017", 1, 8d)
                .row("z", "Zayu", "2017", 1, null)
                .row("c", "Zayu", "2018", 1, 9d)
                .row("a", "Bomi", "2018", 1, 4d)
                .row("b", "Bomi", "2018", 1, 6d)
                .row("z", "Zayu", "2018", 1, 2d)
                .row("d", "Zayu", "2018", 1, 3d)
                .features();
    }

    private static List<SimpleFeature> run(SimpleFeatureCollection data, Object... more) {
        Object[] inputs = new Object[6 + more.length];
        System.arraycopy(new Object[] {"data", data, "indicators", List.of("books"), "year", "year"}, 0, inputs, 0, 6);
        System.arraycopy(more, 0, inputs, 6, more.length);
        return Features.run(PROCESS, inputs);
    }

    private static double number(SimpleFeature row, String name) {
        return (Double) row.getAttribute(name);
    }

    @Test
    void everyYearAndTheTrends() {
        List<SimpleFeature> rows = run(schools(), "id", "id", "groupBy", "county");
        assertThat(Features.names(rows.get(0).getFeatureType()))
                .containsExactly(
                        "indicator",
                        "kind",
                        "units",
                        "year",
                        "first_year",
                        "count",
                        "mean",
                        "cv",
                        "gini",
                        "theil_t",
                        "between_share",
                        "slope",
                        "standard_error",
                        "p",
                        "intercept",
                        "r2",
                        "speed",
                        "half_life",
                        "unmatched",
                        "missing",
                        "note");
        assertThat(Features.values(rows, "kind")).containsExactly("YEAR", "YEAR", "YEAR", "SIGMA", "BETA", "BETA");
        assertThat(Features.values(rows, "year")).containsExactly(2015, 2017, 2018, 2018, 2018, 2018);
        assertThat(Features.values(rows, "first_year")).containsExactly(null, null, null, 2015, 2015, 2015);
        assertThat(Features.values(rows, "count")).containsExactly(4, 3, 5, 3, 3, 2);
        assertThat(Features.values(rows, "missing")).containsExactly(0, 1, 0, null, null, null);
        assertThat(Features.values(rows, "units")).containsExactly(null, null, null, null, "id", "county");
        assertThat(Features.values(rows, "unmatched")).containsExactly(null, null, null, null, 2, 0);

        assertThat(number(rows.get(0), "mean")).isEqualTo(3);
        assertThat(number(rows.get(0), "cv")).isEqualTo(Math.sqrt((4 + 0 + 25 + 9) / 4.0) / 3, within(1e-15));
        assertThat(number(rows.get(0), "between_share")).isBetween(0.0, 1.0);
        // the last year is that of the line through (0, 1.03), (2, 0.54), (3, 0.50)
        double[] cv = {number(rows.get(0), "cv"), number(rows.get(1), "cv"), number(rows.get(2), "cv")};
        double mean = (cv[0] + cv[1] + cv[2]) / 3;
        double slope =
                ((0 - 5 / 3.0) * (cv[0] - mean) + (2 - 5 / 3.0) * (cv[1] - mean) + (3 - 5 / 3.0) * (cv[2] - mean))
                        / (25 / 9.0 + 1 / 9.0 + 16 / 9.0);
        assertThat(number(rows.get(3), "slope")).isEqualTo(slope, within(1e-14));
        assertThat(number(rows.get(3), "standard_error")).isPositive();

        // a grows by ln 4, b by ln 2, c by ln 9/8 in three years
        assertThat(number(rows.get(4), "slope"))
                .isEqualTo(
                        slope(
                                new double[] {0, Math.log(3), Math.log(8)},
                                new double[] {Math.log(4) / 3, Math.log(2) / 3, Math.log(9 / 8.0) / 3}),
                        within(1e-14));
        assertThat(number(rows.get(4), "speed"))
                .isEqualTo(-Math.log(1 + 3 * number(rows.get(4), "slope")) / 3, within(1e-14));
        assertThat(number(rows.get(4), "half_life"))
                .isEqualTo(Math.log(2) / number(rows.get(4), "speed"), within(1e-12));
        assertThat(rows.get(5).getAttribute("standard_error"))
                .as("of two counties")
                .isNull();
    }

    private static double slope(double[] x, double[] y) {
        double mx = (x[0] + x[1] + x[2]) / 3;
        double my = (y[0] + y[1] + y[2]) / 3;
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < 3; i++) {
            xy += (x[i] - mx) * (y[i] - my);
            xx += (x[i] - mx) * (x[i] - mx);
        }
        return xy / xx;
    }

    @Test
    void withoutIdAndGroupsThereIsTheTrendAlone() {
        List<SimpleFeature> rows = run(schools());
        assertThat(Features.values(rows, "kind")).containsExactly("YEAR", "YEAR", "YEAR", "SIGMA");
        assertThat(rows.get(0).getAttribute("between_share")).isNull();
    }

    @Test
    void notesSayWhyThereIsNoTrend() {
        SimpleFeatureCollection two = new Table(TYPE)
                .row("a", "Bomi", "2015", 1, 1d)
                .row("b", "Bomi", "2015", 1, 2d)
                .row("a", "Bomi", "2018", 1, 1d)
                .row("b", "Bomi", "2018", 1, 4d)
                .row("a", "Bomi", "2019", 1, null)
                .features();
        List<SimpleFeature> rows = run(two, "id", "id");
        assertThat(Features.values(rows, "note"))
                .containsExactly(
                        null,
                        null,
                        "no feature has a value",
                        "two years: the line goes through both, and has no standard error",
                        "two points: the line goes through both, and has no standard error; not converging: there is"
                                + " no half-life");
        assertThat(rows.get(4).getAttribute("half_life")).isNull();

        SimpleFeatureCollection one = new Table(TYPE)
                .row("a", "Bomi", "2015", 1, 1d)
                .row("b", "Bomi", "2018", 1, null)
                .features();
        assertThat(Features.values(run(one), "note"))
                .containsExactly(
                        "one feature: nothing to compare",
                        "no feature has a value",
                        "no trend: fewer than 2 years have a value");

        SimpleFeatureCollection strangers = new Table(TYPE)
                .row("a", "Bomi", "2015", 1, 1d)
                .row("b", "Bomi", "2018", 1, 2d)
                .features();
        List<SimpleFeature> none = run(strangers, "id", "id");
        assertThat(none.get(3).getAttribute("unmatched")).isEqualTo(2);
        assertThat(none.get(3).getAttribute("note"))
                .isEqualTo("no line: fewer than 2 different values greater than 0 are there at both ends");
    }

    @Test
    void weighsByPopulation() {
        Warnings warnings = new Warnings();
        List<SimpleFeature> rows = Features.run(
                warnings,
                PROCESS,
                "data",
                new Table(TYPE)
                        .row("a", "Bomi", "2015", 3, 1d)
                        .row("b", "Bomi", "2015", 1, 5d)
                        .row("c", "Bomi", "2015", 0, 9d)
                        .row("a", "Bomi", "2018", 1, 1d)
                        .features(),
                "indicators",
                List.of("books"),
                "year",
                "year",
                "population",
                "pupils");
        assertThat(number(rows.get(0), "mean")).isEqualTo(2);
        assertThat(warnings.messages())
                .containsExactly("edu:BalanceTrend: 1 feature without a population greater than 0 left out: school.3");
    }

    @Test
    void refusesYearsThatAreNone() {
        assertRefused(
                "year “year” must be a finite number, got “2015年” (feature school.1)",
                "year “year” 必须是有限数，现为“2015年”（要素school.1）",
                PROCESS,
                inputs("2015年"));
        assertRefused(
                "year “year” must be a whole number, got 2015.5 (feature school.1)",
                "year “year” 必须是整数，现为 2015.5（要素school.1）",
                PROCESS,
                inputs("2015.5"));
        assertRefused(
                "year “year” must be a finite number, got no value (feature school.1)",
                "year “year” 必须是有限数，现为空值（要素school.1）",
                PROCESS,
                inputs((String) null));
        assertRefused(
                "year must have at least 2 years, got 2016 only", "year 至少要有 2 个年份，现只有 2016", PROCESS, inputs("2016"));
        assertRefused(
                "year is missing: give the attribute or expression with the year",
                "缺少 year：请给出年份的属性或表达式",
                PROCESS,
                "data",
                schools(),
                "indicators",
                List.of("books"),
                "year",
                " ");
    }

    private static Object[] inputs(String year) {
        SimpleFeatureCollection data = new Table(TYPE)
                .row("a", "Bomi", year, 1, 1d)
                .row("b", "Bomi", "2016", 1, 2d)
                .features();
        return new Object[] {"data", data, "indicators", List.of("books"), "year", "year"};
    }

    @Test
    void refusesAnIdThatComesTwiceAYearAndValuesBelow0() {
        assertRefused(
                "id must be different within a year, got “a” twice in 2015, in feature school.1 too (feature school.2)",
                "id 在同一年份内不能重复，“a”在 2015 年出现了两次，另见要素 school.1（要素school.2）",
                PROCESS,
                "data",
                new Table(TYPE)
                        .row("a", "Bomi", "2015", 1, 1d)
                        .row("a", "Bomi", "2015", 1, 2d)
                        .features(),
                "indicators",
                List.of("books"),
                "year",
                "year",
                "id",
                "id");
        assertRefused(
                "indicators “books” must be at least 0, got -1 (feature school.1)",
                "indicators “books” 不能小于 0，现为 -1（要素school.1）",
                PROCESS,
                "data",
                new Table(TYPE).row("a", "Bomi", "2015", 1, -1d).features(),
                "indicators",
                List.of("books"),
                "year",
                "year");
        assertRefused(
                "“books” in 2016: the mean must be greater than 0, got 0",
                "“books”在 2016 年：均值必须大于 0，现为 0",
                PROCESS,
                "data",
                new Table(TYPE)
                        .row("a", "Bomi", "2015", 1, 1d)
                        .row("a", "Bomi", "2016", 1, 0d)
                        .features(),
                "indicators",
                List.of("books"),
                "year",
                "year");
    }
}

package org.edubalance.process.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.edubalance.process.features.Refused.assertRefused;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;

class GeoDetectorProcessTest {

    private static final String PROCESS = "GeoDetector";
    private static final String TYPE = "county:String,code:Integer,income:Double,books:Double";

    /** Books are mostly a matter of the county; the last lacks an income. */
    private static SimpleFeatureCollection schools() {
        return new Table(TYPE)
                .row("Bomi", 1, 1d, 10d)
                .row("Bomi", 2, 2d, 11d)
                .row("Bomi", 2, 8d, 12d)
                .row("Zayu", 2, 9d, 20d)
                .row("Zayu", 1, 1.5, 22d)
                .row("Zayu", 2, 8.5, 24d)
                .row("Zayu", 2, null, 24d)
                .features();
    }

    private static Object[] inputs(SimpleFeatureCollection data, String... factors) {
        return new Object[] {"data", data, "attribute", "books", "factors", List.of(factors)};
    }

    @Test
    void everyFactorAndEveryPair() {
        Warnings warnings = new Warnings();
        List<SimpleFeature> rows =
                Features.run(warnings, PROCESS, inputs(schools(), "county", "code", "level=income:2"));
        assertThat(Features.names(rows.get(0).getFeatureType()))
                .containsExactly(
                        "factor",
                        "other",
                        "q",
                        "f",
                        "p",
                        "strata",
                        "interaction",
                        "count",
                        "missing",
                        "classing",
                        "note");
        assertThat(Features.values(rows, "factor"))
                .containsExactly("county", "code", "level", "county", "county", "code");
        assertThat(Features.values(rows, "other")).containsExactly(null, null, null, "code", "level", "level");
        // means 11 and 22 of 16.5: between 6 · 5.5², within 2 + 8
        double q = 181.5 / 191.5;
        assertThat((Double) rows.get(0).getAttribute("q")).isEqualTo(q, within(1e-14));
        assertThat((Double) rows.get(0).getAttribute("f")).isEqualTo(4 * q / (1 - q), within(1e-10));
        assertThat((Double) rows.get(0).getAttribute("p")).isBetween(0.0, 0.01);
        assertThat(Features.values(rows, "strata").subList(0, 3)).containsExactly(2, 2, 2);
        assertThat(rows.get(2).getAttribute("classing")).isEqualTo("NATURAL_BREAKS, 2 classes up to 2, 9");
        assertThat(rows.get(0).getAttribute("classing")).isNull();
        assertThat(Features.values(rows, "count")).containsOnly(6);
        assertThat(Features.values(rows, "missing")).containsOnly(1);
        assertThat(rows.get(3).getAttribute("interaction")).isEqualTo("ENHANCE_NONLINEAR");
        assertThat(rows.get(3).getAttribute("note"))
                .isEqualTo("2 of 4 strata have one feature, which has no variance: q is too high");
        assertThat(warnings.messages())
                .containsExactly("edu:GeoDetector: 1 of 7 features left out, because a value is missing: “level” in 1");
    }

    @Test
    void numbersAreClassedUnlessTheyAreFewOrCodes() {
        Table many = new Table(TYPE);
        for (int i = 0; i < 40; i++) {
            many.row("c", i % 8, (double) i, i % 8 + 0.1 * (i % 5));
        }
        List<SimpleFeature> rows = Features.run(
                PROCESS, inputs(many.features(), "code", "codes=code:category", "income", "three=income:3"));
        assertThat(Features.values(rows, "strata").subList(0, 4)).containsExactly(5, 8, 5, 3);
        assertThat(rows.get(0).getAttribute("classing")).isNotNull();
        assertThat(rows.get(1).getAttribute("classing")).isNull();

        List<SimpleFeature> equal = Features.run(
                PROCESS,
                "data",
                many.features(),
                "attribute",
                "books",
                "factors",
                List.of("income"),
                "classes",
                4,
                "classification",
                "EQUAL_INTERVAL");
        assertThat(equal.get(0).getAttribute("classing")).isEqualTo("EQUAL_INTERVAL, 4 classes up to 9, 19, 29, 39");
    }

    /** Nang goes for its county; so the one school of Zayu with code 3 is alone, and goes too. */
    @Test
    void featuresThatAreAloneInAStratumAreLeftOutIfAskedFor() {
        Warnings warnings = new Warnings();
        List<SimpleFeature> rows = Features.run(
                warnings,
                PROCESS,
                "data",
                new Table(TYPE)
                        .row("Bomi", 1, 1d, 10d)
                        .row("Bomi", 1, 1d, 12d)
                        .row("Zayu", 1, 1d, 20d)
                        .row("Zayu", 2, 1d, 22d)
                        .row("Zayu", 2, 1d, 24d)
                        .row("Zayu", 3, 1d, 90d)
                        .row("Nang", 3, 1d, 50d)
                        .features(),
                "attribute",
                "books",
                "factors",
                List.of("county", "code"),
                "singles",
                "EXCLUDE");
        assertThat(Features.values(rows, "count")).containsOnly(5);
        assertThat(Features.values(rows, "strata").subList(0, 2)).containsExactly(2, 2);
        assertThat(warnings.messages())
                .containsExactly("edu:GeoDetector: 2 features without another feature in their stratum left out:"
                        + " school.7, school.6");
        assertRefused(
                "data must have at least 3 features with the attribute and every factor, got 2 of 4",
                "data 至少要有 3 个属性和各因子都有值的要素，现有 2 个（共 4 个）",
                PROCESS,
                "data",
                new Table(TYPE)
                        .row("Bomi", 1, 1d, 10d)
                        .row("Bomi", 1, 1d, 12d)
                        .row("Zayu", 1, 1d, 20d)
                        .row("Nang", 2, 1d, 22d)
                        .features(),
                "attribute",
                "books",
                "factors",
                List.of("county"),
                "singles",
                "EXCLUDE");
    }

    @Test
    void refusesFactorsWithoutStrata() {
        assertRefused(
                "factors “county” must have at least 2 classes, got the one class “Bomi”",
                "factors “county” 至少要有 2 类，现只有“Bomi”一类",
                PROCESS,
                inputs(
                        new Table(TYPE)
                                .row("Bomi", 1, 1d, 1d)
                                .row("Bomi", 1, 2d, 2d)
                                .row("Bomi", 1, 3d, 4d)
                                .features(),
                        "county"));
        assertRefused(
                "factors “income” must have fewer classes than there are features, got 6 of each: put its values in"
                        + " classes",
                "factors “income” 的类数必须少于要素数，现都是 6：请将其取值分级",
                PROCESS,
                inputs(schools(), "income:category"));
        assertRefused(
                "factors “county” must have at least 2 features in every class, got 1 in the class “Nang”: give fewer"
                        + " classes or another classification, put it together with another class, or set singles to EXCLUDE (feature school.3)",
                "factors “county” 的每一类至少要有 2 个要素，类“Nang”只有 1 个：请减少类数、换一种分级方法、与其他类合并，或将 singles 设为 EXCLUDE"
                        + "（要素school.3）",
                PROCESS,
                inputs(
                        new Table(TYPE)
                                .row("Bomi", 1, 1d, 1d)
                                .row("Bomi", 1, 2d, 2d)
                                .row("Nang", 1, 3d, 4d)
                                .features(),
                        "county"));
        List<Object> outlier = new ArrayList<>(List.of(inputs(
                new Table(TYPE)
                        .row("x", 1, 1d, 1d)
                        .row("x", 1, 1.1, 2d)
                        .row("x", 1, 1.2, 3d)
                        .row("x", 1, 99d, 4d)
                        .features(),
                "income:2")));
        assertRefused(
                "factors “income” must have at least 2 features in every class, got 1 in the class 99 to 99: give"
                        + " fewer classes or another classification, put it together with another class, or set singles to EXCLUDE"
                        + " (feature school.4)",
                "factors “income” 的每一类至少要有 2 个要素，类99 至 99只有 1 个：请减少类数、换一种分级方法、与其他类合并，或将 singles 设为 EXCLUDE"
                        + "（要素school.4）",
                PROCESS,
                outlier.toArray());
    }

    @Test
    void refusesWhatHasNothingToExplainOrCannotBeRead() {
        assertRefused(
                "there is no variance to explain: every value is 5",
                "没有可解释的方差：所有值都是 5",
                PROCESS,
                inputs(
                        new Table(TYPE)
                                .row("a", 1, 1d, 5d)
                                .row("a", 1, 2d, 5d)
                                .row("b", 1, 3d, 5d)
                                .row("b", 1, 3d, 5d)
                                .features(),
                        "county"));
        assertRefused(
                "data must have at least 3 features with the attribute and every factor, got 1 of 2",
                "data 至少要有 3 个属性和各因子都有值的要素，现有 1 个（共 2 个）",
                PROCESS,
                inputs(new Table(TYPE).row("a", 1, 1d, 5d).row(null, 1, 2d, 6d).features(), "county"));
        assertRefused(
                "factors must be from 2 to 100, got 1",
                "factors 必须在 2 到 100 之间，现为 1",
                PROCESS,
                inputs(schools(), "income:1"));
        assertRefused(
                "factors take no direction, got “income:negative”",
                "factors 不分方向，现为“income:negative”",
                PROCESS,
                inputs(schools(), "income:negative"));
    }
}

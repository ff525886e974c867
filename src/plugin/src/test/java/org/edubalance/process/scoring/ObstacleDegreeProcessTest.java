package org.edubalance.process.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;

class ObstacleDegreeProcessTest {

    private static final String TYPE = "geom:Point:srid=4326,name:String,stage:String,books:Double,class_size:Integer";

    private static final String SYSTEM =
            """
            {"id": "own", "dimensions": [
              {"id": "things", "title": {"en": "Things", "zh": "物"}, "indicators": [
                {"id": "books", "title": {"en": "Books", "zh": "图书"}, "expression": "books"}]},
              {"id": "people", "title": {"en": "People", "zh": "人"}, "indicators": [
                {"id": "classes", "title": {"en": "Class size", "zh": "班额"}, "expression": "class_size",
                 "direction": "negative"}]}]}
            """;

    /** The last lacks a value; the third is the best in everything. */
    private final SimpleFeatureCollection schools = new Table(TYPE)
            .row(Features.point(94, 29), "a", "PRIMARY", 10d, 25)
            .row(Features.point(95, 29), "b", "PRIMARY", 20d, 45)
            .row(Features.point(94, 30), "c", "PRIMARY", 30d, 25)
            .row(Features.point(94, 31), "d", "JUNIOR", null, 30)
            .features();

    private final List<String> indicators = List.of("books", "class_size:negative");

    @Test
    void saysWhatHoldsEachFeatureBack() {
        Warnings warnings = new Warnings();
        List<SimpleFeature> rows = Features.run(
                warnings,
                "ObstacleDegree",
                "data",
                schools,
                "indicators",
                indicators,
                "weighting",
                "USER",
                "weights",
                List.of("books=3", "class_size=1"));
        assertThat(Features.names(rows.get(0).getFeatureType()))
                .containsExactly(
                        "geom",
                        "name",
                        "stage",
                        "books",
                        "class_size",
                        "lacking",
                        "main_obstacle",
                        "obstacle_books",
                        "obstacle_class_size");
        assertThat(Features.values(rows, "lacking")).containsExactly(0.75, 0.625, 0.0, null);
        assertThat(Features.values(rows, "main_obstacle")).containsExactly("books", "books", null, null);
        assertThat(Features.values(rows, "obstacle_books")).containsExactly(1.0, 0.6, 0.0, null);
        assertThat(Features.values(rows, "obstacle_class_size")).containsExactly(0.0, 0.4, 0.0, null);
        assertThat(warnings.messages())
                .containsExactly(
                        "edu:ObstacleDegree: 1 of 4 features without a score, because a value is missing: “books” in 1");
    }

    @Test
    void dimensionsOfASystemHaveTheirOwn() {
        List<SimpleFeature> rows = Features.run("ObstacleDegree", "data", schools, "system", SYSTEM);
        SimpleFeatureType type = rows.get(0).getFeatureType();
        assertThat(Features.names(type))
                .endsWith(
                        "lacking",
                        "main_obstacle",
                        "main_dimension",
                        "obstacle_books",
                        "obstacle_classes",
                        "obstacle_things",
                        "obstacle_people");
        assertThat(Features.values(rows, "main_dimension")).containsExactly("things", "people", null, null);
        assertThat((Double) rows.get(1).getAttribute("obstacle_things")
                        + (Double) rows.get(1).getAttribute("obstacle_people"))
                .isEqualTo(1, within(1e-15));
        assertThat(Column.title(type.getDescriptor("obstacle_classes"), Language.ZH))
                .isEqualTo("障碍度：班额");
        assertThat(Column.title(type.getDescriptor("obstacle_things"), Language.EN))
                .isEqualTo("Obstacle degree: Things");
    }

    /** What is lacking is what the score is below 1, whatever the method. */
    @Test
    void goesWithTheScore() {
        Object[] inputs = {"data", schools, "indicators", indicators, "weighting", "EQUAL", "missing", "MEDIAN"};
        List<Object> scores = Features.values(Features.run("EntropyScore", inputs), "score");
        List<Object> lacking = Features.values(Features.run("ObstacleDegree", inputs), "lacking");
        for (int i = 0; i < scores.size(); i++) {
            assertThat((Double) lacking.get(i)).isEqualTo(1 - (Double) scores.get(i), within(1e-14));
        }
    }

    @Test
    void groupsAreJudgedByThemselvesAndPrefixesKeepAttributes() {
        SimpleFeatureCollection own = new Table("lacking:String,stage:String,books:Double,desks:Double")
                .row("x", "PRIMARY", 1d, 1d)
                .row("y", "JUNIOR", 100d, 5d)
                .row("z", "PRIMARY", 2d, 1d)
                .row("w", "JUNIOR", 200d, 5d)
                .features();
        Object[] inputs = {"data", own, "indicators", List.of("books", "desks"), "groupBy", "stage"};
        Warnings warnings = new Warnings();
        assertThat(Features.values(Features.run(warnings, "ObstacleDegree", inputs), "lacking"))
                .containsExactly(1.0, 1.0, 0.0, 0.0);
        assertThat(warnings.messages())
                .containsExactly(
                        "edu:ObstacleDegree: attribute “lacking” of data is replaced: give a prefix to keep it");

        List<SimpleFeature> kept = Features.run(
                "ObstacleDegree",
                "data",
                own,
                "indicators",
                List.of("books", "desks"),
                "groupBy",
                "stage",
                "prefix",
                "o_");
        assertThat(Features.values(kept, "lacking")).containsExactly("x", "y", "z", "w");
        assertThat(Features.values(kept, "o_obstacle_books")).containsExactly(1.0, 1.0, 0.0, 0.0);
    }

    @Test
    void groupsThatCannotBeScoredAreLeftOrRefused() {
        assertThatThrownBy(() ->
                        Features.run("ObstacleDegree", "data", schools, "indicators", indicators, "groupBy", "stage"))
                .hasMessage("group “JUNIOR”: a score needs at least 2 features with a value of every indicator,"
                        + " got 0 of 1");
        List<SimpleFeature> rows = Features.run(
                "ObstacleDegree",
                "data",
                schools,
                "indicators",
                indicators,
                "groupBy",
                "stage",
                "unscorable",
                "EXCLUDE");
        assertThat(rows.get(3).getAttribute("lacking")).isNull();
        assertThat(rows.get(3).getAttribute("main_obstacle")).isNull();
    }

    @Test
    void refusesAnIndicatorAndADimensionOfOneName() {
        assertThatThrownBy(() -> Features.run(
                        "ObstacleDegree", "data", schools, "system", SYSTEM.replace("\"things\"", "\"classes\"")))
                .satisfies(thrown -> {
                    Refusal refusal = Refusal.in(thrown);
                    assertThat(refusal.in(Language.EN))
                            .isEqualTo("an indicator and a dimension are both named “classes”, so that"
                                    + " obstacle_classes would be both: rename one of them");
                    assertThat(refusal.in(Language.ZH))
                            .isEqualTo("有一个指标和一个维度都名为“classes”，obstacle_classes 将有两个含义：请改其中一个的名称");
                });
    }
}

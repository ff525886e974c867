package org.edubalance.process.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.edubalance.process.features.Refused.assertRefused;

import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;

class CouplingCoordinationProcessTest {

    private static final String PROCESS = "CouplingCoordination";

    private static final String SYSTEM =
            """
            {"id": "own", "dimensions": [
              {"id": "things", "title": {"en": "Things", "zh": "物"}},
              {"id": "books", "parent": "things", "indicators": [{"id": "b", "expression": "books"}]},
              {"id": "people", "title": {"en": "People", "zh": "人"}, "indicators": [
                {"id": "t", "expression": "teachers"}]}]}
            """;

    private final SimpleFeatureCollection shares = new Table("name:String,a:Double,b:Double")
            .row("x", 0.101, 0.280)
            .row("y", 0.5, 0.5)
            .row("z", null, 0.2)
            .features();

    private final SimpleFeatureCollection schools = new Table("stage:String,books:Double,teachers:Double")
            .row("P", 0d, 10d)
            .row("P", 5d, 30d)
            .row("P", 10d, 20d)
            .row("J", 7d, 20d)
            .features();

    @Test
    void judgesAttributesFrom0To1() {
        Warnings warnings = new Warnings();
        List<SimpleFeature> rows =
                Features.run(warnings, PROCESS, "data", shares, "subsystems", List.of("first=a", "b"));
        assertThat(Features.names(rows.get(0).getFeatureType()))
                .containsExactly(
                        "name",
                        "a",
                        "b",
                        "coupling",
                        "development",
                        "coordination",
                        "coordination_class",
                        "coordination_name");
        assertThat((Double) rows.get(0).getAttribute("coordination")).isEqualTo(0.410, within(5e-4));
        assertThat(rows.get(0).getAttribute("coordination_class")).isEqualTo(5);
        assertThat(rows.get(0).getAttribute("coordination_name")).isEqualTo("On the verge of imbalance");
        assertThat((Double) rows.get(1).getAttribute("coordination")).isEqualTo(Math.sqrt(0.5), within(1e-15));
        assertThat(rows.get(1).getAttribute("coordination_class")).isEqualTo(8);
        assertThat(Language.ZH.use(() -> Features.run(PROCESS, "data", shares, "subsystems", List.of("a", "b"))
                        .get(1)
                        .getAttribute("coordination_name")))
                .isEqualTo("中级协调");
        for (String none : List.of("coupling", "development", "coordination", "coordination_class")) {
            assertThat(rows.get(2).getAttribute(none)).as(none).isNull();
        }
        assertThat(warnings.messages())
                .containsExactly("edu:CouplingCoordination: 1 of 3 features without coordination, because a value is"
                        + " missing: “first” in 1");
    }

    @Test
    void weighsSubsystems() {
        List<SimpleFeature> rows = Features.run(
                PROCESS, "data", shares, "subsystems", List.of("a", "b"), "weights", List.of("a=3", "b=1"));
        assertThat((Double) rows.get(0).getAttribute("development"))
                .isEqualTo(0.75 * 0.101 + 0.25 * 0.280, within(1e-15));
    }

    /** The outermost dimensions of a system: what is inside others is part of them. */
    @Test
    void judgesTheDimensionsOfASystem() {
        List<SimpleFeature> rows =
                Features.run(PROCESS, "data", schools, "system", SYSTEM, "groupBy", "stage", "unscorable", "EXCLUDE");
        assertThat(Features.names(rows.get(0).getFeatureType())).endsWith("score_things", "score_people");
        assertThat(Features.values(rows, "score_things")).containsExactly(0.0, 0.5, 1.0, null);
        assertThat(Features.values(rows, "score_people")).containsExactly(0.0, 1.0, 0.5, null);
        assertThat(Features.values(rows, "coordination_class")).containsExactly(1, 9, 9, null);
        assertThat(rows.get(0).getAttribute("coupling")).as("of nothing").isNull();
        assertThat((Double) rows.get(1).getAttribute("coupling")).isEqualTo(Math.sqrt(0.5) / 0.75, within(1e-15));
    }

    @Test
    void refusesWhatIsNoShare() {
        assertRefused(
                "subsystems “a” must be from 0 to 1, got 1.2 (feature school.2)",
                "subsystems “a” 必须在 0 到 1 之间，现为 1.2（要素school.2）",
                PROCESS,
                "data",
                new Table("a:Double,b:Double").row(0.5, 0.5).row(1.2, 0.5).features(),
                "subsystems",
                List.of("a", "b"));
        assertRefused(
                "subsystems “a” must be from 0 to 1, got -0.1 (feature school.1)",
                "subsystems “a” 必须在 0 到 1 之间，现为 -0.1（要素school.1）",
                PROCESS,
                "data",
                new Table("a:Double,b:Double").row(-0.1, 0.5).features(),
                "subsystems",
                List.of("a", "b"));
    }

    @Test
    void refusesInputsThatDoNotGoTogether() {
        assertRefused(
                "subsystems is missing: give at least two attributes or ECQL expressions from 0 to 1, or a system",
                "缺少 subsystems：请给出至少两个取值 0 至 1 的属性或 ECQL 表达式，或 system",
                PROCESS,
                "data",
                shares);
        assertRefused(
                "subsystems must be at least 2, got 1",
                "subsystems 至少要有 2 个，现有 1 个",
                PROCESS,
                "data",
                shares,
                "subsystems",
                List.of("a"));
        assertRefused(
                "subsystems and system exclude each other: give one of them",
                "subsystems 和 system 只能给出其中之一",
                PROCESS,
                "data",
                shares,
                "subsystems",
                List.of("a", "b"),
                "system",
                "nyingchi");
        assertRefused(
                "groupBy is used with a system only: subsystems that are attributes do not depend on groups",
                "groupBy 仅与 system 同用：子系统为属性时与分组无关",
                PROCESS,
                "data",
                shares,
                "subsystems",
                List.of("a", "b"),
                "groupBy",
                "name");
        assertRefused(
                "subsystems take no direction, got “b:negative”",
                "subsystems 不分方向，现为“b:negative”",
                PROCESS,
                "data",
                shares,
                "subsystems",
                List.of("a", "b:negative"));
    }

    @Test
    void refusesWeightsThatDoNotFit() {
        assertRefused(
                "weights names the unknown subsystem “c”; the subsystems are a, b",
                "weights 中的子系统“c”不存在；子系统有a、b",
                PROCESS,
                "data",
                shares,
                "subsystems",
                List.of("a", "b"),
                "weights",
                List.of("c=1"));
        assertRefused(
                "weights must name each subsystem or none: “b” has none",
                "weights 须给出每个子系统的权重或一个也不给：“b”没有权重",
                PROCESS,
                "data",
                shares,
                "subsystems",
                List.of("a", "b"),
                "weights",
                List.of("a=1"));
        assertRefused(
                "the weights of the subsystems must sum to a finite number greater than 0, got 0",
                "子系统的权重之和必须是大于 0 的有限数，现为 0",
                PROCESS,
                "data",
                shares,
                "subsystems",
                List.of("a", "b"),
                "weights",
                List.of("a=0", "b=0"));
    }

    @Test
    void refusesSystemsThatHaveNoTwoDimensions() {
        String one = SYSTEM.replace("\"id\": \"people\"", "\"parent\": \"things\", \"id\": \"people\"");
        assertRefused(
                "system must have at least 2 dimensions that are part of no other, got “things” only",
                "system 至少要有 2 个最上层的维度，现只有“things”",
                PROCESS,
                "data",
                schools,
                "system",
                one);
        assertRefused(
                "the dimension “people” has no score, since none of its indicators has a weight",
                "维度“people”没有得分，因为它的指标都没有权重",
                PROCESS,
                "data",
                new Table("books:Double,teachers:Double")
                        .row(1d, 3d)
                        .row(2d, 3d)
                        .features(),
                "system",
                SYSTEM);
    }
}

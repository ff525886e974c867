package org.edubalance.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.standards.SchoolFigures;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardReader;
import org.junit.jupiter.api.Test;

class GapFinderTest {

    private static final Standard QUALITY = StandardReader.read("cn-2017-quality", null);

    private static final Map<String, Double> COSTS = Map.of(
            "qualified_teachers", 90_000.0,
            "backbone_teachers", 20_000.0,
            "pe_arts_teachers", 80_000.0,
            "teaching_area", 2_500.0,
            "sports_area", 400.0,
            "equipment_value", 1.0,
            "multimedia_rooms", 60_000.0);

    /** A primary school of 200 pupils whose indicators have these shares of their thresholds. */
    private static SchoolFigures school(double... shares) {
        double[] values = new double[shares.length];
        for (int j = 0; j < values.length; j++) {
            values[j] = shares[j] * QUALITY.indicators().get(j).threshold(Stage.PRIMARY);
        }
        return new SchoolFigures("A", Stage.PRIMARY, null, 200, values);
    }

    @Test
    void countsWhatLacksInTheResourcesOwnUnit() {
        SchoolGap gap = new GapFinder(QUALITY, Goal.ALL_MET, Map.of()).find(school(0.7, 1, 0.9, 0.5, 1.2, 0.99, 1));
        // 0.3 · 4.2 · 2 = 2.52 teachers, 0.1 · 0.9 · 2 = 0.18 teachers, 0.5 · 4.5 · 200 m², 0.01 · 2000 · 200 CNY
        assertThat(gap.gaps()).containsExactly(new double[] {3, 0, 1, 450, 0, 4000, 0}, within(1e-9));
        assertThat(gap.lacking()).isCloseTo(3 / 8.4 + 1 / 1.8 + 0.5 + 0.01, within(1e-12));
        assertThat(gap.cost()).isNaN();
        assertThat(gap.compliant()).isFalse();
        assertThat(gap.reasons().in(Language.EN))
                .isEqualTo(
                        "teachers above the required qualification: 3 teachers lacking to 4.2 teachers per 100 pupils; "
                                + "PE and arts teachers: 1 teachers lacking to 0.9 teachers per 100 pupils; "
                                + "teaching and auxiliary floor area: 450 m² lacking to 4.5 m² per pupil; "
                                + "teaching equipment: 4000 CNY lacking to 2000 CNY per pupil");
        assertThat(gap.reasons().in(Language.ZH))
                .startsWith("高于规定学历教师：缺3人，应达到每100名学生4.2人；")
                .endsWith("教学仪器设备：缺4000元，应达到生均2000元");
    }

    @Test
    void letsTheDearestStayAtTheFloor() {
        SchoolFigures school = school(1, 1, 1, 0.5, 0.8, 1, 1);
        SchoolGap gap = new GapFinder(QUALITY, Goal.COMPLIANT, COSTS).find(school);
        // to the thresholds 450 m² · 2500 and 300 m² · 400; to the floors 315 m² and 75 m²
        assertThat(gap.gaps()).containsExactly(new double[] {0, 0, 0, 315, 300, 0, 0}, within(1e-9));
        assertThat(gap.cost()).isCloseTo(315 * 2500 + 300 * 400, within(1e-6));
        assertThat(gap.urgency()).isCloseTo(gap.cost() / 200, within(1e-9));
        assertThat(gap.reasons().in(Language.EN))
                .isEqualTo("teaching and auxiliary floor area: 315 m² lacking to the floor, 85% of 4.5 m² per pupil "
                        + "(450 m² to all of it); sports ground area: 300 m² lacking to 7.5 m² per pupil");
        assertThat(gap.reasons().in(Language.ZH)).contains("教学及辅助用房：距底线（生均4.5平方米的85%）缺315平方米，距标准缺450平方米");
    }

    @Test
    void needsNothingWhereTheRuleIsMet() {
        GapFinder finder = new GapFinder(QUALITY, Goal.COMPLIANT, COSTS);
        SchoolGap one = finder.find(school(1, 1, 1, 0.9, 1, 1, 1));
        assertThat(one.compliant()).isTrue();
        assertThat(one.cost()).isZero();
        assertThat(one.urgency()).isNaN();
        assertThat(one.reasons().in(Language.EN))
                .isEqualTo(
                        "teaching and auxiliary floor area: may stay at 85% or more of 4.5 m² per pupil (90 m² lacking to "
                                + "all of it)");
        assertThat(finder.find(school(1, 1, 1, 1, 1, 1, 1)).reasons().in(Language.ZH))
                .isEqualTo("无缺口");
    }

    @Test
    void doesNotKnowWhatAMissingValueHides() {
        SchoolGap gap = new GapFinder(QUALITY, Goal.COMPLIANT, COSTS).find(school(1, Double.NaN, 0.5, 1, 1, 1, 1));
        assertThat(gap.gaps()[1]).isNaN();
        assertThat(gap.cost()).isNaN();
        assertThat(gap.reasons().in(Language.EN))
                .startsWith("backbone teachers: no value, so what is lacking is not known");
        SchoolGap empty = new GapFinder(QUALITY, Goal.ALL_MET, Map.of())
                .find(new SchoolFigures("B", Stage.PRIMARY, null, 0, new double[7]));
        assertThat(empty.gaps()).containsOnly(Double.NaN);
        assertThat(empty.urgency()).isNaN();
        assertThat(empty.reasons().in(Language.EN)).isEqualTo("no pupils, so no values per pupil");
    }

    @Test
    void plansNothingForSchoolsThatAreNotCounted() {
        SchoolGap gap = new GapFinder(QUALITY, Goal.ALL_MET, Map.of())
                .find(new SchoolFigures("C", Stage.PRIMARY, "教学点", 20, new double[7]));
        assertThat(gap.excluded().in(Language.EN)).isEqualTo("teaching point with 20 pupils, fewer than 50");
        assertThat(gap.gaps()).containsOnly(Double.NaN);
    }

    @Test
    void refusesWhatCannotBePlannedWith() {
        assertThat(refusals("cn-2012-basic", Goal.ALL_MET, Map.of()))
                .containsExactly(
                        "cn-2012-basic sets no thresholds for single schools, so nothing can lack to them: give a standard "
                                + "that does, such as cn-2017-quality",
                        "cn-2012-basic 没有对单所学校的标准值，无从计算缺口：请用有标准值的标准，例如 cn-2017-quality");
        String own =
                "{\"id\":\"own\",\"stages\":[\"PRIMARY\"],\"indicators\":[{\"id\":\"books\",\"expression\":\"b/pupils\","
                        + "\"thresholds\":{\"PRIMARY\":15}}],\"cvLimit\":{\"on\":\"EACH\",\"PRIMARY\":0.5}}";
        assertThat(refusals(own, Goal.COMPLIANT, Map.of()))
                .contains("own has no rule for schools, which goal COMPLIANT needs: give goal ALL_MET");
        assertThat(refusals(own, Goal.ALL_MET, Map.of()))
                .contains(
                        "own does not say what these indicators count: books; give each a resource with per, 1 or 100 "
                                + "pupils");
        assertThat(refusals("cn-2017-quality", Goal.COMPLIANT, Map.of("sports_area", 5.0)))
                .contains(
                        "unitCost must be given for every indicator with a threshold or for none; qualified_teachers, "
                                + "backbone_teachers, pe_arts_teachers, teaching_area, equipment_value, multimedia_rooms lack it");
        assertThat(refusals("cn-2017-quality", Goal.COMPLIANT, Map.of("books", 5.0))
                        .get(1))
                .startsWith("unitCost 中的指标“books”没有标准值；有标准值的指标为qualified_teachers");
        Map<String, Double> free = new HashMap<>(COSTS);
        free.put("sports_area", 0.0);
        assertThat(refusals("cn-2017-quality", Goal.COMPLIANT, free))
                .containsExactly(
                        "unitCost of “sports_area” must be greater than 0, got 0",
                        "指标“sports_area”的 unitCost 必须大于0，现为0");
    }

    private static List<String> refusals(String standard, Goal goal, Map<String, Double> costs) {
        List<String> told = new ArrayList<>();
        try {
            new GapFinder(StandardReader.read(standard, null), goal, costs);
        } catch (Refusal e) {
            told.add(e.in(Language.EN));
            told.add(e.in(Language.ZH));
        }
        return told;
    }
}

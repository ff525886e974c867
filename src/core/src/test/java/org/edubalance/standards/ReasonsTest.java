package org.edubalance.standards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.edubalance.messages.Language;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    private final Standard standard = StandardReader.read("cn-2017-quality", null);
    private final Assessor assessor = new Assessor(standard);

    /** The verdict is one, told in each language by whoever shows it. */
    @Test
    void areTheSameVerdictInEachLanguage() {
        Reasons reasons = assessor.assess(Stage.PRIMARY, List.of(school("A", 1), school("B", 0.8)))
                .reasons();
        assertThat(reasons.in(Language.EN))
                .isEqualTo("1 of 2 schools do not comply; "
                        + "B (teaching and auxiliary floor area per pupil: 3.6 m², 20% under the 4.5 m² required, "
                        + "below the floor of 85% of it); "
                        + "every CV is within the limit of 0.5, the highest is 0.11 (teaching and auxiliary floor area "
                        + "per pupil)");
        assertThat(reasons.in(Language.ZH))
                .isEqualTo("2所学校中有1所未达标；B（生均教学及辅助用房面积：3.6平方米，比标准4.5平方米低20%，不足标准的85%）；"
                        + "各项差异系数均不超过0.5，最高为0.11（生均教学及辅助用房面积）");
    }

    @Test
    void nameSchoolsThatAreNotCountedAndValuesThatAreMissing() {
        RegionVerdict verdict = assessor.assess(
                Stage.PRIMARY,
                List.of(
                        school("A", 1),
                        school("B", Double.NaN),
                        new SchoolFigures(
                                "C", Stage.PRIMARY, "特殊教育学校", 90, school("C", 1).values())));
        assertThat(verdict.excluded().in(Language.EN)).isEqualTo("C (schools of type 特殊教育学校 are not counted)");
        assertThat(verdict.excluded().in(Language.ZH)).isEqualTo("C（特殊教育学校不计入）");
        assertThat(verdict.reasons().in(Language.ZH))
                .isEqualTo("2所学校中有1所未达标；B（生均教学及辅助用房面积：无数据）；"
                        + "生均教学及辅助用房面积：1所学校无数据（B），未计入差异系数，因此无法认定均衡；"
                        + "各项差异系数均不超过0.5，最高为0（每百名学生拥有高于规定学历教师数）");
        assertThat(verdict.balanced()).isFalse();
    }

    @Test
    void roundAsFarAsReadersNeed() {
        assertThat(Stream.of(
                                Rounded.of(6.375),
                                Rounded.of(1200),
                                Rounded.of(0.000123),
                                Rounded.of(0.5001, 0.5),
                                Rounded.of(0.5, 0.5),
                                Rounded.percent(0.149),
                                Rounded.percent(0.0016))
                        .map(Object::toString))
                .containsExactly("6.38", "1200", "0.00012", "0.5001", "0.5", "15", "0.16");
    }

    /** A school that has its thresholds, but for a multiple of the teaching area. */
    private SchoolFigures school(String name, double area) {
        double[] values = standard.indicators().stream()
                .mapToDouble(indicator ->
                        indicator.threshold(Stage.PRIMARY) * (indicator.id().equals("teaching_area") ? area : 1))
                .toArray();
        return new SchoolFigures(name, Stage.PRIMARY, null, 100, values);
    }
}

package org.edubalance.standards;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.edubalance.messages.Language;

/** The sentences of the verdicts, in one language. */
final class Wording {

    private final Language language;

    Wording(Language language) {
        this.language = language;
    }

    /** Joins names or reasons to one text. */
    String join(List<String> parts) {
        return String.join(in("; ", "；"), parts);
    }

    String noValue(Indicator indicator) {
        return in("%s: no value", "%s：无数据", title(indicator));
    }

    String shortfall(Indicator indicator, double value, double threshold, boolean belowFloor, double floorShare) {
        String text = in(
                "%s: %s, %s under the %s required",
                "%s：%s，比标准%4$s低%3$s",
                title(indicator),
                quantity(indicator, value, threshold),
                percent(1 - value / threshold),
                quantity(indicator, threshold, Double.NaN));
        return belowFloor ? text + in(", below the floor of %s of it", "，不足标准的%s", percent(floorShare)) : text;
    }

    String stageNotCovered(Stage stage, Standard standard) {
        return in("stage %s is not part of %s", "%2$s不涉及%1$s阶段", stage.title().in(language), standard.id());
    }

    String typeNotCounted(String type) {
        return in("schools of type %s are not counted", "%s不计入", type);
    }

    String teachingPoint(School school, double minPupils) {
        return in(
                "teaching point with %s pupils, fewer than %s",
                "教学点，学生%s人，不足%s人", number(school.pupils(), minPupils), number(minPupils, Double.NaN));
    }

    String named(School school, String detail) {
        return in("%s (%s)", "%s（%s）", school.name(), detail);
    }

    String noSchoolCounted() {
        return in("no school is counted", "没有计入的学校");
    }

    String everySchoolComplies(int schools, SchoolRule rule, int indicators) {
        return in(
                "every counted school (%s) meets at least %s of %s indicators, the others at %s or more",
                "计入的%s所学校全部有至少%s项（共%s项）指标达标，其余指标不低于标准的%s",
                Integer.toString(schools),
                Integer.toString(rule.minMet()),
                Integer.toString(indicators),
                percent(rule.floorShare()));
    }

    String schoolsFail(int failing, int schools) {
        return in(
                "%s of %s schools do not comply",
                "%2$s所学校中有%1$s所未达标", Integer.toString(failing), Integer.toString(schools));
    }

    String andMore(int more) {
        return in("and %s more", "另有%s所", Integer.toString(more));
    }

    String valuesMissing(Indicator indicator, int missing, List<String> names) {
        return in(
                "%s: %s without a value (%s), left out of its CV; balance cannot be shown without them",
                "%s：%s所学校无数据（%s），未计入差异系数，因此无法认定均衡", title(indicator), Integer.toString(missing), join(names));
    }

    String cvUndefined(Indicator indicator) {
        return in("CV of %s: not defined, since no school has any", "%s的差异系数无法计算：所有学校均为0", title(indicator));
    }

    String cvOver(Indicator indicator, double cv, double limit) {
        return over(title(indicator), cv, limit);
    }

    String comprehensiveCvOver(double cv, double limit) {
        return over(comprehensive(), cv, limit);
    }

    private String over(String what, double cv, double limit) {
        return in(
                "CV of %s: %s, over the limit of %s",
                "%s的差异系数为%s，超过上限%s", what, number(cv, limit), number(limit, Double.NaN));
    }

    String oneSchool() {
        return in("one school only: its CV of 0 says nothing about balance", "只有一所学校，差异系数为0不能说明均衡程度");
    }

    String everyCvWithin(double highest, Indicator indicator, double limit) {
        return in(
                "every CV is within the limit of %2$s, the highest is %1$s (%3$s)",
                "各项差异系数均不超过%2$s，最高为%1$s（%3$s）", number(highest, limit), number(limit, Double.NaN), title(indicator));
    }

    String comprehensiveCvWithin(double cv, double limit) {
        return in(
                "CV of %s: %s, within the limit of %s",
                "%s的差异系数为%s，不超过上限%s", comprehensive(), number(cv, limit), number(limit, Double.NaN));
    }

    private String comprehensive() {
        return in("all indicators together", "各项指标综合");
    }

    private String title(Indicator indicator) {
        return indicator.title().in(language);
    }

    private String quantity(Indicator indicator, double value, double comparedTo) {
        String number = number(value, comparedTo);
        if (indicator.unit() == null) {
            return number;
        }
        return number + in(" ", "") + indicator.unit().in(language);
    }

    private String in(String english, String chinese, Object... arguments) {
        return String.format(Locale.ROOT, language == Language.ZH ? chinese : english, arguments);
    }

    private String percent(double share) {
        double percent = 100 * share;
        String digits = number(percent < 1 ? percent : Math.rint(percent), Double.NaN);
        return digits + "%";
    }

    /** Two decimals, or as many more (up to six) as it takes to look different from the limit it is compared to. */
    private static String number(double value, double comparedTo) {
        for (int decimals = 2; decimals < 6; decimals++) {
            String text = rounded(value, decimals);
            if (Double.isNaN(comparedTo) || value == comparedTo || !text.equals(rounded(comparedTo, decimals))) {
                return text;
            }
        }
        return rounded(value, 6);
    }

    private static String rounded(double value, int decimals) {
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
        if (rounded.signum() == 0 && value != 0) {
            rounded = new BigDecimal(value, new MathContext(2));
        }
        rounded = rounded.stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }
}

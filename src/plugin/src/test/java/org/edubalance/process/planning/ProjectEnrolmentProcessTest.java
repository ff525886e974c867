package org.edubalance.process.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectEnrolmentProcessTest {

    /** Two years of nine grades: everyone goes on, and of each grade there are ten more than of the next. */
    private static Table enrolment() {
        Table table = new Table("county:String,year:String,grade:String,pupils:Double,classes:Integer");
        for (int year = 2023; year <= 2024; year++) {
            for (int grade = 1; grade <= 9; grade++) {
                table.row("Bomi", year + "-" + (year + 1), "" + grade, 100.0 + 10 * (year - 2023 - grade), 2);
            }
        }
        return table;
    }

    private static Table births() {
        Table births = new Table("county:String,year:Integer,births:Integer");
        for (int year = 2017; year <= 2022; year++) {
            births.row("Bomi", year, 100 + 10 * (year - 2018));
        }
        return births;
    }

    private static List<SimpleFeature> run(Table table, Object... inputs) {
        List<Object> all = new ArrayList<>(List.of("data", table.features()));
        all.addAll(List.of(inputs));
        return Features.run("ProjectEnrolment", all.toArray());
    }

    private static SimpleFeature row(List<SimpleFeature> rows, String group, String stage, int year) {
        return rows.stream()
                .filter(row -> row.getAttribute("group").equals(group)
                        && row.getAttribute("stage").equals(stage)
                        && row.getAttribute("year").equals(year))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void projectsByStage() {
        List<SimpleFeature> rows = run(
                enrolment(), "births", births().features(), "classes", "classes", "groupBy", "county", "horizon", 4);
        // 100, 90, …, 50 pupils in the six grades of 2024; the next cohorts are 110, 120 …, of 110, 120 … born
        assertThat(row(rows, "Bomi", "PRIMARY", 2024).getAttribute("pupils")).isEqualTo(450.0);
        assertThat((double) row(rows, "Bomi", "PRIMARY", 2025).getAttribute("pupils"))
                .isCloseTo(510, within(1e-9));
        assertThat((double) row(rows, "Bomi", "PRIMARY", 2028).getAttribute("pupils"))
                .isCloseTo(690, within(1e-9));
        SimpleFeature last = row(rows, "Bomi", "PRIMARY", 2028);
        assertThat(last.getAttribute("projected")).isEqualTo(true);
        assertThat(last.getAttribute("places")).isEqualTo(540.0);
        assertThat((double) last.getAttribute("lacking")).isCloseTo(150, within(1e-9));
        assertThat(last.getAttribute("classes_lacking")).isEqualTo(4.0);
        assertThat((double) row(rows, "ALL", "JUNIOR", 2025).getAttribute("pupils"))
                .isCloseTo(120, within(1e-9));
    }

    @Test
    void doesNotGuessBeyondTheBirthsThatAreKnown() {
        Warnings warnings = new Warnings();
        List<SimpleFeature> rows = Features.run(
                warnings,
                "ProjectEnrolment",
                "data",
                enrolment().features(),
                "births",
                births().features(),
                "horizon",
                6);
        SimpleFeature beyond = row(rows, "ALL", "PRIMARY", 2029);
        assertThat(beyond.getAttribute("pupils")).isNull();
        assertThat(beyond.getAttribute("note")).isEqualTo("not known: the children born in 2023");
        assertThat(row(rows, "ALL", "JUNIOR", 2030).getAttribute("pupils")).isNotNull();
        assertThat(warnings.messages()).contains("edu:ProjectEnrolment: not known: the children born in 2023");
    }

    @Test
    void namesAGradeThatIsMissing() {
        Table table = enrolment().change(12, row -> row.put("pupils", null));
        List<SimpleFeature> rows = run(table, "births", births().features(), "horizon", 1);
        assertThat(row(rows, "ALL", "PRIMARY", 2024).getAttribute("note"))
                .isEqualTo("not known: the pupils of grade 3 in 2024");
        // of two years only, the missing one also leaves nothing to estimate the third grade's ratio from
        assertThat(row(rows, "ALL", "PRIMARY", 2025).getAttribute("note"))
                .isEqualTo("not known: how many pupils go on to grade 3; not known: the pupils of grade 3 in 2024");
        assertThat(row(rows, "ALL", "JUNIOR", 2025).getAttribute("pupils")).isNotNull();
    }

    @Test
    void takesRatiosThatAreGiven() {
        Table one = new Table("year:Integer,grade:String,pupils:Integer")
                .row(2024, "一年级", 100)
                .row(2024, "二年级", 80)
                .row(2024, "二年级", 10);
        List<SimpleFeature> rows = run(
                one,
                "births",
                new Table("year:Integer,births:Integer").row(2019, 50).features(),
                "ratios",
                List.of("1=0.5", "2=0.9", "3=1"),
                "horizon",
                1);
        // 25 and 90 in the two grades that there are
        assertThat((double) row(rows, "ALL", "PRIMARY", 2025).getAttribute("pupils"))
                .isCloseTo(115, within(1e-9));
    }

    @Test
    void readsAges() {
        Table ages = new Table("year:Integer,grade:Integer,pupils:Integer")
                .row(2023, 6, 100)
                .row(2024, 7, 90);
        List<SimpleFeature> rows = run(ages, "ages", true, "horizon", 1);
        assertThat(row(rows, "ALL", "PRIMARY", 2023).getAttribute("pupils")).isNull();
        assertThat(row(rows, "ALL", "PRIMARY", 2024).getAttribute("note"))
                .isEqualTo("not known: the pupils of grade 1 in 2024");
    }

    @ParameterizedTest
    @CsvSource({"7,7", "grade 7,7", "Grade 12,12", "七年级,7", "7年级,7", "初一,7", "高三,12", "小三,3", "十一年级,11", "3.0,3"})
    void understandsGradesAsTablesWriteThem(String text, int grade) {
        assertThat(Grades.of(text)).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"0", "13", "kindergarten", "一", "初", "-3", "七八"})
    void refusesOtherGrades(String text) {
        assertThatThrownBy(() -> Grades.of(text)).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesWhatItCannotProject() {
        Table one = new Table("year:Integer,grade:String,pupils:Integer").row(2024, "1", 100);
        assertRefused(
                "ratios is missing: data has no two years in a row to estimate it from, so give grade=number",
                "缺少 ratios：数据中没有相邻的两年可供推算，请给出 年级=数",
                one);
        assertRefused("horizon must be from 1 to 50, got 0", "horizon", one, "horizon", 0);
        assertRefused("classLimit must be greater than 0, got 0", "classLimit 必须大于 0，现为 0", one, "classLimit", 0);
        assertRefused(
                "ratios of grade 2 must be greater than 0, got 0",
                "2 年级的 ratios 必须大于 0，现为 0",
                one,
                "ratios",
                List.of("2=0"));
        assertRefused(
                "a grade must be from 1 to 12, such as 7, grade 7, 七年级 or 初一, got “0”",
                "年级应为 1 到 12，例如 7、七年级、初一，现为 “0”",
                one,
                "ratios",
                List.of("0=1"));
        assertRefused(
                "a grade must be from 1 to 12, such as 7, grade 7, 七年级 or 初一, got “13” (feature school.2)",
                "年级应为 1 到 12，例如 7、七年级、初一，现为 “13”",
                new Table("year:Integer,grade:String,pupils:Integer")
                        .row(2024, "1", 100)
                        .row(2024, "13", 1));
        assertRefused(
                "a year must begin with four digits, such as 2024 or 2024-2025, got “24” (feature school.1)",
                "年份应以四位数字开头，例如 2024、2024-2025，现为 “24”",
                new Table("year:Integer,grade:String,pupils:Integer").row(24, "1", 100));
        assertRefused(
                "pupils “pupils” must be at least 0, got -1 (feature school.1)",
                "pupils “pupils” 不能小于 0，现为 -1",
                new Table("year:Integer,grade:String,pupils:Integer").row(2024, "1", -1));
    }

    private static void assertRefused(String english, String chinese, Table table, Object... inputs) {
        try {
            run(table, inputs);
        } catch (ProcessException e) {
            assertThat(Refusal.in(e).in(Language.EN)).isEqualTo(english);
            assertThat(Refusal.in(e).in(Language.ZH)).contains(chinese);
            return;
        }
        throw new AssertionError("not refused");
    }
}

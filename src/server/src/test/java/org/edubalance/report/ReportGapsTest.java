package org.edubalance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.junit.jupiter.api.Test;

/** Reports on data that not everything can be computed from: the rest is there, and what is missing, with its cause. */
class ReportGapsTest {

    private static final List<String> FIGURES = List.of(
            "teachers",
            "teachers_qualified",
            "teachers_senior",
            "teachers_backbone",
            "teachers_pe_arts",
            "teaching_area",
            "sports_area",
            "equipment_value",
            "computers",
            "books",
            "multimedia_rooms",
            "dormitory_area",
            "pupil_quality");

    @Test
    void aCountyWithOneJuniorSchoolHasTheRestOfItsReport() throws IOException {
        SimpleFeatureCollection zayu = schools(in("Zayu"), school -> {});
        Report report = report(zayu, Language.EN);

        assertThat(report.html())
                .contains("primary schools score from")
                .contains("<li>No scores, levels or weights: schools are scored by comparison, which takes at least two"
                        + " with a value of every indicator; schools that have it: 1 of 1.</li>")
                .contains("<li>Only one school is counted in Zayu: it has nothing to be compared with, and a CV of 0"
                        + " says nothing about balance.</li>")
                .contains("<li>No Lorenz curves and no split: comparing takes at least two counted schools; the"
                        + " number of these is 1.</li>")
                .doesNotContain("No density map");
        // there is one region only
        assertThat(report.html()).doesNotContain("Regions differ most from each other");
        // its verdict does not depend on a comparison
        assertThat(report.html()).contains("1 of 1 counted junior schools (100%) comply");
        assertThat(values(report, "gaps", "part", "stage"))
                .contains("scores JUNIOR", "balance JUNIOR", "inequality JUNIOR")
                .doesNotContain("scores PRIMARY", "inequality PRIMARY");
        assertThat(values(report, "weights", "group", "note"))
                .contains("JUNIOR a score needs at least 2 features with a value of every indicator, got 1");
        assertThat(values(report, "inequality-junior", "note"))
                .allSatisfy(note -> assertThat(note).startsWith("one feature: nothing to compare"));

        assertThat(report(zayu, Language.ZH).html())
                .contains("二、缺失内容及原因</h2>")
                .contains("至少需要两所各项指标齐全的学校；1所学校中符合的有1所。")
                .contains("只有一所学校计入的区县：察隅县。")
                .contains("没有洛伦兹曲线和差异分解：至少需要两所计入的学校，实有1所。");
    }

    @Test
    void anIndicatorThatIs0EverywhereIsLeftOutByName() throws IOException {
        SimpleFeatureCollection noArts = schools(any(), school -> school.setAttribute("teachers_pe_arts", 0));
        Report report = report(noArts, Language.EN);

        String title = "full-time PE and arts teachers per 100 pupils";
        assertThat(report.html())
                .contains("<li>Left out of the Lorenz curves and the split, because it is 0 in every counted school: "
                        + title + ".</li>")
                .contains("<li>No CV in any region, where it is 0 or has no value in every counted school: " + title
                        + ".</li>")
                .contains("Bomi’s primary schools differ most: CV 0.62, above 0.50 in 4 of 6 indicators.")
                .contains("</span>5: 0.")
                .doesNotContain("No scores", "No density map");
        assertThat(values(report, "inequality-primary", "indicator", "count", "missing", "note"))
                .hasSize(7)
                .contains("pe_arts_teachers 60 0 0 in every feature");
        assertThat(values(report, "theil-junior", "indicator", "note"))
                .hasSize(7)
                .contains("pe_arts_teachers 0 in every feature");
        assertThat(values(report, "gaps", "part", "stage", "indicators"))
                .contains("inequality PRIMARY pe_arts_teachers", "inequality JUNIOR pe_arts_teachers");

        assertThat(report(noArts, Language.ZH).html()).contains("因计入的学校均为0，未列入洛伦兹曲线和差异分解的指标：每百名学生拥有体育、艺术（美术、音乐）专任教师数。");
    }

    @Test
    void bothAtOnceWithAnIndicatorThatIsTheSameEverywhere() throws IOException {
        SimpleFeatureCollection poor = schools(in("Zayu"), school -> {
            school.setAttribute("teachers_pe_arts", 0);
            school.setAttribute("pupil_quality", 70.0);
        });
        Report report = report(poor, Language.EN);

        assertThat(report.html())
                .contains("schools that have it: 1 of 1")
                .contains("because it is 0 in every counted school: full-time PE and arts teachers per 100 pupils.")
                .contains("<li>Weight 0, because the value is the same in every scored school: ");
        assertThat(values(report, "gaps", "part", "stage", "indicators"))
                .contains("weights PRIMARY pupil_quality", "scores JUNIOR ", "inequality PRIMARY pe_arts_teachers");
    }

    @Test
    void schoolsWithoutAValueAreCountedByIndicator() throws IOException {
        int[] seen = {0};
        Report report = report(
                schools(any(), school -> {
                    if (school.getAttribute("stage").equals("PRIMARY") && seen[0]++ < 3) {
                        school.setAttribute("sports_area", null);
                    }
                }),
                Language.EN);

        assertThat(report.html())
                .contains("3 of 61 schools have no score, because a value is missing."
                        + " Values missing, with the number of schools: sports ground area per pupil (3).")
                .contains("without the schools that have no value, here with their number:"
                        + " sports ground area per pupil (3).")
                .contains("</svg>no score</span>");
        assertThat(values(report, "gaps", "part", "stage", "indicators"))
                .contains("scores PRIMARY sports_area", "inequality PRIMARY sports_area");
    }

    @Test
    void withoutASingleCompleteSchoolThePageSaysSo() throws IOException {
        SimpleFeatureCollection nothing =
                schools(any(), school -> FIGURES.forEach(figure -> school.setAttribute(figure, null)));
        Report english = report(nothing, Language.EN);

        assertThat(english.html())
                .contains("schools that have it: 0 of 61. Values missing, with the number of schools:"
                        + " teachers per 100 pupils (61)")
                .contains("schools that have it: 0 of 10")
                .contains("because no counted school has a value: teachers above the required qualification")
                .contains("0 of 60 counted primary schools (0%) comply")
                .doesNotContain("No density map");
        assertThat(english.tables()).containsOnlyKeys("schools", "regions", "weights", "plan", "aspects", "gaps");
        assertThat(report(nothing, Language.ZH).html()).contains("61所学校中符合的有0所", "因计入的学校均无数据");
    }

    @Test
    void schoolsInOnePlaceHaveNoDensity() throws IOException {
        Report one = report(schools(school -> school.getAttribute("id").equals("BY-P01"), school -> {}), Language.EN);
        assertThat(one.html())
                .contains(
                        "<li>No density map: its radius comes from the distances between schools, which takes at least"
                                + " two places; the number of known places is 1.</li>")
                .contains("<li>There is no school of this stage in ");
        assertThat(values(one, "gaps", "part", "stage")).startsWith("maps null");

        Report nowhere = report(schools(any(), school -> school.setDefaultGeometry(null)), Language.EN);
        assertThat(nowhere.html())
                .contains("the number of known places is 0.")
                .contains("Without a place, and so on no map: 71 schools.")
                .contains("primary schools score from");
    }

    @Test
    void theNamesOfRegionsAreEscapedWhereTheyMissSomething() throws IOException {
        Report report = report(schools(in("Gongbo'gyamda"), school -> {}), Language.EN);
        assertThat(report.html()).contains("counted in Gongbo&#39;gyamda").doesNotContain("Gongbo'gyamda");
    }

    @Test
    void whatIsWrongIsStillRefused() {
        assertThatThrownBy(() -> report(schools(school -> false, school -> {}), Language.EN))
                .isInstanceOf(Refusal.class)
                .hasMessage("data must hold at least one school, got none");
        assertThatThrownBy(() -> report(schools(any(), school -> school.setAttribute("sports_area", -1)), Language.EN))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> report(schools(any(), school -> school.setAttribute("pupils", 0)), Language.EN))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("pupils");
    }

    private static Predicate<SimpleFeature> any() {
        return school -> true;
    }

    private static Predicate<SimpleFeature> in(String county) {
        return school -> school.getAttribute("county").equals(county);
    }

    private static SimpleFeatureCollection schools(Predicate<SimpleFeature> which, Consumer<SimpleFeature> change)
            throws IOException {
        SimpleFeatureCollection all = SampleReport.read("schools");
        ListFeatureCollection some = new ListFeatureCollection(all.getSchema());
        for (SimpleFeature school : DataUtilities.list(all)) {
            if (which.test(school)) {
                SimpleFeature copy = SimpleFeatureBuilder.copy(school);
                change.accept(copy);
                some.add(copy);
            }
        }
        return some;
    }

    /** A report, where no number is shown that is none, and no English in a Chinese one. */
    private static Report report(SimpleFeatureCollection schools, Language language) throws IOException {
        Report report = Report.of(
                ReportData.of(schools, SampleReport.read("counties")),
                SampleReport.options(language, "cn-2017-quality"));
        assertThat(report.html().replaceAll("data:[^\"]*", "")).doesNotContain("NaN", "Infinity", "null");
        if (language == Language.ZH) {
            ChineseReport.assertNoEnglishSentence(report);
        }
        return report;
    }

    /** Some columns of a table, joined by blanks row by row. */
    private static List<String> values(Report report, String table, String... columns) {
        return DataUtilities.list(report.tables().get(table)).stream()
                .map(row -> String.join(
                        " ",
                        List.of(columns).stream()
                                .map(c -> String.valueOf(row.getAttribute(c)))
                                .toList()))
                .toList();
    }
}

package org.edubalance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.edubalance.messages.Language;
import org.edubalance.process.features.Ecql;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Table;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What to do, the aspects of the standard, satisfaction and enrolment: the report's numbers are the processes'. */
class PlanReportTest {

    private static Report report;
    private static Report chinese;

    @BeforeAll
    static void make() throws IOException {
        ReportData sample = SampleReport.data();
        ReportData data = new ReportData(
                sample.schools(),
                sample.regions(),
                sample.county(),
                Map.of("parents", SampleReport.table("survey-parents")),
                sample.enrolment(),
                sample.births(),
                sample.years(),
                null);
        report = Report.of(data, SampleReport.options(Language.EN, "cn-2017-quality"));
        chinese = Report.of(data, SampleReport.options(Language.ZH, "cn-2017-quality"));
    }

    /** The published amounts of the sample data, to every threshold, and the schools that lack them. */
    @Test
    void amountsShortByResource() {
        Table table = table(report, "Lacking in all counted schools, by resource");
        assertThat(table.rows().stream()
                        .map(row -> row.get(1).text() + " " + row.get(2).text())
                        .toList())
                .containsExactly("17 58", "16 19", "13 14", "16 4,702", "19 9,164.7", "22 3,303,700", "19 40");
    }

    @Test
    void amountsShortByRegionAreThoseOfResourceGap() throws IOException {
        Map<String, Double> teachers = new TreeMap<>();
        for (SimpleFeature row : gaps("ALL_MET")) {
            if (row.getAttribute("excluded") == null) {
                teachers.merge(
                        (String) row.getAttribute("county"),
                        (Double) row.getAttribute("gap_qualified_teachers"),
                        Double::sum);
            }
        }
        for (List<Table.Cell> row : table(report, "Lacking to every threshold").rows()) {
            assertThat(row.get(2).text())
                    .isEqualTo(String.format(
                            Locale.ROOT, "%,.0f", teachers.get(row.get(0).text())));
        }
    }

    @Test
    void everySchoolThatLacksHasItsCheapestWayInTheOrderOfPriority() throws IOException {
        Table table = table(report, "The least that makes each school comply");
        long lacking = gaps("COMPLIANT").stream()
                .filter(row -> row.getAttribute("priority") != null)
                .count();
        assertThat(table.rows()).hasSize((int) lacking);
        String group = "";
        int last = 0;
        for (int i = 0; i < table.rows().size(); i++) {
            int priority = Integer.parseInt(table.rows().get(i).get(0).text());
            last = table.groups().get(i).equals(group) ? last : 0;
            group = table.groups().get(i);
            assertThat(priority).isGreaterThanOrEqualTo(last);
            last = priority;
        }
        assertThat(table.rows().stream().map(row -> row.get(3).text())).contains("teaching equipment: 299,400 CNY");
    }

    @Test
    void reallocationsAreThoseOfAllocateResources() throws IOException {
        List<SimpleFeature> bomi = SampleReport.run(
                "AllocateResources",
                Map.of(
                        "data",
                        SampleReport.read("schools")
                                .subCollection(filter("county = 'Bomi' AND stage = 'PRIMARY' AND pupils >= 50")),
                        "resource",
                        "teachers_qualified",
                        "limit",
                        0.5,
                        "wholeUnits",
                        true));
        Table table = table(report, "Added or moved");
        List<String> row = table.rows().stream()
                .map(cells -> cells.stream().map(Table.Cell::text).toList())
                .filter(cells -> cells.get(0).equals("Bomi")
                        && cells.get(2).startsWith("teachers above")
                        && cells.get(3).equals("add"))
                .findFirst()
                .orElseThrow();
        assertThat(row.get(4))
                .isEqualTo(String.format("%.0f", (Double) bomi.get(0).getAttribute("amount")));
        assertThat(row.get(6)).isEqualTo(format((Double) bomi.get(0).getAttribute("cv_before")));
        assertThat(row.get(7)).isEqualTo(format((Double) bomi.get(0).getAttribute("cv_after")));
        assertThat(table.rows())
                .allSatisfy(cells -> assertThat(cells.get(7).text()).isLessThanOrEqualTo("0.50"));
    }

    private static Filter filter(String text) {
        return Ecql.filter("test", text);
    }

    /** All 41 rows: 7 + 15 + 9 + 1 items, six vetoes, two conditions, in every county as AssessCounty has them. */
    @Test
    void everyItemHasItsStateAndSource() throws IOException {
        List<SimpleFeature> items = SampleReport.run(
                "AssessCounty",
                Map.of(
                        "data",
                        SampleReport.read("schools"),
                        "county",
                        SampleReport.table("county-figures"),
                        "groupBy",
                        "county"));
        Table states = table(report, "Items of the standard and their state");
        assertThat(states.rows()).hasSize(40);
        List<Block> blocks = report.blocks();
        String key = blocks.stream()
                .filter(Block.Paragraph.class::isInstance)
                .map(block -> ((Block.Paragraph) block).text())
                .filter(text -> text.startsWith("The columns’ numbers stand for the regions"))
                .findFirst()
                .orElseThrow();
        int bomi = Integer.parseInt(key.replaceAll(".*?(\\d+) Bomi.*", "$1"));
        List<Boolean> met = items.stream()
                .filter(row -> row.getAttribute("group").equals("Bomi")
                        && !row.getAttribute("item").equals("ALL"))
                .map(row -> (Boolean) row.getAttribute("met"))
                .toList();
        for (int i = 0; i < met.size(); i++) {
            String tone = states.rows().get(i).get(bomi).tone().name();
            assertThat(tone).isEqualTo(met.get(i) == null ? "UNKNOWN" : met.get(i) ? "GOOD" : "BAD");
        }
        assertThat(table(report, "Items, what they ask for, and their sources").rows())
                .hasSize(40)
                .allSatisfy(row -> assertThat(row.get(2).text()).contains("教督〔2017〕6号"));
        assertThat(report.html()).contains("government guarantee, item 3");
    }

    @Test
    void satisfactionAndEnrolmentAreTheProcesses() throws IOException {
        List<SimpleFeature> rates = SampleReport.run(
                "SurveySatisfaction",
                Map.of(
                        "data",
                        SampleReport.table("survey-parents"),
                        "items",
                        List.of(
                                "location/location_1",
                                "location/location_2",
                                "location/location_3",
                                "location/location_4"),
                        "groupBy",
                        List.of("county")));
        double dege = rates.stream()
                .filter(row -> row.getAttribute("group").equals("Dege")
                        && row.getAttribute("item").equals("ALL"))
                .map(row -> (Double) row.getAttribute("rate"))
                .findFirst()
                .orElseThrow();
        Table satisfaction = table(report, "Satisfaction: parents");
        assertThat(satisfaction.groups()).contains("Dege", "Maoxian", "Zhaojue", "All answers");
        Table inChinese = table(chinese, "满意度：parents");
        assertThat(inChinese.groups()).contains("德格县", "茂县", "昭觉县", "全部").doesNotContain("Dege");
        assertThat(inChinese.rows().stream().map(row -> row.get(0).text()).distinct())
                .containsExactlyInAnyOrder("基本条件", "校园安全", "学校位置", "育人环境", "就学保障", "总体");
        assertThat(satisfaction.rows().stream()
                        .filter(row -> row.get(0).text().equals("location"))
                        .map(row -> row.get(2).text()))
                .contains(String.format(Locale.ROOT, "%.1f%%", 100 * dege));

        List<SimpleFeature> ahead = SampleReport.run(
                "ProjectEnrolment",
                Map.of(
                        "data",
                        SampleReport.table("enrolment"),
                        "births",
                        SampleReport.table("births"),
                        "groupBy",
                        "county",
                        "classes",
                        "classes"));
        double bayi = ahead.stream()
                .filter(row -> row.getAttribute("group").equals("Bayi")
                        && row.getAttribute("stage").equals("PRIMARY")
                        && row.getAttribute("year").equals(2027))
                .map(row -> (Double) row.getAttribute("pupils"))
                .findFirst()
                .orElseThrow();
        Table years = table(report, "Primary schools: pupils by year");
        int column =
                years.columns().stream().map(Table.Column::heading).toList().indexOf("2027\nahead");
        assertThat(years.rows().stream()
                        .filter(row -> row.get(0).text().equals("Bayi"))
                        .map(row -> row.get(column).text()))
                .containsExactly(String.format(Locale.ROOT, "%,.0f", bayi));
    }

    @Test
    void aChineseReportIsChineseWithAllItsChapters() {
        ChineseReport.assertNoEnglishSentence(chinese);
        assertThat(chinese.html()).contains("改进建议", "标准各方面逐项情况", "满意度", "未来在校生与学位", "波密县");
    }

    @Test
    void withoutFiguresItemsAreNotKnownAndNeverMet() throws IOException {
        Report bare = Report.of(
                ReportData.of(SampleReport.read("schools"), null),
                SampleReport.options(Language.EN, "cn-2017-quality"));
        assertThat(bare.html())
                .contains("not known")
                .doesNotContain("Enrolment and places ahead", "Satisfaction: ")
                .contains("as far as this report assesses it: 0 of 7.");
    }

    private static List<SimpleFeature> gaps(String goal) throws IOException {
        return SampleReport.run(
                "ResourceGap", Map.of("data", SampleReport.read("schools"), "goal", goal, "groupBy", "county"));
    }

    private static Table table(Report report, String caption) {
        return report.blocks().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .filter(table -> table.caption().text().startsWith(caption))
                .findFirst()
                .orElseThrow();
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}

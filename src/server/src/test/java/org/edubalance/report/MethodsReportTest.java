package org.edubalance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Ecql;
import org.edubalance.report.page.Table;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dagum's Gini, obstacles, coordination, hot spots and trends: the report's numbers are the processes'. */
class MethodsReportTest {

    private static Report report;
    private static SimpleFeatureCollection schools;

    @BeforeAll
    static void make() throws IOException {
        schools = SampleReport.read("schools");
        report = SampleReport.of(SampleReport.options(Language.EN, "cn-2017-quality"));
    }

    @Test
    void giniCoefficientsAreSplitByRegion() {
        List<SimpleFeature> parts = SampleReport.run(
                "DagumDecomposition",
                Map.of(
                        "data",
                        schools.subCollection(Ecql.filter("test", "stage = 'PRIMARY' AND pupils >= 50")),
                        "indicators",
                        List.of("sports_area / pupils"),
                        "groupBy",
                        "county",
                        "population",
                        "pupils"));
        List<String> row = row("Primary schools: Gini coefficients split by region", "sports ground area per pupil");
        assertThat(row.get(1)).isEqualTo(format("%.3f", number(parts.get(0), "gini")));
        for (int part = 1; part <= 3; part++) {
            assertThat(row.get(part + 1)).isEqualTo(format("%.0f%%", 100 * number(parts.get(part), "share")));
        }
    }

    @Test
    void obstaclesStandBesideTheWeights() {
        List<SimpleFeature> primary =
                SampleReport.run("ObstacleDegree", Map.of("data", schools, "system", "nyingchi", "groupBy", "stage"))
                        .stream()
                        .filter(school -> "PRIMARY".equals(school.getAttribute("stage")))
                        .toList();
        List<String> row = row("Primary schools: weights and obstacle degrees", "Facilities", "books per pupil");
        double mean = primary.stream()
                .mapToDouble(school -> number(school, "obstacle_books_per_pupil"))
                .average()
                .orElseThrow();
        assertThat(row.get(6)).isEqualTo(format("%.1f%%", 100 * mean));
        assertThat(row.get(7))
                .isEqualTo(Long.toString(primary.stream()
                        .filter(school -> "books_per_pupil".equals(school.getAttribute("main_obstacle")))
                        .count()));
    }

    @Test
    void coordinationStandsBesideTheScores() {
        double mean =
                SampleReport.run(
                                "CouplingCoordination",
                                Map.of("data", schools, "system", "nyingchi", "groupBy", "stage"))
                        .stream()
                        .filter(school -> "PRIMARY".equals(school.getAttribute("stage"))
                                && "Zayu".equals(school.getAttribute("county")))
                        .mapToDouble(school -> number(school, "coordination"))
                        .average()
                        .orElseThrow();
        assertThat(row("Primary schools: scores by region", "Zayu").get(5)).isEqualTo(format("%.3f", mean));
    }

    /** As many of each class as HotSpots finds; ten junior schools are too few for any. */
    @Test
    void scoresThatClusterAreOnTheMap() {
        List<SimpleFeature> scored =
                SampleReport.run("EntropyScore", Map.of("data", schools, "system", "nyingchi", "groupBy", "stage"));
        List<SimpleFeature> spots = SampleReport.run(
                "HotSpots",
                Map.of(
                        "data",
                        DataUtilities.collection(scored.stream()
                                .filter(school -> "PRIMARY".equals(school.getAttribute("stage")))
                                .toList()),
                        "attribute",
                        "score"));
        List<String> classes = spots.stream().map(MethodsReportTest::spot).toList();
        assertThat(classes).anyMatch(spot -> spot.endsWith("HOT_99")).anyMatch(spot -> spot.endsWith("COLD_99"));
        assertThat(DataUtilities.list(report.tables().get("spots-primary")).stream()
                        .map(MethodsReportTest::spot))
                .containsExactlyInAnyOrderElementsOf(classes);
        assertThat(report.tables()).doesNotContainKey("spots-junior");
        assertThat(report.html()).contains("Primary schools: hot and cold spots of the scores");
    }

    @Test
    void trendsAreThoseOfBalanceTrend() throws IOException {
        List<SimpleFeature> trend = SampleReport.run(
                "BalanceTrend",
                Map.of(
                        "data",
                        SampleReport.table("school-years"),
                        "indicators",
                        List.of("books / pupils"),
                        "year",
                        "year",
                        "groupBy",
                        "county",
                        "id",
                        "id",
                        "population",
                        "pupils"));
        List<String> row = row("Coefficients of variation by year", "books per pupil");
        assertThat(row.get(1)).isEqualTo(format("%.3f", number(trend.get(0), "cv")));
        SimpleFeature beta = trend.stream()
                .filter(each -> "BETA".equals(each.getAttribute("kind")))
                .findFirst()
                .orElseThrow();
        assertThat(table("Whether those with little catch up").rows().stream()
                        .map(cells -> cells.stream().map(Table.Cell::text).toList()))
                .anySatisfy(cells -> assertThat(cells)
                        .startsWith("books per pupil", "schools")
                        .contains(format("%.3f", number(beta, "slope")), format("%.1f", number(beta, "half_life"))));
    }

    @Test
    void refusesYearsThatTellNothing() throws IOException {
        ReportData sample = SampleReport.data();
        ReportData other = new ReportData(
                sample.schools(), null, null, Map.of(), null, null, SampleReport.table("survey-parents"), null);
        assertThatThrownBy(() -> Report.of(other, SampleReport.options(Language.EN, "cn-2017-quality")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.in(Language.EN))
                            .startsWith("years must have a column year, the year of each row; its columns are ");
                    assertThat(refusal.in(Language.ZH)).startsWith("years 必须有 year 列，即每行的年份；现有列为");
                });
        ReportData without =
                new ReportData(sample.schools(), null, null, Map.of(), null, null, SampleReport.table("births"), null);
        assertThatThrownBy(() -> Report.of(without, SampleReport.options(Language.EN, "cn-2017-quality")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.in(Language.EN))
                            .startsWith("years has columns for none of the indicators; its columns are ");
                    assertThat(refusal.in(Language.ZH)).startsWith("years 没有任何指标所需的列；现有列为");
                });
    }

    private static String spot(SimpleFeature school) {
        return school.getAttribute("name") + ": " + school.getAttribute("gi_class");
    }

    private static List<String> row(String caption, String... beginning) {
        return table(caption).rows().stream()
                .map(cells -> cells.stream().map(Table.Cell::text).toList())
                .filter(cells -> cells.subList(0, beginning.length).equals(List.of(beginning)))
                .findFirst()
                .orElseThrow();
    }

    private static Table table(String caption) {
        return report.blocks().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .filter(table -> table.caption().text().startsWith(caption))
                .findFirst()
                .orElseThrow();
    }

    private static double number(SimpleFeature row, String column) {
        return (Double) row.getAttribute(column);
    }

    private static String format(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }
}

package org.edubalance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.edubalance.io.GeoJson;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Ecql;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Table;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Point;

/** How well schools can be reached: the report's numbers are those of Accessibility and ServiceCoverage. */
class AccessReportTest {

    private static final double CATCHMENT = 8000;

    private static SimpleFeatureCollection schools;
    private static SimpleFeatureCollection villages;
    private static Report report;

    @BeforeAll
    static void make() throws IOException {
        schools = SampleReport.read("schools");
        villages = villages("\"children_primary\":%d,\"children_junior\":40", 0.06);
        report = report(villages, null, null, CATCHMENT, Language.EN);
    }

    /** A village beside each school, the farther away the later it is in the list, with a few children each. */
    private static SimpleFeatureCollection villages(String people, double farthest) throws IOException {
        List<SimpleFeature> all = DataUtilities.list(schools);
        StringBuilder json = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
        for (int i = 0; i < all.size(); i++) {
            Point place = (Point) all.get(i).getDefaultGeometry();
            json.append(i == 0 ? "" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "{\"type\":\"Feature\",\"properties\":{\"name\":\"Village %d\",\"name_zh\":\"%d村\",\"county\":\"%s\","
                                    + people
                                    + "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.6f,%.6f]}}",
                            i,
                            i,
                            all.get(i).getAttribute("county"),
                            20 + 7 * i % 50,
                            place.getX() + farthest * i / all.size(),
                            place.getY()));
        }
        return read(json.append("]}").toString());
    }

    private static SimpleFeatureCollection read(String json) throws IOException {
        return GeoJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "villages");
    }

    private static Report report(
            SimpleFeatureCollection people, String column, String capacity, double catchment, Language language)
            throws IOException {
        ReportData sample = SampleReport.data();
        ReportData data = new ReportData(
                sample.schools(),
                sample.regions(),
                null,
                Map.of(),
                null,
                null,
                null,
                new Demand(people, column, capacity, catchment));
        return Report.of(data, SampleReport.options(language, "cn-2017-quality"));
    }

    private static SimpleFeatureCollection primary() {
        return schools.subCollection(Ecql.filter("test", "stage = 'PRIMARY'"));
    }

    @Test
    void theWorstServedPlacesAreThoseOfAccessibility() {
        List<SimpleFeature> reached = SampleReport.run(
                "Accessibility",
                Map.of(
                        "data", villages,
                        "demand", "children_primary",
                        "supply", primary(),
                        "capacity", "pupils",
                        "catchment", "8000",
                        "label", "name"));
        Map<String, SimpleFeature> byName = reached.stream()
                .collect(Collectors.toMap(row -> (String) row.getAttribute("name"), Function.identity()));
        List<List<String>> worst = rows(report, "Primary schools: places with the lowest accessibility");
        assertThat(worst).hasSize(15);
        double last = 0;
        for (List<String> cells : worst) {
            SimpleFeature row = byName.get(cells.get(0));
            assertThat(cells)
                    .containsExactly(
                            cells.get(0),
                            (String) row.getAttribute("county"),
                            row.getAttribute("children_primary").toString(),
                            format("%.2f", number(row, "access_ratio")),
                            (String) row.getAttribute("nearest"),
                            format("%.1f", number(row, "nearest_distance") / 1000));
            assertThat(number(row, "access_ratio")).isGreaterThanOrEqualTo(last);
            last = number(row, "access_ratio");
        }
        long lower = reached.stream()
                .filter(row -> number(row, "access_ratio")
                        < number(byName.get(worst.get(14).get(0)), "access_ratio"))
                .count();
        assertThat(lower).isLessThan(15);
        assertThat(DataUtilities.list(report.tables().get("access-primary")).stream()
                        .map(row -> number(row, "access")))
                .containsExactlyElementsOf(
                        reached.stream().map(row -> number(row, "access")).toList());
    }

    @Test
    void theShareWithinReachIsThatOfServiceCoverage() {
        List<SimpleFeature> covered = SampleReport.run(
                "ServiceCoverage",
                Map.of(
                        "data",
                        villages,
                        "demand",
                        "children_primary",
                        "supply",
                        primary(),
                        "distances",
                        List.of(4000.0, 8000.0, 16000.0),
                        "groupBy",
                        "county"));
        List<List<String>> rows = rows(report, "Primary schools: how far people have it");
        assertThat(rows).hasSize(8);
        for (int i = 0; i < rows.size(); i++) {
            SimpleFeature row = covered.get(i);
            assertThat(rows.get(i))
                    .containsExactly(
                            i == 7 ? "all" : (String) row.getAttribute("group"),
                            format("%,.0f", number(row, "demand")),
                            format("%.1f%%", 100 * number(row, "share_4000")),
                            format("%.1f%%", 100 * number(row, "share_8000")),
                            format("%.1f%%", 100 * number(row, "share_16000")),
                            format("%.1f", number(row, "mean_distance") / 1000),
                            format("%.1f", number(row, "p90_distance") / 1000));
        }
        SimpleFeature all = covered.get(7);
        String sentence = format("%.1f%%", 100 * number(all, "share_8000"))
                + " of the people live within 8 km of a primary school; nine tenths have one within "
                + format("%.1f", number(all, "p90_distance") / 1000)
                + " km.";
        assertThat(report.blocks().stream()
                        .filter(Block.Bullets.class::isInstance)
                        .map(Block.Bullets.class::cast)
                        .filter(bullets -> bullets.sentences().contains(sentence)))
                .as("what stands out, and the section itself")
                .hasSize(2);
    }

    /** Schools that are farther off than all people, and a stage that nobody is counted for. */
    @Test
    void saysWhyThereIsNone() throws IOException {
        Report far = report(villages("\"children_primary\":%d", 0.06), "children", null, 1e-3, Language.EN);
        assertThat(gaps(far, Language.EN))
                .contains(
                        "No accessibility: the places where people live have no column children_junior for this stage,"
                                + " and none for all.")
                .doesNotContain("No accessibility: catchment");
        assertThat(far.tables()).containsKeys("access-primary").doesNotContainKey("access-junior");
        String remote = "{\"type\":\"Feature\",\"properties\":{\"children\":9},"
                + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[99.5,31.2]}}";
        Report none = report(read(remote), null, null, 1000, Language.ZH);
        assertThat(gaps(none, Language.ZH)).anyMatch(gap -> gap.startsWith("未计算可达性：catchment "));
        assertThat(none.html()).contains("学校可达性");
    }

    @Test
    void placesWithoutPeopleAreCounted() throws IOException {
        String json =
                """
                {"type":"FeatureCollection","features":[
                {"type":"Feature","properties":{"人口":120},"geometry":{"type":"Point","coordinates":[94.36,29.66]}},
                {"type":"Feature","properties":{"人口":0},"geometry":{"type":"Point","coordinates":[94.37,29.66]}},
                {"type":"Feature","properties":{"人口":null},"geometry":{"type":"Point","coordinates":[94.38,29.66]}},
                {"type":"Feature","properties":{"人口":40},"geometry":null}]}""";
        assertThat(report(read(json), null, "teachers", 9000, Language.EN).html())
                .contains("Reach of the primary schools: 1 row of people without a place left out.")
                .contains("Reach of the primary schools: 2 places without people (人口) left out.")
                .contains("what the schools offer them (teachers)");
        Report chinese = report(read(json), "人口", "teachers", 9000, Language.ZH);
        assertThat(chinese.html()).contains("小学可达性：没有位置的人口数据1行未计入。", "小学可达性：没有人口（人口）的地点2个未计入。");
    }

    @Test
    void aChineseReportIsChineseAndAreasAreFilled() throws IOException {
        String json =
                """
                {"type":"FeatureCollection","features":[
                {"type":"Feature","properties":{"name":"West","name_zh":"西片","children":900},"geometry":{"type":"Polygon",
                "coordinates":[[[93.5,29.4],[94.5,29.4],[94.5,30],[93.5,30],[93.5,29.4]]]}},
                {"type":"Feature","properties":{"name":"East","name_zh":"东片","children":400},"geometry":{"type":"Polygon",
                "coordinates":[[[94.5,29.4],[95.8,29.4],[95.8,30],[94.5,30],[94.5,29.4]]]}}]}""";
        Report chinese = report(read(json), null, null, 60000, Language.ZH);
        ChineseReport.assertNoEnglishSentence(chinese);
        assertThat(chinese.html()).contains("class=\"area\"", "西片", "60公里内", "小学：可达性最低的地点");
        assertThat(chinese.titledTables()).containsKeys("access-primary", "coverage-junior");
    }

    @Test
    void refusesWhatTellsNothing() throws IOException {
        assertRefused(
                () -> report(villages, "people", null, CATCHMENT, Language.EN),
                "demandPopulation must be a column of the places where people live, or what the columns of the stages"
                        + " begin with, got “people”; the columns are ",
                "demandPopulation 必须是人口数据中的列，或各学段列名的共同前缀，现为“people”；现有列为");
        assertRefused(
                () -> report(villages("\"size\":%d", 0), null, null, CATCHMENT, Language.EN),
                "demandPopulation must say which column holds how many people live at a place; the columns are ",
                "demandPopulation 须指明哪一列是各地点的人口数；现有列为");
        assertRefused(
                () -> report(villages, null, null, Double.NaN, Language.EN),
                "catchment must be greater than 0: how many metres a school reaches, 3000 for example",
                "catchment 必须大于 0：学校的服务半径，单位为米，例如 3000");
        assertRefused(
                () -> report(villages("\"children\":-%d", 0), null, null, CATCHMENT, Language.EN),
                "demandPopulation “children” must be at least 0, got -",
                "demandPopulation “children” 不能小于 0，现为-");
        assertRefused(() -> report(villages, null, "nothing", CATCHMENT, Language.EN), "capacity ", "capacity ");
        assertRefused(
                () -> report(SampleReport.table("births"), "births", null, CATCHMENT, Language.EN),
                "demand ",
                "demand ");
    }

    private interface Making {
        Report run() throws IOException;
    }

    private static void assertRefused(Making making, String english, String chinese) {
        assertThatThrownBy(making::run).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.in(Language.EN)).startsWith(english);
            assertThat(refusal.in(Language.ZH)).startsWith(chinese);
        });
    }

    private static List<String> gaps(Report report, Language language) {
        return DataUtilities.list(report.tables().get("gaps")).stream()
                .map(row -> (String) row.getAttribute("cause"))
                .toList();
    }

    private static List<List<String>> rows(Report report, String caption) {
        return report.blocks().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .filter(table -> table.caption().text().startsWith(caption))
                .findFirst()
                .orElseThrow()
                .rows()
                .stream()
                .map(cells -> cells.stream().map(Table.Cell::text).toList())
                .toList();
    }

    private static double number(SimpleFeature row, String column) {
        return ((Number) row.getAttribute(column)).doubleValue();
    }

    private static String format(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }
}

package org.edubalance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    @TempDir
    Path directory;

    @Test
    void writesThePageAndItsTables() throws IOException {
        Path page = directory.resolve("林芝.html");

        assertThat(report("--group-by", "county", "--lang", "zh", "-o", page.toString()))
                .isZero();

        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("教育资源均衡分析报告");
        assertThat(directory.resolve("林芝-regions.csv"))
                .content(StandardCharsets.UTF_8)
                .startsWith("\uFEFF分组,学段,学校数,达标学校数,");
        assertThat(directory.resolve("林芝-theil-junior.csv")).exists();
        assertThat(directory.resolve("林芝-plan.csv")).exists();
        assertThat(directory.resolve("林芝-aspects.csv")).exists();
        assertThat(directory.resolve("林芝-gaps.csv"))
                .content(StandardCharsets.UTF_8)
                .startsWith("\uFEFF内容,学段,指标,区县,原因")
                .contains("balance,JUNIOR,,", "只有一所学校计入的区县：");
        try (var files = Files.list(directory)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString().replace("林芝", ""))
                    .containsExactlyInAnyOrder(
                            ".html",
                            "-aspects.csv",
                            "-coordination.csv",
                            "-dagum-junior.csv",
                            "-dagum-primary.csv",
                            "-gaps.csv",
                            "-inequality-junior.csv",
                            "-inequality-primary.csv",
                            "-obstacles.csv",
                            "-plan.csv",
                            "-regions.csv",
                            "-schools.csv",
                            "-spots-primary.csv",
                            "-theil-junior.csv",
                            "-theil-primary.csv",
                            "-weights.csv");
        }
    }

    @Test
    void takesTheSchoolsWithoutTheOptionsName() throws IOException {
        Path page = directory.resolve("page.html");

        assertThat(Main.execute("report", "sample-data/schools.geojson", "-o", page.toString()))
                .isZero();

        assertThat(page).exists();
    }

    /** A table as a bureau has it: Chinese columns, also for the places, and names that no expression needs to quote. */
    @Test
    void readsChineseColumns() throws IOException {
        Path schools = directory.resolve("学校.csv");
        Files.writeString(
                schools,
                """
                \uFEFF学校名称,区县,学段,在校生数,图书册数,经度,纬度
                第一小学,甲县,小学,400,9000,94.1,29.5
                第二小学,甲县,小学,300,3000,94.3,29.6
                第三小学,乙县,小学,200,5000,95.2,29.6
                第四小学,乙县,小学,100,2100,95.4,29.4
                """);
        Path regions = directory.resolve("区县.geojson");
        Files.writeString(
                regions,
                """
                {"type": "FeatureCollection", "features": [
                {"type": "Feature", "properties": {"名称": "甲县"}, "geometry":
                {"type": "Polygon", "coordinates": [[[94, 29], [95, 29], [95, 30], [94, 30], [94, 29]]]}},
                {"type": "Feature", "properties": {"名称": "乙县"}, "geometry":
                {"type": "Polygon", "coordinates": [[[95, 29], [96, 29], [96, 30], [95, 30], [95, 29]]]}}]}
                """);
        Path standard = directory.resolve("standard.json");
        Files.writeString(
                standard,
                """
                {"id": "x", "stages": ["PRIMARY"], "indicators": [{"id": "books", "title": "生均图书",
                "expression": "图书册数 / 在校生数", "thresholds": {"PRIMARY": 15}}], "rule": {"minMet": 1}}
                """);
        Path system = directory.resolve("system.json");
        Files.writeString(
                system,
                """
                {"id": "x", "dimensions": [{"id": "x", "indicators": [
                {"id": "books", "title": "生均图书", "expression": "图书册数 / 在校生数"}]}]}
                """);
        Path page = directory.resolve("page.html");

        assertThat(Main.execute(
                        "report",
                        "--schools",
                        schools.toString(),
                        "--regions",
                        regions.toString(),
                        "--group-by",
                        "区县",
                        "--region-key",
                        "名称",
                        "--stage",
                        "学段",
                        "--population",
                        "在校生数",
                        "--standard",
                        "@" + standard,
                        "--system",
                        "@" + system,
                        "--lang",
                        "zh",
                        "-o",
                        page.toString()))
                .isZero();

        assertThat(Files.readString(page)).contains("小学共4所有得分，最低0.000（第二小学），最高1.000（第三小学）", "因而没有资源缺口");
    }

    @Test
    void writesSeveralFormatsAtOnce() throws IOException {
        Path document = directory.resolve("report.docx");
        Path book = directory.resolve("report.xlsx");

        assertThat(report("--date", "2025-09-01", "-o", book.toString(), "-o", document.toString()))
                .isZero();

        // the workbook comes first and holds the tables
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(document, book);
        }
        assertThat(report("--date", "yesterday", "-o", book.toString())).isEqualTo(2);
        assertThat(report("--births", "sample-data/births.csv", "-o", book.toString()))
                .isEqualTo(2);
    }

    /** People in two places, and what a report of how they reach schools writes besides. */
    @Test
    void tellsHowWellSchoolsCanBeReached() throws IOException {
        Path people = Files.writeString(
                directory.resolve("villages.csv"), "name,lon,lat,children\nA,94.36,29.66,120\nB,94.6,29.7,30\n");
        String[] demand = {"--demand", people.toString(), "--catchment", "12000"};
        Path page = directory.resolve("report.html");
        assertThat(report(demand[0], demand[1], demand[2], demand[3], "-o", page.toString()))
                .isZero();
        assertThat(Files.readString(page)).contains("Reach of the schools", "Within 12 km");
        assertThat(directory.resolve("report-access-primary.csv")).exists();
        assertThat(directory.resolve("report-coverage-junior.csv")).exists();

        Path book = directory.resolve("report.xlsx");
        assertThat(report(demand[0], demand[1], "-o", book.toString())).isEqualTo(2);
        assertThat(report(demand[0], demand[1], "--catchment", "-3", "-o", book.toString()))
                .isEqualTo(2);
        assertThat(report("--catchment", "3000", "-o", book.toString())).isEqualTo(2);
        assertThat(report("--demand-population", "children", "-o", book.toString()))
                .isEqualTo(2);
        assertThat(book).doesNotExist();
    }

    @Test
    void wrongOptionsAreUsageErrorsAndWrongDataFailures() {
        String page = directory.resolve("report.html").toString();

        assertThat(report("--group-by", "county", "--lang", "fr", "-o", page)).isEqualTo(2);
        assertThat(report(
                        "--group-by",
                        "county",
                        "-o",
                        directory.resolve("report.pdf").toString()))
                .isEqualTo(2);
        assertThat(report("--group-by", "district", "-o", page)).isEqualTo(1);
        assertThat(directory).isEmptyDirectory();
    }

    private static int report(String... options) {
        List<String> arguments = new ArrayList<>(List.of("report", "--schools", "sample-data/schools.geojson"));
        arguments.addAll(List.of("--regions", "sample-data/counties.geojson"));
        arguments.addAll(List.of(options));
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream none = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        System.setOut(none);
        System.setErr(none);
        try {
            return Main.execute(arguments.toArray(String[]::new));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}

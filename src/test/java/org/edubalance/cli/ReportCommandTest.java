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
                .startsWith("group,stage,schools,compliant_schools,");
        assertThat(directory.resolve("林芝-theil-junior.csv")).exists();
        assertThat(directory.resolve("林芝-gaps.csv"))
                .content(StandardCharsets.UTF_8)
                .startsWith("part,stage,indicators,regions,cause")
                .contains("balance,JUNIOR,,", "只有一所学校计入的区县：");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(9);
        }
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

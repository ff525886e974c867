package org.edubalance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnsCommandTest {

    @TempDir
    Path directory;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void writeSchools() throws IOException {
        Files.writeString(
                directory.resolve("schools.csv"),
                """
                学校代码,学校名称,区县,学段,在校生数（人）,高于规定学历教师数,骨干教师数,体艺教师数,教学及辅助用房面积,体育运动场馆面积,教学仪器设备值,网络多媒体教室数,住宿率
                5426210001,第一小学,巴宜区,小学,640,88,23,22,13779,18274,323.84,22,0.5
                5426210002,第二小学,巴宜区,小学,1004,68,18,11,14092,19454,140.74,38,0.2
                5426220001,米林镇小学,米林市,小学,430,25,6,—,2500,3100,90,10,0.9
                """);
    }

    @Test
    void showsWhatTheColumnsAreUnderstoodAs() {
        Run run = run("columns", file("schools.csv"));

        assertThat(run.code()).isZero();
        assertThat(run.out().lines())
                .contains("3 rows")
                .anyMatch(line -> line.matches("column +type +missing +values +understood as"))
                .anyMatch(line -> line.matches("在校生数 +whole number +0 +430 – 1004 +pupils \\(pupils\\)"))
                .anyMatch(line -> line.matches("学段 +text +0 +小学 +stage \\(stage of schooling\\)"))
                .anyMatch(line -> line.matches("体艺教师数 +whole number +1 +11 – 22 +teachers_pe_arts .*"))
                .contains("standard cn-2017-quality: all 7 indicators can be computed")
                .anyMatch(line -> line.startsWith("system nyingchi: ")
                        && line.contains("teachers (full-time teachers)")
                        && line.contains("books (books of the library)"))
                .contains("report: all that it needs of schools is there", "report: no places, so no maps")
                .contains("note: columns without their unit: “在校生数（人）” as 在校生数")
                .anyMatch(line -> line.startsWith("warning: the median of equipment_value is ") && line.contains("万元"))
                .anyMatch(line -> line.startsWith("warning: “住宿率” has shares from 0 to 1"));
        assertThat(run("columns", file("schools.csv"), "--lang", "zh").out())
                .contains("共3行", "理解为", "pupils (在校生数)", "该列的单位是否为万元而非元");
    }

    @Test
    void knowsThatTheReportCountsThePupilsOfEachStage() throws IOException {
        Files.writeString(
                directory.resolve("stages.csv"),
                """
                学校名称,旗县区,办学类型,小学部学生数,初中部学生数,专任教师人数,住宿生数
                第一学校,巴宜区,九年一贯制学校,300,200,40,20
                第二小学,巴宜区,小学,400,,25,0
                第三中学,米林市,初级中学,,500,38,300
                """);
        assertThat(run("columns", file("stages.csv")).out().lines())
                .anyMatch(line -> line.matches("旗县区 .* county \\(.*"))
                .anyMatch(line -> line.matches("小学部学生数 .* pupils_primary \\(.*"))
                .anyMatch(line -> line.matches("专任教师人数 .* teachers \\(.*"))
                .anyMatch(line -> line.matches("住宿生数 .* boarders \\(.*"))
                .contains("report: all that it needs of schools is there");
    }

    @Test
    void countsNoIndicatorOfTexts() throws IOException {
        Files.writeString(
                directory.resolve("texts.csv"),
                Files.readString(directory.resolve("schools.csv"))
                        .replace("323.84", "已达标")
                        .replace("140.74", "已达标"));

        Run run = run("columns", file("texts.csv"));

        assertThat(run.out())
                .contains("standard cn-2017-quality: 6 of 7 indicators can be computed;"
                        + " missing: equipment_value (value of the teaching equipment) as numbers")
                .contains("教学仪器设备值: 2 values are no number, such as “已达标” (line 2)");
    }

    @Test
    void savesAMappingThatRunTakes() throws IOException {
        Run save = run("columns", file("schools.csv"), "--save", file("mapping.json"));
        String json = Files.readString(directory.resolve("mapping.json"));
        Files.writeString(
                directory.resolve("mapping.json"),
                json.replace("\"教学仪器设备值\"", "{\"column\": \"教学仪器设备值\", \"times\": 10000}"));

        Run assess = run(
                "run",
                "edu:AssessSchools",
                "-i",
                "data=" + file("schools.csv"),
                "-i",
                "standard=cn-2017-quality",
                "--mapping",
                file("mapping.json"));

        assertThat(save.code()).isZero();
        assertThat(json).contains("\"pupils\" : \"在校生数\"");
        assertThat(assess.err()).doesNotContain("error");
        assertThat(assess.code()).isZero();
        // 3,238,400 CNY for 640 pupils, against a threshold of 2,000 each
        assertThat(assess.out()).contains(",3238400.0,", ",2.53,");
    }

    @Test
    void refusesAMappingThatDoesNotFit() throws IOException {
        Files.writeString(directory.resolve("a.json"), "[1]");
        Files.writeString(directory.resolve("b.json"), "{\"columns\": {\"pupils\": 5}}");
        Files.writeString(directory.resolve("c.json"), "{\"columns\": {\"pupils\": \"人数\"}}");
        Files.writeString(
                directory.resolve("d.json"), "{\"columns\": {\"pupils\": {\"column\": \"区县\", \"times\": 2}}}");

        assertThat(columns("none.json").err()).contains("--mapping must be a file that can be read");
        assertThat(columns("a.json").err()).contains("is no mapping");
        assertThat(columns("b.json").err()).contains("pupils must be the name of a column");
        assertThat(columns("c.json").err()).contains("the column “人数”, which is not there; the columns are 学校代码");
        assertThat(columns("d.json").err()).contains("multiplies the column “区县” for pupils, but it has no numbers");
        assertThat(columns("c.json").code()).isEqualTo(1);
    }

    private Run columns(String mapping) {
        return run("columns", file("schools.csv"), "--mapping", file(mapping));
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private static Run run(String... args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            int code = Main.execute(args);
            return new Run(code, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}

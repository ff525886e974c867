package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.edubalance.io.Samples.warnings;
import static org.edubalance.io.SixSchools.and;
import static org.edubalance.io.SixSchools.rows;
import static org.edubalance.io.SixSchools.utf8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Refusal;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows of a table are schools: no totals and statistics, notes, headings, and headers again. */
class TableRowsTest {

    @Test
    void leavesOutWhatExcelWritesAsSubtotals() throws IOException {
        SimpleFeatureCollection schools = read(
                """
                学校代码,学校名称,区县,在校生数,图书册数
                1001,第一小学,巴宜区,640,13779
                1002,第二小学,巴宜区,1004,14092
                ,,巴宜区 汇总,1644,27871
                ,,巴宜区 计数,2,2
                1003,卧龙小学,米林市,215,1200
                ,,米林市 汇总,215,1200
                ,,总计,1859,29071
                """);

        assertThat(schools.size()).isEqualTo(3);
        assertThat(notes(schools))
                .containsExactly(
                        "3 rows of totals or means left out: “巴宜区 汇总” (line 4), “米林市 汇总” (line 7), “总计” (line 8)",
                        "1 row left out as totals, though the figures are not the sums or means of the others; check them: “巴宜区 计数” (line 5)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ,总计（6所）,,,3726,9285800,111,,  | 1 row of totals or means left out: “总计（6所）” (line 8)
            ,林芝市 Total,,,3726,9285800,111,, | 1 row of totals or means left out: “林芝市 Total” (line 8)
            ,最大值,,,1250,3238400,38,,        | 1 row of statistics on the others left out: “最大值” (line 8)
            ,标准差,,,431.8,1199482.9,13.7,,   | 1 row of statistics on the others left out: “标准差” (line 8)
            ,Median,,,535,1153700,16,,         | 1 row of statistics on the others left out: “Median” (line 8)
            ,学校数,6,,,,,,                    | 1 row of statistics on the others left out: “学校数” (line 8)
            共 6 所,,,,,,,,                    | 1 row of statistics on the others left out: “共 6 所” (line 8)
            Total schools: 6,,,,,,,,           | 1 row of statistics on the others left out: “Total schools: 6” (line 8)
            """)
    void leavesOutTotalsAndStatistics(String row, String note) throws IOException {
        SimpleFeatureCollection schools = read(SixSchools.csv(rows()) + row + "\n");

        assertThat(schools.size()).isEqualTo(6);
        assertThat(notes(schools)).containsExactly(note);
    }

    @Test
    void aSubtotalThatIsWrongIsNoSchool() throws IOException {
        List<List<String>> rows = rows();
        rows.add(4, List.of("", "巴宜区小计", "", "", "2900", "7500000", "95", "", ""));

        SimpleFeatureCollection schools = read(utf8(rows));

        assertThat(schools.size()).isEqualTo(6);
        assertThat(warnings(schools)).singleElement().asString().endsWith("“巴宜区小计” (line 5)");
        rows.set(4, List.of("", "巴宜区小计", "巴宜区", "小学", "2900", "7500000", "95", "", ""));
        assertThatThrownBy(() -> read(utf8(rows))).hasMessageContaining("a row is called “巴宜区小计”");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "林芝市", "其他"})
    void sumsAreFoundByTheirFiguresAlone(String name) throws IOException {
        SimpleFeatureCollection schools = read(utf8(and("", name, name, "", "3726", "9285800", "111", "", "")));

        assertThat(schools.size()).isEqualTo(6);
        assertThat(warnings(schools))
                .singleElement()
                .asString()
                .startsWith("1 row left out because the figures are the sums");
    }

    @Test
    void sumsOfPartsMayStandAboveTheirRowsWithoutALabel() throws IOException {
        List<List<String>> rows = rows();
        rows.add(4, List.of("", "米林市", "", "", "832", "1840000", "21", "", ""));
        rows.add(1, List.of("", "巴宜区", "", "", "2894", "7445800", "90", "", ""));
        rows.add(1, List.of("", "林芝市", "", "", "3726", "9285800", "111", "", ""));

        SimpleFeatureCollection schools = read(utf8(rows));

        assertThat(names(schools)).containsExactly("第一小学", "第二小学", "第三小学", "米林镇小学", "派镇小学", "卧龙小学");
        assertThat(warnings(schools))
                .singleElement()
                .asString()
                .endsWith("“林芝市” (line 2), “巴宜区” (line 3), “米林市” (line 7)");
    }

    @Test
    void partsOfAPivotTableAreNoRows() throws IOException {
        SimpleFeatureCollection schools = read(
                """
                行标签,求和项:在校生数,求和项:图书
                巴宜区,2894,36871
                第一小学,640,13779
                第二小学,1004,14092
                第三小学,1250,9000
                米林市,832,4700
                米林镇小学,430,2500
                派镇小学,187,1000
                卧龙小学,215,1200
                总计,3726,41571
                """);

        assertThat(schools.size()).isEqualTo(6);
        assertThat(warnings(schools)).singleElement().asString().endsWith("“巴宜区” (line 2), “米林市” (line 6)");
    }

    @Test
    void totalsFitWhereNoRowHasACode() throws IOException {
        List<List<String>> rows = and("", "合计", "", "", "3726", "9285800", "111", "", "");
        rows.subList(1, 7).forEach(row -> row.set(0, ""));

        SimpleFeatureCollection schools = read(utf8(rows));

        assertThat(schools.size()).isEqualTo(6);
        assertThat(notes(schools)).containsExactly("1 row of totals or means left out: “合计” (line 8)");
    }

    @Test
    void totalsOfPartsFitAmongManyRowsWithoutACode() throws IOException {
        StringBuilder csv = new StringBuilder("学校代码,学校名称,区县,在校生数\n");
        int all = 0;
        for (int county = 0; county < 12; county++) {
            int sum = 0;
            for (int i = 0; i < 100; i++) {
                int pupils = 50 + (37 * (100 * county + i)) % 1951;
                sum += pupils;
                csv.append(",第")
                        .append(i)
                        .append("小学,县")
                        .append(county)
                        .append(',')
                        .append(pupils)
                        .append('\n');
            }
            all += sum;
            csv.append(",县").append(county).append("小计,,").append(sum).append('\n');
        }
        csv.append(",合计,,").append(all).append('\n');

        SimpleFeatureCollection schools = read(csv.toString());

        assertThat(schools.size()).isEqualTo(1200);
        assertThat(notes(schools)).singleElement().asString().startsWith("13 rows of totals or means left out");
    }

    @Test
    void aRowWithoutAnyNameIsAskedForIfItMayBeATotal() throws IOException {
        List<List<String>> rows = rows();
        rows.set(4, List.of("", "", "", "", "430", "900000", "10", "94.21", "29.21"));
        assertThat(read(utf8(rows)).size()).isEqualTo(6);

        assertThatThrownBy(() -> read(utf8(and("", "", "", "", "3800", "9300000", "112", "", ""))))
                .hasMessageStartingWith(
                        "a row has neither a name nor a code, and larger figures than all others, “3800 9300000 112” (line 8)");
    }

    @Test
    void aPossibleSumOfFewFiguresIsReadWithAWarning() throws IOException {
        SimpleFeatureCollection schools = read("学校名称,区县,在校生数\n一小,甲,640\n二小,甲,1004\n三小,甲,1250\n林芝市,,2894\n");

        assertThat(schools.size()).isEqualTo(4);
        assertThat(warnings(schools)).singleElement().asString().endsWith("“林芝市” (line 5)");
    }

    @Test
    void aSchoolWithACodeWhoseFiguresAreSumsIsAskedFor() {
        assertThatThrownBy(() -> read(utf8(and("5426230001", "林芝市", "林芝市", "小学", "3726", "9285800", "111", "", ""))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("the figures of a row are the sums of other rows, “林芝市 林芝市 小学” (line 8)");
    }

    @Test
    void fewRowsWithRoundFiguresAreNoSums() throws IOException {
        assertThat(read("name,a,b,c\nx,100,1000,10\ny,200,2000,20\nz,300,3000,30\n")
                        .size())
                .isEqualTo(3);
        assertThat(read("name,q1,q2,q3\nx,1,2,1\ny,2,1,1\nz,1,1,1\nv,4,4,3\n").size())
                .isEqualTo(4);
        assertThat(read("name,county,pupils\nx,a,0\ny,a,0\nz,a,0\nv,a,0\n").size())
                .isEqualTo(4);
    }

    @Test
    void schoolsWithoutACodeStayWhereTheyAre() throws IOException {
        List<List<String>> rows = rows();
        rows.get(1).set(0, "");
        rows.get(4).set(0, "");

        assertThat(names(read(utf8(rows)))).containsExactly("第一小学", "第二小学", "第三小学", "米林镇小学", "派镇小学", "卧龙小学");
    }

    @Test
    void schoolsMayHaveSuchWordsInTheirNames() throws IOException {
        List<String> names = List.of("总部小学", "汇总镇小学", "全县第一小学", "共和小学", "最高小学", "Total Learning School");
        List<List<String>> rows = named(names);
        rows.subList(1, rows.size()).forEach(row -> row.set(2, "合作市"));

        assertThat(names(read(utf8(rows)))).containsExactlyElementsOf(names);
    }

    @Test
    void aTableOfStatisticsKeepsThem() throws IOException {
        SimpleFeatureCollection statistics = read("figure,pupils\nmean,621\nstd,431.8\nmin,187\nmax,1250\n");
        SimpleFeatureCollection years = read("指标,2022,2023\n学生总数,330,320\n小学合计,190,185\n教师总数,51,52\n班级总数,12,13\n");

        assertThat(statistics.size()).isEqualTo(4);
        assertThat(warnings(statistics))
                .singleElement()
                .asString()
                .startsWith("4 rows that may be totals or statistics were read");
        assertThat(years.size()).isEqualTo(4);
    }

    @Test
    void aRowWithoutFiguresIsNoTotal() {
        assertThatThrownBy(() -> read(utf8(and("", "合计", "其中", "女", "—", "", "", "", ""))))
                .hasMessageContaining("a row is called “合计”");
    }

    @Test
    void notesBelowTheTableGoOn() throws IOException {
        SimpleFeatureCollection schools = read(
                SixSchools.csv(rows())
                        + """
                ,,,,,,,,
                注：1.在校生数含随班就读学生。,,,,,,,,
                2.设备值截至2024年底。,,,,,,,,
                （1）数据由各校填报,,,,,,,,
                其中不含民办学校,,,,,,,,
                单位负责人：张三,,,填表人：,李四,,,填表日期：,2024-09-30
                2024年9月30日,,,,,,,,
                """);

        assertThat(schools.size()).isEqualTo(6);
        assertThat(notes(schools))
                .first()
                .asString()
                .startsWith("left out as notes on the table: “注：1.在校生数含随班就读学生。” (line 9), “2.设备值截至2024年底。” (line 10)")
                .endsWith("“2024年9月30日” (line 14)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"以上数据为2024年秋季学期初统计。", "林芝市教育局", "二〇二四年九月三十日", "1、不含教学点", "（盖章）", "Figures of the autumn term."})
    void aNoteNeedsNoWordForIt(String note) throws IOException {
        SimpleFeatureCollection schools = read(SixSchools.csv(rows()) + note + ",,,,,,,,\n");

        assertThat(schools.size()).isEqualTo(6);
        assertThat(notes(schools)).containsExactly("left out as a note on the table: “" + note + "” (line 8)");
    }

    @Test
    void aSchoolOfWhichOnlyTheNameIsKnownIsToldOf() throws IOException {
        List<List<String>> rows = and("", "新建小学", "", "", "", "", "", "", "");
        rows.add(2, List.of("", "朗县小学", "", "", "", "", "", "", ""));

        SimpleFeatureCollection schools = read(utf8(rows));

        assertThat(names(schools)).hasSize(8).contains("新建小学", "朗县小学");
        assertThat(notes(schools))
                .first()
                .isEqualTo("2 rows have nothing but a name or code: “朗县小学” (line 3), “新建小学” (line 9)");
    }

    @Test
    void countiesWithoutFiguresAreRows() throws IOException {
        assertThat(read("名称,学校数,学生数,教师数\n巴宜区,40,1000,90\n墨脱县,,,\n米林市,50,900,100\n")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void rowsThatWereOnlyNumberedAreBlank() throws IOException {
        SimpleFeatureCollection schools = read("序号,学校名称,区县,在校生数\n1,第一小学,巴宜区,640\n2,第二小学,巴宜区,1004\n3,,,\n4,,,\n");

        assertThat(schools.size()).isEqualTo(2);
        assertThat(notes(schools)).containsExactly("2 blank rows were left out");
    }

    @Test
    void rowsOfFormulasForSchoolsToComeAreBlank() throws IOException {
        List<List<String>> rows = and("", "", "", "", "0", "0", "0", "", "");

        assertThat(notes(read(utf8(rows)))).containsExactly("1 blank row was left out");
    }

    @Test
    void namesWithMarksAndWordsOfNotesAreSchools() throws IOException {
        List<List<String>> rows = named(List.of("*第一小学", "单位小学", "统计局小学", "填表小学", "联系小学", "报人小学"));
        rows.forEach(row -> row.set(0, row.get(1)));

        assertThat(read(utf8(rows.stream().map(row -> row.subList(1, 9)).toList()))
                        .size())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            巴宜区,,,,,,,,       | 巴宜区
            ,巴宜区,,,,,,,       | 巴宜区
            ,,巴宜区,,,,,,       | 巴宜区
            一、小学,,,,,,,,     | 一、小学
            Bayi District,,,,,,,, | Bayi District
            巴宜区,巴宜区,巴宜区,巴宜区,巴宜区,巴宜区,巴宜区,, | 巴宜区
            """)
    void aHeadingOverRowsIsNoSchool(String row, String text) {
        List<List<String>> rows = rows();
        rows.add(1, List.of(row.split(",", -1)));

        assertThatThrownBy(() -> read(utf8(rows)))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("the row has nothing but “" + text + "”: if it is a heading for the rows below")
                .hasMessageEndingWith("(line 2)");
    }

    @Test
    void leavesOutTheTitleAndTheHeaderOfEachPage() throws IOException {
        List<List<String>> rows = rows();
        List<List<String>> head = List.of(
                List.of("林芝市学校表", "", "", "", "", "", "", "", ""),
                rows.get(0),
                List.of("", "", "", "", "人", "元", "间", "度", "度"));
        rows.remove(0);
        List<List<String>> pages = new ArrayList<>(head);
        pages.addAll(rows.subList(0, 3));
        pages.addAll(head);
        pages.addAll(rows.subList(3, 6));

        SimpleFeatureCollection schools = read(utf8(pages));

        assertThat(schools.size()).isEqualTo(6);
        assertThat(notes(schools))
                .contains(
                        "left out as the header again: “林芝市学校表” (line 7), “学校代码 学校名称 区县 …” (line 8), “人 元 间 …” (line 9)");
    }

    @Test
    void tablesOfOneHeaderBelowEachOtherAreOne() throws IOException {
        List<List<String>> rows = rows();
        rows.add(4, List.of("表二 米林市", "", "", "", "", "", "", "", ""));
        rows.add(5, SixSchools.HEADER);

        SimpleFeatureCollection schools = read(utf8(rows));

        assertThat(schools.size()).isEqualTo(6);
        assertThat(notes(schools))
                .containsExactly(
                        "left out as titles above the header again: “表二 米林市” (line 5)",
                        "left out as the header again: “学校代码 学校名称 区县 …” (line 6)");
    }

    @Test
    void takesTheHeaderInAnotherLanguageForItsSecondRow() throws IOException {
        SimpleFeatureCollection schools =
                read("School Code,School Name,County,Pupils,Lon\n学校代码,学校名称,区县,在校生数,经度\n1001,第一小学,巴宜区,640,94.3\n");

        assertThat(schools.size()).isEqualTo(1);
        assertThat(schools.getSchema().getDescriptor("Pupils_在校生数").getType().getBinding())
                .isEqualTo(Integer.class);
        assertThat(notes(schools))
                .contains("the header takes the lines 1 and 2, the names of groups before those below them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            学校名称,学校代码,区县,学段,在校生数,教学仪器设备值,网络多媒体教室数,经度,纬度 | 学校名称, 学校代码, 区县
            区县,学校数,在校生数,,,,,,  | 区县, 学校数, 在校生数
            乡镇,人口,面积,,户数,产值,粮食,, | 乡镇, 人口, 面积
            """)
    void aSecondTableIsRefused(String header, String names) {
        String csv = SixSchools.csv(rows()) + ",,,,,,,,\n" + header + "\n";

        assertThatThrownBy(() -> read(csv))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("a second header begins here, " + names)
                .hasMessageEndingWith("(line 9)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "------,------,------,------,------,------,------,------,------",
                "--- | ---",
                "=====,,,,,,,,",
                ":---,---,---,---,---:,---:,---:,---:,---:",
                "N/A,—,/,,,,,,"
            })
    void linesAreBlankRows(String line) throws IOException {
        List<List<String>> rows = rows();
        rows.add(1, List.of(line.split(",", -1)));
        if (line.contains("|")) {
            rows.set(1, List.of("---", "---", "", "", "", "", "", "", ""));
        }

        SimpleFeatureCollection schools = read(utf8(rows));

        assertThat(schools.size()).isEqualTo(6);
        assertThat(notes(schools)).containsExactly("1 blank row was left out");
    }

    @Test
    void aBlankFarAwayIsNoColumn(@TempDir Path folder) throws IOException {
        String xml = "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
                + "<row r='1'><c r='A1' t='inlineStr'><is><t>name</t></is></c><c r='B1' t='inlineStr'><is><t>pupils</t></is></c></row>"
                + "<row r='2'><c r='A2' t='inlineStr'><is><t>a</t></is></c><c r='B2'><v>640</v></c>"
                + "<c r='XFD2' t='inlineStr'><is><t xml:space='preserve'> </t></is></c></row>"
                + "<row r='3'><c r='XFD3' t='inlineStr'><is><t xml:space='preserve'> </t></is></c></row>"
                + "</sheetData></worksheet>";
        Path file = folder.resolve("far.xlsx");
        new WorkbookSamples().sheet("s", xml.getBytes(StandardCharsets.UTF_8)).write(file);

        SimpleFeatureCollection schools = Workbooks.read(file, ReadOptions.named("s"));

        assertThat(schools.size()).isEqualTo(1);
        assertThat(schools.getSchema().getAttributeCount()).isEqualTo(2);
        assertThat(notes(schools)).containsExactly("1 blank row was left out");
    }

    @Test
    void strictTakesAllRowsAsTheyStand() throws IOException {
        String csv = "code,name,n,m\n巴宜区,,,\n1,a,10,20\ncode,name,n,m\n,合计,10,20\n注：x,,,\n";
        ReadOptions strict = ReadOptions.named("t").withTables(new TableStyle(true, null, null));

        SimpleFeatureCollection rows = Csv.read(Samples.stream(csv), strict);

        assertThat(rows.size()).isEqualTo(5);
        assertThat(ReadingNotes.of(rows).isEmpty()).isTrue();
    }

    private static List<String> names(SimpleFeatureCollection schools) throws IOException {
        return DataUtilities.list(schools).stream()
                .map(school -> String.valueOf(school.getAttribute("学校名称")))
                .toList();
    }

    /** The six schools by other names. */
    private static List<List<String>> named(List<String> names) {
        List<List<String>> rows = rows();
        for (int i = 0; i < names.size(); i++) {
            rows.get(i + 1).set(1, names.get(i));
        }
        return rows;
    }

    private static List<String> notes(SimpleFeatureCollection features) {
        return Samples.notes(features).stream()
                .filter(note -> !note.startsWith("values that are missing") && !note.contains("no place"))
                .toList();
    }

    private static SimpleFeatureCollection read(String csv) throws IOException {
        return read(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static SimpleFeatureCollection read(byte[] csv) throws IOException {
        return Csv.read(new ByteArrayInputStream(csv), "schools");
    }
}

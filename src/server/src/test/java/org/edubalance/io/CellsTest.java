package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.edubalance.io.Samples.notes;
import static org.edubalance.io.Samples.values;
import static org.edubalance.io.Samples.warnings;
import static org.edubalance.io.SixSchools.and;
import static org.edubalance.io.SixSchools.rows;
import static org.edubalance.io.SixSchools.with;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single cells and the units of columns are read as, in the table of six schools. */
class CellsTest {

    private static final String EQUIPMENT = "教学仪器设备值";
    private static final String ROOMS = "网络多媒体教室数";

    @ParameterizedTest
    @ValueSource(strings = {"〃", "″", "“", "\"\"\"\"", "同上", "同前", "ditto", "Ditto", "do."})
    void takesMarksForTheValueAbove(String mark) throws IOException {
        SimpleFeatureCollection schools = read(column("区县", "巴宜区", mark, mark, "米林市", mark, "米林市"));

        assertThat(values(schools, "区县")).containsExactly("巴宜区", "巴宜区", "巴宜区", "米林市", "米林市", "米林市");
        String written = mark.startsWith("\"") ? "\"" : mark;
        assertThat(notes(schools))
                .containsExactly("marks for the value above, read as that value: 区县 3, such as “" + written
                        + "” = 巴宜区 (line 3)");
    }

    @Test
    void takesMarksForTheNumberAbove() throws IOException {
        SimpleFeatureCollection schools = read(column(ROOMS, "22", "同上", "〃", "—", "同上", "6"));

        assertThat(values(schools, ROOMS)).containsExactly(22, 22, 22, null, null, 6);
        assertThat(notes(schools))
                .containsExactly(
                        "marks for the value above, read as that value: 网络多媒体教室数 3, such as “同上” = 22 (line 3)",
                        "values that are missing: 网络多媒体教室数 2 (blank, —)");
    }

    @Test
    void takesMarksInTheOrderOfTheFile() throws IOException {
        List<List<String>> rows = rows();
        rows.add(4, List.of("5426210009", "总部小学", "〃", "小学", "100", "300000", "5", "94.3", "29.6"));

        assertThat(values(read(rows), "区县").get(3)).isEqualTo("巴宜区");
    }

    @Test
    void refusesAMarkWithNothingAbove() {
        assertThatThrownBy(() -> read(with(1, "区县", "同上")))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll(
                        "“区县” has “同上”, which stands for the value above, but there is none", "line 2");
    }

    @Test
    void leavesMarksWithinTexts() throws IOException {
        SimpleFeatureCollection schools = read(with(2, "学校名称", "同上小学"));

        assertThat(values(schools, "学校名称").get(1)).isEqualTo("同上小学");
        assertThat(notes(schools)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "教学仪器设备值（万元）",
                "教学仪器设备值（人民币万元）",
                "教学仪器设备值/万元",
                "教学仪器设备值：万元",
                "教学仪器设备值_万元",
                "教学仪器设备值 万元",
                "教学仪器设备值，万元",
                "教学仪器设备值(10,000元)",
                "Equipment value (10,000 yuan)",
                "Equipment value (RMB 10,000)",
                "Equipment value, 10,000 yuan"
            })
    void findsAUnitInTheHeader(String header) throws IOException {
        List<List<String>> rows = column(EQUIPMENT, "323.84", "140.74", "280", "90", "42", "52");
        rows.get(0).set(SixSchools.HEADER.indexOf(EQUIPMENT), header);

        SimpleFeatureCollection schools = read(rows);

        String name = header.startsWith("E") ? "Equipment value" : EQUIPMENT;
        assertThat(values(schools, name))
                .containsExactly(3238400.0, 1407400.0, 2800000.0, 900000.0, 420000.0, 520000.0);
        assertThat(notes(schools)).anyMatch(note -> note.endsWith(name + " × 10000"));
    }

    @ParameterizedTest
    @CsvSource({
        "（千元）, 1000",
        "（百元）, 100",
        "（亿元）, 100000000",
        "(thousand yuan), 1000",
        "(million yuan), 1000000",
        "(10000元), 10000"
    })
    void knowsFactors(String unit, double factor) throws IOException {
        List<List<String>> rows = column(EQUIPMENT, "3", "1", "2", "9", "4", "5");
        rows.get(0).set(SixSchools.HEADER.indexOf(EQUIPMENT), EQUIPMENT + unit);

        assertThat(values(read(rows), EQUIPMENT).get(0)).isEqualTo(3 * factor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"图书册数/人", "Teachers/students", "学生/教师", "联系人", "单价超过10万元", "人数/平方公里", "年/月", "大班额（100人）"})
    void leavesNamesThatEndLikeAUnit(String name) throws IOException {
        List<List<String>> rows = rows();
        rows.get(0).set(SixSchools.HEADER.indexOf(ROOMS), name);

        SimpleFeatureCollection schools = read(rows);

        assertThat(values(schools, name)).containsExactly(22, 38, 30, 10, 5, 6);
        assertThat(notes(schools)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "（亩）, 27.41, 18273.333",
        "/亩, 27.41, 18273.333",
        "(公顷), 1.8274, 18274",
        "(ha), 1.8274, 18274",
        "(mu), 27.41, 18273.333"
    })
    void convertsAreas(String unit, String written, double area) throws IOException {
        SimpleFeatureCollection schools = read(List.of(List.of("学校名称", "体育运动场馆面积" + unit), List.of("第一小学", written)));

        assertThat((double) values(schools, "体育运动场馆面积").get(0)).isCloseTo(area, within(0.001));
        assertThat(notes(schools)).anyMatch(note -> note.contains("the values are read in square metres"));
    }

    @Test
    void convertsAreasOfCells() throws IOException {
        SimpleFeatureCollection schools = read(List.of(
                List.of("学校名称", "体育运动场馆面积"), List.of("甲", "18亩"), List.of("乙", "1.2公顷"), List.of("丙", "9000㎡")));

        assertThat(values(schools, "体育运动场馆面积")).containsExactly(12000, 12000, 9000);
        assertThat(notes(schools))
                .contains("areas in other units, read in square metres: 体育运动场馆面积 2, such as “18亩” = 12000 (line 2)");
    }

    @Test
    void aCellWithItsOwnUnitTakesNoneFromTheHeader() throws IOException {
        List<List<String>> rows = column(EQUIPMENT, "3238400元", "140.74", "￥280", "90万", "42", "520千元");
        rows.get(0).set(SixSchools.HEADER.indexOf(EQUIPMENT), EQUIPMENT + "（万元）");

        assertThat(values(read(rows), EQUIPMENT))
                .containsExactly(3238400.0, 1407400.0, 2800000.0, 900000.0, 420000.0, 520000.0);
    }

    @Test
    void refusesUnitsOfOtherKinds() {
        List<List<String>> rows = with(2, "在校生数", "1004元");
        rows.get(0).set(SixSchools.HEADER.indexOf("在校生数"), "在校生数（人）");

        assertThatThrownBy(() -> read(rows))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("“在校生数” has numbers of several units, “人” and “1004元”", "line 3");
    }

    @ParameterizedTest
    @CsvSource({"323.84万元,280", "27.41亩,29.18"})
    void refusesBareNumbersThatMayBeInTheUnitOfOthers(String written, String bare) {
        List<List<String>> rows = List.of(List.of("学校名称", "数"), List.of("甲", written), List.of("乙", bare));

        assertThatThrownBy(() -> read(rows))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("“" + bare + "” without a unit beside “" + written + "”", "line 3");
    }

    @Test
    void takesBareNumbersBesideUnitsOfAnotherSize() throws IOException {
        assertThat(values(read(with(2, EQUIPMENT, "140.74万元")), EQUIPMENT).get(1))
                .isEqualTo(1407400);
        assertThat(values(read(column(ROOMS, "1.2万册", "85", "640", "300", "0", "10")), ROOMS)
                        .get(0))
                .isEqualTo(12000);
    }

    @Test
    void warnsOfAUnitInTheTitle() throws IOException {
        List<List<String>> rows = rows();
        rows.add(0, List.of("单位：人、万元", "", "", "", "", "", "", "", ""));

        assertThat(warnings(read(rows)))
                .containsExactly("the title gives a unit, but not for which columns, so values are read as they stand:"
                        + " “万元” (line 1); put it into the header of those columns, such as (万元)");

        rows.get(1).set(SixSchools.HEADER.indexOf(EQUIPMENT), EQUIPMENT + "（万元）");
        assertThat(warnings(read(rows))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"教学仪器设备值（美元）", "Equipment value ($)", "教学仪器设备值（欧元）", "Equipment value (USD)"})
    void keepsOtherCurrenciesApart(String header) throws IOException {
        List<List<String>> rows = rows();
        rows.get(0).set(SixSchools.HEADER.indexOf(EQUIPMENT), header);

        SimpleFeatureCollection schools = read(rows);

        assertThat(values(schools, header).get(0)).isEqualTo(3238400);
        assertThat(warnings(schools))
                .singleElement()
                .asString()
                .startsWith("amounts of another currency, not converted into yuan: " + header);
    }

    @Test
    void warnsOfAmountsOfTwoSizes() throws IOException {
        assertThat(warnings(read(column(EQUIPMENT, "3238400", "140.74", "2800000", "90", "420000", "52"))))
                .containsExactly(
                        "amounts of very different sizes in one column; some may be in 万元 (10,000 CNY) and others in CNY:"
                                + " 教学仪器设备值 has 140.74 (line 3) and 420000 (line 6)");
        assertThat(warnings(read(column(EQUIPMENT, "3238400", "0", "280000", "9000", "42000", "520"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.42621E+11", "5.42621E11", "5.42621e+17", "5E+11"})
    void refusesCodesThatASpreadsheetProgramShortened(String code) {
        assertThatThrownBy(() -> read(column("学校代码", code, code, code, code, code, code)))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll(
                        "“学校代码” has “" + code + "”", "lost their last digits", "format the column as text", "line 2");
        assertThatThrownBy(() -> read(with(3, "学校代码", code)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("line 4");
    }

    @Test
    void leavesCodesThatHaveAllTheirDigits() throws IOException {
        SimpleFeatureCollection schools = read(column("学校代码", "12E4", "1E10", "A7", "5E12", "13E5", "B9"));

        assertThat(values(schools, "学校代码").get(1)).isEqualTo("1E10");
        assertThat(notes(schools)).isEmpty();
    }

    @Test
    void warnsOfCodesThatEndInZeros() throws IOException {
        assertThat(warnings(read(column(
                        "学校代码",
                        "542621000100012000",
                        "542621000100013000",
                        "542621000100014000",
                        "542622000100012000",
                        "542622000100013000",
                        "542622000100014000"))))
                .singleElement()
                .asString()
                .startsWith("numbers longer than a spreadsheet program can hold, whose last digits are lost")
                .endsWith("学校代码, such as “542621000100012000” (line 2)");
    }

    @Test
    void unwrapsTextsForSpreadsheetPrograms() throws IOException {
        SimpleFeatureCollection schools = read(
                """
                ="学校代码",校名,n
                "=""05426210001""\",'s-Hertogenbosch,="640"
                '05426210002,'68er Schule,'187
                """);

        assertThat(values(schools, "学校代码")).containsExactly("05426210001", "05426210002");
        assertThat(values(schools, "校名")).containsExactly("'s-Hertogenbosch", "'68er Schule");
        assertThat(values(schools, "n")).containsExactly(640, 187);
        assertThat(notes(schools))
                .containsExactly("cells without the signs that make a spreadsheet program take them for text:"
                        + " 学校代码 2 (line 2), n 2 (line 2)");
    }

    @ParameterizedTest
    @CsvSource({"已达标,6", "二十二,6", "'32,38,400',6", "TRUE,6"})
    void warnsOfTextsWhereNumbersAreExpected(String text, int count) throws IOException {
        assertThat(warnings(read(column(EQUIPMENT, text, text, text, text, text, text))))
                .containsExactly("read as text where numbers are expected, so nothing can be computed with them:"
                        + " 教学仪器设备值: " + count + " values are no number, such as “" + text + "” (line 2)");
    }

    @Test
    void readsSwissThousands() throws IOException {
        assertThat(values(read(with(1, EQUIPMENT, "3’238’400")), EQUIPMENT).get(0))
                .isEqualTo(3238400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999", "-9999", "9999", "99999"})
    void warnsOfNumbersThatStandForMissingValues(String number) throws IOException {
        assertThat(warnings(read(with(3, ROOMS, number))))
                .containsExactly(
                        "numbers that often stand for a missing value, read as numbers; empty these cells if they"
                                + " do: 网络多媒体教室数 1, " + number + " (line 4)");
    }

    @Test
    void leavesSuchNumbersAmongOthersOfTheirSize() throws IOException {
        assertThat(notes(read(column("在校生数", "9999", "8000", "640", "430", "187", "215"))))
                .isEmpty();
        assertThat(notes(read(column("学校代码", "1", "2", "3", "4", "5", "9999")))).isEmpty();
    }

    @Test
    void namesTheCellThatItReadWithPointsAsSeparators() throws IOException {
        List<List<String>> rows =
                column(EQUIPMENT, "3.238.400", "1.407.400", "2.800.000", "900.000", "420.000", "520.000");

        SimpleFeatureCollection schools = read(SixSchools.csv(rows, ";"));

        assertThat(values(schools, EQUIPMENT)).contains(3238400.0, 900000.0);
        assertThat(notes(schools))
                .contains("numbers with thousands separators: 教学仪器设备值 6, such as “900.000” = 900000 (line 5)");
    }

    @ParameterizedTest
    @CsvSource({
        "0.57999999999999996, 0%, 58%",
        "0.87000000000000011, 0.0%, 87%",
        "0.12345, 0.00%, 12.345%",
        "5.4262100010001242E+17, General, 5.42621000100012E+17",
        "542621000100012416, 0, 5.42621000100012E+17",
        "542621000100, 0, 542621000100",
        "94.358512345678901, General, 94.358512345678901"
    })
    void showsNumbersOfWorkbooksAsExcelDoes(String number, String format, String shown) {
        assertThat(CellFormats.text(number, format, false)).isEqualTo(shown);
    }

    @Test
    void refusesARowThatIsThereTwice() {
        List<List<String>> rows = withoutCodes(and("", "卧龙小学", "米林市", "小学", "215", "520000", "6", "93.8", "29.14"));
        rows.forEach(row -> row.add("3"));
        rows.get(0).set(8, "班级数");

        assertThatThrownBy(() -> read(rows))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("the row has the same values as line 7", "卧龙小学, line 8");
    }

    @Test
    void warnsOfRowsThatMayBeThereTwice() throws IOException {
        List<List<String>> rows = List.of(
                List.of("校名", "区县", "在校生数"),
                List.of("希望小学", "巴宜区", "30"),
                List.of("光明小学", "巴宜区", "30"),
                List.of("希望小学", "巴宜区", "30"),
                List.of("希望小学", "巴宜区", "31"));

        assertThat(warnings(read(rows)))
                .singleElement()
                .asString()
                .endsWith("count twice if they are one school: 希望小学, line 4, as line 2");
    }

    @Test
    void warnsOfNamesThatMayBeThoseOfOneRegion() throws IOException {
        assertThat(warnings(read(column("区县", "巴宜区", "林芝市巴宜区", "巴宜", "米林市", "米林市", "米林市"))))
                .singleElement()
                .asString()
                .contains("巴宜 and 巴宜区, 巴宜区 and 林芝市巴宜区");
        assertThat(notes(read(column("区县", "长沙市", "长沙市岳麓区", "长沙县", "南县", "衡阳市", "衡阳县"))))
                .isEmpty();
        assertThat(notes(read(column("区县", "York", "New York", "Englewood", "West Englewood", "新县", "阜新县"))))
                .isEmpty();
    }

    @Test
    void leavesAllOfItWhereItIsToldTo() throws IOException {
        List<List<String>> rows = column("区县", "〃", "林芝市巴宜区", "巴宜", "巴宜区", "'05", "同上");
        rows.get(0).set(SixSchools.HEADER.indexOf(ROOMS), ROOMS + "（亩）");
        rows.get(3).set(0, "5.42621E+11");
        SimpleFeatureCollection schools = Csv.read(
                new ByteArrayInputStream(SixSchools.utf8(rows)),
                ReadOptions.named("schools").withTables(TableStyle.STRICT));

        assertThat(values(schools, "区县")).containsExactly("〃", "林芝市巴宜区", "巴宜", "巴宜区", "'05", "同上");
        assertThat(values(schools, ROOMS + "（亩）")).contains(22, 6);
        assertThat(notes(schools)).isEmpty();
    }

    private static List<List<String>> column(String name, String... cells) {
        List<List<String>> rows = rows();
        for (int i = 0; i < cells.length; i++) {
            rows.get(i + 1).set(SixSchools.HEADER.indexOf(name), cells[i]);
        }
        return rows;
    }

    private static List<List<String>> withoutCodes(List<List<String>> rows) {
        List<List<String>> without = new ArrayList<>();
        rows.forEach(row -> without.add(new ArrayList<>(row.subList(1, row.size()))));
        return without;
    }

    private static SimpleFeatureCollection read(List<List<String>> rows) throws IOException {
        return read(SixSchools.csv(rows));
    }

    private static SimpleFeatureCollection read(String csv) throws IOException {
        return Csv.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "schools");
    }
}

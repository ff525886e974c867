package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.edubalance.io.Samples.notes;
import static org.edubalance.io.SixSchools.and;
import static org.edubalance.io.SixSchools.rows;
import static org.edubalance.io.SixSchools.utf8;
import static org.edubalance.io.SixSchools.with;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.io.table.TableOptions.Decimal;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as people keep them, each with the six schools that it means. */
class MessyTablesTest {

    /** Mean and coefficient of variation of the equipment per pupil, weighted by pupils. */
    private static final double[] EQUIPMENT = {2492.1632, 0.4907860};

    @Test
    void aPlainTableHasNothingToSay() throws IOException {
        SimpleFeatureCollection schools = read(utf8(rows()));

        assertSixSchools(schools);
        assertThat(ReadingNotes.of(schools).isEmpty()).isTrue();
        assertThat(schools.getSchema().getDescriptor("学校代码").getType().getBinding())
                .isEqualTo(Long.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GB18030  | '' | the text is not UTF-8; it was read as GB18030
            UTF-16LE | \uFEFF | the text was read as UTF-16
            UTF-16BE | \uFEFF | the text was read as UTF-16
            """)
    void readsWhatWindowsWrites(String encoding, String mark, String note) throws IOException {
        byte[] bytes = (mark + SixSchools.csv(rows())).getBytes(Charset.forName(encoding));

        SimpleFeatureCollection schools = read(bytes);

        assertSixSchools(schools);
        assertThat(notes(schools)).containsExactly(note);
    }

    @Test
    void readsUtf8WithAMarkAndTheEncodingThatIsNamed() throws IOException {
        assertSixSchools(read(("\uFEFF" + SixSchools.csv(rows())).getBytes(StandardCharsets.UTF_8)));
        Charset big5 = Charset.forName("Big5");
        byte[] bytes = "name,n\n學校,1\n".getBytes(big5);
        SimpleFeatureCollection rows = Csv.read(
                new ByteArrayInputStream(bytes), ReadOptions.named("t").withTables(new TableStyle(false, null, big5)));
        assertThat(DataUtilities.list(rows).get(0).getAttribute("name")).isEqualTo("學校");
    }

    @ParameterizedTest
    @CsvSource({"tab,tabs", ";,semicolons", "|,vertical bars"})
    void readsOtherSeparators(String named, String told) throws IOException {
        String separator = named.replace("tab", "\t");
        byte[] bytes = SixSchools.csv(rows(), separator).getBytes(StandardCharsets.UTF_8);

        SimpleFeatureCollection schools = read(bytes);

        assertSixSchools(schools);
        assertThat(notes(schools)).containsExactly("the fields are separated by " + told);
    }

    @Test
    void takesTheSeparatorThatExcelIsTold() throws IOException {
        assertSixSchools(read(("sep=;\r\n" + SixSchools.csv(rows(), ";")).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void findsTheHeaderBelowATitle() throws IOException {
        List<List<String>> rows = rows();
        rows.add(0, List.of("林芝市2024年义务教育学校办学条件一览表", "", "", "", "", "", "", "", ""));
        rows.add(1, List.of("填报单位：林芝市教育局", "", "", "", "", "", "2024-09-01", "", ""));
        rows.add(2, List.of(""));

        SimpleFeatureCollection schools = read(utf8(rows));

        assertSixSchools(schools);
        assertThat(notes(schools))
                .containsExactly(
                        "left out above the header: “林芝市2024年义务教育学校办学条件一览表” (line 1), “填报单位：林芝市教育局 2024-09-01” (line 2)");
    }

    @Test
    void joinsAHeaderOverTwoRows() throws IOException {
        SimpleFeatureCollection rows = read(
                """
                学校名称,学生数,,教师数,,区县
                ,男,女,合计,其中高级,
                甲小学,10,12,3,1,巴宜区
                乙小学,20,21,5,2,巴宜区
                """);

        assertThat(names(rows)).containsExactly("学校名称", "学生数_男", "学生数_女", "教师数_合计", "教师数_其中高级", "区县");
        assertThat(rows.size()).isEqualTo(2);
        assertThat(notes(rows)).singleElement().asString().startsWith("the header takes the lines 1 and 2");
    }

    @Test
    void passesOverRowsOfUnitsAndOfColumnNumbers() throws IOException {
        SimpleFeatureCollection rows = read(
                """
                学校名称,学生数,校舍面积,设备值,图书
                -,人,平方米,万元,册
                甲,1,2,3,4
                甲小学,10,1200,32.5,900
                """);

        SimpleFeature only = DataUtilities.list(rows).get(0);
        assertThat(rows.size()).isEqualTo(1);
        assertThat(only.getAttribute("设备值")).isEqualTo(325000.0);
        assertThat(notes(rows))
                .containsExactly(
                        "line 2 was taken for the units of the columns",
                        "line 3, which numbers the columns, was left out",
                        "the header gives the unit in hundreds, thousands, ten thousands or more; the values are read in full: 设备值 × 10000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            在校生数（人）     | columns without their unit: “在校生数（人）” as 在校生数
            在校生数 (人)      | columns without their unit: “在校生数(人)” as 在校生数
            在校生数【单位：人】 | columns without their unit: “在校生数【单位：人】” as 在校生数
            """)
    void findsNamesWithoutTheirUnit(String cell, String note) throws IOException {
        SimpleFeatureCollection schools = read(utf8(with(0, "在校生数", cell)));

        assertSixSchools(schools);
        assertThat(notes(schools)).containsExactly(note);
    }

    @ParameterizedTest
    @ValueSource(strings = {"在校\n生数", "在校\r\n生数", " 在校生数 ", "在 校 生 数", "在校生数\u3000", "\u00A0在校生数"})
    void namesHaveNoBlanksWithinOrAround(String cell) throws IOException {
        assertSixSchools(read(utf8(with(0, "在校生数", cell))));
    }

    @Test
    void aNameStaysWholeWhereItsUnitTellsItFromAnother() throws IOException {
        SimpleFeatureCollection rows = read("name,面积(㎡),面积(亩),人数（小学）\na,1,2,3\n");

        assertThat(names(rows)).containsExactly("name", "面积(㎡)", "面积(亩)", "人数（小学）");
    }

    @Test
    void equalNamesAreMadeUnique() throws IOException {
        SimpleFeatureCollection rows = read("name,教师数,教师数,\na,23,22,x\n");

        assertThat(names(rows)).containsExactly("name", "教师数", "教师数_2", "column4");
        assertThat(notes(rows))
                .containsExactly(
                        "names that are there twice: “教师数” as 教师数_2",
                        "columns without a name: column 4 as column4",
                        "several columns mean the same by their names, and one of them counts (--mapping says which): "
                                + "“教师数” as teachers and not “教师数_2”, which has 22 for 23 (a, line 2)");
        assertThat(ReadingNotes.of(rows).all()).anyMatch(ReadingNotes.Note::warning);
    }

    @Test
    void leavesOutBlankRowsAndColumns() throws IOException {
        List<List<String>> rows = and("", "", "", "", "", "", "", "", "");
        rows.add(List.of("", "", "", "", "", "", "", " ", ""));
        rows.forEach(row -> {
            if (row instanceof ArrayList<String>) {
                row.add("");
            }
        });

        SimpleFeatureCollection schools = read(utf8(rows));

        assertSixSchools(schools);
        assertThat(names(schools)).doesNotContain("column10");
        assertThat(notes(schools)).containsExactly("2 blank rows were left out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            '',合计,'','',3726,9285800,111,'','' | 合计
            合计,'','','',3726,9285800,111,'','' | 合计
            合 计,'','','',"3,726",928.58万,111,'','' | 合 计
            '',总计：,'','',3726,9285800,111,'','' | 总计：
            Total,'','','',3726,9285800,111,'','' | Total
            '',全县,'','',3726,9285800,111,'','' | 全县
            '',平均,'','',621,1547633,18.5,'','' | 平均
            合计,'','','','','','','','' | 合计
            """)
    void aTotalIsNoSchool(String cells, String label) throws IOException {
        String csv = SixSchools.csv(rows()) + cells.replace("'", "") + "\n";

        SimpleFeatureCollection schools = read(csv);

        assertSixSchools(schools);
        assertThat(notes(schools)).containsExactly("1 row of totals or means left out: “" + label + "” (line 8)");
    }

    @Test
    void totalsOfPartsAndBeforeTheirRowsAreNone() throws IOException {
        List<List<String>> rows = rows();
        rows.add(1, List.of("", "全市合计", "", "", "3726", "9285800", "111", "", ""));
        rows.add(5, List.of("", "小计", "巴宜区", "", "2894", "7445800", "90", "", ""));
        rows.add(List.of("", "小计", "米林市", "", "832", "1840000", "21", "", ""));

        SimpleFeatureCollection schools = read(utf8(rows));

        assertSixSchools(schools);
        assertThat(notes(schools)).singleElement().asString().startsWith("3 rows of totals or means left out");
    }

    @Test
    void whatIsCalledATotalMayBeASchool() throws IOException {
        List<List<String>> rows = and("5426220009", "全县", "米林市", "小学", "100", "1000", "1", "94", "29");
        rows.add(3, List.of("5426220010", "总计小计", "米林市", "小学", "200", "3000", "1", "94", "29"));

        SimpleFeatureCollection schools = read(utf8(rows));

        assertThat(DataUtilities.list(schools))
                .extracting(school -> school.getAttribute("学校名称"))
                .containsExactly("第一小学", "第二小学", "总计小计", "第三小学", "米林镇小学", "派镇小学", "卧龙小学", "全县");
        assertThatThrownBy(() -> read(utf8(and("5426220009", "合计", "米林市", "小学", "100", "1000", "1", "94", "29"))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("a row is called “合计”, but its figures are no sums")
                .hasMessageEndingWith("(line 8)");
    }

    @Test
    void aTotalThatIsWrongIsLeftOutWithAWarning() throws IOException {
        SimpleFeatureCollection schools = read(utf8(and("", "合计", "", "", "3700", "9285000", "110", "", "")));

        assertSixSchools(schools);
        assertThat(ReadingNotes.of(schools).all()).singleElement().satisfies(note -> {
            assertThat(note.warning()).isTrue();
            assertThat(note.text().in(Language.EN))
                    .contains("the figures are not the sums")
                    .endsWith("“合计” (line 8)");
        });
    }

    @Test
    void leavesOutNotesBelowTheTable() throws IOException {
        SimpleFeatureCollection schools = read(SixSchools.csv(rows()) + "注：数据来源于2024年教育事业统计\n填表人：张三,,,,,,审核人：李四,,\n");

        assertSixSchools(schools);
        assertThat(notes(schools)).singleElement().asString().startsWith("left out as notes on the table: “注：");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "  ", "—", "——", "-", "--", "－", "/", "\\", "无", "暂无", "N/A", "NA", "n/a", "NULL", "#N/A",
                "#DIV/0!", "NaN", "…"
            })
    void missingMarksAreNoValue(String mark) throws IOException {
        SimpleFeatureCollection schools = read(utf8(with(4, "网络多媒体教室数", mark)));

        assertSixSchools(schools);
        assertThat(schools.getSchema().getDescriptor("网络多媒体教室数").getType().getBinding())
                .isEqualTo(Integer.class);
        assertThat(DataUtilities.list(schools).get(3).getAttribute("网络多媒体教室数")).isNull();
        String told = mark.isBlank() ? "blank" : mark;
        assertThat(notes(schools)).containsExactly("values that are missing: 网络多媒体教室数 1 (" + told + ")");
    }

    @Test
    void wordsAmongTextsAreTexts() throws IOException {
        SimpleFeatureCollection rows = read("name,hasLibrary,country,remark\na,有,NA,x\nb,无,CN,—\n");

        assertThat(DataUtilities.list(rows))
                .extracting(row -> row.getAttributes().subList(1, 4))
                .containsExactly(List.of("有", "NA", "x"), java.util.Arrays.asList("无", "CN", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            在校生数     | 1 | 640人    | 640     | numbers with a unit: 在校生数 1, such as “640人” = 640 (line 2)
            在校生数     | 1 | ６４０   | 640     | numbers in full-width characters: 在校生数 1, such as “６４０” = 640 (line 2)
            在校生数     | 3 | 1,250    | 1250    | numbers with thousands separators: 在校生数 1, such as “1,250” = 1250 (line 4)
            在校生数     | 3 | 1，250   | 1250    | numbers with thousands separators: 在校生数 1, such as “1，250” = 1250 (line 4)
            在校生数     | 3 | 1 250    | 1250    | numbers with thousands separators: 在校生数 1, such as “1 250” = 1250 (line 4)
            教学仪器设备值 | 1 | 323.84万  | 3238400 | numbers in hundreds, thousands, ten thousands or more, read in full: 教学仪器设备值 1, such as “323.84万” = 3238400 (line 2)
            教学仪器设备值 | 1 | 323.84万元 | 3238400 | numbers in hundreds, thousands, ten thousands or more, read in full: 教学仪器设备值 1, such as “323.84万元” = 3238400 (line 2)
            教学仪器设备值 | 1 | ￥3,238,400 | 3238400 | numbers with a unit: 教学仪器设备值 1, such as “￥3,238,400” = 3238400 (line 2)
            网络多媒体教室数 | 1 | 85％    | 85      | percentages, read as the number before the sign: 网络多媒体教室数 1, such as “85％” = 85 (line 2)
            网络多媒体教室数 | 1 | 85%     | 85      | percentages, read as the number before the sign: 网络多媒体教室数 1, such as “85%” = 85 (line 2)
            """)
    void understandsNumbersAsPeopleWriteThem(String column, int row, String cell, int value, String note)
            throws IOException {
        SimpleFeatureCollection schools = read(utf8(with(row, column, cell)));

        assertSixSchools(schools);
        assertThat(DataUtilities.list(schools).get(row - 1).getAttribute(column))
                .isEqualTo(value);
        assertThat(notes(schools)).contains(note);
    }

    @Test
    void readsDecimalCommasWhereTheCommaSeparatesNothing() throws IOException {
        SimpleFeatureCollection rows = read("name;share;pupils;area\na;12,5;1.234;1.234,5\nb;7,25;850;2.000,75\n");

        assertThat(DataUtilities.list(rows))
                .extracting(row -> row.getAttributes().subList(1, 4))
                .containsExactly(List.of(12.5, 1234.0, 1234.5), List.of(7.25, 850.0, 2000.75));
        assertThat(notes(rows))
                .anyMatch(note -> note.startsWith("the comma is the decimal mark: share, such as “12,5” = 12.5"))
                .anyMatch(note -> note.contains("pupils 1, such as “1.234” = 1234 (line 2)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.234", "1,234"})
    void asksWhatAMarkMeansThatMayMeanEither(String cell) throws IOException {
        String csv = "name;pupils\na;" + cell + "\nb;850\n";

        assertThatThrownBy(() -> read(csv))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "“pupils” has “" + cell
                                + "”, whose mark may be a decimal one or group thousands: say which, on the command line by --decimal point or --decimal comma");
        assertThat(first(csv, Decimal.POINT)).isEqualTo(cell.contains(".") ? (Object) 1.234 : 1234);
        assertThat(first(csv, Decimal.COMMA)).isEqualTo(cell.contains(",") ? 1.234 : (Object) 1234.0);
        // a comma between the fields is none in a number
        assertThat(DataUtilities.list(read("name,pupils\na,1.234\n")).get(0).getAttribute("pupils"))
                .isEqualTo(1.234);
    }

    private static Object first(String csv, Decimal mark) throws IOException {
        ReadOptions options = ReadOptions.named("t").withTables(new TableStyle(false, mark, null));
        return DataUtilities.list(Csv.read(Samples.stream(csv), options)).get(0).getAttribute("pupils");
    }

    @Test
    void refusesUnitsAndSharesThatDoNotAgree() {
        assertThatThrownBy(() -> read("name,d\na,300米\nb,1.2公里\n"))
                .hasMessage("“d” has numbers of several units, “300米” and “1.2公里”: give all in one (line 3)");
        assertThatThrownBy(() -> read("name,rate\na,85%\nb,0.68\n"))
                .hasMessage("“rate” has “85%” and “0.68”: write all as percentages or all as shares (line 3)");
    }

    @Test
    void codesKeepTheirZerosAndLongNumbersTheirDigits() throws IOException {
        SimpleFeatureCollection rows = read(
                "code,long,n\n0526210001,12345678901234567890,9007199254740993\n0526210002,12345678901234567891,1.5\n");

        assertThat(DataUtilities.list(rows))
                .extracting(SimpleFeature::getAttributes)
                .containsExactly(
                        List.of("0526210001", "12345678901234567890", 9007199254740992.0),
                        List.of("0526210002", "12345678901234567891", 1.5));
    }

    @Test
    void namesTheValueThatKeepsAColumnFromBeingNumbers() throws IOException {
        SimpleFeatureCollection schools = read(utf8(with(5, "在校生数", "约190")));

        assertThat(schools.getSchema().getDescriptor("在校生数").getType().getBinding())
                .isEqualTo(String.class);
        assertThat(DataUtilities.list(schools).get(0).getAttribute("在校生数")).isEqualTo("640");
        assertThat(ReadingNotes.of(schools).all()).singleElement().satisfies(note -> {
            assertThat(note.warning()).isTrue();
            assertThat(note.text().in(Language.EN)).endsWith("在校生数: 1 value is no number, such as “约190” (line 6)");
            assertThat(note.text().in(Language.ZH)).isEqualTo("因个别值不是数而读作文本，更正后才能计算：在校生数：1个值不是数，如“约190”（第6行）");
        });
    }

    @Test
    void blanksAroundTextsAreNoPartOfThem() throws IOException {
        SimpleFeatureCollection schools = read(utf8(with(1, "区县", "巴宜区\u3000")));

        assertThat(DataUtilities.list(schools).get(0).getAttribute("区县")).isEqualTo("巴宜区");
        assertThat(notes(schools)).containsExactly("texts without the blanks around them: 区县 1 (line 2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"东经,北纬", "lng,lat", "Long,Lat", "LONGITUDE,LATITUDE", "经度（°）,纬度（°）", "经度坐标,纬度坐标"})
    void findsPlaces(String pair) throws IOException {
        List<List<String>> rows = rows();
        rows.get(0).set(7, pair.split(",")[0]);
        rows.get(0).set(8, pair.split(",")[1]);

        SimpleFeatureCollection schools = read(utf8(rows));

        assertThat(DataUtilities.list(schools).get(0).getDefaultGeometry()).hasToString("POINT (94.3585 29.65849)");
        assertThat(schools.getBounds().getMinX()).isEqualTo(93.8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            94°21′30.6″   | 29°39′30.6″
            94°21'30.6"   | 29°39'30.6"
            94度21分30.6秒 | 29度39分30.6秒
            东经94°21′30.6″ | 北纬29°39′30.6″
            E94°21′30.6″  | N29°39′30.6″
            94°21.51′ E   | 29°39.51′ N
            94.3585°      | 29.6585°
            94.3585E      | 29.6585N
            94，3585      | 29，6585
            """)
    void readsDegreesMinutesAndSeconds(String lon, String lat) throws IOException {
        List<List<String>> rows = with(1, "经度", lon);
        rows.get(1).set(8, lat);
        byte[] bytes = SixSchools.csv(rows, "\t").getBytes(StandardCharsets.UTF_8);

        SimpleFeature school = DataUtilities.list(read(bytes)).get(0);

        org.locationtech.jts.geom.Point point = (org.locationtech.jts.geom.Point) school.getDefaultGeometry();
        assertThat(point.getX()).isCloseTo(94.3585, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(point.getY()).isCloseTo(29.6585, org.assertj.core.data.Offset.offset(1e-9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"94°61′|29", "94°21′75″|29", "94°|x", "94.5°30′|29", "94°21|29"})
    void refusesDegreesThatAreNone(String lon, String lat) {
        List<List<String>> rows = with(1, "经度", lon);
        rows.get(1).set(8, lat);

        assertThatThrownBy(() -> read(utf8(rows)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("bad coordinate")
                .hasMessageEndingWith("(第一小学, line 2)");
    }

    @Test
    void southAndWestAreNegative() throws IOException {
        SimpleFeatureCollection rows = read("name,lon,lat\na,70°30′W,33°30′S\n");

        assertThat(DataUtilities.list(rows).get(0).getDefaultGeometry()).hasToString("POINT (-70.5 -33.5)");
    }

    @Test
    void readsGeometriesAsGeoPandasAndPostgisWriteThem() throws IOException {
        SimpleFeatureCollection geopandas = read(",name,geometry\n0,s0,POINT (100.1 30.1)\n1,s1,POINT (100.2 30.1)\n");
        SimpleFeatureCollection postgis = read("name,geom\ns0,0101000020E6100000000000000000F03F0000000000000040\n");
        SimpleFeatureCollection none = read("name,shape\ns0,round\n");

        assertThat(DataUtilities.list(geopandas).get(1).getDefaultGeometry()).hasToString("POINT (100.2 30.1)");
        assertThat(notes(geopandas)).containsExactly("columns without a name: column 1 as column1");
        assertThat(DataUtilities.list(postgis).get(0).getDefaultGeometry()).hasToString("POINT (1 2)");
        assertThat(none.getSchema().getGeometryDescriptor()).isNull();
        assertThatThrownBy(() -> read("name,geom\ns0,0101000020E6100000000000000000F03F\n"))
                .hasMessageContaining("no geometry: “0101");
    }

    @Test
    void xAndYNeedACrs() throws IOException {
        String csv = "学校名称,X,Y\n甲,500000,3282000\n";

        SimpleFeatureCollection rows = read(csv);
        SimpleFeatureCollection points =
                Csv.read(Samples.stream(csv), ReadOptions.named("t").withCrs(CrsNames.decode("EPSG:4547")));

        assertThat(notes(rows))
                .containsExactly("the columns of x and y are no places, as no coordinate reference system is named");
        assertThat(DataUtilities.list(points).get(0).getDefaultGeometry()).hasToString("POINT (500000 3282000)");
    }

    @Test
    void zeroIsNoPlaceAndMissingPlacesAreNamed() throws IOException {
        List<List<String>> rows = with(5, "经度", "0");
        rows.get(5).set(8, "0");
        rows.get(6).set(7, "");
        rows.get(6).set(8, "—");

        SimpleFeatureCollection schools = read(utf8(rows));

        List<SimpleFeature> all = DataUtilities.list(schools);
        assertThat(all.get(4).getDefaultGeometry()).isNull();
        assertThat(all.get(5).getDefaultGeometry()).isNull();
        assertThat(schools.getBounds().getMinX()).isEqualTo(94.21);
        assertThat(notes(schools))
                .containsExactly(
                        "1 row has the place 0, 0, which was taken for none: 派镇小学, line 6",
                        "1 row has no place: 卧龙小学, line 7");
    }

    @Test
    void swappedCoordinatesAreRefused() {
        List<List<String>> rows = with(1, "经度", "29.65849");
        rows.get(1).set(8, "94.3585");

        assertThatThrownBy(() -> read(utf8(rows))).isInstanceOf(Refusal.class).hasMessageContaining("swapped");
    }

    @Test
    void aSchoolThatIsThereTwiceIsRefused() throws IOException {
        List<List<String>> rows = with(2, "学校代码", "5426210001");
        rows.get(2).set(1, "第一小学");

        assertThatThrownBy(() -> read(utf8(rows)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("学校代码 “5426210001” is in line 2 too")
                .hasMessageEndingWith("(第一小学, line 3)");
        rows.get(2).set(3, "初中");
        assertThat(read(utf8(rows)).size()).as("a school of two stages").isEqualTo(6);
        assertThat(read("学校代码,学校名称,在校生数,年份\n1,a,10,2023\n1,a,11,2024\n").size())
                .as("a school in two years")
                .isEqualTo(2);
        assertThat(read("学校代码,学校名称,q1\n1,a,5\n1,a,5\n").size())
                .as("two answers about a school")
                .isEqualTo(2);
    }

    @Test
    void aHeaderAloneHasNoRows() throws IOException {
        SimpleFeatureCollection none = read("name,lon,lat,pupils\n");

        assertThat(none.isEmpty()).isTrue();
        assertThat(notes(none)).containsExactly("the table has a header and no rows");
    }

    @Test
    void refusesWhatIsNoTable() {
        assertThatThrownBy(() -> read("\n,,\n")).hasMessage("the table is empty: it has no header");
        assertThatThrownBy(() -> read(new byte[] {'P', 'K', 3, 4, 0, 0, 0}))
                .hasMessageContaining("this is no CSV: it holds zero bytes");
        assertThatThrownBy(() -> read(("a" + ",".repeat(10_000) + "\n").getBytes(StandardCharsets.UTF_8)))
                .hasMessage("more than 10000 attributes, which is the limit");
    }

    @Test
    void tellsWhoeverAsksAndInChineseToo() throws IOException {
        List<String> told = new ArrayList<>();
        ReadOptions options = ReadOptions.named("t").withNotes(note -> told.add(note.in(Language.ZH)));

        Csv.read(new ByteArrayInputStream(utf8(with(1, "在校生数", "640人"))), options);

        assertThat(told).containsExactly("带单位的数：在校生数 1个，如“640人”= 640（第2行）");
    }

    private static void assertSixSchools(SimpleFeatureCollection schools) {
        List<SimpleFeature> all = DataUtilities.list(schools);
        assertThat(all).hasSize(6);
        double pupils = 0;
        double equipment = 0;
        for (SimpleFeature school : all) {
            pupils += number(school, "在校生数");
            equipment += number(school, "教学仪器设备值");
        }
        double mean = equipment / pupils;
        double squares = 0;
        for (SimpleFeature school : all) {
            double weight = number(school, "在校生数");
            squares += weight * Math.pow(number(school, "教学仪器设备值") / weight - mean, 2);
        }
        assertThat(pupils).isEqualTo(3726);
        assertThat(mean).isCloseTo(EQUIPMENT[0], org.assertj.core.data.Offset.offset(5e-5));
        assertThat(Math.sqrt(squares / pupils) / mean)
                .isCloseTo(EQUIPMENT[1], org.assertj.core.data.Offset.offset(5e-8));
    }

    private static double number(SimpleFeature school, String attribute) {
        return ((Number) school.getAttribute(attribute)).doubleValue();
    }

    private static List<String> names(SimpleFeatureCollection rows) {
        return rows.getSchema().getAttributeDescriptors().stream()
                .map(attribute -> attribute.getLocalName())
                .toList();
    }

    private static SimpleFeatureCollection read(String csv) throws IOException {
        return read(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static SimpleFeatureCollection read(byte[] csv) throws IOException {
        return Csv.read(new ByteArrayInputStream(csv), "schools");
    }
}

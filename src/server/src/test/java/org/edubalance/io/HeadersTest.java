package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.edubalance.io.Samples.notes;
import static org.edubalance.io.Samples.stream;
import static org.edubalance.io.Samples.warnings;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.io.ColumnMapping.Source;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Point;

/** What the headers of tables are understood as, and where these have their places. */
class HeadersTest {

    @TempDir
    Path directory;

    /** Every letter could begin the other language, or be the county's own name. */
    @Test
    void longCellsTakeNoLongerThanTheyAre() {
        String name = "校".repeat(300_000);
        String county = "市".repeat(300_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> Csv.read(stream("区县," + name + "\n" + county + ",1\n巴宜区,2\n"), "schools"));
    }

    // headers of several rows

    @Test
    void understandsTheNamesOfGroupsAndThoseBelowThem() throws IOException {
        SimpleFeatureCollection rows = read(
                """
                学校名称,在校生数,,教师,,办学条件,,位置,
                ,合计,女,合计,骨干教师数,教学仪器设备值（万元）,图书册数,经度,纬度
                甲小学,640,320,40,6,323.84,900,94.3585,29.65849
                """);

        assertThat(understood(rows))
                .containsEntry("name", "学校名称")
                .containsEntry("pupils", "在校生数_合计")
                .containsEntry("teachers", "教师_合计")
                .containsEntry("teachers_backbone", "教师_骨干教师数")
                .containsEntry("equipment_value", "办学条件_教学仪器设备值")
                .containsEntry("books", "办学条件_图书册数");
        assertThat(only(rows).getAttribute("办学条件_教学仪器设备值")).isEqualTo(3238400.0);
        assertThat(only(rows).getDefaultGeometry()).hasToString("POINT (94.3585 29.65849)");
        assertThat(notes(rows)).contains("the places were read from 位置_经度, 位置_纬度");
    }

    @Test
    void takesGroupsAboveNamesThatNeedThem() throws IOException {
        SimpleFeatureCollection rows = read(
                """
                ,,学生,,教师,
                学校名称,区县,合计,女,合计,骨干教师数
                甲小学,巴宜区,640,320,40,6
                """);
        assertThat(names(rows)).containsExactly("学校名称", "区县", "学生_合计", "学生_女", "教师_合计", "教师_骨干教师数");

        SimpleFeatureCollection titled = read(
                """
                学校情况,,,,,内部资料
                学校名称,区县,在校生数,女,教师数,骨干教师数
                甲小学,巴宜区,640,320,40,6
                """);
        assertThat(names(titled)).containsExactly("学校名称", "区县", "在校生数", "女", "教师数", "骨干教师数");
        assertThat(notes(titled)).containsExactly("left out above the header: “学校情况 内部资料” (line 1)");
    }

    @Test
    void understandsTraditionalCharacters() throws IOException {
        assertThat(understood(read("學校名稱,縣,學生數,圖書冊數\n甲小學,A,640,900\n")))
                .containsEntry("name", "學校名稱")
                .containsEntry("county", "縣")
                .containsEntry("pupils", "學生數")
                .containsEntry("books", "圖書冊數");
    }

    @Test
    void leavesWhatAGroupMakesMeanLessOrSeveralHave() throws IOException {
        SimpleFeatureCollection rows = read(
                """
                学校名称,招生,,生均,,上午,,下午,
                ,学生数,女,图书册数,教学仪器设备值,班级数,计算机台数,班级数,计算机台数
                甲小学,64,32,40,600,3,9,4,8
                """);

        assertThat(understood(rows)).containsOnlyKeys("name");
        assertThat(notes(rows))
                .contains("several columns could be meant, so none was taken (--mapping says which): "
                        + "classes: 上午_班级数, 下午_班级数, computers: 上午_计算机台数, 下午_计算机台数");
    }

    @Test
    void givesTheColumnsOfAGroupItsUnit() throws IOException {
        SimpleFeatureCollection rows = read(
                """
                学校名称,设备（万元）,,面积,图书
                ,合计,电脑（台）,㎡,
                甲小学,32.5,40,1200,900
                """);

        assertThat(names(rows)).containsExactly("学校名称", "设备_合计", "设备_电脑", "面积", "图书");
        assertThat(only(rows).getAttribute("设备_合计")).isEqualTo(325000.0);
        assertThat(only(rows).getAttribute("设备_电脑")).isEqualTo(40);
    }

    @Test
    void readsAHeaderOfThreeRows() throws IOException {
        SimpleFeatureCollection rows = read(
                """
                附件1,,,,,,,,单位：人
                学校代码,学校名称,学生,,,教师,,位置,
                ,,在校生数,其中,,合计,其中,,
                ,,,女,寄宿生,,骨干教师数（人）,经度,纬度
                5426210001,甲小学,640,320,9,88,23,94.3585,29.65849
                5426210002,乙小学,1004,502,8,68,18,94.35373,29.66023
                """);

        assertThat(names(rows))
                .containsExactly("geometry", "学校代码", "学校名称", "学生_在校生数", "学生_其中_女", "学生_其中_寄宿生", "教师_合计", "教师_其中_骨干教师数");
        assertThat(understood(rows))
                .containsEntry("pupils", "学生_在校生数")
                .containsEntry("boarders", "学生_其中_寄宿生")
                .containsEntry("teachers", "教师_合计")
                .containsEntry("teachers_backbone", "教师_其中_骨干教师数");
        assertThat(rows.size()).isEqualTo(2);
        assertThat(notes(rows))
                .startsWith(
                        "left out above the header: “附件1 单位：人” (line 1)",
                        "the header takes the lines 2 to 4, the names of groups before those below them");
    }

    @Test
    void readsMergedHeadersOfThreeRows() throws IOException {
        List<List<String>> rows = List.of(
                List.of("学校名称", "学生", "", "", "教学仪器设备值（万元）"),
                List.of("", "合计", "其中", "", ""),
                List.of("", "", "男", "女", ""),
                List.of("甲小学", "12", "5", "7", "32.5"));

        SimpleFeatureCollection schools = (SimpleFeatureCollection) Format.XLSX.readFile(
                SimpleFeatureCollection.class,
                new WorkbookSamples()
                        .sheet("Sheet1", rows, "A1:A3", "B1:D1", "B2:B3", "C2:D2", "E1:E3")
                        .write(directory.resolve("merged.xlsx")),
                ReadOptions.named("schools"));

        assertThat(names(schools)).containsExactly("学校名称", "学生_合计", "学生_其中_男", "学生_其中_女", "教学仪器设备值");
        assertThat(understood(schools)).containsEntry("pupils", "学生_合计").containsEntry("equipment_value", "教学仪器设备值");
        assertThat(only(schools).getAttributes()).containsExactly("甲小学", 12, 5, 7, 325000.0);
    }

    @Test
    void yearsAreNamesUnderAGroupButValuesInARow() throws IOException {
        assertThat(names(read("学校名称,学生数,,\n,2022,2023年,2024\n甲小学,5,6,7\n")))
                .containsExactly("学校名称", "学生数_2022", "学生数_2023年", "学生数_2024");
        SimpleFeatureCollection rows = read("学校名称,建校年,,备注\n甲小学,1990,2001,\n乙小学,1980,5,\n");
        assertThat(rows.size()).isEqualTo(2);
    }

    @Test
    void refusesALowerRowOfNamesThatLeavesColumnsWithout() {
        assertThatThrownBy(() -> read("学校名称,在校生数,,教师数,,面积\n,,女,,,\n甲小学,640,320,40,6,900\n"))
                .hasMessage("the header has no name for column 3, and the row below it has “女” there, but not as a row "
                        + "of names under groups does: give every column its name in one row (line 2)");
    }

    @Test
    void takesTwoRowsOfNamesInTwoLanguages() throws IOException {
        SimpleFeatureCollection rows = read(
                """
                School name,County,Pupils,Qualified
                学校名称,区县,在校生数,高于规定学历教师数
                甲小学,巴宜区,640,88
                """);

        assertThat(rows.size()).isEqualTo(1);
        assertThat(understood(rows))
                .containsEntry("pupils", "Pupils_在校生数")
                .containsEntry("teachers_qualified", "Qualified_高于规定学历教师数");
    }

    @Test
    void understandsEitherHalfOfNamesInTwoLanguages() throws IOException {
        SimpleFeatureCollection rows = read(
                """
                学校名称 School name,County（区县）,在校生数/Pupils,骨干教师数 Backbone,教学仪器设备值（万元）Equipment
                甲小学,巴宜区,640,23,32.5
                """);

        assertThat(understood(rows).keySet())
                .containsExactly("name", "county", "pupils", "teachers_backbone", "equipment_value");
        assertThat(only(rows).getAttribute("教学仪器设备值Equipment")).isEqualTo(325000.0);
        assertThat(understood(read("学校名称,区县GDP,学生BMI\n甲小学,3,17.5\n"))).containsOnlyKeys("name");
    }

    // no header

    @Test
    void refusesATableWithoutAHeader() {
        assertThatThrownBy(() -> read("第一小学,巴宜区,640,88,94.3585\n第二小学,巴宜区,1004,68,94.3537\n"))
                .hasMessage(
                        "the first row was to name the columns, but it has “640” and other numbers like those in the "
                                + "rows below, and no name that is known: add a row with the names of the columns above it; "
                                + "--strict reads it as it stands (line 1)");
        assertThatThrownBy(() -> read("名单,,\n第一小学,巴宜区,640\n第二小学,巴宜区,1004\n"))
                .hasMessageContaining("it has “640”")
                .hasMessageEndingWith("(line 2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "区县,2021,2023\n巴宜区,2034,2040\n",
                "站点,500,1000,2000\nA,610,1300,1900\n",
                "班,1,2,3\n甲,2,3,2\n",
                "from,101,205,307\n101,0,120,130\n205,80,0,90\n",
                "学校名称,640,88\n甲小学,630,87\n"
            })
    void numbersMayNameColumns(String csv) throws IOException {
        assertThat(read(csv).size()).isPositive();
    }

    // several columns for one thing

    @Test
    void tellsOfSeveralColumnsForOneThingThatDiffer() throws IOException {
        SimpleFeatureCollection differ = read("学校名称,在校生数,学生数\n甲小学,640,640\n乙小学,1004,1009\n");
        assertThat(understood(differ)).containsEntry("pupils", "在校生数");
        assertThat(notes(differ))
                .containsExactly(
                        "several columns mean the same by their names, and one of them counts (--mapping says which): "
                                + "“在校生数” as pupils and not “学生数”, which has 1009 for 1004 (乙小学, line 3)");
        assertThat(warnings(differ)).isEmpty();

        assertThat(notes(read("学校名称,在校生数,学生数\n甲小学,640,640\n"))).isEmpty();
        assertThat(warnings(read("学校名称,在校生数,在校生数\n甲小学,640,645\n"))).hasSize(2);
    }

    // places

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "经度（度）|经度（分）|经度（秒）|纬度（度）|纬度（分）|纬度（秒）",
                "经度度|经度分|经度秒|纬度度|纬度分|纬度秒",
                "lon_deg|lon_min|lon_sec|lat_deg|lat_min|lat_sec",
                "经度(°)|经度(′)|经度(″)|纬度(°)|纬度(′)|纬度(″)",
                "经度(deg)|经度(min)|经度(sec)|纬度(deg)|纬度(min)|纬度(sec)",
                "LonD|LonM|LonS|LatD|LatM|LatS",
                "Longitude degrees|Longitude minutes|Longitude seconds|Latitude degrees|Latitude minutes|Latitude seconds"
            })
    void putsDegreesMinutesAndSecondsTogether(
            String degrees, String minutes, String seconds, String north, String northMinutes, String northSeconds)
            throws IOException {
        String header = String.join(",", degrees, minutes, seconds, north, northMinutes, northSeconds);

        SimpleFeatureCollection rows =
                read("name," + header + "\na,94,21,30.6,29,39,0\nb,94,22,12,29,38,60.00\nc,,,,,,\n");

        assertThat(names(rows)).containsExactly("geometry", "name");
        assertThat(point(rows, 0).getX()).isCloseTo(94.3585, within(1e-9));
        assertThat(point(rows, 0).getY()).isCloseTo(29.65, within(1e-9));
        assertThat(point(rows, 1).getY()).isCloseTo(29.65, within(1e-9));
        assertThat(notes(rows))
                .anyMatch(note -> note.startsWith(
                        "the places were read from degrees with minutes and seconds in columns of their own"));
    }

    @Test
    void takesTheSouthWithItsMinutes() throws IOException {
        Point point = point(read("name,lon deg,lon min,lat deg,lat min\na,-0,30.5,-33,15\n"), 0);

        assertThat(point.getX()).isCloseTo(-0.50833, within(1e-5));
        assertThat(point.getY()).isCloseTo(-33.25, within(1e-9));
    }

    @Test
    void refusesPartsOfDegreesThatAreNone() {
        assertThatThrownBy(() -> read("name,经度,经度分,纬度,纬度分\na,94.3585,21,29.65,39\n"))
                .hasMessage(
                        "bad coordinate: 经度 must be a whole number of degrees, as the minutes have a column of their "
                                + "own, got “94.3585” (a, line 2)");
        assertThatThrownBy(() -> read("name,经度,经度分,纬度,纬度分\na,94,75,29,39\n"))
                .hasMessageContaining("经度分 must be a number of minutes or seconds from 0 to 60")
                .hasMessageContaining("got “75” (a, line 2)");
        assertThatThrownBy(() -> read("name,经度,经度分,纬度\na,94,21,29\n"))
                .hasMessage(
                        "“经度分” has the minutes of one coordinate, but no column has those of the other: give both or "
                                + "neither");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"94 21 30.6,29 39 30", "94:21:30.6,29:39:30", "E94 21 30.6,N29 39 30", "94°21′30.6″E,29°39′30″N"
            })
    void readsDegreesWithTheirPartsInOneCell(String cells) throws IOException {
        Point point = point(read("name,经度,纬度\na," + cells + "\n"), 0);

        assertThat(point.getX()).isCloseTo(94.3585, within(1e-9));
        assertThat(point.getY()).isCloseTo(29.6583333, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "GPS经度,GPS纬度",
        "学校所在地经度,学校所在地纬度",
        "经度E,纬度N",
        "经度（东经）,纬度（北纬）",
        "校址经度（WGS84）,校址纬度",
        "經度,緯度",
        "Longitude (°E),Latitude (°N)",
        "Long.,Lat.",
        "schoolLongitude,schoolLatitude",
        "wgs84_lng,wgs84_lat"
    })
    void knowsLongitudeAndLatitudeUnderManyNames(String lon, String lat) throws IOException {
        SimpleFeatureCollection rows = read("name," + lat + "," + lon + "\na,29.65849,94.3585\n");

        assertThat(only(rows).getDefaultGeometry()).hasToString("POINT (94.3585 29.65849)");
        assertThat(notes(rows)).contains("the places were read from " + lon + ", " + lat);
    }

    @Test
    void saysWhichColumnsLookLikePlacesOnly() throws IOException {
        for (String header : List.of("家庭经度,家庭纬度,单位经度,单位纬度", "Longitude (°W),Latitude (°N),a,b")) {
            SimpleFeatureCollection rows = read("name," + header + "\na,94.35,29.65,94.36,29.66\n");

            assertThat(rows.getSchema().getGeometryDescriptor()).isNull();
            assertThat(notes(rows))
                    .singleElement()
                    .asString()
                    .startsWith("no places were read, though these columns look like such: " + header.split(",")[0]);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "坐标|94.3585,29.65849|longitude",
                "经纬度|94.3585，29.65849|longitude",
                "location|29.65849,94.3585|latitude",
                "GPS坐标|(29.65849, 94.3585)|latitude",
                "coordinates|[94.3585, 29.65849]|longitude",
                "经纬度|84.3585 29.65849|longitude",
                "lonlat|44.3585;29.65849|longitude",
                "坐标|东经94.3585°，北纬29.65849°|longitude",
                "位置|N29°39′30″ E94°21′30″|latitude",
                "location|40.7128,-74.006|latitude"
            })
    void takesTwoCoordinatesInOneColumnApart(String name, String cell, String first) throws IOException {
        SimpleFeatureCollection rows = read("name;" + name + "\na;\"" + cell + "\"\nb;\n");

        assertThat(names(rows)).containsExactly("geometry", "name");
        assertThat(point(rows, 0).getY()).isBetween(29.0, 41.0);
        assertThat(notes(rows))
                .contains("“" + name + "” holds longitudes and latitudes, the " + first
                        + " first; they were read as places");
    }

    @Test
    void refusesPairsWhoseOrderNothingSays() {
        assertThatThrownBy(() -> read("name,坐标\na,\"44.5,29.5\"\n"))
                .hasMessage("“坐标” holds two coordinates in each cell, and nothing says which of them is the longitude: "
                        + "call the column lonlat or latlon, or make two columns lon and lat of it");
        assertThatThrownBy(() -> read("name,坐标\na,\"94.5,29.5\"\nb,\"29.5,94.5\"\n"))
                .hasMessage(
                        "“坐标” has the longitude first in some rows and the latitude first in others, as in a, line 2: "
                                + "write all in one order (b, line 3)");
        assertThatThrownBy(() -> read("name,坐标\na,\"94.5,29.5\"\nb,八一镇\n"))
                .hasMessageEndingWith("but got “八一镇” (b, line 3)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"位置|八一镇(新区)", "location|Building A (north)", "location|12,5", "position|3,4"})
    void leavesOtherTextsUnderSuchNames(String column) throws IOException {
        String[] parts = column.split("\\|");

        SimpleFeatureCollection rows = read("name," + parts[0] + "\na,\"" + parts[1] + "\"\n");

        assertThat(only(rows).getAttribute(parts[0])).isEqualTo(parts[1]);
        assertThat(notes(rows)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "经度(GCJ-02)|纬度(GCJ-02)|GCJ-02|gcj02",
                "bd_lng|bd_lat|BD-09|bd09",
                "百度经度|百度纬度|BD-09|bd09",
                "lng_gcj02|lat_gcj02|GCJ-02|gcj02"
            })
    void warnsOfCoordinatesOfWebMaps(String lon, String lat, String datum, String option) throws IOException {
        String csv = "name," + lon + "," + lat + "\na,94.3585,29.65849\n";

        assertThat(warnings(read(csv)))
                .containsExactly("by their names " + lon + ", " + lat + " are in " + datum
                        + ", but they were taken for WGS 84, up to some hundred metres away: give --coordinates "
                        + option);
        ReadOptions options = ReadOptions.named("t").withDatum(WebMapDatum.of("--coordinates", option));
        assertThat(warnings(Csv.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), options)))
                .isEmpty();
    }

    @Test
    void takesThePlacesOnWgs84OfSeveral() throws IOException {
        SimpleFeatureCollection rows = read("name,GCJ经度,GCJ纬度,经度,纬度\na,94.3625,29.65649,94.3585,29.65849\n");

        assertThat(only(rows).getDefaultGeometry()).hasToString("POINT (94.3585 29.65849)");
        assertThat(notes(rows)).containsExactly("the places were read from 经度, 纬度, not from GCJ经度, GCJ纬度");
    }

    @Test
    void warnsOfTwoSetsOfPlacesThatDiffer() throws IOException {
        assertThat(warnings(read("name,经度,纬度,wkt\na,94.3585,29.65849,POINT (100 30)\n")))
                .containsExactly("the places were read from 经度, 纬度; wkt have others, first for a, line 2: delete or "
                        + "rename those that are not meant");
        assertThat(warnings(read("name,经度,纬度,lon,lat\na,94.3585,29.65849,94.3685,29.65849\n")))
                .hasSize(1);
        assertThat(notes(read("name,lon,lat,geometry\na,94.3585,29.6585,POINT (94.35850001 29.6585)\n")))
                .isEmpty();
    }

    @Test
    void warnsOfACoordinateThatIsZeroForOneAlone() throws IOException {
        assertThat(warnings(read("name,经度,纬度\na,94.35,29.65\nb,94.37,0\nc,94.21,29.21\n")))
                .containsExactly("“纬度” is 0 in 1 row, though all other places are far from there; check: b, line 3");
        assertThat(notes(read("name,lon,lat\na,0,51.5\nb,0.1,51.6\nc,-0.2,51.4\n")))
                .isEmpty();
    }

    @Test
    void readsGeometriesWithTheirSridAndAsGeoJson() throws IOException {
        SimpleFeatureCollection metres = read("name,geom\na,SRID=4547;POINT(500000 3282000)\n");
        assertThat(CrsNames.epsgCode(metres.getSchema().getCoordinateReferenceSystem()))
                .isEqualTo(4547);
        assertThat(only(metres).getDefaultGeometry()).hasToString("POINT (500000 3282000)");
        assertThat(only(read("name,WKT\na,SRID=4326;POINT (94.3585 29.65849)\n"))
                        .getDefaultGeometry())
                .hasToString("POINT (94.3585 29.65849)");
        String json = "\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[94.3585,29.65849]}\"";
        assertThat(only(read("name,geometry\na," + json + "\n")).getDefaultGeometry())
                .hasToString("POINT (94.3585 29.65849)");
    }

    @Test
    void refusesSridsThatAreUnknownOrSeveral() {
        assertThatThrownBy(() -> read("name,wkt\na,SRID=999999;POINT(1 2)\n"))
                .hasMessage("unknown coordinate reference system EPSG:999999 (a, line 2)");
        assertThatThrownBy(() -> read("name,wkt\na,SRID=4326;POINT(1 2)\nb,POINT(1 2)\n"))
                .hasMessage(
                        "the geometries have several SRIDs, 4326 and 0, where 0 is none: transform them to one (b, line 3)");
        ReadOptions options = ReadOptions.named("t").withCrs(CrsNames.decode("EPSG:4547"));
        assertThatThrownBy(() -> Csv.read(
                        new ByteArrayInputStream("name,wkt\na,SRID=4326;POINT(1 2)\n".getBytes(StandardCharsets.UTF_8)),
                        options))
                .hasMessageStartingWith(
                        "the geometry has the SRID 4326, but another coordinate reference system was named");
    }

    @Test
    void asItStandsATableHasOnlyTheNamesThatAreDocumented() throws IOException {
        String csv = "name,GPS经度,GPS纬度,坐标\na,94.3585,29.65849,\"94.3585,29.65849\"\n";
        ReadOptions options = ReadOptions.named("t").withTables(new TableStyle(true, null, null));

        SimpleFeatureCollection rows =
                Csv.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), options);

        assertThat(names(rows)).containsExactly("name", "GPS经度", "GPS纬度", "坐标");
        assertThat(notes(rows)).isEmpty();
    }

    private static Map<String, String> understood(SimpleFeatureCollection rows) {
        Map<String, String> understood = new LinkedHashMap<>();
        for (Map.Entry<String, Source> each :
                ColumnMapping.proposed(rows.getSchema()).sources().entrySet()) {
            understood.put(each.getKey(), each.getValue().column());
        }
        return understood;
    }

    private static Point point(SimpleFeatureCollection rows, int row) {
        return (Point) DataUtilities.list(rows).get(row).getDefaultGeometry();
    }

    private static SimpleFeature only(SimpleFeatureCollection rows) {
        assertThat(rows.size()).isEqualTo(1);
        return DataUtilities.list(rows).get(0);
    }

    private static List<String> names(SimpleFeatureCollection rows) {
        return rows.getSchema().getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .toList();
    }

    private static SimpleFeatureCollection read(String csv) throws IOException {
        return Csv.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "schools");
    }
}

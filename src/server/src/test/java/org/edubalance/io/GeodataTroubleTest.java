package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.edubalance.io.Samples.values;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Geodata as people have it: what its attributes mean, what it holds twice, what it is whatever its name. */
class GeodataTroubleTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String[] NAMES = {"第一小学", "第二小学", "第三小学", "米林镇小学"};

    @TempDir
    private Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static SimpleFeatureCollection read(Path file) throws IOException {
        return read(file, TableStyle.CLEANED);
    }

    private static SimpleFeatureCollection read(Path file, TableStyle style) throws IOException {
        return Format.ofFileName(file.getFileName().toString())
                .orElseThrow()
                .readFile(
                        SimpleFeatureCollection.class,
                        file,
                        ReadOptions.named("s").withTables(style));
    }

    private static List<String> notes(SimpleFeatureCollection features) {
        return ReadingNotes.of(features).all().stream()
                .map(note -> (note.warning() ? "! " : "") + note.text().in(Language.EN))
                .toList();
    }

    private static void refuses(Path file, String reason) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(Refusal.class).hasMessageContaining(reason);
    }

    /** A FeatureCollection of points with the name and one more property, given as JSON; null leaves it out. */
    private static String geojson(String property, String... values) {
        List<String> features = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            features.add("{\"type\":\"Feature\",\"properties\":{\"name\":\"" + NAMES[i] + "\""
                    + (values[i] == null ? "" : ",\"" + property + "\":" + values[i])
                    + "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[94." + i + ",29.6]}}");
        }
        return collection(features);
    }

    private static String collection(List<String> features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",\n", features) + "]}";
    }

    @ParameterizedTest
    @EnumSource(names = {"GEOJSON", "GEOJSON_SEQUENCE", "GEOPACKAGE", "FLATGEOBUF"})
    void textsOfNumbersAreNumbersAsInTables(Format format) throws Exception {
        Path file = directory.resolve("s" + format.ending());
        format.writeFile(
                Samples.features(
                        "geometry:Point:srid=4326,name:String,code:String,pupils:String",
                        Samples.row("POINT (94.1 29.6)", NAMES[0], "5426210001", "640人"),
                        Samples.row("POINT (94.2 29.6)", NAMES[1], "5426210002", "1,250人"),
                        Samples.row("POINT (94.3 29.6)", NAMES[2], "5426210003", "—")),
                file);

        SimpleFeatureCollection schools = read(file);

        assertThat(values(schools, "pupils")).containsExactlyInAnyOrder(640, 1250, null);
        assertThat(values(schools, "code")).contains("5426210001");
        assertThat(notes(schools))
                .hasSize(4)
                .startsWith("columns of texts read as numbers, as their values are: pupils")
                .anyMatch(note ->
                        note.startsWith("numbers with thousands separators: pupils 1, such as “1,250人” = 1250 (第二小学,"))
                .contains("values that are missing: pupils 1 (—)");
        assertThat(values(read(file, TableStyle.STRICT), "pupils")).contains("640人", "1,250人", "—");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            640, 250, "—", 430            | Integer | [640, 250, null, 430]
            640, "1,250", 30, 430         | Integer | [640, 1250, 30, 430]
            640, "", 30.5, 430            | Double  | [640.0, null, 30.5, 430.0]
            "640", "250", "30", "430"     | String  | [640, 250, 30, 430]
            "640", "", "30", "430"        | Integer | [640, null, 30, 430]
            "85%", "90%", "60%", "30%"    | Integer | [85, 90, 60, 30]
            640, "约250", 30, 430         | String  | [640, 约250, 30, 430]
            "007", "12", "30", "430"      | String  | [007, 12, 30, 430]
            "5426210001", "5426210002", "5426210003", "5426210004" | String | [5426210001, 5426210002, 5426210003, 5426210004]
            "甲", "N/A", "乙 ", "丙"      | String  | [甲, null, 乙, 丙]
            "有", "无", "有", "无"        | String  | [有, 无, 有, 无]
            [1], [2], [3], [4]            | String  | [[1], [2], [3], [4]]
            """)
    void aPropertyHasTheTypeOfAllItsValues(String values, String type, String read) throws IOException {
        SimpleFeatureCollection features = read(file("s.geojson", geojson("thing", values.split(", "))));

        assertThat(features.getSchema()
                        .getDescriptor("thing")
                        .getType()
                        .getBinding()
                        .getSimpleName())
                .isEqualTo(type);
        assertThat(values(features, "thing")).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"学校代码", "联系电话", "schoolId", "class_no", "postcode"})
    void whatTellsThingsApartStaysText(String name) throws IOException {
        SimpleFeatureCollection features = read(file("s.geojson", geojson(name, "\"12\"", "\"13\"", "\"14\"")));

        assertThat(values(features, name)).containsExactly("12", "13", "14");
        assertThat(notes(features)).isEmpty();
    }

    @Test
    void aPropertyThatIsThereTwiceIsRefused() throws IOException {
        String twice = geojson("pupils", "640, \"pupils\": 64");
        refuses(file("s.geojson", twice), "the feature has the property “pupils” twice: delete one of them (line 1");
        assertThatThrownBy(() -> read(file("s.geojson", twice))).hasMessageContaining("(feature s.1)");
        refuses(
                file(
                        "s.kml",
                        kml("<ExtendedData><Data name='pupils'><value>1</value></Data>"
                                + "<Data name='pupils'><value>2</value></Data></ExtendedData>")),
                "the placemark has the field “pupils” twice");
    }

    @Test
    void kmlInAnotherEncodingThanItSaysIsRefusedAsSuch() throws IOException {
        Path file = Files.write(directory.resolve("s.kml"), kml("").getBytes(GB18030));
        refuses(file, "the KML is not in the encoding that it names, or UTF-8 where it names none");
    }

    private static String kml(String content) {
        return "<kml xmlns='http://www.opengis.net/kml/2.2'><Document><Placemark><name>第一小学</name>" + content
                + "<Point><coordinates>94,29</coordinates></Point></Placemark></Document></kml>";
    }

    @Test
    void fieldsOfKmlAreCleanedAsTables() throws IOException {
        String two = kml("<ExtendedData><Data name='pupils'><value>640</value></Data></ExtendedData>")
                .replace(
                        "</Document>",
                        "<Placemark><name>第二小学</name><ExtendedData><Data name='pupils'><value>1,250人</value></Data>"
                                + "</ExtendedData><Point><coordinates>0,0</coordinates></Point></Placemark></Document>");

        SimpleFeatureCollection schools = read(file("s.kml", two));

        assertThat(values(schools, "pupils")).containsExactly(640, 1250);
        assertThat(notes(schools)).contains("! 1 row has the place 0, 0, which was taken for none: 第二小学, feature s.2");
        assertThat(
                        notes(
                                read(
                                        file(
                                                "s.kml",
                                                kml(
                                                        "<description><![CDATA[<table><tr><td>pupils</td><td>640</td></tr></table>]]></description>")))))
                .containsExactly(
                        "placemarks have their fields in a table of their description, which is read as one text:"
                                + " export them as fields (ExtendedData)");
    }

    @Test
    void zeroIsNoPlace() throws IOException {
        Path zero = file("s.geojson", geojson("pupils", "640", "250").replace("[94.1,29.6]", "[0,0]"));

        SimpleFeatureCollection schools = read(zero);

        assertThat(DataUtilities.list(schools).get(1).getDefaultGeometry()).isNull();
        assertThat(DataUtilities.list(schools).get(0).getDefaultGeometry()).isNotNull();
        assertThat(notes(schools))
                .containsExactly("! 1 row has the place 0, 0, which was taken for none: 第二小学, feature s.2");
        assertThat(DataUtilities.list(read(zero, TableStyle.STRICT)).get(1).getDefaultGeometry())
                .isNotNull();
        String metres = Files.readString(zero)
                .replace(
                        "\"features\"",
                        "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4547\"}},\"features\"");
        assertThat(notes(read(file("m.geojson", metres)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"type\":\"Point\",\"coordinates\":[0,0]}",
                "{\"type\":\"Point\",\"coordinates\":[94,29]}"
            })
    void aTotalIsNoFeature(String place) throws IOException {
        String total =
                "{\"type\":\"Feature\",\"properties\":{\"name\":\"合计\",\"pupils\":890},\"geometry\":" + place + "}";
        String schools = geojson("pupils", "640", "250").replace("]}}]}", "]}},\n" + total + "]}");

        SimpleFeatureCollection read = read(file("s.geojson", schools));

        assertThat(values(read, "pupils")).containsExactly(640, 250);
        assertThat(notes(read)).containsExactly("1 row of totals or means left out: “合计” (合计, feature s.3)");
        assertThat(values(read(file("s.geojson", schools), TableStyle.STRICT), "pupils"))
                .containsExactly(640, 250, 890);
    }

    @Test
    void whatIsOnlyCalledLikeATotalStays() throws IOException {
        String schools = geojson("pupils", "640", "250", "30", "430").replace("米林镇小学", "全县");
        assertThat(values(read(file("s.geojson", schools)), "pupils")).containsExactly(640, 250, 30, 430);
        assertThat(notes(read(file("s.geojson", schools)))).isEmpty();
    }

    @Test
    void aSchoolThatIsThereTwiceIsRefused() throws IOException {
        String school =
                "{\"type\":\"Feature\",\"properties\":{\"学校代码\":\"5426210001\",\"name\":\"第一小学\",\"pupils\":640},"
                        + "\"geometry\":null}";
        Path twice = file("s.geojson", collection(List.of(school, school)));
        assertThatThrownBy(() -> read(twice)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.in(Language.EN))
                    .startsWith("a school is there twice: 学校代码 “5426210001” is in 第一小学, feature s.1 too")
                    .endsWith("(第一小学, feature s.2)");
            assertThat(refusal.in(Language.ZH)).startsWith("同一学校出现两次");
        });
        Path stages = file(
                "s.geojson", collection(List.of(school, school.replace("\"pupils\"", "\"stage\":\"初中\",\"pupils\""))));
        assertThat(read(stages).size()).isEqualTo(2);
    }

    @Test
    void anyValueInANumberOfAGeoPackageIsCleanedOrRefused() throws Exception {
        Path file = directory.resolve("s.gpkg");
        Format.GEOPACKAGE.writeFile(
                Samples.features(
                        "geometry:Point:srid=4326,name:String,pupils:Integer,rooms:Integer",
                        Samples.row("POINT (94.1 29.6)", NAMES[0], 640, 22),
                        Samples.row("POINT (94.2 29.6)", NAMES[1], 1250, 30)),
                file);
        update(file, "UPDATE s SET pupils = '1,250人', rooms = '—' WHERE name = '第二小学'");
        SimpleFeatureCollection schools = read(file);
        assertThat(values(schools, "pupils")).containsExactly(640, 1250);
        assertThat(values(schools, "rooms")).containsExactly(22, null);
        assertThat(notes(schools)).contains("values that are missing: rooms 1 (—)");
        update(file, "UPDATE s SET pupils = '很多'");
        refuses(file, "column “pupils” is declared as MEDIUMINT, but holds “很多”");
    }

    private static void update(Path gpkg, String sql) throws Exception {
        String table = GeoPackageFile.layers(gpkg).get(0);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + gpkg);
                Statement statement = connection.createStatement()) {
            List<String> triggers = new ArrayList<>();
            try (var names = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'trigger'")) {
                while (names.next()) {
                    triggers.add(names.getString(1));
                }
            }
            for (String trigger : triggers) {
                statement.execute("DROP TRIGGER \"" + trigger + "\"");
            }
            statement.execute(sql.replace("UPDATE s ", "UPDATE \"" + table + "\" "));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2012-09-01T00:00:00Z, 1346457600000",
        "2012-09-01T00:00:00.000, 1346457600000",
        "2012-09-01 08:00:00+08:00, 1346457600000",
    })
    void timesOfAGeoPackageNeedNoZone(String time, long millis) throws Exception {
        Path file = directory.resolve("s.gpkg");
        Format.GEOPACKAGE.writeFile(
                Samples.features(
                        "geometry:Point:srid=4326,built:java.util.Date",
                        Samples.row("POINT (94.1 29.6)", new java.util.Date(0))),
                file);
        update(file, "UPDATE s SET built = '" + time + "'");
        assertThat(values(read(file), "built")).containsExactly(new java.util.Date(millis));
    }

    @Test
    void aCpgThatTheTextsCannotBeInIsNotFollowed() throws IOException {
        Path shp = ShapefileSamples.schools(directory, GB18030);
        Files.writeString(directory.resolve("schools.cpg"), "UTF-8");
        SimpleFeatureCollection schools = read(shp);
        assertThat(values(schools, "name")).startsWith("第一小学", "第二小学");
        assertThat(notes(schools))
                .containsExactly(
                        "! the .cpg file says UTF-8, but the texts of the .dbf cannot be that; they were read as"
                                + " GB18030");
        Files.write(
                directory.resolve("schools.dbf"),
                ShapefileSamples.dbf(
                        StandardCharsets.UTF_8,
                        List.of(new ShapefileSamples.Field("name", 'C', 20, 0)),
                        new String[][] {{"第一小学"}, {"第二小学"}, {"第三小学"}}));
        Files.writeString(directory.resolve("schools.cpg"), "GBK");
        assertThat(values(read(shp), "name")).containsExactly("第一小学", "第二小学", "第三小学");
        assertThat(notes(read(shp))).singleElement().asString().contains("says GBK", "read as UTF-8");
    }

    @Test
    void aShapefileWithoutAttributesIsWarnedOf() throws IOException {
        Path shp = ShapefileSamples.schools(directory, StandardCharsets.UTF_8);
        Files.delete(directory.resolve("schools.dbf"));
        assertThat(notes(read(shp)))
                .containsExactly("! there is no .dbf file: the features have places and no attributes");
    }

    @Test
    void namesThatADbfCutAreTold() throws IOException {
        Path shp = ShapefileSamples.schools(directory, StandardCharsets.UTF_8);
        byte[] dbf = ShapefileSamples.dbf(
                StandardCharsets.UTF_8,
                List.of(new ShapefileSamples.Field("在校生", 'N', 8, 0)),
                new String[][] {{"640"}, {"1004"}, {"30"}});
        // the first byte of the letter that there was no room for
        dbf[32 + 9] = (byte) 0xE6;
        Files.write(directory.resolve("schools.dbf"), dbf);

        SimpleFeatureCollection schools = read(shp);

        assertThat(values(schools, "在校生")).containsExactly(640, 1004, 30);
        assertThat(notes(schools)).containsExactly("names of columns for which the .dbf has no room were cut: 在校生");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            2 | 12,50 | 12.5
            0 | 1,430 |
            2 | 1,430 |
            """)
    void aCommaInADbfIsADecimalMarkOnlyWhereItCanBeNothingElse(int decimals, String text, Double value)
            throws IOException {
        Path shp = ShapefileSamples.schools(directory, StandardCharsets.UTF_8);
        Files.write(
                directory.resolve("schools.dbf"),
                ShapefileSamples.dbf(
                        StandardCharsets.UTF_8,
                        List.of(new ShapefileSamples.Field("area", 'N', 8, decimals)),
                        new String[][] {{text}, {"1"}, {"2"}}));
        if (value == null) {
            refuses(shp, "column “area” of the .dbf is of type N, but holds “1,430”");
        } else {
            assertThat(values(read(shp), "area")).startsWith(value);
        }
    }

    @Test
    void featuresOnePerLineNeedNoCollection() throws IOException {
        String lines = geojson("pupils", "640", "250")
                .replace("{\"type\":\"FeatureCollection\",\"features\":[", "")
                .replace("]}}]}", "]}}")
                .replace("},\n", "}\n");
        SimpleFeatureCollection schools = read(file("s.geojson", lines));
        assertThat(values(schools, "pupils")).containsExactly(640, 250);
        assertThat(notes(schools))
                .containsExactly("the file has one feature after the other and no FeatureCollection; all were read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            a.json    | {"geometryType":"esriGeometryPoint","features":[]} | this is Esri JSON, which is not read: save it as GeoJSON
            a.json    | {"features":[{"attributes":{"a":1}}]}             | this is Esri JSON
            a.json    | {"features":[{"geometry":{"x":94,"y":29}}]}       | this is Esri JSON
            a.json    | {"type":"Topology","objects":{},"arcs":[]}        | this is TopoJSON
            a.json    | [{"a":1}]                                         | no GeoJSON: an array is none
            a.geojson | <kml><Document/></kml>                            | its content is KML; name it .kml
            a.geojson | name,pupils                                       | its content is text in columns, such as CSV; name it .csv
            a.geojson | <html><table></table></html>                      | its content is a web page, which is not read
            a.kml     | {"type":"FeatureCollection","features":[]}        | its content is GeoJSON; name it .geojson
            a.shp     | SQLite format 3\0.                              | its content is a GeoPackage or another SQLite database
            a.csv     | %PDF\0.                                         | its content is a PDF, which is not read
            a.csv     | {"type":"Point","coordinates":[94,29]}            | its content is GeoJSON; name it .geojson
            a.xls     | MIME-Version: 1.0                                 | this is a web page or XML under the name of a workbook
            a.geojson | {"type":"FeatureCollection"                       | not valid JSON
            """)
    void saysWhatAFileIsWhateverItsName(String name, String content, String reason) throws IOException {
        refuses(file(name, content + "\n1,2,3\n"), reason);
    }

    @Test
    void saysWhatAZipHoldsBesideShapefiles() throws IOException {
        Path workbook = new WorkbookSamples().sheet("s", SixSchools.rows()).write(directory.resolve("s.xlsx"));
        refuses(
                Files.copy(workbook, directory.resolve("s.gpkg")),
                "the file is not what its name says: its content is an Excel workbook; name it .xlsx");
        Path zip = directory.resolve("s.zip");
        ShapefileSamples.zip(zip, StandardCharsets.UTF_8, "表/s.csv", new byte[1], "readme.txt", new byte[1]);
        refuses(zip, "there is no shapefile (.shp) in the zip, but 表/s.csv: unpack it and give that file itself");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            -999, -999          | got (-999, -999): if this stands for no place, leave the coordinates empty
            942130.6, 293930.5  | if they are degrees, minutes and seconds, write 94°21′30.6″
            400, 29             | longitudes and latitudes that there are, got (400, 29)
            500000, 3300000     | these look like metres
            """)
    void saysWhatCoordinatesMayBe(String position, String reason) throws IOException {
        refuses(file("s.geojson", "{\"type\":\"Point\",\"coordinates\":[" + position + "]}"), reason);
    }

    @Test
    void asksForBig5WhereGb18030MakesNoSense() throws IOException {
        String text = "學校名稱,縣市,學生數\n第一國民小學,臺北市,640\n第二國民小學,新北市,1004\n";
        Path file = directory.resolve("s.csv");
        Files.write(file, text.getBytes(Charset.forName("Big5")));
        refuses(file, "it seems to be Big5. Read it with --encoding Big5");
        assertThat(values(read(file, new TableStyle(false, null, Charset.forName("Big5"))), "縣市"))
                .containsExactly("臺北市", "新北市");
        Files.write(file, SixSchools.csv(SixSchools.with(1, "学校名称", "喆堃镕小学")).getBytes(GB18030));
        assertThat(values(read(file), "学校名称")).startsWith("喆堃镕小学");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            windows-1252 | St. Mary’s School
            windows-1252 | Grundschule Köln
            ISO-8859-1   | École élémentaire
            windows-1251 | Школа имени Пушкина
            Shift_JIS    | 林小学校
            Shift_JIS    | さくら学園
            """)
    void asksForTheEncodingOfWhatIsHardlyGb18030(Charset charset, String name) throws IOException {
        byte[] text = ("name,pupils\n" + name + ",640\n").getBytes(charset);
        Path file = directory.resolve("s.csv");
        Files.write(file, text);
        refuses(file, "Name its encoding (--encoding on the command line): windows-1252");
        assertThat(values(read(file, new TableStyle(false, null, charset)), "name"))
                .containsExactly(name);
        Path json = directory.resolve("s.geojson");
        Files.write(json, ("{\"type\":\"Point\",\"coordinates\":[94,29],\"n\":\"" + name + "\"}").getBytes(charset));
        refuses(json, "its encoding is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"亳州", "བོད་ལྗོངས", "學校", "郫县一小", "中国", "（一）", "臺中"})
    void lettersOfGb18030AreReadWhereSomeOfThemAreRare(String name) throws IOException {
        Path file = directory.resolve("s.csv");
        Files.write(file, ("学校名称,学生数\n" + name + ",640\n").getBytes(GB18030));
        assertThat(values(read(file), "学校名称")).containsExactly(name);
    }

    @Test
    void traditionalLettersInGb18030AreRead() throws IOException {
        Path file = directory.resolve("s.csv");
        Files.write(file, "學校,縣區,學生數,專任教師\nA,甲,640,40\nB,乙,320,20\n".getBytes(GB18030));
        assertThat(values(read(file), "學生數")).containsExactly(640, 320);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s.txt", "s.tsv", "s.csv"})
    void aTableMayEndInOtherLettersThanCsv(String name) throws IOException {
        Path file = file(name, SixSchools.csv(SixSchools.rows()).replace(',', '\t'));
        assertThat(values(read(file), "学校名称"))
                .isEqualTo(values(read(file("t.csv", SixSchools.csv(SixSchools.rows()))), "学校名称"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "GBK"})
    void textsThatWereMisreadBeforeAreWarnedOf(String charset) throws IOException {
        byte[] utf8 = SixSchools.csv(SixSchools.rows()).getBytes(StandardCharsets.UTF_8);
        SimpleFeatureCollection table = read(file("s.csv", new String(utf8, Charset.forName(charset))));
        assertThat(notes(table)).anyMatch(note -> note.startsWith("! letters such as å­¦ or 瀛﹀ are texts"));
        byte[] json = geojson("pupils", "640", "250").getBytes(StandardCharsets.UTF_8);
        SimpleFeatureCollection features = read(file("s.geojson", new String(json, StandardCharsets.ISO_8859_1)));
        assertThat(notes(features)).anyMatch(note -> note.startsWith("! letters such as å­¦"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"École publique, élève, Zürich – «été»", "联通学校,联系,学校名称,区县", "學校,臺北,縣市"})
    void textsThatAreAsTheyShouldBeAreNot(String text) {
        assertThat(TextDamage.isMisread(text)).isFalse();
    }

    @Test
    void lettersThatWereLostAreWarnedOf() throws IOException {
        String lost = SixSchools.csv(SixSchools.with(5, "学校名称", "派\uFFFD小学"));
        String told = "! 1 letter was lost (�) where the text was saved or read in a wrong encoding, first in ";
        assertThat(notes(read(file("s.csv", lost)))).containsExactly(told + "line 6: look for the original");
        assertThat(notes(read(file("m.csv", "\uFEFF" + lost)))).containsExactly(told + "line 6: look for the original");
        assertThat(notes(read(file("s.geojson", geojson("town", "\"八一镇\"", "\"派\uFFFD\"")))))
                .containsExactly(told + "第二小学, feature s.2: look for the original");
    }

    @Test
    void hiddenRowsAndColumnsAreTold() throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        Path xlsx = new WorkbookSamples().sheet("s", SixSchools.rows()).write(directory.resolve("plain.xlsx"));
        assertThat(notes(read(xlsx))).isEmpty();
        String sheet = ("<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><cols>"
                + "<col min='2' max='2' width='9' hidden='1'/><col min='5' max='16384' hidden='1'/></cols><sheetData>"
                + "<row r='1'><c r='A1' t='str'><v>name</v></c><c r='B1' t='str'><v>pupils</v></c></row>"
                + "<row r='2'><c r='A2' t='str'><v>a</v></c><c r='B2'><v>640</v></c></row>"
                + "<row r='3' hidden='1'><c r='A3' t='str'><v>b</v></c><c r='B3'><v>250</v></c></row>"
                + "</sheetData></worksheet>");
        Path hidden = new WorkbookSamples()
                .sheet("s", sheet.getBytes(StandardCharsets.UTF_8))
                .write(directory.resolve("hidden.xlsx"));
        List<String> told = List.of(
                "! 1 row that is hidden or filtered out was read like the others: line 3",
                "1 hidden column was read like the others: B");
        assertThat(notes(read(hidden))).containsExactlyElementsOf(told);

        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            HSSFSheet old = workbook.createSheet("s");
            for (String[] cells :
                    Arrays.asList(new String[] {"name", "kind"}, new String[] {"a", "x"}, new String[] {"b", "y"})) {
                var row = old.createRow(old.getPhysicalNumberOfRows());
                row.createCell(0).setCellValue(cells[0]);
                row.createCell(1).setCellValue(cells[1]);
            }
            old.getRow(2).setZeroHeight(true);
            old.setColumnHidden(1, true);
            workbook.write(plain);
        }
        Path xls = directory.resolve("hidden.xls");
        Files.write(xls, plain.toByteArray());
        assertThat(notes(read(xls))).containsExactlyElementsOf(told);
    }
}

package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.edubalance.io.Samples.row;
import static org.edubalance.io.Samples.stream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"lon,lat", "longitude,latitude", "LON,Lat", "经度,纬度"})
    void lonAndLatArePoints(String columns) throws Exception {
        SimpleFeatureCollection schools = read("\uFEFFname," + columns + "\n八一,94.36,29.65\nMedog,,\n");

        List<SimpleFeature> rows = DataUtilities.list(schools);
        assertThat(schools.getSchema().getCoordinateReferenceSystem()).isEqualTo(DefaultGeographicCRS.WGS84);
        assertThat(schools.getSchema().getAttributeDescriptors())
                .extracting(attribute -> attribute.getLocalName())
                .containsExactly("geometry", "name");
        assertThat(rows.get(0).getDefaultGeometry()).hasToString("POINT (94.36 29.65)");
        assertThat(rows.get(0).getAttribute("name")).isEqualTo("八一");
        assertThat(rows.get(1).getDefaultGeometry()).isNull();
    }

    @Test
    void xAndYArePointsWhereACrsIsNamed() throws Exception {
        String csv = "x;y;name\n500000;3280000;a\n";

        SimpleFeatureCollection points =
                Csv.read(stream(csv), ReadOptions.named("schools").withCrs(CrsNames.decode("EPSG:32646")));
        SimpleFeatureCollection rows = read(csv);

        assertThat(DataUtilities.list(points).get(0).getDefaultGeometry()).hasToString("POINT (500000 3280000)");
        assertThat(rows.getSchema().getGeometryDescriptor()).isNull();
        assertThat(DataUtilities.list(rows).get(0).getAttribute("x")).isEqualTo(500000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1 2 -3        | java.lang.Integer
            1 3000000000  | java.lang.Long
            1 2.5 1e3 .5  | java.lang.Double
            007 12        | java.lang.String
            0 0.5 -0.5    | java.lang.Double
            00 1          | java.lang.String
            true FALSE    | java.lang.Boolean
            true 1        | java.lang.String
            12345678901234567890 1 | java.lang.String
            NaN 1         | java.lang.Integer
            NaN x         | java.lang.String
            1e999 1       | java.lang.String
            . -           | java.lang.String
            E1 E2         | java.lang.String
            e3 2          | java.lang.String
            1.5.4 2       | java.lang.String
            5. -.5e-3     | java.lang.Double
            """)
    void aColumnIsWhatAllItsValuesAre(String values, Class<?> type) throws Exception {
        SimpleFeatureCollection rows = read("v,w\n" + values.replace(" ", ",x\n") + ",x\n,x\n");

        assertThat(rows.getSchema().getDescriptor("v").getType().getBinding()).isEqualTo(type);
        assertThat(DataUtilities.list(rows)).last().satisfies(row -> assertThat(row.getAttribute("v"))
                .isNull());
    }

    @Test
    void aHeaderAloneIsPointsOfWhichThereAreNone() throws Exception {
        SimpleFeatureCollection none = read("name,lon,lat,pupils\n");

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.getSchema().getGeometryDescriptor().getType().getBinding())
                .isEqualTo(Point.class);
        assertThat(none.getSchema().getDescriptor("pupils")).isNotNull();
        assertThat(read("name,wkt\na,\n").getSchema().getGeometryDescriptor()).isNotNull();
    }

    @Test
    void textsThatASpreadsheetWouldComputeAreWrittenAsTexts() throws Exception {
        SimpleFeatureCollection rows = Samples.features(
                "=name:String,n:Integer,d:Double",
                row("=HYPERLINK(\"http://x\")", -5, -0.5),
                row("+86 894", 1, 1.0),
                row("-2+3", 1, 1.0),
                row("@SUM(A1)", 1, 1.0),
                row("\t=1", 1, 1.0),
                row("\r=1", 1, 1.0),
                row("＝1", 1, 1.0),
                row("-7.5", 1, 1.0),
                row("a=b", 1, 1.0));

        assertThat(write(rows))
                .isEqualTo("'=name,n,d\r\n"
                        + "\"'=HYPERLINK(\"\"http://x\"\")\",-5,-0.5\r\n"
                        + "'+86 894,1,1.0\r\n"
                        + "'-2+3,1,1.0\r\n"
                        + "'@SUM(A1),1,1.0\r\n"
                        + "'\t=1,1,1.0\r\n"
                        + "\"'\r=1\",1,1.0\r\n"
                        + "'＝1,1,1.0\r\n"
                        + "-7.5,1,1.0\r\n"
                        + "a=b,1,1.0\r\n");

        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        Csv.write(rows, raw, new WriteOptions(true));
        assertThat(raw.toString(StandardCharsets.UTF_8))
                .startsWith("=name,n,d\r\n\"=HYPER")
                .contains("\r\n+86 894,");
    }

    @Test
    void refusesInChineseWithoutAWordOfEnglish() {
        assertThatThrownBy(() -> read("校名,lon,lat\n八一小学,94,x\n")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.in(Language.ZH)).isEqualTo("坐标有误：lat 必须是-90到90之间的度数，现为“x”（八一小学，第2行）");
            assertThat(refusal.place().line()).isEqualTo(2);
            assertThat(refusal.place().name()).isEqualTo("八一小学");
        });
    }

    @Test
    void quotesCommasAndLineEndsSurvive() throws Exception {
        SimpleFeatureCollection schools = Samples.features(
                "geometry:Point:srid=4326,name:String,n:Integer,score:Double,open:Boolean",
                row("POINT (94.5 29.25)", "\"A\", b\nc", 3, 0.1 + 0.2, true),
                row(null, null, null, Double.NaN, null));

        String csv = write(schools);

        assertThat(csv)
                .isEqualTo("name,n,score,open,lon,lat\r\n"
                        + "\"\"\"A\"\", b\nc\",3,0.30000000000000004,true,94.5,29.25\r\n,,,,,\r\n");
        List<SimpleFeature> back = DataUtilities.list(strict(csv));
        assertThat(back.get(0).getAttribute("name")).isEqualTo("\"A\", b\nc");
        assertThat(back.get(0).getAttribute("score")).isEqualTo(0.1 + 0.2);
        assertThat(back.get(0).getDefaultGeometry()).hasToString("POINT (94.5 29.25)");
        assertThat(back.get(1).getAttributes()).containsOnlyNulls();
    }

    @Test
    void otherGeometriesAreWkt() throws Exception {
        SimpleFeatureCollection areas = Samples.features(
                "geometry:Polygon:srid=4326,name:String", row("POLYGON ((0 0, 1 0, 1 1.123456789012, 0 0))", "a"));

        String csv = write(areas);

        assertThat(csv).isEqualTo("name,wkt\r\na,\"POLYGON ((0 0, 1 0, 1 1.12345679, 0 0))\"\r\n");
        assertThat(((Geometry) DataUtilities.list(read(csv)).get(0).getDefaultGeometry()).getGeometryType())
                .isEqualTo("Polygon");
    }

    @Test
    void projectedPointsAreXAndYAndRowsHaveNeither() throws Exception {
        assertThat(write(Samples.features(
                        "geometry:Point:srid=32646,n:Integer", row("POINT (500000.12345 3280000)", 1))))
                .isEqualTo("n,x,y\r\n1,500000.123,3280000\r\n");
        assertThat(write(Samples.features("n:Integer", row(1)))).isEqualTo("n\r\n1\r\n");
    }

    @Test
    void attributesKeepTheirNamesWhereTheyAreThoseOfCoordinates() throws Exception {
        assertThat(write(Samples.features("geometry:Point:srid=4326,Lon:Integer", row("POINT (1 2)", 7))))
                .isEqualTo("Lon,longitude,latitude\r\n7,1,2\r\n");
        assertThat(write(Samples.features(
                        "geometry:Point:srid=4326,lon:Integer,latitude:Integer", row("POINT (1 2)", 7, 8))))
                .isEqualTo("lon,latitude,wkt\r\n7,8,POINT (1 2)\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            name,lon,lat;a,94,29;b,1x,2   | bad coordinate: lon must be a number of degrees from -180 to 180, got “1x” (b, line 3)
            name,lon,lat;a,94,9x          | bad coordinate: lat must be a number of degrees from -90 to 90, got “9x” (a, line 2)
            name,lon,lat;a,181,29         | bad coordinate: lon must be a number of degrees from -180 to 180, got “181” (a, line 2)
            name,lon,lat;a,94,91          | longitudes and latitudes that there are, got (94, 91) (a, line 2)
            校名,经度,纬度;八一,29.6,94.3   | the coordinates must have longitude before latitude, got (29.6, 94.3): they look swapped (八一, line 2)
            lon,lat;500000,3300000        | the coordinates must be longitudes and latitudes, got (500000, 3300000): these look like metres, so give the coordinate reference system that they are in (line 2)
            name,lon,lat;a,94,            | bad coordinate: lat must be a number of degrees from -90 to 90, got “” (a, line 2)
            name,lon,lat;a,NaN,2          | got “NaN” (a, line 2)
            name,lon,lat;a,Infinity,2     | got “Infinity” (a, line 2)
            a,b;1,2,3                     | the row has 3 cells, but the header has 2 (line 2)
            a,b;1                         | the row has 1 cell, but the header has 2 (line 2)
            lon,lat,LON;1,2,3             | two columns “lon” and “LON”
            n,wkt;1,POINT (1              | not valid WKT: “POINT (1” (line 2)
            n,wkt;1,MULTIPOINT((1 2)      | not valid WKT: “MULTIPOINT((1 2)” (line 2)
            n,wkt;1,POLYGON ((0 0))       | a ring four of which the last is the first (line 2)
            a,b;1,"x                      | not valid CSV: a quotation mark is not closed, or there is text behind it (line 2)
            """)
    void refusesWithReasonAndLine(String csv, String reason) {
        assertThatThrownBy(() -> read(csv.replace(';', '\n') + '\n'))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAnEmptyFileAndTooManyRows() {
        assertThatThrownBy(() -> read("")).hasMessage("the table is empty: it has no header");
        assertThatThrownBy(() ->
                        Csv.read(stream("a\n1\n2\n"), ReadOptions.named("t").withLimits(1, 1)))
                .hasMessage("more than 1 features, which is the limit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a,a;1,2          | the table has two columns “a”
            a,b;1            | the row has 1 cell, but the header has 2 (line 2)
            a,b;1,2,         | the row has 3 cells, but the header has 2 (line 2)
            name,lon,lat;a,94°21′,29 | lon must be a number of degrees from -180 to 180, got “94°21′” (a, line 2)
            """)
    void strictlyTheTableIsTakenAsItStands(String csv, String reason) {
        assertThatThrownBy(() -> strict(csv.replace(';', '\n') + '\n'))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }

    @Test
    void strictlyNothingIsUnderstoodThatAProgramWouldNotWrite() throws Exception {
        SimpleFeatureCollection rows = strict("n（人）,m,p\n\"1,250\",-,85%\n合计,-,\n, 5,640人\n");

        assertThat(rows.getSchema().getAttributeDescriptors())
                .extracting(attribute -> attribute.getLocalName())
                .containsExactly("n（人）", "m", "p");
        assertThat(DataUtilities.list(rows))
                .extracting(row -> row.getAttributes())
                .containsExactly(
                        Arrays.asList("1,250", "-", "85%"),
                        Arrays.asList("合计", "-", null),
                        Arrays.asList(null, " 5", "640人"));
        assertThat(ReadingNotes.of(rows).isEmpty()).isTrue();
        byte[] gbk = "name\n八一\n".getBytes(Charset.forName("GBK"));
        ReadOptions strict = ReadOptions.named("schools").withTables(TableStyle.STRICT);
        assertThatThrownBy(() -> Csv.read(new ByteArrayInputStream(gbk), strict))
                .isInstanceOf(Refusal.class)
                .hasMessage("the CSV is not in the encoding that it is read in; save it as “CSV UTF-8”");
    }

    @Test
    void refusesWktThatWouldUseUpTheStack() {
        assertThatThrownBy(() -> Wkt.read(stream("GEOMETRYCOLLECTION (".repeat(100_000))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nested deeper");
    }

    private static SimpleFeatureCollection read(String csv) throws IOException {
        return Csv.read(stream(csv), "schools");
    }

    private static SimpleFeatureCollection strict(String csv) throws IOException {
        return Csv.read(stream(csv), ReadOptions.named("schools").withTables(TableStyle.STRICT));
    }

    private static String write(SimpleFeatureCollection features) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Csv.write(features, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** FastCSV has a parser for blanks beside quotation marks and a faster one; where the encoding is named it is the former. */
    @Test
    void isReadTheSameByTheFasterParser() throws IOException {
        Random random = new Random(11);
        List<String> cells = List.of(
                "x",
                "1",
                "镇",
                "",
                "\"x\"",
                "\"a,b\"",
                "\"a\nb\"",
                "\"a\r\nb\"",
                "\"say \"\"a\"\"\"",
                "\"\"",
                "a\"b",
                "5\"");
        List<String> broken = List.of("\"", "\"a\"b", "\"x", "\"\"\"", "x,y", "\"a\"\"");
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder("name,a,b\n");
            for (int row = random.nextInt(6); row >= 0; row--) {
                text.append("s").append(row);
                for (int c = 0; c < 2; c++) {
                    List<String> some = random.nextInt(40) == 0 ? broken : cells;
                    text.append(',').append(some.get(random.nextInt(some.size())));
                }
                text.append(List.of("\n", "\r\n", "\r", "\n\n").get(random.nextInt(4)));
            }
            String found = outcome(text.toString(), TableStyle.CLEANED);
            assertThat(found)
                    .as("%s", text)
                    .isEqualTo(outcome(text.toString(), new TableStyle(false, null, StandardCharsets.UTF_8)));
            read += found.startsWith("read") ? 1 : 0;
        }
        assertThat(read).isBetween(1_500, 2_900);
    }

    private static String outcome(String text, TableStyle style) throws IOException {
        try {
            return "read "
                    + DataUtilities.list(Csv.read(
                                    stream(text), ReadOptions.named("schools").withTables(style)))
                            .stream()
                            .map(feature -> feature.getAttributes().toString())
                            .toList();
        } catch (Refusal e) {
            return e.getMessage();
        }
    }
}

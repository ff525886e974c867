package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.DataUtilities;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.WKTReader;

class GeoJsonTest {

    @Test
    void readsIdsGeometriesAndAttributes() throws Exception {
        SimpleFeatureCollection schools = read(
                """
                {"type":"FeatureCollection","features":[
                 {"type":"Feature","id":"s.7","geometry":{"type":"Point","coordinates":[94.36,29.65]},
                  "properties":{"name":"八一小学","pupils":813,"share":0.5,"boarding":true}},
                 {"type":"Feature","geometry":null,"properties":null}]}""");

        List<SimpleFeature> rows = DataUtilities.list(schools);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).getID()).isEqualTo("s.7");
        assertThat(rows.get(0).getDefaultGeometry()).hasToString("POINT (94.36 29.65)");
        assertThat(rows.get(0).getAttribute("name")).isEqualTo("八一小学");
        assertThat(rows.get(0).getAttribute("pupils")).isEqualTo(813);
        assertThat(rows.get(0).getAttribute("share")).isEqualTo(0.5);
        assertThat(rows.get(0).getAttribute("boarding")).isEqualTo(true);
        assertThat(rows.get(1).getID()).isEqualTo("schools.2");
        assertThat(rows.get(1).getAttributes()).containsOnlyNulls();
        assertThat(schools.getSchema().getCoordinateReferenceSystem()).isEqualTo(DefaultGeographicCRS.WGS84);
    }

    /** The type of a column must not depend on which feature comes first. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1, null, 2          | java.lang.Integer
            1, 3000000000       | java.lang.Long
            1, 2.5              | java.lang.Double
            2.5, 3000000000     | java.lang.Double
            true, null          | java.lang.Boolean
            1, "A"              | java.lang.String
            true, 1             | java.lang.String
            null, null          | java.lang.String
            NaN, 1              | java.lang.Integer
            [1, 2], {"a": null} | java.lang.String
            """)
    void infersAColumnsTypeFromAllFeatures(String values, Class<?> type) throws Exception {
        StringBuilder features = new StringBuilder();
        for (String value : values.split(", (?=[^\\]]*(\\[|$))")) {
            features.append(features.isEmpty() ? "" : ",")
                    .append("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"v\":" + value + "}}");
        }
        SimpleFeatureType schema = read("{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}")
                .getSchema();

        assertThat(schema.getDescriptor("v").getType().getBinding()).isEqualTo(type);
    }

    @Test
    void keepsNullAndAbsentApartFromZero() throws Exception {
        List<SimpleFeature> rows = DataUtilities.list(
                read(
                        """
                {"type":"FeatureCollection","features":[
                 {"type":"Feature","geometry":null,"properties":{"v":0}},
                 {"type":"Feature","geometry":null,"properties":{"v":null}},
                 {"type":"Feature","geometry":null,"properties":{"w":"later"}}]}"""));

        assertThat(rows).extracting(row -> row.getAttribute("v")).containsExactly(0, null, null);
        assertThat(rows).extracting(row -> row.getAttribute("w")).containsExactly(null, null, "later");
    }

    @Test
    void mixedNumbersAndTextKeepTheirWording() throws Exception {
        List<SimpleFeature> rows = DataUtilities.list(
                read(
                        """
                {"type":"FeatureCollection","features":[
                 {"type":"Feature","geometry":null,"properties":{"code":12}},
                 {"type":"Feature","geometry":null,"properties":{"code":"007"}},
                 {"type":"Feature","geometry":null,"properties":{"code":{"a":[1,null]}}}]}"""));

        assertThat(rows).extracting(row -> row.getAttribute("code")).containsExactly("12", "007", "{\"a\":[1,null]}");
    }

    /** Beyond 2^63 two numbers of twenty digits can be the same double, and one key. */
    @Test
    void keysOfManyDigitsStayApart() throws Exception {
        List<SimpleFeature> rows = DataUtilities.list(
                read(
                        """
                {"type":"FeatureCollection","features":[
                 {"type":"Feature","geometry":null,"properties":{"code":12345678901234567890}},
                 {"type":"Feature","geometry":null,"properties":{"code":12345678901234567891}},
                 {"type":"Feature","geometry":null,"properties":{"code":3654000001234567891}}]}"""));

        assertThat(rows)
                .extracting(row -> row.getAttribute("code"))
                .containsExactly("12345678901234567890", "12345678901234567891", "3654000001234567891");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n%s\n", "%s\r\n\r\n%s", "\u001e%s\n\u001e%s\n", "%s%s"})
    void readsSequencesByLineOrRecordSeparator(String form) throws Exception {
        String feature = "{\"type\":\"Feature\",\"id\":\"%s\",\"properties\":{\"n\":%s},"
                + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[94,29]}}";
        String text = form.formatted(feature.formatted("a", 1), feature.formatted("b", 2.5));
        SimpleFeatureCollection read = Format.GEOJSON_SEQUENCE.read(
                SimpleFeatureCollection.class, Samples.stream(text), ReadOptions.named("s"));

        List<SimpleFeature> features = DataUtilities.list(read);
        assertThat(features).extracting(SimpleFeature::getID).containsExactly("a", "b");
        assertThat(features).extracting(f -> f.getAttribute("n")).containsExactly(1.0, 2.5);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Format.GEOJSON_SEQUENCE.write(read, out);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"type\":\"Feature\""));
        assertThat(DataUtilities.list(Format.GEOJSON_SEQUENCE.read(
                        SimpleFeatureCollection.class,
                        new ByteArrayInputStream(out.toByteArray()),
                        ReadOptions.named("s"))))
                .extracting(f -> f.getAttributes())
                .isEqualTo(features.stream().map(SimpleFeature::getAttributes).toList());
    }

    @Test
    void readsAFileThatIsNoUtf8AsGb18030AndSaysSo(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("s.geojson");
        String json = "{\"type\":\"Feature\",\"properties\":{\"name\":\"第一小学\"},\"geometry\":null}";
        Files.write(file, json.getBytes(Charset.forName("GBK")));
        List<Message> notes = new ArrayList<>();

        SimpleFeatureCollection read = Format.GEOJSON.readFile(
                SimpleFeatureCollection.class, file, ReadOptions.named("s").withNotes(notes::add));
        assertThat(DataUtilities.list(read).get(0).getAttribute("name")).isEqualTo("第一小学");
        assertThat(notes)
                .extracting(note -> note.in(Language.EN))
                .containsExactly("the text is no UTF-8 and was read as GB18030");

        Files.write(file, new byte[] {'{', '"', (byte) 0xff, (byte) 0xff});
        assertThatThrownBy(() -> Format.GEOJSON.readFile(SimpleFeatureCollection.class, file, ReadOptions.named("s")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void readsAnAnswerOfAmapAsPointsOnWgs84AndSaysSo() throws Exception {
        List<Message> notes = new ArrayList<>();
        String json = "{\"status\":\"1\",\"count\":\"2\",\"pois\":["
                + "{\"id\":\"B0\",\"name\":\"第一小学\",\"tel\":[],\"location\":\"116.487585177952,39.991754014757\"},"
                + "{\"id\":\"B1\",\"name\":\"第二小学\",\"tel\":\"010\",\"location\":\"\"}]}";
        List<SimpleFeature> read = DataUtilities.list(Format.GEOJSON.read(
                SimpleFeatureCollection.class,
                Samples.stream(json),
                ReadOptions.named("s").withNotes(notes::add)));

        Point place = (Point) read.get(0).getDefaultGeometry();
        assertThat(place.getX()).isCloseTo(116.481499, within(1e-6));
        assertThat(place.getY()).isCloseTo(39.990475, within(1e-6));
        assertThat(read.get(0).getAttribute("tel")).isNull();
        assertThat(read.get(1).getAttribute("tel")).isEqualTo("010");
        assertThat(read.get(1).getDefaultGeometry()).isNull();
        assertThat(notes).extracting(Message::key).containsExactly("format.amap", "format.datum.moved");
        assertThatThrownBy(() -> read("{\"pois\":[{\"location\":\"29.6\"}]}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("location must be longitude,latitude, got “29.6”");
    }

    @Test
    void aSequenceThatEndsTooEarlyIsRefusedByItsLine() {
        assertThatThrownBy(() -> Format.GEOJSON_SEQUENCE.read(
                        SimpleFeatureCollection.class,
                        Samples.stream("{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}\n{\"type\":\"Fea"),
                        ReadOptions.named("s")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ends too early (line 2");
        assertThatThrownBy(() -> Format.GEOJSON_SEQUENCE.read(
                        SimpleFeatureCollection.class, Samples.stream("[1]"), ReadOptions.named("s")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no GeoJSON object (line 1");
    }

    @Test
    void aCollectionOfNothingStillHasPlaces() throws Exception {
        SimpleFeatureCollection none = read("{\"type\":\"FeatureCollection\",\"features\":[]}");

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.getSchema().getGeometryDescriptor()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            [30.1,100.1]          | the coordinates must have longitude before latitude, got (30.1, 100.1): they look swapped (八一, feature s.2)
            [120,95]              | the coordinates must be longitudes and latitudes that there are, got (120, 95) (八一, feature s.2)
            [500000,3300000]      | the coordinates must be longitudes and latitudes, got (500000, 3300000): these look like metres, so give the coordinate reference system that they are in (八一, feature s.2)
            """)
    void refusesWhatIsNoLongitudeAndLatitude(String position, String reason) {
        String json = "{\"type\":\"FeatureCollection\",\"features\":["
                + "{\"type\":\"Feature\",\"id\":\"s.1\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[181,29]}},"
                + "{\"type\":\"Feature\",\"id\":\"s.2\",\"geometry\":{\"type\":\"MultiPoint\",\"coordinates\":[[94,29],"
                + position + "]},\"properties\":{\"name\":\"八一\"}}]";

        assertThatThrownBy(() -> read(json + "}")).isInstanceOf(Refusal.class).hasMessage(reason);
        assertThatCode(() -> read(json + ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:32646\"}}}"))
                .as("metres of another CRS")
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "urn:ogc:def:crs:OGC:1.3:CRS84, WGS84(DD)",
        "urn:ogc:def:crs:EPSG::32646, EPSG:32646",
        "EPSG:4326, EPSG:4326",
        "http://www.opengis.net/def/crs/EPSG/0/3857, EPSG:3857"
    })
    void takesTheCrsOfOldGeoJson(String name, String expected) throws Exception {
        SimpleFeatureCollection features = read("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"properties\":{}}],"
                + "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"" + name + "\"}}}");

        var crs = features.getSchema().getCoordinateReferenceSystem();
        if (expected.startsWith("EPSG")) {
            assertThat(CRS.lookupIdentifier(crs, false)).isEqualTo(expected);
            assertThat(CRS.getAxisOrder(crs)).isEqualTo(CRS.AxisOrder.EAST_NORTH);
        } else {
            assertThat(crs).isEqualTo(DefaultGeographicCRS.WGS84);
        }
        assertThat(((Point) DataUtilities.list(features).get(0).getDefaultGeometry()).getX())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POINT (1 2)",
                "LINESTRING (1 2, 3 4)",
                "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))",
                "MULTIPOINT ((1 2), (3 4))",
                "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))",
                "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((10 10, 14 10, 14 14, 10 10)))",
                "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))",
                "POINT EMPTY",
                "POLYGON EMPTY"
            })
    void geometriesComeBackAsTheyWere(String wkt) throws Exception {
        Geometry geometry = new WKTReader().read(wkt);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GeoJson.writeGeometry(geometry, out);

        Geometry back = GeoJson.readGeometry(new ByteArrayInputStream(out.toByteArray()));

        assertThat(back.toText()).isEqualTo(geometry.toText());
    }

    @Test
    void keepsHeights() throws Exception {
        Geometry geometry = GeoJson.readGeometry(stream("{\"type\":\"Point\",\"coordinates\":[1,2,3000,99]}"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GeoJson.writeGeometry(geometry, out);

        assertThat(out).hasToString("{\"type\":\"Point\",\"coordinates\":[1,2,3000]}");
    }

    @Test
    void takesAFeatureOrAGeometryForACollectionOfOne() throws Exception {
        assertThat(DataUtilities.list(read("{\"geometry\":{\"coordinates\":[1,2],\"type\":\"Point\"},"
                        + "\"properties\":{\"a\":1},\"type\":\"Feature\"}")))
                .hasSize(1);
        SimpleFeatureCollection geometry = read("{\"coordinates\":[1,2],\"type\":\"Point\"}");
        assertThat(DataUtilities.list(geometry).get(0).getDefaultGeometry()).hasToString("POINT (1 2)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            ``                                                | it is empty
            []                                                | an array is none; give a FeatureCollection
            {}                                                | the object has no type
            {"type":"Topology"}                               | this is TopoJSON, which is not read
            {"type":"FeatureCollection"}                      | the FeatureCollection has no features member
            {"type":"FeatureCollection","features":{}}        | features must be an array (line 1, column 40)
            {"type":"FeatureCollection","features":[1]}       | features[] must be an object (line 1, column 41)
            {"type":"FeatureCollection","features":[          | not valid JSON: it ends too early (line 1, column 41)
            {"type":"FeatureCollection","features":[]} x      | not valid JSON
            {"type":"FeatureCollection","features":[]} {}     | there is more after the GeoJSON object
            {"type":"Point","coordinates":[1]}                | coordinates must be positions of two or three numbers
            {"type":"Point","coordinates":[1,"2"]}            | coordinates must be positions of two or three numbers
            {"type":"Point","coordinates":[NaN,1]}            | a coordinate must be a finite number
            {"type":"Point","coordinates":[1e999,1]}          | a coordinate must be a finite number
            {"type":"Point","coordinates":[[1,2]]}            | nested too deep
            {"type":"Polygon","coordinates":[[1,2],[3,4]]}    | nested too shallow
            {"type":"Polygon","coordinates":[[[0,0],[1,1],[2,0],[0,1]]]} | bad Polygon: a line needs two positions, and a ring four of which the last is the first
            {"type":"Polygon","coordinates":[[[[[[[[1]]]]]]]]} | coordinates must be an array of positions
            {"type":"Feature","geometry":5,"properties":{}}   | geometry must be an object or null (line 1, column 30)
            {"type":"Feature","geometry":null,"properties":1} | properties must be an object or null
            {"type":"Feature","geometry":null,"properties":{"a":1e999}} | the number is too large, got 1e999
            {"type":"FeatureCollection","features":[],"crs":{"type":"name","properties":{"name":"EPSG:1"}}} | EPSG:1
            {"type":"FeatureCollection","features":[],"crs":{"type":"name","properties":{"name":"x"}}} | give EPSG:code
            """)
    void refusesWithReasonAndPlace(String json, String reason) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(Refusal.class).hasMessageContaining(reason);
    }

    @Test
    void namesLineAndColumnOfASyntaxError() {
        assertThatThrownBy(() -> read("{\"type\":\"FeatureCollection\",\n\"features\":[{,]}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("line 2, column 14");
    }

    @Test
    void stopsWhereEachFeatureBringsPropertiesOfItsOwn() {
        String features = IntStream.range(0, 200)
                .mapToObj(i -> "{\"type\":\"Feature\",\"properties\":{\"p" + i + "\":1}}")
                .collect(Collectors.joining(","));
        String sparse = "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}";
        // 142 · 142 values are the first above 200 · 100
        assertThatThrownBy(() -> GeoJson.read(
                        stream(sparse), ReadOptions.named("schools").withLimits(200, 1)))
                .hasMessage("142 attributes for each of 142 features, which is beyond the limit of 200 features with"
                        + " 100 attributes");

        String wide = IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> "\"p" + i + "\":1")
                .collect(Collectors.joining(",", "{\"type\":\"Feature\",\"properties\":{", "}}"));
        assertThatThrownBy(() -> read(wide)).hasMessage("more than 10000 attributes, which is the limit");
    }

    @Test
    void stopsAtTheCallersLimit() {
        String two = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\"},{\"type\":\"Feature\"}]}";

        assertThatThrownBy(() ->
                        GeoJson.read(stream(two), ReadOptions.named("schools").withLimits(1, 1)))
                .hasMessage("more than 1 features, which is the limit");
    }

    @Test
    void refusesNestingThatWouldUseUpTheStack() {
        String bomb = "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(400);

        assertThatThrownBy(() -> read(bomb)).isInstanceOf(Refusal.class).hasMessageContaining("deeper than 16");
    }

    @Test
    void writesLonLatWithoutCrsAndNullsAsAsked() throws Exception {
        SimpleFeatureCollection schools = collection(
                "geometry:Point:srid=4326,name:String,score:Double,n:Integer",
                row("POINT (94.123456789012 29.5)", "Bayi", 0.25, 3),
                row(null, null, Double.NaN, null));

        assertThat(write(schools, GeoJson.Nulls.WRITE))
                .isEqualTo(
                        """
                        {"type":"FeatureCollection","features":[
                        {"type":"Feature","id":"schools.1","geometry":{"type":"Point","coordinates":[94.12345679,29.5]},"properties":{"name":"Bayi","score":0.25,"n":3}},
                        {"type":"Feature","id":"schools.2","geometry":null,"properties":{"name":null,"score":null,"n":null}}]}
                        """);
        assertThat(write(schools, GeoJson.Nulls.OMIT)).contains("\"geometry\":null,\"properties\":{}}");
    }

    /** What a process calls its columns goes with the features, and is nothing to who reads them. */
    @Test
    void writesTitlesAndUnitsOfColumns() throws Exception {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("table");
        builder.add("plain", Integer.class);
        builder.userData(ColumnTexts.TITLE + "en", "Area per pupil");
        builder.userData(ColumnTexts.TITLE + "zh", "生均面积");
        builder.userData(ColumnTexts.UNIT + "en", "m²");
        builder.userData(ColumnTexts.UNIT + "zh", "平方米");
        builder.add("area", Double.class);
        SimpleFeatureType type = builder.buildFeatureType();
        SimpleFeatureCollection table = new ListFeatureCollection(
                type, List.of(SimpleFeatureBuilder.build(type, new Object[] {1, 2.5}, "table.1")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GeoJson.write(table, out);
        String written = out.toString(StandardCharsets.UTF_8);
        assertThat(written)
                .contains("\"columns\":[\n{\"name\":\"area\",\"title\":{\"en\":\"Area per pupil\",\"zh\":\"生均面积\"},"
                        + "\"unit\":{\"en\":\"m²\",\"zh\":\"平方米\"}}],\"features\":[\n{");
        SimpleFeatureCollection read =
                GeoJson.read(new ByteArrayInputStream(written.getBytes(StandardCharsets.UTF_8)), "table");
        assertThat(DataUtilities.list(read).get(0).getAttribute("area")).isEqualTo(2.5);

        ByteArrayOutputStream request = new ByteArrayOutputStream();
        GeoJson.write(table, request, GeoJson.Nulls.OMIT);
        assertThat(request.toString(StandardCharsets.UTF_8)).doesNotContain("columns");
    }

    @Test
    void writesOtherCrsByItsCode() throws Exception {
        SimpleFeatureCollection schools =
                collection("geometry:Point:srid=32646,name:String", row("POINT (600000.12345 3280000)", "Bayi"));

        String json = write(schools, GeoJson.Nulls.WRITE);

        assertThat(json)
                .contains("\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::32646\"}}")
                .contains("[600000.123,3280000]");
        assertThat(CRS.lookupIdentifier(read(json).getSchema().getCoordinateReferenceSystem(), false))
                .isEqualTo("EPSG:32646");
    }

    @Test
    void takesACrsWithoutCodeToWgs84() throws Exception {
        SimpleFeatureType type = DataUtilities.createType("schools", "geometry:Point");
        type = DataUtilities.createSubType(
                type,
                null,
                CRS.parseWKT(CRS.decode("EPSG:32646", true)
                        .toWKT()
                        .replaceAll(",\\s*AUTHORITY\\[\"EPSG\",\\s*\"\\d+\"\\]", "")
                        .replace("500000", "500010")));
        SimpleFeature bayi =
                SimpleFeatureBuilder.build(type, new Object[] {new WKTReader().read("POINT (500010 0)")}, "1");

        String json = write(new ListFeatureCollection(type, bayi), GeoJson.Nulls.WRITE);

        // the central meridian of zone 46
        assertThat(json).doesNotContain("crs").contains("[93,0]");
    }

    private static Object[] row(Object... values) throws Exception {
        Object[] row = values.clone();
        row[0] = row[0] == null ? null : new WKTReader().read((String) row[0]);
        return row;
    }

    private static SimpleFeatureCollection collection(String spec, Object[]... rows) throws Exception {
        SimpleFeatureType type = DataUtilities.createType("schools", spec);
        return new ListFeatureCollection(
                type,
                Arrays.stream(rows)
                        .map(values -> SimpleFeatureBuilder.build(
                                type, values, "schools." + (Arrays.asList(rows).indexOf(values) + 1)))
                        .toList());
    }

    private static String write(SimpleFeatureCollection features, GeoJson.Nulls nulls) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GeoJson.write(features, out, nulls);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static SimpleFeatureCollection read(String json) throws IOException {
        return GeoJson.read(stream(json), "schools");
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}

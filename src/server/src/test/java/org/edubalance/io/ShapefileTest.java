package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.edubalance.io.ShapefileSamples.change;
import static org.edubalance.io.ShapefileSamples.dbf;
import static org.edubalance.io.ShapefileSamples.hole;
import static org.edubalance.io.ShapefileSamples.multiPoint;
import static org.edubalance.io.ShapefileSamples.parts;
import static org.edubalance.io.ShapefileSamples.point;
import static org.edubalance.io.ShapefileSamples.pointZ;
import static org.edubalance.io.ShapefileSamples.schools;
import static org.edubalance.io.ShapefileSamples.shp;
import static org.edubalance.io.ShapefileSamples.square;
import static org.edubalance.io.ShapefileSamples.zip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

class ShapefileTest {

    private static final Charset GBK = Charset.forName("GBK");

    @TempDir
    private Path directory;

    private final List<Message> notes = new ArrayList<>();

    private List<SimpleFeature> read(Path file) throws IOException {
        return read(file, ReadOptions.named("schools"));
    }

    private List<SimpleFeature> read(Path file, ReadOptions options) throws IOException {
        notes.clear();
        SimpleFeatureCollection read =
                Format.SHAPEFILE.readFile(SimpleFeatureCollection.class, file, options.withNotes(notes::add));
        return DataUtilities.list(read);
    }

    private static void assertRefused(ThrowingCallable reading, String english, String chinese) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(Refusal.class, e -> {
            assertThat(e.in(Language.EN)).contains(english);
            assertThat(e.in(Language.ZH)).contains(chinese);
        });
    }

    private static void assertSchools(List<SimpleFeature> schools) {
        assertThat(schools).hasSize(3);
        SimpleFeature first = schools.get(0);
        assertThat(first.getFeatureType().getGeometryDescriptor().getType().getBinding())
                .isEqualTo(Point.class);
        assertThat(CrsNames.epsgCode(first.getFeatureType().getCoordinateReferenceSystem()))
                .isEqualTo(4326);
        assertThat(first.getID()).isEqualTo("schools.1");
        assertThat(first.getDefaultGeometry()).hasToString("POINT (94.3585 29.65849)");
        assertThat(first.getAttribute("name")).isEqualTo("第一小学");
        assertThat(first.getAttribute("pupils")).isEqualTo(640);
        assertThat(first.getAttribute("area")).isEqualTo(13779.25);
        assertThat(first.getAttribute("open")).isEqualTo(true);
        assertThat(first.getAttribute("built")).isEqualTo(Date.valueOf("1998-09-01"));
        assertThat(schools.get(1).getAttributes().subList(2, 6)).containsExactly(1004, -0.5, false, null);
        assertThat(schools.get(2).getAttributes()).containsOnlyNulls();
    }

    @Test
    void readsShapesAttributesAndCrs() throws IOException {
        assertSchools(read(schools(directory, StandardCharsets.UTF_8)));
        assertThat(notes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GBK, GBK", "GBK, 936", "GBK, ANSI 936", "UTF-8, UTF-8", "UTF-8, 65001", "Big5, 950"})
    void readsTextsInTheNamedEncoding(String charset, String codePage) throws IOException {
        Path shp = schools(directory, Charset.forName(charset));
        Files.writeString(directory.resolve("schools.cpg"), codePage + "\n");

        assertThat(read(shp).get(0).getAttribute("name"))
                .isEqualTo(new String("第一小学".getBytes(Charset.forName(charset)), Charset.forName(charset)));
        assertThat(notes).isEmpty();
    }

    @Test
    void takesTextsThatAreNoUtf8ForGb18030AndSaysSo() throws IOException {
        assertSchools(read(schools(directory, GBK)));
        assertThat(notes)
                .extracting(note -> note.in(Language.EN))
                .containsExactly("the texts of the .dbf are no UTF-8 and were read as GB18030;"
                        + " a file schools.cpg that names the encoding would decide it");
    }

    @Test
    void asksForTheEncodingOfTextsThatAreHardlyGb18030() throws IOException {
        Charset windows = Charset.forName("windows-1252");
        shp(directory.resolve("a.shp"), 1, point(94, 29));
        Files.write(
                directory.resolve("a.dbf"),
                dbf(windows, List.of(new ShapefileSamples.Field("n", 'C', 20, 0)), new String[][] {{"École Molière"}}));
        assertThatThrownBy(() -> read(directory.resolve("a.shp")))
                .hasMessageContaining("name their encoding in a file a.cpg");

        Files.writeString(directory.resolve("a.cpg"), "windows-1252");
        assertThat(read(directory.resolve("a.shp")).get(0).getAttribute("n")).isEqualTo("École Molière");
    }

    @Test
    void takesTheCodePageOfTheHeaderForTextsThatAreNoUtf8() throws IOException {
        Path shp = schools(directory, Charset.forName("Big5"));
        change(directory.resolve("schools.dbf"), dbf -> dbf.put(29, (byte) 0x4F));

        assertThat(read(shp).get(0).getAttribute("pupils")).isEqualTo(640);
        assertThat(notes.get(0).in(Language.EN)).contains("read as Big5, as its header says");
    }

    @Test
    void leavesAwayTheBeginningOfACharacterThatTheFieldHadNoRoomFor() throws IOException {
        shp(directory.resolve("a.shp"), 1, point(94, 29));
        for (Charset charset : List.of(StandardCharsets.UTF_8, GBK)) {
            Files.write(
                    directory.resolve("a.dbf"),
                    dbf(charset, List.of(new ShapefileSamples.Field("n", 'C', 7, 0)), new String[][] {{"林芝市第一"}}));

            assertThat(read(directory.resolve("a.shp")).get(0).getAttribute("n"))
                    .isEqualTo(charset.equals(GBK) ? "林芝市" : "林芝");
        }
    }

    @Test
    void readsProjectedCoordinatesInTheirCrs() throws IOException {
        Path shp = directory.resolve("gk.shp");
        shp(shp, 1, point(-1487074.488951, 3400012.270844));
        Files.writeString(directory.resolve("gk.prj"), ShapefileSamples.CGCS2000_114E);

        SimpleFeature school = read(shp).get(0);
        assertThat(CrsNames.epsgCode(school.getFeatureType().getCoordinateReferenceSystem()))
                .isEqualTo(4547);
        assertThat(((Point) school.getDefaultGeometry()).getX()).isEqualTo(-1487074.488951);
    }

    @Test
    void readsLinesAndPolygonsWithHolesAndIslands() throws IOException {
        Path shp = directory.resolve("a.shp");
        shp(
                shp,
                5,
                parts(5, square(0, 0, 10)),
                parts(
                        5,
                        square(0, 0, 10),
                        hole(square(1, 1, 8)),
                        square(2, 2, 6),
                        hole(square(3, 3, 1)),
                        square(20, 0, 5)),
                parts(5, hole(square(0, 0, 10))));
        assertThat(read(shp))
                .extracting(f -> f.getDefaultGeometry().toString())
                .containsExactly(
                        "POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0))",
                        "MULTIPOLYGON (((0 0, 0 10, 10 10, 10 0, 0 0), (1 1, 9 1, 9 9, 1 9, 1 1)),"
                                + " ((2 2, 2 8, 8 8, 8 2, 2 2), (3 3, 4 3, 4 4, 3 4, 3 3)), ((20 0, 20 5, 25 5, 25 0, 20 0)))",
                        "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))");

        shp(shp, 3, parts(3, new double[] {0, 0, 1, 1}), parts(3, new double[] {0, 0, 1, 1}, new double[] {2, 2, 3, 3
        }));
        assertThat(read(shp))
                .extracting(f -> f.getDefaultGeometry().toString())
                .containsExactly("LINESTRING (0 0, 1 1)", "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))");

        shp(shp, 8, multiPoint(1, 2, 3, 4));
        assertThat(read(shp).get(0).getDefaultGeometry()).hasToString("MULTIPOINT ((1 2), (3 4))");

        shp(shp, 11, pointZ(1, 2, 3));
        assertThat(((Geometry) read(shp).get(0).getDefaultGeometry())
                        .getCoordinate()
                        .getZ())
                .isEqualTo(3);
    }

    @Test
    void leavesOutRingsOfTooFewPointsAndSaysSo() throws IOException {
        Path shp = directory.resolve("a.shp");
        shp(shp, 5, parts(5, square(0, 0, 10), new double[] {1, 1, 2, 2, 1, 1}));

        assertThat(read(shp).get(0).getDefaultGeometry()).hasToString("POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0))");
        assertThat(notes.get(1).in(Language.EN)).startsWith("1 ring or line of too few points left out");
    }

    @Test
    void needsNeitherIndexNorCrsNorAttributesAndSaysWhatItTook() throws IOException {
        Path shp = schools(directory, StandardCharsets.UTF_8);
        Files.delete(directory.resolve("schools.shx"));
        Files.delete(directory.resolve("schools.prj"));
        assertSchools(read(shp));
        assertThat(notes).extracting(Message::key).containsExactly("format.shp.prj", "format.shp.shx.missing");

        Files.write(directory.resolve("schools.shx"), new byte[107]);
        assertSchools(read(shp));
        assertThat(notes).extracting(Message::key).containsExactly("format.shp.prj", "format.shp.shx.broken");

        Files.delete(directory.resolve("schools.dbf"));
        assertThat(read(shp).get(0).getAttributes()).hasSize(1);
        assertThat(CrsNames.epsgCode(read(shp, ReadOptions.named("s").withCrs(CrsNames.decode("EPSG:4490")))
                        .get(0)
                        .getFeatureType()
                        .getCoordinateReferenceSystem()))
                .isEqualTo(4490);
    }

    @Test
    void followsTheIndexWhereRecordsLieApart() throws IOException {
        Path shp = directory.resolve("a.shp");
        shp(shp, 1, point(1, 1), point(2, 2), point(3, 3));
        // the first record is what an editor left behind
        change(directory.resolve("a.shx"), shx -> {
            shx.order(java.nio.ByteOrder.BIG_ENDIAN);
            return shx.putInt(100, (100 + 28) / 2).putInt(108, (100 + 56) / 2).limit(116);
        });
        byte[] shx = Files.readAllBytes(directory.resolve("a.shx"));
        Files.write(directory.resolve("a.shx"), java.util.Arrays.copyOf(shx, 116));

        assertThat(read(shp))
                .extracting(f -> f.getDefaultGeometry().toString())
                .containsExactly("POINT (2 2)", "POINT (3 3)");
    }

    @Test
    void leavesOutDeletedRowsAndSaysSo() throws IOException {
        Path shp = schools(directory, StandardCharsets.UTF_8);
        change(directory.resolve("schools.dbf"), dbf -> dbf.put(dbf.getShort(8), (byte) '*'));

        assertThat(read(shp)).extracting(f -> f.getAttribute("name")).containsExactly("第二小学", null);
        assertThat(notes).extracting(note -> note.in(Language.ZH)).containsExactly(".dbf 中有 1 行已被删除，未读取");
    }

    @Test
    void keepsLongCodesApartAndNamesUnique() throws IOException {
        shp(directory.resolve("a.shp"), 1, point(1, 1), point(2, 2));
        Files.write(
                directory.resolve("a.dbf"),
                dbf(
                        StandardCharsets.UTF_8,
                        List.of(
                                new ShapefileSamples.Field("code", 'N', 20, 0),
                                new ShapefileSamples.Field("code", 'N', 20, 0)),
                        new String[][] {{"12345678901234567890", "3654000001234567891"}, {"12345678901234567891", "5"}
                        }));

        assertThat(read(directory.resolve("a.shp")))
                .extracting(f -> f.getAttributes().subList(1, 3))
                .containsExactly(
                        List.of("12345678901234567890", 3654000001234567891L), List.of("12345678901234567891", 5L));
        assertThat(read(directory.resolve("a.shp")).get(0).getFeatureType().getDescriptor("code_2"))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "123, 123",
        "-7, -7",
        "1e3, 1000.0",
        "0.1, 0.1",
        "-.5, -0.5",
        "12345678.12345678, 12345678.12345678",
        "99999999999999.9999, 99999999999999.9999",
        "******, ",
        "nan, ",
        "'1,5', 1.5"
    })
    void readsNumbersAsTheyAreWritten(String text, String value) throws IOException {
        shp(directory.resolve("a.shp"), 1, point(1, 1));
        Files.write(
                directory.resolve("a.dbf"),
                dbf(
                        StandardCharsets.UTF_8,
                        List.of(new ShapefileSamples.Field("n", 'N', 20, text.contains(".") ? 4 : 0)),
                        new String[][] {{text}}));

        Object read = read(directory.resolve("a.shp")).get(0).getAttribute("n");
        assertThat(read == null ? null : read.toString())
                .isEqualTo(
                        value == null
                                ? null
                                : value.contains(".") ? Double.valueOf(value).toString() : value);
    }

    @Test
    void findsItsPartsInAnyCase() throws IOException {
        schools(directory, StandardCharsets.UTF_8);
        for (String ending : List.of("shp", "dbf", "shx", "prj")) {
            Files.move(
                    directory.resolve("schools." + ending),
                    directory.resolve("Schools." + ending.toUpperCase(java.util.Locale.ROOT)));
        }
        assertSchools(read(directory.resolve("Schools.SHP")));
        assertThat(Format.SHAPEFILE.parts(directory.resolve("Schools.SHP"))).hasSize(4);
    }

    @Test
    void refusesWhatIsBroken() throws IOException {
        Path shp = schools(directory, StandardCharsets.UTF_8);
        byte[] whole = Files.readAllBytes(shp);
        Path dbf = directory.resolve("schools.dbf");
        byte[] rows = Files.readAllBytes(dbf);

        Files.write(shp, "no shapefile".getBytes(StandardCharsets.UTF_8));
        assertRefused(() -> read(shp), "not a shapefile", "无法作为 Shapefile 读取");
        Files.write(shp, java.util.Arrays.copyOf(whole, 130));
        assertRefused(() -> read(shp), "cut off", "不完整");
        Files.write(shp, whole);

        change(shp, b -> b.putInt(32, 31));
        assertRefused(() -> read(shp), "shapes of type 31", "图形类型为 31");
        Files.write(shp, whole);
        change(shp, b -> b.putInt(108, 3));
        assertRefused(() -> read(shp), "broken", "已损坏");
        Files.write(shp, whole);
        change(shp, b -> b.putDouble(112, Double.NaN));
        assertRefused(() -> read(shp), "finite", "有限数");
        Files.write(shp, whole);

        change(dbf, b -> b.putInt(4, Integer.MAX_VALUE));
        assertRefused(() -> read(shp), "2147483647 rows it would be", "2147483647 行应有");
        Files.write(dbf, rows);
        change(dbf, b -> b.putInt(4, 2));
        assertRefused(() -> read(shp), "3 shapes, but the .dbf has 2 rows", "3 个图形，.dbf 却有 2 行");
        Files.write(dbf, rows);
        change(dbf, b -> b.putShort(10, (short) 3));
        assertRefused(() -> read(shp), "its rows have 3 bytes", "每行 3 字节");
        Files.write(dbf, rows);
        change(dbf, b -> b.put(b.getShort(8) + 21, (byte) 'x'));
        assertRefused(
                () -> read(shp), "column “pupils” of the .dbf is of type N, but holds “x     640”", "列“pupils”类型为 N");
        assertThatThrownBy(() -> read(shp)).hasMessageContaining("第一小学");
        Files.write(dbf, rows);
        assertRefused(() -> read(shp, ReadOptions.named("s").withLimits(2, 1)), "more than 2 features", "2");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MAX_VALUE, 1_000_000})
    void refusesAbsurdCounts(int count) throws IOException {
        Path shp = directory.resolve("a.shp");
        for (int at : new int[] {144, 148, 152}) {
            shp(shp, 5, parts(5, square(0, 0, 10)));
            change(shp, b -> b.putInt(at, count));
            assertRefused(() -> read(shp), "broken", "已损坏");
        }
        shp(shp, 8, multiPoint(1, 2));
        change(shp, b -> b.putInt(144, count));
        assertRefused(() -> read(shp), "broken", "已损坏");
    }

    @Test
    void refusesMetresWithoutACrsAndSwappedDegrees() throws IOException {
        Path shp = directory.resolve("a.shp");
        shp(shp, 1, point(500000, 3300000));
        assertRefused(() -> read(shp), "look like metres, so give the coordinate reference system", "似乎以米为单位");
        shp(shp, 1, point(29.65, 94.36));
        assertRefused(() -> read(shp), "longitude before latitude", "经度在前、纬度在后");

        Files.writeString(directory.resolve("a.prj"), "PROJCS[\"x\"");
        assertRefused(() -> read(shp), "CRS in a.prj cannot be read", "a.prj");
    }

    @Test
    void readsShapefilesInAZip() throws IOException {
        schools(directory, GBK);
        Object[] one = {"data/林芝学校.shp", file("shp"), "data/林芝学校.dbf", file("dbf"), "data/林芝学校.prj", file("prj")};
        for (Charset names : List.of(StandardCharsets.UTF_8, GBK)) {
            Path zip = zip(directory.resolve("one.zip"), names, one);
            assertSchools(read(zip));
            assertThat(Format.SHAPEFILE.layers(zip)).containsExactly("林芝学校");
            assertSchools(DataUtilities.list(Format.SHAPEFILE.read(
                    SimpleFeatureCollection.class,
                    new ByteArrayInputStream(Files.readAllBytes(zip)),
                    ReadOptions.named("schools"))));
        }
        Path several = zip(
                directory.resolve("several.zip"),
                StandardCharsets.UTF_8,
                "a/schools.SHP",
                file("shp"),
                "a/schools.DBF",
                file("dbf"),
                "a/schools.prj",
                file("prj"),
                "b/schools.shp",
                file("shp"),
                "towns.shp",
                file("shp"),
                "readme.txt",
                new byte[3],
                "__MACOSX/a/._schools.shp",
                new byte[3]);
        assertThat(Format.SHAPEFILE.layers(several)).containsExactly("a/schools", "b/schools", "towns");
        assertSchools(read(several, ReadOptions.named("schools").withLayer("a/schools")));
        assertRefused(
                () -> read(several),
                "several layers, a/schools, b/schools, towns: name one of them behind the file, as in #a/schools",
                "多个图层：a/schools、b/schools、towns");
        assertRefused(
                () -> read(several, ReadOptions.named("s").withLayer("c")),
                "no layer “c”; the layers are a/schools",
                "没有图层“c”");
    }

    private Path file(String ending) {
        return directory.resolve("schools." + ending);
    }

    @Test
    void refusesZipsThatAreMadeToDoHarm() throws IOException {
        schools(directory, StandardCharsets.UTF_8);
        Path zip = directory.resolve("bad.zip");
        Charset utf8 = StandardCharsets.UTF_8;

        Files.write(zip, new byte[30]);
        assertRefused(() -> read(zip), "not a zip", "无法作为 zip 读取");
        zip(zip, utf8, "../schools.shp", file("shp"));
        assertRefused(() -> read(zip), "leads out of it", "指向其外");
        zip(zip, utf8, "C:\\schools.shp", file("shp"));
        assertRefused(() -> read(zip), "leads out of it", "指向其外");
        zip(zip, utf8, "notes.txt", new byte[3]);
        assertRefused(() -> read(zip), "no shapefile", "没有 Shapefile");
        Path inner = zip(directory.resolve("inner.zip"), utf8, "schools.shp", file("shp"));
        zip(zip, utf8, "inner.zip", inner);
        assertRefused(() -> read(zip), "another archive", "请先解压");
        byte[] blanks = new byte[120 << 20];
        zip(zip, utf8, "schools.shp", file("shp"), "schools.dbf", blanks);
        assertRefused(() -> read(zip), "unpacks to far more than its size", "远大于其大小");

        byte[] cut = Files.readAllBytes(zip(zip, utf8, "schools.shp", file("shp")));
        ByteBuffer.wrap(cut).put(45, (byte) ~cut[45]).put(46, (byte) ~cut[46]);
        Files.write(zip, cut);
        assertThatThrownBy(() -> read(zip)).isInstanceOf(Refusal.class);
        assertThat(directory.toFile().list()).doesNotContain("layer.shp");
    }

    @Test
    void writesNone() {
        assertThat(Format.SHAPEFILE.writes(SimpleFeatureCollection.class)).isFalse();
    }
}

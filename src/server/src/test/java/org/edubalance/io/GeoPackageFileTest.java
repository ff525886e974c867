package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.edubalance.io.Samples.row;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.collection.DecoratingSimpleFeatureCollection;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

class GeoPackageFileTest {

    @TempDir
    Path directory;

    @Test
    void featuresComeBackAsTheyWere() throws Exception {
        Date opened = Date.from(Instant.parse("2012-09-01T00:00:00Z"));
        SimpleFeatureCollection schools = Samples.features(
                "geom:Point:srid=32646,名称:String,n:Integer,id:java.lang.Long,score:Double,boarding:Boolean,opened:java.util.Date",
                row("POINT (500000.5 3280000)", "八一", 3, 3_000_000_000L, 0.5, true, opened),
                row(null, null, null, null, Double.NaN, null, null));
        Path file = directory.resolve("schools.gpkg");

        GeoPackageFile.write(schools, file);
        SimpleFeatureCollection read = GeoPackageFile.read(file, ReadOptions.named("schools"));

        List<SimpleFeature> rows = DataUtilities.list(read);
        assertThat(CRS.lookupIdentifier(read.getSchema().getCoordinateReferenceSystem(), false))
                .isEqualTo("EPSG:32646");
        assertThat(read.getSchema().getGeometryDescriptor().getType().getBinding())
                .isEqualTo(Point.class);
        assertThat(rows.get(0).getDefaultGeometry()).hasToString("POINT (500000.5 3280000)");
        assertThat(List.of("名称", "n", "id", "score", "boarding", "opened"))
                .extracting(name -> rows.get(0).getAttribute(name))
                .containsExactly("八一", 3, 3_000_000_000L, 0.5, true, opened);
        assertThat(rows.get(1).getAttributes()).containsOnlyNulls();
    }

    @Test
    void lonLatKeepsItsOrderAndHeights() throws Exception {
        SimpleFeatureCollection points =
                Samples.features("geometry:Geometry:srid=4326,fid:Integer", row("POINT Z (94.5 29.25 3000)", 7));
        Path file = directory.resolve("points.gpkg");

        GeoPackageFile.write(points, file);
        SimpleFeature point = DataUtilities.list(GeoPackageFile.read(file, ReadOptions.named("p")))
                .get(0);

        assertThat(point.getDefaultGeometry()).hasToString("POINT (94.5 29.25)");
        assertThat(((Geometry) point.getDefaultGeometry()).getCoordinate().getZ())
                .isEqualTo(3000);
        assertThat(point.getAttribute("fid")).isEqualTo(7);
    }

    @Test
    void rowsAreAnAttributesTable() throws Exception {
        Path file = directory.resolve("weights.gpkg");

        GeoPackageFile.write(Samples.features("indicator:String,weight:Double", row("books", 0.25)), file);
        SimpleFeatureCollection read = GeoPackageFile.read(file, ReadOptions.named("weights"));

        assertThat(GeoPackageFile.layers(file)).containsExactly("schools");
        assertThat(read.getSchema().getGeometryDescriptor()).isNull();
        assertThat(DataUtilities.list(read).get(0).getAttributes()).containsExactly("books", 0.25);
    }

    @Test
    void refusesMetresWithoutACrsUnlessOneIsGiven() throws Exception {
        Path file = directory.resolve("metres.gpkg");
        GeoPackageFile.write(Samples.features("geometry:Point,n:Integer", row("POINT (500000 3280000)", 1)), file);

        assertThatThrownBy(() -> GeoPackageFile.read(file, ReadOptions.named("s")))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "the coordinates must be longitudes and latitudes, got (500000, 3280000): these look like metres,"
                                + " so give the coordinate reference system that they are in (feature schools.1)");
        assertThat(CrsNames.epsgCode(
                        GeoPackageFile.read(file, ReadOptions.named("s").withCrs(CrsNames.decode("EPSG:4547")))
                                .getSchema()
                                .getCoordinateReferenceSystem()))
                .isEqualTo(4547);
    }

    @Test
    void keysBeyondLongStayApart() throws Exception {
        Path file = directory.resolve("keys.gpkg");
        GeoPackageFile.write(
                Samples.features(
                        "geometry:Point:srid=4326,code:String",
                        row("POINT (1 2)", "12345678901234567890"),
                        row("POINT (1 2)", "12345678901234567891")),
                file);
        assertThat(DataUtilities.list(GeoPackageFile.read(file, ReadOptions.named("s"))))
                .extracting(feature -> feature.getAttribute("code"))
                .containsExactly("12345678901234567890", "12345678901234567891");
    }

    @Test
    void refusesWhatIsNoGeoPackageAndLayersThatAreNotThere() throws Exception {
        Path file = directory.resolve("schools.gpkg");
        GeoPackageFile.write(
                Samples.features("geometry:Point:srid=4326", row("POINT (1 2)"), row("POINT (3 4)")), file);
        Path text = Files.writeString(directory.resolve("text.gpkg"), "no SQLite file at all");

        assertThatThrownBy(
                        () -> GeoPackageFile.read(file, ReadOptions.named("s").withLayer("towns")))
                .isInstanceOf(Refusal.class)
                .hasMessage("there is no layer “towns”; the layers are schools");
        assertThatThrownBy(
                        () -> GeoPackageFile.read(file, ReadOptions.named("s").withLimits(1, 1)))
                .hasMessage("more than 1 features, which is the limit");
        assertThatThrownBy(() -> GeoPackageFile.read(text, ReadOptions.named("s")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not a GeoPackage that can be read");
        assertThatThrownBy(() -> GeoPackageFile.read(directory.resolve("none.gpkg"), ReadOptions.named("s")))
                .isInstanceOf(FileTrouble.class)
                .hasMessage("there is no file " + directory.resolve("none.gpkg"));
    }

    @Test
    void whatCannotBeReadIsNamed() throws Exception {
        assertThatThrownBy(() -> read("UPDATE schools SET geometry = x'"
                        // a header without an envelope, and a CURVEPOLYGON in little-endian order
                        + "4750000100000000" + "010A00000000000000" + "' WHERE name = 'Bayi'"))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "the geometry is a CURVEPOLYGON, and curves cannot be read: turn them into lines of straight"
                                + " pieces first (ogr2ogr -nlt CONVERT_TO_LINEAR) (Bayi, feature schools.2)");
        assertThatThrownBy(() -> read("UPDATE schools SET geometry = x'4750000100000000' WHERE name = 'Bayi'"))
                .hasMessage("the geometry cannot be read (Bayi, feature schools.2)");
        assertThatThrownBy(() -> read("UPDATE schools SET pupils = 'many' WHERE name = 'Bayi'"))
                .hasMessage("column “pupils” is declared as MEDIUMINT, but holds “many” (Bayi, feature schools.2)");
        assertThatThrownBy(() -> read(
                        "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 999999" + " WHERE srs_id = 4326"))
                .hasMessage("layer schools has a CRS that is unknown here: EPSG:999999");
        assertThatThrownBy(() -> read("DROP TABLE schools"))
                .isInstanceOf(Refusal.class)
                .hasMessage("not a GeoPackage that can be read");
        assertThatThrownBy(() -> read("DROP TABLE gpkg_contents"))
                .isInstanceOf(Refusal.class)
                .hasMessage("not a GeoPackage that can be read");
        assertThatThrownBy(() -> read("UPDATE schools SET geometry ="
                        + " (SELECT geometry FROM schools WHERE name = 'swapped') WHERE name = 'Bayi'"))
                .hasMessage(
                        "the coordinates must have longitude before latitude, got (29.6, 94.3): they look swapped (Bayi, feature schools.2)");
    }

    /** Reads three schools, one of them swapped, after a change to the file. */
    private void read(String sql) throws Exception {
        Path file = directory.resolve("schools.gpkg");
        Files.deleteIfExists(file);
        GeoPackageFile.write(
                Samples.features(
                        "geometry:Point:srid=4326,name:String,pupils:Integer",
                        row("POINT (94.1 29.1)", "Medog", 5),
                        row("POINT (94.3 29.6)", "Bayi", 7),
                        row("POINT (29.6 94.3)", "swapped", 7)),
                file);
        execute(file, sql);
        GeoPackageFile.read(file, ReadOptions.named("s"));
    }

    private static void execute(Path file, String... sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        }
    }

    @Test
    void collectionsInCollectionsWithoutEndAreRefused() throws Exception {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        blob.write(HexFormat.of().parseHex("4750000100000000"));
        for (int i = 0; i < 100_000; i++) {
            blob.write(HexFormat.of().parseHex("010700000001000000"));
        }

        assertThatThrownBy(() -> new GeoPackageGeometry().read(blob.toByteArray()))
                .isInstanceOf(Refusal.class)
                .hasMessage("the geometry cannot be read");
    }

    @Test
    void aFileWithBrokenBytesIsReadOrRefused() throws Exception {
        Path file = directory.resolve("schools.gpkg");
        GeoPackageFile.write(
                Samples.features(
                        "geometry:Point:srid=4326,name:String,n:Integer,day:java.util.Date",
                        row("POINT (94.1 29.1)", "Medog", 5, new Date(0)),
                        row("POINT (94.3 29.6)", "Bayi", 7, null)),
                file);
        byte[] whole = Files.readAllBytes(file);
        int[] used = IntStream.range(0, whole.length).filter(i -> whole[i] != 0).toArray();
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] broken = whole.clone();
            for (int change = 0; change <= i % 8; change++) {
                broken[used[random.nextInt(used.length)]] = (byte) random.nextInt(256);
            }
            Files.write(file, broken);
            try {
                GeoPackageFile.read(file, ReadOptions.named("s").withLimits(1000, 1));
            } catch (Refusal e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
        assertThat(directory.toFile().list()).containsExactly("schools.gpkg");
    }

    /** As a GIS leaves it that has the file open: what was written last is in the log beside it. */
    @Test
    void aWriteAheadLogIsReadAndLeftAlone() throws Exception {
        Path open = directory.resolve("open.gpkg");
        GeoPackageFile.write(Samples.features("geometry:Point:srid=4326,n:Integer", row("POINT (1 2)", 1)), open);
        Path left = Files.createDirectory(directory.resolve("left"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + open);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("UPDATE schools SET n = 2");
            Files.copy(open, left.resolve("schools.gpkg"));
            Files.copy(directory.resolve("open.gpkg-wal"), left.resolve("schools.gpkg-wal"));

            assertThat(numbers(open)).as("while it is open").containsExactly(2);
        }

        assertThat(numbersLeavingAsItIs(left)).containsExactly(2);
        Files.delete(left.resolve("schools.gpkg-wal"));
        assertThat(numbersLeavingAsItIs(left)).as("without the log").containsExactly(1);
    }

    @Test
    void anUnfinishedTransactionIsLeftOutAndLeftAlone() throws Exception {
        Path open = directory.resolve("open.gpkg");
        Object[][] rows = new Object[2000][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row("POINT (1 2)", 1, "x".repeat(200));
        }
        GeoPackageFile.write(Samples.features("geometry:Point:srid=4326,n:Integer,text:String", rows), open);
        Path left = Files.createDirectory(directory.resolve("left"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + open);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size = 1");
            connection.setAutoCommit(false);
            statement.execute("UPDATE schools SET n = 2, text = 'y'");
            Files.copy(open, left.resolve("schools.gpkg"));
            Files.copy(directory.resolve("open.gpkg-journal"), left.resolve("schools.gpkg-journal"));
            connection.rollback();
        }

        assertThat(numbersLeavingAsItIs(left)).hasSize(2000).containsOnly(1);
    }

    private static List<Object> numbersLeavingAsItIs(Path folder) throws Exception {
        Map<String, String> before = states(folder);
        List<Object> numbers = numbers(folder.resolve("schools.gpkg"));
        assertThat(GeoPackageFile.layers(folder.resolve("schools.gpkg"))).containsExactly("schools");
        assertThat(states(folder)).isEqualTo(before);
        return numbers;
    }

    private static List<Object> numbers(Path file) throws Exception {
        return DataUtilities.list(GeoPackageFile.read(file, ReadOptions.named("s"))).stream()
                .map(feature -> feature.getAttribute("n"))
                .toList();
    }

    /** The files of a folder with their times and contents. */
    private static Map<String, String> states(Path folder) throws Exception {
        Map<String, String> states = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                states.put(
                        file.getFileName().toString(),
                        Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return states;
    }

    @Test
    void nothingIsLeftOfAFileThatCouldNotBeWritten() throws Exception {
        SimpleFeatureCollection endless =
                new DecoratingSimpleFeatureCollection(
                        Samples.features("geometry:Point:srid=4326", row("POINT (1 2)"))) {
                    @Override
                    public SimpleFeatureIterator features() {
                        throw new IllegalStateException("a bug");
                    }
                };

        assertThatThrownBy(() -> GeoPackageFile.write(endless, directory.resolve("schools.gpkg")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(directory).isEmptyDirectory();
        assertThatThrownBy(() -> Format.GEOPACKAGE.writeFile(
                        Samples.features("n:Integer", row(1)), directory.resolve("none/schools.gpkg")))
                .isInstanceOf(FileTrouble.class)
                .hasMessage(directory.resolve("none/schools.gpkg") + " cannot be written");
    }

    @Test
    void leavesNoTemporaryFileBehind() throws Exception {
        Path file = directory.resolve("schools.gpkg");
        GeoPackageFile.write(Samples.features("geometry:Point:srid=4326", row("POINT (1 2)")), file);

        try (var in = Files.newInputStream(file)) {
            assertThat(DataUtilities.list(GeoPackageFile.read(in, ReadOptions.named("s"))))
                    .hasSize(1);
        }
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }
}

package org.edubalance.server.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.edubalance.io.ColumnMapping;
import org.edubalance.io.ShapefileSamples;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final String POINTS = "id,lon,lat\na,94.3,29.6\nb,94.4,29.7\n";
    private static final String STYLE = "<StyledLayerDescriptor version='1.0.0' xmlns='http://www.opengis.net/sld'>"
            + "<NamedLayer><Name>edu:places</Name><UserStyle><Title>Mine</Title><FeatureTypeStyle/></UserStyle>"
            + "</NamedLayer></StyledLayerDescriptor>";

    @TempDir
    private Path directory;

    private final AtomicLong clock = new AtomicLong();

    private Catalogue catalogue() {
        return new Catalogue(directory, null, 1000, clock::get);
    }

    private void later() {
        clock.addAndGet(3_000_000_000L);
    }

    @Test
    void servesTheSampleDataWhereThereIsNoDirectory() {
        Catalogue catalogue = new Catalogue(null, null, 1000, clock::get);
        Layer schools = catalogue.layer("edu:schools").orElseThrow();
        assertThat(schools.features().size()).isEqualTo(71);
        assertThat(schools.styles()).startsWith("school-stage").contains("kernel-density", "entropy-score");
        assertThat(catalogue.defaultStyle(schools).title()).isEqualTo("School stage / 学段");
        assertThat(catalogue.layer("counties")).isPresent();
        assertThat(catalogue
                        .defaultStyle(catalogue.layer("counties").orElseThrow())
                        .name())
                .isEqualTo("outlines");
    }

    @Test
    void everyDataFileIsALayerAndEverySldAStyle() throws IOException {
        Files.writeString(directory.resolve("places.csv"), POINTS);
        Files.writeString(directory.resolve("rows.csv"), "id,n\na,1\n");
        Files.writeString(directory.resolve("notes.txt"), "not data");
        Files.writeString(Files.createDirectory(directory.resolve("sld")).resolve("mine.sld"), STYLE);
        Catalogue catalogue = catalogue();
        assertThat(catalogue.layers()).extracting(Layer::name).containsExactly("edu:places", "edu:rows");
        Layer places = catalogue.layer("edu:places").orElseThrow();
        assertThat(places.isDrawable()).isTrue();
        assertThat(places.geographicBounds().getMinX()).isEqualTo(94.3);
        assertThat(places.geographicBounds().getMaxY()).isEqualTo(29.7);
        assertThat(catalogue.layer("edu:rows").orElseThrow().isDrawable()).isFalse();
        assertThat(catalogue.style("mine").orElseThrow().title()).isEqualTo("Mine");
        assertThat(places.styles()).containsExactly("mine");
        assertThat(catalogue.style("school-stage")).isPresent();
    }

    @Test
    void everyLayerOfAFileIsALayerAndOneThatIsBrokenIsNoHarmToTheOthers() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path shp = ShapefileSamples.schools(elsewhere, StandardCharsets.UTF_8);
        ShapefileSamples.zip(
                directory.resolve("county.zip"),
                StandardCharsets.UTF_8,
                "primary schools.shp",
                shp,
                "junior.shp",
                shp,
                "broken.shp",
                new byte[200]);
        Catalogue catalogue = catalogue();

        assertThat(catalogue.layers())
                .extracting(Layer::name)
                .containsExactly("edu:county_junior", "edu:county_primary_schools");
        assertThat(catalogue.layer("edu:county_junior").orElseThrow().features().size())
                .isEqualTo(3);
        assertThat(catalogue.problems()).extracting(Problem::file).containsExactly("county.zip#broken");
    }

    @Test
    void noticesThatAPartOfAShapefileChanges() throws IOException {
        ShapefileSamples.schools(directory, StandardCharsets.UTF_8);
        Catalogue catalogue = catalogue();
        assertThat(catalogue
                        .layer("edu:schools")
                        .orElseThrow()
                        .features()
                        .getSchema()
                        .getDescriptor("pupils"))
                .isNotNull();

        Files.delete(directory.resolve("schools.dbf"));
        later();
        assertThat(catalogue
                        .layer("edu:schools")
                        .orElseThrow()
                        .features()
                        .getSchema()
                        .getAttributeCount())
                .isEqualTo(1);
    }

    @Test
    void noticesWhatChanges() throws IOException {
        Path file = directory.resolve("places.csv");
        Files.writeString(file, POINTS);
        Catalogue catalogue = catalogue();
        Layer before = catalogue.layer("edu:places").orElseThrow();

        later();
        assertThat(catalogue.layer("edu:places").orElseThrow().features()).isSameAs(before.features());

        Files.writeString(file, POINTS + "c,94.5,29.8\n");
        Files.writeString(directory.resolve("more.csv"), POINTS);
        assertThat(catalogue.layers()).hasSize(1);
        later();
        assertThat(catalogue.layers()).hasSize(2);
        assertThat(catalogue.layer("edu:places").orElseThrow().features().size())
                .isEqualTo(3);

        Files.delete(file);
        later();
        assertThat(catalogue.layer("edu:places")).isEmpty();
    }

    @Test
    void leavesOutWhatCannotBeRead() throws IOException {
        Files.writeString(directory.resolve("places.csv"), POINTS);
        Files.writeString(directory.resolve("broken.geojson"), "{\"type\":");
        Files.writeString(directory.resolve("broken.gpkg"), "no database");
        Files.writeString(directory.resolve("a,b.csv"), POINTS);
        Files.createDirectory(directory.resolve("sld"));
        Files.writeString(directory.resolve("sld/broken.sld"), "<a/>");
        Catalogue catalogue = catalogue();
        assertThat(catalogue.layers()).extracting(Layer::name).containsExactly("edu:places");
        assertThat(catalogue.style("broken")).isEmpty();
        assertThat(catalogue.problems())
                .extracting(Problem::file)
                .containsExactly("broken.sld", "a,b.csv", "broken.geojson", "broken.gpkg");
        assertThat(catalogue.problems().get(0).reason().in(Language.ZH)).contains("样式须为 SLD 1.0.0 文档");
    }

    @ParameterizedTest
    @CsvSource({
        "'[30.1,100.1]', 0, 'got (30.1, 100.1): they look swapped (巴宜区中学, feature bad.1)'",
        "'[94.3,95]', 0, 'longitudes and latitudes that there are, got (94.3, 95) (巴宜区中学, feature bad.1)'",
        "'[3345000,12345000]', 0, 'got (3345000, 12345000): these look like metres'",
        "'[3345000,3280000]', 32646, 'EPSG:32646'",
        "'[645000,3280000]', 32646, ''",
        "'[1e300,1e300]', 32646, 'EPSG:32646'"
    })
    void leavesOutLayersThatAreNotOnTheEarth(String coordinates, int crs, String reason) throws IOException {
        Files.writeString(directory.resolve("places.csv"), POINTS);
        String member = crs == 0
                ? ""
                : "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::" + crs + "\"}},";
        Files.writeString(
                directory.resolve("bad.geojson"),
                "{\"type\":\"FeatureCollection\"," + member + "\"features\":[{\"type\":\"Feature\",\"id\":\"bad.1\","
                        + "\"properties\":{\"name\":\"巴宜区中学\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":"
                        + coordinates + "}}]}");
        Catalogue catalogue = catalogue();
        assertThat(catalogue.layer("edu:places")).isPresent();
        if (reason.isEmpty()) {
            assertThat(catalogue.problems()).isEmpty();
        } else {
            assertThat(catalogue.layer("edu:bad")).isEmpty();
            assertThat(catalogue.problems().get(0).reason().in(Language.EN)).contains(reason);
        }
    }

    @ParameterizedTest
    @CsvSource({"'a,94.3,29.6'", "'a,94.3,29.6\nb,94.3,29.9'", "'a,94.3,29.6\nb,94.9,29.6'", "'a,94.3,90'", "'a,180,0'"
    })
    void boundsHaveAnArea(String rows) throws IOException {
        Files.writeString(directory.resolve("places.csv"), "id,lon,lat\n" + rows.replace("\\n", "\n"));
        Layer layer = catalogue().layer("edu:places").orElseThrow();
        assertThat(layer.geographicBounds().getArea()).isPositive();
        assertThat(layer.bounds().getArea()).isPositive();
        assertThat(layer.geographicBounds().getMaxY()).isLessThanOrEqualTo(90);
    }

    @Test
    void keepsToTheLimitOnFeatures() throws IOException {
        Files.writeString(directory.resolve("places.csv"), POINTS);
        assertThat(new Catalogue(directory, null, 1, clock::get).layers()).isEmpty();
    }

    @Test
    void refusesADirectoryThatIsNone() {
        assertThatThrownBy(() -> new Catalogue(directory.resolve("nowhere"), null, 1000, clock::get))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is not a directory");
    }

    /** Whoever may write to the directory decides what is served: see docs/security.md. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void followsTheLinksOfItsOwnerAndIsNotHarmedByThoseThatLeadNowhere(@TempDir Path elsewhere) throws IOException {
        Path places = Files.writeString(elsewhere.resolve("data.csv"), POINTS);
        Files.createSymbolicLink(directory.resolve("linked.csv"), places);
        Files.createSymbolicLink(directory.resolve("gone.csv"), elsewhere.resolve("gone.csv"));
        Files.createSymbolicLink(directory.resolve("loop.csv"), directory.resolve("loop.csv"));
        Files.createSymbolicLink(directory.resolve("folder.csv"), elsewhere);
        Files.createSymbolicLink(directory.resolve("device.csv"), Path.of("/dev/zero"));
        Files.writeString(elsewhere.resolve("mine.sld"), STYLE.replace("edu:places", "edu:linked"));
        Files.createSymbolicLink(directory.resolve("sld"), elsewhere);
        Catalogue catalogue = catalogue();
        assertThat(catalogue.layers()).extracting(Layer::name).containsExactly("edu:linked");
        assertThat(catalogue.layer("edu:linked").orElseThrow().styles()).containsExactly("mine");
        assertThat(catalogue.problems()).isEmpty();
        Files.delete(places);
        later();
        assertThat(catalogue.layers()).as("as if the file were its own").isEmpty();
    }

    @Test
    void givesLayersTheColumnsThatAMappingNames() throws IOException {
        Files.writeString(directory.resolve("schools.csv"), "学校,人数,设备\n甲,640,1.5\n");
        Files.writeString(directory.resolve("half.csv"), "学校,人数\n甲,640\n");
        Files.writeString(directory.resolve("other.csv"), "id,n\na,1\n");
        ColumnMapping mapping = new ColumnMapping(Map.of(
                "pupils",
                new ColumnMapping.Source("人数", 1),
                "equipment_value",
                new ColumnMapping.Source("设备", 10_000)));
        Catalogue catalogue = new Catalogue(directory, mapping, 1000, clock::get);
        assertThat(catalogue.layers()).extracting(Layer::name).containsExactly("edu:half", "edu:other", "edu:schools");
        SimpleFeature school = first(catalogue, "schools");
        assertThat(school.getAttribute("equipment_value")).isEqualTo(15_000.0);
        assertThat(((Number) school.getAttribute("pupils")).intValue()).isEqualTo(640);
        assertThat(school.getAttribute("学校")).isEqualTo("甲");
        assertThat(first(catalogue, "half").getAttribute("pupils")).isNull();
        assertThat(first(catalogue, "other").getFeatureType().indexOf("pupils")).isNegative();
    }

    private static SimpleFeature first(Catalogue catalogue, String layer) {
        try (SimpleFeatureIterator iterator =
                catalogue.layer(layer).orElseThrow().features().features()) {
            return iterator.next();
        }
    }
}

package org.edubalance.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.io.CrsNames;
import org.edubalance.io.Format;
import org.edubalance.io.ReadOptions;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.NameImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Processors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that gave wrong numbers once, with the right ones by independent programs; skipped where the files are not. */
class NumbersTest {

    private static final Path CASES = Path.of("../shared/cases/numbers");

    @BeforeAll
    static void needsTheFiles() {
        assumeTrue(Files.isDirectory(CASES), () -> "no folder " + CASES);
    }

    private static SimpleFeatureCollection read(String file) throws IOException {
        return Format.ofFileName(file)
                .orElseThrow()
                .readFile(SimpleFeatureCollection.class, CASES.resolve(file), ReadOptions.named("data"));
    }

    private static Object run(String process, Object... inputs) {
        Map<String, Object> byName = new HashMap<>();
        for (int i = 0; i < inputs.length; i += 2) {
            byName.put((String) inputs[i], inputs[i + 1]);
        }
        return Processors.createProcess(new NameImpl("edu", process))
                .execute(byName, null)
                .get("result");
    }

    private static List<SimpleFeature> rows(String process, Object... inputs) {
        List<SimpleFeature> rows = new ArrayList<>();
        try (SimpleFeatureIterator iterator = ((SimpleFeatureCollection) run(process, inputs)).features()) {
            while (iterator.hasNext()) {
                rows.add(iterator.next());
            }
        }
        return rows;
    }

    private static float[] values(Object coverage) {
        var raster = ((GridCoverage2D) coverage).getRenderedImage().getData();
        return raster.getSamples(
                raster.getMinX(), raster.getMinY(), raster.getWidth(), raster.getHeight(), 0, (float[]) null);
    }

    private static double peak(Object coverage) {
        double peak = 0;
        for (float value : values(coverage)) {
            peak = Math.max(peak, value);
        }
        return peak;
    }

    @ParameterizedTest
    @ValueSource(strings = {"small_school_no_type.csv", "small_school_typed.csv"})
    void aSmallSchoolCountsWhetherItsTypeIsKnownOrNot(String file) throws IOException {
        SimpleFeature county =
                rows("AssessRegions", "data", read(file), "groupBy", "county").get(0);
        assertThat(county.getAttribute("balanced")).isEqualTo(false);
        assertThat(county.getAttribute("excluded")).isEqualTo(0);
    }

    @Test
    void theDateLineIsNoDivide() throws IOException {
        SimpleFeature pattern =
                rows("SpatialPattern", "data", read("antimeridian_points.csv")).get(0);
        assertThat((Double) pattern.getAttribute("major")).isCloseTo(76_493, within(1.0));
        assertThat((Double) pattern.getAttribute("nn_observed")).isCloseTo(18_151, within(1.0));
        SimpleFeatureCollection points = read("antimeridian_points.csv");
        String attribute = points.getSchema().getAttributeDescriptors().stream()
                .filter(descriptor ->
                        Number.class.isAssignableFrom(descriptor.getType().getBinding()))
                .findFirst()
                .orElseThrow()
                .getLocalName();
        List<SimpleFeature> moran = rows(
                "LocalMoran",
                "data",
                points,
                "attribute",
                attribute,
                "neighbours",
                "DISTANCE",
                "distance",
                40_000d,
                "permutations",
                99);
        assertThat(moran.stream()
                        .mapToInt(row -> (Integer) row.getAttribute("neighbours"))
                        .summaryStatistics())
                .satisfies(neighbours -> assertThat(neighbours.getMin()).isZero())
                .satisfies(neighbours -> assertThat(neighbours.getMax()).isEqualTo(10));
    }

    @Test
    void missingValuesNeverHelp() throws IOException {
        List<SimpleFeature> groups = rows(
                "BalanceCoefficients",
                "data",
                read("balanced_missing.csv"),
                "indicators",
                List.of("books_pp", "comp_pp"),
                "groupBy",
                "g",
                "threshold",
                0.65);
        SimpleFeature a = groups.stream()
                .filter(row -> "A".equals(row.getAttribute("group")))
                .findFirst()
                .orElseThrow();
        assertThat(a.getAttribute("balanced")).isNotEqualTo(true);
        assertThat(a.getAttribute("missing")).isEqualTo(2);
    }

    @Test
    void thePopulationThatIsGivenIsTheOneThatValuesArePer() throws IOException {
        SimpleFeature school = rows("AssessSchools", "data", read("popmix.csv"), "population", "pupils_primary")
                .get(0);
        assertThat((Double) school.getAttribute("ratio_qualified_teachers"))
                .isCloseTo(100 * 20 / 100d / 4.2, within(1e-9));
    }

    /** By hand from the files: who shares a border, rounding, slivers and T-junctions aside. */
    @ParameterizedTest
    @CsvSource({
        "cont.geojson, 1 2 1",
        "cont_Tjunction_exact.geojson, 2 2 2",
        "cont_corner_only.geojson, 0 1 1",
        "cont_shifted_1e-8_gap.geojson, 1 2 1",
        "cont_slanted_edge_1e-15.geojson, 1 2 1",
        // a gap of 11 cm, more than the tolerance by default
        "cont_slanted_edge_gap.geojson, 0 1 1",
        "cont_slanted_edge_overlap.geojson, 1 2 1"
    })
    void neighboursShareABorder(String file, String neighbours) throws IOException {
        List<SimpleFeature> areas =
                rows("LocalMoran", "data", read(file), "attribute", "v", "neighbours", "ROOK", "permutations", 99);
        assertThat(String.join(
                        " ",
                        areas.stream()
                                .map(area -> String.valueOf(area.getAttribute("neighbours")))
                                .toList()))
                .isEqualTo(neighbours);
    }

    @Test
    void theOrderOfTheRowsChangesNoProbability() throws IOException {
        List<Map<String, Object>> found = new ArrayList<>();
        for (String file : List.of("lat.csv", "lat2.csv")) {
            Map<String, Object> byId = new HashMap<>();
            rows("LocalMoran", "data", read(file), "attribute", "v")
                    .forEach(row -> byId.put(String.valueOf(row.getAttribute("id")), row.getAttribute("moran_p")));
            found.add(byId);
        }
        assertThat(found.get(1)).isEqualTo(found.get(0));
    }

    @Test
    void scoresEqualButForRoundingShareRankAndLevel() throws IOException {
        List<SimpleFeature> ties = rows(
                        "EntropyScore", "data", read("entropy_rounding_ties.csv"), "indicators", List.of("a", "b", "c"))
                .stream()
                .filter(row -> Math.abs((Double) row.getAttribute("score") - 0.6) < 1e-9)
                .toList();
        assertThat(ties).hasSize(6);
        assertThat(ties.stream()
                        .map(row -> row.getAttribute("rank") + " " + row.getAttribute("level"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void metresAreThoseOnTheGroundInWorldMercatorToo() throws Exception {
        SimpleFeatureCollection points = read("p3395.csv");
        ReferencedEnvelope box = points.getBounds();
        double[] peaks = new double[2];
        String[] codes = {"EPSG:4326", "EPSG:3395"};
        for (int i = 0; i < 2; i++) {
            peaks[i] = peak(run(
                    "KernelDensity",
                    "data",
                    points,
                    "radius",
                    3_000d,
                    "outputBBOX",
                    box.transform(CrsNames.decode(codes[i]), true),
                    "outputWidth",
                    200,
                    "outputHeight",
                    200));
        }
        assertThat(peaks[1]).isCloseTo(peaks[0], within(0.02 * peaks[0]));
    }

    @Test
    void aDefaultGridAcrossTheDateLineIsOfSensibleSize() throws IOException {
        GridCoverage2D density = (GridCoverage2D) run("KernelDensity", "data", read("kdam.csv"));
        var image = density.getRenderedImage();
        assertThat((double) image.getWidth() / image.getHeight()).isBetween(0.2, 5.0);
        assertThat(density.getEnvelope2D().getWidth()).isLessThan(10);
    }

    @Test
    void aPointOfWeightFiveIsFivePointsForAdaptiveRadii() throws Exception {
        List<float[]> densities = new ArrayList<>();
        for (String file : List.of("aw1.csv", "aw2.csv")) {
            densities.add(values(run(
                    "KernelDensity",
                    "data",
                    read(file),
                    "weight",
                    "w",
                    "radius",
                    3_000d,
                    "adaptive",
                    true,
                    "outputBBOX",
                    new ReferencedEnvelope(9.9, 10.2, 49.9, 50.2, CrsNames.decode("EPSG:4326")),
                    "outputWidth",
                    30,
                    "outputHeight",
                    30)));
        }
        for (int i = 0; i < densities.get(0).length; i++) {
            assertThat(densities.get(1)[i]).isCloseTo(densities.get(0)[i], within(1e-4f));
        }
    }

    @Test
    void theBasicStandardCountsTeachingPoints() throws IOException {
        SimpleFeatureCollection schools = read("basic.csv");
        List<SimpleFeature> regions =
                rows("AssessRegions", "data", schools, "standard", "cn-2012-basic", "groupBy", "county");
        assertThat(regions.stream()
                        .mapToInt(row -> (Integer) row.getAttribute("schools"))
                        .sum())
                .isEqualTo(schools.size());
    }

    @Test
    void attributesAreFoundWhateverTheyAreCalled() throws IOException {
        SimpleFeature all = rows(
                        "BalanceCoefficients",
                        "data",
                        read("names.geojson"),
                        "indicators",
                        List.of("x=if_then_else(greaterThan(\"area m²\",5),1,2)"))
                .get(0);
        assertThat((Double) all.getAttribute("cv_x")).isCloseTo(0.3464, within(1e-4));
        List<String> names = List.of("books-per-pupil", "rate (%)", "a.b", "人均图书（册）", "2020", "count", "in", "area m²");
        for (String name : names) {
            SimpleFeature one = rows(
                            "BalanceCoefficients",
                            "data",
                            read("names.geojson"),
                            "indicators",
                            List.of("x=\"" + name + "\""))
                    .get(0);
            assertThat((Double) one.getAttribute("cv_x")).as(name).isGreaterThan(0.05);
        }
    }
}

package org.edubalance.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.edubalance.io.GeoJson;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.NameImpl;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Processors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;

/** The sample's analysis comes out as the study of Nyingchi's schools did. */
class NyingchiAnalysisTest {

    /** What "about" the study's ranges allows. */
    private static final double ABOUT = 0.01;

    private static SimpleFeatureCollection schools;
    private static List<SimpleFeature> scored;

    @BeforeAll
    static void score() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("sample-data/schools.geojson"))) {
            schools = GeoJson.read(in, "schools");
        }
        scored = run("EntropyScore", Map.of("data", schools, "system", "nyingchi", "groupBy", "stage"));
    }

    @Test
    void scoresLieInTheStudysRanges() {
        DoubleSummaryStatistics primary = scores("PRIMARY");
        assertThat(primary.getCount()).isEqualTo(61);
        assertThat(primary.getMin()).isEqualTo(0.095, within(ABOUT));
        assertThat(primary.getMax()).isEqualTo(0.698, within(ABOUT));
        DoubleSummaryStatistics junior = scores("JUNIOR");
        assertThat(junior.getCount()).isEqualTo(10);
        assertThat(junior.getMin()).isEqualTo(0.186, within(ABOUT));
        assertThat(junior.getMax()).isEqualTo(0.372, within(ABOUT));
    }

    @Test
    void bayiScoresHighestAndGongbogyamdaLowest() {
        for (String stage : List.of("PRIMARY", "JUNIOR")) {
            Map<String, Double> means = scored.stream()
                    .filter(school -> school.getAttribute("stage").equals(stage))
                    .collect(Collectors.groupingBy(
                            school -> (String) school.getAttribute("county"),
                            TreeMap::new,
                            Collectors.averagingDouble(school -> (Double) school.getAttribute("score"))));
            assertThat(highest(means)).as(stage).isEqualTo("Bayi");
            assertThat(lowest(means)).as(stage).isEqualTo("Gongbo'gyamda");
        }
    }

    @Test
    void primarySchoolsAreMostAlikeInZayuAndLeastInBomi() throws Exception {
        List<String> indicators = List.of(
                "teachers=teachers/pupils",
                "qualified=teachers_qualified/pupils",
                "senior=teachers_senior/pupils",
                "teaching_area=teaching_area/pupils",
                "sports_area=sports_area/pupils",
                "equipment=equipment_value/pupils",
                "computers=computers/pupils",
                "books=books/pupils",
                "multimedia=multimedia_rooms/pupils",
                "pupil_quality",
                "dormitory=dormitory_area/boarders");
        Map<String, Double> cv = run(
                        "BalanceCoefficients",
                        Map.of(
                                "data",
                                schools.subCollection(ECQL.toFilter("stage = 'PRIMARY'")),
                                "indicators",
                                indicators,
                                "groupBy",
                                "county",
                                "population",
                                "pupils"))
                .stream()
                .filter(county -> !county.getAttribute("group").equals("ALL"))
                .collect(Collectors.toMap(
                        county -> (String) county.getAttribute("group"), county -> (Double) county.getAttribute("cv")));
        assertThat(cv).hasSize(7);
        assertThat(lowest(cv)).isEqualTo("Zayu");
        assertThat(highest(cv)).isEqualTo("Bomi");
    }

    @Test
    void schoolsClusterInBayi() throws IOException {
        List<SimpleFeature> pattern = run("SpatialPattern", Map.of("data", schools, "regions", counties()));
        assertThat((Double) pattern.get(0).getAttribute("nn_ratio")).isLessThan(0.8);

        GridCoverage2D density = (GridCoverage2D) result("KernelDensity", Map.of("data", schools, "mask", counties()));
        int width = density.getRenderedImage().getWidth();
        int height = density.getRenderedImage().getHeight();
        float[] cells = density.getRenderedImage().getData().getSamples(0, 0, width, height, 0, (float[]) null);
        int peak = 0;
        for (int i = 0; i < cells.length; i++) {
            // NaN, outside the counties, is not greater than anything
            peak = Float.isNaN(cells[peak]) || cells[i] > cells[peak] ? i : peak;
        }
        ReferencedEnvelope bounds = new ReferencedEnvelope(density.getEnvelope2D());
        double x = bounds.getMinX() + (peak % width + 0.5) * bounds.getWidth() / width;
        double y = bounds.getMaxY() - (peak / width + 0.5) * bounds.getHeight() / height;
        assertThat(Counties.generate())
                .filteredOn(county ->
                        county.polygon().contains(county.polygon().getFactory().createPoint(new Coordinate(x, y))))
                .extracting(Counties.County::name)
                .containsExactly("Bayi");
    }

    private static SimpleFeatureCollection counties() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("sample-data/counties.geojson"))) {
            return GeoJson.read(in, "counties");
        }
    }

    private static DoubleSummaryStatistics scores(String stage) {
        return scored.stream()
                .filter(school -> school.getAttribute("stage").equals(stage))
                .mapToDouble(school -> (Double) school.getAttribute("score"))
                .summaryStatistics();
    }

    private static String highest(Map<String, Double> byCounty) {
        return Collections.max(byCounty.entrySet(), Map.Entry.comparingByValue())
                .getKey();
    }

    private static String lowest(Map<String, Double> byCounty) {
        return Collections.min(byCounty.entrySet(), Map.Entry.comparingByValue())
                .getKey();
    }

    private static List<SimpleFeature> run(String process, Map<String, Object> inputs) {
        SimpleFeatureCollection result = (SimpleFeatureCollection) result(process, inputs);
        try (SimpleFeatureIterator features = result.features()) {
            List<SimpleFeature> list = new ArrayList<>();
            while (features.hasNext()) {
                list.add(features.next());
            }
            return list;
        }
    }

    private static Object result(String process, Map<String, Object> inputs) {
        return Processors.createProcess(new NameImpl("edu", process))
                .execute(inputs, null)
                .get("result");
    }
}

package org.edubalance.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample's ready views over HTTP: each of the schools' styles in each CRS, and what is told at a place. */
class WmsStylesTest {

    private static TestServer server;
    private static WmsClient wms;

    private static final Map<String, String> MAP = Map.of(
            "service", "WMS",
            "version", "1.3.0",
            "request", "GetMap",
            "layers", "edu:schools",
            "width", "180",
            "height", "100",
            "format", "image/png",
            "transparent", "true");

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of());
        wms = new WmsClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> stylesAndCrs() {
        Map<String, String> boxes = Map.of(
                "CRS:84", "92,27.5,98.5,31",
                "EPSG:4326", "27.5,92,31,98.5",
                "EPSG:3857", "10241000,3180000,10965000,3632000",
                "EPSG:32646", "400000,3050000,1050000,3450000",
                "EPSG:32647", "-50000,3050000,600000,3450000");
        return Stream.of("school-stage", "kernel-density", "entropy-score", "balance-coefficients")
                .flatMap(style ->
                        boxes.entrySet().stream().map(box -> Arguments.of(style, box.getKey(), box.getValue())));
    }

    @ParameterizedTest
    @MethodSource("stylesAndCrs")
    void drawsEachStyleInEachCrs(String style, String crs, String bbox) {
        BufferedImage image = wms.image(MAP, "styles=" + style, "crs=" + crs, "bbox=" + bbox);
        int painted = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                painted += image.getRGB(x, y) >>> 24 > 20 ? 1 : 0;
            }
        }
        assertThat(painted).isGreaterThan(200);
    }

    private static JsonNode info(String... changes) throws IOException {
        // Bayi in the middle
        String[] all = Stream.concat(
                        Stream.of(
                                "request=GetFeatureInfo",
                                "crs=CRS:84",
                                "bbox=93.5,29.2,95.3,30.2",
                                "query_layers=edu:schools",
                                "i=86",
                                "j=54",
                                "info_format=application/json"),
                        Stream.of(changes))
                .toArray(String[]::new);
        return new ObjectMapper().readTree(wms.ask(MAP, all).body()).get("features");
    }

    @Test
    void tellsTheDensityAtAPlace() throws IOException {
        JsonNode features = info("styles=kernel-density");
        assertThat(features).hasSize(1);
        JsonNode properties = features.get(0).get("properties");
        assertThat(properties.fields().next().getValue().asDouble()).isBetween(10.0, 25.0);
        assertThat(features.get(0).get("geometry").isNull()).isTrue();
        double narrow = info("styles=kernel-density", "env=radius:5000")
                .get(0)
                .get("properties")
                .fields()
                .next()
                .getValue()
                .asDouble();
        assertThat(narrow).isGreaterThan(50);
    }

    @Test
    void aTransformationIsHandedOnlyWhatTheFilterLetsThrough() throws IOException {
        String[] schools = {"styles=entropy-score", "buffer=100", "feature_count=100"};
        assertThat(info(schools).findValuesAsText("stage")).contains("PRIMARY", "JUNIOR");
        String[] junior = {"styles=entropy-score", "buffer=100", "feature_count=100", "cql_filter=stage='JUNIOR'"};
        assertThat(info(junior).findValuesAsText("stage")).isNotEmpty().containsOnly("JUNIOR");
    }

    @Test
    void takesAKernelInLowerCase() {
        String[] epanechnikov = {
            "styles=kernel-density", "crs=CRS:84", "bbox=92,27.5,98.5,31", "env=kernel:EPANECHNIKOV"
        };
        String[] lower = {"styles=kernel-density", "crs=CRS:84", "bbox=92,27.5,98.5,31", "env=kernel:epanechnikov"};
        assertThat(wms.ask(MAP, lower).body())
                .isEqualTo(wms.ask(MAP, epanechnikov).body());
    }

    /** A filter that leaves nothing, or too little to be scored, leaves an empty map. */
    @ParameterizedTest
    @ValueSource(strings = {"INCLUDE", "EXCLUDE", "name = 'none'", "IN ('schools.1')", "pupils < 0"})
    void drawsWhatAFilterLeaves(String filter) {
        for (String style : List.of("kernel-density", "entropy-score", "balance-coefficients")) {
            wms.image(MAP, "styles=" + style, "crs=CRS:84", "bbox=92,27.5,98.5,31", "cql_filter=" + filter);
        }
    }

    @Test
    void tellsTheScoreOfASchool() throws IOException {
        JsonNode features = info("styles=entropy-score", "buffer=10", "feature_count=3");
        assertThat(features.size()).isEqualTo(3);
        assertThat(features.get(0).get("properties").get("score").asDouble()).isBetween(0.0, 1.0);
    }

    /** All are scored, those of the level are drawn. */
    @Test
    void drawsTheSchoolsOfOneLevelAlone() throws IOException {
        String[] all = {"styles=entropy-score", "buffer=100", "feature_count=100"};
        Map<String, String> scores = new HashMap<>();
        for (JsonNode school : info(all)) {
            scores.put(school.get("id").asText(), school.at("/properties/score").asText());
        }
        int drawn = 0;
        for (String level : List.of("1", "2", "3", "4", "5", "none")) {
            JsonNode some = info("styles=entropy-score", "buffer=100", "feature_count=100", "env=level:" + level);
            for (JsonNode school : some) {
                assertThat(school.at("/properties/level").asText("none").replace("null", "none"))
                        .isEqualTo(level);
                assertThat(school.at("/properties/score").asText())
                        .isEqualTo(scores.get(school.get("id").asText()));
            }
            drawn += some.size();
        }
        assertThat(drawn).isEqualTo(scores.size()).isGreaterThan(5);
        assertThat(info("styles=entropy-score", "buffer=100", "env=level:9")).isEmpty();
    }

    @Test
    void saysWhatATransformationRefuses() {
        HttpResponse<byte[]> response =
                wms.ask(MAP, "styles=kernel-density", "crs=CRS:84", "bbox=92,27.5,98.5,31", "env=radius:-5");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.text(response))
                .contains("edu:KernelDensity: radius must be greater than 0 metres, got -5");
        // the process, not the layer, is to say which attribute is unknown
        assertThat(TestServer.text(wms.ask(
                        MAP, "styles=kernel-density", "crs=CRS:84", "bbox=92,27.5,98.5,31", "env=weight:nonsense")))
                .contains("weight names the unknown attribute “nonsense”; the attributes are ", "pupils", "teachers");
    }

    @Test
    void legendsFollowTheEnvironment() {
        Map<String, String> legend = Map.of(
                "service",
                "WMS",
                "version",
                "1.3.0",
                "request",
                "GetLegendGraphic",
                "layer",
                "edu:schools",
                "style",
                "kernel-density");
        assertThat(wms.ask(legend, "env=maximum:5").body())
                .isNotEqualTo(wms.ask(legend).body());
    }

    /** The highest of the densities says what is weighed, and titles in both languages come in one if that is asked for. */
    @Test
    void legendsNameTheWeightAndSpeakALanguage() {
        Map<String, String> density = Map.of(
                "service", "WMS",
                "version", "1.3.0",
                "request", "GetLegendGraphic",
                "layer", "edu:schools",
                "style", "kernel-density");
        int pupils = wms.image(density, "language=en").getWidth();
        assertThat(wms.image(density, "language=en", "env=weight:1").getWidth()).isLessThan(pupils);
        assertThat(wms.image(density, "language=en", "env=weight:teachers_backbone")
                        .getWidth())
                .isGreaterThan(pupils);

        String[] scores = {"style=entropy-score"};
        int both = wms.image(density, scores).getWidth();
        int english = wms.image(density, "style=entropy-score", "language=en").getWidth();
        int chinese = wms.image(density, "style=entropy-score", "language=zh").getWidth();
        assertThat(both).isGreaterThan(english);
        assertThat(english).isGreaterThan(chinese);
        assertThat(TestServer.text(wms.ask(density, "language=fr"))).contains("locator=\"language\"");
    }

    /** Twice the pixels at twice the resolution: the same map, each symbol and label as large on the screen. */
    @ParameterizedTest
    @ValueSource(strings = {"school-stage", "kernel-density", "entropy-score", "balance-coefficients"})
    void drawsTheSameMapFiner(String style) {
        String[] map = {"styles=" + style, "crs=CRS:84", "bbox=92,27.5,98.5,31", "transparent=false"};
        BufferedImage once = wms.image(MAP, map);
        for (String finer : new String[] {"format_options=antialias:on;dpi:181.4285714", "dpi=181.4285714"}) {
            BufferedImage twice = wms.image(
                    MAP,
                    Stream.concat(Stream.of(map), Stream.of(finer, "width=360", "height=200"))
                            .toArray(String[]::new));
            double difference = 0;
            for (int y = 0; y < 100; y++) {
                for (int x = 0; x < 180; x++) {
                    difference += Math.abs(brightness(once, x, y)
                            - (brightness(twice, 2 * x, 2 * y)
                                            + brightness(twice, 2 * x + 1, 2 * y)
                                            + brightness(twice, 2 * x, 2 * y + 1)
                                            + brightness(twice, 2 * x + 1, 2 * y + 1))
                                    / 4);
                }
            }
            assertThat(difference / 18_000).as(finer).isLessThan(4);
        }
    }

    private static double brightness(BufferedImage image, int x, int y) {
        int rgb = image.getRGB(x, y);
        return ((rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF)) / 3.0;
    }

    @Test
    void aLegendIsAsFineAsAskedFor() {
        Map<String, String> legend = Map.of(
                "service", "WMS",
                "version", "1.3.0",
                "request", "GetLegendGraphic",
                "layer", "edu:schools",
                "style", "entropy-score");
        BufferedImage once = wms.image(legend);
        BufferedImage twice = wms.image(legend, "legend_options=forceLabels:on;dpi:181.4285714");
        assertThat(twice.getWidth()).isEqualTo(2 * once.getWidth());
        assertThat(twice.getHeight()).isEqualTo(2 * once.getHeight());
    }

    /** Far out a radius in metres is less than a pixel, and one in pixels is not. */
    @Test
    void aRadiusInPixelsIsSeenFarOut() {
        String[] world = {"styles=kernel-density", "crs=EPSG:3857", "bbox=0,0,20000000,11111111"};
        BufferedImage metres = wms.image(MAP, world);
        BufferedImage pixels = wms.image(
                MAP,
                Stream.concat(Stream.of(world), Stream.of("env=radiusPixels:12;maximum:0.01"))
                        .toArray(String[]::new));
        assertThat(opaque(pixels)).isGreaterThan(100).isGreaterThan(5 * opaque(metres));
    }

    private static int opaque(BufferedImage image) {
        int opaque = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                opaque += image.getRGB(x, y) >>> 24 > 60 ? 1 : 0;
            }
        }
        return opaque;
    }

    @Test
    void aStyleMayBeNamedWithItsWorkspace() {
        String[] map = {"crs=CRS:84", "bbox=92,27.5,98.5,31", "styles=edu:entropy-score"};
        String[] plain = {"crs=CRS:84", "bbox=92,27.5,98.5,31", "styles=entropy-score"};
        assertThat(wms.ask(MAP, map).body()).isEqualTo(wms.ask(MAP, plain).body());
    }

    /** Once more around the Earth the map is the same. */
    @ParameterizedTest
    @ValueSource(strings = {"school-stage", "kernel-density", "entropy-score", "balance-coefficients"})
    void drawsTheSameOnceMoreAroundTheEarth(String style) {
        BufferedImage here =
                wms.image(MAP, "styles=" + style, "crs=CRS:84", "bbox=92,27.5,98.5,31", "transparent=false");
        for (String bbox : new String[] {"452,27.5,458.5,31", "-268,27.5,-261.5,31"}) {
            BufferedImage there = wms.image(MAP, "styles=" + style, "crs=CRS:84", "bbox=" + bbox, "transparent=false");
            double difference = 0;
            for (int y = 0; y < 100; y++) {
                for (int x = 0; x < 180; x++) {
                    difference += Math.abs(brightness(here, x, y) - brightness(there, x, y));
                }
            }
            assertThat(difference / 18_000).as(bbox).isLessThan(0.1);
        }
    }

    /** China's national grid has its northing first, and WMS 1.3.0 follows. */
    @Test
    void drawsInNationalGrids() throws IOException {
        BufferedImage image =
                wms.image(MAP, "styles=school-stage", "crs=EPSG:4547", "bbox=3050000,-1700000,3500000,-1200000");
        assertThat(opaque(image)).isGreaterThan(50);
    }
}

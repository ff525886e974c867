package org.edubalance.process.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.Raster;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.edubalance.density.Precision;
import org.edubalance.process.features.Cases;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.data.util.ScreenMap;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.NameImpl;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.geotools.referencing.GeodeticCalculator;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class KernelDensityProcessTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private static CoordinateReferenceSystem crs(String code) throws Exception {
        return CRS.decode(code, true);
    }

    private static SimpleFeatureCollection features(CoordinateReferenceSystem crs, Object[]... rows) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("schools");
        builder.setCRS(crs);
        builder.add("geom", Geometry.class);
        builder.add("pupils", Double.class);
        builder.add("name", String.class);
        SimpleFeatureType type = builder.buildFeatureType();
        ListFeatureCollection collection = new ListFeatureCollection(type);
        for (int i = 0; i < rows.length; i++) {
            collection.add(SimpleFeatureBuilder.build(
                    type, new Object[] {rows[i][0], rows[i][1], "n" + i}, "schools." + (i + 1)));
        }
        return collection;
    }

    private static Object[] school(double x, double y, Double pupils) {
        return new Object[] {GEOMETRIES.createPoint(new Coordinate(x, y)), pupils};
    }

    /** Inputs by name, as a host gives them. */
    private static Map<String, Object> inputs(Object... namesAndValues) {
        Map<String, Object> inputs = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            inputs.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return inputs;
    }

    private static GridCoverage2D run(Map<String, Object> inputs) throws Exception {
        var process = Processors.createProcess(new NameImpl("edu", "KernelDensity"));
        return (GridCoverage2D) process.execute(inputs, null).get("result");
    }

    private static float[] cells(GridCoverage2D coverage, int band) {
        Raster data = coverage.getRenderedImage().getData();
        return data.getSamples(data.getMinX(), data.getMinY(), data.getWidth(), data.getHeight(), band, (float[]) null);
    }

    private static ReferencedEnvelope box(String code, double minX, double minY, double maxX, double maxY)
            throws Exception {
        return new ReferencedEnvelope(minX, maxX, minY, maxY, crs(code));
    }

    @Test
    void aLoneSchoolHasTheDensityOfTheFormula() throws Exception {
        GridCoverage2D coverage = run(inputs(
                "data",
                features(crs("EPSG:32633"), school(500_000, 5_000_000, 200d)),
                "weight",
                "pupils",
                "radius",
                1000d,
                "outputBBOX",
                box("EPSG:32633", 499_950, 4_999_950, 500_050, 5_000_050),
                "outputWidth",
                1,
                "outputHeight",
                1));
        // 3/π · 200 pupils / 1 km²
        assertThat(cells(coverage, 0)[0]).isCloseTo((float) (600 / Math.PI), within(1e-4f));
        assertThat(coverage.getSampleDimension(0).getDescription().toString()).isEqualTo("density");
        assertThat(CoverageUtilities.getNoDataProperty(coverage).getAsSingleValue())
                .isNaN();
        assertThat(coverage.getCoordinateReferenceSystem2D()).isEqualTo(crs("EPSG:32633"));
    }

    /** 0.5 % of the highest density, the limit that the local metric is held to. */
    @ParameterizedTest
    @CsvSource({
        "EPSG:4326, 100000, 59", "EPSG:4326, 3000, 29.6", "EPSG:4326, 30000, 0", "EPSG:4326, 50000, -45",
        "EPSG:3857, 100000, 59", "EPSG:3857, 3000, 29.6", "EPSG:3857, 30000, 0", "EPSG:3857, 50000, -45"
    })
    void curvedGridsAgreeWithGeodesics(String code, double radius, double latitude) throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        double degrees = radius / 111_000;
        Object[][] rows = new Object[30][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = school(
                    94 + random.nextDouble(-2, 2) * degrees / Math.cos(Math.toRadians(latitude)),
                    latitude + random.nextDouble(-2, 2) * degrees,
                    random.nextDouble(1, 100));
        }
        SimpleFeatureCollection data = features(DefaultGeographicCRS.WGS84, rows);
        GridCoverage2D coverage = run(inputs(
                "data",
                data,
                "weight",
                "pupils",
                "radius",
                radius,
                "outputBBOX",
                new ReferencedEnvelope(
                                94 - 2 * degrees,
                                94 + 2 * degrees,
                                latitude - degrees,
                                latitude + degrees,
                                DefaultGeographicCRS.WGS84)
                        .transform(crs(code), true),
                "outputWidth",
                40,
                "outputHeight",
                30));
        float[] actual = cells(coverage, 0);
        var toWorld = coverage.getGridGeometry().getGridToCRS2D();
        var toDegrees = CRS.findMathTransform(crs(code), DefaultGeographicCRS.WGS84, true);
        GeodeticCalculator geodesics = new GeodeticCalculator(DefaultGeographicCRS.WGS84);
        double[] expected = new double[actual.length];
        for (int i = 0; i < expected.length; i++) {
            double[] at = {i % 40, i / 40};
            toWorld.transform(at, 0, at, 0, 1);
            toDegrees.transform(at, 0, at, 0, 1);
            for (Object[] row : rows) {
                Coordinate c = ((Geometry) row[0]).getCoordinate();
                geodesics.setStartingGeographicPoint(at[0], at[1]);
                geodesics.setDestinationGeographicPoint(c.x, c.y);
                double u = geodesics.getOrthodromicDistance() / radius;
                expected[i] +=
                        u < 1 ? (Double) row[1] / radius / radius * 1e6 * 3 / Math.PI * (1 - u * u) * (1 - u * u) : 0;
            }
        }
        double peak = Arrays.stream(expected).max().orElseThrow();
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(0.005 * peak));
        }
    }

    @ParameterizedTest
    @CsvSource({"EPSG:3857", "EPSG:32646"})
    void aPlaceHasTheSameDensityInEveryTileAndZoom(String code) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        Object[][] rows = new Object[300][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = school(
                    94.3 + random.nextDouble() * 0.5, 29.5 + random.nextDouble() * 0.5, 1 + 100 * random.nextDouble());
        }
        SimpleFeatureCollection data = features(DefaultGeographicCRS.WGS84, rows);
        ReferencedEnvelope all =
                new ReferencedEnvelope(94.3, 94.8, 29.5, 30, DefaultGeographicCRS.WGS84).transform(crs(code), true);
        double side = 3 * Math.ceil(Math.max(all.getWidth(), all.getHeight()) / 3);
        double x = all.getMinX();
        double y = all.getMinY();
        float[] whole = cells(tile(data, box(code, x, y, x + side, y + side), 60), 0);
        float peak = 0;
        for (float value : whole) {
            peak = Math.max(peak, value);
        }
        for (int i = 0; i < 4; i++) {
            double left = x + i % 2 * side / 2;
            double bottom = y + i / 2 * side / 2;
            // three times the zoom: the middle one of 3 x 3 cells has the same centre
            float[] tile = cells(tile(data, box(code, left, bottom, left + side / 2, bottom + side / 2), 90), 0);
            for (int row = 0; row < 30; row++) {
                for (int column = 0; column < 30; column++) {
                    float there = whole[(row + (i / 2 == 0 ? 30 : 0)) * 60 + column + (i % 2) * 30];
                    assertThat(tile[(3 * row + 1) * 90 + 3 * column + 1]).isCloseTo(there, within(1e-6f * peak));
                }
            }
        }
    }

    private static GridCoverage2D tile(SimpleFeatureCollection data, ReferencedEnvelope box, int size)
            throws Exception {
        return run(inputs(
                "data",
                data,
                "weight",
                "pupils",
                "radius",
                4000d,
                "outputBBOX",
                box,
                "outputWidth",
                size,
                "outputHeight",
                size));
    }

    @Test
    void withoutAGridTheDataWidenedByTheRadiusIsCutIntoFineCells() throws Exception {
        GridCoverage2D coverage = run(
                inputs("data", features(crs("EPSG:32633"), school(0, 0, 1d), school(3000, 1000, 1d)), "radius", 500d));
        assertThat(coverage.getEnvelope2D()).isEqualTo(box("EPSG:32633", -500, -500, 3500, 1500));
        assertThat(coverage.getRenderedImage().getHeight()).isEqualTo(250);
        assertThat(coverage.getRenderedImage().getWidth()).isEqualTo(500);
    }

    @Test
    void severalRadiiGiveABandEach() throws Exception {
        GridCoverage2D coverage = run(inputs(
                "data",
                features(crs("EPSG:32633"), school(50, 50, 1d)),
                "radii",
                List.of(200d, 100d),
                "outputBBOX",
                box("EPSG:32633", 0, 0, 100, 100),
                "outputWidth",
                1,
                "outputHeight",
                1,
                "areaUnit",
                "SQUARE_METRE"));
        assertThat(coverage.getNumSampleDimensions()).isEqualTo(2);
        assertThat(coverage.getSampleDimension(0).getDescription().toString()).isEqualTo("density_200m");
        assertThat(coverage.getSampleDimension(1).getDescription().toString()).isEqualTo("density_100m");
        assertThat(cells(coverage, 1)[0] / cells(coverage, 0)[0]).isCloseTo(4, within(1e-5f));
    }

    @Test
    void whatIsLeftOutIsCountedAndTold() throws Exception {
        StringBuilder warnings = new StringBuilder();
        var listener = new DefaultProgressListener() {
            @Override
            public void warningOccurred(String source, String location, String warning) {
                warnings.append(warning);
            }
        };
        var process = Processors.createProcess(new NameImpl("edu", "KernelDensity"));
        SimpleFeatureCollection data = features(
                crs("EPSG:32633"), school(50, 50, 1d), school(60, 60, null), new Object[] {null, 1d}, new Object[] {
                    GEOMETRIES.createPoint(), 1d
                });
        GridCoverage2D coverage =
                (GridCoverage2D) process.execute(inputs("data", data, "weight", "pupils", "radius", 10d), listener)
                        .get("result");
        assertThat(coverage.getProperty("points")).isEqualTo(1);
        assertThat(coverage.getProperty("withoutGeometry")).isEqualTo(2);
        assertThat(coverage.getProperty("withoutWeight")).isEqualTo(1);
        assertThat(warnings)
                .contains("2 features without a place left out: n2 (schools.3), n3 (schools.4)")
                .contains("1 feature without a weight left out: n1 (schools.2)");
    }

    @Test
    void multipointsShareTheirWeight() throws Exception {
        SimpleFeatureCollection data = features(crs("EPSG:32633"), new Object[] {
            GEOMETRIES.createMultiPointFromCoords(new Coordinate[] {new Coordinate(50, 50), new Coordinate(5000, 50)}),
            10d
        });
        float[] cells = cells(
                run(inputs(
                        "data",
                        data,
                        "weight",
                        "pupils",
                        "radius",
                        100d,
                        "outputBBOX",
                        box("EPSG:32633", 0, 0, 100, 100),
                        "outputWidth",
                        1,
                        "outputHeight",
                        1,
                        "areaUnit",
                        "SQUARE_METRE")),
                0);
        assertThat((double) cells[0]).isCloseTo(5 / 1e4 * 3 / Math.PI, within(1e-9));
    }

    @Test
    void maskLeavesNoDataAndEdgeCorrectionKeepsTheWeight() throws Exception {
        Geometry mask = GEOMETRIES.toGeometry(new Envelope(0, 1000, 0, 1000));
        SimpleFeatureCollection data = features(
                crs("EPSG:32633"),
                school(10, 500, 3d),
                school(990, 990, 5d),
                school(500, 500, 2d),
                school(-20, 500, 9d));
        Map<String, Object> inputs = inputs(
                "data",
                data,
                "weight",
                "pupils",
                "radius",
                200d,
                "mask",
                features(crs("EPSG:32633"), new Object[] {mask, 1d}),
                "edgeCorrection",
                true,
                "output",
                "EXPECTED_COUNT",
                "outputBBOX",
                box("EPSG:32633", -500, -500, 1500, 1500),
                "cellSize",
                5d);
        GridCoverage2D coverage = run(inputs);
        double sum = 0;
        int missing = 0;
        for (float value : cells(coverage, 0)) {
            sum += Float.isNaN(value) ? 0 : value;
            missing += Float.isNaN(value) ? 1 : 0;
        }
        // three schools inside; a midpoint sum over cells of r/40 is good to a few 1e-4
        assertThat(sum).isCloseTo(10, within(5e-3));
        assertThat(missing).isEqualTo(400 * 400 - 200 * 200);
        assertThat(coverage.getProperty("outsideMask")).isEqualTo(1);
    }

    @Test
    void anEmptyMapWindowIsZeroAndAnEmptyCollectionIsRefused() throws Exception {
        SimpleFeatureCollection none = features(crs("EPSG:32633"));
        ReferencedEnvelope box = box("EPSG:32633", 0, 0, 100, 100);
        assertThat(cells(
                        run(inputs("data", none, "radius", 5d, "outputBBOX", box, "outputWidth", 2, "outputHeight", 2)),
                        0))
                .containsOnly(0f);
        assertThatThrownBy(() -> run(inputs("data", none, "radius", 5d)))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining("data has no features");
        assertThatThrownBy(() -> run(inputs("data", none, "outputBBOX", box, "outputWidth", 2, "outputHeight", 2)))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining("data has no features");
    }

    @Test
    void badInputIsRefusedByName() throws Exception {
        SimpleFeatureCollection data = features(crs("EPSG:32633"), school(0, 0, 1d), school(3000, 1000, -2d));
        ReferencedEnvelope box = box("EPSG:32633", 0, 0, 100, 100);
        assertRefused("radius must be greater than 0 metres, got -5", "data", data, "radius", -5d);
        assertRefused("radius must be greater than 0 metres, got NaN", "data", data, "radius", Double.NaN);
        assertRefused("radius must be from 0.001 to 20000000 metres, got", "data", data, "radius", 1e9);
        assertRefused("only one of radius", "data", data, "radius", 5d, "radii", List.of(1d));
        assertRefused("radii must be greater than 0 metres, got 0", "data", data, "radii", List.of(1d, 0d));
        assertRefused("radiusPixels needs outputBBOX", "data", data, "radiusPixels", 5d);
        assertRefused("weight names the unknown attribute “pupil”", "data", data, "radius", 5d, "weight", "pupil");
        assertRefused("weight “name” must be a finite number", "data", data, "radius", 5d, "weight", "name");
        assertRefused(
                "weight “pupils” must be at least 0, got -2 (n1, feature schools.2)",
                "data",
                data,
                "radius",
                5d,
                "weight",
                "pupils");
        assertRefused("outputHeight is missing", "data", data, "radius", 5d, "outputBBOX", box, "outputWidth", 5);
        assertRefused(
                "cellSize cannot be given together",
                "data",
                data,
                "radius",
                5d,
                "outputBBOX",
                box,
                "outputWidth",
                5,
                "outputHeight",
                5,
                "cellSize",
                2d);
        assertRefused("cellSize must be greater than 0 metres, got 0", "data", data, "radius", 5d, "cellSize", 0d);
        assertRefused("edubalance.maxCells", "data", data, "radius", 5d, "cellSize", 0.01);
        assertRefused("mask is missing", "data", data, "radius", 5d, "edgeCorrection", true);
        assertRefused(
                "outputBBOX must be a box",
                "data",
                data,
                "radius",
                5d,
                "outputBBOX",
                new ReferencedEnvelope(crs("EPSG:32633")));
        assertRefused(
                "outputBBOX must be a box", "data", data, "radius", 5d, "outputBBOX", box("EPSG:32633", 0, 0, 0, 100));
        assertRefused("no default radius", "data", features(crs("EPSG:32633"), school(1, 1, 1d), school(1, 1, 1d)));
        assertRefused(
                "data must have a coordinate reference system", "data", features(null, school(0, 0, 1d)), "radius", 5d);
        assertRefused(
                "finite coordinates", "data", features(crs("EPSG:32633"), school(0, Double.NaN, 1d)), "radius", 5d);
        assertRefused(
                "longitude before latitude, got (0, 91): they look swapped",
                "data",
                features(crs("EPSG:4326"), school(0, 91, 1d)),
                "radius",
                5d);
    }

    /** Windows and sizes that would take more memory or time than anyone has. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EPSG:4326  | -1e300 | 1e300 | 100     | 100 | outputBBOX must be within coordinates of 8983",
                "EPSG:3857  | 0      | 2e9   | 100     | 100 | outputBBOX must be within coordinates of 1000000000",
                "EPSG:32633 | 0      | 1e-7  | 100     | 100 | cells must be at least 1.0E-6 metres across",
                "EPSG:32633 | 0      | 1e6   | 2000000 | 1   | the grid would have 2000000 columns",
                "EPSG:32633 | 0      | 1e6   | 10000   | 6000 | edubalance.maxCells",
            })
    void hostileWindowsAreRefused(String code, double min, double max, int width, int height, String message)
            throws Exception {
        SimpleFeatureCollection data = features(crs(code), school(5, 5, 1d));
        assertRefused(
                message,
                "data",
                data,
                "radius",
                5d,
                "outputBBOX",
                box(code, min, min, max, max),
                "outputWidth",
                width,
                "outputHeight",
                height);
    }

    @Test
    void everyBandCounts() throws Exception {
        assertRefused(
                "the grid would have 5000 x 3000 cells in 4 bands",
                "data",
                features(crs("EPSG:32633"), school(5, 5, 1d)),
                "radii",
                List.of(1d, 2d, 3d, 4d),
                "outputBBOX",
                box("EPSG:32633", 0, 0, 100, 100),
                "outputWidth",
                5000,
                "outputHeight",
                3000);
    }

    @Test
    void aMapThatShowsTheEarthAgainAndAgainIsComputed() throws Exception {
        for (String precision : new String[] {"EXACT", "FAST"}) {
            float[] cells = cells(
                    run(inputs(
                            "data",
                            features(crs("EPSG:4326"), school(10, 10, 1d)),
                            "radius",
                            500_000d,
                            "precision",
                            Precision.valueOf(precision),
                            "outputBBOX",
                            box("EPSG:4326", -3600, -90, 3600, 90),
                            "outputWidth",
                            7200,
                            "outputHeight",
                            180)),
                    0);
            for (int turn = 0; turn < 20; turn++) {
                assertThat(cells[79 * 7200 + turn * 360 + 10])
                        .isCloseTo(cells[79 * 7200 + 10], within(1e-6f * cells[79 * 7200 + 10]))
                        .isPositive();
            }
        }
    }

    private static void assertRefused(String message, Object... namesAndValues) {
        assertThatThrownBy(() -> run(inputs(namesAndValues)))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aCancelledListenerEndsTheProcess() throws Exception {
        var listener = new DefaultProgressListener();
        listener.setCanceled(true);
        var process = Processors.createProcess(new NameImpl("edu", "KernelDensity"));
        assertThatThrownBy(() -> process.execute(
                        inputs("data", features(crs("EPSG:32633"), school(0, 0, 1d)), "radius", 5d), listener))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining("cancelled");
    }

    @Test
    void theQueryIsWidenedInTheLayersUnitsAndNothingIsDropped() throws Exception {
        FilterFactory filters = CommonFactoryFinder.getFilterFactory();
        Query query = new Query("schools", filters.bbox(filters.property("geom"), box("EPSG:4326", 94, 29, 95, 30)));
        query.getHints().put(Hints.SCREENMAP, new ScreenMap(0, 0, 1, 1));
        query.getHints().put(Hints.GEOMETRY_SIMPLIFICATION, 0.1);
        ReferencedEnvelope map =
                new ReferencedEnvelope(94, 95, 29, 30, DefaultGeographicCRS.WGS84).transform(crs("EPSG:3857"), true);
        run(inputs("data", features(crs("EPSG:4326"), school(94, 29, 1d)), "weight", "pupils / 2", "radius", 5d));
        Query result = new KernelDensityProcess()
                .invertQuery("pupils / 2", null, 10_000d, null, null, null, map, 256, 256, query, null);
        assertThat(result.getHints()).doesNotContainKeys(Hints.SCREENMAP, Hints.GEOMETRY_SIMPLIFICATION);
        assertThat(result.getHints().get(Hints.GEOMETRY_DISTANCE)).isEqualTo(0d);
        assertThat(result.getPropertyNames()).containsExactly("geom", "pupils");
        assertThat(new KernelDensityProcess()
                        .invertQuery("学生数", null, 10_000d, null, null, null, map, 256, 256, query, null)
                        .getPropertyNames())
                .as("every attribute, since only the layer knows whether 学生数 is one")
                .isNull();
        var bounds = ((BBOX) result.getFilter()).getBounds();
        // 10 km are 0.0903° of latitude at 29°, and 0.1038° of longitude at 30°; the window may be a little larger
        assertThat(bounds.getMinimum(1)).isBetween(28.88, 29 - 0.0902);
        assertThat(bounds.getMaximum(0)).isBetween(95.1037, 95.13);

        assertThat(new KernelDensityProcess()
                        .invertQuery("pupils", null, null, null, null, null, map, 256, 256, query, null)
                        .getFilter())
                .isEqualTo(Filter.INCLUDE);
        assertThat(new KernelDensityProcess()
                        .invertQuery("pupils", null, 10_000d, null, null, true, map, 256, 256, query, null)
                        .getFilter())
                .isEqualTo(Filter.INCLUDE);
    }

    @Test
    void schoolsAcrossTheAntimeridianAreNeighbours() throws Exception {
        SimpleFeatureCollection data = features(crs("EPSG:4326"), school(179.99, 10, 1d));
        float[] cells = cells(
                run(inputs(
                        "data",
                        data,
                        "radius",
                        5000d,
                        "outputBBOX",
                        box("EPSG:4326", -180.01, 9.99, -179.99, 10.01),
                        "outputWidth",
                        3,
                        "outputHeight",
                        3)),
                0);
        // 179.99 is -180.01, the window's left edge
        assertThat(cells[3]).isGreaterThan(0.01f);
        assertThat(cells[3]).isGreaterThan(cells[4]);
    }

    /** Map projections whose units are not metres on the ground, against geodesics. */
    @ParameterizedTest
    @ValueSource(strings = {"EPSG:3395", "EPSG:3857", "EPSG:4087", "EPSG:32633", "EPSG:3832", "EPSG:4326"})
    void metresAreThoseOnTheGroundInAnyCrs(String code) throws Exception {
        for (double latitude : new double[] {0, 45, 60}) {
            boolean utm = code.equals("EPSG:32633");
            if (utm && latitude > 0) {
                continue;
            }
            // far off the middle of the UTM zone, where its scale is off by a percent
            double east = utm ? 23 : 94;
            SplittableRandom random = new SplittableRandom(3);
            Object[][] schools = new Object[12][];
            double[][] places = new double[schools.length][];
            for (int i = 0; i < schools.length; i++) {
                places[i] =
                        new double[] {east + random.nextDouble(-0.05, 0.05), latitude + random.nextDouble(-0.05, 0.05)};
                schools[i] = school(places[i][0], places[i][1], 1d);
            }
            ReferencedEnvelope box = box("EPSG:4326", east - 0.1, latitude - 0.1, east + 0.1, latitude + 0.1)
                    .transform(crs(code), true);
            int width = 15;
            GridCoverage2D coverage = run(inputs(
                    "data",
                    features(crs("EPSG:4326"), schools),
                    "radius",
                    8000d,
                    "outputBBOX",
                    box,
                    "outputWidth",
                    width,
                    "outputHeight",
                    width));
            float[] cells = cells(coverage, 0);
            double[] expected = new double[cells.length];
            for (int i = 0; i < cells.length; i++) {
                double[] centre = {
                    box.getMinX() + (i % width + 0.5) * box.getWidth() / width,
                    box.getMaxY() - (i / width + 0.5) * box.getHeight() / width
                };
                CRS.findMathTransform(crs(code), crs("EPSG:4326"), true).transform(centre, 0, centre, 0, 1);
                for (double[] place : places) {
                    GeodeticCalculator calculator = new GeodeticCalculator();
                    calculator.setStartingGeographicPoint(centre[0], centre[1]);
                    calculator.setDestinationGeographicPoint(place[0], place[1]);
                    double u = calculator.getOrthodromicDistance() / 8000;
                    expected[i] += u < 1 ? 3 / Math.PI * (1 - u * u) * (1 - u * u) / 64 : 0;
                }
            }
            double peak = Arrays.stream(expected).max().orElseThrow();
            for (int i = 0; i < cells.length; i++) {
                assertThat((double) cells[i])
                        .as("%s at %s", code, latitude)
                        .isCloseTo(expected[i], within(0.005 * peak));
            }
        }
    }

    @Test
    void aGridAcrossTheDateLineIsNoLargerThanElsewhere() throws Exception {
        List<Object[]> schools = new java.util.ArrayList<>();
        for (String[] row : Cases.rows("kdam.csv")) {
            schools.add(school(Double.parseDouble(row[0]), Double.parseDouble(row[1]), 1d));
        }
        GridCoverage2D coverage = run(inputs("data", features(crs("EPSG:4326"), schools.toArray(new Object[0][]))));
        assertThat(coverage.getRenderedImage().getWidth()).isBetween(200, 1500);
        assertThat(coverage.getRenderedImage().getHeight()).isBetween(200, 1500);
        assertThat(Double.parseDouble((String) coverage.getProperty("radius"))).isBetween(1000d, 30_000d);
        float[] cells = cells(coverage, 0);
        double cellWidth = coverage.getEnvelope2D().getWidth()
                / coverage.getRenderedImage().getWidth();
        assertThat(coverage.getEnvelope2D().getWidth()).isLessThan(2);
        assertThat(cellWidth).isPositive();
        assertThat(cells).doesNotContain(Float.NaN);
    }

    @Test
    void anAdaptiveDensityTakesAPointOfWeightFiveForFive() throws Exception {
        float[][] cells = new float[2][];
        String[] files = {"aw1.csv", "aw2.csv"};
        for (int i = 0; i < 2; i++) {
            List<Object[]> schools = new java.util.ArrayList<>();
            for (String[] row : Cases.rows(files[i])) {
                schools.add(school(Double.parseDouble(row[0]), Double.parseDouble(row[1]), Double.parseDouble(row[2])));
            }
            cells[i] = cells(
                    run(inputs(
                            "data",
                            features(crs("EPSG:4326"), schools.toArray(new Object[0][])),
                            "weight",
                            "pupils",
                            "radius",
                            3000d,
                            "adaptive",
                            true,
                            "outputBBOX",
                            box("EPSG:4326", 9.9, 49.9, 10.2, 50.2),
                            "outputWidth",
                            30,
                            "outputHeight",
                            30)),
                    0);
        }
        for (int i = 0; i < cells[0].length; i++) {
            assertThat(cells[1][i]).isCloseTo(cells[0][i], within(1e-5f * Math.max(1e-3f, cells[0][i])));
        }
    }

    @Test
    void aWeightThatTheLayerOfAMapHasNotIsSaidToBeMissingThere() throws Exception {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("schools");
        builder.add("geom", Geometry.class, crs("EPSG:32633"));
        SimpleFeatureType type = builder.buildFeatureType();
        ListFeatureCollection asked = new ListFeatureCollection(type);
        asked.add(SimpleFeatureBuilder.build(type, new Object[] {GEOMETRIES.createPoint(new Coordinate(1, 1))}, "s.1"));
        assertRefused(
                "weight names the unknown attribute “pupil”: the layer has none of that name",
                "data",
                asked,
                "radius",
                5d,
                "weight",
                "pupil");
    }

    /** As GeoServer does: it hands over the attributes that the process asks for, as far as the layer has them. */
    @Test
    void aMapWithAWrongWeightIsToldWhatTheLayerHas() throws Exception {
        SimpleFeatureCollection layer = features(crs("EPSG:4326"), school(94, 29, 1d));
        ReferencedEnvelope map = box("EPSG:4326", 93, 28, 95, 30);
        FilterFactory filters = CommonFactoryFinder.getFilterFactory();
        Query rendered = new Query("schools", filters.bbox(filters.property("geom"), map));
        for (String wrong : new String[] {"pupls", "pupils + techers"}) {
            Query asked = new KernelDensityProcess()
                    .invertQuery(wrong, null, 10_000d, null, null, null, map, 9, 9, rendered, null);
            assertThat(asked.getPropertyNames()).isNull();
            assertRefused("the attributes are geom, pupils, name", "data", layer, "radius", 5d, "weight", wrong);
        }
        run(inputs("data", layer, "weight", "pupils * 3", "radius", 5d));
        assertThat(new KernelDensityProcess()
                        .invertQuery(" pupils * 3", null, 10_000d, null, null, null, map, 9, 9, rendered, null)
                        .getPropertyNames())
                .as("what a layer has had is asked for alone")
                .containsExactly("geom", "pupils");
    }

    @Test
    void whatIsLeftOutIsCountedAndNamed() throws Exception {
        List<String> warnings = new java.util.ArrayList<>();
        var listener = new DefaultProgressListener() {
            @Override
            public void warningOccurred(String source, String location, String warning) {
                warnings.add(warning);
            }
        };
        var process = Processors.createProcess(new NameImpl("edu", "KernelDensity"));
        GridCoverage2D coverage = (GridCoverage2D) process.execute(
                        inputs(
                                "data",
                                features(
                                        crs("EPSG:32633"),
                                        school(0, 0, 1d),
                                        new Object[] {null, 2d},
                                        school(5, 5, null)),
                                "weight",
                                "pupils",
                                "radius",
                                50d),
                        listener)
                .get("result");
        assertThat(warnings)
                .containsExactly(
                        "1 feature without a place left out: n1 (schools.2)",
                        "1 feature without a weight left out: n2 (schools.3)");
        assertThat(coverage.getProperty("withoutGeometry")).isEqualTo(1);
        assertThat(coverage.getProperty("withoutWeight")).isEqualTo(1);
    }

    /** Geometry at the ends of maps and numbers; a listener cancels after a moment. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(60)
    void stopsSoonAfterBeingCancelledWhateverTheGeometry(boolean adaptive) throws Exception {
        double[][] hostile = {{0, 0}, {100, 9e7}, {5.9e7, 9.1e7}, {-6e7, -9.1e7}, {6e7, 2e7}, {-6e7, -2e7}};
        Object[][] schools = new Object[3000][];
        for (int i = 0; i < schools.length; i++) {
            double[] place = hostile[i % hostile.length];
            schools[i] = school(place[0] + i, place[1], 1d);
        }
        long[] cancelledAt = new long[1];
        long started = System.nanoTime();
        var listener = new DefaultProgressListener() {
            @Override
            public boolean isCanceled() {
                boolean over = System.nanoTime() - started > 500_000_000L;
                if (over && cancelledAt[0] == 0) {
                    cancelledAt[0] = System.nanoTime();
                }
                return over;
            }
        };
        var process = Processors.createProcess(new NameImpl("edu", "KernelDensity"));
        Map<String, Object> inputs = inputs(
                "data",
                features(crs("EPSG:3857"), schools),
                "radius",
                30_000d,
                "adaptive",
                adaptive,
                "outputBBOX",
                box("EPSG:3857", -2e7, -2e7, 2e7, 2e7),
                "outputWidth",
                1500,
                "outputHeight",
                1500);
        try {
            process.execute(inputs, listener);
        } catch (ProcessException e) {
            assertThat(e).hasMessageContaining("cancelled");
        }
        long asked = cancelledAt[0] == 0 ? started : cancelledAt[0];
        assertThat(System.nanoTime() - Math.max(asked, started + 500_000_000L)).isLessThan(5_000_000_000L);
    }
}

package org.edubalance.process.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.NameImpl;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.JTS;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.geotools.referencing.GeodeticCalculator;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Densities on large windows of maps whose scale differs from place to place, and that are no cylinders. */
class MapOnGroundTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private static CoordinateReferenceSystem crs(String code) throws Exception {
        return CRS.decode(code, true);
    }

    private static SimpleFeatureCollection features(CoordinateReferenceSystem crs, List<Coordinate> places) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("schools");
        builder.add("geom", Geometry.class, crs);
        builder.add("pupils", Double.class);
        SimpleFeatureType type = builder.buildFeatureType();
        ListFeatureCollection features = new ListFeatureCollection(type);
        for (int i = 0; i < places.size(); i++) {
            Object[] values = {GEOMETRIES.createPoint(places.get(i)), 1d + i % 7};
            features.add(SimpleFeatureBuilder.build(type, values, "schools." + i));
        }
        return features;
    }

    private static GridCoverage2D run(List<String> warnings, Object... inputs) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < inputs.length; i += 2) {
            map.put((String) inputs[i], inputs[i + 1]);
        }
        return (GridCoverage2D) Processors.createProcess(new NameImpl("edu", "KernelDensity"))
                .execute(map, new DefaultProgressListener() {
                    @Override
                    public void warningOccurred(String source, String location, String warning) {
                        warnings.add(warning);
                    }
                })
                .get("result");
    }

    private static float[] cells(GridCoverage2D coverage) {
        var image = coverage.getRenderedImage();
        return image.getData().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (float[]) null);
    }

    private static List<Coordinate> places(ReferencedEnvelope degrees, int count) {
        SplittableRandom random = new SplittableRandom(17);
        List<Coordinate> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(new Coordinate(
                    random.nextDouble(degrees.getMinX(), degrees.getMaxX()),
                    random.nextDouble(degrees.getMinY(), degrees.getMaxY())));
        }
        return places;
    }

    /**
     * Conic, azimuthal and transverse maps of half a continent: equal-area ones stretch a place one way and shrink it the
     * other, so that no scale would do. 0.5 % of the highest density is what densities in longitude and latitude keep to.
     */
    @ParameterizedTest
    @CsvSource({
        "EPSG:3577, 115, 152, -42, -12", // Albers, Australia
        "EPSG:5070, -120, -75, 26, 48", // Albers, United States
        "EPSG:3034, -8, 38, 36, 66", // Lambert's conformal conic, Europe
        "EPSG:3035, -8, 38, 36, 66", // Lambert's azimuthal equal-area, Europe
        "EPSG:32646, 84, 102, 20, 50", // transverse Mercator, far beyond its zone
        "EPSG:3978, -110, -60, 42, 65" // Lambert's conformal conic, Canada
    })
    void metresAreThoseOnTheGroundAllOverTheWindow(String code, double west, double east, double south, double north)
            throws Exception {
        double radius = 150_000;
        ReferencedEnvelope degrees = new ReferencedEnvelope(west, east, south, north, DefaultGeographicCRS.WGS84);
        List<Coordinate> places = places(degrees, 60);
        ReferencedEnvelope box = degrees.transform(crs(code), true);
        int width = 60;
        List<String> warnings = new ArrayList<>();
        GridCoverage2D coverage = run(
                warnings,
                "data",
                features(DefaultGeographicCRS.WGS84, places),
                "weight",
                "pupils",
                "radius",
                radius,
                "outputBBOX",
                box,
                "outputWidth",
                width,
                "outputHeight",
                width);
        assertThat(warnings).isEmpty();
        assertThat(coverage.getProperty("estimator")).isEqualTo("places");
        float[] actual = cells(coverage);
        var toDegrees = CRS.findMathTransform(crs(code), DefaultGeographicCRS.WGS84, true);
        GeodeticCalculator geodesics = new GeodeticCalculator(DefaultGeographicCRS.WGS84);
        double[] expected = new double[actual.length];
        for (int i = 0; i < expected.length; i++) {
            double[] at = {
                box.getMinX() + (i % width + 0.5) * box.getWidth() / width,
                box.getMaxY() - (i / width + 0.5) * box.getHeight() / width
            };
            toDegrees.transform(at, 0, at, 0, 1);
            for (int p = 0; p < places.size(); p++) {
                geodesics.setStartingGeographicPoint(at[0], at[1]);
                geodesics.setDestinationGeographicPoint(places.get(p).x, places.get(p).y);
                double u = geodesics.getOrthodromicDistance() / radius;
                expected[i] +=
                        u < 1 ? (1 + p % 7) / radius / radius * 1e6 * 3 / Math.PI * (1 - u * u) * (1 - u * u) : 0;
            }
        }
        double peak = Arrays.stream(expected).max().orElseThrow();
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(0.005 * peak));
        }
    }

    /** A place has the same density in a small map, where a plane does, as in a large one. */
    @ParameterizedTest
    @CsvSource({"EPSG:3577, 140, -25", "EPSG:5070, -80, 40", "EPSG:4547, 125, 40"})
    void aPlaceHasTheSameDensityInEveryWindow(String code, double longitude, double latitude) throws Exception {
        SimpleFeatureCollection data = features(
                DefaultGeographicCRS.WGS84,
                places(
                        new ReferencedEnvelope(
                                longitude - 0.5,
                                longitude + 0.5,
                                latitude - 0.5,
                                latitude + 0.5,
                                DefaultGeographicCRS.WGS84),
                        40));
        Coordinate middle = JTS.transform(
                new Coordinate(longitude, latitude),
                null,
                CRS.findMathTransform(DefaultGeographicCRS.WGS84, crs(code), true));
        float[] values = new float[2];
        double[] sizes = {200, 2_000_000};
        for (int i = 0; i < 2; i++) {
            ReferencedEnvelope box = new ReferencedEnvelope(
                    middle.x - sizes[i], middle.x + sizes[i], middle.y - sizes[i], middle.y + sizes[i], crs(code));
            float[] cells = cells(run(
                    new ArrayList<>(),
                    "data",
                    data,
                    "radius",
                    30_000d,
                    "outputBBOX",
                    box,
                    "outputWidth",
                    3,
                    "outputHeight",
                    3));
            values[i] = cells[4];
        }
        assertThat(values[0]).isPositive();
        assertThat((double) values[1]).isCloseTo(values[0], within(0.005 * values[0]));
    }

    /** Without a window, by rule and per cell: the counts come to the weights. */
    @Test
    void countsComeToTheWeights() throws Exception {
        ReferencedEnvelope degrees = new ReferencedEnvelope(118, 150, -38, -15, DefaultGeographicCRS.WGS84);
        List<Coordinate> onMap = new ArrayList<>();
        var toMap = CRS.findMathTransform(DefaultGeographicCRS.WGS84, crs("EPSG:3577"), true);
        for (Coordinate place : places(degrees, 80)) {
            onMap.add(JTS.transform(place, null, toMap));
        }
        for (boolean adaptive : new boolean[] {false, true}) {
            GridCoverage2D coverage = run(
                    new ArrayList<>(),
                    "data",
                    features(crs("EPSG:3577"), onMap),
                    "weight",
                    "pupils",
                    "radius",
                    adaptive ? 100_000d : 200_000d,
                    "adaptive",
                    adaptive,
                    "output",
                    "EXPECTED_COUNT");
            double sum = 0;
            for (float cell : cells(coverage)) {
                sum += cell;
            }
            double weights = 0;
            for (int i = 0; i < 80; i++) {
                weights += 1 + i % 7;
            }
            if (adaptive) {
                // widened bandwidths reach beyond the default grid
                assertThat(sum).isBetween(0.8 * weights, 1.001 * weights);
            } else {
                assertThat(sum).isCloseTo(weights, within(0.002 * weights));
            }
        }
    }

    @Test
    void masksAndCorrectsOnTheGround() throws Exception {
        ReferencedEnvelope degrees = new ReferencedEnvelope(118, 150, -38, -15, DefaultGeographicCRS.WGS84);
        ListFeatureCollection mask = new ListFeatureCollection((SimpleFeatureType)
                features(DefaultGeographicCRS.WGS84, List.of()).getSchema());
        mask.add(SimpleFeatureBuilder.build(
                mask.getSchema(),
                new Object[] {JTS.toGeometry(new ReferencedEnvelope(125, 145, -33, -18, null)), 1d},
                "m"));
        GridCoverage2D coverage = run(
                new ArrayList<>(),
                "data",
                features(DefaultGeographicCRS.WGS84, places(degrees, 80)),
                "radius",
                200_000d,
                "mask",
                mask,
                "edgeCorrection",
                true,
                "output",
                "EXPECTED_COUNT",
                "outputBBOX",
                degrees.transform(crs("EPSG:3577"), true),
                "outputWidth",
                300,
                "outputHeight",
                250);
        double sum = 0;
        int masked = 0;
        for (float cell : cells(coverage)) {
            sum += Float.isNaN(cell) ? 0 : cell;
            masked += Float.isNaN(cell) ? 1 : 0;
        }
        int inside = 80 - (Integer) coverage.getProperty("outsideMask");
        assertThat(masked).isGreaterThan(10_000);
        assertThat(sum).isCloseTo(inside, within(0.01 * inside));
    }

    /** Next to a pole the plane is the better one, and is told to be off where it is. */
    @Test
    void keepsToThePlaneNextToAPole() throws Exception {
        List<String> warnings = new ArrayList<>();
        ReferencedEnvelope box = new ReferencedEnvelope(-2e6, 2e6, -2e6, 2e6, crs("EPSG:3031"));
        GridCoverage2D coverage = run(
                warnings,
                "data",
                features(crs("EPSG:3031"), List.of(new Coordinate(1000, 2000))),
                "radius",
                100_000d,
                "outputBBOX",
                box,
                "outputWidth",
                10,
                "outputHeight",
                10);
        assertThat(coverage.getProperty("estimator")).isNotEqualTo("places");
        assertThat(warnings).singleElement().asString().startsWith("next to a pole the scale of ");
    }

    @Test
    void refusesAPointThatIsNotOnEarth() throws Exception {
        ReferencedEnvelope box = new ReferencedEnvelope(115, 152, -42, -12, DefaultGeographicCRS.WGS84)
                .transform(crs("EPSG:3577"), true);
        SimpleFeatureCollection data = features(crs("EPSG:3577"), List.of(new Coordinate(0, 9e8)));
        assertThatThrownBy(() -> run(new ArrayList<>(), "data", data, "radius", 1000d, "outputBBOX", box))
                .hasMessageContaining("got (0, 900000000)");
    }

    /** A transformation is handed every point that its kernels reach, at the window's edges too. */
    @Test
    void asksForWhatReachesTheWindow() throws Exception {
        FilterFactory filters = CommonFactoryFinder.getFilterFactory();
        ReferencedEnvelope box = new ReferencedEnvelope(115, 152, -42, -12, DefaultGeographicCRS.WGS84)
                .transform(crs("EPSG:3577"), true);
        Query query = new KernelDensityProcess()
                .invertQuery(
                        null,
                        null,
                        300_000d,
                        null,
                        null,
                        null,
                        box,
                        100,
                        100,
                        new Query(
                                "schools",
                                filters.bbox(
                                        filters.property("geom"),
                                        new ReferencedEnvelope(115, 152, -42, -12, DefaultGeographicCRS.WGS84))),
                        null);
        ReferencedEnvelope asked = ReferencedEnvelope.reference(((BBOX) query.getFilter()).getBounds());
        GeodeticCalculator geodesics = new GeodeticCalculator(DefaultGeographicCRS.WGS84);
        var toDegrees = CRS.findMathTransform(crs("EPSG:3577"), DefaultGeographicCRS.WGS84, true);
        for (int i = 0; i <= 40; i++) {
            double x = box.getMinX() + box.getWidth() * i / 40;
            double y = box.getMinY() + box.getHeight() * i / 40;
            for (double[] edge :
                    new double[][] {{x, box.getMinY()}, {x, box.getMaxY()}, {box.getMinX(), y}, {box.getMaxX(), y}}) {
                toDegrees.transform(edge, 0, edge, 0, 1);
                for (double azimuth : new double[] {0, 90, 180, -90}) {
                    geodesics.setStartingGeographicPoint(edge[0], edge[1]);
                    geodesics.setDirection(azimuth, 299_000);
                    var reached = geodesics.getDestinationGeographicPoint();
                    assertThat(asked.contains(reached.getX(), reached.getY()))
                            .as("%s from %s", azimuth, Arrays.toString(edge))
                            .isTrue();
                }
            }
        }
    }
}

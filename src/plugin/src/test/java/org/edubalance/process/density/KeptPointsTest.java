package org.edubalance.process.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.Raster;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.LastingFeatures;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.NameImpl;
import org.geotools.feature.collection.DecoratingSimpleFeatureCollection;
import org.geotools.feature.collection.FilteringSimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** Maps of layers that never change. */
class KeptPointsTest {

    private static final int COUNT = 3000;

    /** A layer that counts how often it is read. */
    private static final class Layer extends DecoratingSimpleFeatureCollection {
        private int readings;

        Layer(SimpleFeatureCollection features) {
            super(features);
        }

        @Override
        public SimpleFeatureIterator features() {
            readings++;
            return super.features();
        }
    }

    /** A map's window of it, which is all of it. */
    private static class Window extends DecoratingSimpleFeatureCollection implements LastingFeatures {
        private final Layer layer;
        private final Filter filter;

        Window(Layer layer, Filter filter) {
            super(new FilteringSimpleFeatureCollection(layer, filter));
            this.layer = layer;
            this.filter = filter;
        }

        @Override
        public SimpleFeatureCollection layer() {
            return layer;
        }

        @Override
        public Filter filter() {
            return filter;
        }

        @Override
        public SimpleFeatureCollection everywhere() {
            return delegate;
        }
    }

    private static Layer schools(double lon, double lat, double spread) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("schools");
        builder.setCRS(DefaultGeographicCRS.WGS84);
        builder.add("geom", Point.class);
        builder.add("pupils", Double.class);
        SimpleFeatureType type = builder.buildFeatureType();
        ListFeatureCollection result = new ListFeatureCollection(type);
        GeometryFactory geometries = new GeometryFactory();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < COUNT; i++) {
            double x = lon + random.nextDouble(-spread, spread);
            Point point = geometries.createPoint(
                    new Coordinate(x > 180 ? x - 360 : x, lat + random.nextDouble(-spread, spread)));
            result.add(SimpleFeatureBuilder.build(
                    type, new Object[] {i % 100 == 0 ? null : point, i % 90 == 0 ? null : 1d * i}, "school." + i));
        }
        return new Layer(result);
    }

    private static GridCoverage2D map(
            SimpleFeatureCollection data, String weight, double radius, String precision, ReferencedEnvelope box)
            throws Exception {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("data", data);
        inputs.put("weight", weight);
        inputs.put("radius", radius);
        inputs.put("precision", precision);
        inputs.put("outputBBOX", box);
        inputs.put("outputWidth", 60);
        inputs.put("outputHeight", 50);
        return (GridCoverage2D) Processors.createProcess(new NameImpl("edu", "KernelDensity"))
                .execute(inputs, null)
                .get("result");
    }

    private static float[] cells(GridCoverage2D coverage) {
        Raster data = coverage.getRenderedImage().getData();
        return data.getSamples(0, 0, data.getWidth(), data.getHeight(), 0, (float[]) null);
    }

    private static ReferencedEnvelope box(String code, double lon, double lat, double spread) throws Exception {
        return new ReferencedEnvelope(
                        lon - spread, lon + spread, lat - spread, lat + spread, DefaultGeographicCRS.WGS84)
                .transform(CRS.decode(code, true), true);
    }

    /** Over a part of the layer and the whole of it, where planes will do, on the ellipsoid, over the date line, on a conic map. */
    @ParameterizedTest
    @CsvSource({
        "EPSG:3857, 94, 30, EXACT",
        "EPSG:3857, 94, 30, FAST",
        "EPSG:32646, 94, 30, EXACT",
        "EPSG:4326, 94, 60, EXACT",
        "EPSG:4326, 180, -20, EXACT",
        "EPSG:3832, 180, -20, FAST",
        "EPSG:3034, 10, 40, EXACT"
    })
    void theDensityIsThatOfTheFeaturesWhateverWasAskedBefore(String code, double lon, double lat, String precision)
            throws Exception {
        Layer layer = schools(lon, lat, 2);
        for (double part : new double[] {0.4, 2.5}) {
            ReferencedEnvelope box = box(code, lon, lat, part);
            for (double radius : new double[] {30_000, 5_000, 80_000, 30_000}) {
                GridCoverage2D kept = map(new Window(layer, Filter.INCLUDE), "pupils", radius, precision, box);
                GridCoverage2D fresh = map(schools(lon, lat, 2), "pupils", radius, precision, box);
                float[] expected = cells(fresh);
                float peak = 0;
                for (float value : expected) {
                    peak = Math.max(peak, value);
                }
                float[] actual = cells(kept);
                assertThat(peak).isPositive();
                for (int i = 0; i < actual.length; i++) {
                    // other points choose another way to be fast
                    float error = precision.equals("FAST") ? 2e-3f : 1e-5f;
                    assertThat(actual[i]).isCloseTo(expected[i], within(error * peak));
                }
            }
        }
        assertThat(layer.readings).isEqualTo(1);
    }

    @Test
    void eachWeightFilterAndCrsIsReadOnce() throws Exception {
        Layer layer = schools(94, 30, 1);
        ReferencedEnvelope mercator = box("EPSG:3857", 94, 30, 1);
        for (int i = 0; i < 3; i++) {
            map(new Window(layer, Filter.INCLUDE), "pupils", 20_000, "FAST", mercator);
            map(new Window(layer, Filter.INCLUDE), " pupils ", 20_000, "FAST", mercator);
        }
        assertThat(layer.readings).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            map(new Window(layer, Filter.INCLUDE), null, 20_000, "FAST", mercator);
            map(new Window(layer, Filter.INCLUDE), "pupils / 2", 20_000, "FAST", mercator);
            map(new Window(layer, Filter.INCLUDE), "pupils", 20_000, "FAST", box("EPSG:32646", 94, 30, 1));
            map(new Window(layer, ECQL.toFilter("pupils > 100")), "pupils", 20_000, "FAST", mercator);
        }
        assertThat(layer.readings).isEqualTo(5);
        assertThat(KeptPoints.sets(layer)).isEqualTo(5);
        assertThat(map(new Window(layer, ECQL.toFilter("pupils > 100")), "pupils", 20_000, "FAST", mercator)
                        .getProperty("withoutGeometry"))
                .as("among those that the filter lets through")
                .isEqualTo(25);
    }

    @Test
    void whatAFunctionSaysIsAskedEachTime() throws Exception {
        Layer layer = schools(94, 30, 1);
        ReferencedEnvelope box = box("EPSG:3857", 94, 30, 1);
        map(new Window(layer, Filter.INCLUDE), "pupils * env('share', 1)", 20_000, "FAST", box);
        map(new Window(layer, Filter.INCLUDE), "pupils * env('share', 1)", 20_000, "FAST", box);
        assertThat(layer.readings).isEqualTo(2);
        assertThat(KeptPoints.sets(layer)).isZero();
        assertThat(LastingFeatures.isLasting(ECQL.toFilter("pupils > env('least', 1)")))
                .isFalse();
        assertThat(LastingFeatures.isLasting(ECQL.toFilter("\"county\" = 'Bayi' AND pupils + 1 > 2")))
                .isTrue();
    }

    /** A layer with a weight that is refused is drawn where the map has no need of it, as ever. */
    @Test
    void whatIsWrongFarFromTheMapIsNotRefused() throws Exception {
        Layer layer = schools(94, 30, 1);
        ReferencedEnvelope box = box("EPSG:3857", 94, 30, 1);
        Layer wrong = new Layer(new DecoratingSimpleFeatureCollection(layer) {
            @Override
            public SimpleFeatureIterator features() {
                throw Refusal.of("density.weight.negative", "text", "pupils", "got", -1)
                        .about("weight");
            }
        });
        Window window = new Window(layer, Filter.INCLUDE) {
            @Override
            public SimpleFeatureCollection everywhere() {
                return wrong;
            }
        };
        float[] expected = cells(map(layer, "pupils", 20_000, "FAST", box));
        int before = layer.readings;
        for (int i = 0; i < 2; i++) {
            assertThat(cells(map(window, "pupils", 20_000, "FAST", box))).isEqualTo(expected);
        }
        assertThat(layer.readings).isEqualTo(before + 2);
        assertThat(wrong.readings).as("tried once").isEqualTo(1);
        assertThatThrownBy(() -> map(new Window(wrong, Filter.INCLUDE), "pupils", 20_000, "FAST", box))
                .hasMessageContaining("-1");
    }
}

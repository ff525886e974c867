package org.edubalance.process.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.CheckedFeatures;
import org.edubalance.process.features.Progress;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.process.ProcessException;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** What goes wrong while batches are under way. */
class PointReaderTest {

    private static final int COUNT = 20_000;

    /** Points in Germany with weight 1, named school.0, school.1, … */
    private static final class Schools {
        private final double[] x = new double[COUNT];
        private final double[] y = new double[COUNT];
        private final double[] pupils = new double[COUNT];

        Schools() {
            for (int i = 0; i < COUNT; i++) {
                x[i] = 9 + i * 1e-5;
                y[i] = 50 + i * 1e-5;
                pupils[i] = 1;
            }
        }

        SimpleFeatureCollection features() throws Exception {
            SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
            builder.setName("schools");
            builder.setCRS(crs("EPSG:4326"));
            builder.add("geom", Point.class);
            builder.add("pupils", Double.class);
            SimpleFeatureType type = builder.buildFeatureType();
            ListFeatureCollection result = new ListFeatureCollection(type);
            GeometryFactory geometries = new GeometryFactory();
            for (int i = 0; i < COUNT; i++) {
                Point point = geometries.createPoint(new Coordinate(x[i], y[i]));
                result.add(SimpleFeatureBuilder.build(type, new Object[] {point, pupils[i]}, "school." + i));
            }
            return result;
        }
    }

    private static CoordinateReferenceSystem crs(String code) throws Exception {
        return CRS.decode(code, true);
    }

    private static ReadPoints read(String code, Consumer<Schools> change) throws Exception {
        Schools schools = new Schools();
        change.accept(schools);
        SimpleFeatureCollection checked = CheckedFeatures.of("data", schools.features());
        return PointReader.read(checked, "pupils", crs(code), new Progress(null));
    }

    @Test
    void pointsKeepTheirOrderAcrossBatches() throws Exception {
        ReadPoints read = read("EPSG:32632", schools -> {});
        assertThat(read.points().size()).isEqualTo(COUNT);
        double[] expected = new double[2];
        Schools schools = new Schools();
        for (int i = 0; i < COUNT; i += 997) {
            expected[0] = schools.x[i];
            expected[1] = schools.y[i];
            CRS.findMathTransform(crs("EPSG:4326"), crs("EPSG:32632")).transform(expected, 0, expected, 0, 1);
            assertThat(read.points().x(i)).isEqualTo(expected[0]);
            assertThat(read.points().y(i)).isEqualTo(expected[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 511, 5000, 8191, 9000, 19_999})
    void theFeatureWithABadWeightIsNamed(int bad) {
        assertThatThrownBy(() -> read("EPSG:32632", schools -> schools.pupils[bad] = -1))
                .isInstanceOf(Refusal.class)
                .hasMessageEndingWith("got -1 (feature school." + bad + ")");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 511, 5000, 8191, 9000, 19_999})
    void theFeatureOutsideTheProjectionIsNamed(int bad) {
        for (String code : new String[] {"EPSG:32632", "EPSG:3857", "EPSG:4326"}) {
            assertThatThrownBy(() -> read(code, schools -> schools.y[bad] = 95))
                    .as("%s", code)
                    .isInstanceOf(Refusal.class)
                    .hasMessageEndingWith("(feature school." + bad + ")");
        }
    }

    @Test
    void ofTwoBadFeaturesInDifferentBatchesTheFirstIsNamed() {
        assertThatThrownBy(() -> read("EPSG:4326", schools -> {
                    schools.y[5000] = 95;
                    schools.pupils[9000] = -1;
                }))
                .hasMessageContaining("feature school.5000");
        assertThatThrownBy(() -> read("EPSG:4326", schools -> {
                    schools.pupils[5000] = -1;
                    schools.y[9000] = 95;
                }))
                .hasMessageContaining("feature school.5000");
    }

    @Test
    void cancellingEndsTheReading() throws Exception {
        int[] asked = new int[1];
        DefaultProgressListener listener = new DefaultProgressListener() {
            @Override
            public boolean isCanceled() {
                return ++asked[0] > 9;
            }
        };
        SimpleFeatureCollection features = new Schools().features();
        Progress progress = new Progress(listener);
        assertThatThrownBy(() -> PointReader.read(features, null, crs("EPSG:32632"), progress))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining("cancelled");
        assertThat(asked[0]).isEqualTo(10);
    }
}

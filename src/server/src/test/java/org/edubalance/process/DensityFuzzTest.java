package org.edubalance.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.BeforeAll;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/**
 * A density of any points, with any inputs, is computed, refused, or stops when asked to: no numbers, however far from the
 * Earth or from each other, keep it. In an ordinary build the kept inputs run; the profile {@code fuzz} lets Jazzer look
 * for more.
 */
class DensityFuzzTest {

    private static final String[] CRSS = {"EPSG:4326", "EPSG:3857", "EPSG:4490", "EPSG:32646", "EPSG:4525", "EPSG:3031"
    };
    private static final double[] ODD = {
        0,
        -0.0,
        90,
        -90,
        180,
        85.06,
        1e-9,
        500_000,
        2.003e7,
        7.4e8,
        -7.3e8,
        1e15,
        1e300,
        Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY
    };
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** When its caller gives up, and how long it may go on after that. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private static final Duration SOON = Duration.ofSeconds(5);

    /** What is loaded once counts for nobody. */
    @BeforeAll
    static void warmUp() throws FactoryException {
        for (String crs : CRSS) {
            CRS.decode(crs);
        }
        Processors.createProcess(new NameImpl("edu", "KernelDensity"));
    }

    @FuzzTest(maxDuration = "5m")
    void density(byte[] bytes) throws FactoryException {
        Choices data = new Choices(bytes);
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("adaptive", data.flag());
        inputs.put("kernel", data.one(new String[] {"UNIFORM", "TRIANGULAR", "QUARTIC", "GAUSSIAN"}));
        inputs.put("precision", data.one(new String[] {"AUTO", "EXACT", "FAST"}));
        inputs.put("bandwidth", data.one(new String[] {"ARCGIS", "SILVERMAN", "SCOTT"}));
        inputs.put("output", data.one(new String[] {"DENSITY", "EXPECTED_COUNT", "SCALED"}));
        if (data.flag()) {
            inputs.put("radius", number(data));
        } else if (data.flag()) {
            inputs.put("radii", List.of(number(data), number(data)));
        } else if (data.flag()) {
            inputs.put("radiusPixels", number(data));
        }
        if (data.flag()) {
            inputs.put("weight", "w");
        }
        if (data.flag()) {
            inputs.put("outputWidth", data.whole(1, 60));
            inputs.put("outputHeight", data.whole(1, 60));
        } else if (data.flag()) {
            inputs.put("cellSize", number(data));
        }
        if (data.flag()) {
            inputs.put("outputBBOX", box(data));
        }
        CoordinateReferenceSystem crs = CRS.decode(data.one(CRSS));
        if (data.flag()) {
            inputs.put("mask", mask(data, crs));
            inputs.put("edgeCorrection", data.flag());
        }
        inputs.put("data", points(data, crs));
        compute(inputs);
    }

    private static void compute(Map<String, Object> inputs) {
        long start = System.nanoTime();
        try {
            Object result = Processors.createProcess(new NameImpl("edu", "KernelDensity"))
                    .execute(inputs, new DefaultProgressListener() {
                        @Override
                        public boolean isCanceled() {
                            return System.nanoTime() - start > PATIENCE.toNanos();
                        }
                    })
                    .get("result");
            assertThat(result).isInstanceOf(GridCoverage2D.class);
            ((GridCoverage2D) result).dispose(true);
        } catch (ProcessException e) {
            Refusal refusal = Refusal.in(e);
            if (refusal == null) {
                assertThat(e).hasRootCauseInstanceOf(CancellationException.class);
            } else {
                for (Language language : Language.values()) {
                    assertThat(refusal.in(language)).isNotBlank();
                }
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.plus(SOON));
    }

    /** Bytes as choices, one after the other; zeros where they end. */
    private static final class Choices {

        private final ByteBuffer bytes;

        Choices(byte[] bytes) {
            this.bytes = ByteBuffer.wrap(bytes);
        }

        boolean remain() {
            return bytes.hasRemaining();
        }

        private long next(int count) {
            long value = 0;
            for (int i = 0; i < count; i++) {
                value = value << 8 | (bytes.hasRemaining() ? bytes.get() & 0xFF : 0);
            }
            return value;
        }

        boolean flag() {
            return (next(1) & 1) == 1;
        }

        int whole(int least, int most) {
            return least + (int) Math.floorMod(next(most - least < 256 ? 1 : 4), most - least + 1L);
        }

        <T> T one(T[] values) {
            return values[whole(0, values.length - 1)];
        }

        double one(double[] values) {
            return values[whole(0, values.length - 1)];
        }

        double anyNumber() {
            return Double.longBitsToDouble(next(8));
        }
    }

    private static double number(Choices data) {
        return switch (data.whole(0, 3)) {
            case 0 -> data.one(ODD);
            case 1 -> data.anyNumber();
            case 2 -> data.whole(-18_000, 18_000) / 100.0;
            default -> data.whole(-30_000_000, 30_000_000);
        };
    }

    private static ReferencedEnvelope box(Choices data) throws FactoryException {
        return new ReferencedEnvelope(
                number(data), number(data), number(data), number(data), CRS.decode(data.one(CRSS)));
    }

    private static SimpleFeatureCollection points(Choices data, CoordinateReferenceSystem crs) {
        ListFeatureCollection points = new ListFeatureCollection(type("points", Point.class, crs));
        int most = data.whole(0, 40);
        while (points.size() < most && data.remain()) {
            Coordinate place = new Coordinate(number(data), number(data));
            // many of one place, or in a row
            int times = data.whole(1, 5);
            for (int i = 0; i < times; i++) {
                points.add(SimpleFeatureBuilder.build(
                        points.getSchema(),
                        new Object[] {data.whole(0, 49) == 0 ? null : GEOMETRIES.createPoint(place.copy()), number(data)
                        },
                        "p." + points.size()));
                place.x += data.flag() ? 1e-6 : 0;
            }
        }
        return points;
    }

    /** A triangle, which may have no area or cross the world. */
    private static SimpleFeatureCollection mask(Choices data, CoordinateReferenceSystem crs) {
        ListFeatureCollection mask = new ListFeatureCollection(type("mask", Geometry.class, crs));
        Coordinate first = new Coordinate(ordinate(data), ordinate(data));
        Coordinate[] ring = {
            first, new Coordinate(number(data), number(data)), new Coordinate(number(data), number(data)), first
        };
        mask.add(SimpleFeatureBuilder.build(
                mask.getSchema(), new Object[] {GEOMETRIES.createPolygon(ring), 1d}, "mask.1"));
        return mask;
    }

    /** A ring of JTS ends where it begins, which no number that is none does. */
    private static double ordinate(Choices data) {
        double number = number(data);
        return Double.isNaN(number) ? 0 : number;
    }

    private static SimpleFeatureType type(String name, Class<?> geometry, CoordinateReferenceSystem crs) {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName(name);
        type.setCRS(crs);
        type.add("place", geometry);
        type.add("w", Double.class);
        return type.buildFeatureType();
    }
}

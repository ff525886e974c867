package org.edubalance.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.edubalance.density.Kernel;
import org.edubalance.density.Precision;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.NameImpl;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Whole processes over features in memory, as a host calls them. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 100)
@Measurement(iterations = 50)
@Fork(value = 1, jvmArgs = "-Xmx4g")
public class ProcessBenchmark {

    private static final int INDICATORS = 12;

    /** Points in longitude and latitude, and a Web Mercator tile that holds them. */
    @State(Scope.Benchmark)
    public static class Tile {
        private SimpleFeatureCollection features;
        private ReferencedEnvelope box;

        @Setup
        public void fill() throws Exception {
            SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
            builder.setName("schools");
            builder.setCRS(CRS.decode("EPSG:4326", true));
            builder.add("geom", Point.class);
            builder.add("pupils", Double.class);
            SimpleFeatureType type = builder.buildFeatureType();
            SplittableRandom random = new SplittableRandom(1);
            GeometryFactory geometries = new GeometryFactory();
            List<SimpleFeature> list = new ArrayList<>();
            for (int i = 0; i < 100_000; i++) {
                Coordinate at = new Coordinate(94 + random.nextDouble(), 29.5 + random.nextDouble());
                list.add(SimpleFeatureBuilder.build(
                        type, new Object[] {geometries.createPoint(at), random.nextDouble(1, 900)}, "s." + i));
            }
            features = new ListFeatureCollection(type, list);
            box = new ReferencedEnvelope(94, 95, 29.5, 30.5, CRS.decode("EPSG:4326", true))
                    .transform(CRS.decode("EPSG:3857", true), true);
        }

        Map<String, Object> inputs(String weightName) {
            Map<String, Object> inputs = new HashMap<>();
            inputs.put("data", features);
            inputs.put(weightName, "pupils");
            inputs.put("radiusPixels", 20);
            inputs.put("outputBBOX", box);
            inputs.put("outputWidth", 256);
            inputs.put("outputHeight", 256);
            return inputs;
        }
    }

    @Benchmark
    public Object heatmapTile(Tile tile) throws Exception {
        return Processors.createProcess(new NameImpl("vec", "Heatmap")).execute(tile.inputs("weightAttr"), null);
    }

    @Benchmark
    public Object fastTile(Tile tile) throws Exception {
        return density(tile, Kernel.QUARTIC, Precision.FAST);
    }

    @Benchmark
    public Object fastGaussianTile(Tile tile) throws Exception {
        return density(tile, Kernel.GAUSSIAN, Precision.FAST);
    }

    @Benchmark
    @Measurement(iterations = 20)
    public Object exactTile(Tile tile) throws Exception {
        return density(tile, Kernel.QUARTIC, Precision.EXACT);
    }

    private static Object density(Tile tile, Kernel kernel, Precision precision) throws Exception {
        Map<String, Object> inputs = tile.inputs("weight");
        inputs.put("radiusPixels", 20d);
        inputs.put("kernel", kernel);
        inputs.put("precision", precision);
        return Processors.createProcess(new NameImpl("edu", "KernelDensity")).execute(inputs, null);
    }

    /** Rows with twelve indicators in a hundred counties. */
    @State(Scope.Benchmark)
    public static class Table {
        private SimpleFeatureCollection features;
        private List<String> indicators;

        @Setup
        public void fill() {
            SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
            builder.setName("schools");
            builder.add("county", String.class);
            builder.add("pupils", Double.class);
            indicators = new ArrayList<>();
            for (int j = 0; j < INDICATORS; j++) {
                builder.add("i" + j, Double.class);
                indicators.add("i" + j);
            }
            SimpleFeatureType type = builder.buildFeatureType();
            SplittableRandom random = new SplittableRandom(1);
            List<SimpleFeature> list = new ArrayList<>();
            for (int i = 0; i < 1_000_000; i++) {
                Object[] values = new Object[INDICATORS + 2];
                values[0] = "county " + i % 100;
                for (int j = 1; j < values.length; j++) {
                    values[j] = random.nextDouble(1, 1000);
                }
                list.add(SimpleFeatureBuilder.build(type, values, "s." + i));
            }
            features = new ListFeatureCollection(type, list);
        }
    }

    @Benchmark
    @Warmup(iterations = 2)
    @Measurement(iterations = 3)
    public void scoreAndBalance1M(Table table, Blackhole hole) throws Exception {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("data", table.features);
        inputs.put("indicators", table.indicators);
        read(Processors.createProcess(new NameImpl("edu", "EntropyScore")).execute(inputs, null), hole);
        inputs.put("groupBy", "county");
        inputs.put("population", "pupils");
        read(
                Processors.createProcess(new NameImpl("edu", "BalanceCoefficients"))
                        .execute(inputs, null),
                hole);
    }

    /** Rows with one indicator in three hundred groups. */
    @State(Scope.Benchmark)
    public static class Groups {
        private SimpleFeatureCollection features;

        @Setup
        public void fill() {
            SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
            builder.setName("schools");
            builder.add("county", String.class);
            builder.add("pupils", Double.class);
            builder.add("books", Double.class);
            SimpleFeatureType type = builder.buildFeatureType();
            SplittableRandom random = new SplittableRandom(1);
            List<SimpleFeature> list = new ArrayList<>();
            for (int i = 0; i < 1_000_000; i++) {
                int county = random.nextInt(300);
                list.add(SimpleFeatureBuilder.build(
                        type,
                        new Object[] {"county " + county, random.nextDouble(1, 900), random.nextDouble(1, 900) + county
                        },
                        "s." + i));
            }
            features = new ListFeatureCollection(type, list);
        }
    }

    @Benchmark
    @Warmup(iterations = 2)
    @Measurement(iterations = 5)
    public void dagum1M(Groups groups, Blackhole hole) throws Exception {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("data", groups.features);
        inputs.put("indicators", List.of("books"));
        inputs.put("groupBy", "county");
        inputs.put("population", "pupils");
        read(Processors.createProcess(new NameImpl("edu", "DagumDecomposition")).execute(inputs, null), hole);
    }

    /** A host reads what it gets. */
    private static void read(Map<String, Object> outputs, Blackhole hole) {
        try (SimpleFeatureIterator features = ((SimpleFeatureCollection) outputs.get("result")).features()) {
            while (features.hasNext()) {
                hole.consume(features.next());
            }
        }
    }
}

package org.edubalance.spark;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Measures a density of generated points on a standalone cluster of this machine: {@code Scale POINTS WORKERS FOLDER}, of
 * the packaged jar. A worker has one core, which is all that its Java machine sees; the second shares its own with the driver
 * where there are no more. Three quarters of the points are in 2,000 towns of a country of 1,000 km, the rest
 * anywhere; radius 2 km, cells of 100 m. Prints wall time, what was shuffled, the most heap that an executor held, the time
 * that tasks ran, and that from the first one's start to the last one's end.
 */
final class Scale {

    private static final double COUNTRY = 1_000_000;
    private static final int TOWNS = 2_000;
    private static final int POINTS_A_FILE = 1_000_000;

    private Scale() {}

    public static void main(String[] args) throws Exception {
        int points = Integer.parseInt(args[0]);
        int workers = Integer.parseInt(args[1]);
        Path folder = Path.of(args[2]).toAbsolutePath();
        Path data = folder.resolve("points-" + points + ".parquet");
        if (!Files.exists(data)) {
            generate(points, data);
        }
        Path events = Files.createDirectories(folder.resolve("events-" + points + "-" + workers));
        Path jar = Path.of("target")
                .toAbsolutePath()
                .resolve("gs-edubalance-" + System.getProperty("project.version") + "-spark.jar");
        try (StandaloneCluster cluster =
                new StandaloneCluster(Files.createTempDirectory(folder, "cluster"), workers, true)) {
            long start = System.nanoTime();
            String said = cluster.await(
                    "job",
                    cluster.submit(
                            "job",
                            List.of(
                                    "spark.eventLog.enabled=true",
                                    "spark.eventLog.compress=false",
                                    "spark.eventLog.dir=file://" + events,
                                    "spark.eventLog.logStageExecutorMetrics=true"),
                            jar,
                            "density",
                            "-i",
                            "data=" + data,
                            "-i",
                            "radius=2000",
                            "-i",
                            "cellSize=100",
                            "--crs",
                            "EPSG:32648",
                            "--overwrite",
                            "-o",
                            folder.resolve("density").toString()),
                    24 * 3600);
            double seconds = (System.nanoTime() - start) / 1e9;
            said.lines().filter(line -> line.startsWith("density of")).forEach(System.out::println);
            System.out.printf(Locale.ROOT, "%d points, %d workers: %.1f s%n", points, workers, seconds);
        }
        tell(events);
    }

    private static void generate(int points, Path data) {
        StructType schema = new StructType().add("x", DataTypes.DoubleType).add("y", DataTypes.DoubleType);
        int files = Math.max(1, points / POINTS_A_FILE);
        int each = points / files;
        List<Integer> seeds = Stream.iterate(0, seed -> seed + 1).limit(files).toList();
        var rows = JavaSparkContext.fromSparkContext(Cluster.SPARK.sparkContext())
                .parallelize(seeds, files)
                .flatMap(seed -> {
                    Random random = new Random(seed);
                    return Stream.<Row>generate(() -> point(random)).limit(each).iterator();
                });
        Cluster.SPARK.createDataFrame(rows, schema).write().parquet(data.toString());
    }

    private static Row point(Random random) {
        if (random.nextInt(4) == 0) {
            return RowFactory.create(COUNTRY * random.nextDouble(), COUNTRY * random.nextDouble());
        }
        int town = (int) (TOWNS * Math.pow(random.nextDouble(), 2));
        Random place = new Random(town);
        double size = 1_000 + 6_000 * place.nextDouble();
        return RowFactory.create(
                COUNTRY * place.nextDouble() + size * random.nextGaussian(),
                COUNTRY * place.nextDouble() + size * random.nextGaussian());
    }

    /** What Spark's own log of events says. */
    private static void tell(Path events) throws IOException, JsonParserException {
        long shuffled = 0;
        long running = 0;
        long heap = 0;
        long first = Long.MAX_VALUE;
        long last = 0;
        try (Stream<Path> logs = Files.walk(events)) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                for (String line : (Iterable<String>) Files.lines(log)::iterator) {
                    if (!line.startsWith("{")) {
                        continue;
                    }
                    JsonObject event = JsonParser.object().from(line);
                    JsonObject metrics = event.getObject("Task Metrics");
                    if (metrics != null) {
                        JsonObject task = event.getObject("Task Info");
                        first = Math.min(first, task.getLong("Launch Time"));
                        last = Math.max(last, task.getLong("Finish Time"));
                        running += metrics.getLong("Executor Run Time");
                        shuffled += metrics.getObject("Shuffle Write Metrics").getLong("Shuffle Bytes Written");
                    }
                    JsonObject executor = event.getObject("Executor Metrics");
                    if (executor != null) {
                        heap = Math.max(heap, executor.getLong("JVMHeapMemory"));
                    }
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "shuffled %.1f MB, heap of an executor up to %.0f MB, tasks ran %.1f s, %.1f s from the first to the last%n",
                shuffled / 1e6,
                heap / 1e6,
                running / 1e3,
                (last - first) / 1e3);
    }
}

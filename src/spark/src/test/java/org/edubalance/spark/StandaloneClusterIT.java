package org.edubalance.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar on a cluster of processes, against the packaged command line on one machine, GDAL reading both; and with a
 * worker that dies midway.
 */
@EnabledIfSystemProperty(
        named = "clients",
        matches = "true",
        disabledReason = "needs GDAL and minutes: run with -Dclients=true")
class StandaloneClusterIT {

    private static final String VERSION = System.getProperty("project.version");
    private static final Path JAR =
            Path.of("target/gs-edubalance-" + VERSION + "-spark.jar").toAbsolutePath();
    private static final Path SERVER =
            Path.of("target/gs-edubalance-" + VERSION + "-server.jar").toAbsolutePath();

    @TempDir
    static Path dir;

    private static StandaloneCluster cluster;
    private static Path schools;

    @BeforeAll
    static void start() throws IOException {
        cluster = new StandaloneCluster(dir, 2);
        Random random = new Random(11);
        List<String> lines = new ArrayList<>(List.of("id,lon,lat,county,pupils,books,teachers"));
        for (int i = 0; i < 20_000; i++) {
            double town = i % 5 == 0 ? 1 : 0.05;
            lines.add("%d,%s,%s,%s,%d,%d,%d"
                    .formatted(
                            i,
                            94 + i % 3 * 0.4 + town * random.nextGaussian(),
                            29 + i % 4 * 0.3 + town * random.nextGaussian(),
                            "ABCD".charAt(i % 4),
                            50 + random.nextInt(900),
                            random.nextInt(20_000),
                            3 + random.nextInt(60)));
        }
        schools = Files.write(dir.resolve("schools.csv"), lines);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static void onOneMachine(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", SERVER.toString()));
        command.addAll(List.of(arguments));
        run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(String.join(" ", command) + ": " + said)
                .isZero();
        return said;
    }

    /** The cells of a raster's first band, as GDAL reads them. */
    private static double[] cells(Path raster) throws IOException, InterruptedException {
        Path raw = dir.resolve(raster.getFileName() + ".raw");
        run(List.of(
                "gdal_translate", "-q", "-b", "1", "-of", "ENVI", "-ot", "Float64", raster.toString(), raw.toString()));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
        double[] cells = new double[bytes.capacity() / 8];
        bytes.asDoubleBuffer().get(cells);
        return cells;
    }

    private static String geometry(Path raster) throws IOException, InterruptedException {
        return run(List.of("gdalinfo", raster.toString()))
                .lines()
                .filter(line ->
                        line.startsWith("Size is") || line.startsWith("Origin") || line.startsWith("Pixel Size"))
                .map(line -> line.replaceAll("(\\.\\d{9})\\d*", "$1"))
                .reduce("", (a, b) -> a + b + "\n");
    }

    private static void checkSame(Path got, Path expected) throws IOException, InterruptedException {
        assertThat(geometry(got)).isEqualTo(geometry(expected));
        double[] one = cells(expected);
        double[] many = cells(got);
        double peak = Arrays.stream(one).max().orElseThrow();
        assertThat(many).hasSameSizeAs(one);
        for (int i = 0; i < one.length; i++) {
            // the command line writes 32 bits
            assertThat(many[i]).as("cell %d", i).isCloseTo(one[i], within(1e-6 * peak));
        }
    }

    @Test
    void aDensityIsThatOfOneMachineThoughAWorkerDies() throws Exception {
        Path single = dir.resolve("single.tif");
        onOneMachine(
                "run",
                "edu:KernelDensity",
                "-i",
                "data=" + schools,
                "-i",
                "weight=pupils",
                "-i",
                "radius=9000",
                "-i",
                "kernel=GAUSSIAN",
                "-i",
                "precision=EXACT",
                "-i",
                "cellSize=250",
                "-o",
                single.toString());
        Path out = dir.resolve("density");
        String[] job = {
            "density",
            "-i",
            "data=" + schools,
            "-i",
            "weight=pupils",
            "-i",
            "radius=9000",
            "-i",
            "kernel=GAUSSIAN",
            "-i",
            "cellSize=250",
            "--lang",
            "en",
            "-o",
            out.toString()
        };
        Process running = cluster.submit("dying", JAR, job);
        awaitFirstTile(running);
        assertThat(out).as("the job goes on").doesNotExist();
        cluster.killWorker(1);
        String said = cluster.await("dying", running);
        assertThat(said).contains("density of 20000 points");
        checkSame(out.resolve("density.vrt"), single);
        assertThat(run(List.of("gdalinfo", out.resolve("density.vrt").toString())))
                .contains("Overviews:", "ID[\"EPSG\",4326]", "NoData Value=nan");
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith(".density")))
                    .isEmpty();
        }
    }

    /** Waits until a tile is written, of many. */
    private static void awaitFirstTile(Process running) throws IOException {
        while (running.isAlive()) {
            try (Stream<Path> drafts = Files.list(dir)) {
                for (Path draft : drafts.filter(
                                file -> file.getFileName().toString().startsWith(".density"))
                        .toList()) {
                    Path tiles = draft.resolve("tiles");
                    if (Files.isDirectory(tiles)) {
                        try (Stream<Path> found = Files.list(tiles)) {
                            if (found.anyMatch(
                                    file -> !file.getFileName().toString().startsWith("."))) {
                                return;
                            }
                        }
                    }
                }
            }
            StandaloneCluster.pause();
        }
    }

    @Test
    void scoresAreThoseOfOneMachine() throws Exception {
        Path single = dir.resolve("single.csv");
        onOneMachine(
                "run",
                "edu:EntropyScore",
                "-i",
                "data=" + schools,
                "-i",
                "indicators=books=books/pupils",
                "-i",
                "indicators=teachers=100*teachers/pupils",
                "-i",
                "groupBy=county",
                "-o",
                single.toString());
        Path out = dir.resolve("scores");
        Process running = cluster.submit(
                "scores",
                JAR,
                "score",
                "-i",
                "data=" + schools,
                "-i",
                "indicators=books=books/pupils",
                "-i",
                "indicators=teachers=100*teachers/pupils",
                "-i",
                "groupBy=county",
                "--format",
                "csv",
                "-o",
                out.toString());
        cluster.await("scores", running);
        List<String> many = new ArrayList<>();
        try (Stream<Path> files = Files.list(out.resolve("scores"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
                many.addAll(Files.readAllLines(file));
            }
        }
        Map<String, double[]> got = results(many);
        Map<String, double[]> expected = results(Files.readAllLines(single));
        assertThat(got).hasSize(20_000).hasSameSizeAs(expected);
        expected.forEach((id, values) -> assertThat(got.get(id)).as(id).containsExactly(values, within(1e-12)));
    }

    /** Score, rank and level by id, of lines of several files each with a header. */
    private static Map<String, double[]> results(List<String> lines) {
        List<String> header = Arrays.asList(lines.get(0).split(","));
        Map<String, double[]> results = new HashMap<>();
        for (String line : lines) {
            String[] cells = line.split(",");
            if (!cells[0].equals(header.get(0))) {
                results.put(
                        cells[header.indexOf("id")],
                        Stream.of("score", "rank", "level")
                                .mapToDouble(name -> Double.parseDouble(cells[header.indexOf(name)]))
                                .toArray());
            }
        }
        return results;
    }
}

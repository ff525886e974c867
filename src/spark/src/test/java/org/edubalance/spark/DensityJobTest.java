package org.edubalance.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.edubalance.density.AreaUnit;
import org.edubalance.density.BandwidthRule;
import org.edubalance.density.DensityOutput;
import org.edubalance.density.GroundMetric;
import org.edubalance.density.Kernel;
import org.edubalance.density.KernelDensity;
import org.edubalance.density.Precision;
import org.edubalance.density.StudyArea;
import org.edubalance.density.WeightedPoints;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

/** Densities by tiles are those of one machine, seams included. */
class DensityJobTest {

    private static final GroundMetric PLANE = GroundMetric.planar(1);

    @TempDir
    Path dir;

    private Path out;
    private final List<double[]> points = new ArrayList<>();

    /** Towns and country: most points in a few places. */
    private void towns(int n, double west, double south, double size) {
        Random random = new Random(7);
        for (int i = 0; i < n; i++) {
            boolean town = i % 4 > 0;
            double cx = town ? west + size * (0.2 + 0.3 * (i % 3)) : west + size * random.nextDouble();
            double cy = town ? south + size * (0.3 + 0.2 * (i % 3)) : south + size * random.nextDouble();
            points.add(new double[] {
                cx + (town ? size / 40 * random.nextGaussian() : 0),
                cy + (town ? size / 40 * random.nextGaussian() : 0),
                1 + random.nextInt(50)
            });
        }
    }

    private String csv(String header) throws IOException {
        List<String> lines = new ArrayList<>(List.of(header));
        for (double[] p : points) {
            lines.add(p[0] + "," + p[1] + "," + p[2]);
        }
        Path folder = Files.createDirectories(dir.resolve("points.csv"));
        // several files, so that there are several partitions
        for (int part = 0; part < 3; part++) {
            List<String> some = new ArrayList<>(List.of(header));
            for (int i = 1 + part; i < lines.size(); i += 3) {
                some.add(lines.get(i));
            }
            Files.write(folder.resolve("part-" + part + ".csv"), some);
        }
        return "data=" + folder;
    }

    private String wkb() {
        List<Row> rows = new ArrayList<>();
        for (double[] p : points) {
            rows.add(RowFactory.create(
                    new WKBWriter().write(new GeometryFactory().createPoint(new Coordinate(p[0], p[1]))), p[2]));
        }
        StructType schema =
                new StructType().add("geometry", DataTypes.BinaryType).add("w", DataTypes.DoubleType);
        String path = dir.resolve("points.parquet").toString();
        Cluster.SPARK.createDataFrame(rows, schema).repartition(5).write().parquet(path);
        return "data=" + path;
    }

    private Surface run(String crs, String... inputs) {
        out = dir.resolve("out");
        Cluster.run(Job.DENSITY, out, Cluster.crs(crs), Tables.Format.PARQUET, inputs);
        return Surface.read(out);
    }

    private WeightedPoints weighted(boolean byWeight) {
        WeightedPoints weighted = new WeightedPoints();
        points.forEach(p -> weighted.add(p[0], p[1], byWeight ? p[2] : 1));
        return weighted;
    }

    private static void checkEqual(Surface surface, KernelDensity density, WeightedPoints points, double... radii) {
        double[][] expected = new double[radii.length][(int) surface.grid().cells()];
        density.precision(Precision.EXACT)
                .rows(
                        Workers.of(Monitor.NONE),
                        points,
                        surface.grid(),
                        (band, row, values) ->
                                System.arraycopy(values, 0, expected[band], row * values.length, values.length),
                        radii);
        for (int band = 0; band < radii.length; band++) {
            double peak = Arrays.stream(expected[band])
                    .filter(v -> !Double.isNaN(v))
                    .max()
                    .orElseThrow();
            assertThat(peak).isPositive();
            for (int i = 0; i < expected[band].length; i++) {
                double got = surface.bands()[band][i];
                if (Double.isNaN(expected[band][i])) {
                    assertThat(got).as("cell %d of band %d", i, band).isNaN();
                } else {
                    assertThat(got).as("cell %d of band %d", i, band).isCloseTo(expected[band][i], within(1e-9 * peak));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void isThatOfOneMachine(Kernel kernel) throws IOException {
        towns(3_000, 500_000, 3_300_000, 40_000);
        double radius = kernel == Kernel.GAUSSIAN ? 600 : 2_000;
        Surface surface =
                run("EPSG:32648", csv("x,y,w"), "weight=w", "radius=" + radius, "kernel=" + kernel, "cellSize=100");
        assertThat(surface.tiles()).isGreaterThan(3);
        assertThat(surface.grid().width()).isGreaterThan(400);
        checkEqual(surface, new KernelDensity(PLANE).kernel(kernel), weighted(true), radius);
    }

    @Test
    void isThatOfOneMachineOnTheEllipsoid() {
        towns(2_000, 94, 29, 1.5);
        Surface surface = run(
                "EPSG:4490",
                wkb(),
                "weight=w * 0.5",
                "radii=3000",
                "radii=9000",
                "cellSize=500",
                "output=EXPECTED_COUNT");
        assertThat(surface.tiles()).isGreaterThan(3);
        points.forEach(p -> p[2] *= 0.5);
        KernelDensity density = new KernelDensity(GroundMetric.geographic(6378137, 298.257222101, Math.PI / 180))
                .output(DensityOutput.EXPECTED_COUNT);
        checkEqual(surface, density, weighted(true), 3000, 9000);
    }

    @Test
    void pointsOnBothSidesOfTheDateLineLieSideBySide() throws IOException {
        towns(500, 179, -17, 2);
        points.forEach(p -> p[0] -= p[0] > 180 ? 360 : 0);
        Surface surface = run(null, csv("lon,lat,w"), "radius=20000");
        assertThat(surface.grid().maxX() - surface.grid().minX()).isLessThan(4);
        assertThat(surface.grid().minX()).isGreaterThan(178);
        checkEqual(surface, new KernelDensity(GroundMetric.geographic()), weighted(false), 20000);
    }

    @Test
    void aWindowAcrossTheDateLineSeesBothSides() throws IOException {
        towns(500, 179, -17, 2);
        points.forEach(p -> p[0] -= p[0] > 180 ? 360 : 0);
        Surface surface =
                run(null, csv("lon,lat,w"), "radius=20000", "outputBBOX=-181,-18,-178,-14,EPSG:4326", "cellSize=2000");
        assertThat(surface.grid().maxX()).isCloseTo(-178, within(0.05));
        checkEqual(surface, new KernelDensity(GroundMetric.geographic()), weighted(false), 20000);
    }

    @Test
    void masksAndCorrectsEdgesAsOneMachineDoes() throws Exception {
        towns(1_500, 0, 0, 20_000);
        String polygon = "POLYGON ((2000 2000, 18000 3000, 15000 19000, 9000 11000, 2000 2000))";
        Path mask = Files.writeString(dir.resolve("mask.csv"), "name,wkt\nA,\"" + polygon + "\"\n");
        Surface surface = run(
                "EPSG:32648",
                csv("x,y,w"),
                "radius=1500",
                "mask=" + mask,
                "edgeCorrection=true",
                "outputBBOX=0,0,20000,20000",
                "cellSize=100",
                "areaUnit=HECTARE");
        Geometry area = new WKTReader().read(polygon);
        KernelDensity density = new KernelDensity(PLANE)
                .studyArea(new StudyArea(List.of(area)))
                .edgeCorrection(true)
                .areaUnit(AreaUnit.HECTARE);
        assertThat(surface.grid().width()).isEqualTo(200);
        checkEqual(surface, density, weighted(false), 1500);
    }

    @ParameterizedTest
    @EnumSource(BandwidthRule.class)
    void findsTheRadiusThatOneMachineFinds(BandwidthRule rule) throws IOException {
        towns(1_001, 94, 29, 1.5);
        for (boolean byWeight : new boolean[] {false, true}) {
            String folder = csv("lon,lat,w");
            String weight = byWeight ? "weight=w" : "weight=";
            out = dir.resolve("out-" + byWeight);
            Cluster.run(Job.DENSITY, out, folder, weight, "bandwidth=" + rule, "cellSize=5000");
            double expected = rule.bandwidth(weighted(byWeight), Kernel.QUARTIC, GroundMetric.geographic(), byWeight);
            String json = Files.readString(out.resolve("density.json"));
            double radius = Double.parseDouble(json.replaceAll("(?s).*\"radius\": ?([\\d.E]+).*", "$1"));
            assertThat(radius).isCloseTo(expected, within(1e-11 * expected));
        }
    }

    @Test
    void rowsThatCannotBeUsedAreCountedAndKept() throws IOException {
        Path file = Files.writeString(
                dir.resolve("a.csv"),
                """
                id,lon,lat,w
                1,94.1,29.5,"1,200"
                2,,29.5,3
                3,94.2,29.6,many
                4,94.2,99,3
                5,94.2,29.6,-2
                6,94.3,29.6,—
                7,94.3,29.7,８％
                8,94.3
                """);
        for (Language language : Language.values()) {
            out = dir.resolve("out-" + language);
            List<Message> notes =
                    language.use(() -> Cluster.run(Job.DENSITY, out, "data=" + file, "weight=w", "radius=5000"));
            assertThat(notes.get(0).facts()).containsEntry("count", 6L);
            List<String> rejected = lines(out.resolve("rejected"));
            assertThat(rejected).hasSize(6);
            String all = String.join("\n", rejected);
            if (language == Language.EN) {
                assertThat(all)
                        .contains("\"id\":\"2\"", "no place")
                        .contains("“w” is no number: “many”")
                        .contains("94.2, 99 is no place on Earth")
                        .contains("“w” must be at least 0, got -2")
                        .contains("“w” has no value")
                        .contains("not as many cells as the header: “8,94.3”");
            } else {
                assertThat(all).contains("没有位置", "“w” 不是数：“many”", "94.2, 99 不是地球上的位置", "必须至少为 0", "“w” 没有值");
            }
            assertThat(Files.readString(out.resolve("density.json")))
                    .contains("\"points\":2", "\"weight\":1208.0", "\"rejected\":6");
        }
    }

    private static List<String> lines(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        }
    }

    @Test
    void aFormerResultStaysOrGoesWhole() throws IOException {
        towns(100, 94, 29, 1);
        String data = csv("lon,lat,w");
        run(null, data, "radius=5000", "cellSize=1000");
        Files.writeString(out.resolve("mine.txt"), "kept?");
        assertThatThrownBy(() -> run(null, data, "radius=5000"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--overwrite");
        Inputs bad = Inputs.of(List.of(data, "radius=5000", "weight=w / nothing"));
        assertThatThrownBy(() -> Main.run(
                        Cluster.SPARK,
                        Job.DENSITY,
                        bad,
                        Source.Options.NONE,
                        out.toString(),
                        true,
                        Tables.Format.PARQUET,
                        note -> {}))
                .hasMessageContaining("“nothing”");
        assertThat(out.resolve("mine.txt")).exists();
        Inputs good = Inputs.of(List.of(data, "radius=5000", "cellSize=2000"));
        Main.run(
                Cluster.SPARK,
                Job.DENSITY,
                good,
                Source.Options.NONE,
                out.toString(),
                true,
                Tables.Format.PARQUET,
                note -> {});
        assertThat(out.resolve("mine.txt")).doesNotExist();
        assertThat(Surface.read(out).tiles()).isPositive();
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrder("out", "points.csv");
        }
    }

    @Test
    void theOverviewHasTheMeansOfTheCells() throws IOException {
        towns(200, 0, 0, 20_000);
        Surface surface = run("EPSG:32648", csv("x,y,w"), "radius=1500", "cellSize=250");
        var overview = Surface.raster(out.resolve("overview.tif").toFile());
        int width = surface.grid().width();
        assertThat(overview.getWidth()).isEqualTo((width + 1) / 2);
        double[] cells = surface.bands()[0];
        double mean =
                (cells[40 * width + 40] + cells[40 * width + 41] + cells[41 * width + 40] + cells[41 * width + 41]) / 4;
        assertThat(overview.getSampleDouble(20, 20, 0)).isCloseTo(mean, within(1e-12));
    }

    @Test
    void whatCannotBeMeantIsRefused() throws IOException {
        towns(10, 94, 29, 1);
        String data = csv("lon,lat,w");
        check("radius must be from 0.001 to 20000000, got -5", data, "radius=-5");
        check("kernel must be one of", data, "kernel=ROUND");
        check("weight names the unknown column “pupils”", data, "weight=2*pupils");
        check("weight must be a column or an expression, got “w +”", data, "weight=w +");
        check("density has no input “raduis”", data, "raduis=5");
        check("outputBBOX must be minx,miny,maxx,maxy", data, "outputBBOX=3,2,1,0");
        check("outputBBOX must be in the CRS of the data, EPSG:4326", data, "outputBBOX=1,1,2,2,EPSG:3857");
        check("one of radius and radii", data, "radius=5", "radii=6");
        check("adaptive radii are computed on one machine only", data, "adaptive=true");
        check("density.json has the highest value", data, "output=SCALED");
        check("data: there is no", "data=" + dir.resolve("none.parquet"));
        check("data is missing");
        check("edge", data, "radius=5", "edgeCorrection=true");
        assertThatThrownBy(() -> run("EPSG:2154", data, "radius=5")).hasMessageContaining("“EPSG:2154”");
        Language.ZH.use(() -> assertThatThrownBy(() -> run(null, data, "radius=-5"))
                .hasMessage("radius 必须在 0.001 到 20000000 之间，实际为 -5"));
    }

    private void check(String message, String... inputs) {
        assertThatThrownBy(() -> run(null, inputs))
                .as(String.join(" ", inputs).toLowerCase(Locale.ROOT))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(message);
        assertThat(out).doesNotExist();
    }
}

package org.edubalance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.edubalance.io.Format;
import org.edubalance.io.ReadOptions;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines as a user types them, with GeoTools' own processes. */
class MainTest {

    @TempDir
    Path directory;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void writeSchools() throws IOException {
        Files.writeString(
                directory.resolve("schools.csv"),
                """
                name,pupils,lon,lat
                八一,813,94.25,29.5
                Medog,120,95.5,29.25
                Zayu,88,97.5,28.5
                """);
    }

    @Test
    void listsProcessesOfEveryNamespace() {
        Run list = run("list");

        assertThat(list.code()).isZero();
        assertThat(list.out().lines())
                .anyMatch(line -> line.matches("vec:Centroid +Centroid"))
                .anyMatch(line -> line.startsWith("edu:"));
    }

    @Test
    void describesInputsWithTypeDefaultAndOccurrence() {
        Run describe = run("describe", "vec:PointStacker");

        assertThat(describe.code()).isZero();
        assertThat(describe.out())
                .contains("vec:PointStacker: Point Stacker")
                .contains("data  (features; required)")
                .contains("cellSize  (whole number; required)")
                .contains("normalize  (true or false; default false)")
                .contains("preserveLocation  (Single, Superimposed, Never; default Never)")
                .contains("outputWidth  (whole number from 1; required)")
                .contains("outputBBOX  (bounding box; required)")
                .contains("Result\n");
        assertThat(describe.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void printsFeaturesAsGeoJsonAndLiteralsAsText() {
        Run centroids = run("run", "vec:Centroid", "-i", "features=" + file("schools.csv"));
        Run bounds = run("run", "vec:Bounds", "-i", "features=" + file("schools.csv"));
        Run count = run("run", "vec:Count", "-i", "features=" + file("schools.csv"));

        assertThat(centroids.code()).isZero();
        assertThat(centroids.out())
                .startsWith("{\"type\":\"FeatureCollection\"")
                .contains("\"name\":\"八一\",\"pupils\":813");
        assertThat(bounds.out()).isEqualTo("94.25,28.5,97.5,29.5,EPSG:4326\n");
        assertThat(count.out()).isEqualTo("3\n");
        assertThat(centroids.err() + bounds.err() + count.err()).isEmpty();
    }

    @Test
    void printsASummaryOfACoverage() {
        Run heatmap = heatmap();

        assertThat(heatmap.err()).isEmpty();
        assertThat(heatmap.out())
                .contains(": 40 × 30 cells, 94.0,28.0,98.0,31.0,EPSG:4326, min 0")
                .contains("max 1.00000, 0.0 % without value")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"scores.geojson, 1", "scores.csv, 1", "scores.gpkg, 1"})
    void writesAFileThatItReadsAgain(String name) {
        Run write = run("run", "vec:Centroid", "-i", "features=" + file("schools.csv"), "-o", file(name));

        assertThat(write).isEqualTo(new Run(0, "", ""));
        assertThat(run("run", "vec:Bounds", "-i", "features=" + file(name)).out())
                .isEqualTo("94.25,28.5,97.5,29.5,EPSG:4326\n");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("schools.csv", name);
    }

    @Test
    void readsTheNamedLayerOfAGeoPackage() {
        run("run", "vec:Centroid", "-i", "features=" + file("schools.csv"), "-o", file("s.gpkg"));

        assertThat(run("run", "vec:Count", "-i", "features=" + file("s.gpkg#schools"))
                        .out())
                .isEqualTo("3\n");
        assertThat(run("run", "vec:Count", "-i", "features=" + file("s.gpkg#towns"))
                        .err())
                .contains("has no layer “towns”; its layers are schools");
    }

    @ParameterizedTest
    @CsvSource({"density.tif", "density.asc"})
    void writesCoveragesThatItReadsAgain(String name) throws Exception {
        assertThat(heatmap("-o", file(name))).isEqualTo(new Run(0, "", ""));

        GridCoverage2D density = Format.ofFileName(name)
                .orElseThrow()
                .readFile(GridCoverage2D.class, directory.resolve(name), ReadOptions.named("density"));
        assertThat(density.getRenderedImage().getWidth()).isEqualTo(40);
        assertThat(density.getEnvelope2D().getMaxY()).isEqualTo(31);
        assertThat(CRS.lookupEpsgCode(density.getCoordinateReferenceSystem2D(), false))
                .isEqualTo(4326);
    }

    @Test
    void takesCoordinatesOfANamedCrs() throws IOException {
        Files.writeString(directory.resolve("xy.csv"), "x,y\n500000,3280000\n600000,3290000\n");

        Run bounds = run("run", "vec:Bounds", "-i", "features=" + file("xy.csv"), "--crs", "EPSG:32646");

        assertThat(bounds.out()).isEqualTo("500000.0,3280000.0,600000.0,3290000.0,EPSG:32646\n");
    }

    @Test
    void takesFiltersGeometriesAndCrs() {
        Run query = run(
                "run",
                "vec:Query",
                "-i",
                "features=" + file("schools.csv"),
                "-i",
                "filter=pupils > 100 AND name <> 'x'");
        Run clip = run(
                "run",
                "vec:Clip",
                "-i",
                "features=" + file("schools.csv"),
                "-i",
                "clip=POLYGON ((94 29, 96 29, 96 30, 94 30, 94 29))");
        Run reproject =
                run("run", "vec:Reproject", "-i", "features=" + file("schools.csv"), "-i", "targetCRS=EPSG:3857");

        assertThat(query.out()).contains("Medog").doesNotContain("Zayu");
        assertThat(clip.out()).contains("Medog").doesNotContain("Zayu");
        assertThat(reproject.out()).contains("EPSG::3857").contains("[10491862.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                                          | give a command
            lst                                         | Unmatched argument
            describe edu:Nothing                        | there is no process 'edu:Nothing'
            describe vec:Bound                          | there is no process 'vec:Bound', but vec:Bounds
            run vec:Bounds                              | vec:Bounds needs the input features
            run vec:Bounds -i features                  | -i must be NAME=VALUE, got 'features'
            run vec:Bounds -i data=S                    | vec:Bounds has no input 'data'; its inputs are features
            run vec:Bounds -i features=none.csv         | features must be a file that can be read, got 'none.csv'
            run vec:Bounds -i features=pom.xml          | features must be a file of features, ending in .geojson, .csv, .gpkg, got 'pom.xml'
            run vec:Bounds -i features=S -i features=S  | features may be given once, got it 2 times
            run vec:Bounds -i features=S --crs EPSG:0   | --crs: unknown coordinate reference system EPSG:0
            run vec:Centroid -i features=S -o x.tif     | -o must end in .geojson, .csv, .gpkg, got 'x.tif'
            run vec:Centroid -i features=S -o no/x.csv  | -o must be a file in a directory that exists
            run vec:Clip -i features=S -i clip=POLYGO   | clip must be a geometry as WKT
            run vec:Query -i features=S -i filter=a>    | filter must be a CQL filter, got 'a>'
            run vec:Simplify -i features=S -i distance=x| distance must be a number, got 'x'
            run vec:Reproject -i features=S -i targetCRS=x | targetCRS: unknown coordinate reference system “x”
            run vec:RectangularClip -i features=S -i clip=1,2,0,3,EPSG:4326 | clip must be minx,miny,maxx,maxy,EPSG:code
            run vec:RectangularClip -i features=S -i clip=1,2,3,4 | clip must be minx,miny,maxx,maxy,EPSG:code
            run vec:PointStacker -i data=S -i cellSize=1 -i outputBBOX=0,0,1,1,EPSG:4326 -i outputWidth=1 -i outputHeight=1 -i preserveLocation=x | preserveLocation must be one of Single, Superimposed, Never, got 'x'
            run vec:PointStacker -i data=S -i cellSize=1 -i outputBBOX=0,0,1,1,EPSG:4326 -i outputWidth=1 -i outputHeight=1 -i normalize=no | normalize must be true or false, got 'no'
            serve --port 70000                          | --port must be from 0 to 65535, got 70000
            serve --address 203.0.113.1                 | --address must be an address of this machine, got '203.0.113.1'
            serve --data none                           | --data must be a directory, got 'none'
            publish --geoserver ftp://x                 | --geoserver must be an http or https address, got 'ftp://x'
            publish --geoserver http:/x                 | --geoserver must be an http or https address, got 'http:/x'
            publish --geoserver http://localhost:70000  | --geoserver must be an http or https address
            run vec:Heatmap -i radiusPixels=5           | vec:Heatmap needs the inputs data, outputBBOX, outputWidth, outputHeight
            """)
    void badUsageIsExitCode2(String line, String message) {
        Run run = run(
                line.isEmpty()
                        ? new String[0]
                        : line.replace("=S", "=" + file("schools.csv")).split(" "));

        assertThat(run.err()).contains(message).doesNotContain("\tat ");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFailedRunIsExitCode1AndLeavesNoFile() throws IOException {
        Files.writeString(directory.resolve("broken.geojson"), "{\"type\":\"FeatureCollection\",\n\"features\":[{]}");

        Run broken = run("run", "vec:Bounds", "-i", "features=" + file("broken.geojson"));
        Run failed = run(
                "run",
                "vec:Aggregate",
                "-i",
                "features=" + file("schools.csv"),
                "-i",
                "aggregationAttribute=nix",
                "-i",
                "function=Sum",
                "-o",
                file("out.txt"));

        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err())
                .isEqualTo("error: features: " + file("broken.geojson") + ": not valid JSON (line 2, column 14)\n");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).startsWith("error: ").hasLineCount(1);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("schools.csv", "broken.geojson");
    }

    @Test
    void serveNamesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run serve = run("serve", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(serve.code()).isEqualTo(1);
            assertThat(serve.err())
                    .startsWith("error: port " + taken.getLocalPort() + " of 127.0.0.1 cannot be opened (")
                    .endsWith("); choose another one with --port, or any free one with --port 0\n")
                    .hasLineCount(1);
        }
    }

    /** The examples in the help run as they stand, in the folder of the sample data. */
    @Test
    void theExamplesOfTheHelpWork() {
        List<String> examples = Stream.of(run("--help"), run("run", "--help"), run("report", "--help"))
                .flatMap(help -> help.out().replaceAll("\\\\\\R *", "").lines())
                .filter(line -> line.matches("  (run|report) .* -o .*"))
                .toList();
        assertThat(examples).hasSize(3);
        for (String example : examples) {
            Run run = run(example.strip()
                    .replaceAll("(schools|counties)\\.geojson", "sample-data/$0")
                    .replaceAll("-o ", "-o " + directory + "/")
                    .split(" "));
            assertThat(run.err()).as(example).isEmpty();
            assertThat(run.code()).isZero();
        }
        assertThat(directory.toFile().list()).contains("density.tif", "scores.geojson", "report.html");
    }

    private Run heatmap(String... more) {
        String[] line = {
            "run",
            "vec:Heatmap",
            "-i",
            "data=" + file("schools.csv"),
            "-i",
            "radiusPixels=5",
            "-i",
            "outputBBOX=94,28,98,31,EPSG:4326",
            "-i",
            "outputWidth=40",
            "-i",
            "outputHeight=30"
        };
        String[] all = Arrays.copyOf(line, line.length + more.length);
        System.arraycopy(more, 0, all, line.length, more.length);
        return run(all);
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private static Run run(String... line) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
            int code = Main.execute(line);
            return new Run(code, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}

package org.edubalance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.edubalance.io.Format;
import org.edubalance.io.ReadOptions;
import org.edubalance.messages.Language;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.feature.NameImpl;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

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
    @CsvSource({"scores.geojson, 1", "scores.csv, 1", "scores.txt, 1", "scores.tsv, 1", "scores.gpkg, 1"})
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
                .contains("there is no layer “towns”; the layers are schools");
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
    void tellsWhatItMadeOfATableUnlessItIsStrict() throws IOException {
        Files.write(directory.resolve("gbk.csv"), "名称,人数,lon,lat\n甲,640人,94,29\n合计,640,,\n".getBytes("GBK"));
        Files.writeString(directory.resolve("german.csv"), "name;n;x;y\na;1.234;1;2\n");

        Run cleaned = run("run", "vec:Bounds", "-i", "features=" + file("gbk.csv"));
        Run chinese = run("--lang", "zh", "run", "vec:Bounds", "-i", "features=" + file("gbk.csv"));
        Run strict = run("run", "vec:Bounds", "-i", "features=" + file("gbk.csv"), "--strict");
        Run unclear = run("run", "vec:Bounds", "-i", "features=" + file("german.csv"));
        Run clear =
                run("run", "vec:Bounds", "-i", "features=" + file("german.csv"), "--decimal=comma", "--crs=EPSG:32646");

        assertThat(cleaned.code()).isZero();
        assertThat(cleaned.err().lines())
                .containsExactly(
                        "features: " + file("gbk.csv") + ": the text is not UTF-8; it was read as GB18030",
                        "features: " + file("gbk.csv") + ": 1 row of totals or means left out: “合计” (line 3)",
                        "features: " + file("gbk.csv") + ": numbers with a unit: 人数 1, such as “640人” = 640 (line 2)");
        assertThat(chinese.err()).contains("带单位的数：人数 1个，如“640人”= 640（第2行）");
        assertThat(strict.code()).isEqualTo(1);
        assertThat(strict.err()).contains("not in the encoding that it is read in");
        assertThat(unclear.code()).isEqualTo(1);
        assertThat(unclear.err()).contains("--decimal point or --decimal comma");
        assertThat(clear.code()).isZero();
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
            delimiterString = " | ",
            quoteCharacter = '"',
            textBlock =
                    """
            ""                                          | give a command
            lst                                         | “lst” is no command or option here; similar: list
            list --sort                                 | “--sort” is no command or option here
            list --lang fr                              | --lang must be en or zh, got “fr”
            list --lang                                 | missing: --lang en|zh
            report -o x.html                            | missing: --schools FILE
            report S --schools S -o x.html              | --schools may be given once only
            describe                                    | give a process; the command list names them all
            describe edu:Nothing                        | there is no process “edu:Nothing”; the command list
            describe vec:Bound                          | there is no process “vec:Bound”, but vec:Bounds
            run vec:Bounds                              | vec:Bounds needs the input features
            run vec:Bounds -i features                  | -i must be NAME=VALUE, got “features”
            run vec:Bounds -i data=S                    | vec:Bounds has no input “data”; its inputs are features
            run vec:Bounds -i features=none.csv         | features must be a file that can be read, got “none.csv”
            run vec:Bounds -i features='x.csv'          | the argument “'x.csv'” still has its single quotes
            run vec:Bounds -i features=pom.xml          | features must be a file of features, ending in .geojson, .json, .geojsonl, .geojsons, .ndjson, .csv, .txt, .tsv, .xlsx, .xls, .gpkg, .shp, .zip, .kml, .kmz, .fgb, got “pom.xml”
            run vec:Bounds -i features=S -i features=S  | features may be given once, got it 2 times
            run vec:Bounds -i features=S --crs EPSG:0   | --crs must be a coordinate reference system such as EPSG:32646 or CRS:84, got “EPSG:0”
            run vec:Bounds -i features=S --crs=a --crs=b | --crs may be given once only
            run vec:Bounds -i features=S --decimal x    | --decimal must be point or comma, got “x”
            run vec:Bounds -i features=S --encoding x?  | --encoding must be the name of an encoding such as GB18030 or UTF-8, got “x?”
            run vec:Centroid -i features=S -o x.tif     | -o must end in .geojson, .json, .geojsonl, .geojsons, .ndjson, .csv, .txt, .tsv, .xlsx, .gpkg, .fgb, got “x.tif”
            run vec:Centroid -i features=S -o no/x.csv  | -o must be a file in a directory that exists, got “no/x.csv”
            run vec:Clip -i features=S -i clip=POLYGO   | clip must be a geometry as WKT, or a .wkt or .geojson file, got “POLYGO”
            run vec:Query -i features=S -i filter=a>    | filter must be a CQL filter, got “a>”
            run vec:Simplify -i features=S -i distance=x | distance must be a number, got “x”
            run vec:Reproject -i features=S -i targetCRS=x | targetCRS must be a coordinate reference system such as EPSG:32646 or CRS:84, got “x”
            run vec:RectangularClip -i features=S -i clip=1,2,0,3,EPSG:4326 | clip must be minx,miny,maxx,maxy,EPSG:code
            run vec:RectangularClip -i features=S -i clip=1,2,3,4 | clip must be minx,miny,maxx,maxy,EPSG:code
            run vec:PointStacker -i data=S -i cellSize=1 -i outputBBOX=0,0,1,1,EPSG:4326 -i outputWidth=1 -i outputHeight=1 -i preserveLocation=x | preserveLocation must be one of Single, Superimposed, Never, got “x”
            run vec:PointStacker -i data=S -i cellSize=1 -i outputBBOX=0,0,1,1,EPSG:4326 -i outputWidth=1 -i outputHeight=1 -i normalize=no | normalize must be true or false, got “no”
            run vec:PointStacker -i data=S -i cellSize=1 -i outputBBOX=0,0,1,1,EPSG:4326 -i outputWidth=x -i outputHeight=1 | outputWidth must be a whole number from 1, got “x”
            serve --port x                              | --port must be a whole number, got “x”
            serve --port 70000                          | --port must be from 0 to 65535, got 70000
            serve --address 203.0.113.1                 | --address must be an address of this machine, got “203.0.113.1”
            serve --data none                           | --data must be a directory, got “none”
            publish --geoserver ftp://x                 | --geoserver must be an http or https address, got “ftp://x”
            publish --geoserver http:/x                 | --geoserver must be an http or https address, got “http:/x”
            publish --geoserver http://a^b              | --geoserver must be an http or https address, got “http://a^b”
            publish --geoserver http://localhost:70000  | --geoserver must be an http or https address
            run vec:Heatmap -i radiusPixels=5           | vec:Heatmap needs the inputs data, outputBBOX, outputWidth, outputHeight
            """)
    void badUsageIsExitCode2(String line, String message) {
        Run run = run(
                line.isEmpty()
                        ? new String[0]
                        : line.replace("=S", "=" + file("schools.csv")).split(" "));

        assertThat(run.err())
                .startsWith("error: " + message)
                .doesNotContain("\tat ")
                .contains("\nSee gs-edubalance");
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
        assertThat(failed.err())
                .startsWith("error: the process failed: Could not find attribute [nix]")
                .hasLineCount(1);
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

    @Test
    void serveNamesASettingThatIsWrong() {
        System.setProperty("edubalance.limits.run-time", "soon");
        try {
            Run serve = run("serve", "--port", "0");

            assertThat(serve.code()).isEqualTo(1);
            assertThat(serve.err())
                    .contains("error: the setting edubalance.limits.run-time cannot be read, got “soon”");
        } finally {
            System.clearProperty("edubalance.limits.run-time");
        }
    }

    /** The examples in the help run as they stand, in the folder of the sample data. */
    @Test
    void theExamplesOfTheHelpWork() {
        List<String> examples = Stream.of(run("--help"), run("run", "--help"), run("report", "--help"))
                .flatMap(help -> help.out().replaceAll("\\\\\\R *", "").lines())
                .filter(line -> line.matches("  (run|report) .* -o .*"))
                .toList();
        assertThat(examples).hasSize(4);
        String[] toExcel = {"run", "vec:Query", "-i", "features=sample-data/schools.geojson", "-o", file("schools.xlsx")
        };
        assertThat(run(toExcel).code()).isZero();
        for (String example : examples) {
            Run run = run(example.strip()
                    .replaceAll("(schools|counties)\\.geojson", "sample-data/$0")
                    .replace("schools.xlsx", file("schools.xlsx"))
                    .replaceAll("-o ", "-o " + directory + "/")
                    .split(" "));
            assertThat(run.err())
                    .as(example)
                    .matches(
                            example.contains("edu:KernelDensity")
                                    ? "radius 3000 m, kernel QUARTIC, estimator [\\w ]+, 71 points, left out 0\n"
                                    : "");
            assertThat(run.code()).isZero();
        }
        assertThat(directory.toFile().list()).contains("density.tif", "scores.geojson", "report.html", "report.docx");
    }

    /** Texts that a spreadsheet would compute get an apostrophe, unless they are wanted as they are. */
    @Test
    void writesCellsAsTheyAreWhereAskedTo() throws IOException {
        Files.writeString(directory.resolve("formulas.csv"), "name,books\n=1+1,3\n@x,4\nBayi,5\n");
        String[] line = {
            "run", "vec:Query", "-i", "features=" + file("formulas.csv"), "-o", file("safe.csv"),
        };

        Run safe = run(line);
        line[5] = file("raw.csv");
        Run raw = run(Stream.concat(Stream.of(line), Stream.of("--raw-cells")).toArray(String[]::new));
        Run printed = run("run", "vec:Query", "-i", "features=" + file("formulas.csv"), "--raw-cells");

        assertThat(safe.code() + raw.code() + printed.code()).isZero();
        assertThat(Files.readAllLines(Path.of(file("safe.csv")))).contains("'=1+1,3", "'@x,4", "Bayi,5");
        assertThat(Files.readAllLines(Path.of(file("raw.csv")))).contains("=1+1,3", "@x,4", "Bayi,5");
        assertThat(printed.out()).contains("=1+1,3");
    }

    /** What is written and how it was made, also when it is written to a file. */
    @Test
    void tellsHowADensityWasMade() throws IOException {
        Files.writeString(directory.resolve("gaps.csv"), "n,lon,lat\n1,94,29\n,94.1,29\n2,,\n3,94.2,29.1\n");
        String[] line = {"run", "edu:KernelDensity", "-i", "data=" + file("gaps.csv"), "-i", "weight=n"};

        Run summary = run(line);
        Run chinese =
                run(Stream.concat(Stream.of("--lang", "zh"), Stream.of(line)).toArray(String[]::new));

        assertThat(summary.code()).isZero();
        assertThat(summary.out().lines().toList().get(1))
                .matches("radius 4590.1 m, kernel QUARTIC, estimator [\\w ]+, 2 points, left out 1 without a place, 1"
                        + " without a weight");
        assertThat(chinese.out()).contains("半径 4590.1 米、核函数 QUARTIC、", "2 个点、未计入：无位置 1 个、无权重 1 个");
    }

    @Test
    void speaksTheLanguageThatIsAskedFor() {
        Run before = run("--lang", "zh", "run", "vec:Bounds");
        Run after = run("run", "vec:Bounds", "--lang=zh");
        Run help = run("publish", "--help", "--lang", "zh");
        Run describe = run("describe", "vec:PointStacker", "--lang", "zh");

        assertThat(before.err()).startsWith("错误：vec:Bounds 还需要输入features\n请看 gs-edubalance run --help");
        assertThat(after.err()).isEqualTo(before.err());
        assertThat(help.out()).startsWith("用法：").contains("仅说明将要新建、更改与保留的内容。").doesNotContain("Only");
        assertThat(describe.out()).contains("cellSize  (整数; 必填)");
    }

    /** Every command and option has its words in both languages, and none are left over. */
    @Test
    void theHelpIsWholeInBothLanguages() {
        Set<String> used = new TreeSet<>();
        for (Language language : Language.values()) {
            language.use(() -> {
                CommandLine root = Main.commandLine();
                Stream.concat(Stream.of(root), root.getSubcommands().values().stream())
                        .forEach(command -> {
                            var spec = command.getCommandSpec();
                            assertThat(spec.usageMessage().description())
                                    .as(spec.name())
                                    .isNotEmpty();
                            for (ArgSpec argument : spec.args()) {
                                assertThat(argument.description())
                                        .as(spec.name() + " " + argument)
                                        .isNotEmpty()
                                        .allMatch(text -> language == Language.EN || text.matches(".*\\p{IsHan}.*"));
                            }
                        });
            });
            used.addAll(Main.help(language).keySet().stream()
                    .filter(key -> !key.contains("footer"))
                    .toList());
        }
        for (Language language : Language.values()) {
            assertThat(Main.help(language).keySet()).containsAll(used);
        }
    }

    @Test
    void lettersThatTheSystemLostAreNoInputs() {
        assertThatThrownBy(() -> Arguments.checkAs("ANSI_X3.4-1968", "Linux", "run", "-i", "data=\uFFFD\uFFFD.csv"))
                .hasMessageContaining("Set LC_ALL=C.UTF-8");
        assertThatThrownBy(() -> Arguments.checkAs("Cp1252", "Windows 11", "run", "-i", "data=??.csv"))
                .hasMessageContaining("Switch on UTF-8");
        Arguments.checkAs("UTF-8", "Linux", "run", "-i", "data=学校??.csv");
    }

    @Test
    void quotesThatTheShellLeftAreNotTakenForTexts() {
        Run inside = run("run", "edu:EntropyScore", "-i", "indicators='books_per_pupil=books/pupils'");
        Run around = run("run", "edu:EntropyScore", "-i", "'indicators=books/pupils'");

        assertThat(inside.err()).contains("still has its single quotes").contains("use double quotes");
        assertThat(around.err()).contains("still has its single quotes");
        assertThat(inside.code()).isEqualTo(2);
        // a text or a filter may begin with a quote
        Arguments.checkAs("UTF-8", "Linux", "-i", "filter='a' = name", "-i", "groupBy='all'");
    }

    /** The whole of it goes to a file, its number alone to the user. */
    @Test
    void aFaultOfTheProgramIsAnIncident() throws IOException {
        ProcessFactory faulty = new FaultyProcesses("faulty", Set.of());
        Processors.addProcessFactory(faulty);
        try {
            Run run = run("run", "faulty:Faulty");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertIncident(run.err());

            Run shown = run("run", "faulty:Faulty", "--stacktrace");
            assertThat(shown.err()).contains("java.lang.NullPointerException: a bug", "\tat ");
            Files.delete(incidentFile(shown.err()));

            assertThat(run("run", "faulty:Says").err()).isEqualTo("error: the process failed: no such thing\n");
        } finally {
            Processors.removeProcessFactory(faulty);
        }
    }

    @Test
    void aFaultInAReportIsAnIncidentToo() throws IOException {
        ProcessFactory ours = Processors.createProcessFactory(new NameImpl("edu", "EntropyScore"));
        ProcessFactory faulty = new FaultyProcesses("edu", ours.getNames());
        Processors.removeProcessFactory(ours);
        Processors.addProcessFactory(faulty);
        try {
            Run run = run(
                    "report",
                    "--schools",
                    "sample-data/schools.geojson",
                    "--regions",
                    "sample-data/counties.geojson",
                    "--group-by",
                    "county",
                    "-o",
                    file("report.html"));

            assertThat(run.code()).isEqualTo(1);
            assertIncident(run.err());
            assertThat(directory.resolve("report.html")).doesNotExist();
        } finally {
            Processors.removeProcessFactory(faulty);
            Processors.addProcessFactory(ours);
        }
    }

    private static void assertIncident(String err) throws IOException {
        Matcher id = Pattern.compile("^error: internal error ([0-9a-f]{10}): ").matcher(err);
        assertThat(id.find()).as(err).isTrue();
        assertThat(err).hasLineCount(2).doesNotContain("a bug", "\tat ");
        Path file = incidentFile(err);
        assertThat(file)
                .content()
                .startsWith("incident " + id.group(1))
                .contains("java.lang.NullPointerException: a bug", "\tat org.edubalance.cli.FaultyProcesses");
        Files.delete(file);
    }

    private static Path incidentFile(String err) {
        String line = err.lines().toList().get(1);
        return Path.of(line.substring(line.lastIndexOf(' ') + 1));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsNoSuccess() throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try (PrintStream full = new PrintStream(new FileOutputStream("/dev/full"))) {
            System.setOut(full);
            System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
            for (String line : List.of(
                    "run vec:Centroid -i features=S", "run vec:Bounds -i features=S", "list", "describe vec:Bounds")) {
                errors.reset();
                assertThat(Main.execute(
                                line.replace("=S", "=" + file("schools.csv")).split(" ")))
                        .as(line)
                        .isEqualTo(1);
                assertThat(errors.toString(StandardCharsets.UTF_8))
                        .startsWith("error: standard output could not be written to its end");
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(run("run", "vec:Bounds", "-i", "features=" + file("schools.csv"), "-o", "/dev/full"))
                .matches(run -> run.code() == 1 && run.err().startsWith("error: "));
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

package org.edubalance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.edubalance.io.HostileFiles;
import org.edubalance.io.HostileFiles.HostileFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile files and texts on the command line: each is refused at once, with an exit code, a reason in the user's language
 * and no word of the program's insides, and nothing is written.
 */
class HostileFilesTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(15);
    private static final String SCHOOLS = "sample-data/schools.geojson";

    /** The kept inputs of the fuzz tests, by the ending that a file of their reader has. */
    private static final Map<String, String> KEPT = Map.ofEntries(
            Map.entry("geoJson", "geojson"),
            Map.entry("geometry", "json"),
            Map.entry("geoJsonSequence", "geojsonl"),
            Map.entry("csv", "csv"),
            Map.entry("arcGrid", "asc"),
            Map.entry("geoTiff", "tif"),
            Map.entry("geoPackage", "gpkg"),
            Map.entry("kml", "kml"),
            Map.entry("flatGeobuf", "fgb"),
            Map.entry("shapefile", "shp"),
            Map.entry("shapefileZip", "zip"),
            Map.entry("workbook", "xlsx"),
            Map.entry("sheet", "xls"),
            Map.entry("wkt", "wkt"),
            Map.entry("mapping", "json"));

    @TempDir
    Path directory;

    private List<Path> there;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void listNothing() throws IOException {
        there = files();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private String file(String name, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve(name), content);
        there = files();
        return file.toString();
    }

    private String out(String name) {
        return directory.resolve(name).toString();
    }

    /** Runs a command line in a language, which must end at once and without a fault of the program. */
    private static Run run(String language, String... line) {
        List<String> arguments = new ArrayList<>(Arrays.asList(line));
        arguments.addAll(List.of("--lang", language));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        Instant start = Instant.now();
        int code;
        try {
            System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
            code = Main.execute(arguments.toArray(String[]::new));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        Run run = new Run(code, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
        assertThat(Duration.between(start, Instant.now())).as(run.err()).isLessThan(AT_ONCE);
        assertThat(run.err()).doesNotContain("internal error", "内部错误", "\tat ", "Exception", "java.", "org.");
        assertThat(code).as(run.err()).isIn(0, 1, 2);
        return run;
    }

    private void assertRefused(int code, String english, String chinese, String... line) throws IOException {
        Run told = run("en", line);
        // a note of the reader may stand before it
        assertThat(told.err()).containsPattern("(?m)^error: ").contains(english);
        assertThat(told.code()).isEqualTo(code);
        assertThat(told.out()).isEmpty();
        Run chineseRun = run("zh", line);
        assertThat(chineseRun.err()).containsPattern("(?m)^错误：").contains(chinese);
        assertThat(chineseRun.code()).isEqualTo(code);
        assertThat(chineseRun.out()).isEmpty();
        assertThat(files()).isEqualTo(there);
    }

    static List<HostileFile> features() {
        return HostileFiles.ofFeatures();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("features")
    void refusesFeatures(HostileFile hostile) throws IOException {
        String file = file("hostile." + hostile.ending(), hostile.content());
        String english = hostile.english();
        String chinese = hostile.chinese();
        assertRefused(1, english, chinese, "run", "vec:Count", "-i", "features=" + file);
        assertRefused(1, english, chinese, "run", "vec:Centroid", "-i", "features=" + file, "-o", out("result.gpkg"));
        assertRefused(1, english, chinese, "columns", file, "--save", out("mapping.json"));
        assertRefused(1, english, chinese, "report", "--schools", file, "-o", out("report.html"));
        assertRefused(1, english, chinese, "report", "--schools", SCHOOLS, "--regions", file, "-o", out("report.docx"));
    }

    static List<HostileFile> coverages() {
        return HostileFiles.ofCoverages();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("coverages")
    void refusesCoverages(HostileFile hostile) throws IOException {
        String file = file("hostile." + hostile.ending(), hostile.content());
        assertRefused(
                1,
                hostile.english(),
                hostile.chinese(),
                "run",
                "edu:Accessibility",
                "-i",
                "supply=" + SCHOOLS,
                "-i",
                "capacity=teachers",
                "-i",
                "catchment=1000",
                "-i",
                "populationGrid=" + file,
                "-o",
                out("result.csv"));
    }

    /** As texts and as files; whatever is wrong with one is wrong with the other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MULTIPOINT((1 2,0 0)",
                "MULTIPOINT((1 2),(0 0",
                "POLYGON((0 0,1 1",
                "POINT(x y)",
                "POINT(1 2",
                "\\uzz",
                ""
            })
    void refusesGeometries(String wkt) throws IOException {
        String file = file("clip.wkt", wkt.getBytes(StandardCharsets.UTF_8));
        assertRefused(1, "clip: ", "clip：", "run", "vec:Clip", "-i", "features=" + SCHOOLS, "-i", "clip=" + file);
        assertRefused(
                2, "clip must be", "clip 应为", "run", "vec:Clip", "-i", "features=" + SCHOOLS, "-i", "clip=" + wkt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\uzz", "p\\ubls *C  - if_then_else(isNull(pupils),0,1)", "a\\u", "'\\uuu006", "((((", "\u0000"
            })
    void refusesExpressions(String expression) throws IOException {
        assertRefused(
                1,
                "indicators",
                "indicators",
                "run",
                "edu:BalanceCoefficients",
                "-i",
                "data=" + SCHOOLS,
                "-i",
                "groupBy=county",
                "-i",
                "indicators=x=" + expression);
        assertRefused(
                2,
                "filter must be",
                "filter 应为",
                "run",
                "vec:Query",
                "-i",
                "features=" + SCHOOLS,
                "-i",
                "filter=name LIKE 'a%' OR x = " + expression);
        assertRefused(
                1,
                "weight",
                "weight",
                "run",
                "edu:KernelDensity",
                "-i",
                "data=" + SCHOOLS,
                "-i",
                "weight=" + expression,
                "-o",
                out("result.tif"));
    }

    static Stream<byte[]> definitions() {
        return Stream.of(
                "{\"id\":[1],\"title\":{\"en\":[2]}}".getBytes(StandardCharsets.UTF_8),
                "{\"id\":\"s\",".getBytes(StandardCharsets.UTF_8),
                ("{\"id\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8),
                "".getBytes(StandardCharsets.UTF_8),
                "[]".getBytes(StandardCharsets.UTF_8),
                // no UTF-8
                new byte[] {'{', '"', (byte) 0xD6, (byte) 0xD0, '"', ':', '1', '}'},
                new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0});
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void refusesDefinitions(byte[] json) throws IOException {
        String file = file("definition.json", json);
        assertRefused(
                1,
                "standard",
                "standard",
                "run",
                "edu:AssessSchools",
                "-i",
                "data=" + SCHOOLS,
                "-i",
                "standard=@" + file);
        assertRefused(
                1, "system", "system", "run", "edu:EntropyScore", "-i", "data=" + SCHOOLS, "-i", "system=@" + file);
        for (String option : List.of("--standard", "--system")) {
            String name = option.substring(2);
            assertRefused(1, name, name, "report", "--schools", SCHOOLS, option, "@" + file, "-o", out("report.html"));
            Run columns = run("en", "columns", SCHOOLS, option, "@" + file, "--save", out("mapping.json"));
            assertThat(columns.code()).isEqualTo(1);
            assertThat(columns.err()).startsWith("error: ");
            assertThat(files()).isEqualTo(there);
        }
        assertRefused(1, "definition.json", "definition.json", "columns", SCHOOLS, "--mapping", file);
        assertRefused(
                1,
                "definition.json",
                "definition.json",
                "report",
                "--schools",
                SCHOOLS,
                "--mapping",
                file,
                "-o",
                out("report.html"));
    }

    /** As some editors save it. */
    @Test
    void readsADefinitionBehindAByteOrderMark() throws IOException {
        String file = file("name.txt", "\uFEFFnyingchi\n".getBytes(StandardCharsets.UTF_8));
        assertThat(run("en", "columns", SCHOOLS, "--system", "@" + file).code()).isZero();
    }

    /** What the fuzz tests keep is read or refused by every command that takes such a file, and leaves it as it is. */
    @Test
    void readsOrRefusesWhatFuzzingFound() throws IOException {
        Path kept = Path.of("src", "test", "resources", "org", "edubalance", "io", "ReadersFuzzTestInputs");
        Path folder = Files.isDirectory(kept) ? kept : Path.of("src", "server").resolve(kept);
        assumeThat(folder).isDirectory();
        List<Path> inputs;
        try (Stream<Path> files = Files.walk(folder)) {
            inputs = files.filter(Files::isRegularFile).toList();
        }
        assertThat(inputs).hasSizeGreaterThan(40);
        for (Path input : inputs) {
            String ending = KEPT.getOrDefault(input.getParent().getFileName().toString(), "csv");
            byte[] content = Files.readAllBytes(input);
            Path copy = Path.of(file("kept." + ending, content));
            for (String language : List.of("en", "zh")) {
                run(language, "run", "vec:Count", "-i", "features=" + copy);
                run(language, "columns", copy.toString());
            }
            Run report = run("en", "report", "--schools", copy.toString(), "-o", out("report.html"));
            assertThat(Files.exists(directory.resolve("report.html"))).isEqualTo(report.code() == 0);
            assertThat(copy).hasBinaryContent(content);
            for (Path written : files()) {
                Files.delete(written);
            }
        }
    }

    /** Names that no file has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "none.csv",
                "../../../../etc/passwd",
                "a\u0000.csv",
                "#",
                ".csv",
                "http://192.0.2.1/x.csv",
                "/dev/zero",
                "."
            })
    void refusesFilesThatAreNone(String name) throws IOException {
        for (String[] line : new String[][] {
            {"run", "vec:Count", "-i", "features=" + name},
            {"columns", name},
            {"report", "--schools", name, "-o", out("report.html")},
            {"run", "edu:EntropyScore", "-i", "data=" + SCHOOLS, "-i", "system=@" + name}
        }) {
            Run told = run("en", line);
            assertThat(told.code()).isIn(1, 2);
            assertThat(told.err()).startsWith("error: ");
            assertThat(run("zh", line).err()).startsWith("错误：");
        }
        assertThat(files()).isEqualTo(there);
    }
}

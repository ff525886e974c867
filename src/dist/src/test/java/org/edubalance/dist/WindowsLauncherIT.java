package org.edubalance.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.edubalance.dist.Download.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code edu.cmd} by the command prompt of Wine, with a program in Java's place that writes down what it is given: a Java for
 * Windows does not run there. The release workflow runs the launcher on a Windows. Skipped where Wine and a compiler for
 * Windows are not installed.
 */
class WindowsLauncherIT {

    private static final String COMPILER = "x86_64-w64-mingw32-gcc";
    private static final int CODE_OF_THE_STUB = 3;

    @TempDir
    static Path directory;

    private static Path home;
    private static Path java;

    @BeforeAll
    static void unpack() throws Exception {
        assumeTrue(isInstalled("wine") && isInstalled(COMPILER), "Wine or a compiler for Windows is not installed");
        home = Download.unpack(directory).home();
        java = Files.createDirectories(directory.resolve("Java (17) & co/bin")).resolve("java.exe");
        Path source = Path.of("src/dist/src/test/resources/java-stub.c").toAbsolutePath();
        Run compiled = run(new ProcessBuilder(COMPILER, "-municode", "-O1", "-o", java.toString(), source.toString())
                .directory(home.toFile()));
        assertThat(compiled.code()).as(compiled.text()).isZero();
        // makes Wine's own folders, which takes long the first time
        run(wine("ver"));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @BeforeEach
    void javaIs17() throws IOException {
        Files.deleteIfExists(home.resolve("arguments.txt"));
        version("openjdk version \"17.0.2\" 2022-01-18");
    }

    private static void version(String... lines) throws IOException {
        Files.write(home.resolve("version.txt"), List.of(lines));
    }

    private static ProcessBuilder wine(String... line) {
        List<String> command = new ArrayList<>(List.of("wine", "cmd", "/c"));
        command.addAll(Arrays.asList(line));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().put("WINEPREFIX", directory.resolve("prefix").toString());
        builder.environment().put("WINEDEBUG", "-all");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("EDU_CDS", "off");
        builder.environment().put("JAVA_HOME", windows(java.getParent().getParent()));
        return builder;
    }

    /** As Wine names it, which has the root of this machine as its drive Z. */
    private static String windows(Path path) {
        return "Z:" + path.toString().replace('/', '\\');
    }

    private static Run run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private static Run edu(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("bin\\edu.cmd"));
        line.addAll(List.of(arguments));
        return run(wine(line.toArray(String[]::new)));
    }

    private static List<String> given() throws IOException {
        List<String> lines = Files.readAllLines(home.resolve("arguments.txt"));
        int jar = lines.indexOf("-jar");
        assertThat(lines.get(jar + 1)).matches(".*\\\\lib\\\\gs-edubalance-.*-server\\.jar");
        return lines.subList(jar + 2, lines.size());
    }

    /** What the launcher tells Java of its own. */
    private static List<String> options() throws IOException {
        List<String> lines = Files.readAllLines(home.resolve("arguments.txt"));
        Files.delete(home.resolve("arguments.txt"));
        return lines.subList(0, lines.indexOf("-jar"));
    }

    @Test
    void tunesJavaForTheCommandUnlessTheUserDoes() throws Exception {
        edu("run", "vec:Count");
        assertThat(options())
                .containsExactly(
                        "-XX:+UseSerialGC",
                        "-XX:Tier4InvocationThreshold=50000",
                        "-XX:Tier4MinInvocationThreshold=6000",
                        "-XX:Tier4CompileThreshold=150000",
                        "-XX:Tier4BackEdgeThreshold=400000",
                        "-XX:FreqInlineSize=100",
                        "-XX:InlineSmallCode=1000");
        edu("list");
        assertThat(options()).containsExactly("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        edu("serve");
        assertThat(options()).isEmpty();
        ProcessBuilder own = wine("bin\\edu.cmd", "run");
        own.environment().put("JAVA_OPTS", "-Xmx1g -XX:+UseParallelGC");
        run(own);
        assertThat(options()).containsExactly("-Xmx1g", "-XX:+UseParallelGC");
    }

    @Test
    void handsArgumentsAndTheCodeOnAsTheyAre() throws Exception {
        Run run = edu("run", "edu:KernelDensity", "-i", "data=学校 & co (2).geojson", "-i", "w=a > 5", "-o", "a b!.tif");

        assertThat(run.code()).as(run.text()).isEqualTo(CODE_OF_THE_STUB);
        assertThat(given())
                .containsExactly(
                        "run",
                        "edu:KernelDensity",
                        "-i",
                        "data=学校 & co (2).geojson",
                        "-i",
                        "w=a > 5",
                        "-o",
                        "a b!.tif");
    }

    @Test
    void saysWhichJavaItNeeds() throws Exception {
        for (String old : List.of("openjdk version \"11.0.2\" 2019-01-15", "java version \"1.8.0_402\"")) {
            version(old);
            Run run = edu("list");
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.text()).contains("is a Java older than 17. Install Java 17");
        }
        ProcessBuilder wrong = wine("bin\\edu.cmd", "list");
        wrong.environment().put("JAVA_HOME", "C:\\no such (1)");
        Run nowhere = run(wrong);
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.text()).contains("there is no bin\\java.exe in JAVA_HOME (\"C:\\no such (1)\")");
        ProcessBuilder none = wine("bin\\edu.cmd", "list");
        none.environment().remove("JAVA_HOME");
        assertThat(run(none).text()).contains("no Java is found. Install Java 17");
    }

    /** Java may tell of its options before its version; a later one may have one number alone. */
    @Test
    void findsTheVersionAndAJavaOnThePath() throws Exception {
        version("Picked up JAVA_TOOL_OPTIONS: -Da=b", "openjdk version \"21-ea\" 2023-09-19");
        assertThat(edu("list").code()).isEqualTo(CODE_OF_THE_STUB);
        Files.delete(home.resolve("arguments.txt"));
        ProcessBuilder onPath = wine("bin\\edu.cmd", "--version");
        onPath.environment().remove("JAVA_HOME");
        onPath.environment().put("WINEPATH", windows(java.getParent()));
        assertThat(run(onPath).code()).isEqualTo(CODE_OF_THE_STUB);
        assertThat(given()).containsExactly("--version");
    }
}

package org.edubalance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, started as a user starts it: services and image operations must be found in its nested jars. */
class ServerJarIT {

    @TempDir
    Path directory;

    @Test
    void tellsItsVersion() throws Exception {
        assertThat(gs("--version")).startsWith("gs-edubalance ").doesNotContain("not packaged");
    }

    @Test
    void listsTheProcessesAndNothingElse() throws Exception {
        assertThat(gs("list").lines())
                .anyMatch(line -> line.startsWith("edu:"))
                .anyMatch(line -> line.startsWith("vec:"))
                .allMatch(line -> line.isEmpty() || line.matches("\\w+:\\w+ +\\S.*"));
    }

    /** A second instead of three. */
    @Test
    void listsTheProcessesWithoutStartingTheServer() throws Exception {
        assertThat(java(List.of("-verbose:class"), "list"))
                .contains("org.edubalance.cli.ListCommand")
                .doesNotContain(
                        "org.springframework.boot.SpringApplication ",
                        "org.springframework.context.support.",
                        "org.apache.catalina.");
    }

    /** The system's letters, not those of the test's own JVM. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void doesNotTakeLettersThatTheLocaleLacks() throws Exception {
        Run run = run(List.of(), Map.of("LC_ALL", "C"), "run", "vec:Count", "-i", "features=学校.csv");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.text()).startsWith("error: the argument ").contains("Set LC_ALL=C.UTF-8");
    }

    @Test
    void runsAProcessIntoAGeoTiff() throws Exception {
        Path schools = Files.writeString(directory.resolve("schools.csv"), "lon,lat\n94.25,29.5\n95.5,29.25\n");
        Path density = directory.resolve("density.tif");

        String output = gs(
                "run",
                "vec:Heatmap",
                "-i",
                "data=" + schools,
                "-i",
                "radiusPixels=5",
                "-i",
                "outputBBOX=94,28,98,31,EPSG:4326",
                "-i",
                "outputWidth=40",
                "-i",
                "outputHeight=30",
                "-o",
                density.toString());

        assertThat(output).isEmpty();
        assertThat(density).isNotEmptyFile();
    }

    private String gs(String... line) throws IOException, InterruptedException {
        return java(List.of(), line);
    }

    private String java(List<String> options, String... line) throws IOException, InterruptedException {
        Run run = run(options, Map.of(), line);
        assertThat(run.code()).as(run.text()).isZero();
        return run.text();
    }

    private record Run(int code, String text) {}

    /** Standard output and error together: a log line on either would be seen by the user. */
    private Run run(List<String> options, Map<String, String> environment, String... line)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-jar");
        command.add(jar().toString());
        command.addAll(List.of(line));
        Path output = directory.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("ends in two minutes")
                .isTrue();
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-server.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no server jar in target: run mvn package"));
        }
    }
}

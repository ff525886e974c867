package org.edubalance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** SIGTERM, as systemd and Docker send it, while a process runs and others wait. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void answersThoseWhoWaitWhenItIsTerminated() throws Exception {
        Path output = directory.resolve("server.txt");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar().toString(),
                        "serve",
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            String url = address(server, output);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(url + "ogc/processes/v1/processes/edu:KernelDensity/execution"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"inputs\":{\"data\":{\"href\":\"http://geoserver/wfs"
                            + "?service=WFS&request=GetFeature&typeName=edu:schools\"},\"radius\":1000000,"
                            + "\"precision\":\"EXACT\",\"adaptive\":true,\"outputWidth\":5000,\"outputHeight\":5000}}"))
                    .build();
            HttpClient client = HttpClient.newHttpClient();
            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                waiting.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            }
            Thread.sleep(2_000);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            long start = System.nanoTime();
            server.destroy();
            assertThat(server.waitFor(20, TimeUnit.SECONDS))
                    .as("within the time that docs/server.md states")
                    .isTrue();
            int stopped = 0;
            for (CompletableFuture<HttpResponse<String>> answer : waiting) {
                HttpResponse<String> told = answer.get(5, TimeUnit.SECONDS);
                if (told.statusCode() != 200) {
                    assertThat(told.statusCode()).as(told.body()).isEqualTo(503);
                    assertThat(told.body()).contains("The server went down before the end");
                    stopped++;
                }
            }
            assertThat(stopped)
                    .as("two run at a time, and may come to their end meanwhile")
                    .isGreaterThanOrEqualTo(waiting.size() - 2);
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(25));
        } finally {
            server.destroyForcibly();
        }
        assertThat(Files.readString(output)).doesNotContain("internal error", "Exception");
    }

    private static String address(Process server, Path output) throws Exception {
        Pattern address = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
        for (int i = 0; i < 600 && server.isAlive(); i++) {
            Matcher found = address.matcher(Files.readString(output));
            if (found.find()) {
                return found.group();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no server:\n" + Files.readString(output));
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

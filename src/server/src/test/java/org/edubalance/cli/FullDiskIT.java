package org.edubalance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged jar on a disk of one megabyte, which no one sees but the program itself (a tmpfs in a mount namespace).
 * Skipped, saying so, where users may not make one.
 */
@EnabledOnOs(OS.LINUX)
class FullDiskIT {

    private static final String SIZE = "1m";
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");

    @TempDir
    static Path directory;

    private static Path disk;

    @BeforeAll
    static void canMount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        Process probe;
        try {
            probe = onSmallDisk(directory.resolve("probe.txt"), List.of("true"));
        } catch (IOException e) {
            probe = null;
        }
        assumeThat(probe != null && probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0)
                .as("a small disk can be mounted here (unshare -rm)")
                .isTrue();
    }

    /** Runs a command with the small disk in its place; behind it stands what is left on the disk, a line each. */
    private static Process onSmallDisk(Path output, List<String> command) throws IOException {
        String script = "mount -t tmpfs -o size=" + SIZE + " tmpfs " + disk
                + " || exit 99; \"$@\"; code=$?; echo; ls -A " + disk + "; exit $code";
        List<String> all = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", script, "sh"));
        all.addAll(command);
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static List<String> gs(String... line) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Duser.language=en",
                "-jar",
                jar().toString()));
        command.addAll(List.of(line));
        return command;
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-server.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no server jar in target: run mvn package"));
        }
    }

    private static Path manySchools() throws IOException {
        StringBuilder csv = new StringBuilder("lon,lat,name,pupils\n");
        for (int i = 0; i < 60_000; i++) {
            csv.append(String.format(Locale.ROOT, "%.4f,%.4f,School No. %d,%d%n", 90 + i % 900 / 100.0, 28.5, i, i));
        }
        return Files.writeString(directory.resolve("many.csv"), csv);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpkg", "geojson", "csv", "xlsx", "fgb"})
    void saysThatTheDiskIsFullAndLeavesNothing(String ending) throws Exception {
        Path output = directory.resolve(ending + ".txt");
        Process process = onSmallDisk(
                output,
                gs(
                        "run",
                        "vec:Query",
                        "-i",
                        "features=" + manySchools(),
                        "-o",
                        disk.resolve("out." + ending).toString()));
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(1);
        assertThat(Files.readString(output).strip())
                .as("a message, and no line of what is left on the disk")
                .endsWith("out." + ending + " cannot be written: the disk is full");
    }

    @Test
    void failsWhereStandardOutputIsCutOff() throws Exception {
        Path output = directory.resolve("stdout.txt");
        List<String> command = new ArrayList<>(List.of("sh", "-c", "out=$1; shift; \"$@\" > $out", "sh"));
        command.add(disk.resolve("out.geojson").toString());
        command.addAll(gs("run", "vec:Query", "-i", "features=" + manySchools()));
        Process process = onSmallDisk(output, command);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(1);
        assertThat(Files.readString(output)).startsWith("error: ");
    }

    @Test
    void tellsClientsOfTheServer() throws Exception {
        Path output = directory.resolve("server.txt");
        List<String> command = gs("serve", "--port", "0");
        command.addAll(
                command.indexOf("-jar"),
                List.of("-Dedubalance.work=" + disk.resolve("work"), "-Djava.io.tmpdir=" + disk));
        Process process = onSmallDisk(output, command);
        try {
            String url = address(process, output);
            assertThat(execute(url, "a", true)).isEqualTo("200");
            String tooLarge = execute(url, "a".repeat(3_000_000), true);
            assertThat(tooLarge).contains("The disk of the server is full: the result could not be stored");
            assertThat(execute(url, "a".repeat(3_000_000), false)).startsWith("507");
            assertThat(execute(url, "a", true))
                    .as("what was written in vain is gone")
                    .isEqualTo("200");
            fill(process);
            assertThat(execute(url, "a", true)).startsWith("507").contains("The disk of the server is full");
            assertThat(execute(url, "a", false)).startsWith("507");
            assertThat(zipped(url))
                    .startsWith("507")
                    .contains("The disk of the server is full: features could not be read");
            assertThat(send(HttpRequest.newBuilder(URI.create(url + "wps?service=WPS&request=GetCapabilities"))
                                    .build())
                            .statusCode())
                    .as("what needs no disk goes on")
                    .isEqualTo(200);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.waitFor(30, TimeUnit.SECONDS);
        }
        assertThat(Files.readString(output)).doesNotContain("internal error");
    }

    private static String address(Process process, Path output) throws Exception {
        for (int i = 0; i < 1_800 && process.isAlive(); i++) {
            Matcher address = ADDRESS.matcher(Files.readString(output));
            if (address.find()) {
                return address.group();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no server:\n" + Files.readString(output));
    }

    /** Fills the disk of another process's namespace to the last byte. */
    private static void fill(Process process) {
        ProcessHandle java = process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
        Path filler = Path.of("/proc/" + java.pid() + "/root" + disk + "/filler");
        byte[] chunk = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (int i = 0; i < 1_000; i++) {
                out.write(chunk);
            }
            throw new AssertionError("the disk is not full");
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    /** A result with a text in it; the status of the answer, and its text where it is no success. */
    private static String execute(String url, String text, boolean stored) {
        String form = stored
                ? "<wps:ResponseDocument storeExecuteResponse=\"true\"><wps:Output asReference=\"true\">"
                        + "<ows:Identifier>result</ows:Identifier></wps:Output></wps:ResponseDocument>"
                : "<wps:RawDataOutput><ows:Identifier>result</ows:Identifier></wps:RawDataOutput>";
        String document = "<wps:Execute service=\"WPS\" version=\"1.0.0\" language=\"en\""
                + " xmlns:wps=\"http://www.opengis.net/wps/1.0.0\" xmlns:ows=\"http://www.opengis.net/ows/1.1\">"
                + "<ows:Identifier>vec:Query</ows:Identifier><wps:DataInputs><wps:Input>"
                + "<ows:Identifier>features</ows:Identifier><wps:Data><wps:ComplexData mimeType=\"text/csv\">lon,lat,t\n"
                + "94,29," + text + "\n</wps:ComplexData></wps:Data></wps:Input></wps:DataInputs><wps:ResponseForm>"
                + form + "</wps:ResponseForm></wps:Execute>";
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(url + "wps"))
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(document))
                .build());
        boolean done = response.statusCode() == 200 && !response.body().contains("ProcessFailed");
        return response.statusCode() + (done ? "" : response.body());
    }

    /** What is read by way of a temporary file, for which there is no room. */
    private static String zipped(String url) {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create(url + "ogc/processes/v1/processes/vec:Count/execution?lang=en"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"inputs\":{\"features\":{\"mediaType\":\"application/zip\","
                                        + "\"encoding\":\"base64\",\"value\":\"UEsDBAAA\"}}}"))
                        .build());
        return response.statusCode() + response.body();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package org.edubalance.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.edubalance.dist.Download.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The download, unpacked into an empty folder with an odd name and used from there as its user does. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class DistributionIT {

    @TempDir
    static Path directory;

    private static Download download;
    private static Path home;

    @BeforeAll
    static void unpack() throws IOException {
        download = Download.unpack(directory);
        home = download.home();
    }

    private static ProcessBuilder edu(String... arguments) {
        return download.edu(arguments);
    }

    private static Run run(ProcessBuilder builder) throws Exception {
        return download.run(builder);
    }

    private static String succeed(String... arguments) throws Exception {
        return download.succeed(arguments);
    }

    @Test
    void holdsWhatItsReadmeNames() throws IOException {
        for (String file : List.of(
                "README.txt",
                "LICENSE",
                "CHANGELOG.md",
                "THIRD-PARTY.txt",
                "serve.cmd",
                "serve.command",
                "bin/edu",
                "bin/edu.cmd",
                "docs/README.md",
                "sld/school-scores.sld",
                "sample-data/schools.geojson")) {
            assertThat(home.resolve(file)).isRegularFile();
        }
        for (String plugin : List.of("-plugin.zip", "-qgis.zip")) {
            try (Stream<Path> plugins = Files.list(home.resolve("plugins"))) {
                assertThat(plugins).anyMatch(file -> file.toString().endsWith(plugin));
            }
        }
        assertThat(home.resolve("bin/edu")).isExecutable();
        assertThat(home.resolve("serve.command")).isExecutable();
        assertThat(Files.readString(home.resolve("bin/edu"))).doesNotContain("${project", "\r");
        assertThat(Files.readString(home.resolve("bin/edu.cmd")))
                .doesNotContain("${project")
                .isEqualTo(Files.readString(home.resolve("bin/edu.cmd"))
                        .replace("\r\n", "\n")
                        .replace("\n", "\r\n"));
        String licences = Files.readString(home.resolve("THIRD-PARTY.txt"));
        assertThat(licences).contains("geotools", "jts-core", "spring-boot").doesNotContain("Unknown license");
        try (Stream<Path> libraries = Files.list(home.resolve("lib/lib"))) {
            assertThat(libraries.filter(file -> !file.getFileName().toString().startsWith("gs-edubalance")))
                    .allSatisfy(file -> assertThat(licences)
                            .as(file.getFileName().toString())
                            .contains(":" + file.getFileName().toString().replaceAll("-\\d.*", "") + ":"));
        }
    }

    @Test
    void listsTheProcesses() throws Exception {
        assertThat(succeed("list").lines()).anyMatch(line -> line.startsWith("edu:KernelDensity "));
    }

    @Test
    void runsAProcessOnFilesWithOddNames() throws Exception {
        Path schools = Files.copy(home.resolve("sample-data/schools.geojson"), home.resolve("学校 & co (2).geojson"));
        succeed(
                "run",
                "edu:KernelDensity",
                "-i",
                "data=" + schools.getFileName(),
                "-i",
                "weight=pupils",
                "-i",
                "radius=10000",
                "-o",
                "density 密度.tif");
        assertThat(home.resolve("density 密度.tif")).isNotEmptyFile();
    }

    @Test
    void writesTheReport() throws Exception {
        succeed(
                "report",
                "--schools",
                "sample-data/schools.geojson",
                "--regions",
                "sample-data/counties.geojson",
                "--group-by",
                "county",
                "-o",
                "report.html",
                "--lang",
                "zh");
        assertThat(Files.readString(home.resolve("report.html"))).contains("<html lang=\"zh-CN\">");
    }

    @Test
    void asksTheDoctor() throws Exception {
        assertThat(succeed("doctor", "--port", "0", "--lang", "en"))
                .contains("ok       Java " + System.getProperty("java.version"))
                .doesNotContain("broken", "not packaged");
    }

    @Test
    void servesTheSampleData() throws Exception {
        try (Download.Server server = download.serve()) {
            String base = server.address();
            assertThat(get(base)).contains("<title>");
            assertThat(get(base + "ogc/processes/v1/processes/edu:KernelDensity"))
                    .contains("\"inputs\"");
            assertThat(get(base + "wms?service=WMS&request=GetCapabilities")).contains("edu:schools");
        }
    }

    private static String get(String url) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Accept", "application/json, */*")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(url).isEqualTo(200);
        return response.body();
    }

    /** Made once, then used: classes come out of the archive. Java does so in folders with plain names alone. */
    @Test
    void sharesItsClassesBetweenStarts() throws Exception {
        Path plain = directory.resolve("plain");
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file :
                    files.filter(file -> !file.startsWith(home.resolve("docs"))).toList()) {
                Download.copy(file, plain.resolve(home.relativize(file).toString()));
            }
        }
        String launcher = plain.resolve("bin/edu").toString();
        ProcessBuilder first = edu("list");
        first.command(launcher, "list").environment().put("EDU_CDS", "now");
        assertThat(run(first).code()).isZero();
        try (Stream<Path> lib = Files.list(plain.resolve("lib"))) {
            assertThat(lib.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.matches("edu-java\\d+\\.jsa"))
                    .noneMatch(name -> name.endsWith(".making"));
        }
        ProcessBuilder second = edu("list");
        second.command(launcher, "list").environment().remove("EDU_CDS");
        second.environment().put("JAVA_OPTS", "-Xlog:class+load:stdout -Xmx300m");
        Run run = run(second);
        assertThat(run.code()).isZero();
        assertThat(run.text())
                .containsPattern("org.edubalance.cli.Main source: shared objects file")
                .contains("edu:KernelDensity ");
    }

    @Test
    void saysWhichJavaItNeeds() throws Exception {
        ProcessBuilder wrong = edu("list");
        wrong.environment().put("JAVA_HOME", "/no/such/java");
        assertThat(run(wrong))
                .isEqualTo(new Run(
                        2,
                        "edu: JAVA_HOME is /no/such/java, and there is no bin/java in it. Set it to a Java 17 or newer,"
                                + " or to nothing.\n"));
        ProcessBuilder none = edu("list");
        none.environment().remove("JAVA_HOME");
        none.environment().put("PATH", toolsWithoutJava().toString());
        none.environment().put("LC_ALL", "zh_CN.UTF-8");
        assertThat(run(none).text()).startsWith("edu：找不到 Java。请安装 Java 17");

        Path old = Files.createDirectories(directory.resolve("old/bin")).resolve("java");
        Files.writeString(old, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        assertThat(old.toFile().setExecutable(true)).isTrue();
        ProcessBuilder eleven = edu("list");
        eleven.environment().put("JAVA_HOME", directory.resolve("old").toString());
        assertThat(run(eleven).text()).contains("is a Java older than 17");
    }

    private static Path toolsWithoutJava() throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        for (String tool : List.of("sh", "dirname", "readlink", "sed", "head", "mkdir", "nice", "mv", "rm")) {
            for (String place : List.of("/bin", "/usr/bin")) {
                if (Files.exists(Path.of(place, tool)) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), Path.of(place, tool));
                }
            }
        }
        return tools;
    }

    /** A link on the PATH leads to the same program. */
    @Test
    void runsThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("edu-link"), home.resolve("bin/edu"));
        ProcessBuilder builder = edu("--version");
        builder.command(link.toString(), "--version");
        assertThat(run(builder).text()).startsWith("gs-edubalance ").doesNotContain("not packaged");
    }

    @Test
    void bringsTheFilesThatItsJarWasMadeOf() throws IOException {
        try (InputStream manifest = FileSystems.newFileSystem(jar())
                .getPath("META-INF/MANIFEST.MF")
                .toUri()
                .toURL()
                .openStream()) {
            String text = new String(manifest.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n ", "");
            for (String library :
                    text.replaceAll("(?s).*Class-Path: ([^\r\n]*).*", "$1").split(" ")) {
                assertThat(home.resolve("lib").resolve(library)).isRegularFile();
            }
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> lib = Files.list(home.resolve("lib"))) {
            return lib.filter(file -> file.toString().endsWith("-server.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

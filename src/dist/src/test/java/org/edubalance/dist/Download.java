package org.edubalance.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The download, unpacked into a folder with an odd name.
 *
 * @param directory what is the test's own
 * @param home the folder with {@code bin}
 */
record Download(Path directory, Path home) {

    record Run(int code, String text) {}

    static Download unpack(Path directory) throws IOException {
        Path zip;
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            zip = files.filter(file -> file.toString().endsWith("-dist.zip"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no dist.zip in target: run mvn package"));
        }
        Path folder = Files.createDirectories(directory.resolve("学校 a&b's (1)"));
        try (FileSystem packed = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
                Stream<Path> files = Files.walk(packed.getPath("/"))) {
            files.forEach(file -> copy(file, folder.resolve(file.toString().substring(1))));
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return new Download(directory, inside.findFirst().orElseThrow());
        }
    }

    static void copy(Path file, Path to) {
        try {
            if (Files.isDirectory(file)) {
                Files.createDirectories(to);
            } else {
                Files.copy(file, to);
                Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The launcher, in the folder of the download, with the Java of this test. */
    ProcessBuilder edu(String... arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/edu").toString()));
        command.addAll(List.of(arguments));
        return within(command);
    }

    /** A command in the folder of the download. */
    ProcessBuilder within(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("EDU_CDS", "off");
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        return builder;
    }

    Run run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as(text).isTrue();
        return new Run(process.exitValue(), text);
    }

    String succeed(String... arguments) throws IOException, InterruptedException {
        Run run = run(edu(arguments));
        assertThat(run.code()).as(run.text()).isZero();
        return run.text();
    }

    /** A server at an address, which ends with a slash. */
    record Server(Process process, String address) implements AutoCloseable {

        @Override
        public void close() {
            process.destroy();
            try {
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@code edu serve} on a free port. */
    Server serve() throws IOException {
        Process process = edu("serve", "--port", "0").start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.startsWith("Serving at ")) {
            line = lines.readLine();
        }
        if (line == null) {
            process.destroy();
            throw new AssertionError("the server does not start");
        }
        return new Server(process, line.substring("Serving at ".length()).replace("127.0.0.1", "localhost"));
    }
}

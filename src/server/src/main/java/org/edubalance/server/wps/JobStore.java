package org.edubalance.server.wps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The files of jobs: a directory each, with what the job is, its results and, once it has ended, its response document.
 * They outlive the server, so that a status address keeps answering after a restart, and go after their retention time.
 */
@Component
class JobStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobStore.class);
    private static final String ABOUT = "job.properties";
    private static final String RESPONSE = "response.xml";

    private final Path root;
    private final boolean temporary;
    private final FileChannel lockFile;
    private final Duration retention;

    JobStore(ServerProperties properties, @Value("${server.port:8080}") int port) throws IOException {
        retention = properties.limits().resultTime();
        Path wanted = properties.work() == null ? defaultDirectory(port) : properties.work();
        FileChannel locked = wanted == null ? null : lock(wanted);
        temporary = locked == null;
        if (temporary) {
            root = Files.createTempDirectory("gs-edubalance");
            lockFile = null;
            if (properties.work() != null) {
                LOG.warn("{} is in use by another server or cannot be written: jobs are kept in {}", wanted, root);
            }
        } else {
            root = wanted;
            lockFile = locked;
        }
        delete(root.resolve("passing"));
        Files.createDirectories(root.resolve("jobs"));
        Files.createDirectories(root.resolve("passing"));
    }

    /** A directory per port in the user's cache directory; none for a port that changes with every start. */
    private static Path defaultDirectory(int port) {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return port == 0 ? null : base.resolve("gs-edubalance").resolve(Integer.toString(port));
    }

    private static FileChannel lock(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return null;
            }
            return channel;
        } catch (IOException | OverlappingFileLockException e) {
            return null;
        }
    }

    /** A result as it is stored. */
    record StoredOutput(String name, String mimeType, Path file) {
        byte[] content() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A job that had not ended when the server stopped. */
    record Unfinished(UUID id, String process, Instant created, String baseUrl) {}

    /** The directory of a job whose results nobody asked to keep; the caller deletes it. */
    Path passing(UUID id) throws IOException {
        return Files.createDirectories(root.resolve("passing").resolve(id.toString()));
    }

    /** The directory of a job that is kept. */
    Path begin(UUID id, String process, Instant created, String baseUrl) throws IOException {
        Path directory = Files.createDirectories(directory(id));
        Properties about = new Properties();
        about.setProperty("process", process);
        about.setProperty("created", created.toString());
        about.setProperty("baseUrl", baseUrl);
        save(directory, about);
        return directory;
    }

    void describeOutputs(UUID id, List<StoredOutput> outputs) throws IOException {
        Properties about = load(directory(id));
        for (StoredOutput output : outputs) {
            about.setProperty("mimeType." + output.name(), output.mimeType());
            about.setProperty(
                    "file." + output.name(), output.file().getFileName().toString());
        }
        save(directory(id), about);
    }

    void finish(UUID id, byte[] response) throws IOException {
        Path part = directory(id).resolve(RESPONSE + ".part");
        Files.write(part, response);
        Files.move(part, directory(id).resolve(RESPONSE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The response document of a job that has ended. */
    Optional<byte[]> response(UUID id) {
        try {
            return Optional.of(Files.readAllBytes(directory(id).resolve(RESPONSE)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Drops a job's results but not its response document. */
    void dropOutputs(UUID id) throws IOException {
        Properties about = load(directory(id));
        for (String key : about.stringPropertyNames()) {
            if (key.startsWith("file.")) {
                Files.deleteIfExists(directory(id).resolve(about.getProperty(key)));
                about.remove(key);
            }
        }
        save(directory(id), about);
    }

    /** A stored result by a request's executionId and outputId. */
    StoredOutput output(Kvp kvp) {
        UUID id = id(kvp);
        String name = kvp.required("outputId");
        Properties about;
        try {
            about = load(directory(id));
        } catch (IOException e) {
            throw unknown();
        }
        String file = about.getProperty("file." + name);
        if (file == null) {
            throw OwsException.invalid("outputId", "The execution has no stored output " + Kvp.shown(name));
        }
        return new StoredOutput(
                name, about.getProperty("mimeType." + name), directory(id).resolve(file));
    }

    /** The executionId of a request. Only the form of a UUID is let through to the file system. */
    static UUID id(Kvp kvp) {
        String text = kvp.required("executionId");
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw OwsException.invalid("executionId", "executionId is none that this server gave, got " + Kvp.shown(text));
    }

    OwsException unknown() {
        return new OwsException(
                OwsException.INVALID_PARAMETER,
                "executionId",
                "There is no such execution, or it ended longer ago than the limit of " + retention.toSeconds() + " s",
                404);
    }

    /** The jobs that an earlier run of the server left without an end. */
    List<Unfinished> unfinished() throws IOException {
        List<Unfinished> unfinished = new ArrayList<>();
        for (Path directory : directories()) {
            if (!Files.exists(directory.resolve(RESPONSE))) {
                try {
                    Properties about = load(directory);
                    unfinished.add(new Unfinished(
                            UUID.fromString(directory.getFileName().toString()),
                            about.getProperty("process"),
                            Instant.parse(about.getProperty("created")),
                            about.getProperty("baseUrl")));
                } catch (IOException | RuntimeException e) {
                    delete(directory);
                }
            }
        }
        return unfinished;
    }

    /** Deletes what ended longer ago than the retention time. */
    void sweep() throws IOException {
        Instant oldest = Instant.now().minus(retention);
        for (Path directory : directories()) {
            Path response = directory.resolve(RESPONSE);
            if (Files.exists(response)
                    && Files.getLastModifiedTime(response).toInstant().isBefore(oldest)) {
                delete(directory);
            }
        }
    }

    private List<Path> directories() throws IOException {
        try (Stream<Path> directories = Files.list(root.resolve("jobs"))) {
            return directories.filter(Files::isDirectory).toList();
        }
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private Path directory(UUID id) {
        return root.resolve("jobs").resolve(id.toString());
    }

    private static Properties load(Path directory) throws IOException {
        Properties about = new Properties();
        try (var in = Files.newInputStream(directory.resolve(ABOUT))) {
            about.load(in);
        }
        return about;
    }

    private static void save(Path directory, Properties about) throws IOException {
        try (var out = Files.newOutputStream(directory.resolve(ABOUT))) {
            about.store(out, null);
        }
    }

    @Override
    public void close() throws IOException {
        if (lockFile != null) {
            lockFile.close();
        }
        if (temporary) {
            delete(root);
        }
    }
}

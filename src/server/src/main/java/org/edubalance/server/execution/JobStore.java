package org.edubalance.server.execution;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.edubalance.io.FileTrouble;
import org.edubalance.io.Scratch;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.OwsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The files of jobs: a directory each, with the job's record, its results and, once it has ended, what its protocol says of it.
 * They outlive the server, so that a status address keeps answering after a restart, and go after their retention time, or
 * earlier, the oldest first, where they are too many.
 */
@Component
public class JobStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobStore.class);
    private static final String RECORD = "job.properties";
    private static final String RESPONSE = "response";

    private final Path root;
    private final boolean temporary;
    private final FileChannel lockFile;
    private final ServerProperties.Limits limits;

    /** A job that has ended, and the bytes that its files take. */
    private record Kept(JobRecord job, long size) {}

    /** The jobs that have ended, in the order of their ends. */
    private final Map<UUID, Kept> ended = new LinkedHashMap<>();

    JobStore(ServerProperties properties, @Value("${server.port:8080}") int port) throws IOException {
        limits = properties.limits();
        Path wanted = properties.work() == null ? defaultDirectory(port) : properties.work();
        FileChannel locked = wanted == null ? null : lock(wanted);
        temporary = locked == null;
        if (temporary) {
            root = Scratch.directory();
            lockFile = null;
            if (properties.work() != null) {
                LOG.warn("{} is in use by another server or cannot be written: jobs are kept in {}", wanted, root);
            }
        } else {
            root = wanted;
            lockFile = locked;
        }
        PrivateFiles.delete(root.resolve("passing"));
        PrivateFiles.directory(root.resolve("jobs"));
        PrivateFiles.directory(root.resolve("passing"));
        index();
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
            if (!Files.exists(directory)) {
                PrivateFiles.directory(directory);
            }
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

    private void index() throws IOException {
        Map<UUID, FileTime> ends = new LinkedHashMap<>();
        for (Path directory : directories()) {
            Path response = directory.resolve(RESPONSE);
            if (Files.exists(response)) {
                ends.put(UUID.fromString(directory.getFileName().toString()), Files.getLastModifiedTime(response));
            }
        }
        List<UUID> oldestFirst = ends.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
        for (UUID id : oldestFirst) {
            Optional<JobRecord> job = find(id);
            if (job.isPresent()) {
                ended.put(id, new Kept(job.get(), PrivateFiles.size(directory(id))));
            } else {
                PrivateFiles.delete(directory(id));
            }
        }
    }

    /** A directory for what does not outlive the server, such as the results of a job that nobody asked to keep; the caller deletes it. */
    public Path passing(UUID id) throws IOException {
        return PrivateFiles.directory(place(id));
    }

    /** Where {@link #passing} makes its directory, for who may come to need none. */
    Path place(UUID id) {
        return root.resolve("passing").resolve(id.toString());
    }

    /** The directory of a job that is kept. */
    Path begin(JobRecord job) throws IOException {
        Path directory = directory(job.id());
        try {
            PrivateFiles.directory(directory);
            save(job);
        } catch (IOException e) {
            PrivateFiles.delete(directory);
            throw e;
        }
        return directory;
    }

    /** Keeps the outcome of a job, and of its files those that are its results. */
    synchronized void finish(JobRecord job, byte[] response) throws IOException {
        Path directory = directory(job.id());
        List<Path> results =
                job.outputs().stream().map(JobRecord.StoredOutput::file).toList();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                boolean own = file.endsWith(RECORD) || file.endsWith(RESPONSE);
                if (!own && !results.contains(file)) {
                    Files.delete(file);
                }
            }
        }
        save(job);
        write(directory, RESPONSE, out -> out.write(response));
        ended.remove(job.id());
        ended.put(job.id(), new Kept(job, PrivateFiles.size(directory)));
    }

    /** The jobs that have ended, in the order of their ends. */
    synchronized List<JobRecord> ended() {
        return ended.values().stream().map(Kept::job).toList();
    }

    /** What is kept of a job. */
    public Optional<JobRecord> find(UUID id) {
        Path directory = directory(id);
        Properties properties = new Properties();
        try (var in = Files.newInputStream(directory.resolve(RECORD))) {
            properties.load(in);
            return Optional.of(JobRecord.of(id, properties, directory));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** What the protocol of a job that has ended said of it. */
    Optional<byte[]> response(UUID id) {
        try {
            return Optional.of(Files.readAllBytes(directory(id).resolve(RESPONSE)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A stored result of a job. */
    public JobRecord.StoredOutput output(UUID id, String name) {
        JobRecord job = find(id).orElseThrow(this::unknown);
        return job.outputs().stream()
                .filter(output -> output.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.of("wps.job.output", "output", name).about("outputId"));
    }

    /** The id of a job; empty where the text is none. Only the form of a UUID is let through to the file system. */
    public static Optional<UUID> id(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What is said of a job that there is none of, or none any more. */
    public Refusal unknown() {
        return OwsException.coded(
                        OwsException.INVALID_PARAMETER,
                        404,
                        "wps.job.unknown",
                        "seconds",
                        limits.resultTime().toSeconds(),
                        "number",
                        limits.storedJobs())
                .about("executionId");
    }

    /** The jobs that an earlier run of the server left without an end. */
    List<JobRecord> unfinished() throws IOException {
        List<JobRecord> unfinished = new ArrayList<>();
        for (Path directory : directories()) {
            if (!Files.exists(directory.resolve(RESPONSE))) {
                Optional<JobRecord> job =
                        find(UUID.fromString(directory.getFileName().toString()));
                if (job.isPresent()) {
                    unfinished.add(job.get());
                } else {
                    PrivateFiles.delete(directory);
                }
            }
        }
        return unfinished;
    }

    /** Deletes what ended longer ago than the retention time, and the oldest of what is above the limit of number. */
    synchronized void sweep() throws IOException {
        Instant oldest = Instant.now().minus(limits.resultTime());
        List<UUID> old = new ArrayList<>();
        int above = ended.size() - limits.storedJobs();
        for (UUID id : ended.keySet()) {
            Path response = directory(id).resolve(RESPONSE);
            if (above-- > 0
                    || !Files.exists(response)
                    || Files.getLastModifiedTime(response).toInstant().isBefore(oldest)) {
                old.add(id);
            }
        }
        for (UUID id : old) {
            PrivateFiles.delete(directory(id));
            ended.remove(id);
        }
    }

    /** The oldest jobs with results that must go for the rest to be within the limit of size. */
    synchronized List<JobRecord> aboveSize() {
        long size = ended.values().stream().mapToLong(Kept::size).sum();
        List<JobRecord> above = new ArrayList<>();
        for (Kept kept : ended.values()) {
            if (size <= limits.storedSize().toBytes()) {
                break;
            }
            if (kept.job().state() == Job.State.SUCCEEDED) {
                above.add(kept.job());
                size -= kept.size();
            }
        }
        return above;
    }

    /** True if results could not be written for want of room. */
    boolean isFull(IOException problem) {
        return FileTrouble.isFull(root.resolve("jobs"), problem);
    }

    private List<Path> directories() throws IOException {
        try (Stream<Path> directories = Files.list(root.resolve("jobs"))) {
            return directories
                    .filter(Files::isDirectory)
                    .filter(directory -> directory.getFileName().toString().length() == 36)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private Path directory(UUID id) {
        return root.resolve("jobs").resolve(id.toString());
    }

    private void save(JobRecord job) throws IOException {
        write(directory(job.id()), RECORD, out -> job.properties().store(out, null));
    }

    /** Writes a file so that it is there as a whole or not at all. */
    private static void write(Path directory, String name, Content content) throws IOException {
        Path part = directory.resolve(name + ".part");
        try (OutputStream out = PrivateFiles.write(part)) {
            content.writeTo(out);
        }
        Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    @Override
    public void close() throws IOException {
        if (lockFile != null) {
            lockFile.close();
        }
        if (temporary) {
            PrivateFiles.delete(root);
        }
    }
}

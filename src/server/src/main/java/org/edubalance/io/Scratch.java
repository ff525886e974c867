package org.edubalance.io;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder for temporary files that only this user may read, removed when it is closed. What a run left behind that was
 * killed is removed by the next one that makes such a folder, or writes beside it.
 */
public final class Scratch implements AutoCloseable {

    private static final String PREFIX = "edubalance-";

    /** Names with the id of the process that made the file or folder, and something that makes them unique. */
    private static final Pattern NAME = Pattern.compile("\\.?" + PREFIX + "(\\d+)-[0-9a-zA-Z.-]+");

    private final Path directory;

    private Scratch(Path directory) {
        this.directory = directory;
    }

    public static Scratch create() throws IOException {
        return new Scratch(directory());
    }

    /** A new folder, for its maker to remove. */
    public static Path directory() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        sweep(temporary);
        return Files.createTempDirectory(
                temporary, PREFIX + ProcessHandle.current().pid() + "-");
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    /** A hidden name for what becomes a file once all of it is written. */
    static Path beside(Path target, String ending) {
        sweep(target.getParent());
        return target.resolveSibling("." + PREFIX + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ending);
    }

    /** Removes a file and what SQLite may have left beside it. */
    static void remove(Path file) throws IOException {
        for (String ending : new String[] {"-journal", "-wal", "-shm", ""}) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ending));
        }
    }

    /** Removes what processes made that are no more. What cannot be removed is left: it is in nobody's way. */
    private static void sweep(Path where) {
        try (Stream<Path> files = Files.list(where)) {
            files.filter(Scratch::isLeft).forEach(Scratch::removeTree);
        } catch (IOException | RuntimeException e) {
            // a folder that may be written but not listed, or a file that went away
        }
    }

    private static boolean isLeft(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches() || name.group(1).length() > 18) {
            return false;
        }
        try {
            // an hour, for folders that several machines share: their processes are not seen here
            FileTime changed = Files.getLastModifiedTime(path);
            return changed.toInstant().isBefore(Instant.now().minusSeconds(3600))
                    && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static void removeTree(Path path) {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // another user's, or removed by another run just now
        }
    }

    @Override
    public void close() {
        removeTree(directory);
    }
}

package org.edubalance.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Refusal;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * An SQLite file opened so that nothing of it changes, nor anything beside it.
 *
 * <p>A database that another program has open, or left in a hurry, has a part of its content in a file beside it: the
 * write-ahead log ({@code -wal}) or the journal of an unfinished transaction. SQLite would bring that home into the file,
 * so such a file is copied with what is beside it, and the copy is opened. Any other is opened in place, read only.
 */
final class ReadOnlySqlite implements AutoCloseable {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** Where the header says which version reading takes; 2 means a write-ahead log. */
    private static final int READ_VERSION = 19;

    private static final int ATTEMPTS = 5;

    private final Connection connection;
    private final Scratch copy;

    private ReadOnlySqlite(Connection connection, Scratch copyOrNull) {
        this.connection = connection;
        this.copy = copyOrNull;
    }

    Connection connection() {
        return connection;
    }

    /**
     * Opens a file.
     *
     * @throws Refusal if it is no SQLite file
     * @throws FileTrouble if it cannot be read
     */
    static ReadOnlySqlite open(Path file) throws IOException, SQLException {
        byte[] header = header(file);
        for (int i = 0; i < MAGIC.length; i++) {
            if (header[i] != MAGIC[i]) {
                throw Refusal.of("format.gpkg.broken");
            }
        }
        if (beside(file).isEmpty()) {
            // nobody has a file of the write-ahead mode open that has no log, and SQLite would make one to read it
            return new ReadOnlySqlite(connect(file, header[READ_VERSION] == 2 ? "immutable=1" : "mode=ro"), null);
        }
        Scratch scratch = Scratch.create();
        try {
            return new ReadOnlySqlite(connect(copy(file, scratch), "mode=rw"), scratch);
        } catch (IOException | SQLException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private static byte[] header(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(100);
            if (header.length < 100) {
                throw Refusal.of("format.gpkg.broken");
            }
            return header;
        } catch (IOException e) {
            throw FileTrouble.reading(file, e);
        }
    }

    private static List<Path> beside(Path file) throws IOException {
        List<Path> found = new ArrayList<>();
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        if (Files.exists(log)) {
            found.add(log);
        }
        Path journal = file.resolveSibling(file.getFileName() + "-journal");
        if (Files.exists(journal) && Files.size(journal) > 0) {
            // an empty one is what a finished transaction may leave
            found.add(journal);
        }
        return found;
    }

    /** A copy of the file and what is beside it, as they were at one time. */
    private static Path copy(Path file, Scratch scratch) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                List<FileTime> before = states(file);
                Path copy = scratch.file("copy" + attempt + ".gpkg");
                Files.copy(file, copy);
                for (Path path : beside(file)) {
                    String name = path.getFileName().toString();
                    Files.copy(path, copy.resolveSibling(copy.getFileName() + name.substring(name.lastIndexOf('-'))));
                }
                if (states(file).equals(before)) {
                    return copy;
                }
            } catch (NoSuchFileException e) {
                // the log went home meanwhile
            }
        }
        throw Refusal.of("format.gpkg.busy");
    }

    private static List<FileTime> states(Path file) throws IOException {
        List<FileTime> states = new ArrayList<>();
        states.add(Files.getLastModifiedTime(file));
        for (Path path : beside(file)) {
            states.add(Files.getLastModifiedTime(path));
            states.add(FileTime.fromMillis(Files.size(path)));
        }
        return states;
    }

    private static Connection connect(Path file, String how) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setOpenMode(SQLiteOpenMode.OPEN_URI);
        if (!how.equals("mode=rw")) {
            config.setReadOnly(true);
        }
        Connection connection =
                config.createConnection("jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?" + how);
        try (Statement statement = connection.createStatement()) {
            // what SQLite advises for files of others: no functions with effects in views, and pages that add up
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA cell_size_check = ON");
            statement.execute("PRAGMA query_only = ON");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    @Override
    public void close() throws IOException {
        try (Scratch removed = copy) {
            connection.close();
        } catch (SQLException e) {
            // nothing was written that could be lost
        }
    }
}

package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.edubalance.messages.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Full disks, imitated where the words of a full disk come from. {@code FullDiskIT} fills real ones. */
class FileTroubleTest {

    @TempDir
    Path directory;

    /** What SQLite says when its file can grow no more, here for the limit of its pages. */
    private SQLException sqliteIsFull() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("small.gpkg"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (x BLOB)");
            statement.execute("PRAGMA max_page_count = 4");
            return catchThrowableOfType(
                    SQLException.class, () -> statement.execute("INSERT INTO t VALUES (zeroblob(1000000))"));
        }
    }

    @Test
    void tellsAFullDiskFromOtherTrouble() throws SQLException {
        Path file = directory.resolve("scores.gpkg");
        for (Throwable problem : new Throwable[] {
            new IllegalStateException("no row", sqliteIsFull()),
            new FileSystemException(file.toString(), null, "No space left on device"),
            new IOException("Disk quota exceeded")
        }) {
            FileTrouble full = FileTrouble.writing(file, problem);
            assertThat(full.in(Language.EN)).isEqualTo(file + " cannot be written: the disk is full");
            assertThat(full.in(Language.ZH)).isEqualTo("无法写入 " + file + "：磁盘已满");
            assertThat(full).hasCause(problem);
        }
        FileTrouble other = FileTrouble.writing(file, new IOException("Input/output error"));
        assertThat(other.in(Language.EN)).doesNotContain("full");
    }
}

package org.edubalance.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A file that could not be read or written, whatever is in it: with a text for users, in their language. */
public final class FileTrouble extends IOException implements Localized {

    private static final long serialVersionUID = 1L;

    /** A file system that has less is full, whatever its own words for it are. */
    private static final long FULL = 256 * 1024;

    /** Of Linux and macOS, of quotas, and of Windows, in the languages that Java does not translate them to. */
    private static final Pattern FULL_TEXTS =
            Pattern.compile("No space left on device|Disk quota exceeded|not enough space on the disk|磁盘空间不足|设备上没有空间");

    private final Message message;

    private FileTrouble(Message message, Throwable cause) {
        super(message.key(), cause);
        this.message = message;
    }

    /** Of a file that is read. */
    static FileTrouble reading(Path file, Throwable cause) {
        String key = cause instanceof NoSuchFileException
                ? "format.file.missing"
                : cause instanceof AccessDeniedException ? "format.file.denied" : "format.file.unreadable";
        return new FileTrouble(new Message(key, Map.of("file", file.toString())), cause);
    }

    /** Of a file that is written. */
    static FileTrouble writing(Path file, Throwable cause) {
        String key = isFull(file, cause) ? "format.file.full" : "format.file.unwritable";
        return new FileTrouble(new Message(key, Map.of("file", file.toString())), cause);
    }

    /**
     * True if a file could not be written for want of room: the system, or SQLite, said so, or there is next to none. A
     * user may have used up a quota where the file system has room left.
     *
     * @param file which need not be there
     */
    public static boolean isFull(Path file, Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL
                    || cause instanceof IOException
                            && FULL_TEXTS
                                    .matcher(String.valueOf(cause.getMessage()))
                                    .find()) {
                return true;
            }
        }
        try {
            return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < FULL;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String in(Language language) {
        return message.in(language);
    }

    /** The text in the {@link Language#current} language. */
    @Override
    public String getMessage() {
        return in(Language.current());
    }
}

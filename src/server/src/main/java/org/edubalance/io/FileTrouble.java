package org.edubalance.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;

/** A file that could not be read or written, whatever is in it: with a text for users, in their language. */
public final class FileTrouble extends IOException implements Localized {

    private static final long serialVersionUID = 1L;

    /** A file system that has less is full, whatever its own words for it are. */
    private static final long FULL = 256 * 1024;

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
        String key = isFull(file) ? "format.file.full" : "format.file.unwritable";
        return new FileTrouble(new Message(key, Map.of("file", file.toString())), cause);
    }

    private static boolean isFull(Path file) {
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

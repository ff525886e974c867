package org.edubalance.server.paint;

/** A style that cannot be read or drawn; the message says what is wrong with it, for whoever wrote it. */
public final class StyleException extends RuntimeException {

    public StyleException(String message) {
        super(message);
    }

    StyleException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.edubalance.io;

import java.io.IOException;

/** Input that is not what its format asks for. The message is for the user: what is wrong, and where. */
public class FormatException extends IOException {

    private static final long serialVersionUID = 1L;

    public FormatException(String message) {
        super(message);
    }

    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.edubalance.server.ows;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Requests that are answered before their body was read: the connection ends with the answer, which says so. */
public final class UnreadBodies {

    private UnreadBodies() {}

    /** To be called before the answer is written; a client that is not told may send its next request into the void. */
    public static void announce(HttpServletRequest http, HttpServletResponse answer) throws IOException {
        boolean body = http.getContentLengthLong() > 0 || http.getHeader("Transfer-Encoding") != null;
        if (body && !http.getInputStream().isFinished()) {
            answer.setHeader("Connection", "close");
        }
    }
}

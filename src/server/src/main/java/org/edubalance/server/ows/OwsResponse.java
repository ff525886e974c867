package org.edubalance.server.ows;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer to an OGC request.
 *
 * @param status HTTP status
 * @param contentType media type, with the character set where it has one
 * @param headers further headers
 * @param body writes the content; called once
 */
public record OwsResponse(int status, String contentType, Map<String, String> headers, Body body) {

    /** Writes an answer's content. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    public static OwsResponse of(String contentType, byte[] content) {
        return of(200, contentType, content);
    }

    public static OwsResponse of(int status, String contentType, byte[] content) {
        return new OwsResponse(
                status,
                contentType,
                Map.of("Content-Length", Integer.toString(content.length)),
                out -> out.write(content));
    }

    /** The same with one more header. */
    public OwsResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new OwsResponse(status, contentType, more, body);
    }
}

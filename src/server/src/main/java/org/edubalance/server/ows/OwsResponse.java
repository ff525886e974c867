package org.edubalance.server.ows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * An answer to an OGC request.
 *
 * @param status HTTP status
 * @param contentType media type, with the character set where it has one
 * @param headers further headers
 * @param body writes the content; called once
 */
public record OwsResponse(int status, String contentType, Map<String, String> headers, Body body) {

    /** The seconds after which a client may ask again that was refused for want of room. */
    public static final int RETRY_SECONDS = 5;

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

    /** An exception in a form of its own; it says when to ask again where it may be otherwise then. */
    public static OwsResponse of(OwsException exception, String contentType, byte[] content) {
        OwsResponse response = of(exception.status(), contentType, content);
        return exception.code().equals(OwsException.SERVER_BUSY)
                ? response.with("Retry-After", Integer.toString(RETRY_SECONDS))
                : response;
    }

    /** The same as a controller of Spring answers it. */
    public ResponseEntity<byte[]> entity() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            body.writeTo(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ResponseEntity.status(status)
                .headers(all -> headers.forEach(all::set))
                .contentType(MediaType.parseMediaType(contentType))
                .body(content.toByteArray());
    }

    /** The same with one more header. */
    public OwsResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new OwsResponse(status, contentType, more, body);
    }
}

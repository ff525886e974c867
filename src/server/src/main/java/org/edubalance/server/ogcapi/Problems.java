package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;

/**
 * Exceptions as problem documents (RFC 7807), in the {@link Language#current} language. The type is the URI that the
 * standard has for it, else the OGC exception code.
 */
public final class Problems {

    static final String TYPE = "application/problem+json";

    /** The statuses that have a title of their own. */
    private static final Set<Integer> TITLED = Set.of(400, 403, 404, 405, 406, 408, 410, 413, 415, 500, 503, 507);

    private Problems() {}

    /** True if requests for a path are answered by this API. */
    public static boolean areFor(String path) {
        return path.equals(OgcApi.SHORT_ROOT) || path.startsWith(OgcApi.SHORT_ROOT + "/");
    }

    public static OwsResponse response(OwsException exception) {
        return OwsResponse.of(exception, TYPE, json(exception).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A status in words. */
    static String title(int status) {
        return Message.of("ogcapi.title." + (TITLED.contains(status) ? status : 400))
                .toString();
    }

    static ObjectNode json(OwsException exception) {
        int status = exception.status();
        ObjectNode problem = JsonNodeFactory.instance
                .objectNode()
                .put("type", exception.code())
                .put("title", title(status))
                .put("status", status)
                .put("detail", exception.getMessage());
        if (exception.locator() != null) {
            problem.put("input", exception.locator());
        }
        return problem;
    }
}

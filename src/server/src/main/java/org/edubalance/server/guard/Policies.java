package org.edubalance.server.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.server.ogcapi.Problems;
import org.edubalance.server.viewer.ViewerProperties;

/** The Content-Security-Policy of an answer: that of the viewer, of the report, of the pages of the OGC API, or the one under which nothing works. */
final class Policies {

    private static final String NOTHING = "default-src 'none'; sandbox; frame-ancestors 'none'";
    private static final String REPORT =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";
    private static final String PAGES = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    /** The viewer's page says its own policy, for those who open it from elsewhere; here it may talk to fewer. */
    private static final Pattern VIEWER =
            Pattern.compile("http-equiv=\"Content-Security-Policy\"\\s+content=\"([^\"]+)\"");

    private final String viewer;

    Policies(ViewerProperties settings) {
        try (InputStream page = Policies.class.getResourceAsStream("/static/index.html")) {
            Matcher policy = VIEWER.matcher(new String(page.readAllBytes(), StandardCharsets.UTF_8));
            if (!policy.find()) {
                throw new IllegalStateException("the viewer's page has no Content-Security-Policy");
            }
            String servers = String.join(" ", settings.serverOrigins());
            String pictures = String.join(" ", settings.baseMapOrigins());
            viewer = policy.group(1)
                            .replaceFirst("img-src [^;]*", "img-src 'self' data: blob: " + servers + " " + pictures)
                            .replaceFirst("connect-src [^;]*", "connect-src 'self' " + servers)
                    + "; frame-ancestors 'none'";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String of(String path) {
        if (Problems.areFor(path)) {
            return PAGES;
        }
        return switch (path) {
            case "/", "/index.html" -> viewer;
            case "/report" -> REPORT;
            default -> NOTHING;
        };
    }
}

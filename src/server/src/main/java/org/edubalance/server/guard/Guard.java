package org.edubalance.server.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ogcapi.Problems;
import org.edubalance.server.ows.ExceptionReports;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.Languages;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.ows.Places;
import org.edubalance.server.ows.UnreadBodies;
import org.edubalance.server.viewer.ViewerProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request through, or refuses it: for a foreign host, for a foreign web page that would have something executed,
 * and where so many are at work that none would be left for others or to tell the server's health.
 *
 * <p>Clients that are no browsers send neither {@code Origin} nor {@code Sec-Fetch-Site} and are asked for neither.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Guard extends OncePerRequestFilter {

    private static final String HEALTH = "/actuator/health";

    /** What a form on a page of any origin can send without asking. */
    private static final Set<String> FORM_TYPES =
            Set.of("", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded");

    /** Headers of answers that pages of other origins may read. */
    private static final String EXPOSED = "Location, Link, Preference-Applied, Edubalance-Notes";

    /** What asks only, unless its URL says otherwise. */
    private static final Set<String> ASKING = Set.of("GET", "HEAD", "OPTIONS");

    private static final Set<String> EXECUTING = Set.of("execute", "dismiss");

    private final Origins origins;
    private final Policies policies;
    private final Places places;

    Guard(Origins origins, ViewerProperties viewer, @Value("${server.tomcat.threads.max:200}") int threads) {
        this.origins = origins;
        policies = new Policies(viewer);
        // a tenth of the threads is for health alone
        places = new Places(Math.max(1, threads - threads / 10 - 1));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest http, HttpServletResponse answer, FilterChain chain)
            throws ServletException, IOException {
        String path = http.getServletPath();
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("Content-Security-Policy", policies.of(path));
        answer.setHeader("Referrer-Policy", "no-referrer");
        if (http.getProtocol() == null
                || !http.getProtocol().startsWith("HTTP/1.")
                        && !http.getProtocol().startsWith("HTTP/2")) {
            // HTTP/0.9 has no headers, so nothing of the above
            answer.setStatus(HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED);
            return;
        }
        try {
            check(http, path);
            String listed = origins.listed(http);
            if (origins.listsAny()) {
                // for pages that are not listed, too: what a browser keeps for one is none of the other's
                answer.addHeader("Vary", "Origin");
            }
            if (listed != null) {
                answer.setHeader("Access-Control-Allow-Origin", listed);
                answer.setHeader("Access-Control-Expose-Headers", EXPOSED);
            }
            if (http.getMethod().equals("OPTIONS")) {
                preflight(http, answer, listed);
                return;
            }
        } catch (Refusal refusal) {
            refuse(http, answer, OwsException.of(refusal));
            return;
        }
        if (path.equals(HEALTH)) {
            chain.doFilter(http, answer);
            return;
        }
        String client = Places.client(http.getRemoteAddr());
        switch (places.take(client)) {
            case FULL -> refuse(http, answer, OwsException.coded(OwsException.SERVER_BUSY, 503, "guard.busy"));
            case SHARE_TAKEN ->
                refuse(
                        http,
                        answer,
                        OwsException.coded(OwsException.SERVER_BUSY, 503, "guard.client", "limit", places.share()));
            case TAKEN -> {
                try {
                    chain.doFilter(http, answer);
                } finally {
                    places.leave(client);
                }
            }
        }
    }

    private void check(HttpServletRequest http, String path) {
        if (!origins.isOwnHost(http)) {
            throw OwsException.coded(OwsException.NO_APPLICABLE_CODE, 403, "guard.host", "host", http.getServerName());
        }
        if (!executes(http, path)) {
            return;
        }
        if (origins.isForeign(http)) {
            throw OwsException.coded(OwsException.NO_APPLICABLE_CODE, 403, "guard.origin");
        }
        if (Origins.isFromBrowser(http)
                && http.getMethod().equals("POST")
                && !path.equals("/wms")
                && FORM_TYPES.contains(bareType(http))) {
            throw OwsException.coded(
                    OwsException.NO_APPLICABLE_CODE, 415, "guard.type", "got", String.valueOf(http.getContentType()));
        }
    }

    /** True for what changes something or costs much: whatever has a body, and Execute, Dismiss and styles in a URL. */
    private static boolean executes(HttpServletRequest http, String path) {
        if (!ASKING.contains(http.getMethod())) {
            return true;
        }
        try {
            Kvp kvp = Kvp.of(http);
            return kvp.get("sld_body").isPresent()
                    || kvp.get("request")
                            .filter(request -> EXECUTING.contains(request.toLowerCase(Locale.ROOT)))
                            .isPresent();
        } catch (Refusal e) {
            // refused by its service too, which reads it the same way
            return true;
        }
    }

    private static String bareType(HttpServletRequest http) {
        String type = http.getContentType() == null ? "" : http.getContentType();
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static void preflight(HttpServletRequest http, HttpServletResponse answer, String listed) {
        boolean asks = http.getHeader("Access-Control-Request-Method") != null;
        String methods = Problems.areFor(http.getServletPath()) ? "GET, POST, DELETE" : "GET, POST";
        answer.setHeader("Allow", methods + ", OPTIONS");
        if (asks && listed == null) {
            answer.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        if (asks) {
            answer.setHeader("Access-Control-Allow-Methods", methods);
            answer.setHeader("Access-Control-Allow-Headers", "Content-Type, Content-Encoding, Accept-Language, Prefer");
            answer.setHeader("Access-Control-Max-Age", "600");
            if (http.getHeader("Access-Control-Request-Private-Network") != null) {
                answer.setHeader("Access-Control-Allow-Private-Network", "true");
            }
        }
        answer.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static void refuse(HttpServletRequest http, HttpServletResponse answer, OwsException exception)
            throws IOException {
        OwsResponse response = Languages.accepted(http)
                .use(() -> Problems.areFor(http.getServletPath())
                        ? Problems.response(exception)
                        : ExceptionReports.ows11(exception));
        answer.setStatus(response.status());
        UnreadBodies.announce(http, answer);
        answer.setContentType(response.contentType());
        response.headers().forEach(answer::setHeader);
        response.body().writeTo(answer.getOutputStream());
    }
}

package org.edubalance.server.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.edubalance.server.Loopback;
import org.edubalance.server.ServerProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which names this server goes by, and which web pages may use it.
 *
 * <p>A server on loopback is reached by loopback names, and by the host of {@code edubalance.base-url}: a page whose own
 * name was made to point to 127.0.0.1 is not let in. A page of another origin may use it if {@code edubalance.cors-origins}
 * lists that origin.
 */
@Component
final class Origins {

    private static final Set<String> FROM_ELSEWHERE = Set.of("cross-site", "same-site");

    private static final Pattern LOOPBACK_ADDRESS = Pattern.compile("127(\\.\\d{1,3}){3}");

    private final boolean loopback;
    private final URI base;
    private final Set<String> allowed;

    Origins(ServerProperties properties, @Value("${server.address:}") String address) {
        loopback = Loopback.isAddress(address);
        base = properties.baseUrl() == null || properties.baseUrl().isBlank()
                ? null
                : URI.create(properties.baseUrl().strip());
        allowed = properties.corsOrigins().stream()
                .filter(origin -> !origin.isBlank())
                .map(Origins::exact)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String exact(String origin) {
        String text = origin.strip();
        URI uri = URI.create(text);
        boolean exact = uri.getHost() != null
                && uri.getScheme().matches("(?i)https?")
                && uri.getRawUserInfo() == null
                && (uri.getRawPath() == null || uri.getRawPath().isEmpty())
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!exact) {
            throw new IllegalArgumentException(
                    "edubalance.cors-origins must be exact origins such as https://maps.example.org, got " + text);
        }
        return of(uri);
    }

    /** An origin as browsers write it, without the scheme's own port. */
    private static String of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean plain = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (plain ? "" : ":" + uri.getPort());
    }

    /** True if the request is for a host that this server goes by. */
    boolean isOwnHost(HttpServletRequest http) {
        if (!loopback) {
            return true;
        }
        String host = bare(http.getServerName());
        return isLoopbackName(host) || base != null && host.equals(bare(base.getHost()));
    }

    private static String bare(String host) {
        return host.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
    }

    /** Without asking a name server: a name is loopback by its text alone. */
    private static boolean isLoopbackName(String host) {
        return host.equals("localhost")
                || LOOPBACK_ADDRESS.matcher(host).matches()
                || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1");
    }

    /** Whether pages of other origins may use the server at all. */
    boolean listsAny() {
        return !allowed.isEmpty();
    }

    /** The request's origin if it is one of those that the administrator lists; else null. */
    String listed(HttpServletRequest http) {
        String origin = http.getHeader("Origin");
        return origin != null && allowed.contains(origin.strip().toLowerCase(Locale.ROOT)) ? origin.strip() : null;
    }

    /** True if a web page of another, unlisted origin made the request. */
    boolean isForeign(HttpServletRequest http) {
        if (listed(http) != null) {
            return false;
        }
        String origin = http.getHeader("Origin");
        String site = http.getHeader("Sec-Fetch-Site");
        return origin != null && !own(http).contains(origin.strip().toLowerCase(Locale.ROOT))
                || site != null && FROM_ELSEWHERE.contains(site.strip().toLowerCase(Locale.ROOT));
    }

    private List<String> own(HttpServletRequest http) {
        String host =
                http.getServerName().contains(":") ? "[" + bare(http.getServerName()) + "]" : http.getServerName();
        String asked = of(URI.create(http.getScheme() + "://" + host + ":" + http.getServerPort()));
        return base == null ? List.of(asked) : List.of(asked, of(base));
    }

    /** True if a browser made the request: only they say where it comes from. */
    static boolean isFromBrowser(HttpServletRequest http) {
        return http.getHeader("Origin") != null || http.getHeader("Sec-Fetch-Site") != null;
    }
}

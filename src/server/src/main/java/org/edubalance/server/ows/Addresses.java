package org.edubalance.server.ows;

import jakarta.servlet.http.HttpServletRequest;
import org.edubalance.server.ServerProperties;
import org.springframework.stereotype.Component;

/** The server's address as clients see it. */
@Component
public class Addresses {

    /** What the administrator says; null where it is what the client says. */
    private final String said;

    Addresses(ServerProperties properties) {
        String base = properties.baseUrl();
        said = base == null || base.isBlank() ? null : base.strip().replaceAll("/+$", "");
    }

    /** For example {@code http://localhost:8080}, no slash at the end. */
    public String baseUrl(HttpServletRequest http) {
        if (said != null) {
            return said;
        }
        boolean defaultPort = http.getServerPort() == (http.isSecure() ? 443 : 80);
        String host =
                http.getServerName().contains(":") && !http.getServerName().startsWith("[")
                        ? "[" + http.getServerName() + "]"
                        : http.getServerName();
        return http.getScheme() + "://" + host + (defaultPort ? "" : ":" + http.getServerPort());
    }
}

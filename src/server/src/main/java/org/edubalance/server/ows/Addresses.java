package org.edubalance.server.ows;

import jakarta.servlet.http.HttpServletRequest;
import org.edubalance.server.ServerProperties;
import org.springframework.stereotype.Component;

/** The server's address as clients see it. */
@Component
public class Addresses {

    private final ServerProperties properties;

    Addresses(ServerProperties properties) {
        this.properties = properties;
    }

    /** For example {@code http://localhost:8080}, no slash at the end. */
    public String baseUrl(HttpServletRequest http) {
        if (properties.baseUrl() != null && !properties.baseUrl().isBlank()) {
            return properties.baseUrl().strip().replaceAll("/+$", "");
        }
        boolean defaultPort = http.getServerPort() == (http.isSecure() ? 443 : 80);
        String host =
                http.getServerName().contains(":") && !http.getServerName().startsWith("[")
                        ? "[" + http.getServerName() + "]"
                        : http.getServerName();
        return http.getScheme() + "://" + host + (defaultPort ? "" : ":" + http.getServerPort());
    }
}

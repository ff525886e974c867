package org.edubalance.server.guard;

import org.edubalance.server.ServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Has Tomcat count the connections of each client. */
@Component
final class ConnectionLimit implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final int most;

    ConnectionLimit(ServerProperties properties) {
        most = properties.limits().clientConnections();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(ClientConnections.class.getName());
        factory.addProtocolHandlerCustomizers((ClientConnections protocol) -> protocol.setMostOfAClient(most));
    }
}

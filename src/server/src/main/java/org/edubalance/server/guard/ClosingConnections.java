package org.edubalance.server.guard;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Ends connections whose request was answered before its body was read. By itself Tomcat reads the rest, in the thread of
 * the request and for as long as it takes to come.
 */
@Component
final class ClosingConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new Closing());
    }

    private static final class Closing extends ValveBase {

        private static final int MOST = 1 << 20;

        Closing() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            getNext().invoke(request, response);
            if (!request.isFinished()) {
                discard(request.getInputStream());
                if (!request.isFinished()) {
                    request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
                }
            }
        }

        /** What has come already: closed with that unread, the connection would break before the client reads its answer. */
        private static void discard(InputStream in) {
            try {
                byte[] chunk = new byte[1 << 13];
                for (int read = 0; read < MOST && in.available() > 0; read += chunk.length) {
                    in.read(chunk);
                }
            } catch (IOException e) {
                // the client is gone
            }
        }
    }
}

package org.edubalance.server.guard;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.ows.Places;

/**
 * HTTP over connections of which one client can have so many at a time. One more is answered with 503 and closed, before a
 * thread or a place among all connections is given to it.
 */
public final class ClientConnections extends Http11NioProtocol {

    /** Made by Tomcat, by its name. */
    public ClientConnections() {
        super(new Endpoint());
    }

    void setMostOfAClient(int most) {
        ((Endpoint) getEndpoint()).most = most;
    }

    private static final class Endpoint extends NioEndpoint {

        private static final int CLIENTS_BETWEEN_SWEEPS = 1_000;

        private volatile int most = Integer.MAX_VALUE;

        /** Used by the thread that accepts connections alone. Closed ones are dropped when they are counted. */
        private final Map<String, Set<SocketChannel>> open = new HashMap<>();

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            try {
                if (socket.getRemoteAddress() instanceof InetSocketAddress remote
                        && !isWithin(Places.client(remote.getAddress()), socket)) {
                    refuse(socket);
                    destroySocket(socket);
                    return false;
                }
            } catch (IOException e) {
                // the client is gone
                destroySocket(socket);
                return false;
            }
            return super.setSocketOptions(socket);
        }

        private boolean isWithin(String client, SocketChannel socket) {
            if (open.size() >= CLIENTS_BETWEEN_SWEEPS && !open.containsKey(client)) {
                open.values().removeIf(sockets -> sockets.stream().noneMatch(SocketChannel::isOpen));
            }
            Set<SocketChannel> sockets = open.computeIfAbsent(client, key -> new HashSet<>());
            if (sockets.size() >= most) {
                sockets.removeIf(known -> !known.isOpen());
            }
            return sockets.size() < most && sockets.add(socket);
        }

        private void refuse(SocketChannel socket) throws IOException {
            Message message = Message.of("guard.connections", "limit", most);
            byte[] text =
                    (message.in(Language.EN) + "\n" + message.in(Language.ZH) + "\n").getBytes(StandardCharsets.UTF_8);
            String head =
                    "HTTP/1.1 503 \r\nContent-Type: text/plain;charset=UTF-8\r\nX-Content-Type-Options: nosniff\r\n"
                            + "Retry-After: " + OwsResponse.RETRY_SECONDS + "\r\nConnection: close\r\nContent-Length: "
                            + text.length + "\r\n\r\n";
            // a client that does not read must not keep the one thread that accepts
            socket.configureBlocking(false);
            socket.write(
                    new ByteBuffer[] {ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)), ByteBuffer.wrap(text)
                    });
            socket.shutdownOutput();
            // closed with a request unread, the connection would break before its answer is read
            socket.read(ByteBuffer.allocate(1 << 13));
        }
    }
}

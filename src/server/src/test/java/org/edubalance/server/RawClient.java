package org.edubalance.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests as bytes over a socket, for what an ordinary client would not send. */
public final class RawClient implements AutoCloseable {

    private final Socket socket;

    public RawClient(String baseUrl) throws IOException {
        this(baseUrl, "127.0.0.1");
    }

    /** A client with an address of its own, such as 127.0.0.2, which not every system has. */
    public RawClient(String baseUrl, String address) throws IOException {
        socket = new Socket();
        socket.bind(new InetSocketAddress(address, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", URI.create(baseUrl).getPort()));
        socket.setSoTimeout(30_000);
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawClient send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Says that nothing more will come. */
    public RawClient finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** True if something has come. */
    public boolean hasAnswer() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** What comes until the server closes the connection. */
    public String answer() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** One request with the given header lines, and its answer. */
    public static String ask(String baseUrl, String requestLine, String headers, String body) throws IOException {
        return ask("127.0.0.1", baseUrl, requestLine, headers, body);
    }

    /** The same from an address of its own. */
    public static String ask(String address, String baseUrl, String requestLine, String headers, String body)
            throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String length = body.isEmpty() ? "" : "Content-Length: " + content.length + "\r\n";
        try (RawClient client = new RawClient(baseUrl, address)) {
            return client.send(requestLine + " HTTP/1.1\r\n" + headers + length + "Connection: close\r\n\r\n")
                    .send(content)
                    .answer();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

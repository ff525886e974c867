package org.edubalance.server.wms;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.edubalance.server.TestServer;

/** Requests to a server's WMS, for tests. */
final class WmsClient {

    private final TestServer server;

    WmsClient(TestServer server) {
        this.server = server;
    }

    /** A request with the given parameters, {@code name=value} as they read before encoding. */
    HttpResponse<byte[]> ask(String... parameters) {
        return ask(Map.of(), parameters);
    }

    /** As above, starting from other parameters; {@code name=} with nothing behind takes one away. */
    HttpResponse<byte[]> ask(Map<String, String> base, String... parameters) {
        Map<String, String> all = new LinkedHashMap<>(base);
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            all.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        all.values().removeIf(String::isEmpty);
        return server.get("/wms?"
                + all.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + TestServer.encode(pair.getValue()))
                        .collect(Collectors.joining("&")));
    }

    BufferedImage image(Map<String, String> base, String... parameters) {
        HttpResponse<byte[]> response = ask(base, parameters);
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() != 200 || !type.startsWith("image/")) {
            throw new AssertionError(response.statusCode() + " " + type + ": " + TestServer.text(response));
        }
        try {
            return ImageIO.read(new ByteArrayInputStream(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

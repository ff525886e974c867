package org.edubalance.server.wms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Servers of other origins for pages under test: one of files, one of the packages' public copies, one like a GeoServer. */
final class OtherOrigin implements AutoCloseable {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript",
            "mjs", "text/javascript",
            "css", "text/css",
            "png", "image/png");
    private static final String PASSWORD = "only for tests";

    private final HttpServer server;

    private OtherOrigin(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newFixedThreadPool(4, run -> {
            Thread thread = new Thread(run, "other origin");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    /** A folder. */
    static OtherOrigin ofFiles(Path folder) throws IOException {
        HttpServer server = HttpServer.create(loopback(), 0);
        server.createContext("/", exchange -> file(exchange, folder));
        return new OtherOrigin(server);
    }

    /** A folder as a public place gives it out: by HTTPS, under a certificate that nobody signed, to every origin. */
    static OtherOrigin ofPublicFiles(Path folder, Path scratch) throws IOException, InterruptedException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate(scratch.resolve("certificate.p12"))));
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            file(exchange, folder);
        });
        return new OtherOrigin(server);
    }

    /**
     * The embedded server in the ways of a GeoServer behind Tomcat's CORS filter: below {@code /geoserver}, open to every
     * origin, its refusals by WPS with status 200.
     */
    static OtherOrigin likeGeoServer(String embedded) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        HttpServer server = HttpServer.create(loopback(), 0);
        server.createContext("/geoserver/ows", exchange -> {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                exchange.getResponseHeaders().set("Access-Control-Allow-Methods", "GET,POST,PUT,DELETE,HEAD,OPTIONS");
                exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "*");
                answer(exchange, 200, new byte[0]);
                return;
            }
            String query = exchange.getRequestURI().getRawQuery();
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(embedded + "/ows" + (query == null ? "" : "?" + query)));
            if (exchange.getRequestMethod().equals("POST")) {
                request.header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"));
                request.POST(HttpRequest.BodyPublishers.ofByteArray(
                        exchange.getRequestBody().readAllBytes()));
            }
            try {
                HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                exchange.getResponseHeaders()
                        .set(
                                "Content-Type",
                                answer.headers().firstValue("Content-Type").orElse("text/plain"));
                answer(exchange, 200, answer.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return new OtherOrigin(server);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String address() {
        return "http://localhost:" + port();
    }

    private static void file(HttpExchange exchange, Path folder) throws IOException {
        Path file =
                folder.resolve(exchange.getRequestURI().getPath().substring(1)).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
            answer(exchange, 404, new byte[0]);
            return;
        }
        String name = file.getFileName().toString();
        exchange.getResponseHeaders()
                .set("Content-Type", TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"));
        answer(exchange, 200, Files.readAllBytes(file));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static SSLContext certificate(Path store) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (made.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern OWN_LAYER_AS_JSON =
            Pattern.compile("<wps:Reference[^>]*(json[^>]*http://geoserver/wfs|http://geoserver/wfs[^>]*json)");
    /** A whole answer; the report within a failed execution takes its namespaces from around it. */
    private static final Pattern REPORT = Pattern.compile(
            "\\A(?:<\\?xml[^>]*>)?\\s*(<(\\w+:)?ExceptionReport.*</(\\w+:)?ExceptionReport>)\\s*\\z", Pattern.DOTALL);

    private static final String NO_TEXT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="1.1.0"><ows:Exception
              exceptionCode="NoApplicableCode"><ows:ExceptionText>java.lang.ClassCastException: no text</ows:ExceptionText>
            </ows:Exception></ows:ExceptionReport>""";
    private static final String EXECUTION_FAILED =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <wps:ExecuteResponse xmlns:wps="http://www.opengis.net/wps/1.0.0" service="WPS" version="1.0.0" xml:lang="en"
              ><wps:Status creationTime="2026-01-01T00:00:00Z"><wps:ProcessFailed>%s</wps:ProcessFailed></wps:Status
              ></wps:ExecuteResponse>""";

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
     * The embedded server in the ways of a GeoServer 2.27 behind a proxy that it does not know of, with Tomcat's CORS filter:
     * below {@code /geoserver}, open to every origin, its answers by WPS always with status 200, its own addresses those
     * behind the proxy. It takes its own layers in no format but its WFS's, and tells what a process refuses as the
     * failed status of an execution.
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
            String document = null;
            if (exchange.getRequestMethod().equals("POST")) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                document = new String(body, StandardCharsets.UTF_8);
                if (OWN_LAYER_AS_JSON.matcher(document).find()) {
                    exchange.getResponseHeaders().set("Content-Type", "application/xml");
                    answer(exchange, 200, NO_TEXT.getBytes(StandardCharsets.UTF_8));
                    return;
                }
                request.header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"));
                request.POST(HttpRequest.BodyPublishers.ofByteArray(body));
            }
            try {
                HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                String type = answer.headers().firstValue("Content-Type").orElse("text/plain");
                exchange.getResponseHeaders().set("Content-Type", type);
                answer(
                        exchange,
                        200,
                        type.contains("xml")
                                ? inItsWords(new String(answer.body(), StandardCharsets.UTF_8), document, embedded)
                                        .getBytes(StandardCharsets.UTF_8)
                                : answer.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return new OtherOrigin(server);
    }

    /** @param document what was posted, or null */
    private static String inItsWords(String answer, String document, String embedded) {
        String behind = answer.replace(embedded + "/ows", "http://behind.example:8080/inner/geoserver/ows");
        Matcher report = REPORT.matcher(behind);
        boolean ofProcess = document != null && document.contains("ResponseDocument") && report.matches();
        return !ofProcess ? behind : EXECUTION_FAILED.formatted(report.group(1));
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
        Tool.run(
                store.toAbsolutePath().getParent(),
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
                store.toAbsolutePath().toString(),
                "-storepass",
                PASSWORD);
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

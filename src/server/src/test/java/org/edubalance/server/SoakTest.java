package org.edubalance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged server under many clients for minutes: every answer is what it is alone, and the memory comes back. The time
 * is that of two rounds together: what the first one leaves in memory are the buffers of connections, and the second adds
 * nothing to it.
 *
 * <pre>
 * mvn package -DskipTests
 * mvn -pl src/server -am test -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false -Dsoak.minutes=5 -Dsoak.clients=32,128
 * </pre>
 *
 * <p>{@code -Dsoak.jar=FILE} takes another jar. Several, with commas between, are run one after the other, of which
 * the last is held to what it should be and those before are to compare with; {@code -Dsoak.without=REGEX} leaves out the
 * paths that one of them does not have. Nothing else should run on the machine.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "[\\d.]+")
class SoakTest {

    private static final String CONTENT = "<wps:Execute service=\"WPS\" version=\"1.0.0\""
            + " xmlns:wps=\"http://www.opengis.net/wps/1.0.0\" xmlns:ows=\"http://www.opengis.net/ows/1.1\""
            + " xmlns:xlink=\"http://www.w3.org/1999/xlink\"><ows:Identifier>%s</ows:Identifier><wps:DataInputs>"
            + "<wps:Input><ows:Identifier>%s</ows:Identifier><wps:Reference"
            + " xlink:href=\"http://geoserver/wfs?service=WFS&amp;request=GetFeature&amp;typeName=edu:schools\"/></wps:Input>"
            + "%s</wps:DataInputs><wps:ResponseForm><wps:RawDataOutput><ows:Identifier>result</ows:Identifier>"
            + "</wps:RawDataOutput></wps:ResponseForm></wps:Execute>";
    private static final String INDICATORS = "<wps:Input><ows:Identifier>indicators</ows:Identifier><wps:Data>"
            + "<wps:LiteralData>books/pupils</wps:LiteralData></wps:Data></wps:Input><wps:Input>"
            + "<ows:Identifier>groupBy</ows:Identifier><wps:Data><wps:LiteralData>county</wps:LiteralData></wps:Data></wps:Input>";
    private static final String MAP =
            "/wms?service=WMS&version=1.3.0&styles=&crs=CRS:84&width=200&height=150&layers=edu:schools";

    private static final int ROUNDS = 2;

    /** What a round may add: caches that are still being filled, and what a collection happens to leave. */
    private static final long MEGABYTES_OF_A_ROUND = 6;

    /** A connection has 0.16 MB at most, of which 64 KB are for the headers of a request. */
    private static final int CONNECTIONS_OF_A_MEGABYTE = 4;

    /** A request, and the status that it is answered with. */
    private record Kind(int status, HttpRequest request) {}

    @TempDir
    Path directory;

    @Test
    void answersManyForMinutes() throws Exception {
        Duration time = Duration.ofMillis((long) (60_000 * Double.parseDouble(System.getProperty("soak.minutes"))));
        for (String clients : System.getProperty("soak.clients", "32,128").split(",")) {
            List<Path> jars = jars();
            for (int i = 0; i < jars.size(); i++) {
                soak(jars.get(i), i == jars.size() - 1, Integer.parseInt(clients.strip()), time.dividedBy(ROUNDS));
            }
        }
    }

    private void soak(Path jar, boolean held, int clients, Duration time) throws Exception {
        Path output = directory.resolve("server-" + clients + ".txt");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        // all clients have one address here
                        "-Dedubalance.limits.client-share=1",
                        "-jar",
                        jar.toString(),
                        "serve",
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Kind> kinds = kinds(address(server, output)).stream()
                    .filter(kind ->
                            !kind.request().uri().getPath().matches(System.getProperty("soak.without", "nothing")))
                    .toList();
            HttpClient warm = HttpClient.newHttpClient();
            for (int i = 0; i < 20 * kinds.size(); i++) {
                send(warm, kinds.get(i % kinds.size()));
            }
            List<HttpClient> all =
                    Stream.generate(HttpClient::newHttpClient).limit(clients).toList();
            long last = heap(server);
            for (int round = 1; round <= ROUNDS; round++) {
                Round done = round(all, threads, kinds, time);
                long heap = heap(server);
                System.out.printf(
                        Locale.ROOT,
                        "%s, %d clients, round %d, %d s: %s, heap %d MB before and %d MB after%n",
                        jar.getFileName(),
                        clients,
                        round,
                        time.toSeconds(),
                        done.told(time),
                        last,
                        heap);
                if (held) {
                    assertThat(done.wrong()).isEmpty();
                    long connections = round == 1 ? clients / CONNECTIONS_OF_A_MEGABYTE : 0;
                    assertThat(heap).isLessThan(last + MEGABYTES_OF_A_ROUND + connections);
                }
                last = heap;
            }
        } finally {
            threads.shutdownNow();
            server.destroy();
            server.waitFor(30, TimeUnit.SECONDS);
        }
        if (held) {
            assertThat(Files.readString(output)).doesNotContain("internal error", "OutOfMemoryError");
        }
    }

    /** What clients were answered: times in order, and what was wrong. */
    private record Round(long[] nanos, Map<String, Integer> wrong) {
        String told(Duration time) {
            return String.format(
                    Locale.ROOT,
                    "%d requests, %.0f/s, median %.3f s, p99 %.3f s, wrong: %s",
                    nanos.length,
                    nanos.length / (time.toMillis() / 1e3),
                    nanos[nanos.length / 2] / 1e9,
                    nanos[(int) (nanos.length * 0.99)] / 1e9,
                    wrong.isEmpty() ? "none" : wrong);
        }
    }

    private static Round round(List<HttpClient> clients, ExecutorService threads, List<Kind> kinds, Duration time)
            throws Exception {
        Map<String, Integer> wrong = new ConcurrentSkipListMap<>();
        long end = System.nanoTime() + time.toNanos();
        List<Future<long[]>> running = new ArrayList<>();
        for (int c = 0; c < clients.size(); c++) {
            int first = c;
            running.add(threads.submit(() -> client(clients.get(first), kinds, first, end, wrong)));
        }
        List<long[]> each = new ArrayList<>();
        for (Future<long[]> client : running) {
            each.add(client.get());
        }
        return new Round(each.stream().flatMapToLong(Arrays::stream).sorted().toArray(), wrong);
    }

    private static long[] client(HttpClient client, List<Kind> kinds, int first, long end, Map<String, Integer> wrong) {
        long[] nanos = new long[1024];
        int count = 0;
        for (int i = first; System.nanoTime() < end; i++) {
            long start = System.nanoTime();
            Kind kind = kinds.get(i % kinds.size());
            String answered = send(client, kind);
            if (!answered.equals(Integer.toString(kind.status()))) {
                wrong.merge(answered + " for " + kind.request().uri().getPath(), 1, Integer::sum);
            }
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = System.nanoTime() - start;
        }
        return Arrays.copyOf(nanos, count);
    }

    /** The status of the answer, or why there is none. */
    private static String send(HttpClient client, Kind kind) {
        try {
            HttpResponse<byte[]> response = client.send(kind.request(), HttpResponse.BodyHandlers.ofByteArray());
            return response.body().length == 0 ? "nothing" : Integer.toString(response.statusCode());
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }

    private static List<Kind> kinds(String url) {
        return List.of(
                get(200, url, "/wps?service=WPS&request=GetCapabilities"),
                get(200, url, MAP + "&request=GetMap&bbox=92,28,96,31&format=image/png"),
                post(200, url, CONTENT.formatted("vec:Count", "features", "")),
                get(200, url, "/ogc/processes/v1/processes/edu:KernelDensity"),
                post(200, url, CONTENT.formatted("edu:BalanceCoefficients", "data", INDICATORS)),
                get(400, url, MAP + "&request=GetMap&bbox=92,28,96&format=image/png"),
                get(200, url, MAP + "&request=GetFeatureInfo&bbox=92,28,96,31&query_layers=edu:schools&i=10&j=10"),
                post(400, url, "<!DOCTYPE a><a/>"),
                get(200, url, "/actuator/health"));
    }

    private static Kind get(int status, String url, String path) {
        return new Kind(
                status,
                HttpRequest.newBuilder(URI.create(url + path.substring(1))).build());
    }

    private static Kind post(int status, String url, String document) {
        return new Kind(
                status,
                HttpRequest.newBuilder(URI.create(url + "wps"))
                        .header("Content-Type", "text/xml")
                        .POST(HttpRequest.BodyPublishers.ofString(document))
                        .build());
    }

    private static String address(Process server, Path output) throws Exception {
        Pattern address = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
        for (int i = 0; i < 600 && server.isAlive(); i++) {
            Matcher found = address.matcher(Files.readString(output));
            if (found.find()) {
                return found.group();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no server:\n" + Files.readString(output));
    }

    /** What is in use after a collection, in megabytes. */
    private static long heap(Process server) throws Exception {
        jcmd(server, "GC.run");
        Matcher used = Pattern.compile("used (\\d+)K").matcher(jcmd(server, "GC.heap_info"));
        assertThat(used.find()).isTrue();
        return Long.parseLong(used.group(1)) / 1024;
    }

    private static String jcmd(Process server, String command) throws Exception {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(server.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes());
        assertThat(jcmd.waitFor()).as(said).isZero();
        return said;
    }

    private static List<Path> jars() throws IOException {
        if (System.getProperty("soak.jar") != null) {
            return Arrays.stream(System.getProperty("soak.jar").split(","))
                    .map(Path::of)
                    .toList();
        }
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return List.of(files.filter(file -> file.toString().endsWith("-server.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no server jar in target: run mvn package")));
        }
    }
}

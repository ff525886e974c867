package org.edubalance.server.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.server.wps.WpsRequests.SCHOOLS;
import static org.edubalance.server.wps.WpsRequests.box;
import static org.edubalance.server.wps.WpsRequests.complex;
import static org.edubalance.server.wps.WpsRequests.execute;
import static org.edubalance.server.wps.WpsRequests.literal;
import static org.edubalance.server.wps.WpsRequests.raw;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.edubalance.server.TestServer;
import org.edubalance.server.execution.TestProcesses;
import org.geotools.process.Processors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** 200 requests of all sorts from 32 clients at once: each gets the answer that it gets alone, and nothing stays behind. */
@Tag("slow")
class LoadTest {

    private static final int REQUESTS = 200;
    private static final int CLIENTS = 32;

    private record Kind(int status, String type, Callable<HttpResponse<byte[]>> request) {}

    private record Outcome(Kind kind, int status, String type, long millis) {}

    @Test
    void answersManyAtOnceAndCleansUp() throws Exception {
        TestProcesses processes = new TestProcesses();
        Processors.addProcessFactory(processes);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        Set<Thread> before;
        try {
            before = jobThreads();
            try (TestServer server =
                    new TestServer(Map.of("edubalance.limits.run-time", "20s", "edubalance.limits.queued-jobs", 200))) {
                List<Kind> kinds = kinds(server);
                for (Kind kind : kinds) {
                    kind.request().call();
                }
                long heap = usedHeap();
                List<Future<Outcome>> futures = new ArrayList<>();
                for (int i = 0; i < REQUESTS; i++) {
                    Kind kind = kinds.get(i % kinds.size());
                    futures.add(clients.submit(() -> {
                        long start = System.nanoTime();
                        HttpResponse<byte[]> response = kind.request().call();
                        return new Outcome(
                                kind,
                                response.statusCode(),
                                response.headers().firstValue("Content-Type").orElse(""),
                                (System.nanoTime() - start) / 1_000_000);
                    }));
                }
                long[] millis = new long[REQUESTS];
                for (int i = 0; i < REQUESTS; i++) {
                    Outcome outcome = futures.get(i).get();
                    assertThat(outcome.status()).isEqualTo(outcome.kind().status());
                    assertThat(outcome.type()).startsWith(outcome.kind().type());
                    millis[i] = outcome.millis();
                }
                Arrays.sort(millis);
                long grown = usedHeap() - heap;
                LoggerFactory.getLogger(LoadTest.class)
                        .warn(
                                "{} requests from {} clients: median {} ms, p95 {} ms, heap grown by {} KB",
                                REQUESTS,
                                CLIENTS,
                                millis[REQUESTS / 2],
                                millis[REQUESTS * 95 / 100],
                                grown / 1024);
                // Caches and pooled buffers of 32 connections, but none of the 200 requests' data (over 100 MB).
                assertThat(grown).isLessThan(40L << 20);
            }
        } finally {
            clients.shutdownNow();
            Processors.removeProcessFactory(processes);
        }
        for (int i = 0; i < 200 && !before.containsAll(jobThreads()); i++) {
            Thread.sleep(50);
        }
        assertThat(before).containsAll(jobThreads());
        assertThat(TestProcesses.RUNNING).hasValue(0);
    }

    private static List<Kind> kinds(TestServer server) {
        String large = "{\"type\":\"FeatureCollection\",\"features\":["
                + "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[94,29]},\"properties\":{\"a\":1}},"
                        .repeat(5000)
                + "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":1}}]}";
        String heatmap = execute(
                "vec:Heatmap",
                complex("data", "application/json", SCHOOLS)
                        + literal("radiusPixels", 10)
                        + box("outputBBOX", "EPSG:4326", "94 29", "95 30")
                        + literal("outputWidth", 300)
                        + literal("outputHeight", 300),
                raw("result"));
        String map = "/wms?service=WMS&version=1.3.0&request=GetMap&layers=edu:schools&styles=&crs=CRS:84"
                + "&bbox=92,28,96,31&width=200&height=150&format=image/png";
        return List.of(
                new Kind(200, "text/xml", () -> server.get("/wps?service=WPS&request=GetCapabilities")),
                new Kind(200, "image/tiff", () -> WpsRequests.post(server, heatmap)),
                new Kind(200, "image/png", () -> server.get(map)),
                new Kind(
                        200,
                        "text/plain",
                        () -> WpsRequests.post(
                                server,
                                execute("vec:Count", complex("features", "application/json", large), raw("result")))),
                new Kind(
                        200,
                        "text/plain",
                        () -> WpsRequests.post(server, execute("test:Slow", literal("seconds", 0.05), raw("result")))),
                new Kind(400, "text/xml", () -> WpsRequests.post(server, "<!DOCTYPE a><a/>")),
                new Kind(
                        400,
                        "text/xml",
                        () -> WpsRequests.post(
                                server, execute("test:Failing", literal("how", "input"), raw("result")))),
                new Kind(400, "text/xml", () -> server.get(map.replace("CRS:84", "EPSG:0"))));
    }

    private static Set<Thread> jobThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("job-"))
                .collect(Collectors.toSet());
    }

    private static long usedHeap() throws InterruptedException {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
            Runtime runtime = Runtime.getRuntime();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}

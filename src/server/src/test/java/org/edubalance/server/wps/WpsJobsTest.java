package org.edubalance.server.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.server.TestServer.text;
import static org.edubalance.server.wps.WpsRequests.SCHOOLS;
import static org.edubalance.server.wps.WpsRequests.complex;
import static org.edubalance.server.wps.WpsRequests.document;
import static org.edubalance.server.wps.WpsRequests.execute;
import static org.edubalance.server.wps.WpsRequests.literal;
import static org.edubalance.server.wps.WpsRequests.output;
import static org.edubalance.server.wps.WpsRequests.post;
import static org.edubalance.server.wps.WpsRequests.raw;
import static org.edubalance.server.wps.WpsRequests.value;
import static org.edubalance.server.wps.WpsRequests.values;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.edubalance.server.OgcSchemas;
import org.edubalance.server.TestServer;
import org.edubalance.server.execution.TestProcesses;
import org.geotools.process.Processors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** Executions that outlive their request: status, results, dismissal, limits of time and number, restarts. */
class WpsJobsTest {

    private static final String RESPONSE_SCHEMA = "wps/1.0.0/wpsExecute_response.xsd";
    private static final String STORED = "storeExecuteResponse=\"true\" status=\"true\"";
    private static final TestProcesses PROCESSES = new TestProcesses();

    @TempDir
    static Path work;

    private static TestServer server;

    @BeforeAll
    static void start() {
        Processors.addProcessFactory(PROCESSES);
        server = new TestServer(Map.of(
                "edubalance.work",
                work,
                "edubalance.limits.running-jobs",
                2,
                "edubalance.limits.queued-jobs",
                3,
                "edubalance.limits.client-share",
                1));
    }

    @AfterAll
    static void stop() {
        server.close();
        Processors.removeProcessFactory(PROCESSES);
    }

    /** A server that closes may stop a job before it has gone through the gate that was opened for it. */
    @AfterEach
    void closeTheGate() {
        awaitNothingRunning();
        TestProcesses.GATE.drainPermits();
    }

    /** Posts an execution that is to be stored, and gives the path of its status. */
    private static String submit(String document) {
        HttpResponse<byte[]> response = post(server, document);
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        OgcSchemas.validate(response.body(), RESPONSE_SCHEMA);
        return value(response.body(), "/ExecuteResponse/@statusLocation")
                .substring(server.baseUrl().length());
    }

    private static byte[] status(String path) {
        HttpResponse<byte[]> response = server.get(path);
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        OgcSchemas.validate(response.body(), RESPONSE_SCHEMA);
        return response.body();
    }

    private static byte[] awaitStatus(String path, Predicate<byte[]> reached) {
        byte[][] last = new byte[1][];
        await(() -> {
            last[0] = status(path);
            return reached.test(last[0]);
        });
        return last[0];
    }

    private static byte[] awaitEnd(String path) {
        return awaitStatus(
                path,
                document -> !values(document, "//Status/ProcessSucceeded").isEmpty()
                        || !values(document, "//Status/ProcessFailed").isEmpty());
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("within 20 s").isBefore(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static void awaitNothingRunning() {
        await(() -> TestProcesses.RUNNING.get() == 0);
    }

    private static String gated(String form) {
        return execute("test:Gated", literal("value", 0.5), form);
    }

    private static void awaitStart(String path) {
        awaitStatus(path, document -> !values(document, "//ProcessStarted").isEmpty());
    }

    @Test
    void reportsProgressAndKeepsTheResult() {
        String status = submit(gated(document(STORED + " lineage=\"true\"", "")));
        awaitStatus(status, document -> !values(document, "//ProcessStarted[@percentCompleted=50]")
                .isEmpty());
        assertThat(value(status(status), "//ProcessStarted")).isEqualTo("The process runs: Waiting");
        TestProcesses.GATE.release();
        byte[] ended = awaitEnd(status);
        assertThat(value(ended, "//ProcessSucceeded")).isEqualTo("The process succeeded. It took a while.");
        assertThat(value(ended, "//ProcessOutputs//LiteralData")).isEqualTo("0.5");
        assertThat(value(ended, "//DataInputs//LiteralData")).isEqualTo("0.5");
        assertThat(status(status)).as("as often as it is asked for").isEqualTo(ended);
    }

    @Test
    void waitsForTheEndWhereOnlyStorageIsAskedFor() {
        HttpResponse<byte[]> response = post(
                server,
                execute(
                        "vec:Count",
                        complex("features", "application/json", SCHOOLS),
                        document("storeExecuteResponse=\"true\"", "")));
        assertThat(value(response.body(), "//ProcessOutputs//LiteralData")).isEqualTo("3");
        String status = value(response.body(), "/ExecuteResponse/@statusLocation");
        assertThat(status(status.substring(server.baseUrl().length()))).isEqualTo(response.body());
    }

    @Test
    void tellsAFailureInTheStatus() {
        byte[] ended = awaitEnd(submit(execute("test:Failing", literal("how", "input"), document(STORED, ""))));
        assertThat(value(ended, "//ProcessFailed//Exception/@exceptionCode")).isEqualTo("InvalidParameterValue");
        assertThat(value(ended, "//ProcessFailed//Exception/@locator")).isEqualTo("how");
        assertThat(value(ended, "//ProcessFailed//ExceptionText")).isEqualTo("how must be a finite number, got -5");
    }

    @Test
    void stopsWhatIsDismissed() {
        String status = submit(gated(document(STORED, "")));
        awaitStart(status);
        HttpResponse<byte[]> dismissed = server.get(status.replace("GetExecutionStatus", "Dismiss"));
        OgcSchemas.validate(dismissed.body(), RESPONSE_SCHEMA);
        byte[] ended = awaitEnd(status);
        assertThat(value(ended, "//ProcessFailed//ExceptionText")).contains("dismissed");
        awaitNothingRunning();
    }

    @Test
    void dropsTheResultsOfWhatIsDismissedAfterItsEnd() {
        String status = submit(execute(
                "vec:Query",
                complex("features", "application/json", SCHOOLS),
                document(STORED, output("result", "asReference=\"true\""))));
        String result = value(awaitEnd(status), "//Output/Reference/@href")
                .substring(server.baseUrl().length());
        assertThat(server.get(result).statusCode()).isEqualTo(200);
        HttpResponse<byte[]> dismissed = server.get(status.replace("GetExecutionStatus", "Dismiss"));
        assertThat(value(dismissed.body(), "//ProcessFailed//ExceptionText")).contains("dismissed");
        assertThat(server.get(result).statusCode()).isEqualTo(400);
        assertThat(status(status)).isEqualTo(dismissed.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Slow", "Deaf", "Sleepy"})
    void stopsWhatRunsTooLong(String process) {
        String inputs = process.equals("Deaf") ? complex("data", "application/json", SCHOOLS) : literal("seconds", 60);
        try (TestServer strict = new TestServer(Map.of("edubalance.limits.run-time", "300ms"))) {
            HttpResponse<byte[]> sync = post(strict, execute("test:" + process, inputs, raw("result")));
            assertThat(sync.statusCode()).isEqualTo(503);
            OgcSchemas.validate(sync.body(), "ows/1.1.0/owsExceptionReport.xsd");
            String message = "test:" + process + " ran longer than the limit of 0.3 s and was stopped";
            assertThat(value(sync.body(), "//ExceptionText")).isEqualTo(message);
            awaitNothingRunning();

            byte[] async = post(
                            strict, execute("test:" + process, inputs, document("storeExecuteResponse=\"true\"", "")))
                    .body();
            assertThat(value(async, "//ProcessFailed//ExceptionText")).isEqualTo(message);
            awaitNothingRunning();
        }
    }

    @Test
    void startsNothingWhileTooManyDoNotStop() {
        String stubborn = execute("test:Stubborn", "", raw("result"));
        String counting = execute("vec:Count", complex("features", "application/json", SCHOOLS), raw("result"));
        try (TestServer strict =
                new TestServer(Map.of("edubalance.limits.run-time", "200ms", "edubalance.limits.running-jobs", 1))) {
            for (int i = 0; i < 2; i++) {
                assertThat(value(post(strict, stubborn).body(), "//ExceptionText"))
                        .isEqualTo("test:Stubborn ran longer than the limit of 0.2 s and was stopped");
            }
            HttpResponse<byte[]> refused = post(strict, counting);
            assertThat(refused.statusCode()).isEqualTo(503);
            OgcSchemas.validate(refused.body(), "ows/1.1.0/owsExceptionReport.xsd");
            assertThat(value(refused.body(), "//Exception/@exceptionCode")).isEqualTo("ServerBusy");
            assertThat(value(refused.body(), "//ExceptionText"))
                    .isEqualTo("The server starts no process now: 2 go on though they were told to stop, and the limit"
                            + " is 1; try again later");
            TestProcesses.RELEASE.release(2);
            await(() -> post(strict, counting).statusCode() == 200);
        } finally {
            awaitNothingRunning();
        }
    }

    @Test
    void boundsTheQueue() {
        awaitNothingRunning();
        List<String> accepted = new ArrayList<>();
        List<HttpResponse<byte[]>> refused = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            HttpResponse<byte[]> response = post(server, gated(document(STORED, "")));
            if (response.statusCode() == 200) {
                accepted.add(value(response.body(), "/ExecuteResponse/@statusLocation")
                        .substring(server.baseUrl().length()));
            } else {
                refused.add(response);
            }
        }
        assertThat(accepted).as("two run and three wait").hasSize(5);
        assertThat(refused).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(value(response.body(), "//Exception/@exceptionCode")).isEqualTo("ServerBusy");
            assertThat(value(response.body(), "//ExceptionText")).contains("limit of 3");
        });
        awaitStart(accepted.get(0));
        awaitStart(accepted.get(1));
        String last = accepted.get(4);
        assertThat(values(status(last), "//ProcessAccepted")).hasSize(1);
        HttpResponse<byte[]> dismissed = server.get(last.replace("GetExecutionStatus", "Dismiss"));
        assertThat(value(dismissed.body(), "//ProcessFailed//ExceptionText"))
                .as("what waits ends at once")
                .contains("dismissed");
        TestProcesses.GATE.release(4);
        accepted.subList(0, 4).forEach(path -> assertThat(values(awaitEnd(path), "//ProcessSucceeded"))
                .hasSize(1));
        awaitNothingRunning();
    }

    @Test
    void leavesNoFilesOfSynchronousExecutions() throws IOException {
        HttpResponse<byte[]> response =
                post(server, execute("vec:Query", complex("features", "application/json", SCHOOLS), raw("result")));
        assertThat(response.statusCode()).isEqualTo(200);
        Path passing = work.resolve("passing");
        await(() -> {
            try (var files = Files.list(passing)) {
                return files.findAny().isEmpty();
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void tellsAfterARestartWhatWasRunning(@TempDir Path directory) throws IOException {
        String path;
        try (TestServer first = new TestServer(Map.of("edubalance.work", directory))) {
            HttpResponse<byte[]> accepted = post(first, gated(document(STORED, "")));
            path = value(accepted.body(), "/ExecuteResponse/@statusLocation")
                    .substring(first.baseUrl().length());
        }
        awaitNothingRunning();
        UUID crashed = UUID.randomUUID();
        Path job = Files.createDirectories(directory.resolve("jobs").resolve(crashed.toString()));
        Files.writeString(
                job.resolve("job.properties"),
                "protocol=wps\nprocess=vec:Count\ncreated=2026-11-22T06:00:00Z\nbaseUrl=http://localhost:8080\n");
        try (TestServer second = new TestServer(Map.of("edubalance.work", directory))) {
            HttpResponse<byte[]> stopped = second.get(path);
            OgcSchemas.validate(stopped.body(), RESPONSE_SCHEMA);
            assertThat(value(stopped.body(), "//ProcessFailed//ExceptionText")).contains("server went down");
            HttpResponse<byte[]> lost =
                    second.get("/ows?service=WPS&version=1.0.0&request=GetExecutionStatus&executionId=" + crashed);
            OgcSchemas.validate(lost.body(), RESPONSE_SCHEMA);
            assertThat(value(lost.body(), "//Process/Identifier")).isEqualTo("vec:Count");
            assertThat(value(lost.body(), "//ProcessFailed//ExceptionText")).contains("restarted");
        }
    }

    @Test
    void deletesResultsAfterTheirTime(@TempDir Path directory) throws IOException {
        try (TestServer brief =
                new TestServer(Map.of("edubalance.work", directory, "edubalance.limits.result-time", "400ms"))) {
            HttpResponse<byte[]> response = post(
                    brief,
                    execute(
                            "vec:Count",
                            complex("features", "application/json", SCHOOLS),
                            document("storeExecuteResponse=\"true\"", "")));
            String path = value(response.body(), "/ExecuteResponse/@statusLocation")
                    .substring(brief.baseUrl().length());
            await(() -> brief.get(path).statusCode() == 404);
            assertThat(value(brief.get(path).body(), "//ExceptionText")).startsWith("There is no such execution");
            try (var files = Files.list(directory.resolve("jobs"))) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void holdsNoMoreThanItHasMemoryFor() {
        String large = execute("test:Gated", literal("value", " ".repeat(700_000) + "0.5"), document(STORED, ""));
        try (TestServer small = new TestServer(Map.of(
                "edubalance.limits.request-size",
                "1MB",
                "edubalance.limits.held-size",
                "1MB",
                "edubalance.limits.client-share",
                1))) {
            HttpResponse<byte[]> first = post(small, large);
            assertThat(first.statusCode()).isEqualTo(200);
            HttpResponse<byte[]> second = post(small, large);
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(value(second.body(), "//ExceptionText"))
                    .contains("as much data of requests as it has memory for");
            assertThat(small.get("/wps?service=WPS&request=GetCapabilities").statusCode())
                    .isEqualTo(200);
            TestProcesses.GATE.release();
            await(() -> post(small, large).statusCode() == 200);
            TestProcesses.GATE.release();
        }
        awaitNothingRunning();
    }

    @Test
    void closesItsDirectoriesToOthers() throws IOException {
        byte[] ended = awaitEnd(submit(execute(
                "vec:Query",
                complex("features", "application/json", SCHOOLS),
                document(STORED, output("result", "asReference=\"true\"")))));
        assertThat(values(ended, "//ProcessSucceeded")).hasSize(1);
        for (String directory : List.of("jobs", "passing")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.resolve(directory))))
                    .isEqualTo("rwx------");
        }
        try (Stream<Path> files = Files.walk(work.resolve("jobs"))) {
            List<Path> all = files.skip(1).toList();
            assertThat(all).hasSizeGreaterThan(3).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void dropsTheOldestResultsWhereAllAreTooLarge() {
        String query = execute(
                "vec:Query",
                complex("features", "application/json", SCHOOLS.replace("\"A\"", "\"" + "A".repeat(300_000) + "\"")),
                document("storeExecuteResponse=\"true\"", output("result", "asReference=\"true\"")));
        try (TestServer small = new TestServer(Map.of("edubalance.limits.stored-size", "2MB"))) {
            List<String> paths = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                byte[] answer = post(small, query).body();
                assertThat(values(answer, "//ProcessSucceeded")).hasSize(1);
                paths.add(value(answer, "/ExecuteResponse/@statusLocation")
                        .substring(small.baseUrl().length()));
            }
            byte[] oldest = small.get(paths.get(0)).body();
            OgcSchemas.validate(oldest, RESPONSE_SCHEMA);
            assertThat(value(oldest, "//ProcessFailed//ExceptionText"))
                    .startsWith(
                            "The results were dropped to make room for newer ones: all together may be as large as 2 MB");
            assertThat(small.get(paths.get(0).replace("GetExecutionStatus", "GetExecutionResult") + "&outputId=result")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(values(small.get(paths.get(3)).body(), "//ProcessSucceeded"))
                    .hasSize(1);

            byte[] tooLarge = post(small, query.replace("A".repeat(300_000), "A".repeat(2_200_000)))
                    .body();
            assertThat(value(tooLarge, "//ProcessFailed//ExceptionText"))
                    .isEqualTo("result is larger than the limit of 2 MB for stored results");
        }
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        String count = execute(
                "vec:Count",
                complex("features", "application/json", SCHOOLS),
                document("storeExecuteResponse=\"true\"", ""));
        try (TestServer small =
                new TestServer(Map.of("edubalance.limits.stored-jobs", 2, "edubalance.limits.result-time", "30s"))) {
            List<String> paths = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                paths.add(value(post(small, count).body(), "/ExecuteResponse/@statusLocation")
                        .substring(small.baseUrl().length()));
            }
            await(() -> small.get(paths.get(0)).statusCode() == 404);
            assertThat(value(small.get(paths.get(0)).body(), "//ExceptionText")).endsWith("or before the last 2");
            assertThat(small.get(paths.get(1)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void neverForgetsWhatItAcceptedThoughItCannotStoreTheOutcome() throws IOException {
        String status = submit(gated(document(STORED, "")));
        awaitStart(status);
        Path directory = work.resolve("jobs").resolve(status.substring(status.lastIndexOf('=') + 1));
        FileSystemUtils.deleteRecursively(directory);
        Files.writeString(directory, "in the way");
        TestProcesses.GATE.release();
        byte[] ended = awaitEnd(status);
        assertThat(value(ended, "//ProcessFailed//ExceptionText")).startsWith("internal error");
        assertThat(status(status)).isEqualTo(ended);
    }

    @Test
    void removesTheFilesOfWhatFailed() throws IOException {
        byte[] ended = awaitEnd(submit(execute(
                "vec:Query",
                complex("features", "application/json", SCHOOLS.replace("\"B\"", "\"" + "B".repeat(3_000_000) + "\"")),
                document(STORED, output("result", "")))));
        assertThat(values(ended, "//ProcessSucceeded")).hasSize(1);
        try (TestServer small = new TestServer(
                Map.of("edubalance.work", work.resolve("small"), "edubalance.limits.inline-size", "1KB"))) {
            byte[] failed = post(
                            small,
                            execute(
                                    "vec:Query",
                                    complex(
                                            "features",
                                            "application/json",
                                            SCHOOLS.replace("\"B\"", "\"" + "B".repeat(3_000) + "\"")),
                                    document("storeExecuteResponse=\"true\"", output("result", ""))))
                    .body();
            assertThat(values(failed, "//ProcessFailed")).hasSize(1);
            try (Stream<Path> files = Files.walk(work.resolve("small").resolve("jobs"))) {
                assertThat(files.filter(Files::isRegularFile)
                                .map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("job.properties", "response");
            }
        }
    }

    @Test
    void answersThoseWhoWaitBeforeItStops() throws Exception {
        TestServer stopping = new TestServer(Map.of("edubalance.limits.running-jobs", 1));
        List<CompletableFuture<HttpResponse<byte[]>>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(CompletableFuture.supplyAsync(() -> post(stopping, gated(raw("result")))));
        }
        CompletableFuture<HttpResponse<byte[]>> sleepy = CompletableFuture.supplyAsync(
                () -> post(stopping, execute("test:Sleepy", literal("seconds", 60), raw("result"))));
        await(() -> TestProcesses.RUNNING.get() > 0);
        Thread.sleep(500);
        Instant start = Instant.now();
        stopping.close();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(12));
        waiting.add(sleepy);
        for (CompletableFuture<HttpResponse<byte[]>> client : waiting) {
            HttpResponse<byte[]> answer = client.get(1, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(value(answer.body(), "//ExceptionText")).isEqualTo("The server went down before the end");
        }
        awaitNothingRunning();
    }
}

package org.edubalance.server.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.server.RawClient;
import org.edubalance.server.TestServer;
import org.geotools.process.Processors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One client that asks for all there is, by both protocols and two addresses, and another that is served all the same. */
@EnabledOnOs(OS.LINUX)
class ClientSharesTest {

    private static final TestProcesses PROCESSES = new TestProcesses();
    private static final String ONE = "127.0.0.1";
    private static final String OTHER = "127.0.0.2";
    private static final Pattern JOB = Pattern.compile("(?:executionId=|/jobs/)([0-9a-f-]{36})");

    @BeforeAll
    static void register() {
        Processors.addProcessFactory(PROCESSES);
    }

    @AfterAll
    static void unregister() {
        Processors.removeProcessFactory(PROCESSES);
    }

    @AfterEach
    void letThrough() {
        await(() -> TestProcesses.RUNNING.get() == 0);
        TestProcesses.GATE.drainPermits();
    }

    /** Has a process executed that waits at the test's gate, and does not wait for it. */
    private static String ask(TestServer server, String client, String protocol, String language, int padding)
            throws IOException {
        String host = "Host: localhost\r\nAccept-Language: " + language + "\r\n";
        String value = " ".repeat(padding) + "0.5";
        return protocol.equals("wps")
                ? RawClient.ask(
                        client,
                        server.baseUrl(),
                        "POST /wps",
                        host + "Content-Type: text/xml\r\n",
                        "<wps:Execute service=\"WPS\" version=\"1.0.0\" xmlns:wps=\"http://www.opengis.net/wps/1.0.0\""
                                + " xmlns:ows=\"http://www.opengis.net/ows/1.1\"><ows:Identifier>test:Gated</ows:Identifier>"
                                + "<wps:DataInputs><wps:Input><ows:Identifier>value</ows:Identifier><wps:Data>"
                                + "<wps:LiteralData>" + value + "</wps:LiteralData></wps:Data></wps:Input>"
                                + "</wps:DataInputs><wps:ResponseForm><wps:ResponseDocument status=\"true\""
                                + " storeExecuteResponse=\"true\"/></wps:ResponseForm></wps:Execute>")
                : RawClient.ask(
                        client,
                        server.baseUrl(),
                        "POST /ogc/processes/v1/processes/test:Gated/execution",
                        host + "Content-Type: application/json\r\nPrefer: respond-async\r\n",
                        " ".repeat(padding) + "{\"inputs\":{\"value\":0.5}}");
    }

    private static CompletableFuture<String> asking(
            TestServer server, String client, String protocol, String language, int padding) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return ask(server, client, protocol, language, padding);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The id of an execution that was accepted. */
    private static String accepted(String answer) {
        Matcher job = JOB.matcher(answer);
        assertThat(job.find()).as(answer).isTrue();
        assertThat(answer).containsPattern("^HTTP/1.1 20[01] ");
        return job.group(1);
    }

    private static void assertRefused(String answer, String text) {
        assertThat(answer).startsWith("HTTP/1.1 503").contains("Retry-After: 5\r\n", "ServerBusy", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wps", "ogcapi"})
    void leavesPlacesInTheQueueToOthers(String protocol) throws IOException {
        try (TestServer server =
                new TestServer(Map.of("edubalance.limits.running-jobs", 1, "edubalance.limits.queued-jobs", 4))) {
            for (int i = 0; i < 3; i++) {
                accepted(ask(server, ONE, protocol, "en", 0));
                await(() -> TestProcesses.RUNNING.get() == 1);
            }
            assertRefused(
                    ask(server, ONE, protocol, "en", 0),
                    "One client can have 2 of the 4 places for processes that wait: try again later");
            assertRefused(ask(server, ONE, protocol, "zh", 0), "排队的4个位置中，一个客户端最多可占2个：请稍后再试");
            // the places are those of the client, whichever way it asks
            assertRefused(
                    ask(server, ONE, protocol.equals("wps") ? "ogcapi" : "wps", "en", 0), "One client can have 2");

            String others = accepted(ask(server, OTHER, protocol, "en", 0));
            accepted(ask(server, OTHER, protocol, "en", 0));
            assertRefused(ask(server, OTHER, protocol, "en", 0), "the limit of 4 wait already");
            assertRefused(ask(server, "127.0.0.3", protocol, "en", 0), "the limit of 4 wait already");

            // the other's first job runs after one more of the client that came first, before its second
            TestProcesses.GATE.release(2);
            await(() -> state(server, protocol, others).contains("running")
                    || state(server, protocol, others).contains("ProcessStarted"));
            TestProcesses.GATE.release(3);
            await(() -> TestProcesses.RUNNING.get() == 0);
        }
    }

    private static String state(TestServer server, String protocol, String job) {
        return TestServer.text(server.get(
                protocol.equals("wps")
                        ? "/wps?service=WPS&version=1.0.0&request=GetExecutionStatus&executionId=" + job
                        : "/ogc/processes/v1/jobs/" + job + "?f=json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wps", "ogcapi"})
    void leavesMemoryForRequestsToOthers(String protocol) throws IOException {
        try (TestServer server = new TestServer(Map.of(
                "edubalance.limits.request-size", "1MB",
                "edubalance.limits.held-size", "2MB",
                "edubalance.limits.running-jobs", 8))) {
            int size = 500_000;
            accepted(ask(server, ONE, protocol, "en", size));
            accepted(ask(server, ONE, protocol, "en", size));
            // they wait for room, and are refused when none has come
            CompletableFuture<String> english = asking(server, ONE, protocol, "en", size);
            CompletableFuture<String> chinese = asking(server, ONE, protocol, "zh", size);
            accepted(ask(server, ONE, protocol, "en", 0));
            accepted(ask(server, OTHER, protocol, "en", size));
            accepted(ask(server, OTHER, protocol, "en", size));
            assertRefused(
                    ask(server, "127.0.0.3", protocol, "en", size), "as much data of requests as it has memory for");
            assertRefused(
                    english.join(), "One client can have 1048576 bytes of requests held at a time: try again later");
            assertRefused(chinese.join(), "服务器为一个客户端最多同时保留1048576字节的请求数据：请稍后再试");
            TestProcesses.GATE.release(5);
            await(() -> TestProcesses.RUNNING.get() == 0);
            accepted(ask(server, ONE, protocol, "en", size));
            TestProcesses.GATE.release();
        }
    }

    /** A body whose length is not told is held as what it turns out to be, no longer as what it might have been. */
    @Test
    void holdsAChunkedBodyAsLongAsItIs() throws IOException {
        String body = "{\"inputs\":{\"value\":0.5}}";
        try (TestServer server = new TestServer(Map.of(
                "edubalance.limits.request-size", "1MB",
                "edubalance.limits.held-size", "1MB",
                "edubalance.limits.running-jobs", 4))) {
            for (int i = 0; i < 4; i++) {
                try (RawClient client = new RawClient(server.baseUrl())) {
                    accepted(client.send("POST /ogc/processes/v1/processes/test:Gated/execution HTTP/1.1\r\n"
                                    + "Host: localhost\r\nContent-Type: application/json\r\nPrefer: respond-async\r\n"
                                    + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                                    + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n")
                            .answer());
                }
            }
            await(() -> TestProcesses.RUNNING.get() == 4);
            TestProcesses.GATE.release(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.5", "1.01", "NaN"})
    void takesNoShareThatIsNone(String share) {
        assertThatThrownBy(() -> new TestServer(Map.of("edubalance.limits.client-share", share)))
                .hasStackTraceContaining("edubalance.limits.client-share must be above 0 and at most 1");
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
}

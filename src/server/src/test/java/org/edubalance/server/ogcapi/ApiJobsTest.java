package org.edubalance.server.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.server.TestServer.text;
import static org.edubalance.server.ogcapi.ApiClient.SCHOOLS;
import static org.edubalance.server.ogcapi.ApiClient.header;
import static org.edubalance.server.ogcapi.ApiClient.json;
import static org.edubalance.server.ogcapi.ApiClient.links;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.edubalance.server.TestServer;
import org.edubalance.server.execution.TestProcesses;
import org.geotools.process.Processors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executions whose client takes the address of a job: states, results, dismissal, lists, restarts, preferences. */
class ApiJobsTest {

    private static final TestProcesses PROCESSES = new TestProcesses();
    private static final String NO_SUCH_JOB =
            "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job";

    @TempDir
    static Path work;

    private static TestServer server;
    private static ApiClient api;

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
        api = new ApiClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
        Processors.removeProcessFactory(PROCESSES);
    }

    @AfterEach
    void nothingRuns() {
        ApiClient.awaitTrue(() -> TestProcesses.RUNNING.get() == 0);
        TestProcesses.GATE.drainPermits();
    }

    /** Starts a job, and gives its address. */
    private static String submit(String process, String inputs, String more) {
        HttpResponse<byte[]> response = api.execute(process, inputs, more, "Prefer", "respond-async");
        JsonNode status = api.valid(response, 201, "statusInfo");
        assertThat(header(response, "Preference-Applied")).isEqualTo("respond-async");
        String location = header(response, "Location");
        assertThat(location)
                .isEqualTo(server.baseUrl() + "/ogc/processes/v1/jobs/"
                        + status.path("jobID").asText());
        assertThat(status.path("status").asText()).isIn("accepted", "running", "successful", "failed");
        assertThat(status.path("processID").asText()).isEqualTo(process);
        return location;
    }

    private static String gated() {
        return submit("test:Gated", "\"value\": 0.5", "");
    }

    @Test
    void tellsHowFarAJobIs() {
        String job = gated();
        JsonNode running = api.await(job, "running");
        ApiClient.awaitTrue(() -> json(api.get(job)).path("progress").asInt() == 50);
        assertThat(json(api.get(job)).path("message").asText()).isEqualTo("The process runs: Waiting");
        assertThat(Instant.parse(running.path("started").asText()))
                .isAfterOrEqualTo(Instant.parse(running.path("created").asText()));
        assertThat(running.has("finished")).isFalse();
        JsonNode early = api.problem(
                api.get(job + "/results"),
                404,
                "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready");
        assertThat(early.path("detail").asText()).isEqualTo("The job has no results yet: it is running");
        assertThat(text(api.get(job + "?f=html&lang=zh"))).contains("正在运行", "<progress max=\"100\" value=\"50\">");

        TestProcesses.GATE.release();
        JsonNode done = api.await(job, "successful");
        assertThat(done.path("progress").asInt()).isEqualTo(100);
        assertThat(done.path("message").asText()).isEqualTo("The process succeeded. It took a while.");
        assertThat(Instant.parse(done.path("finished").asText()))
                .isAfterOrEqualTo(Instant.parse(done.path("started").asText()))
                .isEqualTo(Instant.parse(done.path("updated").asText()));
        assertThat(text(api.get(links(done).get(OgcApi.REL_RESULTS + " ")))).isEqualTo("0.5");
        assertThat(text(api.get(job + "/results/result"))).isEqualTo("0.5");
        assertThat(text(api.get(job + "?f=html&lang=en"))).contains("Has succeeded", "/results\"");
    }

    @Test
    void keepsResultsInTheFormThatWasAskedFor() {
        String inputs = "\"features\": " + SCHOOLS;
        String raw = submit("vec:Query", inputs, "");
        String document = submit("vec:Query", inputs, "\"response\": \"document\"");
        String csv =
                submit("vec:Query", inputs, "\"outputs\": {\"result\": {\"format\": {\"mediaType\": \"text/csv\"}}}");
        String reference = submit(
                "vec:Query",
                inputs,
                "\"response\": \"document\", \"outputs\": {\"result\": {\"transmissionMode\": \"reference\"}}");
        List.of(raw, document, csv, reference).forEach(job -> api.await(job, "successful"));
        JsonNode features = json(api.get(raw + "/results"));
        assertThat(features.path("features")).hasSize(3);
        assertThat(api.valid(api.get(document + "/results"), 200, "results").at("/result/value"))
                .isEqualTo(features);
        assertThat(header(api.get(csv + "/results"), "Content-Type")).startsWith("text/csv");
        String href = api.valid(api.get(reference + "/results"), 200, "results")
                .at("/result/href")
                .asText();
        assertThat(json(api.get(href))).isEqualTo(features);
        api.problem(
                api.get(raw + "/results/nothing"),
                404,
                "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-output");
        assertThat(text(api.get(submitted("test:Two", "") + "/results"))).contains("Content-ID: <first>", "一");
    }

    private static String submitted(String process, String inputs) {
        String job = submit(process, inputs, "");
        api.await(job, "successful");
        return job;
    }

    @Test
    void tellsWhyAJobFailed() {
        String job = submit("test:Failing", "\"how\": \"input\"", "");
        JsonNode failed = api.await(job, "failed");
        assertThat(failed.path("message").asText()).isEqualTo("how must be a finite number, got -5");
        assertThat(failed.has("progress")).isFalse();
        JsonNode problem = api.problem(api.get(job + "/results"), 400, "InvalidParameterValue");
        assertThat(problem.path("detail")).isEqualTo(failed.path("message"));
        assertThat(problem.path("instance").asText()).isEqualTo(job);
        JsonNode fault = api.problem(api.get(failed("bug") + "/results"), 500, "NoApplicableCode");
        assertThat(fault.path("detail").asText()).startsWith("internal error").doesNotContain("java");
    }

    private static String failed(String how) {
        String job = submit("test:Failing", "\"how\": \"" + how + "\"", "");
        api.await(job, "failed");
        return job;
    }

    @Test
    void stopsWhatIsDismissed() {
        String job = gated();
        api.await(job, "running");
        JsonNode dismissed = api.valid(api.send("DELETE", job, null), 200, "statusInfo");
        assertThat(dismissed.path("status").asText()).isEqualTo("dismissed");
        JsonNode ended = api.await(job, "dismissed");
        assertThat(ended.path("message").asText()).isEqualTo("The execution was dismissed by a client");
        JsonNode gone = api.problem(api.get(job + "/results"), 410, "NoApplicableCode");
        assertThat(gone.path("title").asText()).isEqualTo("This is there no more");
    }

    @Test
    void dropsTheResultsOfWhatIsDismissedAfterItsEnd() {
        String job = submitted("vec:Count", "\"features\": " + SCHOOLS);
        assertThat(text(api.get(job + "/results"))).isEqualTo("3");
        assertThat(api.valid(api.send("DELETE", job, null), 200, "statusInfo")
                        .path("status")
                        .asText())
                .isEqualTo("dismissed");
        assertThat(api.get(job + "/results").statusCode()).isEqualTo(410);
        assertThat(api.get(job + "/results/result").statusCode()).isEqualTo(410);
        assertThat(json(api.get(job)).path("status").asText()).isEqualTo("dismissed");
        assertThat(api.send("DELETE", job, null).statusCode())
                .as("as often as one likes")
                .isEqualTo(200);
        String failed = failed("input");
        api.send("DELETE", failed, null);
        assertThat(json(api.get(failed)).path("status").asText()).isEqualTo("dismissed");
    }

    @Test
    void knowsNoJobOfAnotherService() {
        String wps = text(server.get("/wps?service=WPS&version=1.0.0&request=Execute&identifier=test:Literals"
                + "&storeExecuteResponse=true&ResponseDocument=result"));
        String id = wps.replaceAll("(?s).*executionId=([-0-9a-f]{36}).*", "$1");
        for (String unknown : List.of(id, UUID.randomUUID().toString(), "invalid-job-" + id, "..%2f..%2fetc", "1")) {
            for (String path : List.of(
                    "/jobs/" + unknown, "/jobs/" + unknown + "/results", "/jobs/" + unknown + "/results/result")) {
                if (!unknown.contains("%2f")) {
                    api.problem(api.get(path), 404, NO_SUCH_JOB);
                } else {
                    assertThat(api.get(path).statusCode()).isIn(400, 404);
                }
            }
        }
        api.problem(api.send("DELETE", "/jobs/" + id, null), 404, NO_SUCH_JOB);
        String own = submitted("vec:Count", "\"features\": " + SCHOOLS);
        String status = "/wps?service=WPS&version=1.0.0&request=GetExecutionStatus&executionId="
                + own.substring(own.lastIndexOf('/') + 1);
        assertThat(server.get(status).statusCode()).isEqualTo(404);
        assertThat(server.get(status.replace("GetExecutionStatus", "Dismiss")).statusCode())
                .isEqualTo(404);
        assertThat(text(api.get(own + "/results"))).isEqualTo("3");
    }

    @Test
    void listsTheJobs() {
        String first = submitted("vec:Count", "\"features\": " + SCHOOLS);
        String second = failed("input");
        String third = gated();
        api.await(third, "running");
        JsonNode all = api.valid(api.get("/jobs"), 200, "jobList");
        List<String> listed = new ArrayList<>();
        all.path("jobs").forEach(job -> listed.add(links(job).get("self application/json")));
        assertThat(listed).as("the newest first").startsWith(third, second, first);
        assertThat(text(api.get("/jobs?f=html&lang=zh"))).contains("正在运行", "已失败", "已成功");

        assertThat(jobs("status=running")).containsExactly(third);
        assertThat(jobs("status=running,failed")).contains(third, second).doesNotContain(first);
        assertThat(jobs("processID=vec:Count")).contains(first).doesNotContain(second, third);
        assertThat(jobs("type=process")).contains(first, second, third);
        assertThat(jobs("type=other")).isEmpty();
        assertThat(jobs("minDuration=3600")).isEmpty();
        assertThat(jobs("maxDuration=3600")).contains(first, third);
        assertThat(jobs("datetime=../2020-01-01T00:00:00Z")).isEmpty();
        assertThat(jobs("datetime=2020-01-01T00:00:00Z/..")).contains(first, second, third);
        JsonNode page = json(api.get("/jobs?limit=1&type=process"));
        assertThat(page.path("jobs")).hasSize(1);
        assertThat(links(json(api.get(links(page).get("next application/json")))))
                .containsKeys("prev application/json", "next application/json");
        TestProcesses.GATE.release();
        api.await(third, "successful");
    }

    private static List<String> jobs(String query) {
        List<String> jobs = new ArrayList<>();
        api.valid(api.get("/jobs?" + query), 200, "jobList")
                .path("jobs")
                .forEach(job -> jobs.add(links(job).get("self application/json")));
        return jobs;
    }

    @Test
    void waitsAsLongAsTheClientPrefers() {
        HttpResponse<byte[]> quick =
                api.execute("vec:Count", "\"features\": " + SCHOOLS, "", "Prefer", "respond-async, wait=20");
        assertThat(quick.statusCode()).isEqualTo(200);
        assertThat(text(quick)).isEqualTo("3");
        assertThat(header(quick, "Preference-Applied")).isEqualTo("wait=20");

        HttpResponse<byte[]> slow = api.execute("test:Gated", "\"value\": 1", "", "Prefer", "wait=1");
        api.valid(slow, 201, "statusInfo");
        assertThat(header(slow, "Preference-Applied")).isEqualTo("wait=1");
        TestProcesses.GATE.release();
        api.await(header(slow, "Location"), "successful");

        HttpResponse<byte[]> two =
                api.execute("test:Gated", "\"value\": 1", "", "Prefer", "respond-async", "Prefer", "wait=1");
        assertThat(header(two, "Preference-Applied")).isEqualTo("respond-async, wait=1");
        TestProcesses.GATE.release();
        api.await(header(two, "Location"), "successful");
    }

    /** By RFC 7240 a preference that is unknown or does not read counts as none, unless handling is to be strict. */
    @Test
    void passesOverPreferencesThatItCannotMeet() {
        for (String prefer : List.of(
                "respond-sync",
                "return=minimal",
                "wait=soon",
                "wait=-1",
                ";;,",
                "respond-async=maybe",
                "a".repeat(5000))) {
            HttpResponse<byte[]> response = api.execute("vec:Count", "\"features\": " + SCHOOLS, "", "Prefer", prefer);
            assertThat(response.statusCode()).as(prefer).isEqualTo(200);
            assertThat(header(response, "Preference-Applied")).as(prefer).isNull();
        }
        for (String prefer : List.of("return=minimal", "wait=soon", "respond-async, x", ";")) {
            JsonNode problem = api.problem(
                    api.execute("vec:Count", "\"features\": " + SCHOOLS, "", "Prefer", "handling=strict, " + prefer),
                    400,
                    "InvalidParameterValue");
            assertThat(problem.path("input").asText()).isEqualTo("Prefer");
        }
        HttpResponse<byte[]> strict = api.execute(
                "vec:Count", "\"features\": " + SCHOOLS, "", "Prefer", "handling=strict; foo=bar, wait=\"5\"");
        assertThat(strict.statusCode()).isEqualTo(200);
        assertThat(header(strict, "Preference-Applied")).isEqualTo("wait=5, handling=strict");
    }

    @Test
    void boundsTheQueue() {
        List<String> accepted = new ArrayList<>();
        List<HttpResponse<byte[]>> refused = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            HttpResponse<byte[]> response = api.execute("test:Gated", "\"value\": 1", "", "Prefer", "respond-async");
            if (response.statusCode() == 201) {
                accepted.add(header(response, "Location"));
            } else {
                refused.add(response);
            }
        }
        assertThat(accepted).as("two run and three wait").hasSize(5);
        assertThat(refused).allSatisfy(response -> api.problem(response, 503, "ServerBusy"));
        api.send("DELETE", accepted.get(4), null);
        TestProcesses.GATE.release(4);
        accepted.subList(0, 4).forEach(job -> api.await(job, "successful"));
        assertThat(json(api.get(accepted.get(4))).path("status").asText()).isEqualTo("dismissed");
    }

    @Test
    void tellsAfterARestartWhatWas(@TempDir Path directory) {
        String done;
        String cut;
        try (TestServer first = new TestServer(Map.of("edubalance.work", directory))) {
            ApiClient client = new ApiClient(first);
            HttpResponse<byte[]> response =
                    client.execute("vec:Query", "\"features\": " + SCHOOLS, "", "Prefer", "respond-async");
            client.await(header(response, "Location"), "successful");
            done = header(response, "Location").substring(first.baseUrl().length());
            response = client.post(
                    "/processes/test:Gated/execution?lang=zh",
                    "{\"inputs\": {\"value\": 1}}",
                    "Prefer",
                    "respond-async");
            cut = header(response, "Location").substring(first.baseUrl().length());
        }
        try (TestServer second = new TestServer(Map.of("edubalance.work", directory))) {
            assertThat(json(second.get(done)).path("status").asText()).isEqualTo("successful");
            assertThat(json(second.get(done + "/results")).path("features")).hasSize(3);
            JsonNode failed = json(second.get(cut));
            assertThat(failed.path("status").asText()).isEqualTo("failed");
            assertThat(failed.path("message").asText()).isEqualTo("服务器在处理结束前停止了");
            assertThat(second.get(cut + "/results").statusCode()).isEqualTo(503);
            assertThat(json(second.get("/ogc/processes/v1/jobs")).path("jobs")).hasSize(2);
        }
    }
}

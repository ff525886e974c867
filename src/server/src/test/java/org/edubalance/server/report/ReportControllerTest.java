package org.edubalance.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportControllerTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void reportsOnTheSampleDataInBothLanguages() {
        HttpResponse<byte[]> english = server.get("/report");
        assertThat(english.statusCode()).isEqualTo(200);
        assertThat(english.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(TestServer.text(english)).contains("<html lang=\"en\"", "Bomi");

        assertThat(TestServer.text(server.get("/report?lang=zh"))).contains("<html lang=\"zh", "波密县");
    }

    @Test
    void givesUpAReportThatTakesTooLong() {
        try (TestServer hasty = new TestServer(Map.of("edubalance.limits.run-time", "1ns"))) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<byte[]> response = hasty.get("/report");
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(TestServer.text(response))
                        .isEqualTo("The report took longer than the limit of 0.0 s and was given up");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lang=fr|lang must be en or zh, got “fr”",
                "schools=edu:none|schools must be one of edu:counties",
                "schools=../../etc/passwd|schools must be one of",
                "standard=none|standard",
                "groupBy=none|'none'",
                "stage=if_then_else(strMatches(name,'(a*)*b'),'PRIMARY','JUNIOR')|the function 'strMatches' is not allowed"
            })
    void refusesWithTheParameter(String query, String message) {
        HttpResponse<byte[]> response = server.get("/report?" + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.text(response)).contains(message).doesNotContain("Exception", "\tat ");
    }
}

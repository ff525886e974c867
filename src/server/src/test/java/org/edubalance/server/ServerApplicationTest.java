package org.edubalance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServerApplicationTest {

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
    void reportsItsHealth() {
        HttpResponse<byte[]> response = server.get("/actuator/health");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(TestServer.text(response)).contains("\"status\":\"UP\"");
    }

    @Test
    void offersNoOtherManagement() {
        for (String path :
                new String[] {"/actuator/env", "/actuator/beans", "/actuator/heapdump", "/actuator/shutdown"}) {
            assertThat(server.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void asksForTheServiceWhereThePathNamesNone() {
        HttpResponse<byte[]> response = server.get("/ows?request=GetCapabilities");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.text(response)).contains("exceptionCode=\"MissingParameterValue\" locator=\"service\"");
    }
}

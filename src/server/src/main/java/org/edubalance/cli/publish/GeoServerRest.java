package org.edubalance.cli.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.edubalance.messages.Refusal;

/** A GeoServer's REST API. Paths are below {@code rest/}; a 404 on reading means "not there", any other refusal throws. */
public final class GeoServerRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI base;
    private final String user;
    private final String authorization;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(15))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * @param geoserver the web application's address, for example {@code http://localhost:8080/geoserver}
     * @param user an administrator
     * @param password the administrator's password
     */
    public GeoServerRest(URI geoserver, String user, String password) {
        this.base = URI.create(geoserver.toString().replaceAll("/+$", "") + "/");
        this.user = user;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** A resource as JSON, empty where there is none. */
    Optional<JsonNode> get(String path) {
        // or GeoServer logs a stack trace for whatever is not there yet
        return getText("rest/" + path + ".json?quietOnNotFound=true").map(text -> {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw Refusal.because(e, "publish.noJson", "address", base + "rest/" + path);
            }
        });
    }

    /** A document of the web application, empty where there is none. */
    Optional<String> getText(String path) {
        HttpResponse<String> response =
                send(request(path).GET().header("Accept", "application/json, */*;q=0.5"), "GET", path);
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(checked(response, "GET", path).body());
    }

    /** A document of something that is there, empty where GeoServer has lost it, which it may answer with an error. */
    Optional<String> content(String path) {
        String full = "rest/" + path;
        HttpResponse<String> response = send(request(full).GET(), "GET", full);
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            checked(response, "GET", full);
        }
        return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    }

    void post(String path, JsonNode body) {
        write("POST", path, "application/json", BodyPublishers.ofString(body.toString()));
    }

    void put(String path, JsonNode body) {
        write("PUT", path, "application/json", BodyPublishers.ofString(body.toString()));
    }

    void put(String path, String contentType, byte[] body) {
        write("PUT", path, contentType, BodyPublishers.ofByteArray(body));
    }

    void delete(String path) {
        String full = "rest/" + path;
        checked(send(request(full).DELETE(), "DELETE", full), "DELETE", full);
    }

    /** A name as it stands in a path. */
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void write(String method, String path, String contentType, BodyPublisher body) {
        String full = "rest/" + path;
        checked(
                send(request(full).method(method, body).header("Content-Type", contentType), method, full),
                method,
                full);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String method, String path) {
        try {
            return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (ConnectException e) {
            throw Refusal.because(e, "publish.nothingThere", "address", base.toString());
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw Refusal.because(e, "publish.request.failed", "request", method + " " + base + path, "reason", reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.because(e, "cli.cancelled");
        }
    }

    private HttpResponse<String> checked(HttpResponse<String> response, String method, String path) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            throw Refusal.of("publish.refused", "user", user, "status", status, "request", method + " " + path);
        }
        if (status < 200 || status > 299) {
            throw Refusal.of(
                    "publish.answered",
                    "request",
                    method + " " + base + path,
                    "status",
                    status,
                    "reason",
                    response.body().strip());
        }
        return response;
    }
}

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

/** A GeoServer's REST API. Paths are below {@code rest/}; a 404 on reading means "not there", any other refusal throws. */
final class GeoServerRest {

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
    GeoServerRest(URI geoserver, String user, String password) {
        this.base = URI.create(geoserver.toString().replaceAll("/+$", "") + "/");
        this.user = user;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** A resource as JSON, empty where there is none. */
    Optional<JsonNode> get(String path) {
        return getText("rest/" + path).map(text -> {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new PublishException(base + "rest/" + path + " did not answer with JSON: is this a GeoServer?");
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
            throw new PublishException("nothing answers at " + base + ": is GeoServer running there?");
        } catch (IOException e) {
            throw new PublishException(method + " " + base + path + " failed: "
                    + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishException("interrupted");
        }
    }

    private HttpResponse<String> checked(HttpResponse<String> response, String method, String path) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            throw new PublishException("GeoServer refused user '" + user + "' (" + status + " on " + method + " " + path
                    + "): the password is wrong, or the user is no administrator");
        }
        if (status < 200 || status > 299) {
            String reason = response.body().strip();
            throw new PublishException(method + " " + base + path + " was answered with " + status
                    + (reason.isEmpty() ? "" : ": " + reason.substring(0, Math.min(300, reason.length()))));
        }
        return response;
    }
}

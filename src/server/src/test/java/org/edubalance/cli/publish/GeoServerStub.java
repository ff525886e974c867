package org.edubalance.cli.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A GeoServer's REST API as its documentation describes it, as far as publishing needs it: it keeps what it is given,
 * lists it, refuses what does not fit (a second POST of a name, a store in no workspace, a workspace that is not empty),
 * and records each request.
 */
final class GeoServerStub implements AutoCloseable {

    static final String PASSWORD = "correct horse";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;

    /** Resources by path below {@code rest/}; SLD documents under {@code ….sld}. */
    final Map<String, JsonNode> resources = new TreeMap<>();

    final Map<String, String> documents = new TreeMap<>();

    /** Method and path of each request that writes. */
    final List<String> writes = new ArrayList<>();

    GeoServerStub() throws IOException {
        resources.put("about/version", json.createObjectNode());
        for (String service : List.of("wms", "wfs", "wps")) {
            ObjectNode settings = json.createObjectNode();
            settings.putObject(service).put("enabled", !service.equals("wps"));
            resources.put("services/" + service + "/settings", settings);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/geoserver/rest/", this::rest);
        server.createContext(
                "/geoserver/ows", exchange -> answer(exchange, 200, "<wps:Process>edu:KernelDensity</wps:Process>"));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/geoserver");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void rest(HttpExchange exchange) throws IOException {
        String expected =
                "Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "");
            return;
        }
        String path = exchange.getRequestURI().getPath().substring("/geoserver/rest/".length());
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!exchange.getRequestMethod().equals("GET")) {
            writes.add(exchange.getRequestMethod() + " " + path);
        }
        switch (exchange.getRequestMethod()) {
            case "GET" -> read(exchange, path);
            case "POST" -> create(exchange, path, json.readTree(body));
            case "PUT" -> replace(exchange, path, body);
            case "DELETE" -> delete(exchange, path);
            default -> answer(exchange, 405, "");
        }
    }

    private void read(HttpExchange exchange, String path) throws IOException {
        if (path.endsWith(".sld")) {
            String document = documents.get(path);
            answer(exchange, document == null ? 404 : 200, document == null ? "" : document);
            return;
        }
        String name = path.replaceAll("\\.json$", "");
        JsonNode resource = resources.get(name);
        if (resource == null && name.matches(".*/(datastores|coveragestores|styles|layergroups)")) {
            resource = list(name);
        }
        answer(exchange, resource == null ? 404 : 200, resource == null ? "no such thing" : resource.toString());
    }

    /** As GeoServer writes a list: {@code {"styles": {"style": [...]}}}, or an empty string in place of the content. */
    private JsonNode list(String collection) {
        String plural = collection
                .substring(collection.lastIndexOf('/') + 1)
                .replace("datastores", "dataStores")
                .replace("coveragestores", "coverageStores")
                .replace("layergroups", "layerGroups");
        ArrayNode members = json.createArrayNode();
        resources.keySet().stream()
                .filter(path -> path.matches(collection + "/[^/]+"))
                .forEach(path -> members.addObject().put("name", path.substring(path.lastIndexOf('/') + 1)));
        ObjectNode answer = json.createObjectNode();
        if (members.isEmpty()) {
            answer.put(plural, "");
        } else {
            answer.putObject(plural).set(plural.substring(0, plural.length() - 1), members);
        }
        return answer;
    }

    private void create(HttpExchange exchange, String path, JsonNode body) throws IOException {
        JsonNode content = body.elements().next();
        String name =
                content.path(path.equals("namespaces") ? "prefix" : "name").asText();
        String created = (path.equals("namespaces") ? "workspaces" : path) + "/" + name;
        String parent = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
        if (resources.containsKey(created)) {
            answer(exchange, 409, "'" + name + "' already exists");
        } else if (!parent.isEmpty() && !resources.containsKey(parent)) {
            answer(exchange, 404, "no " + parent);
        } else {
            resources.put(created, body);
            if (path.endsWith("/featuretypes")) {
                ObjectNode layer = json.createObjectNode();
                layer.putObject("layer")
                        .put("name", name)
                        .putObject("defaultStyle")
                        .put("name", "point");
                resources.put(path.replaceAll("/datastores/.*", "") + "/layers/" + name, layer);
            }
            answer(exchange, 201, name);
        }
    }

    private void replace(HttpExchange exchange, String path, byte[] body) throws IOException {
        if (path.endsWith("/file.gpkg")) {
            String store = path.substring(0, path.length() - "/file.gpkg".length());
            boolean isSqlite = new String(body, 0, 15, StandardCharsets.US_ASCII).equals("SQLite format 3");
            resources.putIfAbsent(store, json.createObjectNode());
            answer(exchange, isSqlite ? 201 : 400, "");
        } else if (path.contains("/styles/")) {
            boolean isSld = "application/vnd.ogc.sld+xml"
                    .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            documents.put(path + ".sld", new String(body, StandardCharsets.UTF_8));
            answer(exchange, isSld && resources.containsKey(path) ? 200 : 400, "");
        } else if (resources.containsKey(path)) {
            JsonNode content = json.readTree(body);
            if (path.contains("/layers/")) {
                // GeoServer names a workspace's style "workspace:name" when it is asked for the layer.
                ObjectNode style = (ObjectNode) content.path("layer").path("defaultStyle");
                style.put(
                        "name",
                        style.path("workspace").asText() + ":"
                                + style.path("name").asText());
            }
            resources.put(path, content);
            answer(exchange, 200, "");
        } else {
            answer(exchange, 404, "");
        }
    }

    private void delete(HttpExchange exchange, String path) throws IOException {
        boolean holdsSomething = resources.keySet().stream()
                .anyMatch(other -> other.startsWith(path + "/") && !other.startsWith(path + "/layers/"));
        if (!resources.containsKey(path)) {
            answer(exchange, 404, "");
        } else if (holdsSomething) {
            answer(exchange, 403, path + " is not empty");
        } else {
            resources.remove(path);
            documents.remove(path + ".sld");
            answer(exchange, 200, "");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A GeoServer's REST API as GeoServer 2.27.6 answered it, as far as publishing needs it: it opens the GeoPackages that it
 * is sent as GeoTools does, has no settings for WPS, keeps the bounds of a layer until it is asked to compute them again,
 * logs whatever is not found unless it is asked not to, and refuses what does not fit.
 */
final class GeoServerStub implements AutoCloseable {

    static final String PASSWORD = "correct horse";

    private static final String NAMESPACE = "https://edubalance.org/edu";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;

    /** Resources by path below {@code rest/}; SLD documents under {@code ….sld}. */
    final Map<String, JsonNode> resources = new TreeMap<>();

    final Map<String, String> documents = new TreeMap<>();

    /** The GeoPackages of the stores, by the stores' path. */
    private final Map<String, byte[]> uploads = new HashMap<>();

    /** Method and path of each request that writes. */
    final List<String> writes = new ArrayList<>();

    /** What GeoServer's log would have a stack trace for. */
    final List<String> logged = new ArrayList<>();

    /** The request, as method and path, that is answered with 500 once. */
    String failing = "";

    String processes =
            "<wps:ProcessOfferings><ows:Identifier>edu:KernelDensity</ows:Identifier></wps:ProcessOfferings>";

    GeoServerStub() throws IOException {
        put("about/version", "{'about':{'resource':[{'@name':'GeoServer','Version':'2.27.6'}]}}");
        put("services/wms/settings", "{'wms':{'enabled':true,'name':'WMS'}}");
        put("services/wfs/settings", "{'wfs':{'enabled':true,'name':'WFS'}}");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/geoserver/rest/", this::rest);
        server.createContext(
                "/geoserver/ows",
                exchange -> answer(exchange, 200, "<wps:Capabilities version=\"1.0.0\">" + processes));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/geoserver");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A resource as JSON with apostrophes for quotes. */
    void put(String path, String apostrophes) throws IOException {
        resources.put(path, json.readTree(apostrophes.replace('\'', '"')));
    }

    private void rest(HttpExchange exchange) throws IOException {
        String expected =
                "Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "");
            return;
        }
        String path = exchange.getRequestURI().getPath().substring("/geoserver/rest/".length());
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        byte[] body = exchange.getRequestBody().readAllBytes();
        String request = exchange.getRequestMethod() + " " + path;
        if (!exchange.getRequestMethod().equals("GET")) {
            writes.add(request);
        }
        if (request.equals(failing)) {
            failing = "";
            answer(exchange, 500, "no space left on device");
            return;
        }
        try {
            switch (exchange.getRequestMethod()) {
                case "GET" -> read(exchange, path, query);
                case "POST" -> create(exchange, path, json.readTree(body));
                case "PUT" -> replace(exchange, path, query, body);
                case "DELETE" -> delete(exchange, path, query);
                default -> answer(exchange, 405, "");
            }
        } catch (SQLException e) {
            answer(exchange, 500, e.getMessage());
        }
    }

    private void read(HttpExchange exchange, String path, String query) throws IOException {
        if (path.endsWith(".sld")) {
            String document = documents.get(path);
            boolean known = resources.containsKey(path.replaceAll("\\.sld$", ""));
            answer(exchange, document != null ? 200 : known ? 500 : 404, document == null ? "" : document);
            return;
        }
        String name = path.replaceAll("\\.json$", "");
        JsonNode resource = resources.get(name);
        if (resource == null && name.matches(".*/(datastores|coveragestores|styles|layergroups)")) {
            resource = list(name);
        }
        if (resource != null) {
            answer(exchange, 200, resource.toString());
        } else {
            notFound(exchange, name, query);
        }
    }

    private void notFound(HttpExchange exchange, String name, String query) throws IOException {
        boolean quiet = query.contains("quietOnNotFound=true");
        if (!quiet) {
            logged.add("ResourceNotFoundException: " + name);
        }
        answer(exchange, 404, quiet ? "" : "No such thing: " + name);
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

    private void create(HttpExchange exchange, String path, JsonNode body) throws IOException, SQLException {
        JsonNode content = body.elements().next();
        String name =
                content.path(path.equals("namespaces") ? "prefix" : "name").asText();
        String created = (path.equals("namespaces") ? "workspaces" : path) + "/" + name;
        String parent = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
        if (resources.containsKey(created)) {
            answer(exchange, 409, "'" + name + "' already exists");
        } else if (!parent.isEmpty() && !resources.containsKey(parent)) {
            answer(exchange, 404, "no " + parent);
        } else if (path.endsWith("/featuretypes")) {
            createFeatureType(exchange, parent, created, name, (ObjectNode) body);
        } else {
            resources.put(created, body);
            answer(exchange, 201, name);
        }
    }

    private void createFeatureType(HttpExchange exchange, String store, String created, String name, ObjectNode body)
            throws IOException, SQLException {
        String workspace = store.replaceAll("/datastores/.*", "");
        byte[] geoPackage = uploads.get(store);
        if (resources.keySet().stream().anyMatch(path -> path.matches(workspace + "/.*/featuretypes/" + name))) {
            answer(exchange, 500, "Resource named '" + name + "' already exists in namespace: 'edu'");
        } else if (geoPackage != null && !showsTable(store, name)) {
            answer(
                    exchange,
                    400,
                    "Trying to create new feature type inside the store, but no attributes were specified");
        } else if (geoPackage != null && !hasTable(geoPackage, "gpkg_extensions")) {
            answer(exchange, 500, "Error occurred building feature type");
        } else {
            if (geoPackage != null) {
                ((ObjectNode) body.get("featureType")).set("nativeBoundingBox", bounds(geoPackage, name));
            }
            resources.put(created, body);
            put(
                    workspace + "/layers/" + name,
                    "{'layer':{'name':'" + name + "','type':'VECTOR','defaultStyle':{'name':'point'},'resource':"
                            + "{'@class':'featureType','name':'edu:" + name + "','href':'" + address() + "/rest/"
                            + created + ".json'}}}");
            answer(exchange, 201, name);
        }
    }

    private void replace(HttpExchange exchange, String path, String query, byte[] body)
            throws IOException, SQLException {
        if (path.endsWith("/file.gpkg")) {
            upload(exchange, path.substring(0, path.length() - "/file.gpkg".length()), body);
        } else if (path.contains("/styles/")) {
            boolean isSld = "application/vnd.ogc.sld+xml"
                    .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            if (isSld && resources.containsKey(path)) {
                documents.put(path + ".sld", new String(body, StandardCharsets.UTF_8));
            }
            answer(exchange, isSld && resources.containsKey(path) ? 200 : 400, "");
        } else if (!resources.containsKey(path)) {
            answer(exchange, 404, "");
        } else if (path.contains("/featuretypes/")) {
            merge(path, "featureType", json.readTree(body));
            if (query.contains("recalculate=nativebbox,latlonbbox")) {
                String store = path.replaceAll("/featuretypes/.*", "");
                String name = path.substring(path.lastIndexOf('/') + 1);
                ((ObjectNode) resources.get(path).get("featureType"))
                        .set("nativeBoundingBox", bounds(uploads.get(store), name));
            }
            answer(exchange, 200, "");
        } else if (path.contains("/datastores/")) {
            JsonNode given = json.readTree(body).path("dataStore").path("connectionParameters");
            if (!given.isMissingNode() && !given.toString().contains("\"dbtype\"")) {
                answer(exchange, 500, "Error updating data store: Unable to find the data store factory");
                return;
            }
            merge(path, "dataStore", json.readTree(body));
            answer(exchange, 200, "");
        } else {
            JsonNode content = json.readTree(body);
            if (path.contains("/layers/")) {
                // GeoServer names a workspace's style "workspace:name" when it is asked for the layer.
                ObjectNode style = (ObjectNode) content.path("layer").path("defaultStyle");
                style.put(
                        "name",
                        style.path("workspace").asText() + ":"
                                + style.path("name").asText());
                merge(path, "layer", content);
            } else {
                resources.put(path, content);
            }
            answer(exchange, 200, "");
        }
    }

    /** What is given replaces what was there, field by field. */
    private void merge(String path, String element, JsonNode body) {
        ObjectNode there = (ObjectNode) resources.get(path).get(element);
        there.setAll((ObjectNode) body.get(element));
    }

    private void upload(HttpExchange exchange, String store, byte[] body) throws IOException {
        if (!new String(body, 0, 15, StandardCharsets.US_ASCII).equals("SQLite format 3")) {
            answer(exchange, 400, "");
            return;
        }
        String name = store.substring(store.lastIndexOf('/') + 1);
        uploads.put(store, body);
        if (!resources.containsKey(store)) {
            put(
                    store,
                    "{'dataStore':{'name':'" + name + "','type':'GeoPackage','enabled':true,'connectionParameters':"
                            + "{'entry':[{'@key':'database','$':'data/edu/" + name + "/" + name + ".gpkg'},"
                            + "{'@key':'dbtype','$':'geopkg'},{'@key':'namespace','$':'" + NAMESPACE + "'}]}}}");
        }
        answer(exchange, 201, "");
    }

    /** GeoTools shows tables without geometry only if it may look beyond {@code gpkg_geometry_columns}. */
    private boolean showsTable(String store, String name) throws IOException, SQLException {
        boolean all = resources.get(store).toString().contains("{\"@key\":\"contents_only\",\"$\":\"false\"}");
        return all
                || query(
                                uploads.get(store),
                                "SELECT count(*) FROM gpkg_contents WHERE data_type = 'features' AND table_name = '"
                                        + name + "'")
                        .equals("1");
    }

    private static boolean hasTable(byte[] geoPackage, String table) throws IOException, SQLException {
        return query(geoPackage, "SELECT count(*) FROM sqlite_master WHERE name = '" + table + "'")
                .equals("1");
    }

    private JsonNode bounds(byte[] geoPackage, String table) throws IOException, SQLException {
        return json.createObjectNode()
                .put("minx", query(geoPackage, "SELECT min_x FROM gpkg_contents WHERE table_name = '" + table + "'"));
    }

    private static String query(byte[] geoPackage, String sql) throws IOException, SQLException {
        Path file = Files.createTempFile("stub", ".gpkg");
        Files.write(file, geoPackage);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? String.valueOf(result.getString(1)) : "";
        } finally {
            Files.delete(file);
        }
    }

    private void delete(HttpExchange exchange, String path, String query) throws IOException {
        boolean recurse = query.contains("recurse=true");
        String name = path.substring(path.lastIndexOf('/') + 1);
        String layer = path.replaceAll("/datastores/.*", "") + "/layers/" + name;
        if (!resources.containsKey(path)) {
            answer(exchange, 404, "");
        } else if (path.contains("/styles/") && isUsed(name)) {
            answer(exchange, 403, "Can't delete style referenced by existing layers.");
        } else if (path.contains("/featuretypes/") && resources.containsKey(layer) && !recurse) {
            answer(exchange, 403, "feature type referenced by layer(s)");
        } else if (resources.keySet().stream().anyMatch(other -> other.startsWith(path + "/"))) {
            answer(exchange, 403, path + " is not empty");
        } else {
            if (path.contains("/featuretypes/") && recurse) {
                resources.remove(layer);
            }
            resources.remove(path);
            documents.remove(path + ".sld");
            answer(exchange, 200, "");
        }
    }

    private boolean isUsed(String style) {
        return resources.entrySet().stream()
                .anyMatch(entry -> entry.getKey().contains("/layers/")
                        && entry.getValue().toString().contains(":" + style + "\""));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

package org.edubalance.cli.publish;

import static org.edubalance.cli.publish.GeoServerRest.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.edubalance.cli.publish.Changes.Kind;
import org.edubalance.io.CrsNames;
import org.edubalance.io.GeoJson;
import org.edubalance.io.GeoPackageFile;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * Brings a GeoServer to where a {@link Publication} wants it, and no further: what is there already and equal is left,
 * so that publishing twice changes nothing. Data are compared by a digest kept in the store's description.
 *
 * <p>The requests are those of GeoServer's REST documentation: {@code /rest/namespaces}, {@code …/datastores},
 * {@code …/featuretypes}, {@code …/styles}, {@code …/layers} and {@code /rest/services/…/settings}.
 */
final class Publisher {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SLD_TYPE = "application/vnd.ogc.sld+xml";
    private static final String DIGEST_LABEL = "sha256 ";

    private final GeoServerRest rest;
    private final Publication publication;
    private final Optional<Postgis> postgis;
    private final Changes changes;
    private final String workspacePath;

    /**
     * @param rest the server
     * @param publication what is to be there
     * @param postgis the database that the layers go into, empty for a GeoPackage each
     * @param report where the report goes
     * @param dryRun true to read only, and report what would be done
     */
    Publisher(
            GeoServerRest rest,
            Publication publication,
            Optional<Postgis> postgis,
            PrintWriter report,
            boolean dryRun) {
        this.rest = rest;
        this.publication = publication;
        this.postgis = postgis;
        this.changes = new Changes(report, dryRun);
        this.workspacePath = "workspaces/" + segment(publication.workspace());
    }

    /** Makes what is missing and changes what differs. */
    void publish() {
        checkServer();
        for (String service : List.of("wps", "wms", "wfs")) {
            enableService(service);
        }
        boolean newWorkspace = rest.get(workspacePath + ".json").isEmpty();
        publishWorkspace(newWorkspace);
        if (postgis.isPresent()) {
            publishPostgis(newWorkspace);
        } else {
            for (Publication.Layer layer : publication.layers()) {
                publishGeoPackage(layer, newWorkspace);
            }
        }
        for (Publication.Style style : publication.styles()) {
            publishStyle(style, newWorkspace);
        }
        for (Publication.Layer layer : publication.layers()) {
            styleLayer(layer);
        }
        changes.sum();
    }

    /** Removes what {@link #publish} makes, and the workspace if nothing else is in it. */
    void remove() {
        checkServer();
        if (rest.get(workspacePath + ".json").isEmpty()) {
            changes.left("workspace " + publication.workspace() + ", which is not there");
            changes.sum();
            return;
        }
        for (Publication.Layer layer : publication.layers()) {
            String name = segment(layer.name());
            removeIfThere("layer " + layer.name(), workspacePath + "/layers/" + name, "");
            removeIfThere(
                    "feature type " + layer.name(),
                    workspacePath + "/datastores/" + store(layer) + "/featuretypes/" + name,
                    "");
            if (postgis.isEmpty()) {
                removeIfThere("store " + layer.name(), workspacePath + "/datastores/" + store(layer), "?purge=all");
            }
        }
        postgis.ifPresent(database -> {
            removeIfThere("store " + Postgis.STORE, workspacePath + "/datastores/" + Postgis.STORE, "");
            for (Publication.Layer layer : publication.layers()) {
                if (database.digest(layer.name()).isPresent()) {
                    changes.note(Kind.REMOVED, "table " + layer.name(), () -> database.drop(layer.name()));
                }
            }
        });
        for (Publication.Style style : publication.styles()) {
            removeIfThere("style " + style.name(), workspacePath + "/styles/" + segment(style.name()), "?purge=true");
        }
        removeWorkspaceIfEmpty();
        changes.sum();
    }

    private void checkServer() {
        if (rest.get("about/version.json").isEmpty()) {
            throw new PublishException("no GeoServer REST API at this address: give the web application's address, "
                    + "for example http://localhost:8080/geoserver");
        }
        String capabilities = rest.getText("ows?service=WPS&version=1.0.0&request=GetCapabilities")
                .orElse("");
        if (!capabilities.contains("edu:KernelDensity")) {
            changes.warn("this GeoServer does not offer edu:KernelDensity; the styles that compute on the fly need the "
                    + "plugin and the WPS extension (see docs/install.md)");
        }
    }

    private void enableService(String service) {
        String path = "services/" + service + "/settings";
        Optional<JsonNode> settings = rest.get(path + ".json");
        if (settings.isEmpty()) {
            changes.warn("this GeoServer has no " + service.toUpperCase(Locale.ROOT) + " service");
        } else if (settings.get().path(service).path("enabled").asBoolean(true)) {
            changes.left("service " + service + ", enabled");
        } else {
            ObjectNode body = JSON.objectNode();
            body.putObject(service).put("enabled", true);
            changes.note(Kind.CHANGED, "service " + service + ", to enabled", () -> rest.put(path, body));
        }
    }

    private void publishWorkspace(boolean isNew) {
        String thing = "workspace " + publication.workspace();
        if (!isNew) {
            changes.left(thing);
            return;
        }
        ObjectNode body = JSON.objectNode();
        body.putObject("namespace").put("prefix", publication.workspace()).put("uri", publication.namespace());
        changes.note(Kind.MADE, thing, () -> rest.post("namespaces", body));
    }

    private void publishGeoPackage(Publication.Layer layer, boolean newWorkspace) {
        String store = workspacePath + "/datastores/" + store(layer);
        String digest = digest(layer.features());
        Optional<JsonNode> there = newWorkspace ? Optional.empty() : rest.get(store + ".json");
        String thing = "store " + layer.name() + " (GeoPackage)";
        if (there.isPresent() && digest.equals(digestIn(there.get()))) {
            changes.left(thing);
        } else {
            changes.note(there.isPresent() ? Kind.CHANGED : Kind.MADE, thing, () -> {
                rest.put(
                        store + "/file.gpkg?configure=none&update=overwrite",
                        "application/geopackage+sqlite3",
                        geoPackage(layer));
                ObjectNode body = JSON.objectNode();
                body.putObject("dataStore").put("name", layer.name()).put("description", DIGEST_LABEL + digest);
                rest.put(store, body);
            });
        }
        publishFeatureType(layer, store(layer), there.isEmpty());
    }

    private void publishPostgis(boolean newWorkspace) {
        Postgis database = postgis.orElseThrow();
        for (Publication.Layer layer : publication.layers()) {
            String digest = digest(layer.features());
            Optional<String> there = database.digest(layer.name());
            String thing = "table " + layer.name();
            if (there.isPresent() && there.get().equals(digest)) {
                changes.left(thing);
            } else {
                changes.note(
                        there.isPresent() ? Kind.CHANGED : Kind.MADE,
                        thing,
                        () -> database.load(layer.name(), layer.features(), digest));
            }
        }
        String store = workspacePath + "/datastores/" + Postgis.STORE;
        Optional<JsonNode> storeThere = newWorkspace ? Optional.empty() : rest.get(store + ".json");
        boolean newStore = storeThere.isEmpty();
        String thing = "store " + Postgis.STORE + " (PostGIS)";
        if (newStore) {
            changes.note(Kind.MADE, thing, () -> rest.post(workspacePath + "/datastores", database.store(JSON)));
        } else if (database.isStore(storeThere.get())) {
            changes.left(thing);
        } else {
            changes.note(Kind.CHANGED, thing, () -> rest.put(store, database.store(JSON)));
        }
        for (Publication.Layer layer : publication.layers()) {
            publishFeatureType(layer, Postgis.STORE, newStore);
        }
    }

    private void publishFeatureType(Publication.Layer layer, String store, boolean newStore) {
        String types = workspacePath + "/datastores/" + store + "/featuretypes";
        String thing = "layer " + publication.workspace() + ":" + layer.name();
        if (!newStore && rest.get(types + "/" + segment(layer.name()) + ".json").isPresent()) {
            changes.left(thing);
            return;
        }
        ObjectNode body = JSON.objectNode();
        body.putObject("featureType")
                .put("name", layer.name())
                .put("nativeName", layer.name())
                .put("title", layer.title())
                .put("enabled", true);
        Integer epsg = layer.features().getSchema().getCoordinateReferenceSystem() == null
                ? null
                : CrsNames.epsgCode(layer.features().getSchema().getCoordinateReferenceSystem());
        if (epsg != null) {
            ((ObjectNode) body.get("featureType")).put("srs", "EPSG:" + epsg);
        }
        changes.note(Kind.MADE, thing, () -> rest.post(types, body));
    }

    private void publishStyle(Publication.Style style, boolean newWorkspace) {
        String path = workspacePath + "/styles/" + segment(style.name());
        Optional<String> there = newWorkspace ? Optional.empty() : rest.getText("rest/" + path + ".sld");
        String thing = "style " + style.name();
        if (there.isEmpty()) {
            ObjectNode body = JSON.objectNode();
            body.putObject("style").put("name", style.name()).put("filename", style.name() + ".sld");
            changes.note(Kind.MADE, thing, () -> {
                rest.post(workspacePath + "/styles", body);
                rest.put(path + "?raw=true", SLD_TYPE, style.sld());
            });
        } else if (lines(there.get()).equals(lines(new String(style.sld(), StandardCharsets.UTF_8)))) {
            changes.left(thing);
        } else {
            changes.note(Kind.CHANGED, thing, () -> rest.put(path + "?raw=true", SLD_TYPE, style.sld()));
        }
    }

    private void styleLayer(Publication.Layer layer) {
        if (layer.styles().isEmpty()) {
            return;
        }
        String path = workspacePath + "/layers/" + segment(layer.name());
        List<String> wanted = layer.styles().stream().map(this::qualified).toList();
        String thing =
                "styles of " + layer.name() + ", default " + layer.styles().get(0);
        Optional<JsonNode> there = rest.get(path + ".json").map(answer -> answer.path("layer"));
        if (there.isPresent()
                && qualified(there.get().path("defaultStyle").path("name").asText())
                        .equals(wanted.get(0))
                && alternatives(there.get()).containsAll(wanted.subList(1, wanted.size()))) {
            changes.left(thing);
            return;
        }
        ObjectNode body = JSON.objectNode();
        ObjectNode content = body.putObject("layer");
        content.set("defaultStyle", styleReference(layer.styles().get(0)));
        ArrayNode others = content.putObject("styles").putArray("style");
        layer.styles().stream().skip(1).map(this::styleReference).forEach(others::add);
        changes.note(Kind.CHANGED, thing, () -> rest.put(path, body));
    }

    private ObjectNode styleReference(String style) {
        return JSON.objectNode().put("name", style).put("workspace", publication.workspace());
    }

    /** GeoServer names a workspace's style {@code edu:name} in answers. */
    private String qualified(String style) {
        return style.contains(":") ? style : publication.workspace() + ":" + style;
    }

    private List<String> alternatives(JsonNode layer) {
        List<String> names = new ArrayList<>();
        JsonNode styles = layer.path("styles").path("style");
        // One element comes without its array.
        for (JsonNode style : styles.isArray() ? styles : JSON.arrayNode().add(styles)) {
            names.add(qualified(style.path("name").asText()));
        }
        return names;
    }

    private void removeIfThere(String thing, String path, String query) {
        if (rest.get(path + ".json").isPresent()) {
            changes.note(Kind.REMOVED, thing, () -> rest.delete(path + query));
        }
    }

    private void removeWorkspaceIfEmpty() {
        String thing = "workspace " + publication.workspace();
        if (changes.isDryRun()) {
            changes.note(Kind.REMOVED, thing + ", if nothing else is in it", () -> {});
        } else if (isEmpty("datastores", "dataStores")
                && isEmpty("coveragestores", "coverageStores")
                && isEmpty("styles", "styles")
                && isEmpty("layergroups", "layerGroups")) {
            changes.note(Kind.REMOVED, thing, () -> rest.delete(workspacePath));
        } else {
            changes.left(thing + ", in which there is more");
        }
    }

    /** An empty list comes as an empty string. */
    private boolean isEmpty(String resource, String element) {
        return rest.get(workspacePath + "/" + resource + ".json")
                .map(answer -> answer.path(element).isEmpty())
                .orElse(true);
    }

    private String store(Publication.Layer layer) {
        return postgis.isPresent() ? Postgis.STORE : segment(layer.name());
    }

    private static String digestIn(JsonNode store) {
        String description = store.path("dataStore").path("description").asText();
        return description.startsWith(DIGEST_LABEL) ? description.substring(DIGEST_LABEL.length()) : "";
    }

    private static String digest(SimpleFeatureCollection features) {
        try {
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            GeoJson.write(features, json);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json.toByteArray()));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] geoPackage(Publication.Layer layer) {
        try {
            Path directory = Files.createTempDirectory("edubalance");
            Path file = directory.resolve(layer.name() + ".gpkg");
            try {
                GeoPackageFile.write(layer.features(), file);
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new PublishException("the GeoPackage of " + layer.name() + " cannot be written: " + e.getMessage());
        }
    }

    /** Line ends and the blanks around a document do not make it another one. */
    private static List<String> lines(String document) {
        return Arrays.stream(document.strip().split("\\R"))
                .map(String::stripTrailing)
                .toList();
    }
}

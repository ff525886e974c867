package org.edubalance.cli.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.edubalance.cli.publish.Changes.Kind;
import org.edubalance.io.GeoPackageFile;
import org.edubalance.io.Scratch;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;

/**
 * A store for each layer, of a GeoPackage that is uploaded. The store's description keeps the digest of the data; it is
 * written when all else is done, so that a store without it, or without its layer, is known to be half done.
 */
final class GeoPackageStores implements LayerStores {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DIGEST_LABEL = "sha256 ";
    private static final String TYPE = "GeoPackage";

    /** The parameter without which GeoTools hides tables that have no geometry. */
    private static final String CONTENTS_ONLY = "contents_only";

    private final GeoServerRest rest;
    private final Changes changes;
    private final Target target;
    private final FeatureTypes featureTypes;

    GeoPackageStores(Target target) {
        this.rest = target.rest();
        this.changes = target.changes();
        this.target = target;
        this.featureTypes = new FeatureTypes(target);
    }

    @Override
    public void publish(List<Publication.Layer> layers) {
        layers.forEach(this::publish);
    }

    private void publish(Publication.Layer layer) {
        String name = layer.name();
        String digest = Digest.of(layer.features());
        Optional<JsonNode> there = target.store(name);
        there.ifPresent(store -> checkOurs(name, store));
        boolean whole = there.isPresent()
                && digest.equals(digestIn(there.get()))
                && there.get().path("enabled").asBoolean(true)
                && (hasGeometry(layer) || showsAllTables(there.get()))
                && featureTypes.areThere(layer, name);
        Message thing = thing(layer);
        if (whole) {
            changes.left(thing);
        } else {
            changes.note(there.isPresent() ? Kind.CHANGED : Kind.MADE, thing, () -> upload(layer));
        }
        featureTypes.publish(layer, name, !whole);
        if (!whole && !changes.isDryRun()) {
            ObjectNode done = store(name);
            ((ObjectNode) done.get("dataStore")).put("description", DIGEST_LABEL + digest);
            rest.put(target.path("datastores", name), done);
        }
    }

    @Override
    public void remove(List<Publication.Layer> layers) {
        for (Publication.Layer layer : layers) {
            featureTypes.remove(layer, layer.name());
            target.removeIfThere(thing(layer), target.path("datastores", layer.name()), "?purge=all");
        }
    }

    /** A store of another kind is not replaced: GeoServer would copy the upload into it. */
    private static void checkOurs(String name, JsonNode store) {
        if (!TYPE.equals(store.path("type").asText())) {
            throw Refusal.of(
                    "publish.store.other",
                    "name",
                    name,
                    "type",
                    store.path("type").asText());
        }
    }

    private void upload(Publication.Layer layer) {
        String path = target.path("datastores", layer.name());
        rest.put(
                path + "/file.gpkg?configure=none&update=overwrite",
                "application/geopackage+sqlite3",
                geoPackage(layer));
        Optional<JsonNode> uploaded = target.store(layer.name());
        if (uploaded.isPresent()
                && (!hasGeometry(layer) || !uploaded.get().path("enabled").asBoolean(true))) {
            ObjectNode body = store(layer.name());
            ObjectNode store = (ObjectNode) body.get("dataStore");
            store.put("enabled", true);
            if (!hasGeometry(layer)) {
                store.putObject("connectionParameters").set("entry", withAllTables(uploaded.get()));
            }
            rest.put(path, body);
        }
    }

    /** All the parameters of a store and the one that shows every table; a partial set would replace the whole. */
    private static ArrayNode withAllTables(JsonNode store) {
        ArrayNode entries = JSON.arrayNode();
        for (JsonNode entry : store.path("connectionParameters").path("entry")) {
            if (!entry.path("@key").asText().equals(CONTENTS_ONLY)) {
                entries.add(entry);
            }
        }
        entries.addObject().put("@key", CONTENTS_ONLY).put("$", "false");
        return entries;
    }

    private static boolean showsAllTables(JsonNode store) {
        for (JsonNode entry : store.path("connectionParameters").path("entry")) {
            if (entry.path("@key").asText().equals(CONTENTS_ONLY)) {
                return entry.path("$").asText().equals("false");
            }
        }
        return false;
    }

    private static boolean hasGeometry(Publication.Layer layer) {
        return layer.features().getSchema().getGeometryDescriptor() != null;
    }

    private static Message thing(Publication.Layer layer) {
        return Message.of("publish.store", "name", layer.name(), "type", TYPE);
    }

    private static ObjectNode store(String name) {
        ObjectNode body = JSON.objectNode();
        body.putObject("dataStore").put("name", name);
        return body;
    }

    private static String digestIn(JsonNode store) {
        String description = store.path("description").asText();
        return description.startsWith(DIGEST_LABEL) ? description.substring(DIGEST_LABEL.length()) : "";
    }

    private static byte[] geoPackage(Publication.Layer layer) {
        try (Scratch scratch = Scratch.create()) {
            Path file = scratch.file(layer.name() + ".gpkg");
            GeoPackageFile.write(layer.features(), file);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Refusal.because(
                    e, "publish.geoPackage", "name", layer.name(), "reason", String.valueOf(e.getMessage()));
        }
    }
}

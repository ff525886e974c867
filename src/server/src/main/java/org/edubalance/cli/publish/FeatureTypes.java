package org.edubalance.cli.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.cli.publish.Changes.Kind;
import org.edubalance.io.CrsNames;
import org.edubalance.messages.Message;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;

/** The feature types of stores, each with the layer that GeoServer makes of it. */
final class FeatureTypes {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern STORE_OF_RESOURCE = Pattern.compile("/datastores/([^/]+)/featuretypes/");

    private final GeoServerRest rest;
    private final Changes changes;
    private final Target target;

    FeatureTypes(Target target) {
        this.rest = target.rest();
        this.changes = target.changes();
        this.target = target;
    }

    /** True if both the feature type of a store and a layer of it are there. */
    boolean areThere(Publication.Layer layer, String store) {
        return rest.get(target.featureType(store, layer.name())).isPresent()
                && storeOf(layer).filter(store::equals).isPresent();
    }

    /**
     * Makes the feature type and its layer, or changes it where it differs.
     *
     * @param changedData true if the data are others than those that it was made of
     */
    void publish(Publication.Layer layer, String store, boolean changedData) {
        String path = target.featureType(store, layer.name());
        Message thing = thing(layer);
        Optional<JsonNode> there = rest.get(path).map(answer -> answer.path("featureType"));
        Optional<String> other = storeOf(layer);
        if (there.isPresent() && other.filter(store::equals).isPresent()) {
            if (changedData || differs(layer, there.get())) {
                // without it the bounds stay those of the old data
                changes.note(
                        Kind.CHANGED, thing, () -> rest.put(path + "?recalculate=nativebbox,latlonbbox", body(layer)));
            } else {
                changes.left(thing);
            }
            return;
        }
        Kind kind = there.isPresent() || other.isPresent() ? Kind.CHANGED : Kind.MADE;
        changes.note(kind, thing, () -> {
            // a feature type without a layer can't be given one, and a name is free once in a workspace
            if (there.isPresent()) {
                rest.delete(path + "?recurse=true");
            } else if (other.isPresent()) {
                rest.delete(target.featureType(other.get(), layer.name()) + "?recurse=true");
            }
            rest.post(target.path("datastores", store) + "/featuretypes", body(layer));
        });
    }

    void remove(Publication.Layer layer, String store) {
        target.removeIfThere(thing(layer), target.path("layers", layer.name()), "");
        target.removeIfThere(
                Message.of("publish.featureType", "name", layer.name()), target.featureType(store, layer.name()), "");
    }

    private Message thing(Publication.Layer layer) {
        return Message.of("publish.layer", "name", target.qualified(layer.name()));
    }

    /** The store whose data a layer of this name shows now, empty if there is no layer. */
    private Optional<String> storeOf(Publication.Layer layer) {
        return rest.get(target.path("layers", layer.name())).map(answer -> {
            Matcher store = STORE_OF_RESOURCE.matcher(
                    answer.path("layer").path("resource").path("href").asText());
            return store.find() ? store.group(1) : "";
        });
    }

    private static boolean differs(Publication.Layer layer, JsonNode there) {
        Integer epsg = epsg(layer);
        return !there.path("nativeName").asText().equals(layer.name())
                || !there.path("enabled").asBoolean(true)
                || (epsg != null && !there.path("srs").asText().equals("EPSG:" + epsg));
    }

    private static ObjectNode body(Publication.Layer layer) {
        ObjectNode body = JSON.objectNode();
        ObjectNode type = body.putObject("featureType")
                .put("name", layer.name())
                .put("nativeName", layer.name())
                .put("title", layer.title())
                .put("enabled", true);
        Integer epsg = epsg(layer);
        if (epsg != null) {
            type.put("srs", "EPSG:" + epsg);
        }
        return body;
    }

    private static Integer epsg(Publication.Layer layer) {
        CoordinateReferenceSystem crs = layer.features().getSchema().getCoordinateReferenceSystem();
        return crs == null ? null : CrsNames.epsgCode(crs);
    }
}

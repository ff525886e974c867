package org.edubalance.cli.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.edubalance.cli.publish.Changes.Kind;
import org.edubalance.messages.Message;

/** One store of a PostGIS database, a table in it for each layer. */
final class PostgisStores implements LayerStores {

    private final GeoServerRest rest;
    private final Changes changes;
    private final Target target;
    private final Postgis database;
    private final FeatureTypes featureTypes;

    PostgisStores(Target target, Postgis database) {
        this.rest = target.rest();
        this.changes = target.changes();
        this.target = target;
        this.database = database;
        this.featureTypes = new FeatureTypes(target);
    }

    @Override
    public void publish(List<Publication.Layer> layers) {
        Set<String> changed = new HashSet<>();
        for (Publication.Layer layer : layers) {
            String digest = Digest.of(layer.features());
            Optional<String> there = database.digest(layer.name());
            Message thing = table(layer);
            if (there.isPresent() && there.get().equals(digest)) {
                changes.left(thing);
            } else {
                changed.add(layer.name());
                changes.note(
                        there.isPresent() ? Kind.CHANGED : Kind.MADE,
                        thing,
                        () -> database.load(layer.name(), layer.features(), digest));
            }
        }
        publishStore();
        for (Publication.Layer layer : layers) {
            featureTypes.publish(layer, Postgis.STORE, changed.contains(layer.name()));
        }
    }

    private void publishStore() {
        Optional<JsonNode> there = target.store(Postgis.STORE);
        if (there.isEmpty()) {
            changes.note(
                    Kind.MADE,
                    store(),
                    () -> rest.post(target.path() + "/datastores", database.store(JsonNodeFactory.instance)));
        } else if (database.isStore(there.get())) {
            changes.left(store());
        } else {
            changes.note(
                    Kind.CHANGED,
                    store(),
                    () -> rest.put(target.path("datastores", Postgis.STORE), database.store(JsonNodeFactory.instance)));
        }
    }

    @Override
    public void remove(List<Publication.Layer> layers) {
        layers.forEach(layer -> featureTypes.remove(layer, Postgis.STORE));
        target.removeIfThere(store(), target.path("datastores", Postgis.STORE), "");
        for (Publication.Layer layer : layers) {
            if (database.digest(layer.name()).isPresent()) {
                changes.note(Kind.REMOVED, table(layer), () -> database.drop(layer.name()));
            }
        }
    }

    private static Message table(Publication.Layer layer) {
        return Message.of("publish.table", "name", layer.name());
    }

    private static Message store() {
        return Message.of("publish.store", "name", Postgis.STORE, "type", "PostGIS");
    }
}

package org.edubalance.cli.publish;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.edubalance.cli.publish.Changes.Kind;
import org.edubalance.messages.Message;

/**
 * The workspace of a GeoServer that is published to.
 *
 * @param rest the server
 * @param workspace its name
 * @param changes where it is told what happens
 */
record Target(GeoServerRest rest, String workspace, Changes changes) {

    /** The workspace's path below {@code rest/}. */
    String path() {
        return "workspaces/" + GeoServerRest.segment(workspace);
    }

    /** The path of something in the workspace. */
    String path(String collection, String name) {
        return path() + "/" + collection + "/" + GeoServerRest.segment(name);
    }

    String featureType(String store, String name) {
        return path("datastores", store) + "/featuretypes/" + GeoServerRest.segment(name);
    }

    Optional<JsonNode> store(String name) {
        return rest.get(path("datastores", name)).map(answer -> answer.path("dataStore"));
    }

    /** Something in the workspace, as a name of it for people. */
    String qualified(String name) {
        return name.contains(":") ? name : workspace + ":" + name;
    }

    void removeIfThere(Message thing, String path, String query) {
        if (rest.get(path).isPresent()) {
            changes.note(Kind.REMOVED, thing, () -> rest.delete(path + query));
        }
    }
}

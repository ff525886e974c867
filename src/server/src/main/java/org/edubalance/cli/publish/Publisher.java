package org.edubalance.cli.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.edubalance.cli.publish.Changes.Kind;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;

/**
 * Brings a GeoServer to where a {@link Publication} wants it, and no further: what is there already, whole and equal is
 * left, so that publishing twice changes nothing; what an earlier run left half done is done anew.
 *
 * <p>The requests are those of GeoServer's REST documentation: {@code /rest/namespaces}, {@code …/datastores},
 * {@code …/featuretypes}, {@code …/styles}, {@code …/layers} and {@code /rest/services/…/settings}.
 */
public final class Publisher {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final GeoServerRest rest;
    private final Publication publication;
    private final Changes changes;
    private final Target target;
    private final LayerStores stores;
    private final Styles styles;

    /**
     * @param rest the server
     * @param publication what is to be there
     * @param postgis the database that the layers go into, empty for a GeoPackage each
     * @param report where the report goes
     * @param dryRun true to read only, and report what would be done
     */
    public Publisher(
            GeoServerRest rest,
            Publication publication,
            Optional<Postgis> postgis,
            PrintWriter report,
            boolean dryRun) {
        this.rest = rest;
        this.publication = publication;
        this.changes = new Changes(report, dryRun);
        this.target = new Target(rest, publication.workspace(), changes);
        this.stores = postgis.<LayerStores>map(database -> new PostgisStores(target, database))
                .orElseGet(() -> new GeoPackageStores(target));
        this.styles = new Styles(target);
    }

    /**
     * Makes what is missing and changes what differs.
     *
     * @throws Refusal if the server does not answer as a GeoServer, or refuses something
     */
    public void publish() {
        checkServer();
        for (String service : List.of("wps", "wms", "wfs")) {
            enableService(service);
        }
        checkPlugin();
        publishWorkspace();
        stores.publish(publication.layers());
        publication.styles().forEach(styles::publish);
        publication.layers().forEach(styles::assign);
        changes.sum();
    }

    /**
     * Removes what {@link #publish} makes, and the workspace if nothing else is in it.
     *
     * @throws Refusal as {@link #publish}
     */
    public void remove() {
        checkServer();
        if (rest.get(target.path()).isEmpty()) {
            changes.left(Message.of("publish.workspace.absent", "name", publication.workspace()));
            changes.sum();
            return;
        }
        stores.remove(publication.layers());
        publication.styles().forEach(styles::remove);
        removeWorkspaceIfEmpty();
        changes.sum();
    }

    private void checkServer() {
        if (rest.get("about/version").isEmpty()) {
            throw Refusal.of("publish.noGeoServer").about("--geoserver");
        }
    }

    /** GeoServer 2.27 has no REST settings for WPS, so that the capabilities alone tell whether it is there. */
    private void checkPlugin() {
        String capabilities = rest.getText("ows?service=WPS&version=1.0.0&request=GetCapabilities")
                .orElse("");
        if (!capabilities.contains("ProcessOfferings")) {
            changes.warn(Message.of("publish.noService", "service", "WPS"));
        } else if (!capabilities.contains("edu:KernelDensity")) {
            changes.warn(Message.of("publish.noPlugin"));
        }
    }

    private void enableService(String service) {
        String path = "services/" + service + "/settings";
        Optional<JsonNode> settings = rest.get(path);
        Message thing = Message.of("publish.service", "name", service);
        if (settings.isEmpty()) {
            if (!service.equals("wps")) {
                changes.warn(Message.of("publish.noService", "service", service.toUpperCase(Locale.ROOT)));
            }
        } else if (settings.get().path(service).path("enabled").asBoolean(true)) {
            changes.left(thing);
        } else {
            ObjectNode body = JSON.objectNode();
            body.putObject(service).put("enabled", true);
            changes.note(Kind.CHANGED, thing, () -> rest.put(path, body));
        }
    }

    private void publishWorkspace() {
        Message thing = Message.of("publish.workspace", "name", publication.workspace());
        if (rest.get(target.path()).isPresent()) {
            changes.left(thing);
            return;
        }
        ObjectNode body = JSON.objectNode();
        body.putObject("namespace").put("prefix", publication.workspace()).put("uri", publication.namespace());
        changes.note(Kind.MADE, thing, () -> rest.post("namespaces", body));
    }

    private void removeWorkspaceIfEmpty() {
        String name = publication.workspace();
        if (changes.isDryRun()) {
            changes.note(Kind.REMOVED, Message.of("publish.workspace.ifEmpty", "name", name), () -> {});
        } else if (isEmpty("datastores", "dataStores")
                && isEmpty("coveragestores", "coverageStores")
                && isEmpty("styles", "styles")
                && isEmpty("layergroups", "layerGroups")) {
            changes.note(Kind.REMOVED, Message.of("publish.workspace", "name", name), () -> rest.delete(target.path()));
        } else {
            changes.left(Message.of("publish.workspace.more", "name", name));
        }
    }

    /** An empty list comes as an empty string. */
    private boolean isEmpty(String resource, String element) {
        return rest.get(target.path() + "/" + resource)
                .map(answer -> answer.path(element).isEmpty())
                .orElse(true);
    }
}

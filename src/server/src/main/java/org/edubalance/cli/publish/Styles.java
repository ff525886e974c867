package org.edubalance.cli.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.edubalance.cli.publish.Changes.Kind;
import org.edubalance.messages.Message;

/** The workspace's styles, and which layers have them. */
final class Styles {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SLD_TYPE = "application/vnd.ogc.sld+xml";

    private final GeoServerRest rest;
    private final Changes changes;
    private final Target target;

    Styles(Target target) {
        this.rest = target.rest();
        this.changes = target.changes();
        this.target = target;
    }

    void publish(Publication.Style style) {
        String path = path(style);
        Message thing = thing(style);
        if (rest.get(path).isEmpty()) {
            ObjectNode body = JSON.objectNode();
            body.putObject("style").put("name", style.name()).put("filename", style.name() + ".sld");
            changes.note(Kind.MADE, thing, () -> {
                rest.post(target.path() + "/styles", body);
                rest.put(path + "?raw=true", SLD_TYPE, style.sld());
            });
            return;
        }
        List<String> wanted = lines(new String(style.sld(), StandardCharsets.UTF_8));
        // a run that failed after the first of the two requests left a style without a document
        boolean same = rest.content(path + ".sld")
                .filter(document -> lines(document).equals(wanted))
                .isPresent();
        if (same) {
            changes.left(thing);
        } else {
            changes.note(Kind.CHANGED, thing, () -> rest.put(path + "?raw=true", SLD_TYPE, style.sld()));
        }
    }

    /** Gives a layer its styles, the first as the default one. */
    void assign(Publication.Layer layer) {
        if (layer.styles().isEmpty()) {
            return;
        }
        String path = target.path("layers", layer.name());
        List<String> wanted = layer.styles().stream().map(target::qualified).toList();
        Message thing = Message.of(
                "publish.styles", "layer", layer.name(), "first", layer.styles().get(0));
        Optional<JsonNode> there = rest.get(path).map(answer -> answer.path("layer"));
        if (there.isPresent()
                && target.qualified(
                                there.get().path("defaultStyle").path("name").asText())
                        .equals(wanted.get(0))
                && alternatives(there.get()).containsAll(wanted.subList(1, wanted.size()))) {
            changes.left(thing);
            return;
        }
        ObjectNode body = JSON.objectNode();
        ObjectNode content = body.putObject("layer");
        content.set("defaultStyle", reference(layer.styles().get(0)));
        ArrayNode others = content.putObject("styles").putArray("style");
        layer.styles().stream().skip(1).map(this::reference).forEach(others::add);
        changes.note(Kind.CHANGED, thing, () -> rest.put(path, body));
    }

    void remove(Publication.Style style) {
        target.removeIfThere(thing(style), path(style), "?purge=true");
    }

    private String path(Publication.Style style) {
        return target.path("styles", style.name());
    }

    private static Message thing(Publication.Style style) {
        return Message.of("publish.style", "name", style.name());
    }

    private ObjectNode reference(String style) {
        return JSON.objectNode().put("name", style).put("workspace", target.workspace());
    }

    /** GeoServer names a workspace's style {@code edu:name} in answers. */
    private List<String> alternatives(JsonNode layer) {
        List<String> names = new ArrayList<>();
        JsonNode styles = layer.path("styles").path("style");
        // One element comes without its array.
        for (JsonNode style : styles.isArray() ? styles : JSON.arrayNode().add(styles)) {
            names.add(target.qualified(style.path("name").asText()));
        }
        return names;
    }

    /** Line ends and the blanks around a document do not make it another one. */
    private static List<String> lines(String document) {
        return Arrays.stream(document.strip().split("\\R"))
                .map(String::stripTrailing)
                .toList();
    }
}

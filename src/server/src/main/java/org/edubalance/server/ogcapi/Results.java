package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.edubalance.io.CrsNames;
import org.edubalance.server.execution.InputReader;
import org.edubalance.server.execution.Job;
import org.edubalance.server.execution.Literals;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Envelope;

/**
 * The results of a job, and how they were asked for.
 *
 * @param document true where they are to come as a document
 */
record Results(boolean document, List<Item> items) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * A result: in a file, or a value.
     *
     * @param mimeType of the file, or of the value by itself
     * @param binary true where a document carries it as base64
     * @param reference true where its address was asked for
     * @param file null for a value
     * @param value null for a file
     */
    record Item(String name, String mimeType, boolean binary, boolean reference, Path file, JsonNode value) {}

    /**
     * How results were asked for.
     *
     * @param document as above
     * @param references the outputs whose addresses are to come in their place
     */
    record Form(boolean document, Set<String> references) {}

    /** The results of a job that succeeded. */
    static Results of(Job job, Form form) {
        List<Item> items = new ArrayList<>();
        for (Job.Result result : job.results()) {
            String name = result.output().name();
            boolean reference = form.references().contains(name);
            if (result.file() == null) {
                JsonNode value = json(result.value());
                String type = value.isObject() ? "application/json" : "text/plain;charset=UTF-8";
                items.add(new Item(name, type, false, reference, null, value));
            } else {
                boolean binary = result.output().base64();
                String type = result.output().format().mimeType();
                items.add(new Item(name, type, binary, reference, result.file(), null));
            }
        }
        return new Results(form.document(), items);
    }

    private static JsonNode json(Object value) {
        if (value instanceof Envelope box) {
            return box(box);
        }
        if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            return JSON.numberNode(((Number) value).longValue());
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return JSON.numberNode(number.doubleValue());
        }
        return JSON.textNode(Literals.write(value));
    }

    /** A box, its coordinates in the order of the CRS that it names. */
    private static ObjectNode box(Envelope box) {
        ObjectNode json = JSON.objectNode();
        boolean crs = box instanceof ReferencedEnvelope r && r.getCoordinateReferenceSystem() != null;
        Integer code = crs ? CrsNames.epsgCode(((ReferencedEnvelope) box).getCoordinateReferenceSystem()) : null;
        boolean lonLat = code != null && code == 4326;
        boolean northFirst = code != null
                && !lonLat
                && InputReader.authorityHasNorthFirst(((ReferencedEnvelope) box).getCoordinateReferenceSystem());
        ArrayNode numbers = json.putArray("bbox");
        if (northFirst) {
            numbers.add(box.getMinY()).add(box.getMinX()).add(box.getMaxY()).add(box.getMaxX());
        } else {
            numbers.add(box.getMinX()).add(box.getMinY()).add(box.getMaxX()).add(box.getMaxY());
        }
        if (code != null) {
            json.put("crs", lonLat ? OgcApi.CRS84 : "http://www.opengis.net/def/crs/EPSG/0/" + code);
        }
        return json;
    }

    /** What is stored of them beside their files. */
    ObjectNode stored() {
        ObjectNode stored = JSON.objectNode().put("document", document);
        ArrayNode list = stored.putArray("outputs");
        for (Item item : items) {
            ObjectNode node = list.addObject()
                    .put("name", item.name())
                    .put("mimeType", item.mimeType())
                    .put("binary", item.binary())
                    .put("reference", item.reference());
            if (item.value() != null) {
                node.set("value", item.value());
            }
        }
        return stored;
    }

    /**
     * What {@link #stored} says.
     *
     * @param files the file of an output
     */
    static Results of(JsonNode stored, Function<String, Path> files) {
        List<Item> items = new ArrayList<>();
        for (JsonNode node : stored.path("outputs")) {
            String name = node.path("name").asText();
            JsonNode value = node.get("value");
            items.add(new Item(
                    name,
                    node.path("mimeType").asText(),
                    node.path("binary").asBoolean(),
                    node.path("reference").asBoolean(),
                    value == null ? files.apply(name) : null,
                    value));
        }
        return new Results(stored.path("document").asBoolean(), items);
    }
}

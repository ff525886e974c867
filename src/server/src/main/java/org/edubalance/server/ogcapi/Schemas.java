package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;
import org.edubalance.server.execution.ComplexFormat;
import org.edubalance.server.execution.ComplexFormats;
import org.geotools.api.data.Parameter;

/** JSON schemas of the values of inputs and outputs, of the kind that OpenAPI 3.0 has. */
final class Schemas {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> GEOMETRIES = List.of(
            "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection");

    private Schemas() {}

    /** True for the classes of whole numbers. */
    static boolean isWhole(Class<?> type) {
        return type == Integer.class || type == Long.class || type == Short.class;
    }

    /**
     * The schema of one value of an input.
     *
     * @param described what {@link org.edubalance.describe.ProcessDescriptions} says of it
     */
    static ObjectNode input(Parameter<?> input, JsonNode described) {
        ObjectNode schema = schema(described, ComplexFormats.ofInput(input.type));
        copy(described, "choices", schema, "enum");
        copy(described, "lowest", schema, "minimum");
        copy(described, "highest", schema, "maximum");
        copy(described, "default", schema, "default");
        return schema;
    }

    /** The schema of an output. */
    static ObjectNode output(Parameter<?> output, JsonNode described) {
        return schema(described, ComplexFormats.ofOutput(output.type));
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        if (from.has(name)) {
            to.set(as, from.get(name));
        }
    }

    private static ObjectNode schema(JsonNode described, List<ComplexFormat> formats) {
        if (!formats.isEmpty()) {
            return complex(described.path("type").asText(), formats);
        }
        return switch (described.path("type").asText()) {
            case "number" -> JSON.objectNode().put("type", "number").put("format", "double");
            case "integer" -> JSON.objectNode().put("type", "integer");
            case "boolean" -> JSON.objectNode().put("type", "boolean");
            case "bbox" -> box();
            default -> JSON.objectNode().put("type", "string");
        };
    }

    private static ObjectNode complex(String type, List<ComplexFormat> formats) {
        if (formats.size() == 1) {
            return format(type, formats.get(0));
        }
        ObjectNode schema = JSON.objectNode();
        ArrayNode alternatives = schema.putArray("oneOf");
        formats.forEach(format -> alternatives.add(format(type, format)));
        return schema;
    }

    private static ObjectNode format(String type, ComplexFormat format) {
        if (format.mimeType().contains("json")) {
            boolean geometry = type.equals("geometry");
            ObjectNode schema = named(
                    geometry ? "geojson-geometry" : "geojson-feature-collection",
                    geometry ? Schemas::geometry : Schemas::features);
            return schema.put("contentMediaType", format.mimeType());
        }
        ObjectNode schema = JSON.objectNode().put("type", "string");
        if (format.binary()) {
            schema.put("format", "byte").put("contentEncoding", "base64");
        }
        return schema.put("contentMediaType", format.mimeType());
    }

    /** A schema beside its name, as the standard has it. */
    private static ObjectNode named(String name, Supplier<ObjectNode> schema) {
        ObjectNode named = JSON.objectNode();
        named.putArray("allOf").add(JSON.objectNode().put("format", name)).add(schema.get());
        return named;
    }

    private static ObjectNode features() {
        ObjectNode schema = object("type", "features");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("type").put("type", "string").putArray("enum").add("FeatureCollection");
        properties.putObject("features").put("type", "array").set("items", object("type"));
        return schema;
    }

    private static ObjectNode geometry() {
        ObjectNode schema = object("type");
        ArrayNode types = schema.putObject("properties")
                .putObject("type")
                .put("type", "string")
                .putArray("enum");
        GEOMETRIES.forEach(types::add);
        return schema;
    }

    private static ObjectNode box() {
        return named("ogc-bbox", () -> {
            ObjectNode schema = object("bbox");
            ObjectNode properties = schema.putObject("properties");
            properties
                    .putObject("bbox")
                    .put("type", "array")
                    .put("minItems", 4)
                    .put("maxItems", 4)
                    .putObject("items")
                    .put("type", "number");
            properties.putObject("crs").put("type", "string").put("default", OgcApi.CRS84);
            return schema;
        });
    }

    private static ObjectNode object(String... required) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ArrayNode names = schema.putArray("required");
        for (String name : required) {
            names.add(name);
        }
        return schema;
    }
}

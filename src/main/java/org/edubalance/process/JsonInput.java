package org.edubalance.process;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.geotools.process.ProcessException;

/**
 * A part of a JSON input that knows its path, so that every refusal names it: {@code standard.indicators[2].expression
 * must be a text, got 5}.
 */
final class JsonInput {

    private static final int LONGEST = 1_000_000;

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String path;
    private final JsonNode node;

    private JsonInput(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    /** Parses an input. */
    static JsonInput parse(String input, String json) {
        if (json.length() > LONGEST) {
            throw new ProcessException(input + " must be at most " + LONGEST + " characters, got " + json.length());
        }
        try {
            return new JsonInput(input, MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new ProcessException(input + " is not valid JSON" + where + ": " + e.getOriginalMessage());
        }
    }

    /** Requires an object with no other fields than these. */
    JsonInput object(String... fields) {
        if (!node.isObject()) {
            throw wrong("an object");
        }
        Set<String> known = new TreeSet<>(List.of(fields));
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new ProcessException(
                        path + " has the unknown field " + Inputs.shown(field) + "; the fields are " + known);
            }
        });
        return this;
    }

    /** A field that must be there. */
    JsonInput field(String name) {
        JsonInput field = optional(name);
        if (field == null) {
            throw new ProcessException(path + "." + name + " is missing");
        }
        return field;
    }

    /** A field, or null. */
    JsonInput optional(String name) {
        JsonNode child = node.get(name);
        return child == null || child.isNull() ? null : new JsonInput(path + "." + name, child);
    }

    boolean isObject() {
        return node.isObject();
    }

    List<String> fieldNames() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    List<JsonInput> items() {
        if (!node.isArray()) {
            throw wrong("a list");
        }
        List<JsonInput> items = new ArrayList<>();
        for (JsonNode item : node) {
            items.add(new JsonInput(path + "[" + items.size() + "]", item));
        }
        return items;
    }

    String text() {
        if (!node.isTextual() || node.textValue().isBlank()) {
            throw wrong("a text");
        }
        return node.textValue().strip();
    }

    double number() {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw wrong("a number");
        }
        return node.doubleValue();
    }

    int integer() {
        if (!node.isNumber() || !node.canConvertToInt() || node.doubleValue() != node.intValue()) {
            throw wrong("a whole number");
        }
        return node.intValue();
    }

    /** The refusal of this part for a reason that its model gave. */
    ProcessException refused(IllegalArgumentException reason) {
        return new ProcessException(path + ": " + reason.getMessage());
    }

    private ProcessException wrong(String accepted) {
        return new ProcessException(path + " must be " + accepted + ", got " + Inputs.shown(node.toString()));
    }
}

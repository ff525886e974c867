package org.edubalance.process;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonReader;
import com.grack.nanojson.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.geotools.process.ProcessException;

/**
 * A part of a JSON input that knows its path, so that every refusal names it: {@code standard.indicators[2].expression
 * must be a text, got 5}. Parsed with nanojson, which comes with the plugin: GeoServer 2.27 has Jackson 2, 3.0 Jackson 3.
 */
final class JsonInput {

    private static final int LONGEST = 1_000_000;
    private static final int DEEPEST = 50;

    private final String path;

    /** A map in the order of its fields, a list, a string, a number, a boolean, or null. */
    private final Object node;

    private JsonInput(String path, Object node) {
        this.path = path;
        this.node = node;
    }

    /** Parses an input. */
    static JsonInput parse(String input, String json) {
        if (json.length() > LONGEST) {
            throw new ProcessException(input + " must be at most " + LONGEST + " characters, got " + json.length());
        }
        if (depth(json) > DEEPEST) {
            throw new ProcessException(input + " must nest at most " + DEEPEST + " deep");
        }
        try {
            // Refuses what follows the value, which the reader below does not look at.
            JsonParser.any().from(json);
            return new JsonInput(input, tree(input, JsonReader.from(json)));
        } catch (JsonParserException e) {
            throw new ProcessException(
                    input + " is not valid JSON at line " + e.getLinePosition() + ", column " + e.getCharPosition());
        }
    }

    /** A value with its fields in order, each there once only. */
    private static Object tree(String path, JsonReader reader) throws JsonParserException {
        switch (reader.current()) {
            case OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                reader.object();
                while (reader.next()) {
                    String name = reader.key();
                    if (fields.containsKey(name)) {
                        throw new ProcessException(path + " has the field " + Inputs.shown(name) + " twice");
                    }
                    fields.put(name, tree(path + "." + name, reader));
                }
                return fields;
            }
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                reader.array();
                while (reader.next()) {
                    items.add(tree(path + "[" + items.size() + "]", reader));
                }
                return items;
            }
            default -> {
                return reader.value();
            }
        }
    }

    /** How deep lists and objects nest, before anything recurses into them. */
    private static int depth(String json) {
        int depth = 0;
        int deepest = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '[' || c == '{')) {
                deepest = Math.max(deepest, ++depth);
            } else if (!quoted && (c == ']' || c == '}')) {
                depth--;
            }
        }
        return deepest;
    }

    /** Requires an object with no other fields than these. */
    JsonInput object(String... fields) {
        if (!isObject()) {
            throw wrong("an object");
        }
        Set<String> known = new TreeSet<>(List.of(fields));
        for (String field : fieldNames()) {
            if (!known.contains(field)) {
                throw new ProcessException(
                        path + " has the unknown field " + Inputs.shown(field) + "; the fields are " + known);
            }
        }
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
        Object child = node instanceof Map<?, ?> fields ? fields.get(name) : null;
        return child == null ? null : new JsonInput(path + "." + name, child);
    }

    boolean isObject() {
        return node instanceof Map;
    }

    List<String> fieldNames() {
        List<String> names = new ArrayList<>();
        if (node instanceof Map<?, ?> fields) {
            fields.keySet().forEach(name -> names.add((String) name));
        }
        return names;
    }

    List<JsonInput> items() {
        if (!(node instanceof List<?> list)) {
            throw wrong("a list");
        }
        List<JsonInput> items = new ArrayList<>();
        for (Object item : list) {
            items.add(new JsonInput(path + "[" + items.size() + "]", item));
        }
        return items;
    }

    String text() {
        if (!(node instanceof String text) || text.isBlank()) {
            throw wrong("a text");
        }
        return text.strip();
    }

    double number() {
        if (!(node instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            throw wrong("a number");
        }
        return number.doubleValue();
    }

    int integer() {
        if (!(node instanceof Number number) || number.doubleValue() != number.intValue()) {
            throw wrong("a whole number");
        }
        return number.intValue();
    }

    /** The refusal of this part for a reason that its model gave. */
    ProcessException refused(IllegalArgumentException reason) {
        return new ProcessException(path + ": " + reason.getMessage());
    }

    private ProcessException wrong(String accepted) {
        return new ProcessException(path + " must be " + accepted + ", got " + Inputs.shown(JsonWriter.string(node)));
    }
}

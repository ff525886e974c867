package org.edubalance.definitions;

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
import java.util.function.Supplier;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;

/**
 * A part of a JSON input that knows its path, so that every refusal names it: {@code standard.indicators[2].expression
 * must be a text, got 5}. Parsed with nanojson, which comes with the plugin: GeoServer 2.27 has Jackson 2, 3.0 Jackson 3.
 */
public final class JsonPart {

    private static final int LONGEST = 1_000_000;
    private static final int DEEPEST = 50;

    private final String input;
    private final String path;

    /** A map in the order of its fields, a list, a string, a number, a boolean, or null. */
    private final Object node;

    private JsonPart(String input, String path, Object node) {
        this.input = input;
        this.path = path;
        this.node = node;
    }

    /** Parses an input. */
    public static JsonPart parse(String input, String json) {
        if (json.length() > LONGEST) {
            throw Refusal.of("json.longest", "limit", LONGEST, "got", json.length())
                    .about(input);
        }
        if (depth(json) > DEEPEST) {
            throw Refusal.of("json.deepest", "limit", DEEPEST).about(input);
        }
        try {
            // Refuses what follows the value, which the reader below does not look at.
            JsonParser.any().from(json);
            return new JsonPart(input, input, tree(input, JsonReader.from(json)));
        } catch (JsonParserException e) {
            throw Refusal.because(e, "json.broken", "line", e.getLinePosition(), "column", e.getCharPosition())
                    .about(input);
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
                        throw Refusal.of("json.twice", "path", path, "field", name);
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
    public JsonPart object(String... fields) {
        if (!isObject()) {
            throw wrong("object");
        }
        Set<String> known = new TreeSet<>(List.of(fields));
        for (String field : fieldNames()) {
            if (!known.contains(field)) {
                throw refusal("json.unknown", "path", path, "field", field, "fields", known);
            }
        }
        return this;
    }

    /** A field that must be there. */
    public JsonPart field(String name) {
        JsonPart field = optional(name);
        if (field == null) {
            throw refusal("json.missing", "path", path + "." + name).missing();
        }
        return field;
    }

    /** A field, or null. */
    public JsonPart optional(String name) {
        Object child = node instanceof Map<?, ?> fields ? fields.get(name) : null;
        return child == null ? null : new JsonPart(input, path + "." + name, child);
    }

    public boolean isObject() {
        return node instanceof Map;
    }

    public boolean isText() {
        return node instanceof String;
    }

    public boolean isFlag() {
        return node instanceof Boolean;
    }

    public List<String> fieldNames() {
        List<String> names = new ArrayList<>();
        if (node instanceof Map<?, ?> fields) {
            fields.keySet().forEach(name -> names.add((String) name));
        }
        return names;
    }

    public List<JsonPart> items() {
        if (!(node instanceof List<?> list)) {
            throw wrong("list");
        }
        List<JsonPart> items = new ArrayList<>();
        for (Object item : list) {
            items.add(new JsonPart(input, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    public String text() {
        if (!(node instanceof String text) || text.isBlank()) {
            throw wrong("text");
        }
        return text.strip();
    }

    public double number() {
        if (!(node instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            throw wrong("number");
        }
        return number.doubleValue();
    }

    public int integer() {
        if (!(node instanceof Number number) || number.doubleValue() != number.intValue()) {
            throw wrong("integer");
        }
        return number.intValue();
    }

    public boolean flag() {
        if (!(node instanceof Boolean flag)) {
            throw wrong("flag");
        }
        return flag;
    }

    /** A constant by its name in any case. */
    public <E extends Enum<E>> E choice(Class<E> type) {
        String text = text();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw wrong(Message.of("json.accepted.choice", "choices", List.of(type.getEnumConstants())), text);
    }

    /** Makes a model's part from this one; what the model refuses is told with this part's path. */
    public <T> T read(Supplier<T> model) {
        try {
            return model.get();
        } catch (Refusal e) {
            if (input.equals(e.input())) {
                throw e;
            }
            throw Refusal.because(e, "json.part", "path", path, "reason", e).about(input);
        }
    }

    private Refusal wrong(String accepted) {
        return wrong(Message.of("json.accepted." + accepted), JsonWriter.string(node));
    }

    private Refusal wrong(Message accepted, String got) {
        return refusal("json.wrong", "path", path, "accepted", accepted, "got", got);
    }

    private Refusal refusal(String key, Object... facts) {
        return Refusal.of(key, facts).about(input);
    }
}

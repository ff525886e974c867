package org.edubalance.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.edubalance.scoring.Direction;
import org.edubalance.scoring.IndicatorSystem;
import org.edubalance.standards.Label;

/** The {@code system} input: the id of a shipped indicator system, or one as JSON (docs/indicator-systems.md). */
final class SystemInput {

    private static final List<String> SHIPPED = List.of("nyingchi", "cn-2017-quality", "three-aspects");

    private SystemInput() {}

    /** Reads a system; every refusal names the part of it that is wrong. */
    static IndicatorSystem read(String system) {
        String text = system.strip();
        if (text.startsWith("{")) {
            return parse(text);
        }
        if (!SHIPPED.contains(text)) {
            throw Inputs.invalid("system", "one of " + String.join(", ", SHIPPED) + ", or a JSON object", text);
        }
        try (InputStream in = IndicatorSystem.class.getResourceAsStream("systems/" + text + ".json")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IndicatorSystem parse(String json) {
        JsonInput root = JsonInput.parse("system", json).object("id", "title", "dimensions");
        String id = root.field("id").text();
        List<IndicatorSystem.Dimension> dimensions = new ArrayList<>();
        for (JsonInput dimension : root.field("dimensions").items()) {
            dimensions.add(dimension(dimension));
        }
        try {
            return new IndicatorSystem(id, title(root, id), dimensions);
        } catch (IllegalArgumentException e) {
            throw root.refused(e);
        }
    }

    private static IndicatorSystem.Dimension dimension(JsonInput json) {
        json.object("id", "title", "parent", "indicators");
        String id = json.field("id").text();
        JsonInput parent = json.optional("parent");
        List<IndicatorSystem.Member> members = new ArrayList<>();
        if (json.optional("indicators") != null) {
            for (JsonInput member : json.field("indicators").items()) {
                members.add(member(member));
            }
        }
        try {
            return new IndicatorSystem.Dimension(id, title(json, id), parent == null ? null : parent.text(), members);
        } catch (IllegalArgumentException e) {
            throw json.refused(e);
        }
    }

    private static IndicatorSystem.Member member(JsonInput json) {
        json.object("id", "title", "expression", "direction", "unit", "weight");
        String id = json.field("id").text();
        JsonInput direction = json.optional("direction");
        JsonInput unit = json.optional("unit");
        JsonInput weight = json.optional("weight");
        try {
            return new IndicatorSystem.Member(
                    id,
                    title(json, id),
                    json.field("expression").text(),
                    direction == null ? Direction.POSITIVE : direction(direction),
                    unit == null ? null : StandardInput.label(unit),
                    weight == null ? Double.NaN : weight.number());
        } catch (IllegalArgumentException e) {
            throw json.refused(e);
        }
    }

    private static Direction direction(JsonInput json) {
        String text = json.text();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "positive" -> Direction.POSITIVE;
            case "negative" -> Direction.NEGATIVE;
            default ->
                throw json.refused(
                        new IllegalArgumentException("must be positive or negative, got " + Inputs.shown(text)));
        };
    }

    private static Label title(JsonInput json, String id) {
        JsonInput title = json.optional("title");
        return title == null ? new Label(id, id) : StandardInput.label(title);
    }
}

package org.edubalance.scoring;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.definitions.JsonPart;
import org.edubalance.definitions.Label;
import org.edubalance.definitions.Shipped;
import org.edubalance.messages.Refusal;

/** Reads the {@code system} input: the id of a shipped indicator system, or one as JSON (docs/indicator-systems.md). */
public final class SystemReader {

    private static final Shipped SHIPPED = new Shipped(
            "system", IndicatorSystem.class, "systems/", List.of("nyingchi", "cn-2017-quality", "three-aspects"));

    private SystemReader() {}

    /**
     * Reads a system.
     *
     * @param system an id or JSON
     * @throws Refusal if it cannot be used; it names the part that is wrong
     */
    public static IndicatorSystem read(String system) {
        JsonPart root = SHIPPED.read(system).object("id", "title", "dimensions");
        String id = root.field("id").text();
        List<IndicatorSystem.Dimension> dimensions = new ArrayList<>();
        for (JsonPart dimension : root.field("dimensions").items()) {
            dimensions.add(dimension(dimension));
        }
        return root.read(() -> new IndicatorSystem(id, Label.title(root, id), dimensions));
    }

    private static IndicatorSystem.Dimension dimension(JsonPart json) {
        json.object("id", "title", "parent", "indicators");
        String id = json.field("id").text();
        JsonPart parent = json.optional("parent");
        List<IndicatorSystem.Member> members = new ArrayList<>();
        if (json.optional("indicators") != null) {
            for (JsonPart member : json.field("indicators").items()) {
                members.add(member(member));
            }
        }
        return json.read(() -> new IndicatorSystem.Dimension(
                id, Label.title(json, id), parent == null ? null : parent.text(), members));
    }

    private static IndicatorSystem.Member member(JsonPart json) {
        json.object("id", "title", "expression", "direction", "unit", "weight");
        String id = json.field("id").text();
        JsonPart direction = json.optional("direction");
        JsonPart unit = json.optional("unit");
        JsonPart weight = json.optional("weight");
        return json.read(() -> new IndicatorSystem.Member(
                id,
                Label.title(json, id),
                json.field("expression").text(),
                direction == null ? Direction.POSITIVE : direction.choice(Direction.class),
                unit == null ? null : Label.of(unit),
                weight == null ? Double.NaN : weight.number()));
    }
}

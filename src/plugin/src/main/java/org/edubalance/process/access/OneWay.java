package org.edubalance.process.access;

import java.util.Locale;
import java.util.Map;
import org.edubalance.access.Direction;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Places;
import org.geotools.api.feature.simple.SimpleFeature;

/** What maps of roads write where a line is one-way: OpenStreetMap's tag {@code oneway}, its extracts, and street layers. */
final class OneWay {

    private static final Map<String, Direction> DIRECTIONS = Map.ofEntries(
            Map.entry("", Direction.BOTH),
            Map.entry("no", Direction.BOTH),
            Map.entry("false", Direction.BOTH),
            Map.entry("0", Direction.BOTH),
            Map.entry("b", Direction.BOTH),
            Map.entry("both", Direction.BOTH),
            Map.entry("yes", Direction.FORWARD),
            Map.entry("true", Direction.FORWARD),
            Map.entry("1", Direction.FORWARD),
            Map.entry("f", Direction.FORWARD),
            Map.entry("ft", Direction.FORWARD),
            Map.entry("forward", Direction.FORWARD),
            Map.entry("-1", Direction.BACKWARD),
            Map.entry("reverse", Direction.BACKWARD),
            Map.entry("t", Direction.BACKWARD),
            Map.entry("tf", Direction.BACKWARD),
            Map.entry("backward", Direction.BACKWARD));

    private OneWay() {}

    static Direction direction(Attribute attribute, SimpleFeature feature) {
        String label = attribute.label(feature);
        Direction direction = DIRECTIONS.get(label == null ? "" : label.strip().toLowerCase(Locale.ROOT));
        if (direction == null) {
            throw Refusal.of("access.oneway", "text", attribute.text(), "got", label)
                    .about("oneWay")
                    .at(Places.of(feature));
        }
        return direction;
    }
}

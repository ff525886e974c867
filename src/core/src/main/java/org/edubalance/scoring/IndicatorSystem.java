package org.edubalance.scoring;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;

/**
 * A hierarchy of indicators to score by: dimensions, such as teachers and facilities, and the indicators of each. A
 * dimension may be part of another.
 *
 * @param id the system's id
 * @param title the name for readers
 * @param dimensions at least one; each has an indicator, of its own or in a dimension that is part of it
 */
public record IndicatorSystem(String id, Label title, List<Dimension> dimensions) {

    private static final Pattern ID = Pattern.compile("[\\p{L}][\\p{L}\\p{N}_]{0,39}");

    /**
     * A part of a system.
     *
     * @param id unique in the system; it names the attribute {@code score_<id>} of the result
     * @param title the name for readers
     * @param parent the id of the dimension that this one is part of, null for none
     * @param indicators its own indicators; may be empty if other dimensions are part of it
     */
    public record Dimension(String id, Label title, String parent, List<Member> indicators) {

        public Dimension {
            checkId("dimension", id);
            Objects.requireNonNull(title);
            indicators = List.copyOf(indicators);
        }
    }

    /**
     * An indicator of a system.
     *
     * @param id unique in the system
     * @param title the name for readers
     * @param expression how the value follows from a feature's attributes, in ECQL, for example {@code books / pupils}
     * @param direction whether more is better
     * @param unit the unit for readers, null for none
     * @param weight the weight for {@link Weighting#USER} and {@link Weighting#COMBINED}, NaN for none
     */
    public record Member(String id, Label title, String expression, Direction direction, Label unit, double weight) {

        public Member {
            checkId("indicator", id);
            Objects.requireNonNull(title);
            Objects.requireNonNull(expression);
            Objects.requireNonNull(direction);
            if (weight < 0 || Double.isInfinite(weight)) {
                throw Refusal.of("scoring.weight", "indicator", id, "got", weight);
            }
        }
    }

    /**
     * @throws Refusal if the system or a dimension is empty, an id comes twice, or a dimension's parent is
     *     unknown or part of that dimension itself; the message names it
     */
    public IndicatorSystem {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty()) {
            throw Refusal.of("scoring.system.empty");
        }
        Map<String, Dimension> byId = byId(dimensions);
        Set<String> filled = new HashSet<>();
        for (Dimension dimension : dimensions) {
            List<String> path = path(dimension, byId);
            if (!dimension.indicators.isEmpty()) {
                filled.addAll(path);
            }
        }
        for (Dimension dimension : dimensions) {
            if (!filled.contains(dimension.id)) {
                throw Refusal.of("scoring.system.dimension.empty", "dimension", dimension.id);
            }
        }
    }

    private static void checkId(String what, String id) {
        if (id == null || !ID.matcher(id).matches()) {
            throw Refusal.of("scoring.system.id." + what, "got", id);
        }
    }

    private static Map<String, Dimension> byId(List<Dimension> dimensions) {
        Map<String, Dimension> byId = new LinkedHashMap<>();
        Set<String> members = new HashSet<>();
        for (Dimension dimension : dimensions) {
            if (byId.put(dimension.id, dimension) != null) {
                throw Refusal.of("scoring.system.dimension.twice", "dimension", dimension.id);
            }
            for (Member member : dimension.indicators) {
                if (!members.add(member.id)) {
                    throw Refusal.of("scoring.system.indicator.twice", "indicator", member.id);
                }
            }
        }
        return byId;
    }

    /** A dimension's id with those that it is part of before it, the outermost first. */
    private static List<String> path(Dimension dimension, Map<String, Dimension> byId) {
        Set<String> inner = new LinkedHashSet<>();
        Dimension at = dimension;
        while (inner.add(at.id)) {
            if (at.parent == null) {
                List<String> path = new ArrayList<>(inner);
                Collections.reverse(path);
                return path;
            }
            Dimension parent = byId.get(at.parent);
            if (parent == null) {
                throw Refusal.of(
                        "scoring.system.parent", "dimension", at.id, "parent", at.parent, "dimensions", byId.keySet());
            }
            at = parent;
        }
        throw Refusal.of("scoring.system.circular", "dimension", at.id, "path", nested(inner, at.id));
    }

    private static Message nested(Set<String> inner, String outermost) {
        Object path = null;
        for (String id : inner) {
            path = path == null ? id : Message.of("scoring.system.in", "inner", path, "outer", id);
        }
        return Message.of("scoring.system.in", "inner", path, "outer", outermost);
    }

    /** The indicators in their order, each with the dimensions that it belongs to, from the outermost to its own. */
    public Map<Member, List<String>> members() {
        Map<String, Dimension> byId = byId(dimensions);
        Map<Member, List<String>> members = new LinkedHashMap<>();
        for (Dimension dimension : dimensions) {
            List<String> path = List.copyOf(path(dimension, byId));
            dimension.indicators.forEach(member -> members.put(member, path));
        }
        return members;
    }
}

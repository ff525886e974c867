package org.edubalance.report.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.edubalance.definitions.ExpressionText;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Message;
import org.edubalance.process.features.Attribute;
import org.edubalance.scoring.IndicatorSystem;
import org.edubalance.scoring.IndicatorSystem.Dimension;
import org.edubalance.scoring.IndicatorSystem.Member;
import org.edubalance.standards.Standard;
import org.geotools.api.feature.simple.SimpleFeatureType;

/**
 * An indicator system as far as the schools have what it names: with the report's own pupils and mapping in its
 * expressions, and without the indicators whose columns are not there.
 *
 * @param system what is left of it; null where that is nothing
 * @param left the indicators that were left out
 */
record FittedSystem(IndicatorSystem system, List<Member> left) {

    /**
     * Fits a system to schools.
     *
     * @param population the attribute that stands for the pupils
     * @param mapping expressions by indicator
     */
    static FittedSystem of(
            IndicatorSystem system, SimpleFeatureType schools, String population, Map<String, String> mapping) {
        List<Dimension> dimensions = new ArrayList<>();
        List<Member> left = new ArrayList<>();
        for (Dimension dimension : system.dimensions()) {
            List<Member> members = new ArrayList<>();
            for (Member member : dimension.indicators()) {
                String expression = mapping.getOrDefault(
                        member.id(), ExpressionText.replaceName(member.expression(), Standard.PUPILS, population));
                Member mapped = new Member(
                        member.id(), member.title(), expression, member.direction(), member.unit(), member.weight());
                // a mapping of the user's own has to be right
                boolean there = mapping.containsKey(member.id())
                        || Names.missing("system", expression, schools).isEmpty();
                (there ? members : left).add(mapped);
            }
            dimensions.add(new Dimension(dimension.id(), dimension.title(), dimension.parent(), members));
        }
        for (Dimension dimension : dimensions) {
            for (Member member : dimension.indicators()) {
                Message part = Message.of("report.indicator", "indicator", member.id());
                Attribute.of("mapping", part, member.expression(), schools);
            }
        }
        List<Dimension> filled = filled(dimensions);
        return new FittedSystem(
                filled.isEmpty() ? null : new IndicatorSystem(system.id(), system.title(), filled), left);
    }

    /** The dimensions that have an indicator, of their own or in a part of theirs. */
    private static List<Dimension> filled(List<Dimension> dimensions) {
        Set<String> filled = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Dimension dimension : dimensions) {
                boolean here = !dimension.indicators().isEmpty() || filled.contains(dimension.id());
                more |= here && filled.add(dimension.id());
                more |= here && dimension.parent() != null && filled.add(dimension.parent());
            }
        }
        return dimensions.stream()
                .filter(dimension -> filled.contains(dimension.id()))
                .toList();
    }

    /** The system as the processes take it. */
    String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("id", system.id());
        root.set("title", label(system.title()));
        ArrayNode dimensions = root.putArray("dimensions");
        for (Dimension dimension : system.dimensions()) {
            ObjectNode json = dimensions.addObject().put("id", dimension.id());
            json.set("title", label(dimension.title()));
            if (dimension.parent() != null) {
                json.put("parent", dimension.parent());
            }
            ArrayNode members = json.putArray("indicators");
            for (Member member : dimension.indicators()) {
                ObjectNode one = members.addObject().put("id", member.id());
                one.set("title", label(member.title()));
                one.put("expression", member.expression());
                one.put("direction", member.direction().name().toLowerCase(Locale.ROOT));
                if (member.unit() != null) {
                    one.set("unit", label(member.unit()));
                }
                if (!Double.isNaN(member.weight())) {
                    one.put("weight", member.weight());
                }
            }
        }
        return root.toString();
    }

    private static ObjectNode label(Label label) {
        return JsonNodeFactory.instance.objectNode().put("en", label.en()).put("zh", label.zh());
    }
}

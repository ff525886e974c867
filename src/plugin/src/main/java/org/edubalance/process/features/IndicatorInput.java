package org.edubalance.process.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.scoring.Direction;
import org.geotools.api.feature.simple.SimpleFeatureType;

/**
 * An indicator as a request gives it: {@code [name=]expression[:positive|:negative]}, where the expression is an
 * attribute or ECQL. The name defaults to the attribute, or to the expression with each run of other characters than
 * letters, digits and underscores turned to {@code _}.
 *
 * @param name what results are called by, unique in a request
 * @param attribute where the values come from
 * @param direction whether more is better, positive unless said otherwise
 */
public record IndicatorInput(String name, Attribute attribute, Direction direction) {

    private static final Pattern NAMED =
            Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{N}_.-]*)\\s*=(?!=)(.*)", Pattern.DOTALL);
    private static final Pattern DIRECTED = Pattern.compile("(.*):\\s*(\\p{L}+)\\s*", Pattern.DOTALL);
    private static final Pattern OTHER_CHARACTERS = Pattern.compile("[^\\p{L}\\p{N}_]+");
    private static final Pattern EDGES = Pattern.compile("^_|_$");

    /**
     * Reads the indicators of a request.
     *
     * @throws Refusal if there is none, one cannot be read, or two have the same name
     */
    public static List<IndicatorInput> parse(String input, List<String> texts, SimpleFeatureType type) {
        if (texts == null || texts.isEmpty()) {
            throw Inputs.missing(input, Message.of("indicator.needed"));
        }
        List<IndicatorInput> indicators = new ArrayList<>();
        for (String text : texts) {
            indicators.add(parse(input, text, type));
        }
        checkNames(input, indicators);
        return indicators;
    }

    /**
     * As {@link #parse(String, List, SimpleFeatureType)}, for values that no direction is better of.
     *
     * @throws Refusal also if one has a direction
     */
    public static List<IndicatorInput> undirected(String input, List<String> texts, SimpleFeatureType type) {
        List<IndicatorInput> values = parse(input, texts, type);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).direction == Direction.NEGATIVE) {
                throw Refusal.of("indicator.undirected", "got", texts.get(i)).about(input);
            }
        }
        return values;
    }

    /** Refuses two indicators of one name. */
    public static void checkNames(String input, List<IndicatorInput> indicators) {
        Map<String, IndicatorInput> byName = new LinkedHashMap<>();
        for (IndicatorInput indicator : indicators) {
            IndicatorInput other = byName.putIfAbsent(indicator.name, indicator);
            if (other != null) {
                throw Refusal.of(
                                "indicator.twice",
                                "name",
                                indicator.name,
                                "first",
                                other.attribute.text(),
                                "second",
                                indicator.attribute.text())
                        .about(input);
            }
        }
    }

    public static IndicatorInput parse(String input, String text, SimpleFeatureType type) {
        if (text == null || text.isBlank()) {
            throw Inputs.invalid(input, Message.of("indicator.form"), text);
        }
        String rest = text.strip();
        String name = null;
        Direction direction = Direction.POSITIVE;
        if (type.indexOf(rest) < 0) {
            Matcher named = NAMED.matcher(rest);
            if (named.matches()) {
                name = named.group(1);
                rest = named.group(2).strip();
            }
        }
        if (type.indexOf(rest) < 0) {
            Matcher directed = DIRECTED.matcher(rest);
            if (directed.matches()) {
                direction = direction(input, directed.group(2), text);
                rest = directed.group(1).strip();
            }
        }
        Attribute attribute = Attribute.of(input, rest, type);
        if (name == null) {
            name = type.indexOf(rest) >= 0 ? rest : nameOf(rest);
        }
        return new IndicatorInput(name, attribute, direction);
    }

    private static Direction direction(String input, String direction, String text) {
        return switch (direction.toLowerCase(Locale.ROOT)) {
            case "positive" -> Direction.POSITIVE;
            case "negative" -> Direction.NEGATIVE;
            default -> throw Inputs.invalid(input, Message.of("indicator.direction"), text);
        };
    }

    private static String nameOf(String expression) {
        String name = OTHER_CHARACTERS.matcher(expression).replaceAll("_");
        return name.length() > 1 ? EDGES.matcher(name).replaceAll("") : name;
    }
}

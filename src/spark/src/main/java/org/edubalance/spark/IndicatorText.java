package org.edubalance.spark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.edubalance.scoring.Direction;

/**
 * An indicator as a request gives it: {@code [name=]expression[:positive|:negative]}. The name defaults to the column, or to
 * the expression with each run of other characters than letters, digits and underscores turned to {@code _}.
 */
record IndicatorText(String name, String expression, Direction direction) {

    private static final Pattern NAMED =
            Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{N}_.-]*)\\s*=(?!=)(.*)", Pattern.DOTALL);
    private static final Pattern DIRECTED = Pattern.compile("(.*):\\s*(\\p{L}+)\\s*", Pattern.DOTALL);
    private static final Pattern OTHER_CHARACTERS = Pattern.compile("[^\\p{L}\\p{N}_]+");

    /** @throws Refusal if there is none, one cannot be read, or two have the same name */
    static List<IndicatorText> parse(List<String> texts, Expressions columns) {
        if (texts.isEmpty()) {
            throw Refusal.of("spark.input.missing").about("indicators").missing();
        }
        List<IndicatorText> indicators = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String text : texts) {
            IndicatorText indicator = parse(text, columns);
            if (!names.add(indicator.name)) {
                throw Refusal.of("spark.indicator.twice", "name", indicator.name)
                        .about("indicators");
            }
            indicators.add(indicator);
        }
        return indicators;
    }

    private static IndicatorText parse(String text, Expressions columns) {
        String rest = text.strip();
        String name = null;
        Direction direction = Direction.POSITIVE;
        if (!columns.isColumn(rest)) {
            Matcher named = NAMED.matcher(rest);
            if (named.matches()) {
                name = named.group(1);
                rest = named.group(2).strip();
            }
        }
        if (!columns.isColumn(rest)) {
            Matcher directed = DIRECTED.matcher(rest);
            if (directed.matches()) {
                direction = direction(directed.group(2), text);
                rest = directed.group(1).strip();
            }
        }
        if (name == null) {
            name = columns.isColumn(rest) ? rest : nameOf(rest);
        }
        return new IndicatorText(name, rest, direction);
    }

    private static Direction direction(String direction, String text) {
        return switch (direction.toLowerCase(Locale.ROOT)) {
            case "positive" -> Direction.POSITIVE;
            case "negative" -> Direction.NEGATIVE;
            default ->
                throw Refusal.of("spark.indicator.direction", "got", text).about("indicators");
        };
    }

    private static String nameOf(String expression) {
        String name = OTHER_CHARACTERS.matcher(expression).replaceAll("_");
        return name.length() > 1 ? name.replaceAll("^_|_$", "") : name;
    }
}

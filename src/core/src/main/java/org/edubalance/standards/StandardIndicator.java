package org.edubalance.standards;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.edubalance.definitions.ExpressionText;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Refusal;

/**
 * One indicator of a standard. Its values are ≥ 0 and more is better.
 *
 * @param id the indicator's id, which names the attributes of the result: {@code ratio_<id>}, {@code cv_<id>}
 * @param title the name for readers
 * @param unit the unit for readers, for example {@code m²}; null where it has none
 * @param expression how the value follows from a school's attributes, in ECQL, for example {@code sports_area / pupils}
 * @param thresholds the value that a school must reach, per stage; empty where the standard sets none
 * @param resource what it counts per pupil, null where the standard does not say
 */
public record StandardIndicator(
        String id, Label title, Label unit, String expression, Map<Stage, Double> thresholds, Resource resource) {

    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

    /** @throws Refusal if the id has another form, or a threshold is not above 0 */
    public StandardIndicator {
        if (!ID.matcher(id).matches()) {
            throw Refusal.of("standards.indicator.id", "got", id);
        }
        EnumMap<Stage, Double> copy = new EnumMap<>(Stage.class);
        copy.putAll(thresholds);
        copy.forEach((stage, threshold) -> {
            if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
                throw Refusal.of("standards.threshold", "stage", stage, "got", threshold);
            }
        });
        thresholds = Collections.unmodifiableMap(copy);
    }

    /** The threshold for a stage, NaN where the standard sets none. */
    public double threshold(Stage stage) {
        return thresholds.getOrDefault(stage, Double.NaN);
    }

    /** This indicator with another expression: the same thing from differently named attributes. */
    public StandardIndicator withExpression(String other) {
        Resource elsewhere = resource == null
                ? null
                : new Resource(resource.title(), null, resource.per(), resource.unit(), resource.whole());
        return new StandardIndicator(id, title, unit, other, thresholds, elsewhere);
    }

    /** This indicator per pupil of another attribute or expression; the amounts stay. */
    StandardIndicator perPupilOf(String pupils) {
        return new StandardIndicator(
                id, title, unit, ExpressionText.replaceName(expression, Standard.PUPILS, pupils), thresholds, resource);
    }
}

package org.edubalance.standards;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Refusal;

/**
 * A standard of school resources.
 *
 * @param id the id that requests name it by
 * @param title the name for readers
 * @param source the document that sets it
 * @param stages the stages it covers
 * @param indicators its indicators, at least one
 * @param rule the rule for one school, null where the standard judges regions only
 * @param cvLimit the limit between the schools of a region, null where there is none
 * @param exclusions the schools it does not count
 */
public record Standard(
        String id,
        Label title,
        String source,
        Set<Stage> stages,
        List<Indicator> indicators,
        SchoolRule rule,
        CvLimit cvLimit,
        Exclusions exclusions) {

    /** More than any published standard has, and few enough for a table of schools. */
    private static final int MOST_INDICATORS = 100;

    public Standard {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("id must not be empty");
        }
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("stages must name at least one stage");
        }
        if (indicators.isEmpty() || indicators.size() > MOST_INDICATORS) {
            throw new IllegalArgumentException(
                    "indicators must be 1 to " + MOST_INDICATORS + ", got " + indicators.size());
        }
        Set<String> ids = new HashSet<>();
        for (Indicator indicator : indicators) {
            if (!ids.add(indicator.id())) {
                throw new IllegalArgumentException("the indicator id '" + indicator.id() + "' is used twice");
            }
        }
        if (rule == null && cvLimit == null) {
            throw new IllegalArgumentException("there must be a rule for schools or a cvLimit for regions, or both");
        }
        if (rule != null) {
            checkRule(rule, stages, indicators);
        }
        stages = Collections.unmodifiableSet(EnumSet.copyOf(stages));
        indicators = List.copyOf(indicators);
    }

    private static void checkRule(SchoolRule rule, Set<Stage> stages, List<Indicator> indicators) {
        for (Stage stage : stages) {
            long thresholds = indicators.stream()
                    .filter(indicator -> !Double.isNaN(indicator.threshold(stage)))
                    .count();
            if (rule.minMet() > thresholds) {
                throw new IllegalArgumentException("minMet is " + rule.minMet() + ", but only " + thresholds
                        + " indicators have a threshold for " + stage);
            }
        }
    }

    /**
     * This standard with other expressions for some indicators.
     *
     * @param expressions expressions by indicator id
     * @throws IllegalArgumentException if there is no such indicator, listing those there are
     */
    public Standard withExpressions(Map<String, String> expressions) {
        List<Indicator> mapped = new ArrayList<>();
        Set<String> unused = new HashSet<>(expressions.keySet());
        for (Indicator indicator : indicators) {
            String expression = expressions.get(indicator.id());
            mapped.add(expression == null ? indicator : indicator.withExpression(expression));
            unused.remove(indicator.id());
        }
        if (!unused.isEmpty()) {
            throw Refusal.of(
                            "standards.mapping.unknown",
                            "indicator",
                            unused.iterator().next(),
                            "standard",
                            id,
                            "indicators",
                            indicators.stream().map(Indicator::id).toList())
                    .about("mapping");
        }
        return new Standard(id, title, source, stages, mapped, rule, cvLimit, exclusions);
    }
}

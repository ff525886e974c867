package org.edubalance.standards;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.definitions.ExpressionText;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Refusal;

/**
 * A standard of school resources.
 *
 * @param id the id that requests name it by
 * @param title the name for readers
 * @param source the document that sets it; null where it names none
 * @param stages the stages it covers
 * @param indicators its indicators, at least one
 * @param rule the rule for one school, null where the standard judges regions only
 * @param cvLimit the limit between the schools of a region, null where there is none
 * @param exclusions the schools it does not count
 * @param columns what the attributes mean that its expressions name; empty where it does not say
 */
public record Standard(
        String id,
        Label title,
        Label source,
        Set<Stage> stages,
        List<StandardIndicator> indicators,
        SchoolRule rule,
        CvLimit cvLimit,
        Exclusions exclusions,
        List<StandardColumn> columns) {

    /** More than any published standard has, and few enough for a table of schools. */
    private static final int MOST_INDICATORS = 100;

    /** The name that stands for a school's pupils in a standard's expressions. */
    public static final String PUPILS = "pupils";

    /** @throws Refusal if its parts do not make a standard */
    public Standard {
        if (stages.isEmpty()) {
            throw Refusal.of("standards.stages.none");
        }
        if (indicators.isEmpty() || indicators.size() > MOST_INDICATORS) {
            throw Refusal.of("standards.indicators.count", "most", MOST_INDICATORS, "got", indicators.size());
        }
        Set<String> ids = new HashSet<>();
        for (StandardIndicator indicator : indicators) {
            if (!ids.add(indicator.id())) {
                throw Refusal.of("standards.indicators.twice", "indicator", indicator.id());
            }
        }
        if (rule == null && cvLimit == null) {
            throw Refusal.of("standards.rule.none");
        }
        if (rule != null) {
            checkRule(rule, stages, indicators);
        }
        stages = Collections.unmodifiableSet(EnumSet.copyOf(stages));
        indicators = List.copyOf(indicators);
        columns = List.copyOf(columns);
    }

    private static void checkRule(SchoolRule rule, Set<Stage> stages, List<StandardIndicator> indicators) {
        for (Stage stage : stages) {
            long thresholds = indicators.stream()
                    .filter(indicator -> !Double.isNaN(indicator.threshold(stage)))
                    .count();
            if (rule.minMet() > thresholds) {
                throw Refusal.of(
                        "standards.minMet.many", "minMet", rule.minMet(), "thresholds", thresholds, "stage", stage);
            }
        }
    }

    /**
     * This standard with its values per pupil of other pupils: in every expression, the name {@value #PUPILS} becomes
     * {@code expression}, in ECQL.
     */
    public Standard perPupilOf(String expression) {
        List<StandardIndicator> changed = indicators.stream()
                .map(indicator -> indicator.withExpression(
                        ExpressionText.replaceName(indicator.expression(), PUPILS, expression)))
                .toList();
        return new Standard(id, title, source, stages, changed, rule, cvLimit, exclusions, columns);
    }

    /**
     * This standard with other expressions for some indicators.
     *
     * @param expressions expressions by indicator id
     * @throws Refusal if there is no such indicator, listing those there are
     */
    public Standard withExpressions(Map<String, String> expressions) {
        List<StandardIndicator> mapped = new ArrayList<>();
        Set<String> unused = new HashSet<>(expressions.keySet());
        for (StandardIndicator indicator : indicators) {
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
                            indicators.stream().map(StandardIndicator::id).toList())
                    .about("mapping");
        }
        return new Standard(id, title, source, stages, mapped, rule, cvLimit, exclusions, columns);
    }
}

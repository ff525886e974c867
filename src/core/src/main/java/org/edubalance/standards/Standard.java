package org.edubalance.standards;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
 * @param aspects what a county is held against; empty where it judges resources only
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
        List<StandardColumn> columns,
        List<Aspect> aspects) {

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
        aspects = List.copyOf(aspects);
        checkItems(aspects, ids);
    }

    private static void checkItems(List<Aspect> aspects, Set<String> indicators) {
        Set<String> aspectIds = new HashSet<>();
        Set<String> ids = new HashSet<>();
        Set<String> parameters = new HashSet<>();
        for (Aspect aspect : aspects) {
            if (!aspectIds.add(aspect.id())) {
                throw Refusal.of("standards.aspect.twice", "aspect", aspect.id());
            }
            if (aspect.items().isEmpty()) {
                throw Refusal.of("standards.aspect.empty", "aspect", aspect.id());
            }
            for (Item item : aspect.items()) {
                if (!ids.add(item.id())) {
                    throw Refusal.of("standards.item.twice", "item", item.id());
                }
                if (item.indicator() != null && !indicators.contains(item.indicator())) {
                    throw Refusal.of("standards.item.indicator", "item", item.id(), "indicator", item.indicator());
                }
                for (String parameter : item.parameters().keySet()) {
                    if (!parameters.add(parameter)) {
                        throw Refusal.of("standards.parameter.twice", "parameter", parameter);
                    }
                }
            }
        }
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
                .map(indicator -> indicator.perPupilOf(expression))
                .toList();
        return new Standard(id, title, source, stages, changed, rule, cvLimit, exclusions, columns, aspects);
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
        return new Standard(id, title, source, stages, mapped, rule, cvLimit, exclusions, columns, aspects);
    }

    /**
     * This standard with other values of its items' parameters.
     *
     * @throws Refusal if there is no such parameter, listing those there are
     */
    public Standard withParameters(Map<String, Double> values) {
        Set<String> known = new TreeSet<>();
        aspects.forEach(aspect ->
                aspect.items().forEach(item -> known.addAll(item.parameters().keySet())));
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw Refusal.of("standards.parameter.unknown", "parameter", name, "standard", id, "parameters", known)
                        .about("parameters");
            }
        }
        List<Aspect> changed = aspects.stream()
                .map(aspect -> new Aspect(
                        aspect.id(),
                        aspect.title(),
                        aspect.items().stream().map(item -> item.with(values)).toList()))
                .toList();
        return new Standard(id, title, source, stages, indicators, rule, cvLimit, exclusions, columns, changed);
    }
}

package org.edubalance.standards;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Refusal;

/**
 * An item of an {@link Aspect}: what has to be so, and where it is told. It is an indicator of the standard, or conditions
 * that all have to be kept.
 *
 * @param id the item's id, unique within the standard
 * @param title what it asks for, for readers
 * @param scopes where its figures may come from, best first; the next is asked where one knows nothing
 * @param stages the stages whose schools it asks about
 * @param indicator the indicator that it is, null for one with conditions
 * @param conditions its conditions, empty for an indicator
 * @param source the document that asks for it, null where the standard's own is meant
 * @param veto whether failing it fails the whole
 * @param parameters the numbers in its conditions that may be set otherwise, by name
 */
public record Item(
        String id,
        Label title,
        List<Scope> scopes,
        Set<Stage> stages,
        String indicator,
        List<Condition> conditions,
        Label source,
        boolean veto,
        Map<String, Double> parameters) {

    /** @throws Refusal if a parameter's name cannot be one, or its parts do not fit each other */
    public Item {
        scopes = List.copyOf(scopes);
        stages = Set.copyOf(stages);
        conditions = List.copyOf(conditions);
        parameters = Map.copyOf(parameters);
        if (scopes.isEmpty()) {
            throw Refusal.of("standards.item.scope");
        }
        if (!scopes.contains(Scope.SCHOOL)
                && conditions.stream()
                        .anyMatch(condition -> !condition.target().perStage().isEmpty())) {
            throw Refusal.of("standards.item.perStage");
        }
        if (scopes.contains(Scope.SURVEY)
                && (conditions.size() != 1 || conditions.get(0).kind() != Condition.Kind.SHARE)) {
            throw Refusal.of("standards.item.survey");
        }
        if (!scopes.equals(List.of(Scope.SURVEY))
                && conditions.stream().anyMatch(condition -> condition.expression() == null)) {
            throw Refusal.of("standards.item.expression");
        }
    }

    /** The conditions with the numbers of the parameters in them. */
    public List<Condition> filled() {
        return conditions.stream().map(condition -> condition.with(parameters)).toList();
    }

    /** This item with other values of those parameters that it has. */
    Item with(Map<String, Double> values) {
        Map<String, Double> changed = new HashMap<>(parameters);
        changed.replaceAll((name, value) -> values.getOrDefault(name, value));
        return new Item(id, title, scopes, stages, indicator, conditions, source, veto, changed);
    }
}

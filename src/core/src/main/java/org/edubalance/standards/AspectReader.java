package org.edubalance.standards;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.edubalance.definitions.JsonPart;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Refusal;

/** Reads the aspects of a standard. */
final class AspectReader {

    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

    private static final String[] CONDITION = {
        "title", "expression", "comparison", "target", "unit", "share", "exception"
    };

    private static final String[] ITEM = {
        "id",
        "title",
        "scope",
        "stages",
        "indicator",
        "expression",
        "comparison",
        "target",
        "unit",
        "share",
        "exception",
        "conditions",
        "source",
        "veto",
        "parameters"
    };

    private AspectReader() {}

    /** The aspects; none where there is no such part. */
    static List<Aspect> read(JsonPart jsonOrNull, Set<Stage> stages) {
        List<Aspect> aspects = new ArrayList<>();
        if (jsonOrNull != null) {
            for (JsonPart json : jsonOrNull.items()) {
                json.object("id", "title", "items");
                String id = id(json);
                List<Item> items = new ArrayList<>();
                for (JsonPart item : json.field("items").items()) {
                    items.add(item(item, stages));
                }
                aspects.add(new Aspect(id, Label.title(json, id), items));
            }
        }
        return aspects;
    }

    private static String id(JsonPart json) {
        String id = json.field("id").text();
        return json.read(() -> {
            if (!ID.matcher(id).matches()) {
                throw Refusal.of("standards.indicator.id", "got", id);
            }
            return id;
        });
    }

    private static Item item(JsonPart json, Set<Stage> allStages) {
        json.object(ITEM);
        String id = id(json);
        Label title = Label.title(json, id);
        Label source = StandardReader.labelOrNull(json.optional("source"));
        JsonPart veto = json.optional("veto");
        JsonPart indicator = json.optional("indicator");
        Set<Stage> stages = stages(json.optional("stages"), allStages);
        Map<String, Double> parameters = parameters(json.optional("parameters"));
        List<Scope> scopes = indicator == null ? scopes(json.field("scope")) : List.of(Scope.SCHOOL);
        return json.read(() -> {
            int told = 0;
            for (String way : List.of("indicator", "target", "conditions")) {
                told += json.optional(way) == null ? 0 : 1;
            }
            if (told != 1) {
                throw Refusal.of("standards.item.ways");
            }
            return new Item(
                    id,
                    title,
                    scopes,
                    stages,
                    indicator == null ? null : indicator.text(),
                    indicator == null ? conditions(json) : List.of(),
                    source,
                    veto != null && veto.flag(),
                    parameters);
        });
    }

    private static Set<Stage> stages(JsonPart jsonOrNull, Set<Stage> all) {
        if (jsonOrNull == null) {
            return all;
        }
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        jsonOrNull.items().forEach(stage -> stages.add(StandardReader.stage(stage, stage.text())));
        return stages;
    }

    /** One scope, or a list of them. */
    private static List<Scope> scopes(JsonPart json) {
        if (json.isText()) {
            return List.of(json.choice(Scope.class));
        }
        return json.items().stream().map(scope -> scope.choice(Scope.class)).toList();
    }

    private static Map<String, Double> parameters(JsonPart jsonOrNull) {
        Map<String, Double> parameters = new HashMap<>();
        if (jsonOrNull != null) {
            if (!jsonOrNull.isObject()) {
                jsonOrNull.object();
            }
            for (String name : jsonOrNull.fieldNames()) {
                jsonOrNull.read(() -> {
                    if (!ID.matcher(name).matches()) {
                        throw Refusal.of("standards.indicator.id", "got", name);
                    }
                    return parameters.put(name, jsonOrNull.field(name).number());
                });
            }
        }
        return parameters;
    }

    /** The conditions that are listed, or the one whose fields are the item's own. */
    private static List<Condition> conditions(JsonPart json) {
        JsonPart several = json.optional("conditions");
        if (several == null) {
            return List.of(condition(json, null));
        }
        List<Condition> conditions = new ArrayList<>();
        for (JsonPart condition : several.items()) {
            condition.object(CONDITION);
            conditions.add(condition(condition, StandardReader.labelOrNull(condition.optional("title"))));
        }
        return conditions;
    }

    private static Condition condition(JsonPart json, Label title) {
        JsonPart expression = json.optional("expression");
        JsonPart target = json.field("target");
        JsonPart share = json.optional("share");
        JsonPart comparison = json.optional("comparison");
        JsonPart exception = json.optional("exception");
        Condition.Kind kind = target.isFlag()
                ? Condition.Kind.YES_NO
                : share != null && share.flag() ? Condition.Kind.SHARE : Condition.Kind.NUMBER;
        Comparison byDefault = target.isFlag() ? Comparison.IS : Comparison.AT_LEAST;
        return json.read(() -> new Condition(
                title,
                expression == null ? null : expression.text(),
                comparison == null ? byDefault : comparison.choice(Comparison.class),
                target(target),
                StandardReader.labelOrNull(json.optional("unit")),
                kind,
                exception == null ? null : exception(exception)));
    }

    private static Condition.Exception exception(JsonPart json) {
        json.object("when", "target", "title");
        JsonPart when = json.field("when");
        when.object(CONDITION);
        return new Condition.Exception(
                condition(when, null), target(json.field("target")), Label.of(json.field("title")));
    }

    /** A number, yes or no, a number per stage, or an expression. */
    private static Target target(JsonPart json) {
        if (json.isFlag()) {
            return Target.of(json.flag() ? 1 : 0);
        }
        if (json.isObject()) {
            return new Target(StandardReader.perStage(json, Set.of()), null);
        }
        return json.isText() ? new Target(Map.of(), json.text()) : Target.of(json.number());
    }
}

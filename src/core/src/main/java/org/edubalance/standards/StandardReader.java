package org.edubalance.standards;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.edubalance.definitions.JsonPart;
import org.edubalance.definitions.Label;
import org.edubalance.definitions.Shipped;
import org.edubalance.messages.Refusal;

/** Reads the {@code standard} input: the id of a shipped standard, or a standard as JSON (docs/standards.md). */
public final class StandardReader {

    private static final Shipped SHIPPED =
            new Shipped("standard", Standard.class, "", List.of("cn-2017-quality", "cn-2012-basic"));

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+|\"[^\"]*\"");

    private StandardReader() {}

    /**
     * Reads a standard, with the pupils of {@code population} wherever its expressions say {@value Standard#PUPILS}, and
     * replaces the expressions that {@code mapping} names.
     *
     * @param standard an id or JSON
     * @param population an attribute's name or an ECQL expression; null for the standard's own
     * @param mapping entries {@code indicator=attribute or expression}; null for none
     * @throws Refusal if the standard or the mapping cannot be used; it names the part
     */
    public static Standard read(String standard, String population, List<String> mapping) {
        Standard read = parse(SHIPPED.read(standard));
        boolean own = population == null || population.strip().equals(Standard.PUPILS);
        return (own ? read : read.perPupilOf(asOperand(population.strip()))).withExpressions(expressions(mapping));
    }

    /** As {@link #read(String, String, List)}, per pupil of the standard's own attribute. */
    public static Standard read(String standard, List<String> mapping) {
        return read(standard, null, mapping);
    }

    /** The ids of the standards that are shipped, the default first. */
    public static List<String> shipped() {
        return SHIPPED.ids();
    }

    /** A text that can stand in an expression: one that is an attribute's name alone stays as it is. */
    private static String asOperand(String population) {
        return NAME.matcher(population).matches() ? population : "(" + population + ")";
    }

    private static Map<String, String> expressions(List<String> mapping) {
        Map<String, String> expressions = new LinkedHashMap<>();
        for (String entry : mapping == null ? List.<String>of() : mapping) {
            int equals = entry == null ? -1 : entry.indexOf('=');
            if (equals < 1 || entry.substring(equals + 1).isBlank()) {
                throw Refusal.of("standards.mapping.form", "got", entry).about("mapping");
            }
            String indicator = entry.substring(0, equals).strip();
            if (expressions.put(indicator, entry.substring(equals + 1).strip()) != null) {
                throw Refusal.of("standards.mapping.twice", "indicator", indicator)
                        .about("mapping");
            }
        }
        return expressions;
    }

    private static Standard parse(JsonPart root) {
        root.object(
                "id", "title", "source", "stages", "indicators", "rule", "cvLimit", "exclusions", "columns", "aspects");
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        for (JsonPart stage : root.field("stages").items()) {
            stages.add(stage(stage, stage.text()));
        }
        List<StandardIndicator> indicators = new ArrayList<>();
        for (JsonPart indicator : root.field("indicators").items()) {
            indicators.add(indicator(indicator));
        }
        String id = root.field("id").text();
        Label title = Label.title(root, id);
        Label source = labelOrNull(root.optional("source"));
        SchoolRule rule = rule(root.optional("rule"));
        CvLimit limit = cvLimit(root.optional("cvLimit"));
        Exclusions exclusions = exclusions(root.optional("exclusions"));
        List<StandardColumn> columns = new ArrayList<>();
        if (root.optional("columns") != null) {
            root.optional("columns").items().forEach(column -> columns.add(column(column)));
        }
        List<Aspect> aspects = AspectReader.read(root.optional("aspects"), stages);
        return root.read(
                () -> new Standard(id, title, source, stages, indicators, rule, limit, exclusions, columns, aspects));
    }

    private static StandardIndicator indicator(JsonPart json) {
        json.object("id", "title", "unit", "expression", "thresholds", "resource");
        String id = json.field("id").text();
        Label title = Label.title(json, id);
        Label unit = labelOrNull(json.optional("unit"));
        String expression = json.field("expression").text();
        JsonPart thresholds = json.optional("thresholds");
        Resource resource = resource(json.optional("resource"), title, unit);
        return json.read(() -> new StandardIndicator(
                id, title, unit, expression, thresholds == null ? Map.of() : perStage(thresholds, Set.of()), resource));
    }

    /** What an indicator counts, called as the indicator and in its unit where it does not say otherwise. */
    private static Resource resource(JsonPart json, Label indicator, Label indicatorUnit) {
        if (json == null) {
            return null;
        }
        json.object("title", "amount", "per", "unit", "whole");
        JsonPart title = json.optional("title");
        JsonPart amount = json.optional("amount");
        JsonPart unit = json.optional("unit");
        JsonPart whole = json.optional("whole");
        return json.read(() -> new Resource(
                title == null ? indicator : Label.of(title),
                amount == null ? null : amount.text(),
                json.field("per").number(),
                unit == null ? indicatorUnit : Label.of(unit),
                whole != null && whole.flag()));
    }

    static Label labelOrNull(JsonPart jsonOrNull) {
        return jsonOrNull == null ? null : Label.of(jsonOrNull);
    }

    private static StandardColumn column(JsonPart json) {
        json.object("name", "title", "unit");
        String name = json.field("name").text();
        return new StandardColumn(name, Label.title(json, name), labelOrNull(json.optional("unit")));
    }

    private static SchoolRule rule(JsonPart json) {
        if (json == null) {
            return null;
        }
        json.object("minMet", "floorShare");
        JsonPart floorShare = json.optional("floorShare");
        return json.read(
                () -> new SchoolRule(json.field("minMet").integer(), floorShare == null ? 0 : floorShare.number()));
    }

    private static CvLimit cvLimit(JsonPart json) {
        if (json == null) {
            return null;
        }
        CvLimit.Basis on = json.field("on").choice(CvLimit.Basis.class);
        return json.read(() -> new CvLimit(on, perStage(json, Set.of("on"))));
    }

    private static Exclusions exclusions(JsonPart json) {
        if (json == null) {
            return Exclusions.NONE;
        }
        json.object("typeAttribute", "types", "teachingPoints", "minPupils");
        JsonPart attribute = json.optional("typeAttribute");
        JsonPart minPupils = json.optional("minPupils");
        return json.read(() -> new Exclusions(
                attribute == null ? null : attribute.text(),
                texts(json.optional("types")),
                texts(json.optional("teachingPoints")),
                minPupils == null ? 0 : minPupils.number()));
    }

    static Map<Stage, Double> perStage(JsonPart json, Set<String> otherFields) {
        if (!json.isObject()) {
            json.object();
        }
        Map<Stage, Double> numbers = new EnumMap<>(Stage.class);
        for (String field : json.fieldNames()) {
            if (!otherFields.contains(field)) {
                numbers.put(stage(json, field), json.field(field).number());
            }
        }
        return numbers;
    }

    static Stage stage(JsonPart json, String name) {
        return json.read(() -> Stage.of(name));
    }

    private static Set<String> texts(JsonPart json) {
        Set<String> texts = new LinkedHashSet<>();
        if (json != null) {
            json.items().forEach(item -> texts.add(item.text()));
        }
        return texts;
    }
}

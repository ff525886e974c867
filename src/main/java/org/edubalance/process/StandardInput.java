package org.edubalance.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.standards.CvLimit;
import org.edubalance.standards.Exclusions;
import org.edubalance.standards.Indicator;
import org.edubalance.standards.Label;
import org.edubalance.standards.SchoolRule;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;
import org.geotools.process.ProcessException;

/** The {@code standard} input: the id of a shipped standard, or a standard as JSON (docs/standards.md). */
final class StandardInput {

    private static final List<String> SHIPPED = List.of("cn-2017-quality", "cn-2012-basic");

    private StandardInput() {}

    /** Reads a standard and replaces the expressions that {@code mapping} names. */
    static Standard read(String standard, List<String> mapping) {
        String given = Inputs.given(standard);
        String text = given == null ? SHIPPED.get(0) : given;
        Standard read;
        if (text.startsWith("{")) {
            read = parse(text);
        } else if (SHIPPED.contains(text)) {
            read = parse(shipped(text));
        } else {
            throw Inputs.invalid("standard", "one of " + String.join(", ", SHIPPED) + ", or a JSON object", text);
        }
        try {
            return read.withExpressions(expressions(mapping));
        } catch (IllegalArgumentException e) {
            throw new ProcessException(e.getMessage());
        }
    }

    private static Map<String, String> expressions(List<String> mapping) {
        Map<String, String> expressions = new LinkedHashMap<>();
        for (String entry : mapping == null ? List.<String>of() : mapping) {
            int equals = entry == null ? -1 : entry.indexOf('=');
            if (equals < 1 || entry.substring(equals + 1).isBlank()) {
                throw Inputs.invalid("mapping", "indicator=attribute or indicator=expression", entry);
            }
            String indicator = entry.substring(0, equals).strip();
            if (expressions.put(indicator, entry.substring(equals + 1).strip()) != null) {
                throw new ProcessException("mapping names the indicator " + Inputs.shown(indicator) + " twice");
            }
        }
        return expressions;
    }

    private static String shipped(String id) {
        try (InputStream in = Standard.class.getResourceAsStream(id + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Standard parse(String json) {
        JsonInput root = JsonInput.parse("standard", json)
                .object("id", "title", "source", "stages", "indicators", "rule", "cvLimit", "exclusions");
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        for (JsonInput stage : root.field("stages").items()) {
            stages.add(stage(stage, stage.text()));
        }
        List<Indicator> indicators = new ArrayList<>();
        for (JsonInput indicator : root.field("indicators").items()) {
            indicators.add(indicator(indicator));
        }
        String id = root.field("id").text();
        Label title = root.optional("title") == null ? new Label(id, id) : label(root.optional("title"));
        String source =
                root.optional("source") == null ? "" : root.optional("source").text();
        SchoolRule rule = rule(root.optional("rule"));
        CvLimit limit = cvLimit(root.optional("cvLimit"));
        Exclusions exclusions = exclusions(root.optional("exclusions"));
        try {
            return new Standard(id, title, source, stages, indicators, rule, limit, exclusions);
        } catch (IllegalArgumentException e) {
            throw root.refused(e);
        }
    }

    private static Indicator indicator(JsonInput json) {
        json.object("id", "title", "unit", "expression", "thresholds");
        String id = json.field("id").text();
        Label title = json.optional("title") == null ? new Label(id, id) : label(json.optional("title"));
        Label unit = json.optional("unit") == null ? null : label(json.optional("unit"));
        String expression = json.field("expression").text();
        JsonInput thresholds = json.optional("thresholds");
        try {
            return new Indicator(
                    id, title, unit, expression, thresholds == null ? Map.of() : perStage(thresholds, Set.of()));
        } catch (IllegalArgumentException e) {
            throw json.refused(e);
        }
    }

    private static SchoolRule rule(JsonInput json) {
        if (json == null) {
            return null;
        }
        json.object("minMet", "floorShare");
        JsonInput floorShare = json.optional("floorShare");
        try {
            return new SchoolRule(json.field("minMet").integer(), floorShare == null ? 0 : floorShare.number());
        } catch (IllegalArgumentException e) {
            throw json.refused(e);
        }
    }

    private static CvLimit cvLimit(JsonInput json) {
        if (json == null) {
            return null;
        }
        String on = json.field("on").text();
        try {
            return new CvLimit(
                    Inputs.choice("standard.cvLimit.on", on, CvLimit.Basis.class, null), perStage(json, Set.of("on")));
        } catch (IllegalArgumentException e) {
            throw json.refused(e);
        }
    }

    private static Exclusions exclusions(JsonInput json) {
        if (json == null) {
            return Exclusions.NONE;
        }
        json.object("typeAttribute", "types", "teachingPoints", "minPupils");
        JsonInput attribute = json.optional("typeAttribute");
        JsonInput minPupils = json.optional("minPupils");
        try {
            return new Exclusions(
                    attribute == null ? null : attribute.text(),
                    texts(json.optional("types")),
                    texts(json.optional("teachingPoints")),
                    minPupils == null ? 0 : minPupils.number());
        } catch (IllegalArgumentException e) {
            throw json.refused(e);
        }
    }

    private static Map<Stage, Double> perStage(JsonInput json, Set<String> otherFields) {
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

    private static Stage stage(JsonInput json, String name) {
        try {
            return Stage.of(name);
        } catch (IllegalArgumentException e) {
            throw json.refused(e);
        }
    }

    private static Set<String> texts(JsonInput json) {
        Set<String> texts = new LinkedHashSet<>();
        if (json != null) {
            json.items().forEach(item -> texts.add(item.text()));
        }
        return texts;
    }

    /** A text in one language or both: a string, or an object of {@code en} and {@code zh}. */
    static Label label(JsonInput json) {
        if (!json.isObject()) {
            String text = json.text();
            return new Label(text, text);
        }
        json.object("en", "zh");
        JsonInput en = json.optional("en");
        JsonInput zh = json.optional("zh");
        try {
            return new Label(en == null ? null : en.text(), zh == null ? null : zh.text());
        } catch (IllegalArgumentException e) {
            throw json.refused(e);
        }
    }
}

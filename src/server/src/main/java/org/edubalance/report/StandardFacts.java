package org.edubalance.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Language;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;

/**
 * What a report shows of a standard, in its language, read from the standard's JSON after an assessment has checked it.
 *
 * @param minMet how many indicators a school must meet, 0 where there is no rule for schools
 * @param floorShare the share of its threshold that every other indicator must reach
 * @param limits the highest coefficient of variation by stage, empty where there is none
 * @param eachLimited whether the limit holds for every indicator, else for their mean
 */
record StandardFacts(
        String id,
        String title,
        String source,
        List<Indicator> indicators,
        int minMet,
        double floorShare,
        Map<Stage, Double> limits,
        boolean eachLimited) {

    /** An indicator with the expression that its values come from. */
    record Indicator(String id, String title, String unit, String expression, Map<Stage, Double> thresholds) {

        double threshold(Stage stage) {
            return thresholds.getOrDefault(stage, Double.NaN);
        }
    }

    /** The limit of the coefficient of variation, NaN where there is none. */
    double limit(Stage stage) {
        return limits.getOrDefault(stage, Double.NaN);
    }

    /** The unit of an indicator, empty where the standard gives none. */
    String unit(String indicator) {
        return indicators.stream()
                .filter(other -> other.id().equals(indicator))
                .findAny()
                .map(Indicator::unit)
                .orElse("");
    }

    static StandardFacts read(ReportOptions options) throws IOException {
        JsonNode json = JsonDefinition.read(options.standard(), Standard.class, "");
        Language language = options.language();
        Map<String, String> mapping = new HashMap<>();
        for (String entry : options.mapping()) {
            int equals = entry.indexOf('=');
            mapping.put(
                    entry.substring(0, equals).strip(),
                    entry.substring(equals + 1).strip());
        }
        List<Indicator> indicators = new ArrayList<>();
        for (JsonNode indicator : json.path("indicators")) {
            String id = indicator.path("id").asText();
            indicators.add(new Indicator(
                    id,
                    JsonDefinition.title(indicator.path("title"), language, id),
                    JsonDefinition.title(indicator.path("unit"), language, ""),
                    mapping.getOrDefault(id, indicator.path("expression").asText()),
                    perStage(indicator.path("thresholds"))));
        }
        return new StandardFacts(
                json.path("id").asText(),
                JsonDefinition.title(
                        json.path("title"), language, json.path("id").asText()),
                JsonDefinition.title(json.path("source"), language, ""),
                indicators,
                json.path("rule").path("minMet").asInt(0),
                json.path("rule").path("floorShare").asDouble(0),
                perStage(json.path("cvLimit")),
                json.path("cvLimit").path("on").asText("").equalsIgnoreCase("EACH"));
    }

    private static Map<Stage, Double> perStage(JsonNode json) {
        Map<Stage, Double> numbers = new EnumMap<>(Stage.class);
        json.properties().forEach(field -> {
            if (field.getValue().isNumber()) {
                numbers.put(Stage.of(field.getKey()), field.getValue().doubleValue());
            }
        });
        return numbers;
    }
}

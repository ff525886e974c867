package org.edubalance.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.edubalance.messages.Language;
import org.edubalance.scoring.IndicatorSystem;

/** The titles of an indicator system and of its dimensions and indicators, with units, in the report's language. */
final class SystemTitles {

    private final String title;
    private final Map<String, String> titles = new HashMap<>();
    private final Map<String, String> units = new HashMap<>();

    SystemTitles(String system, Language language) throws IOException {
        JsonNode json = JsonDefinition.read(system, IndicatorSystem.class, "systems/");
        title = JsonDefinition.title(
                json.path("title"), language, json.path("id").asText());
        for (JsonNode dimension : json.path("dimensions")) {
            put(dimension, language);
            dimension.path("indicators").forEach(indicator -> put(indicator, language));
        }
    }

    private void put(JsonNode part, Language language) {
        String id = part.path("id").asText();
        titles.put(id, JsonDefinition.title(part.path("title"), language, id));
        units.put(id, JsonDefinition.title(part.path("unit"), language, ""));
    }

    /** The system's own title. */
    String system() {
        return title;
    }

    /** The title of a dimension or indicator. */
    String of(String idOrNull) {
        return idOrNull == null ? "" : titles.getOrDefault(idOrNull, idOrNull);
    }

    /** The unit of an indicator, empty where the system gives none. */
    String unit(String indicator) {
        return units.getOrDefault(indicator, "");
    }
}

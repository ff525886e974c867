package org.edubalance.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.edubalance.messages.Language;

/** The JSON of a standard or an indicator system that a process has read and checked already. */
final class JsonDefinition {

    private JsonDefinition() {}

    /**
     * The JSON that a process's input means.
     *
     * @param input JSON, or the id of a shipped definition
     * @param home the class beside which the shipped ones lie
     * @param folder the folder there, ending in a slash, or empty
     */
    static JsonNode read(String input, Class<?> home, String folder) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        if (input.strip().startsWith("{")) {
            return mapper.readTree(input);
        }
        try (InputStream in = home.getResourceAsStream(folder + input.strip() + ".json")) {
            return mapper.readTree(in);
        }
    }

    /** A title, which is a text or an object of {@code en} and {@code zh}, in a language, or what there is. */
    static String title(JsonNode title, Language language, String otherwise) {
        if (title.isTextual()) {
            return title.asText();
        }
        String any = title.path("en").asText(title.path("zh").asText(otherwise));
        return title.path(language == Language.ZH ? "zh" : "en").asText(any);
    }
}

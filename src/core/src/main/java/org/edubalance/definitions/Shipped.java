package org.edubalance.definitions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.edubalance.messages.Refusal;

/**
 * The definitions of one kind that come with the product, as JSON beside the class that they are for.
 *
 * @param input the input that names them or gives one as JSON
 * @param home the class whose package they lie in
 * @param folder the folder there, ending in a slash, or empty
 * @param ids their ids
 */
public record Shipped(String input, Class<?> home, String folder, List<String> ids) {

    /** The definition that an input means: the id of a shipped one, or JSON. */
    public JsonPart read(String given) {
        String text = given.strip();
        if (text.startsWith("{")) {
            return JsonPart.parse(input, text);
        }
        if (!ids.contains(text)) {
            throw Refusal.of("definition.shipped", "shipped", ids, "got", text).about(input);
        }
        try (InputStream in = home.getResourceAsStream(folder + text + ".json")) {
            return JsonPart.parse(input, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.edubalance.messages;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A text for users, as the key of its translations in {@code messages_en.properties} and {@code messages_zh.properties}
 * and the facts that fill them. See {@link Texts} for the form of the texts.
 *
 * @param key names the text
 * @param facts the values of the text's slots, by name: texts, numbers, lists, or anything {@link Localized}
 */
public record Message(String key, Map<String, Object> facts) implements Localized {

    public Message {
        facts = Facts.of(facts);
    }

    /**
     * A message.
     *
     * @param facts name, value, name, value, …
     */
    public static Message of(String key, Object... facts) {
        return new Message(key, Facts.ofPairs(facts));
    }

    /** This message with one fact more. */
    Message with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Message(key, more);
    }

    @Override
    public String in(Language language) {
        StringBuilder text = new StringBuilder();
        addTo(text, language);
        return text.toString();
    }

    @Override
    public void addTo(StringBuilder text, Language language) {
        Texts.in(language).fill(text, key, facts);
    }

    /** The text in the {@link Language#current} language. */
    @Override
    public String toString() {
        return in(Language.current());
    }
}

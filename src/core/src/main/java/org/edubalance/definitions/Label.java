package org.edubalance.definitions;

import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Refusal;

/**
 * A text in English and Chinese. Where one language is missing the other stands in for it.
 *
 * @param en the English text
 * @param zh the Chinese text
 */
public record Label(String en, String zh) implements Localized {

    public Label {
        boolean noEnglish = en == null || en.isBlank();
        boolean noChinese = zh == null || zh.isBlank();
        if (noEnglish && noChinese) {
            throw Refusal.of("definition.label.empty");
        }
        en = noEnglish ? zh : en;
        zh = noChinese ? en : zh;
    }

    /** A text in one language or both: a string, or an object of {@code en} and {@code zh}. */
    public static Label of(JsonPart json) {
        if (!json.isObject()) {
            String text = json.text();
            return new Label(text, text);
        }
        json.object("en", "zh");
        JsonPart en = json.optional("en");
        JsonPart zh = json.optional("zh");
        return json.read(() -> new Label(en == null ? null : en.text(), zh == null ? null : zh.text()));
    }

    /** The title of a part, which is its id where it has none. */
    public static Label title(JsonPart json, String id) {
        JsonPart title = json.optional("title");
        return title == null ? new Label(id, id) : of(title);
    }

    @Override
    public String in(Language language) {
        return language == Language.ZH ? zh : en;
    }
}

package org.edubalance.standards;

/**
 * A text in English and Chinese. Where one language is missing the other stands in for it.
 *
 * @param en the English text
 * @param zh the Chinese text
 */
public record Label(String en, String zh) {

    public Label {
        boolean noEnglish = en == null || en.isBlank();
        boolean noChinese = zh == null || zh.isBlank();
        if (noEnglish && noChinese) {
            throw new IllegalArgumentException("a text must not be empty in both languages");
        }
        en = noEnglish ? zh : en;
        zh = noChinese ? en : zh;
    }

    /** The text in a language. */
    public String in(Language language) {
        return language == Language.ZH ? zh : en;
    }
}

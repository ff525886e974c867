package org.edubalance.messages;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The languages of every text for users: messages, titles, reasons. */
public enum Language {
    EN("name", "学校名称", "校名"),
    ZH("name_zh", "name", "学校名称", "校名");

    private static final ThreadLocal<Language> CURRENT = new ThreadLocal<>();

    private final List<String> nameAttributes;

    Language(String... nameAttributes) {
        this.nameAttributes = List.of(nameAttributes);
    }

    /** The attributes that a school's name in this language is looked for in, best first. */
    public List<String> nameAttributes() {
        return nameAttributes;
    }

    /** The code of the language: {@code en} or {@code zh}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A language by its code.
     *
     * @param input what the code was given as, for the refusal
     * @throws Refusal if the code is neither {@code en} nor {@code zh}
     */
    public static Language of(String input, String code) {
        return switch (code.strip().toLowerCase(Locale.ROOT)) {
            case "en" -> EN;
            case "zh" -> ZH;
            default -> throw Refusal.of("language.unknown", "got", code).about(input);
        };
    }

    /** The language for a locale: Chinese for Chinese ones, English for all others. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals("zh") ? ZH : EN;
    }

    /**
     * The language of whoever the running thread works for. A host sets it with {@link #use}; where none did, as in
     * GeoServer, it is that of the machine's locale.
     */
    public static Language current() {
        Language language = CURRENT.get();
        return language == null ? of(Locale.getDefault()) : language;
    }

    /** Does something with this as the {@link #current} language of the thread. */
    public <T> T use(Supplier<T> work) {
        Language before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** As {@link #use(Supplier)}, without a result. */
    public void use(Runnable work) {
        use(() -> {
            work.run();
            return null;
        });
    }
}

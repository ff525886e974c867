package org.edubalance.standards;

import java.util.List;

/** The language of titles and reasons. */
public enum Language {
    EN("name", "学校名称", "校名"),
    ZH("name_zh", "name", "学校名称", "校名");

    private final List<String> nameAttributes;

    Language(String... nameAttributes) {
        this.nameAttributes = List.of(nameAttributes);
    }

    /** The attributes that a school's name in this language is looked for in, best first. */
    public List<String> nameAttributes() {
        return nameAttributes;
    }

    /**
     * A language by its code.
     *
     * @param input what the code was given as, for the refusal
     * @throws IllegalArgumentException if the code is neither {@code en} nor {@code zh}
     */
    public static Language of(String input, String code) {
        return switch (code) {
            case "en" -> EN;
            case "zh" -> ZH;
            default -> throw new IllegalArgumentException(input + " must be en or zh, got '" + code + "'");
        };
    }
}

package org.edubalance.standards;

/** The language of titles and reasons. */
public enum Language {
    EN,
    ZH;

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

package org.edubalance.messages;

/**
 * Where in a user's data something was found.
 *
 * @param line the line of a file, counted from 1; 0 where there is none
 * @param feature the feature's id; null where there is none
 * @param name what the feature is called, a school's name for example; null where it has none
 */
public record Place(int line, String feature, String name) implements Localized {

    public static Place line(int line) {
        return new Place(line, null, null);
    }

    public static Place feature(String feature) {
        return new Place(0, feature, null);
    }

    /** A feature that has a name, which may be null. */
    public static Place feature(String feature, String name) {
        return new Place(0, feature, name == null || name.isBlank() || name.equals(feature) ? null : name);
    }

    @Override
    public String in(Language language) {
        Message place =
                line > 0 ? Message.of("place.line", "line", line) : Message.of("place.feature", "feature", feature);
        return name == null
                ? place.in(language)
                : Message.of("place.named", "name", name, "place", place).in(language);
    }
}

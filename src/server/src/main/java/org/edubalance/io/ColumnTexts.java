package org.edubalance.io;

import org.edubalance.messages.Language;
import org.geotools.api.feature.type.AttributeDescriptor;

/** Titles and units for readers, which processes leave as user data of the attributes of their results. */
public final class ColumnTexts {

    /** The beginning of the keys of titles; a language's code follows. */
    public static final String TITLE = "edu.title.";

    /** The beginning of the keys of units; a language's code follows. */
    public static final String UNIT = "edu.unit.";

    private ColumnTexts() {}

    /** A column's title, null where it has none. */
    public static String title(AttributeDescriptor column, Language language) {
        return text(column, TITLE, language);
    }

    /** A column's unit, null where it has none. */
    public static String unit(AttributeDescriptor column, Language language) {
        return text(column, UNIT, language);
    }

    private static String text(AttributeDescriptor column, String key, Language language) {
        return column.getUserData().get(key + language.code()) instanceof String text ? text : null;
    }
}

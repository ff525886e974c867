package org.edubalance.messages;

import java.io.Serializable;

/** Something that has a text in each language. */
public interface Localized extends Serializable {

    /** The text in a language. */
    String in(Language language);

    /** Adds the text in a language to a longer one. */
    default void addTo(StringBuilder text, Language language) {
        text.append(in(language));
    }
}

package org.edubalance.process.features;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;

/** What is to be said of a row, in the order in which it was noticed. */
public final class Notes implements Localized {

    private static final long serialVersionUID = 1L;

    private final List<Localized> notes = new ArrayList<>();

    public Notes add(Localized note) {
        notes.add(note);
        return this;
    }

    /** These notes, or null where there are none. */
    public Notes orNull() {
        return notes.isEmpty() ? null : this;
    }

    @Override
    public String in(Language language) {
        return notes.stream()
                .map(note -> note.in(language))
                .collect(Collectors.joining(Message.of("notes.separator").in(language)));
    }
}

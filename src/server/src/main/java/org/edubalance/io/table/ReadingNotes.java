package org.edubalance.io.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.edubalance.messages.Message;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.FeatureCollection;

/** What a reader made of a file that its plain content does not say, in the order of the file: for its user to check. */
public final class ReadingNotes implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * One thing that was done or found.
     *
     * @param warning true if figures may be wrong because of it, false if it only has to be known
     */
    public record Note(boolean warning, Message text) implements Serializable {}

    private final List<Note> notes = new ArrayList<>();

    /** The notes on what a collection was read from; none where it was not read, or as it is. */
    public static ReadingNotes of(FeatureCollection<?, ?> features) {
        Object notes = features.getSchema().getUserData().get(ReadingNotes.class);
        return notes instanceof ReadingNotes known ? known : new ReadingNotes();
    }

    /** Keeps these with what was read, beside those that it has already, each once. */
    public void attachTo(FeatureCollection<?, ?> features) {
        ReadingNotes all = of(features);
        Set<Message> known = new HashSet<>();
        all.notes.forEach(note -> known.add(note.text));
        notes.stream().filter(note -> known.add(note.text)).forEach(all.notes::add);
        if (!all.isEmpty()) {
            features.getSchema().getUserData().put(ReadingNotes.class, all);
        }
    }

    /** Keeps these with a type, through which {@link #of} finds them. */
    public void attach(SimpleFeatureType type) {
        if (!notes.isEmpty()) {
            type.getUserData().put(ReadingNotes.class, this);
        }
    }

    /** Adds what was done. */
    public void add(Message text) {
        notes.add(new Note(false, text));
    }

    /** Adds what may be wrong. */
    public void warn(Message text) {
        notes.add(new Note(true, text));
    }

    /** Tells all to somebody, in their order. */
    public void tell(Consumer<Message> somebody) {
        notes.forEach(note -> somebody.accept(note.text()));
    }

    public boolean isEmpty() {
        return notes.isEmpty();
    }

    public List<Note> all() {
        return List.copyOf(notes);
    }
}

package org.edubalance.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/** What is told of the lines of a table, told of features, which have none: line 1 is the first feature. */
final class Placed {

    private final IntFunction<Place> place;

    private Placed(IntFunction<Place> place) {
        this.place = place;
    }

    /**
     * Does something that tells of lines.
     *
     * @param place the feature of a row, counted from 0
     * @param notes is told of features
     * @throws Refusal as that which is done, but of a feature
     */
    static <T> T told(IntFunction<Place> place, ReadingNotes notes, Function<ReadingNotes, T> action) {
        Placed placed = new Placed(place);
        ReadingNotes ofLines = new ReadingNotes();
        T result;
        try {
            result = action.apply(ofLines);
        } catch (Refusal e) {
            Refusal refusal = Refusal.because(e, placed.message(e.reason()));
            throw e.place() == null ? refusal : refusal.at((Place) placed.fact(e.place()));
        }
        for (ReadingNotes.Note note : ofLines.all()) {
            if (note.warning()) {
                notes.warn(placed.message(note.text()));
            } else {
                notes.add(placed.message(note.text()));
            }
        }
        return result;
    }

    private Message message(Message ofLines) {
        Map<String, Object> facts = new LinkedHashMap<>();
        ofLines.facts().forEach((name, fact) -> facts.put(name, fact(fact)));
        return new Message(ofLines.key(), facts);
    }

    private Object fact(Object fact) {
        if (fact instanceof Place line && line.line() > 0) {
            return place.apply(line.line() - 1);
        }
        if (fact instanceof Message message) {
            return message(message);
        }
        return fact instanceof List<?> list ? list.stream().map(this::fact).toList() : fact;
    }
}

package org.edubalance.process;

import java.util.ArrayList;
import java.util.List;
import org.geotools.data.util.DefaultProgressListener;

/** Keeps what a process warns of, as {@code process: warning}. */
final class Warnings extends DefaultProgressListener {

    private final List<String> messages = new ArrayList<>();

    List<String> messages() {
        return messages;
    }

    @Override
    public void warningOccurred(String source, String location, String warning) {
        messages.add(source + ": " + warning);
    }
}

package org.edubalance.process.features;

import java.util.ArrayList;
import java.util.List;
import org.geotools.data.util.DefaultProgressListener;

/** Keeps what a process warns of, as {@code process: warning}. */
public final class Warnings extends DefaultProgressListener {

    private final List<String> messages = new ArrayList<>();

    public List<String> messages() {
        return messages;
    }

    @Override
    public void warningOccurred(String source, String location, String warning) {
        messages.add(source + ": " + warning);
    }
}

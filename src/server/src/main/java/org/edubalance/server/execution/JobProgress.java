package org.edubalance.server.execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.geotools.api.util.InternationalString;
import org.geotools.api.util.ProgressListener;

/** What a running process says of itself, and how it learns that it should stop. */
public final class JobProgress implements ProgressListener {

    private static final int MOST_NOTES = 20;

    private final Set<String> notes = new LinkedHashSet<>();
    private int more;
    private volatile InternationalString task;
    private volatile float percent;
    private volatile Instant changed = Instant.now();
    private volatile boolean cancelled;

    /** 0 to 100. */
    public int percent() {
        return Math.max(0, Math.min(100, Math.round(percent)));
    }

    /** When the process last said how far it is. */
    public Instant changed() {
        return changed;
    }

    /** What there is to tell of the results: how they were made, what was left out. */
    public synchronized List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (more > 0) {
            all.add(Message.of("wps.status.more", "n", more).in(Language.current()));
        }
        return all;
    }

    /** Keeps what there is to tell, the first twenty of it, and counts the rest. */
    public synchronized void note(String note) {
        if (notes.size() < MOST_NOTES) {
            notes.add(note);
        } else if (!notes.contains(note)) {
            more++;
        }
    }

    /** Ends the calling process if it should stop. */
    void check() {
        if (cancelled) {
            throw new CancelledException();
        }
    }

    @Override
    public void warningOccurred(String source, String location, String warning) {
        note(warning);
    }

    @Override
    public void progress(float newPercent) {
        percent = newPercent;
        changed = Instant.now();
    }

    @Override
    public float getProgress() {
        return percent;
    }

    @Override
    public boolean isCanceled() {
        return cancelled;
    }

    @Override
    public void setCanceled(boolean cancel) {
        cancelled = cancel;
    }

    @Override
    public InternationalString getTask() {
        return task;
    }

    @Override
    public void setTask(InternationalString newTask) {
        task = newTask;
    }

    @Override
    public void started() {
        // the job knows
    }

    @Override
    public void complete() {
        // a process may be one of several in a job
    }

    @Override
    public void dispose() {
        // holds nothing
    }

    @Override
    public void exceptionOccurred(Throwable exception) {
        // comes out of the process too
    }

    /** Thrown in the process's thread where it touches its input or output after its end was asked for. */
    static final class CancelledException extends RuntimeException {
        CancelledException() {
            super("the process was cancelled", null, false, false);
        }
    }
}

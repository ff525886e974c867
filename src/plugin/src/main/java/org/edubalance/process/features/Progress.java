package org.edubalance.process.features;

import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.work.Monitor;
import org.geotools.api.util.ProgressListener;
import org.geotools.process.ProcessException;
import org.geotools.util.SimpleInternationalString;
import org.geotools.util.logging.Logging;

/**
 * A process's view of its {@link ProgressListener}: any host may pass none, and a cancelled one ends the process at the
 * next {@link #check()}. What a process is at stands in the listener's task: it reads until it first reports a share of
 * its work, and computes from then on.
 */
public final class Progress implements Monitor {

    private static final Logger LOGGER = Logging.getLogger(Progress.class);

    /** What a process has done when it begins to read, in percent: GeoServer shows a task from the first progress on. */
    private static final float BEGUN = 1;

    private final ProgressListener listener;
    /** Of whoever started the process: its helpers on other threads know of none. */
    private final Language language = Language.current();

    private boolean computing;

    public Progress(ProgressListener listenerOrNull) {
        this.listener = listenerOrNull;
        if (listener != null) {
            listener.started();
            at("progress.reading");
            listener.progress(BEGUN);
        }
    }

    private void at(String task) {
        listener.setTask(new SimpleInternationalString(Message.of(task).in(language)));
    }

    /**
     * Ends the process if its caller has cancelled it. The listener goes first: GeoServer's ends a process by an exception
     * of its own, which says whether the process was dismissed or ran too long.
     */
    @Override
    public void check() {
        if (listener != null && listener.isCanceled()) {
            listener.progress(listener.getProgress());
            throw new ProcessException(Message.of("progress.cancelled").in(language), new CancellationException());
        }
    }

    /** Reports the share of the work done, 0 to 1, and ends the process if it was cancelled. */
    @Override
    public void report(double share) {
        check();
        if (listener != null) {
            if (!computing) {
                computing = true;
                at("progress.computing");
            }
            listener.progress((float) (BEGUN + (100 - BEGUN) * share));
        }
    }

    /** Something that the user should know though the process goes on, for example rows left out. */
    public void warn(String process, Message message) {
        String text = message.in(language);
        // a listener tells the user; without one, as for each tile of a map, the log is all there is
        LOGGER.log(listener == null ? Level.INFO : Level.FINE, () -> process + ": " + text);
        if (listener != null) {
            listener.warningOccurred(process, null, text);
        }
    }

    public void complete() {
        if (listener != null) {
            listener.progress(100);
            listener.complete();
        }
    }
}

package org.edubalance.process.features;

import java.util.logging.Logger;
import org.geotools.api.util.ProgressListener;
import org.geotools.process.ProcessException;
import org.geotools.util.logging.Logging;

/**
 * A process's view of its {@link ProgressListener}: any host may pass none, and a cancelled one ends the process at the
 * next {@link #check()}.
 */
public final class Progress {

    private static final Logger LOGGER = Logging.getLogger(Progress.class);

    private final ProgressListener listener;

    public Progress(ProgressListener listenerOrNull) {
        this.listener = listenerOrNull;
        if (listener != null) {
            listener.started();
        }
    }

    public boolean cancelled() {
        return listener != null && listener.isCanceled();
    }

    /**
     * Ends the process if its caller has cancelled it. The listener goes first: GeoServer's ends a process by an exception
     * of its own, which says whether the process was dismissed or ran too long.
     */
    public void check() {
        if (cancelled()) {
            listener.progress(listener.getProgress());
            throw new ProcessException("the process was cancelled");
        }
    }

    /** Reports the share of the work done, 0 to 1, and ends the process if it was cancelled. */
    public void report(double share) {
        check();
        if (listener != null) {
            listener.progress((float) (100 * share));
        }
    }

    /** Something that the user should know though the process goes on, for example rows left out. */
    public void warn(String process, String message) {
        LOGGER.warning(() -> process + ": " + message);
        if (listener != null) {
            listener.warningOccurred(process, null, message);
        }
    }

    public void complete() {
        if (listener != null) {
            listener.progress(100);
            listener.complete();
        }
    }
}

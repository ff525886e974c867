package org.edubalance.process;

import java.util.function.Supplier;
import org.geotools.api.util.InternationalString;
import org.geotools.api.util.ProgressListener;

/**
 * A host's listener, of which is known what it threw. GeoServer's listeners end a process by exceptions of their own, once
 * it was dismissed or ran too long, and those are no faults of the process. It is told of a process's exceptions by
 * {@link ToldProcess} alone, which knows what users may read.
 */
final class HostListener implements ProgressListener {

    private final ProgressListener host;
    private volatile RuntimeException thrown;

    HostListener(ProgressListener host) {
        this.host = host;
    }

    /** What the host threw if a failure comes from it, else null. */
    RuntimeException thrownIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause == thrown) {
                return thrown;
            }
        }
        return null;
    }

    private <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            thrown = e;
            throw e;
        }
    }

    private void telling(Runnable news) {
        asking(() -> {
            news.run();
            return null;
        });
    }

    @Override
    public InternationalString getTask() {
        return asking(host::getTask);
    }

    @Override
    public void setTask(InternationalString task) {
        telling(() -> host.setTask(task));
    }

    @Override
    public void started() {
        telling(host::started);
    }

    @Override
    public void progress(float percent) {
        telling(() -> host.progress(percent));
    }

    @Override
    public float getProgress() {
        return asking(host::getProgress);
    }

    @Override
    public void complete() {
        telling(host::complete);
    }

    @Override
    public void dispose() {
        telling(host::dispose);
    }

    @Override
    public boolean isCanceled() {
        return asking(host::isCanceled);
    }

    @Override
    public void setCanceled(boolean cancel) {
        telling(() -> host.setCanceled(cancel));
    }

    @Override
    public void warningOccurred(String source, String location, String warning) {
        telling(() -> host.warningOccurred(source, location, warning));
    }

    @Override
    public void exceptionOccurred(Throwable exception) {
        // ToldProcess tells the host, in words for users
    }
}

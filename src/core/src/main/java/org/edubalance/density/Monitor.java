package org.edubalance.density;

/** How a long estimate talks to whoever started it. */
public interface Monitor {

    /** Neither watches nor cancels. */
    Monitor NONE = new Monitor() {
        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void progress(double share) {
            // nobody listens
        }
    };

    /** Whether the estimate should stop. Asked often and from several threads. */
    boolean cancelled();

    /** The share of the work that is done, 0 to 1. Told from the thread that started the estimate. */
    void progress(double share);

    /** @throws java.util.concurrent.CancellationException if the estimate should stop */
    default void check() {
        if (cancelled()) {
            throw new java.util.concurrent.CancellationException("the density estimate was cancelled");
        }
    }
}

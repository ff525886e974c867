package org.edubalance.work;

/** How long work talks to whoever started it. */
public interface Monitor {

    /** Neither watches nor ends anything. */
    Monitor NONE = new Monitor() {
        @Override
        public void check() {
            // goes on
        }

        @Override
        public void report(double share) {
            // nobody listens
        }
    };

    /**
     * Ends the work, by an exception, if nobody waits for it any more. Asked often and from several threads. The exception
     * is the monitor's own and reaches whoever started the work as it is.
     */
    void check();

    /** Tells the share of the work that is done, 0 to 1, from the thread that started it. */
    void report(double share);

    /** The monitor of a part of the work: what is half of it is reported as what lies between two shares of the whole. */
    default Monitor part(double from, double to) {
        Monitor whole = this;
        return new Monitor() {
            @Override
            public void check() {
                whole.check();
            }

            @Override
            public void report(double share) {
                whole.report(from + share * (to - from));
            }
        };
    }

    /** The same monitor for a part of the work whose share only its caller knows: it can end it, and is told nothing. */
    default Monitor silent() {
        Monitor whole = this;
        return new Monitor() {
            @Override
            public void check() {
                whole.check();
            }

            @Override
            public void report(double share) {
                // the caller's
            }
        };
    }
}

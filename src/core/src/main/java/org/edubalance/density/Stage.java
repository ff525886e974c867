package org.edubalance.density;

/** A part of the work, from one share of the whole to another: what is half of it is reported as what lies between. */
record Stage(Monitor whole, double from, double to) implements Monitor {

    @Override
    public boolean cancelled() {
        return whole.cancelled();
    }

    @Override
    public void progress(double share) {
        whole.progress(from + share * (to - from));
    }
}

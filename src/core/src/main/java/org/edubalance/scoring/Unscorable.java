package org.edubalance.scoring;

/** What happens to rows that no score can be computed for, since they are too few or do not differ. */
public enum Unscorable {
    /** Scoring is refused. */
    ERROR,
    /** The rows have no score; the weights say why. */
    EXCLUDE
}

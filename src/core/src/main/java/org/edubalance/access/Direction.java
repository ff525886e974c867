package org.edubalance.access;

/** Which way a line of a network may be gone. */
public enum Direction {
    /** Both ways. */
    BOTH,
    /** From its first point to its last. */
    FORWARD,
    /** From its last point to its first. */
    BACKWARD;

    boolean forward() {
        return this != BACKWARD;
    }

    boolean backward() {
        return this != FORWARD;
    }
}

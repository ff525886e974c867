package org.edubalance.process.planning;

/** What is done for the balance between schools. */
public enum Mode {
    /** New units are given to the poorest schools. */
    ADD,
    /** Units are moved from the richest schools to the poorest, as in the rotation of teachers. */
    TRANSFER
}

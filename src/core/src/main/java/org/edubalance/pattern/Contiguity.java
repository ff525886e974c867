package org.edubalance.pattern;

/** When polygons are next to each other, or overlap. */
public enum Contiguity {
    /** With a line of their borders in common; a corner is not enough. */
    ROOK,
    /** With a line or a point of their borders in common. */
    QUEEN
}

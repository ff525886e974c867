package org.edubalance.process.pattern;

/** Who counts as a neighbour. */
public enum NeighbourRule {
    /** The k nearest features. */
    KNN,
    /** The features within a distance. */
    DISTANCE,
    /** Polygons that share a line of their borders, or overlap. */
    ROOK,
    /** Polygons that share a line or a point of their borders, or overlap. */
    QUEEN,
    /** Another name of {@link #ROOK}. */
    CONTIGUITY
}

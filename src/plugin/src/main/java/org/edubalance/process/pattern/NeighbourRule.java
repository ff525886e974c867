package org.edubalance.process.pattern;

/** Who counts as a neighbour. */
public enum NeighbourRule {
    /** The k nearest features. */
    KNN,
    /** The features within a distance. */
    DISTANCE,
    /** Polygons that share a line of their borders. */
    CONTIGUITY
}

package org.edubalance.density;

/** What the cells of a density surface hold. */
public enum DensityOutput {
    /** Weight per area unit at the cell's centre. */
    DENSITY,
    /** The density times the cell's area on the ground: the weight that is expected in the cell. */
    EXPECTED_COUNT,
    /** The density divided by the surface's highest one. */
    SCALED
}

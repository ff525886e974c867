package org.edubalance.density;

/** How exact a density has to be. */
public enum Precision {
    /** {@link #EXACT}, unless that would pass the cost limit of {@link CostModel}; then {@link #FAST}. */
    AUTO,
    /** Equal to the double sum over features and cells within 1e-9 of the highest density. */
    EXACT,
    /** To about 1e-3 of the highest density, where that is quicker; one point to 8e-4 of its own height. */
    FAST
}

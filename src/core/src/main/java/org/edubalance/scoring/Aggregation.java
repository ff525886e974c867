package org.edubalance.scoring;

/** How the weighted indicators of a row become its score in [0, 1]. */
public enum Aggregation {
    /** s = Σ w y. */
    WEIGHTED_SUM,
    /**
     * Closeness to the ideal, s = D⁻ / (D⁺ + D⁻), with D⁺ and D⁻ the Euclidean distances from the weighted values w y to
     * the best and to the worst value of each indicator (Hwang and Yoon 1981).
     */
    TOPSIS
}

package org.edubalance.scoring;

/**
 * Where the weights of the indicators come from. They sum to 1; a constant indicator has weight 0 under each of these,
 * since it cannot tell one school from another.
 */
public enum Weighting {
    /** w = d / Σd, d = 1 − e the redundancy of the indicator's entropy e. */
    ENTROPY,
    /** The same weight for each indicator. */
    EQUAL,
    /** w ∝ the standard deviation of the min–max values. */
    STD,
    /** w ∝ the coefficient of variation, σ / |x̄|, of the values. */
    CV,
    /**
     * w_j ∝ σ_j Σ_k (1 − r_jk) on the min–max values, r the correlation: much contrast, little overlap (Diakoulaki,
     * Mavrotas and Papayannakis 1995).
     */
    CRITIC,
    /** Weights that the user gives. */
    USER,
    /** w ∝ √(entropy weight × user weight). */
    COMBINED;

    /** Whether the user has to give weights. */
    public boolean needsUserWeights() {
        return this == USER || this == COMBINED;
    }
}

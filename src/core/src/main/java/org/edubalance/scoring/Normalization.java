package org.edubalance.scoring;

/**
 * How the values x of an indicator become the shares p that its entropy is computed from. Scores always use the min–max
 * value y, whatever the normalization, so that they stay in [0, 1] and follow the indicator's direction.
 */
public enum Normalization {
    /** p = y / Σy, with y = (x − min)/(max − min), or (max − x)/(max − min) for a negative indicator. */
    MIN_MAX,
    /** p = (y + 0.0001) / Σ(y + 0.0001), as papers do that avoid the logarithm of 0. */
    MIN_MAX_SHIFTED,
    /** p = x / Σx. It knows no direction and needs values ≥ 0. */
    SUM
}

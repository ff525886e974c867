package org.edubalance.balance;

/** Which standard deviation a coefficient of variation uses. */
public enum Deviation {
    /** Over all there is: Σ q_i (x_i − x̄)², as the official difference coefficient does. */
    POPULATION,
    /** Of a sample: Σ (x_i − x̄)² / (n − 1), for schools that are not weighted by their pupils. */
    SAMPLE
}

package org.edubalance.process.access;

/** The two-step floating catchments that there are, by their decay. See {@link org.edubalance.access.Decay}. */
public enum Method {
    /** 2SFCA: all within the catchment count alike. */
    BINARY,
    /** E2SFCA: by zones. */
    STEP,
    /** By the Gaussian. */
    GAUSSIAN,
    /** KD2SFCA by Epanechnikov's kernel. */
    EPANECHNIKOV,
    /** KD2SFCA by the quartic kernel. */
    QUARTIC,
    /** By a power of the distance. */
    POWER
}

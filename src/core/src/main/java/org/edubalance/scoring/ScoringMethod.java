package org.edubalance.scoring;

import java.io.Serializable;
import java.util.Objects;

/** The choices that a score depends on. */
public record ScoringMethod(
        Normalization normalization,
        Weighting weighting,
        Aggregation aggregation,
        MissingValues missing,
        Unscorable unscorable)
        implements Serializable {

    /** The entropy value method as it is usually meant. */
    public static final ScoringMethod ENTROPY = new ScoringMethod(
            Normalization.MIN_MAX, Weighting.ENTROPY, Aggregation.WEIGHTED_SUM, MissingValues.EXCLUDE);

    public ScoringMethod {
        Objects.requireNonNull(normalization);
        Objects.requireNonNull(weighting);
        Objects.requireNonNull(aggregation);
        Objects.requireNonNull(missing);
        Objects.requireNonNull(unscorable);
    }

    /** A method that refuses rows that it finds no scores for. */
    public ScoringMethod(
            Normalization normalization, Weighting weighting, Aggregation aggregation, MissingValues missing) {
        this(normalization, weighting, aggregation, missing, Unscorable.ERROR);
    }
}

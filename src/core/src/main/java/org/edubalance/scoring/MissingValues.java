package org.edubalance.scoring;

/** What happens to a row that lacks the value of an indicator. */
public enum MissingValues {
    /** Scoring is refused. */
    ERROR,
    /** The row takes no part and has no score. */
    EXCLUDE,
    /** The indicator's median takes the place of the missing value. */
    MEDIAN
}

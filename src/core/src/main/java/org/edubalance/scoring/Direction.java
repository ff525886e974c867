package org.edubalance.scoring;

/** Whether more of an indicator is better (books per pupil) or worse (pupils per teacher). */
public enum Direction {
    POSITIVE,
    NEGATIVE
}

package org.edubalance.standards;

/** Where the figures of an {@link Item} come from. */
public enum Scope {
    /** From every counted school; the item is met when every one of them meets it. */
    SCHOOL,
    /** From the county's own figures. */
    COUNTY,
    /** From the answers of a survey: the rate of satisfaction. */
    SURVEY
}

package org.edubalance.planning;

/** What a school is to reach. */
public enum Goal {
    /** The standard's rule for a school, by the cheapest set of amounts that meets it. */
    COMPLIANT,
    /** The threshold of every indicator. */
    ALL_MET
}

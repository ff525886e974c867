package org.edubalance.process.balance;

/** What happens to strata of one feature, which has no variance. */
public enum SingleStrata {
    /** They are refused. */
    ERROR,
    /** Their features are left out. */
    EXCLUDE
}

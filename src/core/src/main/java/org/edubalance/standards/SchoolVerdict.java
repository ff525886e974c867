package org.edubalance.standards;

import org.edubalance.messages.Message;

/**
 * What a standard says of one school.
 *
 * @param met how many indicators reach their threshold; null where the standard has no rule for schools or does not
 *     cover the school's stage
 * @param belowFloor how many indicators miss the floor or have no value; null as {@code met}
 * @param compliant whether the rule is met; null as {@code met}, and for a school that is not counted
 * @param excluded why the school is not counted, null if it is
 * @param ratios value / threshold per indicator, NaN where either is missing
 * @param reasons every indicator that misses its threshold, and by how much
 */
public record SchoolVerdict(
        Integer met, Integer belowFloor, Boolean compliant, Message excluded, double[] ratios, Reasons reasons) {}

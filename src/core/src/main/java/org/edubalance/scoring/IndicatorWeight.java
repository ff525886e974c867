package org.edubalance.scoring;

import org.edubalance.messages.Message;

/**
 * An indicator's weight and what it comes from.
 *
 * @param count the rows that the weight was computed from
 * @param missing the rows that lack this indicator's value
 * @param min the smallest value of the counted rows, NaN where there are none
 * @param max the largest
 * @param mean their mean
 * @param entropy e ∈ [0, 1]; 1 where the indicator is constant
 * @param redundancy d = 1 − e
 * @param weight w; the weights of all indicators sum to 1. NaN, as are entropy and redundancy, where the rows cannot be
 *     scored, see {@link Unscorable}
 * @param note why the weight is 0 or NaN, else null
 */
public record IndicatorWeight(
        ScoredIndicator indicator,
        int count,
        int missing,
        double min,
        double max,
        double mean,
        double entropy,
        double redundancy,
        double weight,
        Message note) {}

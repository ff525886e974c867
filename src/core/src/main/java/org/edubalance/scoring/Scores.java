package org.edubalance.scoring;

import java.util.List;

/**
 * The scores of a table's rows, in the rows' order.
 *
 * @param score each row's score in [0, 1], NaN for an excluded row
 * @param dimensions the dimensions of the indicators, in the order in which they first appear
 * @param dimensionScores for each dimension each row's score over its indicators; NaN for an excluded row, and throughout
 *     a dimension of weight 0
 * @param weights for each indicator its weight
 * @param excluded how many rows were excluded because a value is missing
 */
public record Scores(
        double[] score,
        List<String> dimensions,
        double[][] dimensionScores,
        List<IndicatorWeight> weights,
        int excluded) {}

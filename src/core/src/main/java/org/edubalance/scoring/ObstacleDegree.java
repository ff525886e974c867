package org.edubalance.scoring;

import java.util.Arrays;
import java.util.List;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * What holds each row (school) back: the share of each indicator in what the row lacks to the best in all of them. With
 * the weights w and the min–max values y of {@link Scorer}:
 *
 * <pre>
 *   L_i  = Σ_j w_j (1 − y_ij)          what is lacking, 0 … 1; 1 less the score of the weighted sum
 *   O_ij = w_j (1 − y_ij) / L_i        obstacle degree (障碍度)
 * </pre>
 *
 * <p>A row's degrees sum to 1, those of a dimension are the sum over its indicators; of a row that lacks nothing (best in
 * every indicator with a weight) all are 0. The obstacle degree model goes along with entropy weights throughout the
 * literature on the evaluation of land use and of public resources.
 */
public final class ObstacleDegree {

    /** Of two degrees that differ by less than this share none is the greater. */
    private static final double ROUNDING = 1e-12;

    private ObstacleDegree() {}

    /**
     * The obstacles of a table's rows.
     *
     * @param lacking L by row; NaN for a row that cannot be judged, as a value is missing or no indicator has a weight
     * @param degrees O by indicator and row
     * @param dimensions the dimensions of the indicators, in the order in which they first appear
     * @param dimensionDegrees O by dimension and row
     * @param weights for each indicator its weight
     * @param excluded how many rows were excluded because a value is missing
     */
    public record Obstacles(
            double[] lacking,
            double[][] degrees,
            List<String> dimensions,
            double[][] dimensionDegrees,
            List<IndicatorWeight> weights,
            int excluded) {

        /** The indicator with the greatest degree, the first of equal ones; −1 for a row that lacks nothing or is not judged. */
        public int greatest(int row) {
            int greatest = -1;
            for (int j = 0; j < degrees.length; j++) {
                double least = greatest < 0 ? 0 : degrees[greatest][row] * (1 + ROUNDING);
                if (degrees[j][row] > least) {
                    greatest = j;
                }
            }
            return greatest;
        }

        /**
         * The dimension with the greatest degree among those that indicators belong to directly, as {@link #greatest}; an
         * outer dimension would always be as great as what it is made of.
         */
        public int greatestDimension(int row) {
            int greatest = -1;
            for (int d = 0; d < dimensions.size(); d++) {
                String dimension = dimensions.get(d);
                boolean direct = weights.stream()
                        .anyMatch(weight -> dimension.equals(weight.indicator().dimension()));
                double least = greatest < 0 ? 0 : dimensionDegrees[greatest][row] * (1 + ROUNDING);
                if (direct && dimensionDegrees[d][row] > least) {
                    greatest = d;
                }
            }
            return greatest;
        }
    }

    /**
     * The obstacles of rows.
     *
     * @param scorer the indicators and the method that weighs them
     * @param columns the values x by indicator and row, NaN where one is missing; not changed
     * @throws Refusal as {@link Scorer#score}
     */
    public static Obstacles of(Scorer scorer, double[][] columns) {
        List<IndicatorWeight> weights = scorer.weights(columns);
        CompleteRows rows = scorer.completeRows(columns);
        int m = columns[0].length;
        double[][] degrees = new double[columns.length][m];
        double[] lacking = new double[m];
        double[][] ofDimensions = new double[scorer.dimensions().size()][m];
        for (double[][] table : List.of(degrees, new double[][] {lacking}, ofDimensions)) {
            Arrays.stream(table).forEach(column -> Arrays.fill(column, Double.NaN));
        }
        if (weights.stream().noneMatch(weight -> Double.isNaN(weight.weight()))) {
            NormalizedColumn[] normalized = new NormalizedColumn[columns.length];
            for (int j = 0; j < normalized.length; j++) {
                normalized[j] = new NormalizedColumn(weights.get(j).indicator(), rows.columns()[j]);
            }
            Workers.of(Monitor.NONE)
                    .each(
                            rows.count(),
                            columns.length,
                            i -> row(weights, normalized, i, rows.row(i), degrees, lacking));
            sumUp(weights, scorer.dimensions(), degrees, ofDimensions);
        }
        return new Obstacles(lacking, degrees, scorer.dimensions(), ofDimensions, weights, m - rows.count());
    }

    private static void row(
            List<IndicatorWeight> weights,
            NormalizedColumn[] columns,
            int i,
            int row,
            double[][] degrees,
            double[] lacking) {
        double sum = 0;
        for (int j = 0; j < columns.length; j++) {
            double weight = weights.get(j).weight();
            degrees[j][row] = weight > 0 ? weight * (1 - columns[j].y(i)) : 0;
            sum += degrees[j][row];
        }
        lacking[row] = Math.min(1, sum);
        for (double[] degree : degrees) {
            degree[row] = sum > 0 ? degree[row] / sum : 0;
        }
    }

    private static void sumUp(
            List<IndicatorWeight> weights, List<String> dimensions, double[][] degrees, double[][] ofDimensions) {
        for (int d = 0; d < ofDimensions.length; d++) {
            Arrays.fill(ofDimensions[d], 0);
            for (int j = 0; j < degrees.length; j++) {
                if (weights.get(j).indicator().dimensions().contains(dimensions.get(d))) {
                    for (int i = 0; i < degrees[j].length; i++) {
                        ofDimensions[d][i] += degrees[j][i];
                    }
                }
            }
        }
    }
}

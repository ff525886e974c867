package org.edubalance.scoring;

import java.io.Serializable;
import java.util.List;

/**
 * The second of two passes over rows that are scored in parts, when {@link ScoreCounts} of all are known: the sums that
 * entropies, deviations and correlations follow from. Sums of parts are put together by {@link #merge}.
 */
public final class ScoreSums implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ScoreCounts counts;
    private final Direction[] directions;
    private final Normalization normalization;
    private final double[] share;
    private final double[] shareLog;
    /** Σ (y_j − ȳ_j)(y_k − ȳ_k), k ≤ j. */
    private final double[][] products;

    public ScoreSums(List<ScoredIndicator> indicators, Normalization normalization, ScoreCounts counts) {
        this.counts = counts;
        this.normalization = normalization;
        directions = indicators.stream().map(ScoredIndicator::direction).toArray(Direction[]::new);
        share = new double[directions.length];
        shareLog = new double[directions.length];
        products = new double[directions.length][];
        for (int j = 0; j < products.length; j++) {
            products[j] = new double[j + 1];
        }
    }

    /** Adds a row by its values, NaN where one is missing. */
    public void add(double[] x) {
        double[] whole = counts.complete(x);
        if (whole == null) {
            return;
        }
        double[] d = new double[whole.length];
        for (int j = 0; j < d.length; j++) {
            IndicatorFigures figures = figures(j);
            if (figures.constant()) {
                continue;
            }
            double v = figures.share(normalization, directions[j], whole[j]);
            if (v > 0) {
                share[j] += v;
                shareLog[j] += v * Math.log(v);
            }
            d[j] = figures.y(directions[j], whole[j]) - figures.y(directions[j], figures.mean());
            for (int k = 0; k <= j; k++) {
                products[j][k] += d[j] * d[k];
            }
        }
    }

    /** Adds the sums of other rows. */
    public ScoreSums merge(ScoreSums other) {
        for (int j = 0; j < share.length; j++) {
            share[j] += other.share[j];
            shareLog[j] += other.shareLog[j];
            for (int k = 0; k <= j; k++) {
                products[j][k] += other.products[j][k];
            }
        }
        return this;
    }

    ScoreCounts counts() {
        return counts;
    }

    double correlation(int j, int k) {
        return products[Math.max(j, k)][Math.min(j, k)] / Math.sqrt(products[j][j] * products[k][k]);
    }

    /** An indicator's figures; those beside its range and mean are right when all rows have been added. */
    IndicatorFigures figures(int j) {
        return new IndicatorFigures() {
            @Override
            public double min() {
                return counts.min(j);
            }

            @Override
            public double max() {
                return counts.max(j);
            }

            @Override
            public double mean() {
                return counts.mean(j);
            }

            @Override
            public double entropy(Normalization normalization) {
                return constant() ? 1 : IndicatorFigures.entropy(share[j], shareLog[j], counts.complete());
            }

            @Override
            public double standardDeviation() {
                return Math.sqrt(products[j][j] / counts.complete());
            }
        };
    }
}

package org.edubalance.scoring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Scores one row after the other, once the weights of all are known: what {@link Scorer#score} does, for rows that no single
 * machine holds. Thread-safe.
 */
public final class RowScorer implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Scorer scorer;
    private final ScoreSums sums;
    private final double[] weights;
    private final int[] used;
    private final int[][] usedByDimension;

    private RowScorer(Scorer scorer, ScoreSums sums, double... weights) {
        this.scorer = scorer;
        this.sums = sums;
        this.weights = weights;
        used = IntStream.range(0, weights.length).filter(j -> weights[j] > 0).toArray();
        usedByDimension = scorer.dimensions().stream()
                .map(dimension -> IntStream.of(used)
                        .filter(j -> scorer.indicators().get(j).dimensions().contains(dimension))
                        .toArray())
                .toArray(int[][]::new);
    }

    /** The scorer of some rows, and the weights that it scores by. */
    public record Weighted(RowScorer scorer, List<IndicatorWeight> weights) {}

    /**
     * Weighs the indicators.
     *
     * @param sums of all rows
     * @throws org.edubalance.messages.Refusal as {@link Scorer#score}
     */
    public static Weighted of(Scorer scorer, ScoreSums sums) {
        ScoreCounts counts = sums.counts();
        int rows = Math.toIntExact(counts.rows());
        int complete = Math.toIntExact(counts.complete());
        int[] missing = IntStream.range(0, counts.indicators())
                .map(j -> Math.toIntExact(counts.missing(j)))
                .toArray();
        IndicatorFigures[] figures =
                IntStream.range(0, missing.length).mapToObj(sums::figures).toArray(IndicatorFigures[]::new);
        List<IndicatorWeight> weights;
        try {
            scorer.checkEnough(complete, rows, missing);
            for (int j = 0; j < figures.length; j++) {
                counts.checkFinite(scorer.indicators().get(j), j);
                scorer.check(scorer.indicators().get(j), figures[j]);
            }
            weights = scorer.weights(complete, missing, figures, sums::correlation);
        } catch (UnscorableRows e) {
            scorer.refuse(e);
            weights = none(scorer, sums, missing, e);
        }
        double[] w = weights.stream().mapToDouble(IndicatorWeight::weight).toArray();
        return new Weighted(new RowScorer(scorer, sums, w), weights);
    }

    /** The weights where there are none, each with the cause. */
    private static List<IndicatorWeight> none(Scorer scorer, ScoreSums sums, int[] missing, UnscorableRows cause) {
        ScoreCounts counts = sums.counts();
        boolean any = counts.complete() > 0;
        List<IndicatorWeight> weights = new ArrayList<>();
        for (int j = 0; j < missing.length; j++) {
            weights.add(new IndicatorWeight(
                    scorer.indicators().get(j),
                    Math.toIntExact(counts.complete()),
                    missing[j],
                    any ? counts.min(j) : Double.NaN,
                    any ? counts.max(j) : Double.NaN,
                    any ? counts.mean(j) : Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    cause.reason()));
        }
        return weights;
    }

    /** A row's score in [0, 1] by its values; NaN where it has none. */
    public double score(double[] x) {
        return over(used, x);
    }

    /** A row's score over a dimension, by its place among the scorer's; NaN where it has none. */
    public double score(double[] x, int dimension) {
        return over(usedByDimension[dimension], x);
    }

    private double over(int[] some, double[] x) {
        double[] whole = sums.counts().complete(x);
        if (whole == null || some.length == 0) {
            return Double.NaN;
        }
        IntToDoubleFunction y =
                j -> sums.figures(j).y(scorer.indicators().get(j).direction(), whole[j]);
        return scorer.score(some, weights, Scorer.sum(some, weights), y);
    }
}

package org.edubalance.scoring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * Weights indicators by what they tell apart and scores rows (schools) by them: the entropy value method and its usual
 * variants.
 *
 * <p>For m rows and indicators j, with y_ij the min–max value of row i (1 the best, see {@link Direction}) and p_ij its
 * share (see {@link Normalization}):
 *
 * <pre>
 *   e_j = −(1/ln m) Σ_i p_ij ln p_ij      entropy, 0·ln 0 = 0
 *   d_j = 1 − e_j                         redundancy
 *   w_j = d_j / Σ d_j                     weight (see {@link Weighting} for others)
 *   s_i = Σ_j w_j y_ij ∈ [0, 1]           score  (see {@link Aggregation} for others)
 * </pre>
 *
 * <p>A constant indicator carries no information and has weight 0. A dimension's weight is the sum of its indicators'
 * weights, its score the aggregation over its indicators alone, Σ w_j y_ij / Σ w_j.
 *
 * <p>Source: C. E. Shannon, "A Mathematical Theory of Communication", 1948. Immutable and thread-safe. Large tables are
 * worked on in parallel; the result does not depend on the number of threads.
 */
public final class Scorer implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Below this many values, threads cost more than they bring. */
    private static final int PARALLEL_FROM = 100_000;

    /** Redundancies and conflicts below this are rounding. */
    private static final double NOTHING = 1e-12;

    private final List<ScoredIndicator> indicators;
    private final List<String> dimensions;
    private final ScoringMethod method;

    /**
     * @throws IllegalArgumentException if there is no indicator, or a name comes twice
     * @throws Refusal if the method needs user weights that an indicator lacks
     */
    public Scorer(List<ScoredIndicator> indicators, ScoringMethod method) {
        if (indicators.isEmpty()) {
            throw new IllegalArgumentException("a score needs at least one indicator");
        }
        Set<String> names = new HashSet<>();
        for (ScoredIndicator indicator : indicators) {
            if (!names.add(indicator.name())) {
                throw new IllegalArgumentException("indicator '" + indicator.name() + "' is given twice");
            }
            if (method.weighting().needsUserWeights() && Double.isNaN(indicator.userWeight())) {
                throw Refusal.of("scoring.weights.none", "weighting", method.weighting(), "indicator", indicator.name())
                        .about("weights")
                        .missing();
            }
        }
        this.indicators = List.copyOf(indicators);
        this.method = method;
        dimensions = this.indicators.stream()
                .flatMap(indicator -> indicator.dimensions().stream())
                .collect(Collectors.collectingAndThen(Collectors.toCollection(LinkedHashSet::new), List::copyOf));
    }

    /** The scores of the entropy value method in one call. */
    public static Scores score(List<ScoredIndicator> indicators, double[][] columns) {
        return new Scorer(indicators, ScoringMethod.ENTROPY).score(columns);
    }

    public ScoringMethod method() {
        return method;
    }

    public List<ScoredIndicator> indicators() {
        return indicators;
    }

    /** The dimensions of the indicators, in the order in which they first appear. */
    public List<String> dimensions() {
        return dimensions;
    }

    /**
     * The weights of the indicators, in their order.
     *
     * @param columns the values x by indicator and row, NaN where one is missing
     * @throws Refusal as {@link #score}
     */
    public List<IndicatorWeight> weights(double[][] columns) {
        CompleteRows rows = completeRows(columns);
        try {
            return weights(rows, normalized(rows, columns[0].length));
        } catch (UnscorableRows e) {
            return unscored(rows, e);
        }
    }

    /**
     * The scores of the rows.
     *
     * @param columns the values x by indicator and row, NaN where one is missing; not changed
     * @throws Refusal if a value is infinite or missing against the policy, or negative where the method
     *     needs it to be positive; and, unless {@link Unscorable#EXCLUDE} is the policy, if fewer than two rows can be
     *     scored, all indicators are constant, or the weighting is not defined for the values
     */
    public Scores score(double[][] columns) {
        CompleteRows rows = completeRows(columns);
        int m = columns[0].length;
        try {
            return score(rows, normalized(rows, m), m);
        } catch (UnscorableRows e) {
            List<IndicatorWeight> weights = unscored(rows, e);
            double[] none = filledWithNaN(m);
            double[][] byDimension = new double[dimensions.size()][];
            Arrays.fill(byDimension, none);
            return new Scores(none, dimensions, byDimension, weights, m - rows.count());
        }
    }

    private Scores score(CompleteRows rows, NormalizedColumn[] normalized, int m) {
        List<IndicatorWeight> weights = weights(rows, normalized);
        double[] w = weights.stream().mapToDouble(IndicatorWeight::weight).toArray();
        double[] score = aggregate(rows, normalized, w, m);
        double[][] byDimension = new double[dimensions.size()][];
        for (int d = 0; d < byDimension.length; d++) {
            double[] own = w.clone();
            for (int j = 0; j < own.length; j++) {
                if (!indicators.get(j).dimensions().contains(dimensions.get(d))) {
                    own[j] = 0;
                }
            }
            byDimension[d] = aggregate(rows, normalized, own, m);
        }
        return new Scores(score, dimensions, byDimension, weights, m - rows.count());
    }

    /** The rows that take part, after the policy for missing values. */
    CompleteRows completeRows(double[][] columns) {
        if (columns.length != indicators.size()) {
            throw new IllegalArgumentException(columns.length + " columns for " + indicators.size() + " indicators");
        }
        for (double[] column : columns) {
            if (column.length != columns[0].length) {
                throw new IllegalArgumentException("the columns differ in length");
            }
        }
        return CompleteRows.of(indicators, columns, method.missing());
    }

    /** The weights where there are none, each with the cause; the exception itself if the policy is to refuse. */
    private List<IndicatorWeight> unscored(CompleteRows rows, UnscorableRows cause) {
        refuse(cause);
        List<IndicatorWeight> weights = new ArrayList<>();
        for (int j = 0; j < indicators.size(); j++) {
            DoubleSummaryStatistics x = Arrays.stream(rows.columns()[j]).summaryStatistics();
            boolean any = x.getCount() > 0;
            weights.add(new IndicatorWeight(
                    indicators.get(j),
                    rows.count(),
                    rows.missing()[j],
                    any ? x.getMin() : Double.NaN,
                    any ? x.getMax() : Double.NaN,
                    any ? x.getAverage() : Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    cause.reason()));
        }
        return List.copyOf(weights);
    }

    /** Throws if the policy is to refuse rows that no score can be computed for. */
    void refuse(UnscorableRows cause) {
        if (method.unscorable() == Unscorable.ERROR) {
            throw cause;
        }
    }

    private NormalizedColumn[] normalized(CompleteRows rows, int m) {
        checkEnough(rows.count(), m, rows.missing());
        NormalizedColumn[] columns = new NormalizedColumn[indicators.size()];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = new NormalizedColumn(indicators.get(j), rows.columns()[j]);
            check(indicators.get(j), columns[j]);
        }
        return columns;
    }

    /** Refuses fewer rows than tell anything apart: {@code count} of {@code m}. */
    void checkEnough(int count, int m, int... missing) {
        if (count >= 2) {
            return;
        }
        for (int j = 0; method.missing() == MissingValues.MEDIAN && m > 0 && j < indicators.size(); j++) {
            if (missing[j] == m) {
                throw new UnscorableRows(
                        "scoring.median", "indicator", indicators.get(j).name());
            }
        }
        throw m > count
                ? new UnscorableRows("scoring.rows.of", "got", count, "rows", m)
                : new UnscorableRows("scoring.rows", "got", count);
    }

    /** Refuses values that the method is not defined for. */
    void check(ScoredIndicator indicator, IndicatorFigures values) {
        if (method.normalization() == Normalization.SUM && values.min() < 0) {
            throw Refusal.of("scoring.sum.negative", "indicator", indicator.name(), "got", values.min());
        }
        if (method.weighting() == Weighting.CV && values.mean() == 0) {
            throw new UnscorableRows("scoring.cv.mean", "indicator", indicator.name());
        }
    }

    private IntStream columns(int rows) {
        IntStream columns = IntStream.range(0, indicators.size());
        return (long) rows * indicators.size() < PARALLEL_FROM ? columns : columns.parallel();
    }

    private List<IndicatorWeight> weights(CompleteRows rows, NormalizedColumn[] columns) {
        return weights(rows.count(), rows.missing(), columns, (a, b) -> columns[a].correlation(columns[b]));
    }

    /** Pearson's r between the y of two indicators that are not constant. */
    interface Correlations {
        double of(int first, int second);
    }

    /** The weights by figures of the values, over {@code rows} rows. */
    List<IndicatorWeight> weights(int rows, int[] missing, IndicatorFigures[] columns, Correlations correlations) {
        if (Arrays.stream(columns).allMatch(IndicatorFigures::constant)) {
            throw new UnscorableRows("scoring.constant.all", "rows", rows);
        }
        double[] entropy = columns(rows)
                .mapToDouble(j -> columns[j].entropy(method.normalization()))
                .toArray();
        double[] w = toUnitSum(rawWeights(rows, columns, entropy, correlations), entropy);
        List<IndicatorWeight> weights = new ArrayList<>();
        for (int j = 0; j < w.length; j++) {
            weights.add(new IndicatorWeight(
                    indicators.get(j),
                    rows,
                    missing[j],
                    columns[j].min(),
                    columns[j].max(),
                    columns[j].mean(),
                    entropy[j],
                    1 - entropy[j],
                    w[j],
                    w[j] > 0 ? null : noteForZero(j, columns[j])));
        }
        return List.copyOf(weights);
    }

    private Message noteForZero(int j, IndicatorFigures column) {
        if (column.constant()) {
            return Message.of("scoring.note.constant");
        }
        if (method.weighting().needsUserWeights() && indicators.get(j).userWeight() == 0) {
            return Message.of("scoring.note.given");
        }
        return Message.of(
                method.weighting() == Weighting.CRITIC ? "scoring.note.correlated" : "scoring.note.redundancy");
    }

    private double[] rawWeights(int rows, IndicatorFigures[] columns, double[] entropy, Correlations correlations) {
        Weighting weighting = method.weighting();
        if (weighting == Weighting.CRITIC) {
            return critic(rows, columns, correlations);
        }
        return columns(rows)
                .mapToDouble(j -> {
                    double user = indicators.get(j).userWeight();
                    if (columns[j].constant()) {
                        return 0;
                    }
                    return switch (weighting) {
                        case ENTROPY -> redundancy(entropy[j]);
                        case EQUAL -> 1;
                        case STD -> columns[j].standardDeviation();
                        case CV -> columns[j].coefficientOfVariation();
                        case USER -> user;
                        // the scale of the weights under the root cancels out
                        case COMBINED -> Math.sqrt(redundancy(entropy[j]) * user);
                        case CRITIC -> throw new AssertionError(weighting);
                    };
                })
                .toArray();
    }

    private static double redundancy(double entropy) {
        return 1 - entropy <= NOTHING ? 0 : 1 - entropy;
    }

    private double[] critic(int rows, IndicatorFigures[] columns, Correlations correlations) {
        int[] informative = IntStream.range(0, columns.length)
                .filter(j -> !columns[j].constant())
                .toArray();
        double[] weights = new double[columns.length];
        if (informative.length == 1) {
            weights[informative[0]] = 1;
            return weights;
        }
        double[] conflicts = columns(rows)
                .mapToDouble(j -> columns[j].constant()
                        ? 0
                        : Arrays.stream(informative)
                                .filter(k -> k != j)
                                .mapToDouble(k -> 1 - correlations.of(j, k))
                                .sum())
                .toArray();
        for (int j : informative) {
            weights[j] =
                    conflicts[j] <= NOTHING * informative.length ? 0 : conflicts[j] * columns[j].standardDeviation();
        }
        return weights;
    }

    private double[] toUnitSum(double[] weights, double[] entropy) {
        double sum = Arrays.stream(weights).sum();
        if (sum == Double.POSITIVE_INFINITY && method.weighting().needsUserWeights()) {
            throw Refusal.of("scoring.weights.sum", "got", sum).about("weights");
        }
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            throw switch (method.weighting()) {
                case CRITIC -> new UnscorableRows("scoring.critic");
                case USER -> new UnscorableRows("scoring.weights.sum", "got", sum);
                case ENTROPY, COMBINED -> noRedundancy(entropy);
                default -> new UnscorableRows("scoring.weighting.sum", "weighting", method.weighting(), "got", sum);
            };
        }
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** Values that hardly differ have shares p that are all alike under SUM, which MIN_MAX would spread over 0 to 1. */
    private UnscorableRows noRedundancy(double[] entropy) {
        boolean combined = method.weighting() == Weighting.COMBINED;
        List<Message> redundancies = new ArrayList<>();
        for (int j = 0; j < entropy.length; j++) {
            ScoredIndicator indicator = indicators.get(j);
            double redundancy = redundancy(entropy[j]);
            redundancies.add(
                    combined
                            ? Message.of(
                                    "scoring.redundancy.given",
                                    "indicator",
                                    indicator.name(),
                                    "redundancy",
                                    redundancy,
                                    "weight",
                                    indicator.userWeight())
                            : Message.of(
                                    "scoring.redundancy.of", "indicator", indicator.name(), "redundancy", redundancy));
        }
        return new UnscorableRows(
                combined ? "scoring.redundancy.combined" : "scoring.redundancy",
                "normalization",
                method.normalization(),
                "indicators",
                redundancies);
    }

    /** Row by row the aggregation over the indicators of weight > 0; NaN where there is none, and for excluded rows. */
    private double[] aggregate(CompleteRows rows, NormalizedColumn[] columns, double[] weights, int m) {
        double[] result = filledWithNaN(m);
        int[] used =
                IntStream.range(0, weights.length).filter(j -> weights[j] > 0).toArray();
        if (used.length == 0) {
            return result;
        }
        double sum = sum(used, weights);
        Workers.of(Monitor.NONE)
                .each(rows.count(), 1, i -> result[rows.row(i)] = score(used, weights, sum, j -> columns[j].y(i)));
        return result;
    }

    /**
     * The aggregation over some indicators of one row.
     *
     * @param used the indicators of weight > 0, at least one
     * @param all the {@link #sum} of their weights
     * @param y the row's min–max values by indicator
     */
    double score(int[] used, double[] weights, double all, IntToDoubleFunction y) {
        if (method.aggregation() == Aggregation.TOPSIS) {
            return closeness(used, weights, y);
        }
        double sum = 0;
        for (int j : used) {
            sum += weights[j] * y.applyAsDouble(j);
        }
        return Math.min(1, sum / all);
    }

    static double sum(int[] used, double... weights) {
        return Arrays.stream(used).mapToDouble(j -> weights[j]).sum();
    }

    private static double[] filledWithNaN(int length) {
        double[] none = new double[length];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    /** The best y of a column is 1 and the worst 0, so the ideal is the weight and the anti-ideal 0. */
    private static double closeness(int[] used, double[] weights, IntToDoubleFunction values) {
        double toBest = 0;
        double toWorst = 0;
        for (int j : used) {
            double y = values.applyAsDouble(j);
            double best = weights[j] * (1 - y);
            double worst = weights[j] * y;
            toBest += best * best;
            toWorst += worst * worst;
        }
        double worst = Math.sqrt(toWorst);
        return worst / (Math.sqrt(toBest) + worst);
    }
}

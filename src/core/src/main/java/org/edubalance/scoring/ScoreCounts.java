package org.edubalance.scoring;

import java.io.Serializable;
import java.util.Arrays;
import org.edubalance.messages.Refusal;

/**
 * The first of two passes over rows that are scored in parts, on several machines: how many there are, what is missing,
 * and each indicator's least, greatest and sum. Counts of parts are put together by {@link #merge}; the second pass is that
 * of {@link ScoreSums}.
 */
public final class ScoreCounts implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] medians;
    private long rows;
    private long complete;
    private final long[] missing;
    private final double[] min;
    private final double[] max;
    private final double[] sum;

    /** @param mediansOrNull what takes the place of missing values, by indicator; null where rows that lack one take no part */
    public ScoreCounts(int indicators, double[] mediansOrNull) {
        medians = mediansOrNull;
        missing = new long[indicators];
        min = new double[indicators];
        max = new double[indicators];
        sum = new double[indicators];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
    }

    /** Adds a row by its values, NaN where one is missing. */
    public void add(double[] x) {
        rows++;
        boolean whole = true;
        for (int j = 0; j < x.length; j++) {
            if (Double.isNaN(x[j])) {
                missing[j]++;
                whole &= medians != null && !Double.isNaN(medians[j]);
            }
        }
        if (!whole) {
            return;
        }
        complete++;
        for (int j = 0; j < x.length; j++) {
            double value = filled(x[j], j);
            min[j] = Math.min(min[j], value);
            max[j] = Math.max(max[j], value);
            sum[j] += value;
        }
    }

    /** Adds the counts of other rows. */
    public ScoreCounts merge(ScoreCounts other) {
        rows += other.rows;
        complete += other.complete;
        for (int j = 0; j < missing.length; j++) {
            missing[j] += other.missing[j];
            min[j] = Math.min(min[j], other.min[j]);
            max[j] = Math.max(max[j], other.max[j]);
            sum[j] += other.sum[j];
        }
        return this;
    }

    private double filled(double value, int j) {
        return Double.isNaN(value) ? medians[j] : value;
    }

    /** A row as it takes part, null where it takes none. */
    double[] complete(double[] x) {
        double[] whole = x;
        for (int j = 0; j < x.length; j++) {
            if (Double.isNaN(x[j])) {
                if (medians == null || Double.isNaN(medians[j])) {
                    return null;
                }
                whole = whole == x ? x.clone() : whole;
                whole[j] = medians[j];
            }
        }
        return whole;
    }

    int indicators() {
        return missing.length;
    }

    /** How many rows there are. */
    public long rows() {
        return rows;
    }

    /** How many take part. */
    public long complete() {
        return complete;
    }

    /** How many lack the value of an indicator. */
    public long missing(int j) {
        return missing[j];
    }

    double min(int j) {
        return min[j];
    }

    double max(int j) {
        return max[j];
    }

    double mean(int j) {
        return sum[j] / complete;
    }

    /** Refuses values whose range or sum is none. */
    void checkFinite(ScoredIndicator indicator, int j) {
        if (!(max[j] - min[j] < Double.POSITIVE_INFINITY && Math.abs(mean(j)) < Double.POSITIVE_INFINITY)) {
            throw Refusal.of("scoring.large", "indicator", indicator.name(), "min", min[j], "max", max[j]);
        }
    }
}

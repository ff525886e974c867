package org.edubalance.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;

/**
 * The rows that a score is computed from, after the policy for missing values: columns without NaN, and for each the
 * row of the table that it came from.
 *
 * @param columns values by indicator and row
 * @param rows the table's row of each row here; null where these are all the table's rows
 * @param missing how many rows of the table lack the value, by indicator
 */
record CompleteRows(double[][] columns, int[] rows, int[] missing) {

    static CompleteRows of(List<ScoredIndicator> indicators, double[][] columns, MissingValues policy) {
        int[] missing = new int[columns.length];
        for (int j = 0; j < columns.length; j++) {
            missing[j] = countMissing(indicators.get(j), columns[j]);
        }
        if (Arrays.stream(missing).allMatch(count -> count == 0)) {
            return new CompleteRows(columns, null, missing);
        }
        return switch (policy) {
            case ERROR -> throw missingValues(indicators, missing, columns[0].length);
            case EXCLUDE -> excluded(columns, missing);
            case MEDIAN -> filled(columns, missing);
        };
    }

    int count() {
        return columns[0].length;
    }

    int row(int i) {
        return rows == null ? i : rows[i];
    }

    private static int countMissing(ScoredIndicator indicator, double[] column) {
        int missing = 0;
        for (double x : column) {
            if (!(Math.abs(x) <= Double.MAX_VALUE)) {
                if (!Double.isNaN(x)) {
                    throw Refusal.of("scoring.infinite", "indicator", indicator.name());
                }
                missing++;
            }
        }
        return missing;
    }

    private static Refusal missingValues(List<ScoredIndicator> indicators, int[] missing, int rows) {
        List<Message> lacking = new ArrayList<>();
        for (int j = 0; j < missing.length; j++) {
            if (missing[j] > 0) {
                String name = indicators.get(j).name();
                lacking.add(Message.of("scoring.missing.in", "indicator", name, "count", missing[j], "rows", rows));
            }
        }
        return Refusal.of("scoring.missing", "indicators", lacking);
    }

    private static CompleteRows excluded(double[][] columns, int[] missing) {
        int n = columns[0].length;
        int[] rows = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            boolean complete = true;
            for (double[] column : columns) {
                complete &= !Double.isNaN(column[i]);
            }
            if (complete) {
                rows[count++] = i;
            }
        }
        rows = Arrays.copyOf(rows, count);
        double[][] kept = new double[columns.length][count];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < count; i++) {
                kept[j][i] = columns[j][rows[i]];
            }
        }
        return new CompleteRows(kept, rows, missing);
    }

    /** Medians in place of what is missing; a column without any value has none, and leaves no row. */
    private static CompleteRows filled(double[][] columns, int[] missing) {
        double[][] filled = columns.clone();
        for (int j = 0; j < columns.length; j++) {
            if (missing[j] == 0) {
                continue;
            }
            int there = columns[j].length - missing[j];
            if (there == 0) {
                return excluded(columns, missing);
            }
            double[] sorted = Arrays.copyOf(sortedNaNLast(columns[j]), there);
            double median = (sorted[(there - 1) / 2] + sorted[there / 2]) / 2;
            filled[j] = columns[j].clone();
            for (int i = 0; i < filled[j].length; i++) {
                if (Double.isNaN(filled[j][i])) {
                    filled[j][i] = median;
                }
            }
        }
        return new CompleteRows(filled, null, missing);
    }

    private static double[] sortedNaNLast(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}

package org.edubalance.scoring;

import java.util.Arrays;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/** Ranks from the highest score down. */
public final class Ranking {

    private Ranking() {}

    /** The rank of each value: 1 for the highest, ties sharing the best rank of theirs ("1, 2, 2, 4"); 0 for NaN. */
    public static int[] ranks(double[] values) {
        double[] sorted = sortedWithoutNaN(values);
        int[] ranks = new int[values.length];
        Workers.of(Monitor.NONE).each(values.length, 1, i -> {
            if (!Double.isNaN(values[i])) {
                ranks[i] = sorted.length - firstAbove(sorted, values[i]) + 1;
            }
        });
        return ranks;
    }

    /** The values sorted upwards, without NaN and with −0 as 0. */
    static double[] sortedWithoutNaN(double[] values) {
        double[] sorted = new double[values.length];
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sorted[n++] = value + 0.0;
            }
        }
        sorted = Arrays.copyOf(sorted, n);
        Arrays.parallelSort(sorted);
        return sorted;
    }

    private static int firstAbove(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}

package org.edubalance.scoring;

import java.util.Arrays;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * Scores in order. Scores that differ by no more than rounding, by a share of 1e-12, are equal: the same sum in another
 * order must not set one school before another.
 */
public final class Ranking {

    private static final double ROUNDING = 1e-12;

    /** The scores upwards, without NaN and with −0 as 0; and as they count, equal ones as the greatest of them. */
    private final double[] sorted;

    private final double[] counted;

    /** The place of each row's score among the sorted ones, −1 for NaN. */
    private final int[] places;

    private Ranking(double[] scores) {
        sorted = sortedWithoutNaN(scores);
        counted = sorted.clone();
        for (int i = counted.length - 2; i >= 0; i--) {
            counted[i] = counted(counted[i], counted[i + 1]);
        }
        places = new int[scores.length];
        Workers.of(Monitor.NONE)
                .each(
                        scores.length,
                        1,
                        i -> places[i] = Double.isNaN(scores[i]) ? -1 : Arrays.binarySearch(sorted, scores[i] + 0.0));
    }

    /** What a score counts as: the score above it, as that counts, where they differ by rounding only. */
    public static double counted(double score, double above) {
        return above - score <= ROUNDING * Math.max(Math.abs(above), Math.abs(score)) ? above : score;
    }

    /** The ranking of rows by their scores; NaN is no score. */
    public static Ranking of(double[] scores) {
        return new Ranking(scores);
    }

    private static double[] sortedWithoutNaN(double[] values) {
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

    /** The rank of each row: 1 for the highest score, ties sharing the best rank of theirs ("1, 2, 2, 4"); 0 for NaN. */
    public int[] ranks() {
        int n = counted.length;
        int[] rankAt = new int[n];
        for (int i = n - 1; i >= 0; i--) {
            rankAt[i] = i < n - 1 && counted[i] == counted[i + 1] ? rankAt[i + 1] : n - i;
        }
        int[] ranks = new int[places.length];
        Workers.of(Monitor.NONE).each(places.length, 1, i -> ranks[i] = places[i] < 0 ? 0 : rankAt[places[i]]);
        return ranks;
    }

    /** How many rows there are, those without a score included. */
    int rows() {
        return places.length;
    }

    /** A row's score as it counts, NaN where there is none. */
    double score(int row) {
        return places[row] < 0 ? Double.NaN : counted[places[row]];
    }

    /** The scores as they count, upwards. */
    double[] sorted() {
        return counted;
    }
}

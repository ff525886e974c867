package org.edubalance.scoring;

import java.util.Arrays;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * Classes scores into levels, 1 the lowest. Equal scores always share a level. Where there are fewer different scores
 * than levels, the highest levels stay empty under {@link #NATURAL_BREAKS}.
 */
public enum Classification {
    /** The classes with the least squared deviation from their means (Jenks), see {@link NaturalBreaks}. */
    NATURAL_BREAKS {
        @Override
        double[] upperBounds(Distinct scores, int classes) {
            return NaturalBreaks.upperBounds(scores, classes);
        }
    },
    /** As many rows in each level as ties allow: the bounds are the quantiles c/k, the values at rank ⌈c·n/k⌉. */
    QUANTILE {
        @Override
        double[] upperBounds(Distinct scores, int classes) {
            long rows = Arrays.stream(scores.counts()).asLongStream().sum();
            double[] bounds = new double[classes];
            int at = 0;
            long upTo = scores.counts()[0];
            for (int c = 1; c <= classes; c++) {
                long rank = (c * rows + classes - 1) / classes;
                while (upTo < rank) {
                    upTo += scores.counts()[++at];
                }
                bounds[c - 1] = scores.values()[at];
            }
            return bounds;
        }
    },
    /** Intervals of equal width from the lowest score to the highest, each with its upper bound. */
    EQUAL_INTERVAL {
        @Override
        double[] upperBounds(Distinct scores, int classes) {
            double min = scores.values()[0];
            double max = scores.values()[scores.values().length - 1];
            double[] bounds = new double[classes];
            for (int c = 1; c < classes; c++) {
                bounds[c - 1] = min + (max - min) * c / classes;
            }
            bounds[classes - 1] = max;
            return bounds;
        }
    };

    /** The upper bound, itself included, of each class of scores. */
    abstract double[] upperBounds(Distinct scores, int classes);

    /**
     * The upper bound, itself included, of each class of scores.
     *
     * @param values different scores, ascending
     * @param counts how often each comes
     */
    public double[] upperBounds(double[] values, int[] counts, int classes) {
        return upperBounds(new Distinct(values, counts), classes);
    }

    /**
     * The level of each row, from 1 (lowest) to the number of classes; 0 for a row without a score.
     *
     * @throws IllegalArgumentException if classes < 1
     */
    public int[] levels(Ranking ranking, int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("classes must be >= 1, got " + classes);
        }
        int[] levels = new int[ranking.rows()];
        if (ranking.sorted().length == 0) {
            return levels;
        }
        double[] bounds = upperBounds(Distinct.of(ranking.sorted()), classes);
        Workers.of(Monitor.NONE).each(levels.length, 1, i -> {
            double score = ranking.score(i);
            levels[i] = Double.isNaN(score) ? 0 : level(score, bounds);
        });
        return levels;
    }

    /** The level of a score, from 1, by the upper bounds of the levels. */
    public static int level(double value, double[] bounds) {
        int level = 0;
        while (level < bounds.length - 1 && value > bounds[level]) {
            level++;
        }
        return level + 1;
    }

    /** Equal values side by side, each once, with how often it comes. */
    record Distinct(double[] values, int[] counts) {

        static Distinct of(double[] sorted) {
            double[] values = new double[sorted.length];
            int[] counts = new int[sorted.length];
            int n = 0;
            for (double value : sorted) {
                if (n == 0 || value != values[n - 1]) {
                    values[n++] = value;
                }
                counts[n - 1]++;
            }
            return new Distinct(Arrays.copyOf(values, n), Arrays.copyOf(counts, n));
        }
    }
}

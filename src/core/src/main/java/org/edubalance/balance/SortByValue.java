package org.edubalance.balance;

import java.util.Arrays;

/**
 * Sorts values ≥ 0 upwards and carries a weight along with each, in O(n) for all but contrived values and without boxing
 * or a comparator. The bits of such doubles, read as integers, sort as the doubles do; so values are thrown into as many
 * buckets as there are values, by the leading bits of their distance to the smallest, and each bucket, a handful of
 * values, is sorted by insertion. A bucket that gets many is sorted the same way again, over its own smaller range.
 */
final class SortByValue {

    private static final int INSERTION_BELOW = 48;

    /** More buckets than this spread the writes over more memory than the caches hold. */
    private static final int MOST_BUCKETS = 1 << 17;

    private final double[] values;
    private final double[] weights;
    private final double[] spareValues;
    private final double[] spareWeights;

    private SortByValue(double[] values, double[] weights) {
        this.values = values;
        this.weights = weights;
        spareValues = new double[values.length];
        spareWeights = new double[values.length];
    }

    /**
     * @param values finite, ≥ 0 and not −0
     * @param weightsOrNull moved along with the values
     */
    static void sort(double[] values, double[] weightsOrNull) {
        if (weightsOrNull == null) {
            Arrays.sort(values);
        } else if (values.length < INSERTION_BELOW) {
            insertionSort(values, weightsOrNull, 0, values.length);
        } else {
            new SortByValue(values, weightsOrNull).sort(0, values.length);
        }
    }

    private void sort(int from, int to) {
        long min = Long.MAX_VALUE;
        long max = 0;
        for (int i = from; i < to; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            min = Math.min(min, bits);
            max = Math.max(max, bits);
        }
        if (min == max) {
            return;
        }
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(max - min) - bitsOfBuckets(to - from));
        int[] ends = new int[(int) (max - min >>> shift) + 1];
        for (int i = from; i < to; i++) {
            ends[bucket(values[i], min, shift)]++;
        }
        int start = from;
        for (int b = 0; b < ends.length; b++) {
            int count = ends[b];
            ends[b] = start;
            start += count;
        }
        for (int i = from; i < to; i++) {
            int place = ends[bucket(values[i], min, shift)]++;
            spareValues[place] = values[i];
            spareWeights[place] = weights[i];
        }
        System.arraycopy(spareValues, from, values, from, to - from);
        System.arraycopy(spareWeights, from, weights, from, to - from);
        start = from;
        for (int end : ends) {
            if (end - start < INSERTION_BELOW) {
                insertionSort(values, weights, start, end);
            } else {
                sort(start, end);
            }
            start = end;
        }
    }

    private static int bucket(double value, long min, int shift) {
        return (int) (Double.doubleToRawLongBits(value) - min >>> shift);
    }

    private static int bitsOfBuckets(int n) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.min(n, MOST_BUCKETS) - 1);
    }

    private static void insertionSort(double[] values, double[] weights, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            double value = values[i];
            if (values[i - 1] <= value) {
                continue;
            }
            double weight = weights[i];
            int k = i - 1;
            for (; k >= from && values[k] > value; k--) {
                values[k + 1] = values[k];
                weights[k + 1] = weights[k];
            }
            values[k + 1] = value;
            weights[k + 1] = weight;
        }
    }
}

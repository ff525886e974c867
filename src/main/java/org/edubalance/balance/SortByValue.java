package org.edubalance.balance;

import java.util.Arrays;

/**
 * Sorts values ≥ 0 upwards and carries a weight along with each. The bits of such doubles, read as integers, sort as the
 * doubles do, so a radix sort by bytes does it in O(n), without boxing or a comparator.
 */
final class SortByValue {

    private static final int INSERTION_BELOW = 40;
    private static final int DIGITS = Long.BYTES;
    private static final int RADIX = 1 << Byte.SIZE;

    private SortByValue() {}

    /**
     * @param values finite, ≥ 0 and not −0
     * @param weightsOrNull moved along with the values
     */
    static void sort(double[] values, double[] weightsOrNull) {
        if (weightsOrNull == null) {
            Arrays.sort(values);
        } else if (values.length < INSERTION_BELOW) {
            insertionSort(values, weightsOrNull);
        } else {
            radixSort(values, weightsOrNull);
        }
    }

    private static void insertionSort(double[] values, double[] weights) {
        for (int i = 1; i < values.length; i++) {
            double value = values[i];
            double weight = weights[i];
            int k = i - 1;
            for (; k >= 0 && values[k] > value; k--) {
                values[k + 1] = values[k];
                weights[k + 1] = weights[k];
            }
            values[k + 1] = value;
            weights[k + 1] = weight;
        }
    }

    private static void radixSort(double[] values, double[] weights) {
        int n = values.length;
        int[][] counts = new int[DIGITS][RADIX];
        for (double value : values) {
            long bits = Double.doubleToRawLongBits(value);
            for (int d = 0; d < DIGITS; d++) {
                counts[d][digit(bits, d)]++;
            }
        }
        double[] fromValues = values;
        double[] fromWeights = weights;
        double[] toValues = new double[n];
        double[] toWeights = new double[n];
        for (int d = 0; d < DIGITS; d++) {
            if (counts[d][digit(Double.doubleToRawLongBits(values[0]), d)] == n) {
                continue; // the same digit everywhere
            }
            int[] next = startsOf(counts[d]);
            for (int i = 0; i < n; i++) {
                int to = next[digit(Double.doubleToRawLongBits(fromValues[i]), d)]++;
                toValues[to] = fromValues[i];
                toWeights[to] = fromWeights[i];
            }
            double[] spareValues = fromValues;
            double[] spareWeights = fromWeights;
            fromValues = toValues;
            fromWeights = toWeights;
            toValues = spareValues;
            toWeights = spareWeights;
        }
        if (fromValues != values) {
            System.arraycopy(fromValues, 0, values, 0, n);
            System.arraycopy(fromWeights, 0, weights, 0, n);
        }
    }

    private static int digit(long bits, int d) {
        return (int) (bits >>> (d * Byte.SIZE)) & (RADIX - 1);
    }

    private static int[] startsOf(int[] counts) {
        int[] starts = new int[counts.length];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + counts[i - 1];
        }
        return starts;
    }
}

package org.edubalance.columns;

import java.util.Arrays;

/** The order of values, found by sorting the numbers alone: no comparator looks at objects all over the memory. */
public final class SortedOrder {

    private SortedOrder() {}

    /** The positions of the values, upwards as {@link Double#compare} has it, those of equal ones as they come. */
    public static int[] of(double[] values) {
        double[] sorted = values.clone();
        Arrays.parallelSort(sorted);
        int[] taken = new int[sorted.length];
        int[] order = new int[sorted.length];
        for (int i = 0; i < values.length; i++) {
            int first = first(sorted, values[i]);
            order[first + taken[first]++] = i;
        }
        return order;
    }

    /** The place of the first of the sorted values that equal one of them. */
    private static int first(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Double.compare(sorted[middle], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

package org.edubalance.geometry;

/** Hoare's selection, by which trees are split at their middle without sorting. */
public final class Selection {

    private Selection() {}

    /**
     * Moves the element that belongs at a position there, the lower ones before it and the higher ones after it.
     *
     * @param order the elements, as places in {@code key}
     * @param low the first position of the part that is looked at
     * @param high its last position
     * @param key what the elements are ordered by
     */
    public static void select(int[] order, int low, int high, int position, double[] key) {
        int from = low;
        int to = high;
        while (from < to) {
            double pivot = median(key[order[from]], key[order[(from + to) >>> 1]], key[order[to]]);
            int i = from;
            int j = to;
            while (i <= j) {
                while (key[order[i]] < pivot) {
                    i++;
                }
                while (key[order[j]] > pivot) {
                    j--;
                }
                if (i <= j) {
                    int swapped = order[i];
                    order[i++] = order[j];
                    order[j--] = swapped;
                }
            }
            if (position <= j) {
                to = j;
            } else if (position >= i) {
                from = i;
            } else {
                return;
            }
        }
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}

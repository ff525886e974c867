package org.edubalance.pattern;

import java.util.Arrays;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;

/** Pairs of neighbours as they are found, however often. */
final class Links {

    private static final int CHECK_EVERY = 1 << 14;

    private final long most;
    private final Monitor monitor;
    private long[] pairs = new long[1 << 10];
    private int count;

    /** @param most refuses more than this many pairs, each counted from both sides */
    Links(long most, Monitor monitor) {
        this.most = most;
        this.monitor = monitor;
    }

    /** Adds two that are neighbours of each other; what is next to itself is not counted. */
    void add(int a, int b) {
        if (a == b) {
            return;
        }
        if (count == pairs.length) {
            compact();
            if (2L * count > most) {
                throw Refusal.of("pattern.links.polygons", "limit", most).about("data");
            }
            if (count > pairs.length / 2) {
                pairs = Arrays.copyOf(pairs, 2 * pairs.length);
            }
        }
        if (count % CHECK_EVERY == 0) {
            monitor.check();
        }
        pairs[count++] = (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    private void compact() {
        Arrays.sort(pairs, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (kept == 0 || pairs[i] != pairs[kept - 1]) {
                pairs[kept++] = pairs[i];
            }
        }
        count = kept;
    }

    /** The neighbours of each of n, in ascending order. */
    int[][] neighbours(int n) {
        compact();
        if (2L * count > most) {
            throw Refusal.of("pattern.links.polygons", "limit", most).about("data");
        }
        int[] counts = new int[n];
        for (int i = 0; i < count; i++) {
            counts[(int) (pairs[i] >>> 32)]++;
            counts[(int) pairs[i]]++;
        }
        int[][] neighbours = new int[n][];
        for (int i = 0; i < n; i++) {
            neighbours[i] = new int[counts[i]];
        }
        Arrays.fill(counts, 0);
        for (int i = 0; i < count; i++) {
            int a = (int) (pairs[i] >>> 32);
            int b = (int) pairs[i];
            neighbours[a][counts[a]++] = b;
            neighbours[b][counts[b]++] = a;
        }
        for (int[] others : neighbours) {
            Arrays.sort(others);
        }
        return neighbours;
    }
}

package org.edubalance.scoring;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs over the rows of a table, over a large one in parallel, a block of rows at a time. */
final class Blocks {

    /** Below this many rows, threads cost more than they bring. */
    private static final int PARALLEL_FROM = 20_000;

    private static final int BLOCK = 8192;

    private Blocks() {}

    /** Calls the action, which must not throw, with each row from 0 to n − 1. */
    static void forEach(int n, IntConsumer row) {
        IntStream blocks = IntStream.range(0, (n + BLOCK - 1) / BLOCK);
        (n < PARALLEL_FROM ? blocks : blocks.parallel()).forEach(block -> {
            int end = Math.min(n, (block + 1) * BLOCK);
            for (int i = block * BLOCK; i < end; i++) {
                row.accept(i);
            }
        });
    }
}

package org.edubalance.process;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs independent tasks on the common pool where that pays. */
final class Parallel {

    /** Below this many rows a task, threads cost more than they bring. */
    private static final int WORTH_IT_FROM = 10_000;

    private Parallel() {}

    /**
     * Runs tasks 0 to n − 1, each over some rows. If any fail, the exception of the first of them is thrown as it is; a
     * parallel stream would wrap it and change its message.
     */
    static void forEach(int n, int rows, IntConsumer task) {
        if (rows < WORTH_IT_FROM) {
            IntStream.range(0, n).forEach(task);
            return;
        }
        AtomicReferenceArray<RuntimeException> failures = new AtomicReferenceArray<>(n);
        IntStream.range(0, n).parallel().forEach(i -> {
            try {
                task.accept(i);
            } catch (RuntimeException e) {
                failures.set(i, e);
            }
        });
        for (int i = 0; i < n; i++) {
            if (failures.get(i) != null) {
                throw failures.get(i);
            }
        }
    }
}

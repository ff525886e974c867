package org.edubalance.process;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Independent tasks on the common pool. Whoever waits for them runs those that no other thread has begun, so a busy pool
 * slows a process but can't block it.
 */
final class Parallel {

    /** Below this many rows in all, threads cost more than they bring. */
    private static final int WORTH_IT_FROM = 10_000;

    private final ForkJoinTask<?>[] tasks;
    private final AtomicReferenceArray<RuntimeException> failures;

    private Parallel(int n, IntConsumer task) {
        tasks = new ForkJoinTask<?>[n];
        failures = new AtomicReferenceArray<>(n);
        for (int i = 0; i < n; i++) {
            int number = i;
            tasks[i] = ForkJoinPool.commonPool().submit(() -> run(task, number));
        }
    }

    /** Keeps an exception as it is, which the pool would wrap. */
    private void run(IntConsumer task, int number) {
        try {
            task.accept(number);
        } catch (RuntimeException e) {
            failures.set(number, e);
        }
    }

    /** Starts tasks 0 to n − 1. */
    static Parallel start(int n, IntConsumer task) {
        return new Parallel(n, task);
    }

    /** Waits for all tasks. If any failed, the exception of the first of them is thrown. */
    void join() {
        // the pool begins with the first, so the last is the likeliest to be left
        for (int i = tasks.length - 1; i >= 0; i--) {
            tasks[i].join();
        }
        for (int i = 0; i < tasks.length; i++) {
            if (failures.get(i) != null) {
                throw failures.get(i);
            }
        }
    }

    /** Runs tasks 0 to n − 1, each over some rows, on the common pool where that pays. */
    static void forEach(int n, int rows, IntConsumer task) {
        if (rows < WORTH_IT_FROM) {
            IntStream.range(0, n).forEach(task);
        } else {
            start(n, task).join();
        }
    }
}

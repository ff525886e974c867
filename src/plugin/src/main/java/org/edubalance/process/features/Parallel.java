package org.edubalance.process.features;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Independent tasks on the common pool. Whoever waits for them runs those that no other thread has begun, and waits only
 * for the others, so a busy pool, or one without threads, slows a process but can't block it.
 */
public final class Parallel {

    /** Below this many rows in all, threads cost more than they bring. */
    private static final int WORTH_IT_FROM = 10_000;

    private final int n;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch unfinished;
    private final AtomicReferenceArray<Throwable> failures;
    private final ForkJoinTask<?>[] helpers;

    private Parallel(int n, IntConsumer task) {
        this.n = n;
        this.task = task;
        unfinished = new CountDownLatch(n);
        failures = new AtomicReferenceArray<>(n);
        helpers = new ForkJoinTask<?>[Math.min(n, ForkJoinPool.getCommonPoolParallelism())];
    }

    /** Starts tasks 0 to n − 1. */
    public static Parallel start(int n, IntConsumer task) {
        Parallel parallel = new Parallel(n, task);
        for (int i = 0; i < parallel.helpers.length; i++) {
            parallel.helpers[i] = ForkJoinPool.commonPool().submit(parallel::work);
        }
        return parallel;
    }

    /** Runs tasks for as long as there is one that nobody has begun. */
    private void work() {
        int number;
        while ((number = next.getAndIncrement()) < n) {
            try {
                task.accept(number);
            } catch (RuntimeException | Error e) {
                failures.set(number, e);
            } finally {
                unfinished.countDown();
            }
        }
    }

    /** Ends when all tasks have. If any failed, the exception of the first of them is thrown. */
    public void join() {
        work();
        // what a pool without threads would keep forever
        for (int i = helpers.length - 1; i >= 0; i--) {
            helpers[i].tryUnfork();
        }
        boolean interrupted = false;
        while (true) {
            try {
                unfinished.await();
                break;
            } catch (InterruptedException e) {
                // tasks are short, and must not go on when their caller is gone
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (int i = 0; i < n; i++) {
            if (failures.get(i) instanceof RuntimeException e) {
                throw e;
            }
            if (failures.get(i) instanceof Error e) {
                throw e;
            }
        }
    }

    /** Runs tasks 0 to n − 1, each over some rows, on the common pool where that pays. */
    public static void forEach(int n, int rows, IntConsumer task) {
        if (rows < WORTH_IT_FROM) {
            IntStream.range(0, n).forEach(task);
        } else {
            start(n, task).join();
        }
    }
}

package org.edubalance.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Shares out blocks of rows to the calling thread and to helpers from an executor. The caller works too and waits only
 * for helpers that have begun, so a busy pool, or one without threads, slows the work but can't block it. Every block is
 * computed whole by one thread and the same way by each, so the result does not depend on their number.
 *
 * <p>If a block fails no further one is begun, and the caller gets the failure of the first block that failed, in the
 * order of the rows, once all that were begun have ended.
 *
 * @param executor where helpers run
 * @param threads how many threads compute in all, the caller among them
 * @param monitor asked before each block, and told of each that is done
 */
public record Workers(Executor executor, int threads, Monitor monitor) {

    /** Rows that are worth a block of their own, if a row costs as little as one number does. */
    private static final int SMALL_ROWS_PER_BLOCK = 8192;

    /** Workers of the common pool. */
    public static Workers of(Monitor monitor) {
        return new Workers(ForkJoinPool.commonPool(), 1 + ForkJoinPool.getCommonPoolParallelism(), monitor);
    }

    /** The same workers at a part of the work, so that progress never falls back. */
    public Workers part(double from, double to) {
        return new Workers(executor, threads, monitor.part(from, to));
    }

    /** The same workers for a part of the work whose share only the caller knows. */
    public Workers silent() {
        return new Workers(executor, threads, monitor.silent());
    }

    /** Computes the rows of one block after another. */
    public interface Worker {
        void rows(int from, int to);
    }

    /**
     * Computes all rows.
     *
     * @param supplier makes a worker for each thread, with scratch memory of its own
     */
    public void run(int rows, int rowsPerBlock, Supplier<? extends Worker> supplier) {
        start(rows, rowsPerBlock, supplier).join();
    }

    /**
     * Does something with each number from 0 to n − 1; little work in all is done by the caller alone.
     *
     * @param size how many small numbers one of these stands for: 1 if it costs as little
     */
    public void each(int n, int size, IntConsumer action) {
        run(n, Math.max(1, SMALL_ROWS_PER_BLOCK / Math.max(1, size)), () -> (from, to) -> {
            for (int i = from; i < to; i++) {
                action.accept(i);
            }
        });
    }

    /** As {@link #run}, but returns at once: helpers may begin, and the caller joins them when it likes. */
    public Run start(int rows, int rowsPerBlock, Supplier<? extends Worker> supplier) {
        Run run = new Run(rows, rowsPerBlock, supplier, monitor);
        for (int i = 1; i < Math.min(threads, run.blocks); i++) {
            Helper helper = new Helper(run);
            run.helpers.add(helper);
            executor.execute(helper);
        }
        return run;
    }

    /** Work that was started. */
    public static final class Run {
        private final int rows;
        private final int rowsPerBlock;
        private final int blocks;
        private final Supplier<? extends Worker> supplier;
        private final Monitor monitor;
        private final List<Helper> helpers = new ArrayList<>();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private volatile Failure failure;

        private Run(int rows, int rowsPerBlock, Supplier<? extends Worker> supplier, Monitor monitor) {
            this.rows = rows;
            this.rowsPerBlock = rowsPerBlock;
            this.blocks = (rows + rowsPerBlock - 1) / rowsPerBlock;
            this.supplier = supplier;
            this.monitor = monitor;
        }

        /** Works at what nobody has begun, and ends when all is done. Joined again, it tells the same again. */
        public void join() {
            work(true);
            helpers.forEach(Helper::await);
            if (failure != null) {
                failure.rethrow();
            }
        }

        private void work(boolean reports) {
            Worker worker = null;
            int block;
            while (failure == null && (block = next.getAndIncrement()) < blocks) {
                try {
                    monitor.check();
                    if (worker == null) {
                        worker = supplier.get();
                    }
                    worker.rows(block * rowsPerBlock, (int) Math.min(rows, (block + 1L) * rowsPerBlock));
                    int finished = done.incrementAndGet();
                    if (reports) {
                        monitor.report(finished / (double) blocks);
                    }
                } catch (RuntimeException | Error e) {
                    fail(block, e);
                }
            }
        }

        /** Blocks are begun in order, so every one before a failed one has begun too and tells of its own failure. */
        private synchronized void fail(int block, Throwable thrown) {
            if (failure == null || block < failure.block) {
                failure = new Failure(block, thrown);
            }
        }
    }

    private record Failure(int block, Throwable thrown) {
        void rethrow() {
            if (thrown instanceof Error e) {
                throw e;
            }
            throw (RuntimeException) thrown;
        }
    }

    private static final class Helper implements Runnable {
        /** Forgotten when done: a busy pool may keep the helper for long. */
        private volatile Run run;

        private final AtomicBoolean taken = new AtomicBoolean();
        private final CountDownLatch finished = new CountDownLatch(1);

        Helper(Run run) {
            this.run = run;
        }

        @Override
        public void run() {
            if (taken.compareAndSet(false, true)) {
                try {
                    run.work(false);
                } finally {
                    run = null;
                    finished.countDown();
                }
            }
        }

        /** Waits for a helper at work; one that has not begun finds itself taken and never will. */
        void await() {
            if (taken.compareAndSet(false, true)) {
                run = null;
                finished.countDown();
                return;
            }
            boolean interrupted = false;
            while (true) {
                try {
                    finished.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

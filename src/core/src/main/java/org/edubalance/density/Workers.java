package org.edubalance.density;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Shares out blocks of rows to the calling thread and to helpers from an executor. The caller works too and waits only
 * for helpers that have begun, so a busy pool slows an estimate but can't block it. Every row is computed whole by one
 * thread and the same way by each, so the result does not depend on their number.
 */
record Workers(Executor executor, int threads, Monitor monitor) {

    /** The same workers at a part of the work, so that progress never falls back. */
    Workers stage(double from, double to) {
        return new Workers(executor, threads, new Stage(monitor, from, to));
    }

    /** Computes the rows of one block after another. */
    interface Worker {
        void rows(int from, int to);
    }

    /**
     * Computes all rows.
     *
     * @param supplier makes a worker for each thread, with scratch memory of its own
     */
    void run(int rows, int rowsPerBlock, Supplier<? extends Worker> supplier) {
        int blocks = (rows + rowsPerBlock - 1) / rowsPerBlock;
        Run run = new Run(rows, rowsPerBlock, blocks, supplier, monitor);
        List<Helper> helpers = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, blocks); i++) {
            Helper helper = new Helper(run);
            helpers.add(helper);
            executor.execute(helper);
        }
        run.work(true);
        helpers.forEach(Helper::await);
        run.rethrow();
    }

    private static final class Run {
        private final int rows;
        private final int rowsPerBlock;
        private final int blocks;
        private final Supplier<? extends Worker> supplier;
        private final Monitor monitor;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Run(int rows, int rowsPerBlock, int blocks, Supplier<? extends Worker> supplier, Monitor monitor) {
            this.rows = rows;
            this.rowsPerBlock = rowsPerBlock;
            this.blocks = blocks;
            this.supplier = supplier;
            this.monitor = monitor;
        }

        void work(boolean reports) {
            try {
                Worker worker = null;
                int block;
                while (failure.get() == null && (block = next.getAndIncrement()) < blocks) {
                    monitor.check();
                    if (worker == null) {
                        worker = supplier.get();
                    }
                    worker.rows(block * rowsPerBlock, Math.min(rows, (block + 1) * rowsPerBlock));
                    int finished = done.incrementAndGet();
                    if (reports) {
                        monitor.progress(finished / (double) blocks);
                    }
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        }

        void rethrow() {
            Throwable thrown = failure.get();
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            if (thrown instanceof Error e) {
                throw e;
            }
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

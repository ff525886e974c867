package org.edubalance.io;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Hands rows on in blocks to a thread of its own, so that they are written while the next ones are made. One block alone needs
 * no thread. Closing ends it, wherever it is.
 */
final class RowsBehind implements AutoCloseable {

    private static final List<List<Object>> END = List.of();

    private static final int BLOCKS = 4;

    private final FeatureRows.Cells rows;
    private final BlockingQueue<List<List<Object>>> blocks = new ArrayBlockingQueue<>(BLOCKS);
    private Thread writer;
    private volatile Throwable failure;

    RowsBehind(FeatureRows.Cells rows) {
        this.rows = rows;
    }

    /** Hands on a block after which others come. */
    void add(List<List<Object>> block) throws IOException {
        if (writer == null) {
            writer = new Thread(this::takeAll, "rows");
            writer.setDaemon(true);
            writer.start();
        }
        rethrow();
        put(block);
    }

    /** Hands on the last block, and returns when all are taken. */
    void finish(List<List<Object>> block) throws IOException {
        if (writer == null) {
            take(block);
            return;
        }
        put(block);
        put(END);
        join();
        rethrow();
    }

    private void takeAll() {
        try {
            for (List<List<Object>> block = blocks.take(); block != END; block = blocks.take()) {
                take(block);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            letGo();
        }
    }

    /** After a failure, so that nobody waits for room. */
    private void letGo() {
        try {
            while (blocks.take() != END) {
                // nobody wants it any more
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(List<List<Object>> block) throws IOException {
        for (List<Object> cells : block) {
            rows.take(cells);
        }
    }

    private void put(List<List<Object>> block) {
        try {
            blocks.put(block);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing", e);
        }
    }

    private void rethrow() throws IOException {
        Throwable thrown = failure;
        if (thrown instanceof IOException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown;
        }
    }

    private void join() {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing", e);
        }
    }

    @Override
    public void close() {
        if (writer == null) {
            return;
        }
        writer.interrupt();
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

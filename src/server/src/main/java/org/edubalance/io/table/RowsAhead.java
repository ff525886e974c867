package org.edubalance.io.table;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.edubalance.messages.Language;

/**
 * Rows that a thread of their own reads from a source, some blocks ahead, while others work on those before. Closing ends it,
 * wherever the source is.
 */
public final class RowsAhead implements RowSource, AutoCloseable {

    private static final int ROWS = 512;
    private static final int BLOCKS = 4;

    /** A block ends with the row that brings it to so many characters, and room for more is not kept. */
    private static final int LONGEST = 1 << 17;

    private final RowSource source;
    private final BlockingQueue<Block> read = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread reader;
    private Block block;
    private int next;

    /** Rows one after the other, and what came then, which is the last block's. */
    private static final class Block {
        private final Row[] rows = new Row[ROWS];
        private int size;
        private boolean last;
        private Throwable failure;
    }

    private RowsAhead(RowSource source) {
        this.source = source;
        for (int i = 0; i < BLOCKS; i++) {
            free.add(new Block());
        }
        Language language = Language.current();
        reader = new Thread(() -> language.use(this::readAll), "rows");
        reader.setDaemon(true);
    }

    /** Begins to read. */
    public static RowsAhead of(RowSource source) {
        RowsAhead ahead = new RowsAhead(source);
        ahead.reader.start();
        return ahead;
    }

    private void readAll() {
        try {
            boolean more = true;
            while (more) {
                Block filled = free.take();
                fill(filled);
                more = !filled.last;
                read.put(filled);
            }
        } catch (InterruptedException e) {
            // closed: nobody waits for more
            Thread.currentThread().interrupt();
        }
    }

    private void fill(Block filled) {
        filled.size = 0;
        try {
            int length = 0;
            while (!filled.last && filled.size < ROWS && length < LONGEST) {
                Row row = filled.rows[filled.size];
                if (row == null || row.capacity() > LONGEST) {
                    row = new Row();
                    filled.rows[filled.size] = row;
                }
                if (source.next(row)) {
                    row.see();
                    length += row.length();
                    filled.size++;
                } else {
                    filled.last = true;
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            filled.last = true;
            filled.failure = e;
        }
    }

    @Override
    public boolean next(Row row) throws IOException {
        while (block == null || next == block.size) {
            if (block != null && block.last) {
                rethrow(block.failure);
                return false;
            }
            block = another(block);
            next = 0;
        }
        row.swap(block.rows[next++]);
        return true;
    }

    private Block another(Block used) {
        try {
            if (used != null) {
                free.put(used);
            }
            return read.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
    }

    private static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    @Override
    public void tell(ReadingNotes notes) {
        source.tell(notes);
    }

    @Override
    public boolean isRagged() {
        return source.isRagged();
    }

    @Override
    public void close() {
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

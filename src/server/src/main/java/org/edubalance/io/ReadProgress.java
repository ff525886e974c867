package org.edubalance.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Is told how much of a file has been read. */
@FunctionalInterface
public interface ReadProgress {

    /** Rows after which readers of rows tell how far they are. */
    int ROWS = 1 << 12;

    /** Nobody is told. */
    ReadProgress NONE = (read, size) -> {};

    /**
     * How far a reader is.
     *
     * @param read bytes, or rows where the file is a database
     * @param size of all there are, in the same
     */
    void at(long read, long size);

    /** A stream over a file of a size that tells how far it is read. */
    default InputStream through(InputStream in, long size) {
        return this == NONE ? in : new Told(in, size, this);
    }

    /** A stream that counts. */
    final class Told extends FilterInputStream {

        /** Telling more often would cost more than reading. */
        private static final long STEP = 1 << 18;

        private final long size;
        private final ReadProgress progress;
        private long read;
        private long next = STEP;

        Told(InputStream in, long size, ReadProgress progress) {
            super(in);
            this.size = size;
            this.progress = progress;
        }

        private void count(long bytes) {
            read += Math.max(0, bytes);
            if (read >= next) {
                next = read + STEP;
                progress.at(read, size);
            }
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = in.read(bytes, from, length);
            count(n);
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = in.skip(n);
            count(skipped);
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}

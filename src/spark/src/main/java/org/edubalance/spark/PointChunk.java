package org.edubalance.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/**
 * Some points in primitive arrays, 24 bytes each, as they are kept and sent.
 *
 * @param xyw x, y and weight of each
 * @param rejected how many rows were left out on the way
 */
record PointChunk(double[] xyw, long rejected) implements Serializable {

    /** Points to a chunk. */
    static final int CAPACITY = 4096;

    int size() {
        return xyw.length / 3;
    }

    double x(int i) {
        return xyw[3 * i];
    }

    double y(int i) {
        return xyw[3 * i + 1];
    }

    double weight(int i) {
        return xyw[3 * i + 2];
    }

    /** Grows a chunk. */
    static final class Builder {
        private double[] xyw = new double[3 * 64];
        private int used;

        int size() {
            return used / 3;
        }

        void add(double x, double y, double weight) {
            if (used == xyw.length) {
                xyw = Arrays.copyOf(xyw, 2 * used);
            }
            xyw[used++] = x;
            xyw[used++] = y;
            xyw[used++] = weight;
        }

        PointChunk take(long rejected) {
            PointChunk chunk = new PointChunk(Arrays.copyOf(xyw, used), rejected);
            used = 0;
            return chunk;
        }
    }

    /** The points of rows, chunk by chunk; the last one of a partition tells how many rows had none. */
    static Iterator<PointChunk> of(Iterator<Row> rows, PointReader reader) {
        Builder builder = new Builder();
        return new Iterator<>() {
            private long rejected;
            private boolean done;

            @Override
            public boolean hasNext() {
                return !done;
            }

            @Override
            public PointChunk next() {
                if (done) {
                    throw new NoSuchElementException();
                }
                while (builder.size() < CAPACITY && rows.hasNext()) {
                    if (reader.read(rows.next(), builder::add) != null) {
                        rejected++;
                    }
                }
                done = !rows.hasNext();
                return builder.take(done ? rejected : 0);
            }
        };
    }
}

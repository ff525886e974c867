package org.edubalance.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.spark.Partitioner;
import scala.Tuple2;

/** Gathers the points of a partition by the tiles that they reach, and sends them on in chunks. */
final class Sending implements Iterator<Tuple2<Integer, PointChunk>> {

    /** Points that a task holds back before it sends them. */
    private static final int HELD_BACK = 1 << 20;

    private final TilePlan plan;
    private final Iterator<PointChunk> chunks;
    private final Map<Integer, PointChunk.Builder> gathered = new HashMap<>();
    private final List<Tuple2<Integer, PointChunk>> ready = new ArrayList<>();
    private int held;

    Sending(TilePlan plan, Iterator<PointChunk> chunks) {
        this.plan = plan;
        this.chunks = chunks;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && chunks.hasNext()) {
            gather(chunks.next());
            if (held > HELD_BACK) {
                flush();
            }
        }
        if (ready.isEmpty()) {
            flush();
        }
        return !ready.isEmpty();
    }

    private void gather(PointChunk chunk) {
        Set<Integer> seen = new LinkedHashSet<>();
        for (int i = 0; i < chunk.size(); i++) {
            double x = chunk.x(i);
            double y = chunk.y(i);
            double w = chunk.weight(i);
            seen.clear();
            plan.reachedBy(x, y, tile -> {
                // an image of the point may have found it before
                if (seen.add(tile)) {
                    add(tile, x, y, w);
                }
            });
        }
    }

    private void add(int tile, double x, double y, double w) {
        PointChunk.Builder builder = gathered.computeIfAbsent(tile, number -> new PointChunk.Builder());
        builder.add(x, y, w);
        held++;
        if (builder.size() == PointChunk.CAPACITY) {
            held -= builder.size();
            ready.add(new Tuple2<>(tile, builder.take(0)));
        }
    }

    private void flush() {
        gathered.forEach((tile, builder) -> {
            if (builder.size() > 0) {
                ready.add(new Tuple2<>(tile, builder.take(0)));
            }
        });
        gathered.clear();
        held = 0;
    }

    @Override
    public Tuple2<Integer, PointChunk> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove(ready.size() - 1);
    }

    /** The tile of a number is the partition of that number. */
    static final class ByNumber extends Partitioner {
        private static final long serialVersionUID = 1L;
        private final int tiles;

        ByNumber(int tiles) {
            this.tiles = tiles;
        }

        @Override
        public int numPartitions() {
            return tiles;
        }

        @Override
        public int getPartition(Object key) {
            return (Integer) key;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByNumber by && by.tiles == tiles;
        }

        @Override
        public int hashCode() {
            return tiles;
        }
    }

    /** What was sent to one tile. */
    static Iterator<PointChunk> chunks(Iterator<Tuple2<Integer, PointChunk>> part) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return part.hasNext();
            }

            @Override
            public PointChunk next() {
                return part.next()._2();
            }
        };
    }
}

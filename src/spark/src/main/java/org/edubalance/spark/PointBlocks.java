package org.edubalance.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.edubalance.density.DensityGrid;

/** How many points lie in each block of a grid's cells and of the margin around it that they reach the grid from. */
final class PointBlocks implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int MOST_BLOCKS = 1 << 20;
    private static final int LEAST_SIDE = 16;

    private final int side;
    private final double west;
    private final double south;
    private final double width;
    private final double height;
    private final int columns;
    private final int rows;
    private final double period;
    private final long[] count;

    /** Of all blocks further south and west; made when it is first asked for. */
    private transient long[] sums;

    private PointBlocks(DensityGrid grid, double[] halo, double period, int leastSide) {
        this.period = period;
        west = halo[0];
        // a pole is farther than any point
        south = Math.max(halo[1], grid.minY() - grid.height() * grid.cellHeight());
        double east = halo[2];
        double north = Math.min(halo[3], grid.maxY() + grid.height() * grid.cellHeight());
        int cells = Math.max(LEAST_SIDE, leastSide);
        while ((east - west) / (cells * grid.cellWidth()) * ((north - south) / (cells * grid.cellHeight()))
                > MOST_BLOCKS) {
            cells *= 2;
        }
        side = cells;
        width = cells * grid.cellWidth();
        height = cells * grid.cellHeight();
        columns = (int) Math.ceil((east - west) / width) + 1;
        rows = (int) Math.ceil((north - south) / height) + 1;
        count = new long[columns * rows];
    }

    /**
     * Counts points in one pass.
     *
     * @param halo west, south, east and north of what reaches the grid
     * @param leastSide a power of two
     */
    static PointBlocks count(
            JavaRDD<PointChunk> chunks, DensityGrid grid, double[] halo, double period, int leastSide) {
        PointBlocks none = new PointBlocks(grid, halo, period, leastSide);
        long[] counts = chunks.mapPartitions(part -> {
                    PointBlocks some = new PointBlocks(none, new long[none.count.length]);
                    part.forEachRemaining(some::add);
                    return List.of(some.count).iterator();
                })
                .treeReduce((one, other) -> {
                    for (int i = 0; i < one.length; i++) {
                        one[i] += other[i];
                    }
                    return one;
                });
        return new PointBlocks(none, counts);
    }

    private PointBlocks(PointBlocks like, long... counts) {
        side = like.side;
        west = like.west;
        south = like.south;
        width = like.width;
        height = like.height;
        columns = like.columns;
        rows = like.rows;
        period = like.period;
        count = counts;
    }

    private void add(PointChunk chunk) {
        for (int i = 0; i < chunk.size(); i++) {
            double x = chunk.x(i);
            double image = period > 0 ? x + period * Math.ceil((west - x) / period) : x;
            int row = (int) Math.floor((chunk.y(i) - south) / height);
            if (row < 0 || row >= rows || image < west) {
                continue;
            }
            for (int column = (int) ((image - west) / width); column < columns; ) {
                count[row * columns + column]++;
                if (period == 0) {
                    break;
                }
                image += period;
                column = (int) ((image - west) / width);
            }
        }
    }

    /** The side of a block, in cells. */
    int side() {
        return side;
    }

    /** About how many points lie in a box: those of all blocks that it touches. */
    double within(double... box) {
        if (sums == null) {
            sums = sums();
        }
        int left = clamp((box[0] - west) / width, columns);
        int right = clamp((box[2] - west) / width, columns) + 1;
        int low = clamp((box[1] - south) / height, rows);
        int high = clamp((box[3] - south) / height, rows) + 1;
        return at(high, Math.min(right, columns)) - at(low, Math.min(right, columns)) - at(high, left) + at(low, left);
    }

    private static int clamp(double block, int blocks) {
        return (int) Math.max(0, Math.min(blocks - 1, Math.floor(block)));
    }

    private double at(int row, int column) {
        return sums[Math.min(row, rows) * (columns + 1) + column];
    }

    private long[] sums() {
        long[] result = new long[(columns + 1) * (rows + 1)];
        for (int r = 0; r < rows; r++) {
            long along = 0;
            for (int c = 0; c < columns; c++) {
                along += count[r * columns + c];
                result[(r + 1) * (columns + 1) + c + 1] = result[r * (columns + 1) + c + 1] + along;
            }
        }
        return result;
    }
}

package org.edubalance.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.edubalance.density.DensityGrid;
import org.edubalance.density.GroundMetric;

/**
 * How a grid is shared out: tiles of whole blocks that cost about the same, each with the halo that its points lie in. A
 * part of the grid is halved until it is cheap enough and small enough, so heavy places have small tiles and empty ones
 * large tiles; a part that halving makes no cheaper, since the halo outweighs it, stays whole.
 */
final class TilePlan implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Halving must bring this much, or it is not worth its halo. */
    private static final double WORTH = 0.85;

    /** Places to halve at that are looked at. */
    private static final int CANDIDATES = 16;

    /** Cells of the grid by their tile, with what can reach them. */
    static final class Tile implements Serializable {
        private static final long serialVersionUID = 1L;

        final int column;
        final int row;
        final int width;
        final int height;
        final double cost;
        private final double[] halo;
        int number;

        Tile(int column, int row, int width, int height, double cost, double... halo) {
            this.column = column;
            this.row = row;
            this.width = width;
            this.height = height;
            this.cost = cost;
            this.halo = halo;
        }

        /** The cells as a grid of their own, on the very lines of the whole. */
        DensityGrid grid(DensityGrid whole) {
            return part(whole, column, row, width, height);
        }

        String file() {
            return "tiles/r%06d_c%06d.tif".formatted(row, column);
        }
    }

    /** Costs of a part of the grid. */
    interface Cost {

        /** What the cells cost, with so many points within reach. */
        double of(double points, DensityGrid part);
    }

    private record Node(double minX, double minY, double maxX, double maxY, Node first, Node second, Tile tile)
            implements Serializable {}

    private final DensityGrid grid;
    private final List<Tile> tiles;
    private final Node root;
    private final double period;
    /** From where to where points matter. */
    private final double from;

    private final double to;

    private TilePlan(DensityGrid grid, List<Tile> tiles, double period) {
        this.grid = grid;
        this.tiles = tiles;
        this.period = period;
        tiles.sort(Comparator.comparingDouble((Tile tile) -> -tile.cost)
                .thenComparingInt(tile -> tile.row)
                .thenComparingInt(tile -> tile.column));
        for (int i = 0; i < tiles.size(); i++) {
            tiles.get(i).number = i;
        }
        root = tree(new ArrayList<>(tiles), true);
        from = root.minX;
        to = root.maxX;
    }

    /**
     * Plans the tiles of a grid.
     *
     * @param blocks how many points there are, block by block
     * @param support how far a point reaches, in metres
     * @param share what a tile may cost
     * @param mostCells how many cells a tile may have
     */
    static TilePlan of(
            DensityGrid grid,
            GroundMetric metric,
            PointBlocks blocks,
            Cost cost,
            double support,
            double share,
            long mostCells) {
        List<Tile> tiles = new ArrayList<>();
        new Cutter(grid, metric, blocks, cost, support, share, mostCells, tiles).cut(0, 0, grid.width(), grid.height());
        return new TilePlan(grid, tiles, metric.period());
    }

    static DensityGrid part(DensityGrid whole, int column, int row, int width, int height) {
        return new DensityGrid(
                whole.minX() + column * whole.cellWidth(),
                whole.maxY() - row * whole.cellHeight(),
                whole.cellWidth(),
                whole.cellHeight(),
                width,
                height);
    }

    /** West, south, east and north of what can reach a part of a grid. */
    static double[] halo(DensityGrid part, GroundMetric metric, double support) {
        double reach = Math.max(metric.reach(part.minY(), support), metric.reach(part.maxY(), support));
        if (metric.period() > 0) {
            reach = Math.min(reach, metric.period() / 2);
        }
        return new double[] {
            part.minX() - reach,
            metric.lowest(part.minY(), support),
            part.maxX() + reach,
            metric.highest(part.maxY(), support)
        };
    }

    private record Cutter(
            DensityGrid grid,
            GroundMetric metric,
            PointBlocks blocks,
            Cost cost,
            double support,
            double share,
            long mostCells,
            List<Tile> tiles) {

        void cut(int column, int row, int width, int height) {
            double whole = cost(column, row, width, height);
            boolean large = (long) width * height > mostCells;
            int[] best = large || whole > share ? halves(column, row, width, height) : null;
            if (best != null) {
                int at = best[1];
                boolean across = best[0] == 0;
                double first = across ? cost(column, row, at, height) : cost(column, row, width, at);
                double second = across
                        ? cost(column + at, row, width - at, height)
                        : cost(column, row + at, width, height - at);
                if (large || Math.max(first, second) < WORTH * whole) {
                    if (across) {
                        cut(column, row, at, height);
                        cut(column + at, row, width - at, height);
                    } else {
                        cut(column, row, width, at);
                        cut(column, row + at, width, height - at);
                    }
                    return;
                }
            }
            DensityGrid part = part(grid, column, row, width, height);
            tiles.add(new Tile(column, row, width, height, whole, halo(part, metric, support)));
        }

        private double cost(int column, int row, int width, int height) {
            DensityGrid part = part(grid, column, row, width, height);
            return cost.of(blocks.within(halo(part, metric, support)), part);
        }

        /** Where to halve the longer side so that the dearer half is cheapest: 0 or 1 for columns or rows, and the place. */
        private int[] halves(int column, int row, int width, int height) {
            boolean across = width >= height;
            int length = across ? width : height;
            int block = blocks.side();
            int places = (length - 1) / block;
            if (places < 1) {
                return null;
            }
            int[] best = null;
            double least = Double.POSITIVE_INFINITY;
            int step = Math.max(1, places / CANDIDATES);
            for (int place = Math.max(1, step / 2); place <= places; place += step) {
                int at = place * block;
                double dearer = across
                        ? Math.max(cost(column, row, at, height), cost(column + at, row, width - at, height))
                        : Math.max(cost(column, row, width, at), cost(column, row + at, width, height - at));
                // of equals the middle: cells without points cost next to nothing
                double uneven = 1e-9 * Math.abs(2.0 * at - length) / length * dearer;
                if (dearer + uneven < least) {
                    least = dearer + uneven;
                    best = new int[] {across ? 0 : 1, at};
                }
            }
            return best;
        }
    }

    private static Node tree(List<Tile> some, boolean byColumn) {
        if (some.size() == 1) {
            Tile tile = some.get(0);
            return new Node(tile.halo[0], tile.halo[1], tile.halo[2], tile.halo[3], null, null, tile);
        }
        some.sort(Comparator.comparingDouble(
                tile -> byColumn ? tile.column + tile.width / 2.0 : tile.row + tile.height / 2.0));
        int half = some.size() / 2;
        Node a = tree(new ArrayList<>(some.subList(0, half)), !byColumn);
        Node b = tree(new ArrayList<>(some.subList(half, some.size())), !byColumn);
        return new Node(
                Math.min(a.minX, b.minX),
                Math.min(a.minY, b.minY),
                Math.max(a.maxX, b.maxX),
                Math.max(a.maxY, b.maxY),
                a,
                b,
                null);
    }

    /** The tiles by their numbers, the dearest first. */
    List<Tile> tiles() {
        return tiles;
    }

    DensityGrid grid() {
        return grid;
    }

    /** Takes the numbers of tiles; a number may come several times where the Earth repeats itself. */
    interface Found {
        void tile(int number);
    }

    /** The tiles that a point reaches, it or its images around the Earth. */
    void reachedBy(double x, double y, Found found) {
        if (period == 0) {
            search(root, x, y, found);
            return;
        }
        double image = x + period * Math.ceil((from - x) / period);
        for (; image <= to; image += period) {
            search(root, image, y, found);
        }
    }

    private static void search(Node node, double x, double y, Found found) {
        if (x < node.minX || x > node.maxX || y < node.minY || y > node.maxY) {
            return;
        }
        if (node.tile != null) {
            found.tile(node.tile.number);
        } else {
            search(node.first, x, y, found);
            search(node.second, x, y, found);
        }
    }
}

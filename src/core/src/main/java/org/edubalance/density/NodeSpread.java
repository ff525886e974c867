package org.edubalance.density;

import org.edubalance.density.DensityEstimator.Scene;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * A lattice of nodes over which weighted points are spread, each over the 4 × 4 nodes around it. Bands of lattice rows
 * are filled apart, each from all points in their order, so that their number changes nothing and there is one copy of
 * the lattice only. Where the Earth repeats itself in x, a point is met at every image on the lattice.
 *
 * @param left the x of column 0
 * @param bottom the y of row 0
 * @param spacingX units of x between columns
 * @param spacingY units of y between rows
 * @param period the x after which the Earth repeats itself, 0 for never
 */
record NodeSpread(double left, double bottom, double spacingX, double spacingY, int columns, int rows, double period) {

    /** Bands to a thread, since points cluster. */
    private static final int BANDS_PER_THREAD = 2;

    private static final int CHUNK = 1 << 10;

    /** How a point between nodes 0 and 1, t from node 0, is shared between nodes −1, 0, 1 and 2. */
    interface Shares {
        void at(double t, double[] shares);
    }

    /**
     * Adds a scene's points to the nodes. Points whose 4 × 4 nodes are not all on the lattice are left out: the lattice
     * must be wider than the grid by the kernel's reach.
     *
     * @param values the nodes, row by row from the bottom
     * @param stride the distance between rows in {@code values}
     */
    void add(Scene scene, Shares shares, double[] values, int stride, Workers workers) {
        int bands = workers.threads() == 1 ? 1 : BANDS_PER_THREAD * workers.threads();
        workers.run(bands, 1, () -> new Band(this, bands, scene, shares, values, stride, workers.monitor()));
    }

    /** Fills bands of rows. One object per thread. */
    private static final class Band implements Workers.Worker {
        private final NodeSpread nodes;
        private final int bands;
        private final Shares shares;
        private final double[] values;
        private final int stride;
        private final Monitor monitor;

        private final double[] x;
        private final double[] y;
        private final double[] weight;
        private final int size;

        private final double perX;
        private final double perY;
        /** Columns to a turn around the Earth, infinite for none. */
        private final double turn;

        private final double[] across = new double[4];
        private final double[] up = new double[4];
        private final int[] inside = new int[CHUNK];

        Band(NodeSpread nodes, int bands, Scene scene, Shares shares, double[] values, int stride, Monitor monitor) {
            this.nodes = nodes;
            this.bands = bands;
            this.shares = shares;
            this.values = values;
            this.stride = stride;
            this.monitor = monitor;
            x = scene.points().x();
            y = scene.points().y();
            weight = scene.weight();
            size = scene.size();
            perX = 1 / nodes.spacingX;
            perY = 1 / nodes.spacingY;
            turn = nodes.period > 0 ? nodes.period * perX : Double.POSITIVE_INFINITY;
        }

        @Override
        public void rows(int from, int to) {
            int low = (int) ((long) nodes.rows * from / bands);
            int high = (int) ((long) nodes.rows * to / bands);
            for (int i = 0; i < size; i += CHUNK) {
                monitor.check();
                int count =
                        select(i, Math.min(size, i + CHUNK), Math.max(1, low - 2), Math.min(nodes.rows - 2, high + 1));
                for (int k = 0; k < count; k++) {
                    add(inside[k], low, high);
                }
            }
        }

        /** Without a branch, since which points are in the band is hard to guess for a processor. */
        private int select(int from, int to, int lowest, int end) {
            int count = 0;
            for (int i = from; i < to; i++) {
                int row = (int) ((y[i] - nodes.bottom) * perY);
                inside[count] = i;
                // -1 if either difference is negative, else 0
                int outside = row - lowest | end - 1 - row;
                count += 1 + (outside >> 31);
            }
            return count;
        }

        private void add(int point, int low, int high) {
            double row = (y[point] - nodes.bottom) * perY;
            int r = (int) row;
            shares.at(row - r, up);
            double column = (x[point] - nodes.left) * perX;
            if (turn < Double.POSITIVE_INFINITY) {
                column -= turn * Math.floor((column - 1) / turn);
            }
            int first = Math.max(low, r - 1);
            int end = Math.min(high, r + 3);
            for (; column < nodes.columns - 2; column += turn) {
                if (column < 1) {
                    continue;
                }
                int c = (int) column;
                shares.at(column - c, across);
                for (int j = first; j < end; j++) {
                    int at = j * stride + c - 1;
                    double share = weight[point] * up[j - r + 1];
                    values[at] += share * across[0];
                    values[at + 1] += share * across[1];
                    values[at + 2] += share * across[2];
                    values[at + 3] += share * across[3];
                }
            }
        }
    }
}

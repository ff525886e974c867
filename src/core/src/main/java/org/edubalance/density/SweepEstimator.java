package org.edubalance.density;

import java.util.Arrays;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * Row sweep for kernels of the form (1 − u²)^p: O(n r + cells), exact. Along a grid row such a kernel is a polynomial
 * over one interval of cells, so it is enough to add its coefficients at the interval's start and to take them off
 * after its end; a running sum then evaluates every cell. After T. N. Chan et al., "SLAM: Efficient Sweep Line
 * Algorithms for Kernel Density Visualization", SIGMOD 2022.
 *
 * <p>A sum of powers of x cancels badly far from its origin. So points are swept in groups no wider than a few radii,
 * each about an origin of its own, at most three radii from anything it sums: then coefficients stay below 3^(2p) times
 * the values they stand for, and rounding below 1e-11 of the highest density. What is below that is no density but
 * rounding, and set to zero. A kernel that barely grazes a row is added cell by cell, because there its coefficients
 * dwarf its values; unless its point is so close to a cell's centre that the highest density dwarfs them too.
 */
final class SweepEstimator implements DensityEstimator {

    private static final int ROWS_PER_BLOCK = 16;

    /** Of the kernels' heights that a group sums, the share below which a sum is rounding. */
    private static final double ROUNDING = 1e-12;

    /** A profile grazes a row where it is nowhere above this share of the kernel's height. */
    private static final double GRAZE = 0.01;

    /** Where a profile that covers no cell begins. */
    private static final int NONE = Integer.MAX_VALUE;

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public void estimate(Scene scene, RowSink sink, Workers workers) {
        workers.run(scene.grid().height(), ROWS_PER_BLOCK, () -> new Scan(scene, sink, workers.monitor()));
    }

    private static final class Scan extends RowScan {

        private final int terms;
        /** Of each cell, the coefficients to add on entering it: powers 0 to 2p of the distance from the origin. */
        private final double[] change;

        /** Of (1 − u²). */
        private final double graze;

        /** Of each profile of a chunk, the first and the last cell that it covers. */
        private final int[] from = new int[CHUNK];

        private final int[] to = new int[CHUNK];

        private double origin;
        private double narrowSquared;
        private double heights;
        private int lowest;
        private int highest;

        Scan(Scene scene, RowSink sink, Monitor monitor) {
            super(scene, sink, monitor);
            terms = 2 * power + 1;
            graze = Math.pow(GRAZE, 1d / Math.max(2, power));
            change = new double[terms * (width + 1)];
        }

        @Override
        void begin(double groupOrigin, double columns) {
            narrowSquared = columns / WIDEST_GROUP * (columns / WIDEST_GROUP);
            // a whole number, so that distances from it are exact
            origin = Math.rint(Math.max(0, Math.min(width - 1, groupOrigin)));
            heights = 0;
            lowest = Integer.MAX_VALUE;
            highest = -1;
        }

        @Override
        void add(int count, boolean inspects) {
            if (inspects) {
                addGrazing(count);
            }
            cover(count);
            switch (power) {
                case 0:
                    addSteps(count);
                    break;
                case 1:
                    addParabolas(count);
                    break;
                case 2:
                    addQuartics(count);
                    break;
                default:
                    addSextics(count);
            }
        }

        /** Adds what grazes the row, or is narrow, cell by cell and takes it out of the chunk. */
        private void addGrazing(int count) {
            for (int k = 0; k < count; k++) {
                if (!(halfSquared[k] >= 0)) {
                    continue;
                }
                double beyond = Math.max(0, Math.max(-column[k], column[k] - (width - 1)));
                if (halfSquared[k] - beyond * beyond <= graze * radiusSquared[k] || radiusSquared[k] < narrowSquared) {
                    double half = Math.sqrt(halfSquared[k]);
                    int first = firstCell(column[k], half);
                    int last = lastCell(column[k], half);
                    ScatterEstimator.addPolynomial(sum, first, last, column[k], halfSquared[k], scale[k], power);
                    halfSquared[k] = -1;
                }
            }
        }

        /**
         * The cells that each profile covers, {@link #NONE} where it covers none; widens what was touched. A profile as
         * wide as one point has a value at power 0 only.
         */
        private void cover(int count) {
            int low = lowest;
            int high = highest;
            double touched = heights;
            double least = power == 0 ? 0 : Double.MIN_VALUE;
            for (int k = 0; k < count; k++) {
                double a = halfSquared[k];
                from[k] = NONE;
                if (!(a >= least)) {
                    continue;
                }
                double half = Math.sqrt(a);
                int first = firstCell(column[k], half);
                int last = lastCell(column[k], half);
                if (first > last) {
                    continue;
                }
                from[k] = first;
                to[k] = last;
                low = Math.min(low, first);
                high = Math.max(high, last);
                touched += height[k];
            }
            lowest = low;
            highest = high;
            heights = touched;
        }

        private void addSteps(int count) {
            for (int k = 0; k < count; k++) {
                if (from[k] == NONE) {
                    continue;
                }
                double w = scale[k];
                change[from[k]] += w;
                change[to[k] + 1] -= w;
            }
        }

        /** With t = origin − column: a² − (s + t)² = q − 2ts − s², q = a² − t². */
        private void addParabolas(int count) {
            for (int k = 0; k < count; k++) {
                if (from[k] == NONE) {
                    continue;
                }
                double w = scale[k];
                double t = origin - column[k];
                double c0 = w * (halfSquared[k] - t * t);
                double c1 = -2 * w * t;
                int i = 3 * from[k];
                change[i] += c0;
                change[i + 1] += c1;
                change[i + 2] -= w;
                i = 3 * to[k] + 3;
                change[i] -= c0;
                change[i + 1] -= c1;
                change[i + 2] += w;
            }
        }

        /** (q − 2ts − s²)² = q² − 4tq s + (4t² − 2q) s² + 4t s³ + s⁴. */
        private void addQuartics(int count) {
            for (int k = 0; k < count; k++) {
                if (from[k] == NONE) {
                    continue;
                }
                double w = scale[k];
                double t = origin - column[k];
                double q = halfSquared[k] - t * t;
                double wq = w * q;
                double wt = 4 * w * t;
                double c0 = wq * q;
                double c1 = wt * q;
                double c2 = wt * t - 2 * wq;
                int i = 5 * from[k];
                change[i] += c0;
                change[i + 1] -= c1;
                change[i + 2] += c2;
                change[i + 3] += wt;
                change[i + 4] += w;
                i = 5 * to[k] + 5;
                change[i] -= c0;
                change[i + 1] += c1;
                change[i + 2] -= c2;
                change[i + 3] -= wt;
                change[i + 4] -= w;
            }
        }

        /** (q − 2ts − s²)³, multiplied out. */
        private void addSextics(int count) {
            for (int k = 0; k < count; k++) {
                if (from[k] == NONE) {
                    continue;
                }
                double w = scale[k];
                double t = origin - column[k];
                double t2 = t * t;
                double q = halfSquared[k] - t2;
                double c0 = w * q * q * q;
                double c1 = -6 * w * t * q * q;
                double c2 = w * q * (12 * t2 - 3 * q);
                double c3 = w * t * (12 * q - 8 * t2);
                double c4 = w * (3 * q - 12 * t2);
                double c5 = -6 * w * t;
                int i = 7 * from[k];
                change[i] += c0;
                change[i + 1] += c1;
                change[i + 2] += c2;
                change[i + 3] += c3;
                change[i + 4] += c4;
                change[i + 5] += c5;
                change[i + 6] -= w;
                i = 7 * to[k] + 7;
                change[i] -= c0;
                change[i + 1] -= c1;
                change[i + 2] -= c2;
                change[i + 3] -= c3;
                change[i + 4] -= c4;
                change[i + 5] -= c5;
                change[i + 6] += w;
            }
        }

        @Override
        void end() {
            if (highest < 0) {
                return;
            }
            double rounding = heights * ROUNDING;
            if (power == 2) {
                evaluateQuartics(rounding);
            } else {
                evaluate(rounding);
            }
        }

        private void evaluateQuartics(double rounding) {
            double c0 = 0;
            double c1 = 0;
            double c2 = 0;
            double c3 = 0;
            double c4 = 0;
            for (int cell = lowest, i = 5 * lowest; cell <= highest; cell++, i += 5) {
                c0 += change[i];
                c1 += change[i + 1];
                c2 += change[i + 2];
                c3 += change[i + 3];
                c4 += change[i + 4];
                double s = cell - origin;
                double value = c0 + s * (c1 + s * (c2 + s * (c3 + s * c4)));
                if (value > rounding) {
                    sum[cell] += value;
                }
            }
            Arrays.fill(change, 5 * lowest, 5 * highest + 10, 0);
        }

        private void evaluate(double rounding) {
            double[] c = new double[terms];
            for (int cell = lowest; cell <= highest; cell++) {
                double s = cell - origin;
                double value = 0;
                for (int j = terms - 1; j >= 0; j--) {
                    c[j] += change[cell * terms + j];
                    value = value * s + c[j];
                }
                if (value > rounding) {
                    sum[cell] += value;
                }
            }
            Arrays.fill(change, terms * lowest, terms * (highest + 2), 0);
        }
    }
}

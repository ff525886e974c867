package org.edubalance.density;

import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * Evaluates every kernel at every cell that it reaches: O(n r²), exact, for any kernel. The quickest way where a kernel
 * covers few cells.
 */
final class ScatterEstimator implements DensityEstimator {

    private static final int ROWS_PER_BLOCK = 8;

    @Override
    public String name() {
        return "scatter";
    }

    @Override
    public void estimate(Scene scene, RowSink sink, Workers workers) {
        workers.run(scene.grid().height(), ROWS_PER_BLOCK, () -> new Scan(scene, sink, workers.monitor()));
    }

    private static final class Scan extends RowScan {

        Scan(Scene scene, RowSink sink, Monitor monitor) {
            super(scene, sink, monitor);
        }

        @Override
        void begin(double origin, double columns) {
            // every point is added to the row by itself
        }

        @Override
        void end() {
            // as above
        }

        @Override
        void add(int count, boolean inspects) {
            for (int k = 0; k < count; k++) {
                if (halfSquared[k] >= 0 && height[k] > 0) {
                    double half = Math.sqrt(halfSquared[k]);
                    int first = firstCell(column[k], half);
                    int last = lastCell(column[k], half);
                    if (first <= last) {
                        addPoint(k, first, last);
                    }
                }
            }
        }

        private void addPoint(int k, int first, int last) {
            switch (kernel) {
                case TRIANGULAR:
                    addTriangular(k, first, last);
                    break;
                case GAUSSIAN:
                    addGaussian(k, first, last);
                    break;
                default:
                    addPolynomial(sum, first, last, column[k], halfSquared[k], scale[k], power);
            }
        }

        private void addTriangular(int k, int first, int last) {
            double r2 = radiusSquared[k];
            double dy2 = r2 - halfSquared[k];
            double perRadius = 1 / Math.sqrt(r2);
            for (int i = first; i <= last; i++) {
                double s = i - column[k];
                // within rounding of the edge this is within rounding of 0, of either sign
                sum[i] += height[k] * (1 - Math.sqrt(dy2 + s * s) * perRadius);
            }
        }

        /**
         * exp(−b(s + 1)²) from exp(−b s²) by two multiplications, outward from the cell next to the point so that
         * rounding errors grow where the kernel shrinks.
         */
        private void addGaussian(int k, int first, int last) {
            double b = 1 / (2 * radiusSquared[k]);
            double support = kernel.support() * (1 + Kernel.EDGE);
            double dy2 = radiusSquared[k] * support * support - halfSquared[k];
            double factor = height[k] * Math.exp(-b * Math.max(0, dy2));
            int middle = Math.max(first, Math.min(last, (int) Math.rint(column[k])));
            double s = middle - column[k];
            double value = factor * Math.exp(-b * s * s);
            double shrink = Math.exp(-2 * b);
            double right = value;
            double ratio = Math.exp(-b * (2 * s + 1));
            for (int i = middle; i <= last; i++) {
                sum[i] += right;
                right *= ratio;
                ratio *= shrink;
            }
            ratio = Math.exp(-b * (1 - 2 * s));
            double toLeft = value * ratio;
            for (int i = middle - 1; i >= first; i--) {
                ratio *= shrink;
                sum[i] += toLeft;
                toLeft *= ratio;
            }
        }
    }

    /** Adds scale · (half² − s²)^p to the cells of an interval. */
    static void addPolynomial(
            double[] sum, int first, int last, double column, double halfSquared, double scale, int power) {
        switch (power) {
            case 0:
                for (int i = first; i <= last; i++) {
                    sum[i] += scale;
                }
                break;
            case 1:
                for (int i = first; i <= last; i++) {
                    double s = i - column;
                    sum[i] += scale * (halfSquared - s * s);
                }
                break;
            case 2:
                for (int i = first; i <= last; i++) {
                    double s = i - column;
                    double q = halfSquared - s * s;
                    sum[i] += scale * q * q;
                }
                break;
            default:
                for (int i = first; i <= last; i++) {
                    double s = i - column;
                    double q = halfSquared - s * s;
                    sum[i] += scale * q * q * q;
                }
        }
    }
}

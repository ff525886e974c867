package org.edubalance.density;

import org.edubalance.work.Workers;

/** A way to sum kernels over the cells of a grid. */
interface DensityEstimator {

    /** The name under which a result says what made it. */
    String name();

    /** Computes every row, in no particular order and from several threads. */
    void estimate(Scene scene, RowSink sink, Workers workers);

    /**
     * What there is to estimate.
     *
     * @param points the points, in the buckets' order if there are buckets
     * @param buckets the points in order, null for an estimator that needs none
     * @param bandwidth the common bandwidth in metres, where the buckets hold none of their own
     * @param weight the weights of the points
     */
    record Scene(
            DensityGrid grid,
            GroundMetric metric,
            Kernel kernel,
            WeightedPoints points,
            Buckets buckets,
            double bandwidth,
            double[] weight) {

        /** How many of the points count. */
        int size() {
            return buckets == null ? points.size() : buckets.size;
        }

        int classes() {
            return buckets == null ? 1 : buckets.classes;
        }

        /** The largest distance at which a point of a class counts, in metres. */
        double support(int bandwidthClass) {
            double h =
                    buckets == null || buckets.bandwidth == null ? bandwidth : buckets.classBandwidth[bandwidthClass];
            return h * kernel.support() * (1 + Kernel.EDGE);
        }
    }

    /** Takes finished rows; the array is the caller's again afterwards. */
    interface RowSink {
        void row(int row, double[] perSquareMetre);
    }
}

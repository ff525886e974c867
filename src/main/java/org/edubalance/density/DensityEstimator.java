package org.edubalance.density;

/** A way to sum kernels over the cells of a grid. */
interface DensityEstimator {

    /** The name under which a result says what made it. */
    String name();

    /** Computes every row, in no particular order and from several threads. */
    void estimate(Scene scene, RowSink sink, Workers workers);

    /**
     * What there is to estimate.
     *
     * @param bandwidth the common bandwidth in metres, where the buckets hold none of their own
     * @param weight the weights of the buckets' points
     */
    record Scene(
            DensityGrid grid, GroundMetric metric, Kernel kernel, Buckets buckets, double bandwidth, double[] weight) {

        int classes() {
            return buckets.classes;
        }

        /** The largest distance at which a point of a class counts, in metres. */
        double support(int bandwidthClass) {
            double h = buckets.bandwidth == null ? bandwidth : buckets.classBandwidth[bandwidthClass];
            return h * kernel.support() * (1 + Kernel.EDGE);
        }
    }

    /** Takes finished rows; the array is the caller's again afterwards. */
    interface RowSink {
        void row(int row, double[] perSquareMetre);
    }
}

package org.edubalance.density;

/** The double sum over cells and points, as the definition says it: what every estimator must agree with. */
final class NaiveDensity {

    private NaiveDensity() {}

    /** Weight per m² at the centre of each cell. */
    static double[] of(
            DensityGrid grid,
            GroundMetric metric,
            Kernel kernel,
            double[] x,
            double[] y,
            double[] weight,
            double[] bandwidth) {
        double[] result = new double[(int) grid.cells()];
        double period = metric.period();
        for (int row = 0; row < grid.height(); row++) {
            for (int column = 0; column < grid.width(); column++) {
                double cx = grid.x(column);
                double cy = grid.y(row);
                double sum = 0;
                for (int i = 0; i < x.length; i++) {
                    // the image of the point that is less than half a turn away
                    double px = period > 0 ? x[i] - period * Math.rint((x[i] - cx) / period) : x[i];
                    double d = metric.distance(px, y[i], cx, cy);
                    sum += weight[i] / (bandwidth[i] * bandwidth[i]) * kernel.value(d / bandwidth[i]);
                }
                result[row * grid.width() + column] = sum;
            }
        }
        return result;
    }

    static double max(double[] values) {
        double max = 0;
        for (double value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}

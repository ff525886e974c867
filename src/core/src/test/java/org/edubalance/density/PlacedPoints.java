package org.edubalance.density;

import java.util.Arrays;
import org.edubalance.work.Workers;

/** Points about a grid, their double sum, and what estimators make of them: weight per m² at each cell's centre. */
record PlacedPoints(
        DensityGrid grid, GroundMetric metric, double[] x, double[] y, double[] weight, double[] bandwidth) {

    PlacedPoints(DensityGrid grid, GroundMetric metric, int size) {
        this(grid, metric, new double[size], new double[size], new double[size], new double[size]);
    }

    int size() {
        return x.length;
    }

    double[] naive(Kernel kernel) {
        return NaiveDensity.of(grid, metric, kernel, x, y, weight, bandwidth);
    }

    /** By an estimator that needs the points in order; without {@code adaptive} the first bandwidth is that of all. */
    double[] sorted(DensityEstimator estimator, Kernel kernel, boolean adaptive, Workers workers) {
        WeightedPoints points = points();
        double support = kernel.support() * (1 + Kernel.EDGE);
        double smallest = Arrays.stream(bandwidth).min().orElseThrow() * support;
        double largest = Arrays.stream(bandwidth).max().orElseThrow() * support;
        double[] own = adaptive ? bandwidth : null;
        return run(
                estimator, kernel, points, new Buckets(points, own, metric, grid, smallest, largest, workers), workers);
    }

    /** By an estimator that takes the points as they come, with the first bandwidth for all. */
    double[] unsorted(DensityEstimator estimator, Kernel kernel, Workers workers) {
        return run(estimator, kernel, points(), null, workers);
    }

    private WeightedPoints points() {
        WeightedPoints points = new WeightedPoints();
        for (int i = 0; i < x.length; i++) {
            points.add(x[i], y[i], weight[i]);
        }
        return points;
    }

    private double[] run(
            DensityEstimator estimator, Kernel kernel, WeightedPoints points, Buckets buckets, Workers workers) {
        double[] result = new double[(int) grid.cells()];
        estimator.estimate(
                new DensityEstimator.Scene(grid, metric, kernel, points, buckets, bandwidth[0], points.weight()),
                (row, sum) -> System.arraycopy(sum, 0, result, row * grid.width(), grid.width()),
                workers);
        return result;
    }

    static double greatestDifference(double[] actual, double[] expected) {
        double difference = 0;
        for (int i = 0; i < actual.length; i++) {
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
        }
        return difference;
    }
}

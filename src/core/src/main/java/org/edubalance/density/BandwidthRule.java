package org.edubalance.density;

import java.util.function.Supplier;
import org.edubalance.columns.SortedOrder;
import org.edubalance.messages.Refusal;

/**
 * Default bandwidths for a set of points, from their spread on the ground. Distances are taken in local coordinates
 * about the points' mean centre.
 */
public enum BandwidthRule {
    /**
     * h = 0.9 min(SD, √(1/ln 2) D_m) n^(−1/5), with SD the weighted standard distance √(Σw((x − x̄)² + (y − ȳ)²)/Σw),
     * D_m the weighted median distance to the weighted mean centre and n the number of points or, where they have
     * weights, the sum of the weights: so large weights give a small bandwidth. See Esri, "How Kernel Density works".
     */
    ARCGIS {
        @Override
        double rule(PointSpread spread, Kernel kernel, boolean weighted) {
            double n = weighted ? spread.totalWeight() : spread.count();
            return 0.9
                    * Math.min(spread.standardDistance(), Math.sqrt(1 / Math.log(2)) * spread.medianDistance())
                    * Math.pow(n, -0.2);
        }
    },
    /**
     * h = min(σ̄, IQR/1.349) n^(−1/6) for the Gaussian, σ̄² the mean of the two axis variances and IQR the mean of the
     * two interquartile ranges (σ̄ alone where half of the points share their coordinates); for another kernel this is
     * divided by the square root of its variance, so that it smooths as much. With weights, n is the effective number
     * (Σw)²/Σw². See Silverman (1986), sections 3.4 and 4.3.
     */
    SILVERMAN {
        @Override
        double rule(PointSpread spread, Kernel kernel, boolean weighted) {
            double quartiles = spread.interquartileRange() / 1.349;
            double deviation = spread.deviation();
            return normalScale(spread, quartiles > 0 ? Math.min(deviation, quartiles) : deviation, kernel);
        }
    },
    /** As {@link #SILVERMAN} with σ̄ alone. See D. W. Scott, <i>Multivariate Density Estimation</i> (1992). */
    SCOTT {
        @Override
        double rule(PointSpread spread, Kernel kernel, boolean weighted) {
            return normalScale(spread, spread.deviation(), kernel);
        }
    };

    abstract double rule(PointSpread spread, Kernel kernel, boolean weighted);

    /**
     * The bandwidth in metres.
     *
     * @param weighted whether the points have weights of their own, rather than 1 each
     * @throws Refusal if there are no points, or they have no spread to tell a bandwidth from
     */
    public double bandwidth(WeightedPoints points, Kernel kernel, GroundMetric metric, boolean weighted) {
        return bandwidth(points.size(), points.totalWeight(), () -> new Spread(points, metric), kernel, weighted);
    }

    /**
     * As {@link #bandwidth(WeightedPoints, Kernel, GroundMetric, boolean)}, for points whose spread somebody else knows.
     *
     * @param spread asked only if there are points with a weight
     */
    public double bandwidth(
            long points, double totalWeight, Supplier<? extends PointSpread> spread, Kernel kernel, boolean weighted) {
        if (points == 0) {
            throw Refusal.of("density.rule.none").about("radius").missing();
        }
        if (!(totalWeight > 0)) {
            throw Refusal.of("density.rule.weights").about("radius").missing();
        }
        double result = rule(spread.get(), kernel, weighted);
        if (!(result > 0 && result < Double.POSITIVE_INFINITY)) {
            throw Refusal.of("density.rule.place").about("radius").missing();
        }
        return result;
    }

    private static double normalScale(PointSpread spread, double deviation, Kernel kernel) {
        double effective = spread.totalWeight() * spread.totalWeight() / spread.squaredWeights();
        return deviation * Math.pow(effective, -1 / 6d) / Math.sqrt(kernel.variance());
    }

    /** Weighted moments and quantiles of points, in metres about their mean centre. */
    static final class Spread implements PointSpread {
        private final int n;
        private final double[] east;
        private final double[] north;
        private final double[] weight;
        private final double totalWeight;
        private final double squaredWeights;
        private final double varianceEast;
        private final double varianceNorth;

        Spread(WeightedPoints points, GroundMetric metric) {
            n = points.size();
            weight = points.weight();
            double total = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                total += weight[i];
                squares += weight[i] * weight[i];
            }
            totalWeight = total;
            squaredWeights = squares;
            double x = mean(points.x());
            double y = mean(points.y());
            east = new double[n];
            north = new double[n];
            for (int i = 0; i < n; i++) {
                east[i] = metric.dx(x, y, points.x(i), points.y(i));
                north[i] = metric.dy(y, points.y(i));
            }
            centre(east);
            centre(north);
            varianceEast = squaresOf(east) / totalWeight;
            varianceNorth = squaresOf(north) / totalWeight;
        }

        private double mean(double[] values) {
            // about the first value, so that large coordinates lose no digits
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += weight[i] * (values[i] - values[0]);
            }
            return values[0] + sum / totalWeight;
        }

        private void centre(double[] values) {
            double mean = mean(values);
            for (int i = 0; i < n; i++) {
                values[i] -= mean;
            }
        }

        private double squaresOf(double[] values) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += weight[i] * values[i] * values[i];
            }
            return sum;
        }

        @Override
        public long count() {
            return n;
        }

        @Override
        public double totalWeight() {
            return totalWeight;
        }

        @Override
        public double squaredWeights() {
            return squaredWeights;
        }

        @Override
        public double varianceEast() {
            return varianceEast;
        }

        @Override
        public double varianceNorth() {
            return varianceNorth;
        }

        @Override
        public double medianDistance() {
            double[] distance = new double[n];
            for (int i = 0; i < n; i++) {
                distance[i] = Math.hypot(east[i], north[i]);
            }
            return sorted(distance).median();
        }

        @Override
        public double interquartileRange() {
            return (quartiles(east) + quartiles(north)) / 2;
        }

        private double quartiles(double[] values) {
            SortedWeights sorted = sorted(values.clone());
            return sorted.quantile(0.75) - sorted.quantile(0.25);
        }

        private SortedWeights sorted(double[] values) {
            double[] sortedWeight = sort(values);
            return new SortedWeights(values, sortedWeight, 0, 0, n, totalWeight);
        }

        /** Sorts values in place and returns their weights in the same order. */
        private double[] sort(double[] values) {
            int[] order = SortedOrder.of(values);
            double[] unsorted = values.clone();
            double[] result = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = unsorted[order[i]];
                result[i] = weight[order[i]];
            }
            return result;
        }
    }
}

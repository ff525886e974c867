package org.edubalance.density;

import org.edubalance.density.DensityEstimator.Scene;

/**
 * A kernel along a grid row as a sum of products: of a factor that depends on the grid row and a moment that does not,
 * Σ_k factor_k Σ_s v(s) growth_k(s), with s the distance in lattice columns and v(s) the values there.
 *
 * <p>(1 − u²)^p is (m²/h²)^p (a − s²)^p, a = (h² − dy²)/m², h the bandwidth and m the metres to a column: growth s^2k and
 * factor C(p, k) a^(p−k) (−1)^k. The Gaussian is exp(−dy²/2h²) exp(−β s²), β = m²/2h², almost the same for all grid rows:
 * growth exp(−β₀ s²) s^2k and factor (β₀ − β)^k/k!, with β₀ for the lattice row's own m, up to k = 2.
 */
abstract class MomentKernel {

    /**
     * How much the map's scale may change over one σ. A change by c leaves the Gaussian's series an error of c³/4 of the
     * height at most, 3e-5 here.
     */
    private static final double MOST_CHANGE = 0.05;

    private static final int GAUSSIAN_MOMENTS = 3;

    private final double[][] growth;
    private final int farthest;

    protected final double bandwidth;
    /** The kernel's height, for weight 1, per m². */
    protected final double height;

    private MomentKernel(Scene scene, int farthest) {
        this.growth = new double[moments(scene.kernel())][farthest + 1];
        this.farthest = farthest;
        this.bandwidth = scene.bandwidth();
        this.height = scene.kernel().peak() / (bandwidth * bandwidth);
    }

    /**
     * The kernel of a scene.
     *
     * @param spacing units of x between columns
     * @param farthest the most columns at which it counts
     */
    static MomentKernel of(Scene scene, double spacing, int farthest) {
        return scene.kernel().isPolynomial()
                ? new Power(scene, spacing, farthest)
                : new Gaussian(scene, spacing, farthest);
    }

    /** Nodes to a bandwidth at which the error bound holds; 0 for kernels that are not smooth enough. */
    static double nodesPerBandwidth(Kernel kernel) {
        switch (kernel) {
            case QUARTIC:
                // just below 20, so that a radius of 20 pixels on a map takes one node to a pixel
                return 19.5;
            case TRIWEIGHT:
                return 13;
            case GAUSSIAN:
                return 5;
            default:
                return 0;
        }
    }

    /** How many moments a kernel is made of. */
    static int moments(Kernel kernel) {
        return kernel.isPolynomial() ? kernel.power() + 1 : GAUSSIAN_MOMENTS;
    }

    /** Whether the factors are as exact as the error bound needs. */
    static boolean suits(Kernel kernel, DensityGrid grid, GroundMetric metric, double bandwidth) {
        return kernel.isPolynomial()
                || change(metric, grid.minY(), bandwidth) < MOST_CHANGE
                        && change(metric, grid.maxY(), bandwidth) < MOST_CHANGE;
    }

    private static double change(GroundMetric metric, double y, double distance) {
        double here = metric.metresPerX(y);
        double low = metric.metresPerX(metric.lowest(y, distance));
        double high = metric.metresPerX(metric.highest(y, distance));
        return Math.max(Math.abs(low / here - 1), Math.abs(high / here - 1));
    }

    final int moments() {
        return growth.length;
    }

    final double growth(int moment, int distance) {
        return growth[moment][distance];
    }

    /** Turns to the lattice row at y. */
    abstract void begin(double y);

    /**
     * Works out a grid row's factors.
     *
     * @param dySquared the square of the distance of grid row and lattice row, in m²
     * @param mSquared the square of the metres to a unit of x
     * @return at how many columns the kernel ends, −1 if it does not reach the row
     */
    abstract int cut(double dySquared, double mSquared, double[] factors);

    /** The number of whole columns in the square root of a number of columns. */
    final int columns(double squared) {
        return squared >= 0 ? (int) Math.min(farthest, Math.sqrt(squared)) : -1;
    }

    final void setGrowth(int n, double factor) {
        double value = factor;
        for (double[] moment : growth) {
            moment[n] = value;
            value *= (double) n * n;
        }
    }

    private static final class Power extends MomentKernel {
        private final double spacingSquared;
        private final int power;
        private final double[] binomials;

        Power(Scene scene, double spacing, int farthest) {
            super(scene, farthest);
            spacingSquared = spacing * spacing;
            power = scene.kernel().power();
            binomials = power == 2 ? new double[] {1, -2, 1} : new double[] {1, -3, 3, -1};
            for (int n = 0; n <= farthest; n++) {
                setGrowth(n, 1);
            }
        }

        @Override
        void begin(double y) {
            // growth is the same for all rows
        }

        @Override
        int cut(double dySquared, double mSquared, double[] factors) {
            double perColumn = mSquared * spacingSquared;
            double a = (bandwidth * bandwidth - dySquared) / perColumn;
            double factor = height * Kernel.power(perColumn / (bandwidth * bandwidth), power);
            for (int k = power; k >= 0; k--) {
                factors[k] = binomials[k] * factor;
                factor *= a;
            }
            return columns(a);
        }
    }

    private static final class Gaussian extends MomentKernel {
        private final GroundMetric metric;
        private final double spacing;
        private final double supportSquared;
        private final int farthest;
        private double ownBeta = -1;

        Gaussian(Scene scene, double spacing, int farthest) {
            super(scene, farthest);
            this.metric = scene.metric();
            this.spacing = spacing;
            this.farthest = farthest;
            double support = bandwidth * scene.kernel().support();
            supportSquared = support * support;
        }

        private double beta(double mSquared) {
            return mSquared * spacing * spacing / (2 * bandwidth * bandwidth);
        }

        @Override
        void begin(double y) {
            double m = metric.metresPerX(y);
            double beta = beta(m * m);
            if (beta == ownBeta) {
                return;
            }
            ownBeta = beta;
            for (int n = 0; n <= farthest; n++) {
                setGrowth(n, Math.exp(-beta * n * n));
            }
        }

        @Override
        int cut(double dySquared, double mSquared, double[] factors) {
            double difference = ownBeta - beta(mSquared);
            double factor = height * Math.exp(-dySquared / (2 * bandwidth * bandwidth));
            factors[0] = factor;
            factors[1] = factor * difference;
            factors[2] = factor * difference * difference / 2;
            return columns((supportSquared - dySquared) / (mSquared * spacing * spacing));
        }
    }
}

package org.edubalance.pattern;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.edubalance.work.Monitor;

/**
 * The nearest-neighbour ratio of Clark and Evans: whether points are nearer to each other than chance would have them.
 *
 * <pre>
 *   R = d̄ / E,   E = 1 / (2 √(n/A)),   z = (d̄ − E) / (0.26136 / √(n²/A))
 * </pre>
 *
 * <p>d̄ is the mean distance to the nearest other point, n the count, A the area. R < 1 means clustered, 1 random, > 1
 * dispersed, at most 2.149 on a triangular lattice. There is no correction for the edge, which makes R somewhat too
 * large. Source: P. J. Clark and F. C. Evans, "Distance to nearest neighbor as a measure of spatial relationships in
 * populations", Ecology 35 (1954).
 *
 * @param observed d̄
 * @param expected E, for points placed at random
 * @param ratio R
 * @param z standard deviations from random
 * @param p the two-sided probability of such a z at random
 */
public record NearestNeighbourRatio(double observed, double expected, double ratio, double z, double p) {

    /** √((4 − π) / 4π), the standard error's constant. */
    private static final double STANDARD_ERROR = Math.sqrt((4 - Math.PI) / (4 * Math.PI));

    /**
     * The ratio of at least two points.
     *
     * @param area A > 0
     * @param monitor asked now and then
     */
    public static NearestNeighbourRatio of(double[] x, double[] y, double area, Monitor monitor) {
        int n = x.length;
        int[][] nearest = Neighbours.nearest(x, y, 1, monitor);
        double observed = 0;
        for (int i = 0; i < n; i++) {
            int j = nearest[i][0];
            observed += Math.hypot(x[i] - x[j], y[i] - y[j]) / n;
        }
        double expected = 0.5 / Math.sqrt(n / area);
        double z = (observed - expected) / (STANDARD_ERROR / Math.sqrt((double) n * n / area));
        double p = 2 * new NormalDistribution(null, 0, 1).cumulativeProbability(-Math.abs(z));
        return new NearestNeighbourRatio(observed, expected, observed / expected, z, p);
    }
}

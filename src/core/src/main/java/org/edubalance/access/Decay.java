package org.edubalance.access;

import java.util.Arrays;

/**
 * How much less a place counts the farther away it is: f(d) of a distance d up to the catchment d₀, and 0 beyond. Distances
 * come as squares, since most decays need no root.
 *
 * <p>Sources: W. Luo and F. Wang, "Measures of spatial accessibility to health care in a GIS environment", Environment and
 * Planning B 30 (2003), binary; W. Luo and Y. Qi, "An enhanced two-step floating catchment area (E2SFCA) method",
 * Health &amp; Place 15 (2009), steps; D. Dai, "Black residential segregation, disparities in spatial access to health care
 * facilities, and late-stage breast cancer diagnosis in metropolitan Detroit", Health &amp; Place 16 (2010), Gaussian; D. Dai
 * and F. Wang, "Geographic disparities in accessibility to food stores in southwest Mississippi", Environment and Planning
 * B 38 (2011), kernels.
 */
public abstract class Decay {

    private static final double AT_EDGE = Math.exp(-0.5);
    private static final double AT_MIDDLE = Math.exp(-0.25);
    private static final double SCALE = 1 / (1 - AT_EDGE);

    /** Everything within the catchment counts alike: 1. */
    public static final Decay BINARY = new Decay() {
        @Override
        double weight(double squared, double inverse) {
            return 1;
        }
    };

    /** (e^{−½(d/d₀)²} − e^{−½}) / (1 − e^{−½}). */
    public static final Decay GAUSSIAN = new Decay() {
        @Override
        double weight(double squared, double inverse) {
            return gaussian(squared * inverse);
        }

        /** A loop of its own, which the compiler turns into one over several distances at once. */
        @Override
        void weights(double[] squared, double[] inverses, int count, double[] weights) {
            for (int i = 0; i < count; i++) {
                weights[i] = gaussian(squared[i] * inverses[i]);
            }
        }
    };

    /** 1 − (d/d₀)². */
    public static final Decay EPANECHNIKOV = new Decay() {
        @Override
        double weight(double squared, double inverse) {
            return Math.max(0, 1 - squared * inverse);
        }
    };

    /** (1 − (d/d₀)²)². */
    public static final Decay QUARTIC = new Decay() {
        @Override
        double weight(double squared, double inverse) {
            double u = Math.max(0, 1 - squared * inverse);
            return u * u;
        }
    };

    private Decay() {}

    private static double gaussian(double u) {
        return Math.max(0, (exponential(u) - AT_EDGE) * SCALE);
    }

    /**
     * e^{−u/2} for u from 0 to 1, to 2e-16: the series about the middle, which costs a fraction of what any exponent's does.
     */
    private static double exponential(double u) {
        double v = 0.25 - 0.5 * u;
        double v2 = v * v;
        double even =
                1 + v2 * (1.0 / 2 + v2 * (1.0 / 24 + v2 * (1.0 / 720 + v2 * (1.0 / 40320 + v2 * (1.0 / 3628800)))));
        double odd =
                1 + v2 * (1.0 / 6 + v2 * (1.0 / 120 + v2 * (1.0 / 5040 + v2 * (1.0 / 362880 + v2 * (1.0 / 39916800)))));
        return AT_MIDDLE * (even + v * odd);
    }

    /**
     * f at a distance up to the catchment.
     *
     * @param squared the distance's square
     * @param inverse 1 over the catchment's square
     */
    abstract double weight(double squared, double inverse);

    /**
     * f at several distances, each up to its catchment.
     *
     * @param weights gets them
     */
    void weights(double[] squared, double[] inverses, int count, double[] weights) {
        for (int i = 0; i < count; i++) {
            weights[i] = weight(squared[i], inverses[i]);
        }
    }

    /**
     * The weight of the zone that a distance lies in, a zone's end included; 0 beyond the last.
     *
     * @param ends how far each zone reaches, ascending, above 0
     * @param weights of each zone, at least 0
     */
    public static Decay steps(double[] ends, double[] weights) {
        double[] squaredEnds = Arrays.stream(ends)
                .map(end -> end * end * FloatingCatchments.ROUNDING)
                .toArray();
        double[] zones = weights.clone();
        return new Decay() {
            @Override
            double weight(double squared, double inverse) {
                for (int i = 0; i < squaredEnds.length; i++) {
                    if (squared <= squaredEnds[i]) {
                        return zones[i];
                    }
                }
                return 0;
            }
        };
    }

    /**
     * d^{−β}.
     *
     * @param beta β, above 0
     * @param least what is nearer counts as if it were so far away, above 0
     */
    public static Decay power(double beta, double least) {
        double exponent = -beta / 2;
        return new Decay() {
            @Override
            double weight(double squared, double inverse) {
                return Math.pow(Math.max(squared, least * least), exponent);
            }
        };
    }
}

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

    /** Everything within the catchment counts alike: 1. */
    public static final Decay BINARY = new Decay() {
        @Override
        double weight(double squared, double catchment) {
            return 1;
        }
    };

    /** (e^{−½(d/d₀)²} − e^{−½}) / (1 − e^{−½}). */
    public static final Decay GAUSSIAN = new Decay() {
        @Override
        double weight(double squared, double catchment) {
            double u = squared / (catchment * catchment);
            return Math.max(0, (Math.exp(-0.5 * u) - AT_EDGE) / (1 - AT_EDGE));
        }
    };

    /** 1 − (d/d₀)². */
    public static final Decay EPANECHNIKOV = new Decay() {
        @Override
        double weight(double squared, double catchment) {
            return Math.max(0, 1 - squared / (catchment * catchment));
        }
    };

    /** (1 − (d/d₀)²)². */
    public static final Decay QUARTIC = new Decay() {
        @Override
        double weight(double squared, double catchment) {
            double u = Math.max(0, 1 - squared / (catchment * catchment));
            return u * u;
        }
    };

    private Decay() {}

    /** f at a distance whose square this is, at most the catchment. */
    abstract double weight(double squared, double catchment);

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
            double weight(double squared, double catchment) {
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
            double weight(double squared, double catchment) {
                return Math.pow(Math.max(squared, least * least), exponent);
            }
        };
    }
}

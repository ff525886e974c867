package org.edubalance.density;

/**
 * Radially symmetric kernels K(u) that integrate to 1 over the plane, u the distance divided by the bandwidth h. The
 * density of a feature with weight w at distance d is w/h² · K(d/h). See B. W. Silverman, <i>Density Estimation for
 * Statistics and Data Analysis</i> (1986), section 4.2.
 */
public enum Kernel {
    /** 1/π for u ≤ 1. */
    UNIFORM(0, 1 / 4d),
    /** (3/π)(1 − u) for u ≤ 1. */
    TRIANGULAR(-1, 3 / 20d),
    /** (2/π)(1 − u²) for u ≤ 1. */
    EPANECHNIKOV(1, 1 / 6d),
    /** (3/π)(1 − u²)² for u ≤ 1: the kernel of ArcGIS and QGIS. */
    QUARTIC(2, 1 / 8d),
    /** (4/π)(1 − u²)³ for u ≤ 1. */
    TRIWEIGHT(3, 1 / 10d),
    /** (1/2π) exp(−u²/2), cut at u = 5: the bandwidth is the standard deviation. */
    GAUSSIAN(-1, 1);

    /**
     * Where a kernel ends in a step, a distance that exceeds the support by this share still counts, so that a cell at
     * exactly the radius is in, whatever the rounding of its coordinates.
     */
    static final double EDGE = 1e-9;

    private static final double GAUSSIAN_SUPPORT = 5;

    private final int power;
    private final double variance;

    Kernel(int power, double variance) {
        this.power = power;
        this.variance = variance;
    }

    /** K(u) for a distance of u ≥ 0 bandwidths. */
    public double value(double u) {
        if (u > support() * (1 + (endsInStep() ? EDGE : 0))) {
            return 0;
        }
        switch (this) {
            case UNIFORM:
                return peak();
            case TRIANGULAR:
                return peak() * (1 - u);
            case GAUSSIAN:
                return peak() * Math.exp(-u * u / 2);
            default:
                return peak() * power(1 - u * u, power);
        }
    }

    /** K(0), the kernel's highest value. */
    public double peak() {
        switch (this) {
            case TRIANGULAR:
                return 3 / Math.PI;
            case GAUSSIAN:
                return 1 / (2 * Math.PI);
            default:
                return (power + 1) / Math.PI;
        }
    }

    /** The u beyond which the kernel is zero. */
    public double support() {
        return this == GAUSSIAN ? GAUSSIAN_SUPPORT : 1;
    }

    /** The variance along either axis at h = 1, by which kernels of different shape are made to smooth alike. */
    public double variance() {
        return variance;
    }

    /** Whether K is a polynomial in u², namely K(0) (1 − u²)^p. */
    boolean isPolynomial() {
        return power >= 0;
    }

    /** The p of (1 − u²)^p. */
    int power() {
        return power;
    }

    boolean endsInStep() {
        return this == UNIFORM || this == GAUSSIAN;
    }

    /**
     * The kernel's mass within u, per radian of angle and divided by u²: (1/u²) ∫₀ᵘ K(t) t dt. For the polynomial
     * kernels the integral is (1 − (1 − u²)^(p+1))/2π, which makes the quotient a polynomial in u².
     */
    double massPerSquare(double u) {
        double v = u * u;
        double share;
        switch (this) {
            case UNIFORM:
                share = 1;
                break;
            case EPANECHNIKOV:
                share = 2 - v;
                break;
            case QUARTIC:
                share = 3 - v * (3 - v);
                break;
            case TRIWEIGHT:
                share = 4 - v * (6 - v * (4 - v));
                break;
            case TRIANGULAR:
                share = 3 - 2 * u;
                break;
            default:
                share = v < 1e-12 ? 0.5 : -Math.expm1(-v / 2) / v;
        }
        return share / (2 * Math.PI);
    }

    static double power(double base, int exponent) {
        switch (exponent) {
            case 0:
                return 1;
            case 1:
                return base;
            case 2:
                return base * base;
            default:
                return base * base * base;
        }
    }
}

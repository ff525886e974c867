package org.edubalance.density;

import org.edubalance.work.Workers;

/**
 * The mid-latitude metric on an ellipsoid of revolution: dy is the difference of the two meridian arcs, dx = Δλ N(φm)
 * cos φm with φm the mean of the two geodetic latitudes and N the radius of curvature in the prime vertical. Its error
 * grows with the square of the distance; against the geodesic it is below 1e-4 of the distance up to 100 km at |φ| ≤
 * 60°. Longitude is a multiple of x; what latitude an ordinate has, {@link Parallels} say. See R. E. Deakin and M. N. Hunter,
 * <i>Geometric Geodesy</i> (2010), for the meridian arc's series (Helmert, in the third flattening).
 */
final class EllipsoidalMetric extends GroundMetric {

    private static final double WEB_MERCATOR_RADIUS = 6378137;

    /** Next to a pole a parallel is too short to bound anything by it. */
    static final double NEXT_TO_POLE = Math.toRadians(89.9);

    private static final int ORDINATES_PER_BLOCK = 1 << 15;

    private final double a;
    private final double e2;
    private final double radiansPerX;
    private final Parallels parallels;
    private final double[] arc;

    private EllipsoidalMetric(double a, double inverseFlattening, double radiansPerX, Parallels parallels) {
        double flattening = Double.isInfinite(inverseFlattening) ? 0 : 1 / inverseFlattening;
        this.a = a;
        this.e2 = flattening * (2 - flattening);
        this.radiansPerX = radiansPerX;
        this.parallels = parallels;
        double n = flattening / (2 - flattening);
        double n2 = n * n;
        double scale = a / (1 + n);
        arc = new double[] {
            scale * (1 + n2 / 4 + n2 * n2 / 64),
            scale * -1.5 * (n - n * n2 / 8),
            scale * 15 / 16 * (n2 - n2 * n2 / 4),
            scale * -35 / 48 * n * n2,
            scale * 315 / 512 * n2 * n2
        };
    }

    static EllipsoidalMetric of(double semiMajor, double inverseFlattening, double radiansPerX, Parallels parallels) {
        return new EllipsoidalMetric(semiMajor, inverseFlattening, radiansPerX, parallels);
    }

    static EllipsoidalMetric ofWebMercator() {
        double perUnit = 1 / WEB_MERCATOR_RADIUS;
        return of(WEB_MERCATOR_RADIUS, 298.257223563, perUnit, new Parallels.Mercator(perUnit, 0, 0));
    }

    private double latitude(double y) {
        return parallels.latitude(y);
    }

    private double ordinate(double latitude) {
        return parallels.ordinate(latitude);
    }

    /** The length of the meridian from the equator to a latitude, in metres. */
    private double arc(double latitude) {
        return arc(latitude, Math.sin(latitude), Math.cos(latitude));
    }

    /** The sine series in 2φ, 4φ, 6φ, 8φ summed as Clenshaw does, so that it costs no further sine. */
    private double arc(double latitude, double sine, double cosine) {
        double twice = 2 * (cosine - sine) * (cosine + sine);
        double b3 = arc[3] + twice * arc[4];
        double b2 = arc[2] + twice * b3 - arc[4];
        double b1 = arc[1] + twice * b2 - b3;
        return arc[0] * latitude + b1 * 2 * sine * cosine;
    }

    /** (N cos φ)² from cos φ: a² c² / (1 − e² + e² c²). */
    private double squaredParallelRadius(double cosine) {
        double c2 = cosine * cosine;
        return a * a * c2 / (1 - e2 + e2 * c2);
    }

    private double metresPerX(double y1, double y2) {
        double mid = (latitude(y1) + latitude(y2)) / 2;
        return Math.sqrt(squaredParallelRadius(Math.cos(mid))) * radiansPerX;
    }

    @Override
    public double dx(double x1, double y1, double x2, double y2) {
        return (x2 - x1) * metresPerX(y1, y2);
    }

    @Override
    public double dy(double y1, double y2) {
        return arc(latitude(y2)) - arc(latitude(y1));
    }

    @Override
    public double period() {
        return 2 * Math.PI / radiansPerX;
    }

    /** The meridian is curved most at the equator, with radius a(1 − e²), so no degree of latitude is shorter than there. */
    private double widestAngle(double metres) {
        return metres / (a * (1 - e2)) * (1 + 1e-9);
    }

    @Override
    public double lowest(double y, double metres) {
        double latitude = latitude(y) - widestAngle(metres);
        return parallels.open() && latitude < -NEXT_TO_POLE ? Double.NEGATIVE_INFINITY : ordinate(latitude);
    }

    @Override
    public double highest(double y, double metres) {
        double latitude = latitude(y) + widestAngle(metres);
        return parallels.open() && latitude > NEXT_TO_POLE ? Double.POSITIVE_INFINITY : ordinate(latitude);
    }

    @Override
    public double reach(double y, double metres) {
        double latitude = Math.abs(latitude(y)) + widestAngle(metres);
        if (latitude >= NEXT_TO_POLE) {
            return Double.POSITIVE_INFINITY;
        }
        return metres / (a * Math.cos(latitude) * radiansPerX) * (1 + 1e-9);
    }

    @Override
    public double metresPerX(double y) {
        return metresPerX(y, y);
    }

    @Override
    public double metresPerY(double y) {
        double latitude = latitude(y);
        double sine = Math.sin(latitude);
        double meridianRadius = a * (1 - e2) / Math.pow(1 - e2 * sine * sine, 1.5);
        return meridianRadius * parallels.radiansPerY(latitude);
    }

    @Override
    public double area(double width, double y1, double y2) {
        return width * radiansPerX * (areaPerRadian(latitude(y2)) - areaPerRadian(latitude(y1)));
    }

    /** The area between the equator and a latitude, per radian of longitude (the authalic integral). */
    private double areaPerRadian(double latitude) {
        double sine = Math.sin(latitude);
        if (e2 == 0) {
            return a * a * sine;
        }
        double e = Math.sqrt(e2);
        double atanh = Math.log((1 + e * sine) / (1 - e * sine)) / 2;
        return a * a * (1 - e2) / 2 * (sine / (1 - e2 * sine * sine) + atanh / e);
    }

    /** The meridian arc and sin(φ/2) of each ordinate; with the cosine's half-angle formula no pair costs a sine. */
    @Override
    Ordinates prepare(double[] y, int size, Workers workers) {
        double[] arcs = new double[size];
        double[] halfSines = new double[size];
        workers.run(size, ORDINATES_PER_BLOCK, () -> (from, to) -> {
            for (int i = from; i < to; i++) {
                double latitude = latitude(y[i]);
                double sine = Math.sin(latitude);
                double cosine = Math.cos(latitude);
                arcs[i] = arc(latitude, sine, cosine);
                halfSines[i] = sine / Math.sqrt(2 + 2 * cosine);
            }
        });
        return new Ordinates(arcs, halfSines);
    }

    @Override
    Line line(double y) {
        double latitude = latitude(y);
        double lineArc = arc(latitude);
        double lineSine = Math.sin(latitude / 2);
        double lineCosine = Math.cos(latitude / 2);
        double a2 = a * a * radiansPerX * radiansPerX;
        double b = 1 - e2;
        double e = e2;
        return (ordinates, from, count, dySquared, mSquared) -> {
            double[] arcs = ordinates.first();
            double[] halfSines = ordinates.second();
            for (int k = 0; k < count; k++) {
                double dy = lineArc - arcs[from + k];
                dySquared[k] = dy * dy;
                double sine = halfSines[from + k];
                double cosine = Math.sqrt(1 - sine * sine);
                double mid = lineCosine * cosine - lineSine * sine;
                double c2 = mid * mid;
                mSquared[k] = a2 * c2 / (b + e * c2);
            }
        };
    }
}

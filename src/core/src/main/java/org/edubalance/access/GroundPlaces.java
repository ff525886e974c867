package org.edubalance.access;

import org.edubalance.geometry.SpaceTree;
import org.edubalance.work.Workers;

/**
 * Places as points in space, in metres, so that distances on the ground come from differences of coordinates: on a plane,
 * or on the globe as points of the ellipsoid WGS 84 about the Earth's centre. There the straight line through the Earth
 * is turned into the way over it by the mean radius R,
 *
 * <pre>
 *   d = 2R arcsin(c / 2R)
 * </pre>
 *
 * <p>which is off by less than 3e-6 of the distance up to 500 km, 1.1e-5 up to 1,000 km and 0.4 % up to 15,000 km, anywhere
 * on Earth: there is no date line and no pole.
 */
public final class GroundPlaces {

    private static final double SEMI_MAJOR = 6378137;
    private static final double E2 = 0.0066943799901413165;
    private static final double MEAN_RADIUS = 6371008.7714;

    final double[] x;
    final double[] y;
    final double[] z;
    private final Ground ground;

    private GroundPlaces(double[] x, double[] y, double[] z, Ground ground) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.ground = ground;
    }

    /** Places on a plane, in metres. */
    public static GroundPlaces onPlane(double[] x, double[] y) {
        return new GroundPlaces(x, y, new double[x.length], Ground.PLANE);
    }

    /** Places on WGS 84, in degrees. */
    public static GroundPlaces onGlobe(double[] longitude, double[] latitude) {
        int n = longitude.length;
        double[] x = new double[n];
        double[] y = new double[n];
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            double lambda = Math.toRadians(longitude[i]);
            double phi = Math.toRadians(latitude[i]);
            double sine = Math.sin(phi);
            double normal = SEMI_MAJOR / Math.sqrt(1 - E2 * sine * sine);
            x[i] = normal * Math.cos(phi) * Math.cos(lambda);
            y[i] = normal * Math.cos(phi) * Math.sin(lambda);
            z[i] = normal * (1 - E2) * sine;
        }
        return new GroundPlaces(x, y, z, Ground.GLOBE);
    }

    /** A tree over them. */
    SpaceTree tree(Workers workers) {
        return new SpaceTree(x, y, z, workers);
    }

    /** How many places. */
    public int count() {
        return x.length;
    }

    Ground ground() {
        return ground;
    }

    /** The square of the straight line between a place and one of others. */
    double squaredChord(int i, GroundPlaces others, int j) {
        double dx = x[i] - others.x[j];
        double dy = y[i] - others.y[j];
        double dz = z[i] - others.z[j];
        return dx * dx + dy * dy + dz * dz;
    }

    /** The distance on the ground between a place and one of others, in metres. */
    public double distance(int i, GroundPlaces others, int j) {
        return ground.distance(squaredChord(i, others, j));
    }

    /** How straight lines in space and ways over the ground compare. */
    enum Ground {
        PLANE {
            @Override
            double distance(double squaredChord) {
                return Math.sqrt(squaredChord);
            }

            @Override
            double squaredDistance(double squaredChord) {
                return squaredChord;
            }

            @Override
            double squaredChord(double distance) {
                return distance * distance;
            }
        },
        GLOBE {
            @Override
            double distance(double squaredChord) {
                return 2 * MEAN_RADIUS * Math.asin(Math.min(1, Math.sqrt(squaredChord) / (2 * MEAN_RADIUS)));
            }

            /** By the series of arcsin², which is off by less than 1e-9 up to 570 km, where it gives way. */
            @Override
            double squaredDistance(double squaredChord) {
                double u = squaredChord / (MEAN_RADIUS * MEAN_RADIUS);
                if (u > 0.008) {
                    double distance = distance(squaredChord);
                    return distance * distance;
                }
                return squaredChord * (1 + u * (1.0 / 12 + u / 90));
            }

            @Override
            double squaredChord(double distance) {
                if (distance >= Math.PI * MEAN_RADIUS) {
                    return Double.POSITIVE_INFINITY;
                }
                double chord = 2 * MEAN_RADIUS * Math.sin(distance / (2 * MEAN_RADIUS));
                return chord * chord;
            }
        };

        /** The distance on the ground, from the square of the straight line. */
        abstract double distance(double squaredChord);

        /** The square of the distance on the ground, which is cheaper. */
        abstract double squaredDistance(double squaredChord);

        /** Turns squares of straight lines into squares of distances. */
        void squaredDistances(double[] squaredChords, int count) {
            if (this != PLANE) {
                for (int i = 0; i < count; i++) {
                    squaredChords[i] = squaredDistance(squaredChords[i]);
                }
            }
        }

        /** The square of the straight line, from the distance on the ground. */
        abstract double squaredChord(double distance);
    }
}

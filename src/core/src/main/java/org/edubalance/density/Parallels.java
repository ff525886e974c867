package org.edubalance.density;

/** What the ordinate of a map whose parallels are horizontal says of the latitude. Latitudes are geodetic, in radians. */
interface Parallels {

    double latitude(double y);

    /** The ordinate of a latitude, or of the nearest one that has an ordinate. */
    double ordinate(double latitude);

    /** Radians of latitude to a unit of y, at a latitude. */
    double radiansPerY(double latitude);

    /** Whether the poles are infinitely far away. */
    boolean open();

    /** Latitude itself, or a multiple of it from some ordinate on. */
    record Linear(double radiansPerY, double equator) implements Parallels {

        @Override
        public double latitude(double y) {
            return (y - equator) * radiansPerY;
        }

        @Override
        public double ordinate(double latitude) {
            return Math.max(-Math.PI / 2, Math.min(Math.PI / 2, latitude)) / radiansPerY + equator;
        }

        @Override
        public double radiansPerY(double latitude) {
            return radiansPerY;
        }

        @Override
        public boolean open() {
            return false;
        }
    }

    /**
     * Mercator: y − y₀ = s ψ(φ), ψ = asinh(tan φ) − e atanh(e sin φ) the isometric latitude; with e = 0 the spherical form,
     * as in Web Mercator. See J. P. Snyder, <i>Map Projections: A Working Manual</i> (1987), section 7.
     *
     * @param perUnit 1/s
     * @param eccentricity e
     * @param equator y₀
     */
    record Mercator(double perUnit, double eccentricity, double equator) implements Parallels {

        private static final int MOST_STEPS = 12;

        @Override
        public double latitude(double y) {
            double isometric = (y - equator) * perUnit;
            double latitude = Math.atan(Math.sinh(isometric));
            if (eccentricity == 0) {
                return latitude;
            }
            for (int step = 0; step < MOST_STEPS; step++) {
                double better = Math.atan(Math.sinh(isometric + flattened(latitude)));
                if (Math.abs(better - latitude) < 1e-15) {
                    return better;
                }
                latitude = better;
            }
            return latitude;
        }

        private double flattened(double latitude) {
            double x = eccentricity * Math.sin(latitude);
            return eccentricity * Math.log((1 + x) / (1 - x)) / 2;
        }

        @Override
        public double ordinate(double latitude) {
            double bounded =
                    Math.max(-EllipsoidalMetric.NEXT_TO_POLE, Math.min(EllipsoidalMetric.NEXT_TO_POLE, latitude));
            double tan = Math.tan(Math.abs(bounded));
            double spherical = Math.copySign(Math.log(tan + Math.sqrt(tan * tan + 1)), bounded);
            return (spherical - (eccentricity == 0 ? 0 : flattened(bounded))) / perUnit + equator;
        }

        @Override
        public double radiansPerY(double latitude) {
            double sine = Math.sin(latitude);
            double e2 = eccentricity * eccentricity;
            return perUnit * Math.cos(latitude) * (1 - e2 * sine * sine) / (1 - e2);
        }

        @Override
        public boolean open() {
            return true;
        }
    }
}

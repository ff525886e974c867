package org.edubalance.density;

import org.edubalance.work.Workers;

/**
 * Distances on the ground, in metres, between points in map coordinates. Every metric here has the form d² = dy² + m²
 * Δx², with dy (metres) and m (metres per unit of x) depending on the two ordinates y alone: so for one grid row and one
 * feature the density is a function of Δx² along the row, which is what makes a row sweep possible.
 */
public abstract class GroundMetric {

    /** A projected plane whose axis unit is the given number of metres. */
    public static GroundMetric planar(double metresPerUnit) {
        return new PlanarMetric(metresPerUnit);
    }

    /**
     * Longitude and latitude on an ellipsoid of revolution.
     *
     * @param radiansPerUnit the angular unit, π/180 for degrees
     */
    public static GroundMetric geographic(double semiMajor, double inverseFlattening, double radiansPerUnit) {
        return cylindrical(semiMajor, inverseFlattening, radiansPerUnit, radiansPerUnit, 0);
    }

    /** Longitude and latitude in degrees on WGS 84. */
    public static GroundMetric geographic() {
        return geographic(6378137, 298.257223563, Math.PI / 180);
    }

    /** Web Mercator, EPSG:3857: distances are those on WGS 84, not those of the map. */
    public static GroundMetric webMercator() {
        return EllipsoidalMetric.ofWebMercator();
    }

    /**
     * A map whose x is a multiple of the longitude and whose y, from the equator on, is a multiple of the latitude, as in
     * world maps of plain longitude and latitude.
     *
     * @param radiansPerX radians of longitude to a unit of x
     * @param radiansPerY radians of latitude to a unit of y
     * @param equator the equator's y
     */
    public static GroundMetric cylindrical(
            double semiMajor, double inverseFlattening, double radiansPerX, double radiansPerY, double equator) {
        return EllipsoidalMetric.of(
                semiMajor, inverseFlattening, radiansPerX, new Parallels.Linear(radiansPerY, equator));
    }

    /**
     * A map in Mercator's projection: distances are those on the ellipsoid, not those of the map.
     *
     * @param radiansPerX radians of longitude to a unit of x
     * @param spherical whether the projection takes latitudes for those of a sphere, as Web Mercator does
     * @param equator the equator's y
     */
    public static GroundMetric mercator(
            double semiMajor, double inverseFlattening, double radiansPerX, boolean spherical, double equator) {
        double flattening = Double.isInfinite(inverseFlattening) ? 0 : 1 / inverseFlattening;
        double eccentricity = spherical ? 0 : Math.sqrt(flattening * (2 - flattening));
        return EllipsoidalMetric.of(
                semiMajor, inverseFlattening, radiansPerX, new Parallels.Mercator(radiansPerX, eccentricity, equator));
    }

    /** The distance in metres. */
    public final double distance(double x1, double y1, double x2, double y2) {
        return Math.hypot(dx(x1, y1, x2, y2), dy(y1, y2));
    }

    /** How far point 2 is east of point 1, in metres. Differences of x beyond half a turn are not wrapped. */
    public abstract double dx(double x1, double y1, double x2, double y2);

    /** How far ordinate 2 is north of ordinate 1, in metres. */
    public abstract double dy(double y1, double y2);

    /** The x after which the Earth repeats itself, 0 on a plane. */
    public abstract double period();

    /** The lowest y that may be within a distance of y; it may be too low, never too high. */
    public abstract double lowest(double y, double metres);

    /** The highest y that may be within a distance of y; it may be too high, never too low. */
    public abstract double highest(double y, double metres);

    /** The greatest |Δx| that may be within a distance of a point at y; infinite close to a pole. */
    public abstract double reach(double y, double metres);

    /** Metres per unit of x along y. */
    public abstract double metresPerX(double y);

    /** Metres per unit of y at y. */
    public abstract double metresPerY(double y);

    /** The area on the ground, in m², of a box of a given width from y1 up to y2. */
    public abstract double area(double width, double y1, double y2);

    /** What {@link Line} needs to know of each ordinate; may hand back {@code y} itself. */
    abstract Ordinates prepare(double[] y, int size, Workers workers);

    /** The line of constant y from which distances are taken. */
    abstract Line line(double y);

    /** Whether m is the same everywhere, so that only dy depends on the ordinates. */
    boolean isUniform() {
        return false;
    }

    /** Two numbers per ordinate, whose meaning is the metric's own; {@code second} may be null. */
    record Ordinates(double[] first, double[] second) {}

    /** Distances from one line of constant y, in bulk. */
    interface Line {
        /** For each ordinate of a range, dy² and, of a metric that is not uniform, m². */
        void offsets(Ordinates ordinates, int from, int count, double[] dySquared, double[] mSquared);
    }
}

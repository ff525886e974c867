package org.edubalance.process.features;

import java.util.Optional;
import org.edubalance.density.GroundMetric;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * How a projected CRS's units compare with metres on the ground, over a window.
 *
 * @param metresPerUnit on the ground, at the window's middle, the geometric mean of both directions
 * @param greatestError the greatest share by which the plane's own metres are off anywhere in the window
 * @param restError the greatest share by which they are still off when measured by {@code metresPerUnit}
 */
record MapScale(double metresPerUnit, double greatestError, double restError) {

    /** The error that a plane may have. */
    static final double TOLERANCE = 0.005;

    /** Places to a side of the window. */
    private static final int PLACES = 3;

    /** A step is this share of the window. */
    private static final double STEP = 1e-3;

    boolean distorts() {
        return greatestError > TOLERANCE;
    }

    /**
     * Compares at some places.
     *
     * @param unit what a unit of the CRS is called in metres
     * @return empty where the CRS has no longitude and latitude at the window's middle
     */
    static Optional<MapScale> of(ProjectedCRS crs, ReferencedEnvelope window, double unit) {
        MathTransform transform;
        try {
            transform = CRS.findMathTransform(crs, DefaultGeographicCRS.WGS84, true);
        } catch (FactoryException e) {
            return Optional.empty();
        }
        GroundMetric ground = GroundMetric.geographic();
        double[] middle = scales(transform, ground, window.getMedian(0), window.getMedian(1), step(window));
        if (middle.length == 0) {
            return Optional.empty();
        }
        double metres = Math.sqrt(middle[0] * middle[1]);
        double greatest = 0;
        double rest = 0;
        for (int i = 0; i < PLACES * PLACES; i++) {
            double x = window.getMinX() + window.getWidth() * (i % PLACES) / (PLACES - 1);
            double y = window.getMinY() + window.getHeight() * (i / PLACES) / (PLACES - 1);
            for (double scale : scales(transform, ground, x, y, step(window))) {
                greatest = Math.max(greatest, Math.abs(unit / scale - 1));
                rest = Math.max(rest, Math.abs(metres / scale - 1));
            }
        }
        return Optional.of(new MapScale(metres, greatest, rest));
    }

    private static double step(ReferencedEnvelope window) {
        return Math.max(1, STEP * Math.max(window.getWidth(), window.getHeight()));
    }

    /** Metres on the ground to a unit of x and of y at a place; none where it is not on Earth. */
    private static double[] scales(MathTransform transform, GroundMetric ground, double x, double y, double step) {
        double[] places = {x - step, y, x + step, y, x, y - step, x, y + step};
        try {
            transform.transform(places, 0, places, 0, 4);
        } catch (TransformException | IllegalArgumentException e) {
            return new double[0];
        }
        double east = distance(ground, places, 0) / (2 * step);
        double north = distance(ground, places, 4) / (2 * step);
        return east > 0 && north > 0 && east + north < Double.POSITIVE_INFINITY
                ? new double[] {east, north}
                : new double[0];
    }

    private static double distance(GroundMetric ground, double[] places, int at) {
        double turned = places[at] + 360 * Math.rint((places[at + 2] - places[at]) / 360);
        return ground.distance(turned, places[at + 1], places[at + 2], places[at + 3]);
    }
}

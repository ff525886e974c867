package org.edubalance.process.features;

import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;

/**
 * The outermost of an input's coordinates in a map projection, tried there and back. Coordinates that the projection gives
 * to no place come back as others; GeoTools checks that by assertions, which are off in a server, and so would take them
 * for some place or other. One that cannot be is the outermost in some direction.
 */
final class ProjectedExtremes {

    /** Of the coordinate's size. Projections are worse than this only where they are far beyond their use. */
    private static final double TOLERANCE = 1e-3;

    private static final int DIRECTIONS = 4;

    private final String input;
    private final ProjectedCRS crs;
    private final double[] x = new double[DIRECTIONS];
    private final double[] y = new double[DIRECTIONS];
    private final SimpleFeature[] features = new SimpleFeature[DIRECTIONS];

    ProjectedExtremes(String input, ProjectedCRS crs) {
        this.input = input;
        this.crs = crs;
    }

    void add(double newX, double newY, SimpleFeature feature) {
        if (features[0] == null) {
            for (int i = 0; i < DIRECTIONS; i++) {
                put(i, newX, newY, feature);
            }
            return;
        }
        if (newX < x[0]) {
            put(0, newX, newY, feature);
        }
        if (newX > x[1]) {
            put(1, newX, newY, feature);
        }
        if (newY < y[2]) {
            put(2, newX, newY, feature);
        }
        if (newY > y[3]) {
            put(3, newX, newY, feature);
        }
    }

    private void put(int direction, double newX, double newY, SimpleFeature feature) {
        x[direction] = newX;
        y[direction] = newY;
        features[direction] = feature;
    }

    /** @throws Refusal if one of them is nowhere */
    void check() {
        if (features[0] == null) {
            return;
        }
        double period =
                CylindricalMaps.metric(crs).map(metric -> metric.period()).orElse(0d);
        for (int i = 0; i < DIRECTIONS; i++) {
            // a map of the world may go on for a turn beyond its edge
            boolean reached = period == 0 || Math.abs(x[i]) <= 1.5 * period;
            if (!reached || !comesBack(period == 0 ? x[i] : Math.IEEEremainder(x[i], period), y[i])) {
                throw Refusal.of("data.coordinate.projected", "crs", GroundMetrics.name(crs), "x", x[i], "y", y[i])
                        .about(input)
                        .at(Places.of(features[i]));
            }
        }
    }

    private boolean comesBack(double fromX, double fromY) {
        double[] place = {fromX, fromY};
        try {
            MathTransform project = crs.getConversionFromBase().getMathTransform();
            project.inverse().transform(place, 0, place, 0, 1);
            project.transform(place, 0, place, 0, 1);
        } catch (TransformException | IllegalArgumentException e) {
            return false;
        }
        double size = Math.max(1, Math.abs(fromX) + Math.abs(fromY));
        return Math.abs(place[0] - fromX) + Math.abs(place[1] - fromY) <= TOLERANCE * size;
    }
}

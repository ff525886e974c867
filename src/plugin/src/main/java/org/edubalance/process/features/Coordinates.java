package org.edubalance.process.features;

import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.CRS.AxisOrder;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/**
 * The check of an input's coordinates, the same for every process: finite, and such as there are on Earth. Longitudes may
 * go on for a turn beyond the date line; those of a map projection are tried by {@link ProjectedExtremes}.
 */
final class Coordinates {

    private final String input;
    /** A quarter of a turn in the CRS's unit; infinite where coordinates are none of angles. */
    private final double quarter;

    private final boolean latitudeFirst;

    /** Null where the CRS is no map projection. */
    private final ProjectedExtremes extremes;

    /** @param crsOrNull the coordinates' CRS; without one only what is not finite is refused */
    Coordinates(String input, CoordinateReferenceSystem crsOrNull) {
        this.input = input;
        boolean angles = crsOrNull instanceof GeographicCRS;
        quarter = angles ? GroundMetrics.pole(crsOrNull) : Double.POSITIVE_INFINITY;
        latitudeFirst = angles && CRS.getAxisOrder(crsOrNull) == AxisOrder.NORTH_EAST;
        extremes = crsOrNull instanceof ProjectedCRS projected ? new ProjectedExtremes(input, projected) : null;
    }

    /** @throws Refusal if a coordinate of the geometry cannot be, naming the input and the feature */
    void check(Geometry geometry, SimpleFeature feature) {
        if (geometry instanceof Point point) {
            if (!point.isEmpty()) {
                check(point.getX(), point.getY(), feature);
            }
            return;
        }
        geometry.apply(new CoordinateSequenceFilter() {
            @Override
            public void filter(CoordinateSequence points, int i) {
                check(points.getX(i), points.getY(i), feature);
            }

            @Override
            public boolean isDone() {
                return false;
            }

            @Override
            public boolean isGeometryChanged() {
                return false;
            }
        });
    }

    /** The same of a point. */
    void check(double x, double y, SimpleFeature feature) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw refusal("data.coordinate", x, y, feature);
        }
        if (extremes != null) {
            extremes.add(x, y, feature);
            return;
        }
        double longitude = Math.abs(latitudeFirst ? y : x);
        double latitude = Math.abs(latitudeFirst ? x : y);
        if (latitude <= quarter && longitude <= 6 * quarter) {
            return;
        }
        if (longitude > 6 * quarter || latitude > 6 * quarter) {
            throw refusal("data.coordinate.metres", x, y, feature);
        }
        boolean swapped = longitude <= quarter && latitude <= 2 * quarter;
        throw refusal(swapped ? "data.coordinate.swapped" : "data.coordinate.range", x, y, feature);
    }

    /** To be called when all have been checked: some can only be told from all of them. */
    public void complete() {
        if (extremes != null) {
            extremes.check();
        }
    }

    private Refusal refusal(String key, double x, double y, SimpleFeature feature) {
        return Refusal.of(key, "x", x, "y", y).about(input).at(Places.of(feature));
    }
}

package org.edubalance.process.features;

import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * Geometries from one CRS to another. A projection gives coordinates to places far beyond its use too, which mean nothing;
 * GeoTools notices by assertions, which are off in a server. So each geometry is taken there and back.
 */
public final class Transfer {

    /** Of a coordinate's size, and in its unit. */
    private static final double TOLERANCE = 1e-3;

    private final MathTransform transform;
    private final double period;

    /**
     * @param input whose geometries they are
     * @throws Refusal if there is no transform
     */
    public Transfer(String input, CoordinateReferenceSystem from, CoordinateReferenceSystem to) {
        transform = GroundMetrics.transform(input, from, to);
        period = transform.isIdentity() ? 0 : period(from);
    }

    private static double period(CoordinateReferenceSystem crs) {
        if (crs instanceof ProjectedCRS projected) {
            return CylindricalMaps.metric(projected)
                    .map(metric -> metric.period())
                    .orElse(0d);
        }
        return crs instanceof GeographicCRS ? GroundMetrics.of(crs).period() : 0;
    }

    /**
     * The geometry there.
     *
     * @throws TransformException if the other CRS has no coordinates for it
     */
    public Geometry of(Geometry geometry) throws TransformException {
        if (transform.isIdentity()) {
            return geometry;
        }
        Coordinate[] before = geometry.getCoordinates();
        Geometry there;
        Coordinate[] back;
        try {
            there = JTS.transform(geometry, transform);
            back = JTS.transform(there, transform.inverse()).getCoordinates();
        } catch (IllegalArgumentException e) {
            // of angles beyond any sense
            throw new TransformException(e.getMessage(), e);
        }
        for (int i = 0; i < before.length; i++) {
            if (!isSame(before[i], back[i])) {
                throw new TransformException("no coordinates for " + before[i]);
            }
        }
        return there;
    }

    private boolean isSame(Coordinate before, Coordinate back) {
        double tolerance = TOLERANCE * (1 + Math.abs(before.x) + Math.abs(before.y));
        return distance(before.x - back.x) <= tolerance && distance(before.y - back.y) <= tolerance;
    }

    /** A difference of coordinates, whole turns aside. */
    private double distance(double difference) {
        return Math.abs(period > 0 ? Math.IEEEremainder(difference, period) : difference);
    }
}

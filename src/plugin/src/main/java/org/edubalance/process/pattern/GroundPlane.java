package org.edubalance.process.pattern;

import org.edubalance.messages.Refusal;
import org.edubalance.process.features.GroundMetrics;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.MathTransformFactory;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.ReferencingFactoryFinder;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.datum.DefaultEllipsoid;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * A plane in ground metres around some points, whatever the CRS of the data: the azimuthal equidistant projection of WGS
 * 84 about the middle of the points on the globe, so also where they lie on both sides of the date line. Distances from
 * the centre are true; other distances, and areas, are too large by at most (r/6371 km)²/6, r the distance from the
 * centre: 0.1 % at 500 km.
 */
final class GroundPlane {

    /** A geodesic takes a microsecond or two. */
    private static final int POINTS_PER_BLOCK = 1 << 10;

    private final MathTransform toPlane;
    private final MathTransform fromPlane;

    private GroundPlane(MathTransform toPlane, MathTransform fromPlane) {
        this.toPlane = toPlane;
        this.fromPlane = fromPlane;
    }

    /**
     * The plane around some points.
     *
     * @throws Refusal if the CRS cannot be transformed to WGS 84, or a point in it cannot
     */
    static GroundPlane around(Coordinate[] points, CoordinateReferenceSystem crs) {
        try {
            MathTransform toGlobe = CRS.findMathTransform(crs, DefaultGeographicCRS.WGS84, true);
            MathTransformFactory factory = ReferencingFactoryFinder.getMathTransformFactory(null);
            MathTransform transform =
                    factory.createConcatenatedTransform(toGlobe, projection(middle(points, toGlobe), factory));
            return new GroundPlane(transform, transform.inverse());
        } catch (FactoryException | TransformException | IllegalArgumentException e) {
            throw Refusal.because(e, "pattern.wgs84", "crs", GroundMetrics.name(crs))
                    .about("data");
        }
    }

    /** From degrees to metres; made without a text of it, for which GeoTools would open its database of EPSG codes. */
    private static MathTransform projection(double[] centre, MathTransformFactory factory) throws FactoryException {
        ParameterValueGroup parameters = factory.getDefaultParameters("Azimuthal_Equidistant");
        parameters.parameter("semi_major").setValue(DefaultEllipsoid.WGS84.getSemiMajorAxis());
        parameters.parameter("semi_minor").setValue(DefaultEllipsoid.WGS84.getSemiMinorAxis());
        parameters.parameter("longitude_of_center").setValue(rounded(centre[0]));
        parameters.parameter("latitude_of_center").setValue(rounded(centre[1]));
        return factory.createParameterizedTransform(parameters);
    }

    /** To 1e-9°, so that no rounding on the way to the centre shows in a result. */
    private static double rounded(double degrees) {
        return Math.rint(degrees * 1e9) / 1e9;
    }

    /** The longitude and latitude of the points' mean direction from the Earth's centre; the first point's if it has none. */
    private static double[] middle(Coordinate[] points, MathTransform toGlobe) throws TransformException {
        double[] flat = flat(points);
        toGlobe.transform(flat, 0, flat, 0, points.length);
        double x = 0;
        double y = 0;
        double z = 0;
        for (int i = 0; i < flat.length; i += 2) {
            double longitude = Math.toRadians(flat[i]);
            double latitude = Math.toRadians(flat[i + 1]);
            x += Math.cos(latitude) * Math.cos(longitude);
            y += Math.cos(latitude) * Math.sin(longitude);
            z += Math.sin(latitude);
        }
        if (Math.hypot(Math.hypot(x, y), z) < 1e-9 * points.length) {
            return new double[] {flat[0], flat[1]};
        }
        return new double[] {Math.toDegrees(Math.atan2(y, x)), Math.toDegrees(Math.atan2(z, Math.hypot(x, y)))};
    }

    private static double[] flat(Coordinate[] points) {
        double[] flat = new double[2 * points.length];
        for (int i = 0; i < points.length; i++) {
            flat[2 * i] = points[i].x;
            flat[2 * i + 1] = points[i].y;
        }
        return flat;
    }

    /** Points on the plane: x in the first array, y in the second. */
    double[][] toPlane(Coordinate[] points) {
        double[] flat = flat(points);
        transform(toPlane, flat);
        double[][] xy = new double[2][points.length];
        for (int i = 0; i < points.length; i++) {
            xy[0][i] = flat[2 * i];
            xy[1][i] = flat[2 * i + 1];
        }
        return xy;
    }

    /** A geometry on the plane. */
    Geometry toPlane(Geometry geometry) {
        try {
            return JTS.transform(geometry, toPlane);
        } catch (TransformException e) {
            throw Refusal.because(e, "pattern.plane").about("data");
        }
    }

    /** A point of the plane in the data's CRS. */
    Coordinate fromPlane(double x, double y) {
        double[] flat = {x, y};
        transform(fromPlane, flat);
        return new Coordinate(flat[0], flat[1]);
    }

    private static void transform(MathTransform transform, double[] flat) {
        Workers.of(Monitor.NONE).run(flat.length / 2, POINTS_PER_BLOCK, () -> (from, to) -> {
            try {
                transform.transform(flat, 2 * from, flat, 2 * from, to - from);
            } catch (TransformException e) {
                throw Refusal.because(e, "pattern.plane").about("data");
            }
        });
    }
}

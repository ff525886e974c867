package org.edubalance.process.pattern;

import java.util.Locale;
import org.edubalance.process.features.Inputs;
import org.geotools.api.geometry.Position;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.Position2D;
import org.geotools.geometry.jts.JTS;
import org.geotools.process.ProcessException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * A plane in ground metres around a place, whatever the CRS of the data: the azimuthal equidistant projection of WGS 84.
 * Distances from the centre are true; other distances, and areas, are too large by at most (r/6371 km)²/6, r the distance
 * from the centre: 0.1 % at 500 km.
 */
final class GroundPlane {

    private final MathTransform toPlane;
    private final MathTransform fromPlane;

    private GroundPlane(MathTransform toPlane, MathTransform fromPlane) {
        this.toPlane = toPlane;
        this.fromPlane = fromPlane;
    }

    /** The plane around the centre of some bounds. */
    static GroundPlane around(Envelope bounds, CoordinateReferenceSystem crs) {
        if (crs == null) {
            throw new ProcessException(
                    "data must have a coordinate reference system, since distances are on the ground");
        }
        try {
            Position centre = CRS.findMathTransform(crs, DefaultGeographicCRS.WGS84, true)
                    .transform(new Position2D(bounds.centre().x, bounds.centre().y), null);
            String wkt = String.format(
                    Locale.ROOT,
                    "PROJCS[\"ground\", GEOGCS[\"WGS 84\", DATUM[\"WGS_1984\", SPHEROID[\"WGS 84\", 6378137,"
                            + " 298.257223563]], PRIMEM[\"Greenwich\", 0], UNIT[\"degree\", 0.017453292519943295],"
                            + " AXIS[\"Longitude\", EAST], AXIS[\"Latitude\", NORTH]],"
                            + " PROJECTION[\"Azimuthal_Equidistant\"], PARAMETER[\"latitude_of_center\", %.9f],"
                            + " PARAMETER[\"longitude_of_center\", %.9f], PARAMETER[\"false_easting\", 0],"
                            + " PARAMETER[\"false_northing\", 0], UNIT[\"metre\", 1], AXIS[\"Easting\", EAST],"
                            + " AXIS[\"Northing\", NORTH]]",
                    centre.getOrdinate(1),
                    centre.getOrdinate(0));
            MathTransform transform = CRS.findMathTransform(crs, CRS.parseWKT(wkt), true);
            return new GroundPlane(transform, transform.inverse());
        } catch (FactoryException | TransformException e) {
            throw notTransformable(e);
        }
    }

    /** Points on the plane: x in the first array, y in the second. */
    double[][] toPlane(Coordinate[] points) {
        double[] flat = new double[2 * points.length];
        for (int i = 0; i < points.length; i++) {
            flat[2 * i] = points[i].x;
            flat[2 * i + 1] = points[i].y;
        }
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
            throw notTransformable(e);
        }
    }

    /** A point of the plane in the data's CRS. */
    Coordinate fromPlane(double x, double y) {
        double[] flat = {x, y};
        transform(fromPlane, flat);
        return new Coordinate(flat[0], flat[1]);
    }

    private static void transform(MathTransform transform, double[] flat) {
        try {
            transform.transform(flat, 0, flat, 0, flat.length / 2);
        } catch (TransformException e) {
            throw notTransformable(e);
        }
    }

    private static ProcessException notTransformable(Exception e) {
        return new ProcessException(
                "data must have coordinates that transform to WGS 84: " + Inputs.shown(e.getMessage()));
    }
}

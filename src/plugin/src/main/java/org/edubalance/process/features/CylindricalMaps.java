package org.edubalance.process.features;

import java.util.Optional;
import org.edubalance.density.GroundMetric;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.cs.DefaultEllipsoidalCS;
import si.uom.SI;

/**
 * Finds projected CRSs that are Mercator's projection or a plain map of longitude and latitude, whatever they are called,
 * by where they put some places.
 */
final class CylindricalMaps {

    /** Longitudes of which two neighbours are not on both sides of any map's edge. */
    private static final double[] LONGITUDES = {-121, -120, -1, 1, 119, 120};

    private static final double[] LATITUDES = {-60, -35, 0, 15, 50, 70};

    /** How far places may be from where they would be, in metres. */
    private static final double TOLERANCE = 0.1;

    private CylindricalMaps() {}

    /** The metric on the ellipsoid for such a CRS; empty for any other. */
    static Optional<GroundMetric> metric(ProjectedCRS crs) {
        try {
            GeographicCRS base = (GeographicCRS) crs.getBaseCRS();
            Ellipsoid ellipsoid = base.getDatum().getEllipsoid();
            double metres = ellipsoid.getAxisUnit().getConverterToAny(SI.METRE).convert(1d);
            double a = ellipsoid.getSemiMajorAxis() * metres;
            double inverse = ellipsoid.getInverseFlattening();
            // of the same datum, so that nothing is shifted
            MathTransform transform = CRS.findMathTransform(
                    new DefaultGeographicCRS("base", base.getDatum(), DefaultEllipsoidalCS.GEODETIC_2D), crs, true);
            double tolerance = TOLERANCE
                    / crs.getCoordinateSystem()
                            .getAxis(0)
                            .getUnit()
                            .getConverterToAny(SI.METRE)
                            .convert(1d);
            double equator = place(transform, 0, 0)[1];
            equator = Math.abs(equator) < 1e-6 ? 0 : equator;
            double perRadian = perRadian(transform, tolerance);
            if (!(perRadian > 0)) {
                return Optional.empty();
            }
            double[] ordinates = ordinates(transform, tolerance);
            if (ordinates.length == 0) {
                return Optional.empty();
            }
            double flattening = Double.isInfinite(inverse) ? 0 : 1 / inverse;
            double e = Math.sqrt(flattening * (2 - flattening));
            for (boolean spherical : new boolean[] {true, false}) {
                if (isMercator(ordinates, equator, perRadian, spherical ? 0 : e, tolerance)) {
                    return Optional.of(GroundMetric.mercator(a, inverse, 1 / perRadian, spherical, equator));
                }
            }
            double radians = Math.toRadians(LATITUDES[LATITUDES.length - 1]);
            double perLatitude = (ordinates[ordinates.length - 1] - equator) / radians;
            for (int i = 0; i < LATITUDES.length; i++) {
                double expected = equator + perLatitude * Math.toRadians(LATITUDES[i]);
                if (!(Math.abs(ordinates[i] - expected) < tolerance)) {
                    return Optional.empty();
                }
            }
            return Optional.of(GroundMetric.cylindrical(a, inverse, 1 / perRadian, 1 / perLatitude, equator));
        } catch (FactoryException | TransformException | javax.measure.IncommensurableException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            // GeoTools fails to word that a projection is not defined somewhere: then it is none of these
            return Optional.empty();
        }
    }

    private static double[] place(MathTransform transform, double longitude, double latitude)
            throws TransformException {
        double[] place = {longitude, latitude};
        transform.transform(place, 0, place, 0, 1);
        return place;
    }

    /** Units of x to a radian of longitude, NaN where that is not the same everywhere. */
    private static double perRadian(MathTransform transform, double tolerance) throws TransformException {
        double perRadian = Double.NaN;
        for (int i = 0; i < LONGITUDES.length; i += 2) {
            for (double latitude : new double[] {0, 50}) {
                double difference =
                        place(transform, LONGITUDES[i + 1], latitude)[0] - place(transform, LONGITUDES[i], latitude)[0];
                double found = difference / Math.toRadians(LONGITUDES[i + 1] - LONGITUDES[i]);
                if (!Double.isNaN(perRadian) && !(Math.abs(found - perRadian) < 100 * tolerance)) {
                    return Double.NaN;
                }
                perRadian = found;
            }
        }
        return perRadian;
    }

    /** The y of each latitude, none where they differ along a parallel. */
    private static double[] ordinates(MathTransform transform, double tolerance) throws TransformException {
        double[] ordinates = new double[LATITUDES.length];
        for (int i = 0; i < ordinates.length; i++) {
            ordinates[i] = place(transform, LONGITUDES[0], LATITUDES[i])[1];
            for (double longitude : LONGITUDES) {
                if (!(Math.abs(place(transform, longitude, LATITUDES[i])[1] - ordinates[i]) < tolerance)) {
                    return new double[0];
                }
            }
        }
        return ordinates;
    }

    private static boolean isMercator(
            double[] ordinates, double equator, double perRadian, double eccentricity, double tolerance) {
        for (int i = 0; i < LATITUDES.length; i++) {
            double sine = Math.sin(Math.toRadians(LATITUDES[i]));
            double x = eccentricity * sine;
            double isometric = Math.log((1 + sine) / (1 - sine)) / 2 - eccentricity * Math.log((1 + x) / (1 - x)) / 2;
            if (!(Math.abs(ordinates[i] - equator - perRadian * isometric) < 10 * tolerance)) {
                return false;
            }
        }
        return true;
    }
}

package org.edubalance.process.features;

import javax.measure.IncommensurableException;
import javax.measure.Unit;
import org.edubalance.density.GroundMetric;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.process.ProcessException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.CRS.AxisOrder;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import si.uom.SI;

/** What coordinate reference systems mean for distances on the ground. */
public final class GroundMetrics {

    /** WGS 84 longitude and latitude, and where Web Mercator puts them. */
    private static final double[] PLACES = {10, 50, -100, -20};

    private static final double WEB_MERCATOR_RADIUS = 6378137;

    private GroundMetrics() {}

    /** The metric for coordinates in a CRS whose x is first. */
    public static GroundMetric of(CoordinateReferenceSystem crs) {
        Unit<?> unit = crs.getCoordinateSystem().getAxis(0).getUnit();
        try {
            if (crs instanceof GeographicCRS geographic) {
                Ellipsoid ellipsoid = geographic.getDatum().getEllipsoid();
                double metres =
                        ellipsoid.getAxisUnit().getConverterToAny(SI.METRE).convert(1d);
                return GroundMetric.geographic(
                        ellipsoid.getSemiMajorAxis() * metres,
                        ellipsoid.getInverseFlattening(),
                        unit.getConverterToAny(SI.RADIAN).convert(1d));
            }
            if (isWebMercator(crs)) {
                return GroundMetric.webMercator();
            }
            return GroundMetric.planar(unit.getConverterToAny(SI.METRE).convert(1d));
        } catch (IncommensurableException | IllegalArgumentException e) {
            throw new ProcessException("there are no distances in metres in " + name(crs) + ", whose unit is " + unit
                    + ": give a bounding" + " box in a geographic or projected CRS");
        }
    }

    /** Whether a CRS puts places where EPSG:3857 does, whatever it is called. */
    private static boolean isWebMercator(CoordinateReferenceSystem crs) {
        try {
            MathTransform transform = CRS.findMathTransform(DefaultGeographicCRS.WGS84, crs, true);
            double[] there = new double[PLACES.length];
            transform.transform(PLACES, 0, there, 0, PLACES.length / 2);
            for (int i = 0; i < PLACES.length; i += 2) {
                double x = WEB_MERCATOR_RADIUS * Math.toRadians(PLACES[i]);
                double y = WEB_MERCATOR_RADIUS * Math.log(Math.tan(Math.toRadians(45 + PLACES[i + 1] / 2)));
                if (!(Math.abs(there[i] - x) < 1 && Math.abs(there[i + 1] - y) < 1)) {
                    return false;
                }
            }
            return true;
        } catch (FactoryException | TransformException | IllegalArgumentException e) {
            // not related to the Earth, or not defined everywhere (GeoTools fails to word that for some places, with
            // an IllegalArgumentException): no Mercator
            return false;
        }
    }

    /**
     * The CRS with x first that says the same: grids have columns along x.
     *
     * @throws ProcessException if y is first and no equivalent is known
     */
    public static CoordinateReferenceSystem eastFirst(CoordinateReferenceSystem crs) {
        CoordinateReferenceSystem flat = CRS.getHorizontalCRS(crs);
        CoordinateReferenceSystem horizontal = flat == null ? crs : flat;
        if (CRS.getAxisOrder(horizontal) != AxisOrder.NORTH_EAST) {
            return horizontal;
        }
        try {
            Integer code = CRS.lookupEpsgCode(horizontal, true);
            if (code != null) {
                return CRS.decode("EPSG:" + code, true);
            }
        } catch (FactoryException e) {
            throw new ProcessException("there is no form of " + name(crs) + " with x first: " + e.getMessage());
        }
        throw new ProcessException("there is no form of " + name(crs) + " with x first");
    }

    /** The latitude of the pole in a geographic CRS's unit, and a little for rounding. */
    public static double pole(CoordinateReferenceSystem geographic) {
        return of(geographic).period() / 4 * (1 + 1e-12);
    }

    /** The transform between two CRS. */
    public static MathTransform transform(String input, CoordinateReferenceSystem from, CoordinateReferenceSystem to) {
        try {
            return CRS.findMathTransform(from, to, true);
        } catch (FactoryException e) {
            throw new ProcessException(
                    input + " can't be transformed from " + name(from) + " to " + name(to) + ": " + e.getMessage());
        }
    }

    public static String name(CoordinateReferenceSystem crs) {
        return crs.getName().getCode();
    }
}

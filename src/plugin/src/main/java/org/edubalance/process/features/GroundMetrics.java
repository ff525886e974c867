package org.edubalance.process.features;

import java.util.Optional;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import org.edubalance.density.GroundMetric;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.CRS.AxisOrder;
import si.uom.NonSI;
import si.uom.SI;

/** What coordinate reference systems mean for distances on the ground. */
public final class GroundMetrics {

    /** In radians; units reckon it anew each time, with many digits. */
    private static final double DEGREE =
            NonSI.DEGREE_ANGLE.getConverterTo(SI.RADIAN).convert(1d);

    private GroundMetrics() {}

    /**
     * The metric for coordinates in a CRS whose x is first: on the ellipsoid where the CRS is geographic or a map whose
     * parallels and meridians are straight (Web and World Mercator, plain maps of longitude and latitude), else that of the
     * plane.
     *
     * @throws Refusal if the CRS has no distances in metres
     */
    public static GroundMetric of(CoordinateReferenceSystem crs) {
        Unit<?> unit = crs.getCoordinateSystem().getAxis(0).getUnit();
        try {
            if (crs instanceof GeographicCRS geographic) {
                Ellipsoid ellipsoid = geographic.getDatum().getEllipsoid();
                return GroundMetric.geographic(
                        ellipsoid.getSemiMajorAxis() * metres(ellipsoid.getAxisUnit()),
                        ellipsoid.getInverseFlattening(),
                        unit == NonSI.DEGREE_ANGLE
                                ? DEGREE
                                : unit.getConverterToAny(SI.RADIAN).convert(1d));
            }
            if (crs instanceof ProjectedCRS projected) {
                Optional<GroundMetric> cylindrical = CylindricalMaps.metric(projected);
                if (cylindrical.isPresent()) {
                    return cylindrical.get();
                }
            }
            return GroundMetric.planar(metres(unit));
        } catch (IncommensurableException | IllegalArgumentException e) {
            throw Refusal.because(e, "metric.unit", "crs", name(crs), "unit", String.valueOf(unit));
        }
    }

    private static double metres(Unit<?> unit) throws IncommensurableException {
        return unit == SI.METRE ? 1 : unit.getConverterToAny(SI.METRE).convert(1d);
    }

    /**
     * The metric for a window: as {@link #of}, but a plane whose scale is off by more than {@value MapScale#TOLERANCE} there
     * is measured by its scale at the window's middle.
     *
     * @param window in the CRS
     */
    public static GroundMetric over(CoordinateReferenceSystem crs, ReferencedEnvelope window) {
        GroundMetric metric = of(crs);
        if (metric.period() > 0 || !(crs instanceof ProjectedCRS projected)) {
            return metric;
        }
        return MapScale.of(projected, window, metric.metresPerX(0))
                .map(scale -> scale.distorts() ? GroundMetric.planar(scale.metresPerUnit()) : metric)
                .orElse(metric);
    }

    /** Whether the CRS's own plane, in metres, is true over a window, as {@link #over} would have it. */
    public static boolean isTrue(CoordinateReferenceSystem crs, ReferencedEnvelope window) {
        GroundMetric metric = of(crs);
        return metric.period() == 0
                && (!(crs instanceof ProjectedCRS projected)
                        || !MapScale.of(projected, window, metric.metresPerX(0))
                                .map(MapScale::distorts)
                                .orElse(false));
    }

    /** The greatest share by which distances by {@link #over} are off in a window: what the plane's middle cannot mend. */
    public static double error(CoordinateReferenceSystem crs, ReferencedEnvelope window) {
        GroundMetric metric = of(crs);
        if (metric.period() > 0 || !(crs instanceof ProjectedCRS projected)) {
            return 0;
        }
        return MapScale.of(projected, window, metric.metresPerX(0))
                .map(scale -> scale.distorts() ? scale.restError() : 0)
                .orElse(0d);
    }

    /** Whether distances by {@link #over} are off in a window by more than a plane may be. */
    public static boolean needsGround(CoordinateReferenceSystem crs, ReferencedEnvelope window) {
        return error(crs, window) > MapScale.TOLERANCE;
    }

    /**
     * The CRS with x first that says the same: grids have columns along x.
     *
     * @throws Refusal if y is first and no equivalent is known
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
            throw Refusal.because(e, "metric.axes", "crs", name(crs));
        }
        throw Refusal.of("metric.axes", "crs", name(crs));
    }

    /** The latitude of the pole in a geographic CRS's unit, and a little for rounding. */
    public static double pole(CoordinateReferenceSystem geographic) {
        return of(geographic).period() / 4 * (1 + 1e-12);
    }

    /**
     * The transform between two CRS.
     *
     * @throws Refusal if there is none
     */
    public static MathTransform transform(String input, CoordinateReferenceSystem from, CoordinateReferenceSystem to) {
        try {
            return CRS.findMathTransform(from, to, true);
        } catch (FactoryException e) {
            throw Refusal.because(e, "metric.transform", "from", name(from), "to", name(to))
                    .about(input);
        }
    }

    public static String name(CoordinateReferenceSystem crs) {
        return crs.getName().getCode();
    }
}

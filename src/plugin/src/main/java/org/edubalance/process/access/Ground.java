package org.edubalance.process.access;

import java.util.List;
import org.edubalance.access.GroundPlaces;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.GroundMetrics;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * Where distances between the places of several inputs are measured: in the plane of the first one's CRS where that is true
 * enough, else on the globe.
 */
final class Ground {

    /** Places of an input in its CRS. */
    record Scattered(String input, CoordinateReferenceSystem crs, double[] x, double[] y) {}

    private final CoordinateReferenceSystem plane;
    private final double metresPerUnit;

    private Ground(CoordinateReferenceSystem planeOrNull, double metresPerUnit) {
        this.plane = planeOrNull;
        this.metresPerUnit = metresPerUnit;
    }

    /**
     * The ground for some places.
     *
     * @throws Refusal if a place cannot be transformed
     */
    static Ground under(List<Scattered> inputs) {
        CoordinateReferenceSystem crs = inputs.get(0).crs();
        if (GroundMetrics.of(crs).period() > 0) {
            return new Ground(null, 1);
        }
        ReferencedEnvelope window = new ReferencedEnvelope(crs);
        for (Scattered places : inputs) {
            double[] flat = transformed(places, crs);
            for (int i = 0; i < flat.length; i += 2) {
                window.expandToInclude(flat[i], flat[i + 1]);
            }
        }
        return GroundMetrics.isTrue(crs, window)
                ? new Ground(crs, GroundMetrics.of(crs).metresPerX(0))
                : new Ground(null, 1);
    }

    /**
     * Places of an input on this ground.
     *
     * @throws Refusal if one cannot be transformed
     */
    GroundPlaces places(Scattered scattered) {
        double[] flat = transformed(scattered, plane == null ? DefaultGeographicCRS.WGS84 : plane);
        double[] x = new double[flat.length / 2];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = flat[2 * i] * metresPerUnit;
            y[i] = flat[2 * i + 1] * metresPerUnit;
        }
        return plane == null ? GroundPlaces.onGlobe(x, y) : GroundPlaces.onPlane(x, y);
    }

    private static double[] transformed(Scattered places, CoordinateReferenceSystem target) {
        MathTransform transform = GroundMetrics.transform(places.input(), places.crs(), target);
        double[] flat = new double[2 * places.x().length];
        for (int i = 0; i < places.x().length; i++) {
            flat[2 * i] = places.x()[i];
            flat[2 * i + 1] = places.y()[i];
        }
        if (!transform.isIdentity()) {
            try {
                transform.transform(flat, 0, flat, 0, flat.length / 2);
            } catch (TransformException | IllegalArgumentException e) {
                throw outside(e, places, target);
            }
        }
        for (double ordinate : flat) {
            if (!Double.isFinite(ordinate)) {
                throw outside(null, places, target);
            }
        }
        return flat;
    }

    private static Refusal outside(Exception cause, Scattered places, CoordinateReferenceSystem target) {
        return Refusal.because(
                        cause,
                        "access.outside",
                        "from",
                        GroundMetrics.name(places.crs()),
                        "to",
                        GroundMetrics.name(target))
                .about(places.input());
    }
}

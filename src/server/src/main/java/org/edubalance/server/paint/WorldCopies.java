package org.edubalance.server.paint;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.GroundMetrics;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;

/**
 * The Earth over and over along x, as maps show it that go on beyond ±180° in longitude and latitude or in Mercator's
 * projection. Other projections show it once.
 */
final class WorldCopies {

    /** To either side; a map that shows more is of no use to anyone. */
    private static final int MOST = 25;

    private final double period;
    private final Envelope window;

    private WorldCopies(double period, Envelope window) {
        this.period = period;
        this.window = window;
    }

    /** The copies that a window of a map shows. */
    static WorldCopies in(Envelope window, CoordinateReferenceSystem crs) {
        return new WorldCopies(period(crs), window);
    }

    private static double period(CoordinateReferenceSystem crs) {
        if (!(crs instanceof GeographicCRS) && !(crs instanceof ProjectedCRS)) {
            return 0;
        }
        try {
            return GroundMetrics.of(crs).period();
        } catch (Refusal e) {
            // a plane in other units than of length shows no Earth
            return 0;
        }
    }

    /** Whether the window goes beyond the Earth's edges at ±180°. */
    boolean passEdge() {
        return period > 0 && (window.getMinX() < -period / 2 || window.getMaxX() > period / 2);
    }

    /** A geometry as often as it is in the window; in the order of x. */
    List<Geometry> of(Geometry onMap) {
        Envelope bounds = onMap.getEnvelopeInternal();
        if (period == 0 || !(bounds.getWidth() < Double.POSITIVE_INFINITY)) {
            return bounds.intersects(window) ? List.of(onMap) : List.of();
        }
        int first = (int) Math.max(-MOST, Math.ceil((window.getMinX() - bounds.getMaxX()) / period));
        int last = (int) Math.min(MOST, Math.floor((window.getMaxX() - bounds.getMinX()) / period));
        List<Geometry> copies = new ArrayList<>();
        for (int turn = first; turn <= last; turn++) {
            Geometry copy = turn == 0
                    ? onMap
                    : AffineTransformation.translationInstance(turn * period, 0).transform(onMap);
            if (copy.getEnvelopeInternal().intersects(window)) {
                copies.add(copy);
            }
        }
        return copies;
    }
}

package org.edubalance.server.layers;

import org.edubalance.messages.Language;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.edubalance.server.paint.Boxes;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.geometry.BoundingBox;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * The bounds of layers as clients can use them: on the Earth, since one layer that is not would make the capabilities
 * useless for all others, and with an area, since clients take bounds without one for invalid and no map can be asked for
 * there.
 */
final class LayerBounds {

    /** The least width and height, in degrees or in the CRS's unit: some kilometre, in most places. */
    private static final double LEAST_DEGREES = 0.01;

    private static final double LEAST_METRES = 1000;

    /** Longitudes may go once around, for layers across the antimeridian. */
    private static final double MOST_LONGITUDE = 360;

    /** No place on Earth is farther away in any projected CRS, in whatever unit. */
    private static final double FARTHEST = 1e9;

    private LayerBounds() {}

    /**
     * The bounds of features in their own CRS; empty if there are none.
     *
     * @throws Refusal if a feature's coordinates are not on the Earth
     */
    static ReferencedEnvelope of(SimpleFeatureCollection features) {
        CoordinateReferenceSystem crs = features.getSchema().getCoordinateReferenceSystem();
        ReferencedEnvelope bounds = new ReferencedEnvelope(crs);
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                SimpleFeature feature = iterator.next();
                BoundingBox box = feature.getBounds();
                if (!box.isEmpty() || isPoint(box)) {
                    if (!isOnEarth(box, crs)) {
                        throw refused(new ReferencedEnvelope(box), crs).at(place(feature));
                    }
                    bounds.expandToInclude(box.getMinX(), box.getMinY());
                    bounds.expandToInclude(box.getMaxX(), box.getMaxY());
                }
            }
        }
        if (!bounds.isNull()) {
            double least = crs instanceof GeographicCRS ? LEAST_DEGREES : LEAST_METRES;
            bounds.expandBy(
                    bounds.getWidth() > 0 ? 0 : Math.max(least, bounds.getHeight() / 20) / 2,
                    bounds.getHeight() > 0 ? 0 : Math.max(least, bounds.getWidth() / 20) / 2);
        }
        return bounds;
    }

    private static boolean isPoint(BoundingBox box) {
        return box.getMinX() <= box.getMaxX() && box.getMinY() <= box.getMaxY();
    }

    private static boolean isOnEarth(BoundingBox box, CoordinateReferenceSystem crs) {
        if (crs instanceof GeographicCRS) {
            return isInDegrees(box);
        }
        return box.getMinX() >= -FARTHEST
                && box.getMaxX() <= FARTHEST
                && box.getMinY() >= -FARTHEST
                && box.getMaxY() <= FARTHEST;
    }

    private static boolean isInDegrees(BoundingBox box) {
        return box.getMinX() >= -MOST_LONGITUDE
                && box.getMaxX() <= MOST_LONGITUDE
                && box.getMinY() >= -90
                && box.getMaxY() <= 90;
    }

    /**
     * The bounds in degrees on WGS 84, x first; the whole Earth for empty ones.
     *
     * @throws Refusal if they cannot be transformed to places on the Earth
     */
    static ReferencedEnvelope geographic(ReferencedEnvelope bounds) {
        if (bounds.isNull()) {
            return new ReferencedEnvelope(-180, 180, -90, 90, DefaultGeographicCRS.WGS84);
        }
        ReferencedEnvelope degrees = Boxes.transformed(bounds, DefaultGeographicCRS.WGS84)
                .orElseThrow(() -> refused(bounds, bounds.getCoordinateReferenceSystem()));
        // The margin around a single point at a pole.
        degrees = new ReferencedEnvelope(
                degrees.getMinX(),
                degrees.getMaxX(),
                Math.max(degrees.getMinY(), -90),
                Math.min(degrees.getMaxY(), 90),
                DefaultGeographicCRS.WGS84);
        if (degrees.isEmpty() || !isOnEarth(degrees, DefaultGeographicCRS.WGS84)) {
            throw refused(bounds, bounds.getCoordinateReferenceSystem());
        }
        return degrees;
    }

    private static Refusal refused(ReferencedEnvelope box, CoordinateReferenceSystem crs) {
        return Refusal.of(
                "layer.coordinates",
                "crs",
                CRS.toSRS(crs),
                "minx",
                box.getMinX(),
                "maxx",
                box.getMaxX(),
                "miny",
                box.getMinY(),
                "maxy",
                box.getMaxY());
    }

    private static Place place(SimpleFeature feature) {
        for (String name : Language.current().nameAttributes()) {
            if (feature.getAttribute(name) != null) {
                return Place.feature(feature.getID(), feature.getAttribute(name).toString());
            }
        }
        return Place.feature(feature.getID());
    }
}

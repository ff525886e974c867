package org.edubalance.server.layers;

import java.util.List;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * A layer: the features of one file, in memory.
 *
 * @param name its name, {@code edu:} and the file's name without its ending
 * @param title its name for people
 * @param features its features; many threads may read them
 * @param bounds the features' bounds, null where they have no geometry
 * @param geographicBounds the bounds in degrees, x first, null where they have no geometry
 * @param styles names of the styles made for it, the default one first
 */
public record Layer(
        String name,
        String title,
        SimpleFeatureCollection features,
        ReferencedEnvelope bounds,
        ReferencedEnvelope geographicBounds,
        List<String> styles) {

    /** A layer without styles of its own yet. */
    static Layer of(String name, SimpleFeatureCollection features) throws TransformException, FactoryException {
        String title = name.substring(name.indexOf(':') + 1);
        CoordinateReferenceSystem crs = features.getSchema().getCoordinateReferenceSystem();
        if (features.getSchema().getGeometryDescriptor() == null || crs == null) {
            return new Layer(name, title, features, null, null, List.of());
        }
        ReferencedEnvelope bounds = new ReferencedEnvelope(features.getBounds(), crs);
        ReferencedEnvelope geographic = bounds.isEmpty()
                ? new ReferencedEnvelope(-180, 180, -90, 90, DefaultGeographicCRS.WGS84)
                : bounds.transform(DefaultGeographicCRS.WGS84, true, 20);
        return new Layer(name, title, features, bounds, geographic, List.of());
    }

    Layer withStyles(List<String> names) {
        return new Layer(name, title, features, bounds, geographicBounds, names);
    }

    /** True if it can be drawn on a map; rows without geometry can only be read by processes. */
    public boolean isDrawable() {
        return bounds != null;
    }
}

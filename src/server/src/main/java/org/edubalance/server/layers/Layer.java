package org.edubalance.server.layers;

import java.util.List;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * A layer: the features of one file, in memory.
 *
 * @param name its name, {@code edu:} and the file's name without its ending
 * @param title its name for people
 * @param features its features; many threads may read them
 * @param bounds the features' bounds, as {@link LayerBounds} widens them; null where they have no geometry
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

    /**
     * A layer without styles of its own yet.
     *
     * @throws Refusal if its coordinates are not on the Earth
     */
    public static Layer of(String name, SimpleFeatureCollection features) {
        String title = name.substring(name.indexOf(':') + 1);
        CoordinateReferenceSystem crs = features.getSchema().getCoordinateReferenceSystem();
        if (features.getSchema().getGeometryDescriptor() == null || crs == null) {
            return new Layer(name, title, features, null, null, List.of());
        }
        ReferencedEnvelope bounds = LayerBounds.of(features);
        return new Layer(name, title, features, bounds, LayerBounds.geographic(bounds), List.of());
    }

    Layer withStyles(List<String> names) {
        return new Layer(name, title, features, bounds, geographicBounds, names);
    }

    /** True if it can be drawn on a map; rows without geometry can only be read by processes. */
    public boolean isDrawable() {
        return bounds != null;
    }
}

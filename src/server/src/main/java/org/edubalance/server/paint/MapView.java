package org.edubalance.server.paint;

import java.awt.geom.AffineTransform;
import java.util.Map;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * What a map shows: an area, x first, on a number of pixels.
 *
 * @param area the area in the map's CRS
 * @param width pixels
 * @param height pixels
 * @param env values for the {@code env} function, by name
 */
public record MapView(ReferencedEnvelope area, int width, int height, Map<String, Object> env) {

    /** The OGC's standard pixel, in metres. */
    private static final double PIXEL = 0.00028;

    /** Metres in a degree of the equator of WGS 84, by which the OGC defines the scale of maps in degrees. */
    private static final double METRES_PER_DEGREE = Math.PI * 6378137 / 180;

    CoordinateReferenceSystem crs() {
        return area.getCoordinateReferenceSystem();
    }

    /** The scale denominator as the OGC defines it: for pixels of 0.28 mm, along x, degrees measured at the equator. */
    public double scaleDenominator() {
        double metres = area.getWidth() * (crs() instanceof GeographicCRS ? METRES_PER_DEGREE : 1);
        return metres / width / PIXEL;
    }

    /** From the map's CRS to pixels, the origin in the upper left corner. */
    AffineTransform worldToScreen() {
        double scaleX = width / area.getWidth();
        double scaleY = height / area.getHeight();
        return new AffineTransform(scaleX, 0, 0, -scaleY, -area.getMinX() * scaleX, area.getMaxY() * scaleY);
    }

    /** The area with a margin of so many pixels. */
    ReferencedEnvelope areaWithMargin(double pixels) {
        ReferencedEnvelope wider = new ReferencedEnvelope(area);
        wider.expandBy(pixels * area.getWidth() / width, pixels * area.getHeight() / height);
        return wider;
    }
}

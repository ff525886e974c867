package org.edubalance.server.paint;

import java.awt.geom.AffineTransform;
import java.util.Map;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * What a map shows: an area, x first, on a number of pixels. Sizes in styles are in pixels of the OGC's standard size,
 * of which each of a finer picture is only a part.
 *
 * @param area the area in the map's CRS
 * @param width pixels
 * @param height pixels
 * @param env values for the {@code env} function, by name
 * @param ratio how many of the picture's pixels go side by side into one of the standard size
 * @param isTile whether the picture is laid beside others of the same map
 */
public record MapView(
        ReferencedEnvelope area, int width, int height, Map<String, Object> env, double ratio, boolean isTile) {

    /** The OGC's standard pixel, in metres. */
    private static final double PIXEL = 0.00028;

    /** Metres in a degree of the equator of WGS 84, by which the OGC defines the scale of maps in degrees. */
    private static final double METRES_PER_DEGREE = Math.PI * 6378137 / 180;

    /** A map whose pixels are of the standard size. */
    public MapView(ReferencedEnvelope area, int width, int height, Map<String, Object> env) {
        this(area, width, height, env, 1, false);
    }

    /**
     * How far beyond the edge, in pixels of the standard size, labels are taken in and drawn as far as they reach, so that
     * those of one tile go on in the next; 0 where labels stand whole in the picture.
     */
    double labelBuffer() {
        return isTile ? FeaturePainter.MARGIN : 0;
    }

    CoordinateReferenceSystem crs() {
        return area.getCoordinateReferenceSystem();
    }

    /** The scale denominator as the OGC defines it: for pixels of 0.28 mm, along x, degrees measured at the equator. */
    public double scaleDenominator() {
        double metres = area.getWidth() * (crs() instanceof GeographicCRS ? METRES_PER_DEGREE : 1);
        return metres / width * ratio / PIXEL;
    }

    /** From the map's CRS to pixels of the standard size, the origin in the upper left corner. */
    AffineTransform worldToScreen() {
        double scaleX = width / ratio / area.getWidth();
        double scaleY = height / ratio / area.getHeight();
        return new AffineTransform(scaleX, 0, 0, -scaleY, -area.getMinX() * scaleX, area.getMaxY() * scaleY);
    }

    /** The area with a margin of so many pixels of the standard size. */
    ReferencedEnvelope areaWithMargin(double pixels) {
        ReferencedEnvelope wider = new ReferencedEnvelope(area);
        wider.expandBy(pixels * ratio * area.getWidth() / width, pixels * ratio * area.getHeight() / height);
        return wider;
    }
}

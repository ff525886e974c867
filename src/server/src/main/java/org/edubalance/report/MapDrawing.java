package org.edubalance.report;

import java.util.Locale;
import java.util.function.Function;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Draws regions and what lies in them as SVG. */
final class MapDrawing {

    private static final double WIDTH = 640;

    private final RegionMap map;
    private final ReferencedEnvelope bounds;
    private final double scaleX;
    private final double scaleY;
    private final double height;
    private final StringBuilder svg = new StringBuilder();

    MapDrawing(RegionMap map, String title) {
        this.map = map;
        this.bounds = map.bounds();
        this.height = WIDTH / map.aspect();
        this.scaleX = WIDTH / bounds.getWidth();
        this.scaleY = height / bounds.getHeight();
        svg.append(String.format(
                Locale.ROOT,
                "<svg class=\"map\" viewBox=\"0 0 %.0f %.0f\" role=\"img\"><title>%s</title>%n",
                WIDTH,
                height,
                Html.escape(title)));
    }

    /** A picture over the whole map. */
    MapDrawing picture(String dataUri) {
        svg.append(String.format(
                Locale.ROOT,
                "<image href=\"%s\" width=\"%.0f\" height=\"%.0f\" preserveAspectRatio=\"none\"/>%n",
                dataUri,
                WIDTH,
                height));
        return this;
    }

    /** The regions, each with the fill that a function gives for its key. */
    MapDrawing regions(Function<String, String> fill) {
        map.polygons().forEach((key, geometry) -> {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                if (geometry.getGeometryN(i) instanceof Polygon polygon) {
                    ring(path, polygon.getExteriorRing().getCoordinates());
                    for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                        ring(path, polygon.getInteriorRingN(hole).getCoordinates());
                    }
                }
            }
            svg.append("<path class=\"region\" fill-rule=\"evenodd\" fill=\"")
                    .append(fill.apply(key))
                    .append("\" d=\"")
                    .append(path)
                    .append("\"/>\n");
        });
        return this;
    }

    /** A text in the middle of each region. */
    MapDrawing labels(Function<String, String> text) {
        map.polygons().forEach((key, geometry) -> {
            Point inside = geometry.getInteriorPoint();
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"label\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                    x(inside.getX()),
                    y(inside.getY()),
                    Html.escape(text.apply(key))));
        });
        return this;
    }

    /** A mark at the middle of a geometry, if there is one, with a text that shows when it is pointed at. */
    MapDrawing mark(Geometry placeOrNull, Mark mark, String tip) {
        if (placeOrNull == null) {
            return this;
        }
        Point middle = placeOrNull.getCentroid();
        svg.append(mark.svg(x(middle.getX()), y(middle.getY()), Html.escape(tip)))
                .append('\n');
        return this;
    }

    String svg() {
        return svg + "</svg>\n";
    }

    private void ring(StringBuilder path, Coordinate[] ring) {
        for (int i = 0; i + 1 < ring.length; i++) {
            path.append(i == 0 ? 'M' : 'L').append(String.format(Locale.ROOT, "%.1f %.1f", x(ring[i].x), y(ring[i].y)));
        }
        path.append('Z');
    }

    private double x(double worldX) {
        return (worldX - bounds.getMinX()) * scaleX;
    }

    private double y(double worldY) {
        return (bounds.getMaxY() - worldY) * scaleY;
    }
}

package org.edubalance.report.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.edubalance.report.analysis.RegionMap;
import org.edubalance.report.page.Markup;
import org.edubalance.report.page.Picture;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** A map of regions and what lies in them; what is put on it later lies above. */
public final class MapDrawing implements Picture {

    private static final double WIDTH = 480;

    private final RegionMap map;
    private final String title;
    private final ReferencedEnvelope bounds;
    private final double scaleX;
    private final double scaleY;
    private final double height;
    private final List<Consumer<Markup>> layers = new ArrayList<>();
    private final List<double[]> marks = new ArrayList<>();
    private Function<String, String> labels;

    /**
     * An empty map.
     *
     * @param title what is shown, for those who don't see it
     */
    public MapDrawing(RegionMap map, String title) {
        this.map = map;
        this.title = title;
        this.bounds = map.bounds();
        this.height = WIDTH / map.aspect();
        this.scaleX = WIDTH / bounds.getWidth();
        this.scaleY = height / bounds.getHeight();
    }

    /** A picture over the whole map, as a data URI. */
    public MapDrawing picture(String dataUri) {
        return layer(svg ->
                svg.leaf("image", "href", dataUri, "width", WIDTH, "height", height, "preserveAspectRatio", "none"));
    }

    /** The regions, each with the fill that a function gives for its key. */
    public MapDrawing regions(Function<String, String> fill) {
        map.polygons()
                .forEach((key, geometry) -> layer(svg -> svg.leaf(
                        "path",
                        "class",
                        "region",
                        "fill-rule",
                        "evenodd",
                        "fill",
                        fill.apply(key),
                        "d",
                        path(geometry))));
        return this;
    }

    /**
     * A text for each region, which a function gives for its key: in it where there is room, else beside it with a line, and
     * where the map is full a number, for {@link #numbered}. No label covers another.
     */
    public MapDrawing labels(Function<String, String> text) {
        labels = text;
        return this;
    }

    /** The texts of the labels that there was no room for, in the order of the numbers that stand for them, from 1 on. */
    public List<String> numbered() {
        return labels == null ? List.of() : placement().numbered();
    }

    /** Where the labels stand now: clear of the marks, if they can. */
    private LabelPlacement placement() {
        LabelPlacement placement = new LabelPlacement(WIDTH, height);
        marks.forEach(mark -> placement.avoid(mark[0], mark[1]));
        map.polygons().forEach((key, geometry) -> {
            Point inside = geometry.getInteriorPoint();
            Envelope box = geometry.getEnvelopeInternal();
            placement.place(
                    labels.apply(key),
                    x(inside.getX()),
                    y(inside.getY()),
                    box.getWidth() * scaleX,
                    box.getHeight() * scaleY);
        });
        return placement;
    }

    /** A mark at the middle of a geometry, if there is one, with a text that shows when it is pointed at. */
    public MapDrawing mark(Geometry placeOrNull, Mark mark, String tip) {
        if (placeOrNull == null || placeOrNull.isEmpty()) {
            return this;
        }
        Point middle = placeOrNull.getCentroid();
        double x = x(middle.getX());
        double y = y(middle.getY());
        marks.add(new double[] {x, y});
        return layer(svg -> mark.draw(svg, x, y, tip));
    }

    /** An area in the colour of a mark, with a text that shows when it is pointed at; what has none is left out. */
    public MapDrawing area(Geometry placeOrNull, Mark mark, String tip) {
        return placeOrNull == null || placeOrNull.getDimension() < 2
                ? this
                : layer(svg -> svg.open(
                                "path",
                                "class",
                                "area",
                                "fill-rule",
                                "evenodd",
                                "fill",
                                mark.colour(),
                                "d",
                                path(placeOrNull))
                        .element("title", tip)
                        .close());
    }

    /** As {@link #mark}, of what has no area. */
    public MapDrawing point(Geometry placeOrNull, Mark mark, String tip) {
        return placeOrNull == null || placeOrNull.getDimension() == 2 ? this : mark(placeOrNull, mark, tip);
    }

    private MapDrawing layer(Consumer<Markup> layer) {
        layers.add(layer);
        return this;
    }

    @Override
    public void draw(Markup svg) {
        String box = String.format(Locale.ROOT, "0 0 %.0f %.0f", WIDTH, height);
        svg.open("svg", "class", "map", "viewBox", box, "role", "img")
                .element("title", title)
                .line();
        for (Consumer<Markup> layer : layers) {
            layer.accept(svg);
            svg.line();
        }
        if (labels != null) {
            placement().draw(svg);
        }
        svg.close();
    }

    private String path(Geometry geometry) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            if (geometry.getGeometryN(i) instanceof Polygon polygon) {
                ring(path, polygon.getExteriorRing().getCoordinates());
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    ring(path, polygon.getInteriorRingN(hole).getCoordinates());
                }
            }
        }
        return path.toString();
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

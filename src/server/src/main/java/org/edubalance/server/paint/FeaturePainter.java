package org.edubalance.server.paint;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.api.style.LineSymbolizer;
import org.geotools.api.style.PointSymbolizer;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.Symbolizer;
import org.geotools.api.style.TextSymbolizer;
import org.geotools.geometry.jts.GeometryClipper;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.linearref.LengthIndexedLine;

/** Draws features of one CRS with single symbolizers; labels are handed on, to be placed when all else is drawn. */
final class FeaturePainter {

    /** Symbols, strokes and labels reach so many pixels at most from the geometry that they belong to. */
    static final double MARGIN = 200;

    private final Graphics2D graphics;
    private final LabelPainter labels;
    private final MathTransform toMap;
    private final AffineTransform toScreen;
    private final Envelope window;
    private final WorldCopies copies;
    private final GeometryClipper clipper;

    FeaturePainter(Graphics2D graphics, LabelPainter labels, CoordinateReferenceSystem crs, MapView view) {
        this.graphics = graphics;
        this.labels = labels;
        try {
            toMap = CRS.findMathTransform(crs, view.crs(), true);
        } catch (FactoryException e) {
            throw Refusal.because(e, "style.crs");
        }
        toScreen = view.worldToScreen();
        window = view.areaWithMargin(MARGIN);
        copies = WorldCopies.in(window, view.crs());
        clipper = new GeometryClipper(window);
    }

    void paint(SimpleFeature feature, Symbolizer symbolizer) {
        for (Geometry geometry : onMap(geometry(feature, symbolizer))) {
            paint(feature, geometry, symbolizer);
        }
    }

    private void paint(SimpleFeature feature, Geometry geometry, Symbolizer symbolizer) {
        if (symbolizer instanceof PointSymbolizer point) {
            for (Point2D place : places(geometry)) {
                Ink.graphic(graphics, place.getX(), place.getY(), point.getGraphic(), feature);
            }
        } else if (symbolizer instanceof LineSymbolizer line) {
            Ink.stroke(graphics, shape(clipped(geometry)), line.getStroke(), feature, 1);
        } else if (symbolizer instanceof PolygonSymbolizer polygon) {
            if (geometry.getDimension() == 2) {
                Shape shape = shape(clipped(geometry));
                Ink.fill(graphics, shape, polygon.getFill(), feature, 1);
                Ink.stroke(graphics, shape, polygon.getStroke(), feature, 1);
            }
        } else if (symbolizer instanceof TextSymbolizer text) {
            labels.add(text, feature, places(geometry), direction(geometry));
        } else {
            throw Refusal.of("style.raster.features");
        }
    }

    private static Geometry geometry(SimpleFeature feature, Symbolizer symbolizer) {
        Object geometry = symbolizer.getGeometry() == null
                ? feature.getDefaultGeometry()
                : Ink.value(symbolizer.getGeometry(), feature, Object.class);
        return geometry instanceof Geometry g && !g.isEmpty() ? g : null;
    }

    /** The geometry in the map's CRS, as often as it touches the map. */
    private List<Geometry> onMap(Geometry geometry) {
        if (geometry == null) {
            return List.of();
        }
        try {
            Geometry onMap = toMap.isIdentity() ? geometry : JTS.transform(geometry, toMap);
            Envelope bounds = onMap.getEnvelopeInternal();
            boolean finite = Double.isFinite(bounds.getWidth()) && Double.isFinite(bounds.getHeight());
            return finite ? copies.of(onMap) : List.of();
        } catch (TransformException e) {
            // The map's CRS has no coordinates for it, so it is not on the map.
            return List.of();
        }
    }

    private Geometry clipped(Geometry geometry) {
        return window.contains(geometry.getEnvelopeInternal()) ? geometry : clipper.clipSafe(geometry, false, 0);
    }

    /** Where the symbols and labels of a geometry stand: at points, in the middle of lines, inside areas. */
    private List<Point2D> places(Geometry geometry) {
        List<Point2D> places = new ArrayList<>();
        if (geometry.getDimension() == 2) {
            places.add(onScreen(geometry.getInteriorPoint().getCoordinate()));
        } else if (geometry.getDimension() == 1) {
            places.add(onScreen(middle(longest(geometry))));
        } else {
            for (Coordinate coordinate : geometry.getCoordinates()) {
                places.add(onScreen(coordinate));
            }
        }
        return places;
    }

    private static LineString longest(Geometry lines) {
        LineString longest = null;
        for (int i = 0; i < lines.getNumGeometries(); i++) {
            if (lines.getGeometryN(i) instanceof LineString line
                    && (longest == null || line.getLength() > longest.getLength())) {
                longest = line;
            }
        }
        return longest;
    }

    private static Coordinate middle(LineString line) {
        return new LengthIndexedLine(line).extractPoint(line.getLength() / 2);
    }

    /** The direction of a line on the screen at its middle, in radians, readable from below; 0 for other geometries. */
    private double direction(Geometry geometry) {
        if (geometry.getDimension() != 1) {
            return 0;
        }
        LineString line = longest(geometry);
        var index = new LengthIndexedLine(line);
        Point2D from = onScreen(index.extractPoint(line.getLength() * 0.45));
        Point2D to = onScreen(index.extractPoint(line.getLength() * 0.55));
        double angle = Math.atan2(to.getY() - from.getY(), to.getX() - from.getX());
        if (angle > Math.PI / 2) {
            return angle - Math.PI;
        }
        return angle < -Math.PI / 2 ? angle + Math.PI : angle;
    }

    private Point2D onScreen(Coordinate coordinate) {
        return toScreen.transform(new Point2D.Double(coordinate.x, coordinate.y), null);
    }

    private Shape shape(Geometry geometry) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        if (geometry != null) {
            append(path, geometry);
        }
        return path;
    }

    private void append(Path2D path, Geometry geometry) {
        if (geometry instanceof Polygon polygon) {
            append(path, polygon.getExteriorRing(), true);
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                append(path, polygon.getInteriorRingN(i), true);
            }
        } else if (geometry instanceof LineString line) {
            append(path, line, line.isClosed());
        } else if (!(geometry instanceof Point)) {
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                append(path, geometry.getGeometryN(i));
            }
        }
    }

    private void append(Path2D path, LineString line, boolean close) {
        CoordinateSequence coordinates = line.getCoordinateSequence();
        double[] xy = new double[2];
        for (int i = 0; i < coordinates.size(); i++) {
            xy[0] = coordinates.getX(i);
            xy[1] = coordinates.getY(i);
            toScreen.transform(xy, 0, xy, 0, 1);
            if (i == 0) {
                path.moveTo(xy[0], xy[1]);
            } else {
                path.lineTo(xy[0], xy[1]);
            }
        }
        if (close && coordinates.size() > 0) {
            path.closePath();
        }
    }
}

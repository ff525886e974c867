package org.edubalance.server.paint;

import java.awt.image.DataBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.LineSymbolizer;
import org.geotools.api.style.PointSymbolizer;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Symbolizer;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.util.AffineTransformation;

/** Finds what a map shows at a pixel: the features whose symbol is there, or the value of the coverage. */
public final class FeatureFinder {

    private final MapView view;
    private final Point place;
    private final double tolerance;
    private final int most;
    private final Monitor monitor;

    private FeatureFinder(MapView view, Point place, double tolerance, int most, Monitor monitor) {
        this.view = view;
        this.place = place;
        this.tolerance = tolerance;
        this.most = most;
        this.monitor = monitor;
    }

    /**
     * Finds what one layer shows at a pixel.
     *
     * @param column the pixel's column, from the left
     * @param row the pixel's row, from the top
     * @param tolerance how many pixels away from its geometry a feature is found at least
     * @param most how many features are wanted
     * @param monitor asked now and then whether to go on
     * @return the features by feature type style: those of the layer, or what its transformation made of them; a
     *     coverage gives one feature without geometry, its bands as attributes
     */
    public static List<SimpleFeatureCollection> find(
            MapLayer layer, MapView view, int column, int row, double tolerance, int most, Monitor monitor) {
        Point place = new GeometryFactory()
                .createPoint(new Coordinate((column + 0.5) / view.ratio(), (row + 0.5) / view.ratio()));
        FeatureFinder finder = new FeatureFinder(view, place, tolerance / view.ratio(), most, monitor);
        List<SimpleFeatureCollection> found = new ArrayList<>();
        MapPainter.withEnv(view, () -> finder.layer(layer, found));
        return found;
    }

    private void layer(MapLayer layer, List<SimpleFeatureCollection> found) {
        Set<String> ids = new HashSet<>();
        for (FeatureTypeStyle style : layer.style().featureTypeStyles()) {
            List<Rule> rules = MapPainter.drawn(style, view);
            if (rules.isEmpty() || !MapPainter.applies(style, layer.features())) {
                continue;
            }
            Object shown = MapPainter.shown(style, layer, view, monitor);
            if (shown instanceof GridCoverage2D coverage) {
                found.add(values(coverage));
            } else if (shown != null) {
                SimpleFeatureCollection features = features((SimpleFeatureCollection) shown, rules, ids);
                if (!features.isEmpty()) {
                    found.add(features);
                }
            }
        }
    }

    private SimpleFeatureCollection features(SimpleFeatureCollection features, List<Rule> rules, Set<String> ids) {
        ListFeatureCollection found = new ListFeatureCollection(features.getSchema());
        MathTransform toMap;
        try {
            toMap = CRS.findMathTransform(features.getSchema().getCoordinateReferenceSystem(), view.crs(), true);
        } catch (FactoryException e) {
            throw Refusal.because(e, "style.crs");
        }
        AffineTransformation toScreen = toScreen();
        WorldCopies copies = WorldCopies.in(view.areaWithMargin(FeaturePainter.MARGIN), view.crs());
        List<Rule> read = MapPainter.reading(rules, features.getSchema());
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext() && ids.size() < most) {
                monitor.check();
                SimpleFeature feature = iterator.next();
                List<Rule> matching = MapPainter.matching(read, feature);
                if (!matching.isEmpty()
                        && isHere(feature, matching, toMap, copies, toScreen)
                        && ids.add(feature.getID())) {
                    found.add(feature);
                }
            }
        }
        return found;
    }

    private AffineTransformation toScreen() {
        double[] matrix = new double[6];
        view.worldToScreen().getMatrix(matrix);
        return new AffineTransformation(matrix[0], matrix[2], matrix[4], matrix[1], matrix[3], matrix[5]);
    }

    private boolean isHere(
            SimpleFeature feature,
            List<Rule> rules,
            MathTransform toMap,
            WorldCopies copies,
            AffineTransformation toScreen) {
        if (!(feature.getDefaultGeometry() instanceof Geometry geometry) || geometry.isEmpty()) {
            return false;
        }
        try {
            double reach = reach(feature, rules);
            for (Geometry copy : copies.of(toMap.isIdentity() ? geometry : JTS.transform(geometry, toMap))) {
                if (toScreen.transform(copy).isWithinDistance(place, reach)) {
                    return true;
                }
            }
            return false;
        } catch (TransformException e) {
            // The map's CRS has no coordinates for it, so it is not on the map.
            return false;
        }
    }

    /** How far from its geometry a feature's symbol reaches, in pixels. */
    private double reach(SimpleFeature feature, List<Rule> rules) {
        double reach = tolerance;
        for (Rule rule : rules) {
            for (Symbolizer symbolizer : rule.symbolizers()) {
                if (symbolizer instanceof PointSymbolizer point) {
                    reach = Math.max(reach, Ink.size(point.getGraphic(), feature) / 2);
                } else if (symbolizer instanceof LineSymbolizer line) {
                    reach = Math.max(reach, Ink.number(line.getStroke().getWidth(), feature, 1, 0, 1000) / 2);
                }
            }
        }
        return reach;
    }

    private SimpleFeatureCollection values(GridCoverage2D coverage) {
        SimpleFeatureTypeBuilder types = new SimpleFeatureTypeBuilder();
        types.setName("coverage");
        Set<String> names = new HashSet<>();
        for (int band = 0; band < coverage.getNumSampleDimensions(); band++) {
            String name = String.valueOf(coverage.getSampleDimension(band).getDescription());
            types.add(names.add(name) ? name : name + "_" + (band + 1), Double.class);
        }
        SimpleFeatureType type = types.buildFeatureType();
        ListFeatureCollection found = new ListFeatureCollection(type);
        double[] values = RasterPainter.values(coverage, view, place.getX(), place.getY());
        boolean single = coverage.getRenderedImage().getSampleModel().getDataType() == DataBuffer.TYPE_FLOAT;
        if (values.length > 0) {
            SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type);
            for (double value : values) {
                // a float's own digits: further ones would come from widening it
                builder.add(
                        Double.isNaN(value) ? null : single ? Double.valueOf(Float.toString((float) value)) : value);
            }
            found.add(builder.buildFeature("coverage.1"));
        }
        return found;
    }
}

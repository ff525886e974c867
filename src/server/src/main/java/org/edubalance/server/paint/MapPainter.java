package org.edubalance.server.paint;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.AttributeReader;
import org.edubalance.process.features.SingleEvaluation;
import org.edubalance.work.Monitor;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.RasterSymbolizer;
import org.geotools.api.style.Rule;
import org.geotools.api.style.StyleFactory;
import org.geotools.api.style.Symbolizer;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.function.EnvFunction;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.styling.visitor.DuplicatingStyleVisitor;

/**
 * Draws layers with SLD styles on a Java2D graphics. Layers and their feature type styles are drawn one over the other
 * in order, features in the order of their layer, labels last of all.
 */
public final class MapPainter {

    private static final FilterFactory FILTERS = SingleEvaluation.FILTERS;

    private static final StyleFactory STYLES = CommonFactoryFinder.getStyleFactory();

    private final Graphics2D graphics;
    private final MapView view;
    private final Monitor monitor;
    private final LabelPainter labels;

    private MapPainter(Graphics2D graphics, MapView view, Monitor monitor) {
        this.graphics = graphics;
        this.view = view;
        this.monitor = monitor;
        this.labels = new LabelPainter(
                graphics, view.width() / view.ratio(), view.height() / view.ratio(), view.labelBuffer());
    }

    /**
     * Draws a map.
     *
     * @param graphics what to draw on, its origin the map's upper left corner
     * @param monitor asked now and then whether to go on
     * @throws Refusal if a style cannot be drawn
     */
    public static void paint(Graphics2D graphics, MapView view, List<MapLayer> layers, Monitor monitor) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.scale(view.ratio(), view.ratio());
        MapPainter painter = new MapPainter(graphics, view, monitor);
        withEnv(view, () -> {
            layers.forEach(painter::layer);
            painter.labels.paint(monitor);
        });
    }

    /** Runs something with the map's values for the {@code env} function: the request's own, and GeoServer's names. */
    static void withEnv(MapView view, Runnable action) {
        Map<String, Object> env = new HashMap<>();
        view.env().forEach((name, value) -> env.put(name.toLowerCase(Locale.ROOT), value));
        env.put("wms_bbox", view.area());
        env.put("wms_crs", view.crs());
        env.put("wms_width", view.width());
        env.put("wms_height", view.height());
        env.put("wms_scale_denominator", view.scaleDenominator());
        EnvFunction.setLocalValues(env);
        try {
            action.run();
        } finally {
            EnvFunction.clearLocalValues();
        }
    }

    private void layer(MapLayer layer) {
        for (FeatureTypeStyle style : layer.style().featureTypeStyles()) {
            if (applies(style, layer.features())) {
                featureTypeStyle(style, layer);
            }
        }
    }

    static boolean applies(FeatureTypeStyle style, SimpleFeatureCollection features) {
        return style.featureTypeNames().isEmpty()
                || style.featureTypeNames().stream()
                        .map(name -> name.getLocalPart())
                        .anyMatch(name -> name.equals("Feature")
                                || name.substring(name.indexOf(':') + 1)
                                        .equals(features.getSchema().getTypeName()));
    }

    private void featureTypeStyle(FeatureTypeStyle style, MapLayer layer) {
        List<Rule> rules = drawn(style, view);
        if (rules.isEmpty()) {
            return;
        }
        Object drawn = shown(style, layer, view, monitor);
        if (drawn instanceof GridCoverage2D coverage) {
            coverage(coverage, rules);
        } else if (drawn != null) {
            features((SimpleFeatureCollection) drawn, rules);
        }
    }

    /** What a feature type style draws: features, or the coverage that a transformation makes of them. */
    static Object shown(FeatureTypeStyle style, MapLayer layer, MapView view, Monitor monitor) {
        if (style.getTransformation() == null) {
            return query(layer, view, FeaturePainter.MARGIN);
        }
        Query window = windowQuery(layer, view, 0);
        Object result = Transformation.apply(style.getTransformation(), layer, window, view, monitor);
        if (result != null && !(result instanceof GridCoverage2D) && !(result instanceof SimpleFeatureCollection)) {
            throw Refusal.of("style.transformation.result");
        }
        return result;
    }

    /** The rules that a map draws. */
    static List<Rule> drawn(FeatureTypeStyle style, MapView view) {
        List<Rule> rules = rulesAtScale(style, view.scaleDenominator());
        rules.removeIf(rule -> SldReader.isLeftOut(rule, SldReader.LEGEND_ONLY));
        return rules;
    }

    static List<Rule> rulesAtScale(FeatureTypeStyle style, double scale) {
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : style.rules()) {
            // A share of a millionth, as renderers allow for rounding, with the limits as SLD defines them: [min, max).
            if (scale >= rule.getMinScaleDenominator() * (1 - 1e-6)
                    && scale < rule.getMaxScaleDenominator() * (1 + 1e-6)) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private void coverage(GridCoverage2D coverage, List<Rule> rules) {
        for (Rule rule : rules) {
            for (Symbolizer symbolizer : rule.symbolizers()) {
                if (!(symbolizer instanceof RasterSymbolizer raster)) {
                    throw Refusal.of("style.raster.coverage");
                }
                monitor.check();
                RasterPainter.paint(graphics, coverage, raster, view);
            }
        }
    }

    private void features(SimpleFeatureCollection features, List<Rule> rules) {
        CoordinateReferenceSystem crs = features.getSchema().getCoordinateReferenceSystem();
        if (crs == null) {
            throw Refusal.of("style.crs.none");
        }
        FeaturePainter painter = new FeaturePainter(graphics, labels, crs, view);
        List<Rule> read = reading(rules, features.getSchema());
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                monitor.check();
                SimpleFeature feature = iterator.next();
                for (Rule rule : matching(read, feature)) {
                    for (Symbolizer symbolizer : rule.symbolizers()) {
                        monitor.check();
                        painter.paint(feature, symbolizer);
                    }
                }
            }
        }
    }

    /** The rules with expressions that find the attributes of a type, whatever these are called. */
    static List<Rule> reading(List<Rule> rules, SimpleFeatureType type) {
        if (!AttributeReader.hasOddNames(type)) {
            return rules;
        }
        List<Rule> reading = new ArrayList<>();
        for (Rule rule : rules) {
            DuplicatingStyleVisitor copy = new DuplicatingStyleVisitor(STYLES, FILTERS, new AttributeReader(type));
            rule.accept(copy);
            reading.add((Rule) copy.getCopy());
        }
        return reading;
    }

    /** The rules that draw a feature: those whose filter holds, else the ElseFilter's. */
    static List<Rule> matching(List<Rule> rules, SimpleFeature feature) {
        List<Rule> matching = new ArrayList<>();
        for (Rule rule : rules) {
            if (!rule.isElseFilter() && (rule.getFilter() == null || Ink.holds(rule.getFilter(), feature))) {
                matching.add(rule);
            }
        }
        if (matching.isEmpty()) {
            for (Rule rule : rules) {
                if (rule.isElseFilter()) {
                    matching.add(rule);
                }
            }
        }
        return matching;
    }

    private static SimpleFeatureCollection query(MapLayer layer, MapView view, double margin) {
        try {
            return DataUtilities.source(layer.drawn()).getFeatures(windowQuery(layer, view, margin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The query for the features in the map's window, in the layer's own CRS. */
    private static Query windowQuery(MapLayer layer, MapView view, double margin) {
        String geometry = layer.features().getSchema().getGeometryDescriptor().getLocalName();
        CoordinateReferenceSystem crs = layer.features().getSchema().getCoordinateReferenceSystem();
        ReferencedEnvelope area = view.areaWithMargin(margin);
        // Where the layer's CRS has no coordinates for all of the map, or the map goes around the Earth's edge, the
        // whole
        // layer may be in it.
        Filter filter = WorldCopies.in(area, view.crs()).passEdge()
                ? Filter.INCLUDE
                : Boxes.transformed(area, crs)
                        .map(window -> (Filter) FILTERS.bbox(FILTERS.property(geometry), window))
                        .orElse(Filter.INCLUDE);
        return new Query(layer.features().getSchema().getTypeName(), filter);
    }
}

package org.edubalance.server.paint;

import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.style.LineSymbolizer;
import org.geotools.api.style.PointSymbolizer;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.RasterSymbolizer;
import org.geotools.api.style.StyleFactory;
import org.geotools.api.style.TextSymbolizer;
import org.geotools.factory.CommonFactoryFinder;
import org.w3c.dom.Element;

/** Reads the five symbolizers of SLD 1.0.0. */
final class SymbolizerReader {

    private static final StyleFactory STYLES = CommonFactoryFinder.getStyleFactory();
    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
    private static final Expression ONE = FILTERS.literal(1);

    private final FilterReader filters;
    private final InkReader inks;
    private final GraphicReader graphics;
    private final LabelReader labels;
    private final ColorMapReader colorMaps;

    SymbolizerReader(FilterReader filters) {
        this.filters = filters;
        inks = new InkReader(filters);
        graphics = new GraphicReader(filters, inks);
        labels = new LabelReader(filters, inks);
        colorMaps = new ColorMapReader(filters);
    }

    PointSymbolizer point(Element element) {
        PointSymbolizer symbolizer = STYLES.createPointSymbolizer();
        symbolizer.setGraphic(null);
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "Geometry" -> symbolizer.setGeometry(geometry(child));
                case "Graphic" -> symbolizer.setGraphic(graphics.graphic(child));
                default -> throw Elements.unknown(child, element);
            }
        }
        if (symbolizer.getGraphic() == null) {
            throw Elements.lacks(element, "Graphic");
        }
        return symbolizer;
    }

    LineSymbolizer line(Element element) {
        LineSymbolizer symbolizer = STYLES.createLineSymbolizer();
        symbolizer.setStroke(null);
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "Geometry" -> symbolizer.setGeometry(geometry(child));
                case "Stroke" -> symbolizer.setStroke(inks.stroke(child));
                default -> throw Elements.unknown(child, element);
            }
        }
        if (symbolizer.getStroke() == null) {
            throw Elements.lacks(element, "Stroke");
        }
        return symbolizer;
    }

    PolygonSymbolizer polygon(Element element) {
        PolygonSymbolizer symbolizer = STYLES.createPolygonSymbolizer();
        symbolizer.setFill(null);
        symbolizer.setStroke(null);
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "Geometry" -> symbolizer.setGeometry(geometry(child));
                case "Fill" -> symbolizer.setFill(inks.fill(child));
                case "Stroke" -> symbolizer.setStroke(inks.stroke(child));
                default -> throw Elements.unknown(child, element);
            }
        }
        return symbolizer;
    }

    TextSymbolizer text(Element element) {
        TextSymbolizer symbolizer = STYLES.createTextSymbolizer();
        symbolizer.setFont(labels.font());
        symbolizer.setHalo(null);
        symbolizer.setPriority(null);
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "Geometry" -> symbolizer.setGeometry(geometry(child));
                case "Label" -> symbolizer.setLabel(filters.value(child));
                case "Font" -> symbolizer.setFont(labels.font(child));
                case "LabelPlacement" -> symbolizer.setLabelPlacement(labels.placement(child));
                case "Halo" -> symbolizer.setHalo(labels.halo(child));
                case "Fill" -> symbolizer.setFill(inks.fill(child));
                case "Priority" -> symbolizer.setPriority(filters.value(child));
                case "VendorOption" -> LabelReader.option(child, symbolizer.getOptions());
                default -> throw Elements.unknown(child, element);
            }
        }
        if (symbolizer.getLabel() == null) {
            throw Elements.lacks(element, "Label");
        }
        return symbolizer;
    }

    RasterSymbolizer raster(Element element) {
        RasterSymbolizer symbolizer = STYLES.createRasterSymbolizer();
        symbolizer.setColorMap(null);
        symbolizer.setOpacity(ONE);
        symbolizer.setChannelSelection(null);
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                // It draws no geometry: it tells a renderer that the process needs the features' own, see
                // kernel-density.sld.
                case "Geometry" -> symbolizer.setGeometry(geometry(child));
                case "Opacity" -> symbolizer.setOpacity(filters.required(child));
                case "ColorMap" -> symbolizer.setColorMap(colorMaps.colorMap(child));
                case "ChannelSelection" -> symbolizer.setChannelSelection(colorMaps.channel(child));
                default -> throw Elements.unknown(child, element);
            }
        }
        if (symbolizer.getColorMap() == null) {
            throw Elements.lacks(element, "ColorMap");
        }
        return symbolizer;
    }

    private Expression geometry(Element element) {
        Element child = Elements.onlyChild(element);
        return filters.expression(child, element);
    }
}

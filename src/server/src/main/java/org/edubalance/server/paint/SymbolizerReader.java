package org.edubalance.server.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.edubalance.messages.Refusal;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.style.AnchorPoint;
import org.geotools.api.style.ColorMap;
import org.geotools.api.style.ColorMapEntry;
import org.geotools.api.style.Displacement;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Font;
import org.geotools.api.style.Graphic;
import org.geotools.api.style.GraphicalSymbol;
import org.geotools.api.style.Halo;
import org.geotools.api.style.LabelPlacement;
import org.geotools.api.style.LineSymbolizer;
import org.geotools.api.style.Mark;
import org.geotools.api.style.PointSymbolizer;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.RasterSymbolizer;
import org.geotools.api.style.Stroke;
import org.geotools.api.style.StyleFactory;
import org.geotools.api.style.TextSymbolizer;
import org.geotools.factory.CommonFactoryFinder;
import org.w3c.dom.Element;

/** Reads the five symbolizers of SLD 1.0.0. */
final class SymbolizerReader {

    private static final StyleFactory STYLES = CommonFactoryFinder.getStyleFactory();
    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
    private static final Expression ONE = FILTERS.literal(1);
    private static final Expression ZERO = FILTERS.literal(0);

    private static final int FONT_SIZE = 10;

    private final FilterReader filters;

    SymbolizerReader(FilterReader filters) {
        this.filters = filters;
    }

    PointSymbolizer point(Element element) {
        PointSymbolizer symbolizer = STYLES.createPointSymbolizer();
        symbolizer.setGraphic(null);
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "Geometry" -> symbolizer.setGeometry(geometry(child));
                case "Graphic" -> symbolizer.setGraphic(graphic(child));
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
                case "Stroke" -> symbolizer.setStroke(stroke(child));
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
                case "Fill" -> symbolizer.setFill(fill(child));
                case "Stroke" -> symbolizer.setStroke(stroke(child));
                default -> throw Elements.unknown(child, element);
            }
        }
        return symbolizer;
    }

    TextSymbolizer text(Element element) {
        TextSymbolizer symbolizer = STYLES.createTextSymbolizer();
        symbolizer.setFont(STYLES.font(
                List.of(), FILTERS.literal("normal"), FILTERS.literal("normal"), FILTERS.literal(FONT_SIZE)));
        symbolizer.setHalo(null);
        symbolizer.setPriority(null);
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "Geometry" -> symbolizer.setGeometry(geometry(child));
                case "Label" -> symbolizer.setLabel(filters.value(child));
                case "Font" -> symbolizer.setFont(font(child));
                case "LabelPlacement" -> symbolizer.setLabelPlacement(placement(child));
                case "Halo" -> symbolizer.setHalo(halo(child));
                case "Fill" -> symbolizer.setFill(fill(child));
                case "Priority" -> symbolizer.setPriority(filters.value(child));
                case "VendorOption" -> labelOption(child, symbolizer.getOptions());
                default -> throw Elements.unknown(child, element);
            }
        }
        if (symbolizer.getLabel() == null) {
            throw Elements.lacks(element, "Label");
        }
        return symbolizer;
    }

    private static void labelOption(Element element, Map<String, String> options) {
        Elements.checkAttributes(element, Set.of("name"));
        String name = element.getAttribute("name");
        String value = Elements.text(element);
        switch (name) {
            case TextSymbolizer.SPACE_AROUND_KEY -> Elements.number(value, name);
            case TextSymbolizer.CONFLICT_RESOLUTION_KEY, TextSymbolizer.PARTIALS_KEY -> {
                if (!Set.of("true", "false").contains(value)) {
                    throw Refusal.of("style.choice", "what", name, "choices", List.of("true", "false"), "got", value);
                }
            }
            default -> throw Refusal.of("style.option", "name", name);
        }
        options.put(name, value);
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
                case "Opacity" -> symbolizer.setOpacity(required(child));
                case "ColorMap" -> symbolizer.setColorMap(colorMap(child));
                case "ChannelSelection" ->
                    symbolizer.setChannelSelection(STYLES.channelSelection(
                            STYLES.createSelectedChannelType(grayChannel(child), (Expression) null)));
                default -> throw Elements.unknown(child, element);
            }
        }
        if (symbolizer.getColorMap() == null) {
            throw Elements.lacks(element, "ColorMap");
        }
        return symbolizer;
    }

    private static Expression grayChannel(Element selection) {
        Element gray = Elements.onlyChild(selection);
        if (!Elements.isSld(gray, "GrayChannel")) {
            throw Elements.unknown(gray, selection);
        }
        Element name = Elements.onlyChild(gray);
        if (!Elements.isSld(name, "SourceChannelName")) {
            throw Elements.unknown(name, gray);
        }
        return FILTERS.literal((int) Elements.number(name));
    }

    private ColorMap colorMap(Element element) {
        Elements.checkAttributes(element, Set.of("type", "extended"));
        ColorMap map = STYLES.createColorMap();
        String type = element.getAttribute("type");
        map.setType(
                switch (type) {
                    case "", "ramp" -> ColorMap.TYPE_RAMP;
                    case "intervals" -> ColorMap.TYPE_INTERVALS;
                    case "values" -> ColorMap.TYPE_VALUES;
                    default ->
                        throw Refusal.of(
                                "style.choice",
                                "what",
                                "ColorMap type",
                                "choices",
                                List.of("ramp", "intervals", "values"),
                                "got",
                                type);
                });
        for (Element child : Elements.children(element)) {
            if (!Elements.isSld(child, "ColorMapEntry")) {
                throw Elements.unknown(child, element);
            }
            Elements.checkAttributes(child, Set.of("color", "opacity", "quantity", "label"));
            ColorMapEntry entry = STYLES.createColorMapEntry();
            entry.setColor(attribute(child, "color", null));
            entry.setOpacity(attribute(child, "opacity", ONE));
            entry.setQuantity(attribute(child, "quantity", null));
            if (child.hasAttribute("label")) {
                // kept as text, as GeoTools has it; read here so that what it may not call is refused now
                attribute(child, "label", null);
                entry.setLabel(child.getAttribute("label").strip());
            }
            map.addColorMapEntry(entry);
        }
        if (map.getColorMapEntries().length == 0) {
            throw Elements.lacks(element, "ColorMapEntry");
        }
        return map;
    }

    /** An attribute of a colour map entry: a value, or <code>${…}</code> around an ECQL expression as in GeoServer. */
    private Expression attribute(Element entry, String name, Expression fallback) {
        if (!entry.hasAttribute(name)) {
            if (fallback == null) {
                throw Refusal.of("style.attribute.lacks", "element", Elements.name(entry), "attribute", name);
            }
            return fallback;
        }
        String text = entry.getAttribute(name).strip();
        if (!Template.is(text)) {
            return FILTERS.literal(text);
        }
        Expression expression = Template.read(name, text);
        filters.check(expression);
        return expression;
    }

    private Graphic graphic(Element element) {
        List<GraphicalSymbol> symbols = new ArrayList<>();
        Expression opacity = ONE;
        Expression size = null;
        Expression rotation = ZERO;
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "Mark" -> symbols.add(mark(child));
                case "Opacity" -> opacity = required(child);
                case "Size" -> size = required(child);
                case "Rotation" -> rotation = required(child);
                default -> throw Elements.unknown(child, element);
            }
        }
        if (symbols.isEmpty()) {
            throw Elements.lacks(element, "Mark");
        }
        return STYLES.graphic(symbols, opacity, size == null ? FILTERS.literal(6) : size, rotation, null, null);
    }

    private Mark mark(Element element) {
        Expression name = FILTERS.literal("square");
        Fill fill = null;
        Stroke stroke = null;
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "WellKnownName" -> name = required(child);
                case "Fill" -> fill = fill(child);
                case "Stroke" -> stroke = stroke(child);
                default -> throw Elements.unknown(child, element);
            }
        }
        if (name instanceof Literal literal) {
            Marks.shape(literal.toString());
        }
        if (fill == null && stroke == null) {
            fill = STYLES.createFill(FILTERS.literal("#808080"), ONE);
            stroke = STYLES.createStroke(FILTERS.literal("#000000"), ONE);
        }
        return STYLES.mark(name, fill, stroke);
    }

    private Fill fill(Element element) {
        Map<String, Expression> parameters = cssParameters(element, Set.of("fill", "fill-opacity"));
        return STYLES.createFill(
                parameters.getOrDefault("fill", FILTERS.literal("#808080")),
                parameters.getOrDefault("fill-opacity", ONE));
    }

    private Stroke stroke(Element element) {
        Map<String, Expression> parameters = cssParameters(
                element,
                Set.of(
                        "stroke",
                        "stroke-width",
                        "stroke-opacity",
                        "stroke-linejoin",
                        "stroke-linecap",
                        "stroke-dasharray",
                        "stroke-dashoffset"));
        return STYLES.createStroke(
                parameters.getOrDefault("stroke", FILTERS.literal("#000000")),
                parameters.getOrDefault("stroke-width", ONE),
                parameters.getOrDefault("stroke-opacity", ONE),
                parameters.getOrDefault("stroke-linejoin", FILTERS.literal("miter")),
                parameters.getOrDefault("stroke-linecap", FILTERS.literal("butt")),
                dashes(parameters.get("stroke-dasharray")),
                parameters.getOrDefault("stroke-dashoffset", ZERO),
                null,
                null);
    }

    private static float[] dashes(Expression expression) {
        if (expression == null) {
            return null;
        }
        if (!(expression instanceof Literal)) {
            throw Refusal.of("style.dashes");
        }
        String[] texts = expression.toString().strip().split("[\\s,]+");
        float[] dashes = new float[texts.length];
        float sum = 0;
        for (int i = 0; i < texts.length; i++) {
            dashes[i] = (float) Elements.number(texts[i], "stroke-dasharray");
            sum += dashes[i];
            if (dashes[i] < 0) {
                throw Refusal.of("style.dashes.negative", "got", texts[i]);
            }
        }
        // Shorter dashes cannot be seen, and cost time without bound.
        if (sum < 1) {
            throw Refusal.of("style.dashes.short");
        }
        return dashes;
    }

    private Map<String, Expression> cssParameters(Element parent, Set<String> known) {
        Map<String, Expression> parameters = new TreeMap<>();
        for (Element child : Elements.children(parent)) {
            if (!Elements.isSld(child, "CssParameter")) {
                throw Elements.unknown(child, parent);
            }
            Elements.checkAttributes(child, Set.of("name"));
            String name = child.getAttribute("name");
            if (!known.contains(name)) {
                throw Refusal.of("style.parameter", "name", name, "element", Elements.name(parent));
            }
            parameters.put(name, required(child));
        }
        return parameters;
    }

    private Expression required(Element element) {
        Expression value = filters.value(element);
        if (value == null) {
            throw Refusal.of("style.empty", "element", Elements.name(element));
        }
        return value;
    }

    private Font font(Element element) {
        List<Expression> families = new ArrayList<>();
        Expression style = FILTERS.literal("normal");
        Expression weight = FILTERS.literal("normal");
        Expression size = FILTERS.literal(FONT_SIZE);
        for (Element child : Elements.children(element)) {
            if (!Elements.isSld(child, "CssParameter")) {
                throw Elements.unknown(child, element);
            }
            Elements.checkAttributes(child, Set.of("name"));
            String name = child.getAttribute("name");
            switch (name) {
                case "font-family" -> families.add(required(child));
                case "font-style" -> style = required(child);
                case "font-weight" -> weight = required(child);
                case "font-size" -> size = required(child);
                default -> throw Refusal.of("style.parameter", "name", name, "element", Elements.name(element));
            }
        }
        return STYLES.font(families, style, weight, size);
    }

    private Halo halo(Element element) {
        Expression radius = ONE;
        Fill fill = STYLES.createFill(FILTERS.literal("#FFFFFF"), ONE);
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "Radius" -> radius = required(child);
                case "Fill" -> fill = fill(child);
                default -> throw Elements.unknown(child, element);
            }
        }
        return STYLES.halo(fill, radius);
    }

    private LabelPlacement placement(Element element) {
        Element child = Elements.onlyChild(element);
        return switch (Elements.sldName(child, element)) {
            case "PointPlacement" -> pointPlacement(child);
            case "LinePlacement" -> linePlacement(child);
            default -> throw Elements.unknown(child, element);
        };
    }

    private LabelPlacement linePlacement(Element element) {
        Expression offset = ZERO;
        for (Element child : Elements.children(element)) {
            if (!Elements.isSld(child, "PerpendicularOffset")) {
                throw Elements.unknown(child, element);
            }
            offset = required(child);
        }
        return STYLES.createLinePlacement(offset);
    }

    private LabelPlacement pointPlacement(Element element) {
        AnchorPoint anchor = STYLES.createAnchorPoint(ZERO, FILTERS.literal(0.5));
        Displacement displacement = STYLES.createDisplacement(ZERO, ZERO);
        Expression rotation = ZERO;
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "AnchorPoint" -> {
                    Map<String, Expression> xy = coordinates(child, "AnchorPointX", "AnchorPointY");
                    anchor = STYLES.createAnchorPoint(xy.get("AnchorPointX"), xy.get("AnchorPointY"));
                }
                case "Displacement" -> {
                    Map<String, Expression> xy = coordinates(child, "DisplacementX", "DisplacementY");
                    displacement = STYLES.createDisplacement(xy.get("DisplacementX"), xy.get("DisplacementY"));
                }
                case "Rotation" -> rotation = required(child);
                default -> throw Elements.unknown(child, element);
            }
        }
        return STYLES.createPointPlacement(anchor, displacement, rotation);
    }

    private Map<String, Expression> coordinates(Element element, String x, String y) {
        Map<String, Expression> coordinates = new TreeMap<>();
        for (Element child : Elements.children(element)) {
            String name = Elements.sldName(child, element);
            if (!name.equals(x) && !name.equals(y)) {
                throw Elements.unknown(child, element);
            }
            coordinates.put(name, required(child));
        }
        if (coordinates.size() != 2) {
            throw Refusal.of("style.needs", "element", Elements.name(element), "parts", List.of(x, y));
        }
        return coordinates;
    }

    private Expression geometry(Element element) {
        Element child = Elements.onlyChild(element);
        return filters.expression(child, element);
    }
}

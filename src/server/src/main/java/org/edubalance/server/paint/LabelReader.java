package org.edubalance.server.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.edubalance.messages.Refusal;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.style.AnchorPoint;
import org.geotools.api.style.Displacement;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Font;
import org.geotools.api.style.Halo;
import org.geotools.api.style.LabelPlacement;
import org.geotools.api.style.StyleFactory;
import org.geotools.api.style.TextSymbolizer;
import org.geotools.factory.CommonFactoryFinder;
import org.w3c.dom.Element;

/** Reads what labels look like and where they stand. */
final class LabelReader {

    private static final StyleFactory STYLES = CommonFactoryFinder.getStyleFactory();
    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
    private static final Expression ONE = FILTERS.literal(1);
    private static final Expression ZERO = FILTERS.literal(0);

    private static final int FONT_SIZE = 10;

    private final FilterReader filters;
    private final InkReader inks;

    LabelReader(FilterReader filters, InkReader inks) {
        this.filters = filters;
        this.inks = inks;
    }

    /** The font of labels that name none. */
    Font font() {
        return STYLES.font(List.of(), FILTERS.literal("normal"), FILTERS.literal("normal"), FILTERS.literal(FONT_SIZE));
    }

    Font font(Element element) {
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
                case "font-family" -> families.add(filters.required(child));
                case "font-style" -> style = filters.required(child);
                case "font-weight" -> weight = filters.required(child);
                case "font-size" -> size = filters.required(child);
                default -> throw Refusal.of("style.parameter", "name", name, "element", Elements.name(element));
            }
        }
        return STYLES.font(families, style, weight, size);
    }

    Halo halo(Element element) {
        Expression radius = ONE;
        Fill fill = STYLES.createFill(FILTERS.literal("#FFFFFF"), ONE);
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "Radius" -> radius = filters.required(child);
                case "Fill" -> fill = inks.fill(child);
                default -> throw Elements.unknown(child, element);
            }
        }
        return STYLES.halo(fill, radius);
    }

    LabelPlacement placement(Element element) {
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
            offset = filters.required(child);
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
                case "Rotation" -> rotation = filters.required(child);
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
            coordinates.put(name, filters.required(child));
        }
        if (coordinates.size() != 2) {
            throw Refusal.of("style.needs", "element", Elements.name(element), "parts", List.of(x, y));
        }
        return coordinates;
    }

    static void option(Element element, Map<String, String> options) {
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
}

package org.edubalance.server.paint;

import java.util.ArrayList;
import java.util.List;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Graphic;
import org.geotools.api.style.GraphicalSymbol;
import org.geotools.api.style.Mark;
import org.geotools.api.style.Stroke;
import org.geotools.api.style.StyleFactory;
import org.geotools.factory.CommonFactoryFinder;
import org.w3c.dom.Element;

/** Reads the graphics that stand for points. */
final class GraphicReader {

    private static final StyleFactory STYLES = CommonFactoryFinder.getStyleFactory();
    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
    private static final Expression ONE = FILTERS.literal(1);
    private static final Expression ZERO = FILTERS.literal(0);

    private final FilterReader filters;
    private final InkReader inks;

    GraphicReader(FilterReader filters, InkReader inks) {
        this.filters = filters;
        this.inks = inks;
    }

    Graphic graphic(Element element) {
        List<GraphicalSymbol> symbols = new ArrayList<>();
        Expression opacity = ONE;
        Expression size = null;
        Expression rotation = ZERO;
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "Mark" -> symbols.add(mark(child));
                case "Opacity" -> opacity = filters.required(child);
                case "Size" -> size = filters.required(child);
                case "Rotation" -> rotation = filters.required(child);
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
                case "WellKnownName" -> name = filters.required(child);
                case "Fill" -> fill = inks.fill(child);
                case "Stroke" -> stroke = inks.stroke(child);
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
}

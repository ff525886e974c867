package org.edubalance.server.paint;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Stroke;
import org.geotools.api.style.StyleFactory;
import org.geotools.factory.CommonFactoryFinder;
import org.w3c.dom.Element;

/** Reads fills and strokes. */
final class InkReader {

    private static final StyleFactory STYLES = CommonFactoryFinder.getStyleFactory();
    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
    private static final Expression ONE = FILTERS.literal(1);
    private static final Expression ZERO = FILTERS.literal(0);
    private static final Pattern BETWEEN_DASHES = Pattern.compile("[\\s,]+");

    private final FilterReader filters;

    InkReader(FilterReader filters) {
        this.filters = filters;
    }

    Fill fill(Element element) {
        Map<String, Expression> parameters = cssParameters(element, Set.of("fill", "fill-opacity"));
        return STYLES.createFill(
                parameters.getOrDefault("fill", FILTERS.literal("#808080")),
                parameters.getOrDefault("fill-opacity", ONE));
    }

    Stroke stroke(Element element) {
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
        String[] texts = BETWEEN_DASHES.split(expression.toString().strip());
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
            parameters.put(name, filters.required(child));
        }
        return parameters;
    }
}

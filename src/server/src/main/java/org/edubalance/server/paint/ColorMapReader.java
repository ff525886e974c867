package org.edubalance.server.paint;

import java.util.List;
import java.util.Set;
import org.edubalance.messages.Refusal;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.style.ChannelSelection;
import org.geotools.api.style.ColorMap;
import org.geotools.api.style.ColorMapEntry;
import org.geotools.api.style.StyleFactory;
import org.geotools.factory.CommonFactoryFinder;
import org.w3c.dom.Element;

/** Reads colour maps, and which band they colour. */
final class ColorMapReader {

    private static final StyleFactory STYLES = CommonFactoryFinder.getStyleFactory();
    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
    private static final Expression ONE = FILTERS.literal(1);

    private final FilterReader filters;

    ColorMapReader(FilterReader filters) {
        this.filters = filters;
    }

    ColorMap colorMap(Element element) {
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

    /** The selection of the band that a {@code GrayChannel} names. */
    ChannelSelection channel(Element selection) {
        return STYLES.channelSelection(STYLES.createSelectedChannelType(grayChannel(selection), (Expression) null));
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
}

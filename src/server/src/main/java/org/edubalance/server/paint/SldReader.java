package org.edubalance.server.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.edubalance.messages.Refusal;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.NamedStyle;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.geotools.api.style.StyleFactory;
import org.geotools.api.style.StyledLayerDescriptor;
import org.geotools.api.style.Symbolizer;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.NameImpl;
import org.w3c.dom.Element;

/**
 * Reads SLD 1.0.0 documents into GeoTools' style model, with GeoServer's extensions {@code Transformation},
 * {@code Priority}, {@code VendorOption} for labels and for rules of maps or legends alone, {@code ColorMap}'s {@code type} and <code>${…}</code> in colour
 * map entries. Elements and attributes that {@link MapPainter} does not draw are refused by name.
 */
public final class SldReader {

    private static final StyleFactory STYLES = CommonFactoryFinder.getStyleFactory();
    private static final int MOST_RULES = 1000;
    private static final String INCLUSION = "inclusion";

    /** Of a rule that is for maps alone. */
    static final String MAP_ONLY = "mapOnly";

    /** Of a rule that is for legends alone. */
    static final String LEGEND_ONLY = "legendOnly";

    private static final List<String> INCLUSIONS = List.of("normal", MAP_ONLY, LEGEND_ONLY);

    private final FilterReader filters;
    private final SymbolizerReader symbolizers;
    private int rules;

    private SldReader(FunctionPolicy policy) {
        filters = new FilterReader(policy);
        symbolizers = new SymbolizerReader(filters);
    }

    /**
     * Reads a document.
     *
     * @param document the bytes of the XML document
     * @param policy what the document may call
     * @return its named layers with their styles, in order
     * @throws Refusal if it is not well-formed, not SLD 1.0.0, or holds something this server does not draw
     */
    public static StyledLayerDescriptor read(byte[] document, FunctionPolicy policy) {
        return new SldReader(policy).descriptor(Elements.parse(document));
    }

    private StyledLayerDescriptor descriptor(Element root) {
        if (!Elements.isSld(root, "StyledLayerDescriptor")) {
            throw Refusal.of("style.notSld", "namespace", Elements.SLD, "got", Elements.name(root));
        }
        Elements.checkAttributes(root, Set.of("version"));
        String version = root.getAttribute("version");
        if (!"1.0.0".equals(version)) {
            throw Refusal.of("style.version", "got", version);
        }
        StyledLayerDescriptor descriptor = STYLES.createStyledLayerDescriptor();
        for (Element child : Elements.children(root)) {
            switch (Elements.sldName(child, root)) {
                case "Name" -> descriptor.setName(Elements.text(child));
                case "Title" -> descriptor.setTitle(Elements.text(child));
                case "Abstract" -> descriptor.setAbstract(Elements.text(child));
                case "NamedLayer" -> descriptor.addStyledLayer(namedLayer(child));
                default -> throw Elements.unknown(child, root);
            }
        }
        if (descriptor.layers().isEmpty()) {
            throw Elements.lacks(root, "NamedLayer");
        }
        return descriptor;
    }

    private NamedLayer namedLayer(Element element) {
        NamedLayer layer = STYLES.createNamedLayer();
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "Name" -> layer.setName(Elements.text(child));
                case "NamedStyle" -> layer.addStyle(namedStyle(child));
                case "UserStyle" -> layer.addStyle(userStyle(child));
                default -> throw Elements.unknown(child, element);
            }
        }
        if (layer.getName() == null) {
            throw Elements.lacks(element, "Name");
        }
        return layer;
    }

    private static NamedStyle namedStyle(Element element) {
        NamedStyle style = STYLES.createNamedStyle();
        Element child = Elements.onlyChild(element);
        if (!Elements.isSld(child, "Name")) {
            throw Elements.unknown(child, element);
        }
        style.setName(Elements.text(child));
        return style;
    }

    private Style userStyle(Element element) {
        Style style = STYLES.createStyle();
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "Name" -> style.setName(Elements.text(child));
                case "Title" -> style.getDescription().setTitle(Elements.text(child));
                case "Abstract" -> style.getDescription().setAbstract(Elements.text(child));
                case "IsDefault" -> style.setDefault(Set.of("1", "true").contains(Elements.text(child)));
                case "FeatureTypeStyle" -> style.featureTypeStyles().add(featureTypeStyle(child));
                default -> throw Elements.unknown(child, element);
            }
        }
        if (style.featureTypeStyles().isEmpty()) {
            throw Elements.lacks(element, "FeatureTypeStyle");
        }
        return style;
    }

    private FeatureTypeStyle featureTypeStyle(Element element) {
        FeatureTypeStyle style = STYLES.createFeatureTypeStyle();
        for (Element child : Elements.children(element)) {
            switch (Elements.sldName(child, element)) {
                case "Name" -> style.setName(Elements.text(child));
                case "Title" -> style.getDescription().setTitle(Elements.text(child));
                case "Abstract" -> style.getDescription().setAbstract(Elements.text(child));
                case "FeatureTypeName" -> style.featureTypeNames().add(new NameImpl(Elements.text(child)));
                case "Transformation" -> style.setTransformation(filters.transformation(child));
                case "Rule" -> style.rules().add(rule(child));
                default -> throw Elements.unknown(child, element);
            }
        }
        return style;
    }

    private Rule rule(Element element) {
        if (++rules > MOST_RULES) {
            throw Refusal.of("style.rules", "limit", MOST_RULES);
        }
        Rule rule = STYLES.createRule();
        List<Symbolizer> drawn = new ArrayList<>();
        for (Element child : Elements.children(element)) {
            if (Elements.OGC.equals(child.getNamespaceURI()) && "Filter".equals(child.getLocalName())) {
                rule.setFilter(filters.filter(child));
                continue;
            }
            switch (Elements.sldName(child, element)) {
                case "Name" -> rule.setName(Elements.text(child));
                case "Title" -> rule.getDescription().setTitle(Elements.text(child));
                case "Abstract" -> rule.getDescription().setAbstract(Elements.text(child));
                case "ElseFilter" -> rule.setElseFilter(true);
                case "MinScaleDenominator" -> rule.setMinScaleDenominator(Elements.number(child));
                case "MaxScaleDenominator" -> rule.setMaxScaleDenominator(Elements.number(child));
                case "PointSymbolizer" -> drawn.add(symbolizers.point(child));
                case "LineSymbolizer" -> drawn.add(symbolizers.line(child));
                case "PolygonSymbolizer" -> drawn.add(symbolizers.polygon(child));
                case "TextSymbolizer" -> drawn.add(symbolizers.text(child));
                case "RasterSymbolizer" -> drawn.add(symbolizers.raster(child));
                case "VendorOption" -> inclusion(child, rule);
                default -> throw Elements.unknown(child, element);
            }
        }
        rule.symbolizers().addAll(drawn);
        return rule;
    }

    /** GeoServer's option by which a rule is for maps or for legends alone. */
    private static void inclusion(Element element, Rule rule) {
        Elements.checkAttributes(element, Set.of("name"));
        String name = element.getAttribute("name");
        if (!INCLUSION.equals(name)) {
            throw Refusal.of("style.option", "name", name);
        }
        String value = Elements.text(element);
        if (!INCLUSIONS.contains(value)) {
            throw Refusal.of("style.choice", "what", name, "choices", INCLUSIONS, "got", value);
        }
        rule.getOptions().put(name, value);
    }

    /** Whether a rule is left out of maps, or of legends, by the value of its option that says so. */
    static boolean isLeftOut(Rule rule, String value) {
        return value.equals(rule.getOptions().get(INCLUSION));
    }
}

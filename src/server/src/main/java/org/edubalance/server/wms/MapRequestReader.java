package org.edubalance.server.wms;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.edubalance.messages.Refusal;
import org.edubalance.server.layers.Catalogue;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.layers.NamedStyle;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.paint.FunctionCheck;
import org.edubalance.server.paint.FunctionPolicy;
import org.edubalance.server.paint.MapLayer;
import org.edubalance.server.paint.MapView;
import org.edubalance.server.paint.SldReader;
import org.edubalance.server.wms.MapRequest.StyledLayer;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.Style;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;

/** Reads the parameters that GetMap and GetFeatureInfo share. */
final class MapRequestReader {

    private static final int MOST_LAYERS = 50;
    /** The parser is recursive, so longer ones could end the stack. */
    private static final int LONGEST_FILTER = 2000;

    private final Catalogue catalogue;
    private final long maxPixels;

    MapRequestReader(Catalogue catalogue, long maxPixels) {
        this.catalogue = catalogue;
        this.maxPixels = maxPixels;
    }

    MapRequest read(Kvp kvp) {
        WmsVersion version = WmsVersion.of(kvp);
        MapCrs crs = MapCrs.of(kvp.required(version.crsParameter()), version);
        kvp.required("bbox");
        int width = side(kvp, "width");
        int height = side(kvp, "height");
        if ((long) width * height > maxPixels) {
            throw OwsException.invalid(
                    "width", "width × height must be " + maxPixels + " pixels at most, got " + (long) width * height);
        }
        MapView view = new MapView(crs.area(kvp.list("bbox"), version), width, height, Env.read(kvp));
        Color color = color(kvp.get("bgcolor").orElse("0xFFFFFF"));
        return new MapRequest(version, layers(kvp), view, kvp.flag("transparent", false) ? null : color);
    }

    private static int side(Kvp kvp, String key) {
        kvp.required(key);
        int side = kvp.integer(key).orElseThrow();
        if (side < 1) {
            throw OwsException.invalid(key, key + " must be 1 or more pixels, got " + side);
        }
        return side;
    }

    static Color color(String text) {
        if (!text.matches("(0[xX]|#)[0-9a-fA-F]{6}")) {
            throw OwsException.invalid("bgcolor", "bgcolor must be 0xRRGGBB, got " + Kvp.shown(text));
        }
        return new Color(Integer.parseInt(text.substring(text.startsWith("#") ? 1 : 2), 16));
    }

    private List<StyledLayer> layers(Kvp kvp) {
        List<NamedLayer> document = document(kvp);
        List<String> names = kvp.list("layers");
        if (names.isEmpty() && document == null) {
            throw OwsException.missing("layers");
        }
        int count = names.isEmpty() ? document.size() : names.size();
        if (count > MOST_LAYERS) {
            throw OwsException.invalid("layers", "layers must be " + MOST_LAYERS + " at most, got " + count);
        }
        List<Layer> layers = new ArrayList<>();
        List<Style> styles = new ArrayList<>();
        if (names.isEmpty()) {
            for (NamedLayer named : document) {
                Layer layer = layer(named.getName());
                layers.add(layer);
                styles.add(ownStyle(named, null, layer));
            }
        } else {
            List<String> styleNames = styleNames(kvp, names.size());
            boolean used = document == null;
            for (int i = 0; i < names.size(); i++) {
                Layer layer = layer(names.get(i).strip());
                NamedLayer named = document == null ? null : named(document, layer);
                used |= named != null;
                layers.add(layer);
                styles.add(named == null ? style(styleNames.get(i), layer) : ownStyle(named, styleNames.get(i), layer));
            }
            if (!used) {
                throw OwsException.invalid("sld_body", "sld_body has a style for none of the layers asked for");
            }
        }
        List<Filter> filters = filters(kvp, layers);
        List<StyledLayer> styled = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            styled.add(new StyledLayer(layer.name(), new MapLayer(layer.features(), styles.get(i), filters.get(i))));
        }
        return styled;
    }

    /** The layers of the request's own SLD document, null where it has none. */
    static List<NamedLayer> document(Kvp kvp) {
        if (kvp.get("sld").isPresent()) {
            throw OwsException.invalid("sld", "sld is not fetched from elsewhere; send the document as sld_body");
        }
        String body = kvp.get("sld_body").orElse(null);
        if (body == null) {
            return null;
        }
        List<NamedLayer> layers = new ArrayList<>();
        try {
            SldReader.read(body.getBytes(StandardCharsets.UTF_8), FunctionPolicy.REQUEST)
                    .layers()
                    .forEach(layer -> layers.add((NamedLayer) layer));
        } catch (Refusal e) {
            throw OwsException.invalid("sld_body", e.getMessage());
        }
        return layers;
    }

    private static List<String> styleNames(Kvp kvp, int layers) {
        List<String> names = kvp.list("styles");
        if (names.isEmpty()) {
            return Collections.nCopies(layers, "");
        }
        if (names.size() != layers) {
            throw OwsException.invalid(
                    "styles", "styles must be empty or one for each of the " + layers + " layers, got " + names.size());
        }
        return names;
    }

    Layer layer(String name) {
        Layer layer = catalogue.layer(name).orElseThrow(() -> notDefined(name, "is unknown"));
        if (!layer.isDrawable()) {
            throw notDefined(name, "has no geometry to be drawn");
        }
        return layer;
    }

    private OwsException notDefined(String name, String fault) {
        List<String> names = catalogue.layers().stream()
                .filter(Layer::isDrawable)
                .map(Layer::name)
                .toList();
        return new OwsException(
                "LayerNotDefined",
                "layers",
                "layer " + Kvp.shown(name) + " " + fault + "; the layers are " + Kvp.listed(names));
    }

    /** A style of the server, the layer's default one for an empty name. */
    Style style(String name, Layer layer) {
        if (name == null || name.isBlank()) {
            return catalogue.defaultStyle(layer).style();
        }
        return catalogue
                .style(name.strip())
                .map(NamedStyle::style)
                .orElseThrow(() -> new OwsException(
                        "StyleNotDefined",
                        "styles",
                        "style " + Kvp.shown(name.strip()) + " is unknown; the styles are "
                                + Kvp.listed(catalogue.styles().stream()
                                        .map(NamedStyle::name)
                                        .toList())));
    }

    static NamedLayer named(List<NamedLayer> document, Layer layer) {
        for (NamedLayer named : document) {
            if (named.getName().equals(layer.name()) || (Catalogue.PREFIX + named.getName()).equals(layer.name())) {
                return named;
            }
        }
        return null;
    }

    /** The style of a document for a layer: the one of the given name, else the default one, else the first. */
    Style ownStyle(NamedLayer named, String name, Layer layer) {
        Style chosen = null;
        for (Style style : named.styles()) {
            if (name != null && !name.isBlank()
                    ? name.strip().equals(style.getName())
                    : chosen == null || style.isDefault()) {
                chosen = style;
            }
        }
        if (chosen == null || chosen instanceof org.geotools.api.style.NamedStyle) {
            return style(chosen == null ? name : chosen.getName(), layer);
        }
        return chosen;
    }

    private static List<Filter> filters(Kvp kvp, List<Layer> layers) {
        String text = kvp.get("cql_filter").orElse(null);
        if (text == null) {
            return Collections.nCopies(layers.size(), Filter.INCLUDE);
        }
        if (text.length() > LONGEST_FILTER) {
            throw OwsException.invalid(
                    "cql_filter", "cql_filter must be " + LONGEST_FILTER + " characters at most, got " + text.length());
        }
        List<Filter> filters;
        try {
            filters = ECQL.toFilterList(text);
            filters.forEach(filter -> filter.accept(new FunctionCheck(FunctionPolicy.REQUEST), null));
        } catch (CQLException e) {
            throw OwsException.invalid("cql_filter", "cql_filter is no ECQL filter: " + Kvp.shown(text));
        } catch (Refusal e) {
            throw OwsException.invalid("cql_filter", "cql_filter: " + e.getMessage());
        }
        if (filters.size() != layers.size()) {
            throw OwsException.invalid(
                    "cql_filter",
                    "cql_filter must be one for each of the " + layers.size() + " layers, got " + filters.size());
        }
        for (int i = 0; i < filters.size(); i++) {
            checkAttributes(filters.get(i), layers.get(i));
        }
        return filters;
    }

    private static void checkAttributes(Filter filter, Layer layer) {
        FilterAttributeExtractor attributes = new FilterAttributeExtractor();
        filter.accept(attributes, null);
        SimpleFeatureType type = layer.features().getSchema();
        for (String name : attributes.getAttributeNames()) {
            if (!name.isEmpty() && type.indexOf(name) < 0) {
                throw OwsException.invalid(
                        "cql_filter",
                        "cql_filter names the attribute " + Kvp.shown(name) + ", which layer " + layer.name()
                                + " has not");
            }
        }
    }
}

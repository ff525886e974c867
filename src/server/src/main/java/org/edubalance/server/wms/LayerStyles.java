package org.edubalance.server.wms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.edubalance.messages.Refusal;
import org.edubalance.server.layers.Catalogue;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.layers.NamedStyle;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.paint.FunctionPolicy;
import org.edubalance.server.paint.SldReader;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.Style;

/** The layers that a request names, and the styles for them: the server's, or those of the request's own document. */
final class LayerStyles {

    private static final int MOST_LAYERS = 50;
    private static final String LENT = "layer:";

    private final Catalogue catalogue;

    LayerStyles(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A layer and how it is to be drawn. */
    record Styled(Layer layer, Style style) {}

    /**
     * The layers by their names as styles find them in {@code env}: a transformation is handed one layer, and may need
     * another's polygons.
     */
    Map<String, Object> lent() {
        return catalogue.layers().stream()
                .filter(Layer::isDrawable)
                .collect(Collectors.toMap(layer -> LENT + layer.name(), Layer::features));
    }

    /**
     * What the parameters {@code layers}, {@code styles} and {@code sld_body} ask for, the lowest layer first.
     *
     * @throws Refusal if there is no such layer or style
     */
    List<Styled> read(Kvp kvp) {
        List<NamedLayer> document = document(kvp);
        List<String> names = kvp.list("layers");
        if (names.isEmpty() && document == null) {
            throw OwsException.missing("layers");
        }
        int count = names.isEmpty() ? document.size() : names.size();
        if (count > MOST_LAYERS) {
            throw Refusal.of("wms.layers.most", "limit", MOST_LAYERS, "got", count)
                    .about("layers");
        }
        return names.isEmpty() ? ofDocument(document) : ofNames(names, styleNames(kvp, names.size()), document);
    }

    private List<Styled> ofDocument(List<NamedLayer> document) {
        List<Styled> styled = new ArrayList<>();
        for (NamedLayer named : document) {
            Layer layer = layer("sld_body", named.getName());
            styled.add(new Styled(layer, ownStyle(named, null, layer)));
        }
        return styled;
    }

    private List<Styled> ofNames(List<String> names, List<String> styleNames, List<NamedLayer> document) {
        List<Styled> styled = new ArrayList<>();
        boolean used = document == null;
        for (int i = 0; i < names.size(); i++) {
            Layer layer = layer("layers", names.get(i).strip());
            NamedLayer named = document == null ? null : named(document, layer);
            used |= named != null;
            styled.add(new Styled(
                    layer,
                    named == null ? style(styleNames.get(i), layer) : ownStyle(named, styleNames.get(i), layer)));
        }
        if (!used) {
            throw Refusal.of("wms.sld.unused").about("sld_body");
        }
        return styled;
    }

    private static List<String> styleNames(Kvp kvp, int layers) {
        List<String> names = kvp.list("styles");
        if (names.isEmpty()) {
            return Collections.nCopies(layers, "");
        }
        if (names.size() != layers) {
            throw Refusal.of("wms.styles.count", "layers", layers, "got", names.size())
                    .about("styles");
        }
        return names;
    }

    /**
     * The layer and style of a legend, by the parameters {@code layer}, {@code style} and {@code sld_body}.
     *
     * @throws Refusal if there is no such layer or style
     */
    Styled legend(Kvp kvp) {
        Layer layer = layer("layer", kvp.required("layer"));
        String name = kvp.get("style").orElse(null);
        List<NamedLayer> document = document(kvp);
        NamedLayer own = document == null ? null : named(document, layer);
        return new Styled(layer, own == null ? style(name, layer) : ownStyle(own, name, layer));
    }

    /** The layers of the request's own SLD document, null where it has none. */
    private static List<NamedLayer> document(Kvp kvp) {
        if (kvp.get("sld").isPresent()) {
            throw Refusal.of("wms.sld").about("sld");
        }
        String body = kvp.get("sld_body").orElse(null);
        if (body == null) {
            return null;
        }
        try {
            return SldReader.read(body.getBytes(StandardCharsets.UTF_8), FunctionPolicy.REQUEST).layers().stream()
                    .map(NamedLayer.class::cast)
                    .toList();
        } catch (Refusal e) {
            throw e.about("sld_body");
        }
    }

    /**
     * A layer that can be drawn.
     *
     * @param input the parameter that names it
     * @throws Refusal if there is none of that name
     */
    Layer layer(String input, String name) {
        Layer layer = catalogue.layer(name).orElseThrow(() -> notDefined("wms.layer.unknown", input, name));
        if (!layer.isDrawable()) {
            throw notDefined("wms.layer.table", input, name);
        }
        return layer;
    }

    private Refusal notDefined(String key, String input, String name) {
        List<String> names = catalogue.layers().stream()
                .filter(Layer::isDrawable)
                .map(Layer::name)
                .toList();
        return OwsException.coded("LayerNotDefined", 400, key, "got", name, "layers", names)
                .about(input);
    }

    /** A style of the server, the layer's default one for an empty name and for {@code default}. */
    private Style style(String name, Layer layer) {
        String given = name == null ? "" : name.strip();
        // GeoServer's clients name a workspace's style with the workspace
        String asked = given.startsWith(Catalogue.PREFIX) ? given.substring(Catalogue.PREFIX.length()) : given;
        return catalogue.style(asked).map(NamedStyle::style).orElseGet(() -> {
            if (asked.isEmpty() || asked.equals("default")) {
                return catalogue.defaultStyle(layer).style();
            }
            List<String> names =
                    catalogue.styles().stream().map(NamedStyle::name).toList();
            throw OwsException.coded("StyleNotDefined", 400, "wms.style.unknown", "got", asked, "styles", names)
                    .about("styles");
        });
    }

    private static NamedLayer named(List<NamedLayer> document, Layer layer) {
        for (NamedLayer named : document) {
            if (named.getName().equals(layer.name()) || (Catalogue.PREFIX + named.getName()).equals(layer.name())) {
                return named;
            }
        }
        return null;
    }

    /** The style of a document for a layer: the one of the given name, else the default one, else the first. */
    private Style ownStyle(NamedLayer named, String name, Layer layer) {
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
}

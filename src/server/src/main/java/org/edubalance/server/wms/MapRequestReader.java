package org.edubalance.server.wms;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.paint.MapLayer;
import org.edubalance.server.paint.MapView;
import org.edubalance.server.wms.LayerStyles.Styled;
import org.edubalance.server.wms.MapRequest.StyledLayer;
import org.geotools.api.filter.Filter;

/** Reads the parameters that GetMap and GetFeatureInfo share. */
final class MapRequestReader {

    private static final String WHITE = "0xFFFFFF";
    private static final Pattern COLOR = Pattern.compile("(0[xX]|#)[0-9a-fA-F]{6}");

    private final LayerStyles styles;
    private final long maxPixels;

    MapRequestReader(LayerStyles styles, long maxPixels) {
        this.styles = styles;
        this.maxPixels = maxPixels;
    }

    /**
     * The map that is asked for.
     *
     * @throws Refusal if a parameter is missing or not what is accepted
     */
    MapRequest read(Kvp kvp) {
        WmsVersion version = WmsVersion.of(kvp);
        MapCrs crs = MapCrs.of(kvp.required(version.crsParameter()), version);
        kvp.required("bbox");
        int width = side(kvp, "width");
        int height = side(kvp, "height");
        Map<String, Object> env = Env.read(kvp);
        env.putAll(styles.lent());
        MapView view = new MapView(
                crs.area(kvp.list("bbox"), version),
                width,
                height,
                env,
                Resolution.ratio(kvp),
                kvp.flag("tiled", false));
        Color background = background(kvp);
        return new MapRequest(version, layers(kvp), view, background);
    }

    /** A side of the picture, within what the capabilities promise. */
    private int side(Kvp kvp, String key) {
        kvp.required(key);
        return bounded(kvp, key, 1, 1, Capabilities.maxSide(maxPixels));
    }

    /** A whole number within bounds; the fallback where the parameter is missing. */
    static int bounded(Kvp kvp, String key, int fallback, int min, int max) {
        int number = kvp.integer(key).orElse(fallback);
        if (number < min || number > max) {
            throw Refusal.of("wms.range", "min", min, "max", max, "got", number).about(key);
        }
        return number;
    }

    /** The colour behind everything, white where none is asked for; null for none, where it is to be transparent. */
    static Color background(Kvp kvp) {
        String text = kvp.get("bgcolor").orElse(WHITE);
        Color color = color(text)
                .orElseThrow(() -> Refusal.of("wms.bgcolor", "got", text).about("bgcolor"));
        return kvp.flag("transparent", false) ? null : color;
    }

    /** A colour as {@code 0xRRGGBB} or {@code #RRGGBB}; empty for anything else. */
    static Optional<Color> color(String text) {
        return COLOR.matcher(text).matches()
                ? Optional.of(new Color(Integer.parseInt(text.substring(text.startsWith("#") ? 1 : 2), 16)))
                : Optional.empty();
    }

    private List<StyledLayer> layers(Kvp kvp) {
        List<Styled> asked = styles.read(kvp);
        List<Filter> filters =
                LayerFilters.read(kvp, asked.stream().map(Styled::layer).toList());
        List<StyledLayer> layers = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Layer layer = asked.get(i).layer();
            layers.add(new StyledLayer(
                    layer.name(), new MapLayer(layer.features(), asked.get(i).style(), filters.get(i))));
        }
        return layers;
    }
}

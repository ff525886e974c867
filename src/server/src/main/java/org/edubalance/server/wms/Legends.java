package org.edubalance.server.wms;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.paint.LegendPainter;
import org.edubalance.server.paint.MapView;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.Style;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/** GetLegendGraphic. */
final class Legends {

    private static final int SAMPLE = 20;
    private static final int LARGEST_SAMPLE = 200;

    private final MapRequestReader maps;
    private final long maxPixels;

    Legends(MapRequestReader maps, long maxPixels) {
        this.maps = maps;
        this.maxPixels = maxPixels;
    }

    /** The size of a style's legend as it is drawn where nothing else is asked for. */
    static Dimension size(Style style) {
        BufferedImage image =
                LegendPainter.paint(style, null, Double.NaN, SAMPLE, SAMPLE, null, view(Map.of()), Long.MAX_VALUE);
        return new Dimension(image.getWidth(), image.getHeight());
    }

    OwsResponse answer(Kvp kvp) {
        WmsVersion.of(kvp);
        ImageFormat format = ImageFormat.of(kvp.get("format").orElse(ImageFormat.PNG.mimeType()));
        Layer layer = maps.layer(kvp.required("layer"));
        String name = kvp.get("style").orElse(null);
        List<NamedLayer> document = MapRequestReader.document(kvp);
        NamedLayer own = document == null ? null : MapRequestReader.named(document, layer);
        Style style = own == null ? maps.style(name, layer) : maps.ownStyle(own, name, layer);
        double scale = kvp.get("scale").map(Legends::scale).orElse(Double.NaN);
        Color background = kvp.flag("transparent", false)
                ? null
                : MapRequestReader.color(kvp.get("bgcolor").orElse("0xFFFFFF"));
        return format.response(LegendPainter.paint(
                style,
                kvp.get("rule").orElse(null),
                scale,
                sample(kvp, "width"),
                sample(kvp, "height"),
                background,
                view(Env.read(kvp)),
                maxPixels));
    }

    private static int sample(Kvp kvp, String key) {
        int pixels = kvp.integer(key).orElse(SAMPLE);
        if (pixels < 1 || pixels > LARGEST_SAMPLE) {
            throw OwsException.invalid(key, key + " must be from 1 to " + LARGEST_SAMPLE + " pixels, got " + pixels);
        }
        return pixels;
    }

    private static double scale(String text) {
        try {
            double scale = Double.parseDouble(text);
            if (scale > 0 && scale < Double.POSITIVE_INFINITY) {
                return scale;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw OwsException.invalid("scale", "scale must be a scale denominator > 0, got " + Kvp.shown(text));
    }

    /** A legend shows no place; its view only carries the env values. */
    private static MapView view(Map<String, Object> env) {
        return new MapView(new ReferencedEnvelope(0, 1, 0, 1, DefaultGeographicCRS.WGS84), 256, 256, env);
    }
}

package org.edubalance.server.wms;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.paint.LegendLook;
import org.edubalance.server.paint.LegendPainter;
import org.edubalance.server.paint.MapView;
import org.geotools.api.style.Style;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/** GetLegendGraphic. */
final class Legends {

    /** A legend shows no place; its view only carries the env values and how fine its pixels are. */
    private static final ReferencedEnvelope PLACE = new ReferencedEnvelope(0, 1, 0, 1, DefaultGeographicCRS.WGS84);

    private final LayerStyles styles;
    private final long maxPixels;

    Legends(LayerStyles styles, long maxPixels) {
        this.styles = styles;
        this.maxPixels = maxPixels;
    }

    /** The size of a style's legend as it is drawn where nothing else is asked for. */
    static Dimension size(Style style) {
        BufferedImage image = LegendPainter.paint(
                style,
                null,
                Double.NaN,
                LegendLook.plain(null),
                new MapView(PLACE, 256, 256, Map.of()),
                Long.MAX_VALUE);
        return new Dimension(image.getWidth(), image.getHeight());
    }

    OwsResponse answer(Kvp kvp) {
        if (kvp.get("version").isPresent()) {
            WmsVersion.of(kvp);
        }
        ImageFormat format = ImageFormat.of(kvp.get("format").orElse(ImageFormat.PNG.mimeType()));
        return format.response(LegendPainter.paint(
                styles.legend(kvp).style(),
                kvp.get("rule").orElse(null),
                kvp.get("scale").map(Legends::scale).orElse(Double.NaN),
                LegendOptions.look(kvp),
                new MapView(PLACE, 256, 256, Env.read(kvp), Resolution.legendRatio(kvp), false),
                maxPixels));
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
        throw Refusal.of("wms.scale", "got", text).about("scale");
    }
}

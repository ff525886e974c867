package org.edubalance.server.wms;

import java.awt.Color;
import java.util.List;
import org.edubalance.server.paint.MapLayer;
import org.edubalance.server.paint.MapView;

/**
 * A map that was asked for.
 *
 * @param version the version of the request
 * @param layers what is drawn, the lowest first
 * @param view where and how large
 * @param background the colour under the layers, null for none
 */
record MapRequest(WmsVersion version, List<StyledLayer> layers, MapView view, Color background) {

    /** A layer by the name it was asked for under, ready to be drawn. */
    record StyledLayer(String name, MapLayer layer) {}

    List<MapLayer> drawn() {
        return layers.stream().map(StyledLayer::layer).toList();
    }
}

package org.edubalance.server.wms;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.paint.FeatureFinder;
import org.edubalance.server.wms.InfoFormat.Found;
import org.edubalance.server.wms.MapRequest.StyledLayer;
import org.edubalance.work.Monitor;

/** GetFeatureInfo. */
final class FeatureInfo {

    private static final int MOST = 1000;
    private static final int WIDEST_BUFFER = 100;
    private static final int DEFAULT_BUFFER = 3;

    private final MapRequestReader maps;
    private final LayerStyles styles;

    FeatureInfo(MapRequestReader maps, LayerStyles styles) {
        this.maps = maps;
        this.styles = styles;
    }

    /**
     * What a map shows at a pixel.
     *
     * @param monitor asked now and then whether to go on
     * @throws Refusal if a parameter is missing or not what is accepted
     */
    OwsResponse answer(Kvp kvp, Monitor monitor) {
        MapRequest map = maps.read(kvp);
        InfoFormat format = kvp.get("info_format").map(InfoFormat::of).orElse(InfoFormat.TEXT);
        boolean latest = map.version() == WmsVersion.V1_3_0;
        int column = pixel(kvp, latest ? "i" : "x", map.view().width());
        int row = pixel(kvp, latest ? "j" : "y", map.view().height());
        int buffer = MapRequestReader.bounded(kvp, "buffer", DEFAULT_BUFFER, 0, WIDEST_BUFFER);
        int count = MapRequestReader.bounded(kvp, "feature_count", 1, 1, MOST);

        List<Found> found = new ArrayList<>();
        kvp.required("query_layers");
        for (String name : kvp.list("query_layers")) {
            StyledLayer layer = asked(map, name.strip());
            found.add(new Found(
                    layer.name(), FeatureFinder.find(layer.layer(), map.view(), column, row, buffer, count, monitor)));
        }
        return format.answer(found);
    }

    private static int pixel(Kvp kvp, String key, int size) {
        kvp.required(key);
        int pixel = kvp.integer(key).orElseThrow();
        if (pixel < 0 || pixel >= size) {
            throw OwsException.coded("InvalidPoint", 400, "wms.range", "min", 0, "max", size - 1, "got", pixel)
                    .about(key);
        }
        return pixel;
    }

    private StyledLayer asked(MapRequest map, String name) {
        String known = styles.layer("query_layers", name).name();
        return map.layers().stream()
                .filter(layer -> layer.name().equals(known))
                .findFirst()
                .orElseThrow(() -> OwsException.coded("LayerNotDefined", 400, "wms.query_layers", "got", name)
                        .about("query_layers"));
    }
}

package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.report.drawing.MapDrawing;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Key;

/** Maps of schools over the regions. */
final class StageMaps {

    private static final String LAND = "#f4f4f0";

    private StageMaps() {}

    /** A map of the regions with their names. */
    static MapDrawing map(Page page, String title) {
        return new MapDrawing(page.analysis().map(), title)
                .regions(region -> LAND)
                .labels(page::region);
    }

    /** A map with its legend, and with the names that numbers stand for on it. */
    static Block.Figure figure(Page page, MapDrawing map, String caption, List<Key> legend) {
        List<Key> all = new ArrayList<>(legend);
        List<String> names = map.numbered();
        for (int i = 0; i < names.size(); i++) {
            all.add(new Key.Note((i + 1) + " " + names.get(i)));
        }
        return page.figure(map, caption, all);
    }
}

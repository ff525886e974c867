package org.edubalance.server.execution;

import java.util.Map;
import org.edubalance.messages.Refusal;
import org.locationtech.jts.geom.Envelope;

/** Refuses work that could not be stopped, or that would fill the memory, before it starts. */
final class WorkLimits {

    /** Barnes interpolation runs its passes without asking whether it should go on; three are usual. */
    private static final int MOST_PASSES = 10;

    private WorkLimits() {}

    static void check(ProcessOffering process, Map<String, Object> inputs, long maxCells, long maxFeatures) {
        cells(inputs, "outputWidth", "outputHeight", maxCells);
        cells(inputs, "rasterWidth", "rasterHeight", maxCells);
        if (process.identifier().equals("vec:Grid")) {
            grid(inputs, maxFeatures);
        }
        if (process.identifier().equals("vec:BarnesSurface")
                && inputs.get("passes") instanceof Integer passes
                && passes > MOST_PASSES) {
            throw Refusal.of("wps.passes", "limit", MOST_PASSES, "got", passes).about("passes");
        }
    }

    private static void cells(Map<String, Object> inputs, String width, String height, long max) {
        if (inputs.get(width) instanceof Integer w
                && inputs.get(height) instanceof Integer h
                && w > 0
                && h > 0
                && (long) w * h > max) {
            throw Refusal.of("wps.grid", "height", height, "limit", max, "columns", w, "rows", h)
                    .about(width);
        }
    }

    private static void grid(Map<String, Object> inputs, long max) {
        if (inputs.get("bounds") instanceof Envelope bounds
                && inputs.get("width") instanceof Double width
                && width > 0) {
            double height = inputs.get("height") instanceof Double h && h > 0 ? h : width;
            double count = Math.ceil(bounds.getWidth() / width) * Math.ceil(bounds.getHeight() / height);
            if (count > max) {
                throw Refusal.of("wps.grid.features", "limit", max).about("width");
            }
        }
    }
}

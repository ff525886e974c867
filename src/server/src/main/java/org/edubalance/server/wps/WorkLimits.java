package org.edubalance.server.wps;

import java.util.Map;
import org.edubalance.server.ows.OwsException;
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
            throw OwsException.invalid(
                    "passes", "passes must be at most the limit of " + MOST_PASSES + ", got " + passes);
        }
    }

    private static void cells(Map<String, Object> inputs, String width, String height, long max) {
        if (inputs.get(width) instanceof Integer w
                && inputs.get(height) instanceof Integer h
                && w > 0
                && h > 0
                && (long) w * h > max) {
            throw OwsException.invalid(
                    width,
                    width + " × " + height + " must be at most the limit of " + max + " cells, got " + w + " × " + h);
        }
    }

    private static void grid(Map<String, Object> inputs, long max) {
        if (inputs.get("bounds") instanceof Envelope bounds
                && inputs.get("width") instanceof Double width
                && width > 0) {
            double height = inputs.get("height") instanceof Double h && h > 0 ? h : width;
            double count = Math.ceil(bounds.getWidth() / width) * Math.ceil(bounds.getHeight() / height);
            if (count > max) {
                throw OwsException.invalid("width", "width makes a grid of more features than the limit of " + max);
            }
        }
    }
}

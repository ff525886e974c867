package org.edubalance.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.edubalance.messages.Message;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * What a density was made with and from, as its properties tell: the radius and kernel that were used, given or chosen,
 * the estimator, the points, and those left out.
 */
public final class DensityNote {

    private DensityNote() {}

    /** The note on a coverage; empty for one that does not tell. */
    public static Optional<Message> of(GridCoverage2D coverage) {
        Object radius = coverage.getProperty("radius");
        Object estimator = coverage.getProperty("estimator");
        if (!(radius instanceof String radii) || !(estimator instanceof String name)) {
            return Optional.empty();
        }
        List<Message> leftOut = new ArrayList<>();
        for (String reason : List.of("withoutGeometry", "withoutWeight", "outsideMask")) {
            if (coverage.getProperty(reason) instanceof Number n && n.longValue() > 0) {
                leftOut.add(Message.of("density.note." + reason, "n", n));
            }
        }
        List<Message> parts = new ArrayList<>();
        parts.add(Message.of(
                "density.note.radius",
                "radius",
                Arrays.stream(radii.split(" ")).map(DensityNote::rounded).toList()));
        parts.add(Message.of("density.note.kernel", "kernel", String.valueOf(coverage.getProperty("kernel"))));
        parts.add(Message.of("density.note.estimator", "estimator", name));
        parts.add(Message.of("density.note.points", "n", coverage.getProperty("points")));
        parts.add(Message.of("density.note.left", "left", leftOut.isEmpty() ? 0 : leftOut));
        return Optional.of(Message.of("density.note.made", "parts", parts));
    }

    /** A length in metres to the decimetre. */
    private static double rounded(String metres) {
        return Math.rint(Double.parseDouble(metres) * 10) / 10;
    }
}

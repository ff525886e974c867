package org.edubalance.access;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateArrays;
import org.locationtech.jts.noding.NodedSegmentString;
import org.locationtech.jts.noding.SegmentString;
import org.locationtech.jts.noding.snap.SnappingNoder;

/** Cuts lines where they cross or touch each other, so that there is a way from one to the other. */
public final class Crossings {

    /**
     * A piece of a line.
     *
     * @param line which line
     * @param points at least two, in the line's direction
     */
    public record Piece(int line, Coordinate[] points) {}

    private Crossings() {}

    /**
     * The pieces of lines, by the lines' order.
     *
     * @param tolerance up to how far apart lines touch, in units of the coordinates, above 0
     */
    public static List<Piece> cut(List<Coordinate[]> lines, double tolerance) {
        List<SegmentString> strings = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            strings.add(new NodedSegmentString(CoordinateArrays.removeRepeatedPoints(lines.get(line)), line));
        }
        SnappingNoder noder = new SnappingNoder(tolerance);
        noder.computeNodes(strings);
        List<Piece> pieces = new ArrayList<>();
        for (Object string : noder.getNodedSubstrings()) {
            SegmentString piece = (SegmentString) string;
            if (piece.size() > 1) {
                pieces.add(new Piece((Integer) piece.getData(), piece.getCoordinates()));
            }
        }
        return pieces;
    }
}

package org.edubalance.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateArrays;
import org.locationtech.jts.noding.MCIndexNoder;
import org.locationtech.jts.noding.NodedSegmentString;
import org.locationtech.jts.noding.SegmentNode;
import org.locationtech.jts.noding.SegmentString;
import org.locationtech.jts.noding.snap.SnappingIntersectionAdder;
import org.locationtech.jts.noding.snap.SnappingPointIndex;

/**
 * Cuts lines where they cross or touch each other, so that there is a way from one to the other.
 *
 * <p>JTS' own noder of this kind stops for nobody, cuts in as many places as there are, which a few long zigzags have
 * thousands of millions of, and takes the square of the number of points that come sorted, as its tree of them is then as
 * deep as they are many. So its parts are put together here over a {@link SnapGrid}; cuts are counted, and the monitor is
 * asked at each pair of lines.
 */
public final class Crossings {

    /** Cuts of lines between their vertices; what they take in memory is some hundred bytes each. */
    static final int MOST_CUTS = 1_000_000;

    private static final int STEPS_BETWEEN_CHECKS = 1 << 12;

    /**
     * A piece of a line.
     *
     * @param line which line
     * @param points at least two, in the line's direction
     */
    public record Piece(int line, Coordinate[] points) {}

    private final String input;
    private final Monitor monitor;
    private final Set<SegmentNode> cuts = Collections.newSetFromMap(new IdentityHashMap<>());
    private int steps;

    private Crossings(String input, Monitor monitor) {
        this.input = input;
        this.monitor = monitor;
    }

    /**
     * The pieces of lines, by the lines' order.
     *
     * @param tolerance up to how far apart lines touch, in units of the coordinates, above 0
     * @param input the input that the lines came by
     * @throws Refusal if lines would have to be cut in more than 1,000,000 places
     */
    public static List<Piece> cut(List<Coordinate[]> lines, double tolerance, String input, Monitor monitor) {
        return new Crossings(input, monitor).pieces(lines, tolerance);
    }

    private List<Piece> pieces(List<Coordinate[]> lines, double tolerance) {
        SnappingPointIndex index = new SnapGrid(tolerance);
        List<SegmentString> strings = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            strings.add(new Line(CoordinateArrays.removeRepeatedPoints(snapped(lines.get(line), index)), line));
        }
        new MCIndexNoder(new Adder(tolerance, index), 2 * tolerance).computeNodes(strings);
        List<Piece> pieces = new ArrayList<>();
        for (Object string : NodedSegmentString.getNodedSubstrings(strings)) {
            SegmentString piece = (SegmentString) string;
            if (piece.size() > 1) {
                pieces.add(new Piece((Integer) piece.getData(), piece.getCoordinates()));
            }
        }
        return pieces;
    }

    /** A line with one point for all that are within the tolerance. */
    private Coordinate[] snapped(Coordinate[] points, SnappingPointIndex index) {
        Coordinate[] snapped = new Coordinate[points.length];
        for (int i = 0; i < points.length; i++) {
            step();
            snapped[i] = index.snap(points[i]);
        }
        return snapped;
    }

    private void step() {
        if (++steps % STEPS_BETWEEN_CHECKS == 0) {
            monitor.check();
        }
    }

    /** A line that counts where it is cut. */
    private final class Line extends NodedSegmentString {

        Line(Coordinate[] points, int line) {
            super(points, line);
        }

        @Override
        public void addIntersection(Coordinate point, int segment) {
            SegmentNode node = addIntersectionNode(point, segment);
            if (node.isInterior() && cuts.add(node) && cuts.size() > MOST_CUTS) {
                throw Refusal.of("access.crossings", "most", MOST_CUTS).about(input);
            }
        }
    }

    /** Finds cuts, and asks whether to go on. */
    private final class Adder extends SnappingIntersectionAdder {

        Adder(double tolerance, SnappingPointIndex index) {
            super(tolerance, index);
        }

        @Override
        public void processIntersections(SegmentString a, int i, SegmentString b, int k) {
            step();
            super.processIntersections(a, i, b, k);
        }

        /** Asked after each pair of lines whose boxes overlap. */
        @Override
        public boolean isDone() {
            step();
            return false;
        }
    }
}

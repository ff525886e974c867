package org.edubalance.report.drawing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.edubalance.report.page.Markup;

/**
 * Puts labels on a map so that none covers another or leaves the map. A label stands on its place, the largest region's
 * first, or a little aside; where that is taken, further off with a line to its place; and where everything is taken, a
 * number stands on the place instead.
 */
final class LabelPlacement {

    private static final double SIZE = 13;

    /** How far from its place a label may stand, in steps of its height. */
    private static final int RINGS = 7;

    private static final int DIRECTIONS = 16;

    /** Half the width of a mark. */
    private static final double MARK = 4;

    /** The width of a letter by its size: wide ones, as Chinese has, and others. */
    private static final double WIDE = 1.0;

    private static final double NARROW = 0.58;

    private final double width;
    private final double height;
    private final List<Wanted> wanted = new ArrayList<>();
    private final List<Box> boxes = new ArrayList<>();
    private final List<Box> marks = new ArrayList<>();
    private final List<String> numbered = new ArrayList<>();
    private List<Placed> placed;

    /** A label and the place that it is for, with the size of the region there. */
    private record Wanted(String text, double x, double y, double across, double down) {}

    /** A label where it stands, and its place. */
    private record Placed(String text, double x, double y, double placeX, double placeY, boolean led) {}

    private record Box(double left, double top, double right, double bottom) {

        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    LabelPlacement(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /** A mark that a label in its region should not cover, if it can. */
    void avoid(double x, double y) {
        marks.add(new Box(x - MARK, y - MARK, x + MARK, y + MARK));
    }

    /** A label for a place in a region of some width and height. */
    void place(String text, double x, double y, double across, double down) {
        wanted.add(new Wanted(text, x, y, across, down));
        placed = null;
    }

    /** The texts that numbers stand for. */
    List<String> numbered() {
        arrange();
        return numbered;
    }

    private void arrange() {
        if (placed != null) {
            return;
        }
        placed = new ArrayList<>();
        boxes.clear();
        numbered.clear();
        List<Wanted> order = new ArrayList<>(wanted);
        order.sort(Comparator.comparingDouble(label -> -label.across * label.down));
        List<Wanted> crowded = new ArrayList<>();
        for (Wanted label : order) {
            if (!near(label)) {
                crowded.add(label);
            }
        }
        for (Wanted label : crowded) {
            if (!aside(label)) {
                numbered.add(label.text);
                String number = Integer.toString(numbered.size());
                placed.add(new Placed(number, label.x, label.y, label.x, label.y, false));
                boxes.add(box(number, label.x, label.y));
            }
        }
    }

    /** On its place, or so little aside that it is still in its region: where it covers fewest marks. */
    private boolean near(Wanted label) {
        double bestX = 0;
        double bestY = 0;
        double best = Double.POSITIVE_INFINITY;
        for (int down = -4; down <= 4; down++) {
            for (int across = -2; across <= 2; across++) {
                double x = label.x + across * label.across / 10;
                double y = label.y + down * label.down / 12;
                if (free(label.text, x, y)) {
                    Box box = box(label.text, x, y);
                    long covered = marks.stream().filter(box::meets).count();
                    double cost = covered + 0.05 * (Math.abs(down) + Math.abs(across));
                    if (cost < best) {
                        best = cost;
                        bestX = x;
                        bestY = y;
                    }
                }
            }
        }
        if (best < Double.POSITIVE_INFINITY) {
            put(label, bestX, bestY, false);
        }
        return best < Double.POSITIVE_INFINITY;
    }

    /** Where there is room round its place, with a line to it. */
    private boolean aside(Wanted label) {
        for (int ring = 2; ring <= RINGS; ring++) {
            for (int i = 0; i < DIRECTIONS; i++) {
                double angle = 2 * Math.PI * i / DIRECTIONS;
                double x = label.x + Math.cos(angle) * (ring * SIZE + width(label.text) / 2);
                double y = label.y + Math.sin(angle) * ring * SIZE;
                if (free(label.text, x, y)) {
                    put(label, x, y, true);
                    return true;
                }
            }
        }
        return false;
    }

    private void put(Wanted label, double x, double y, boolean led) {
        placed.add(new Placed(label.text, x, y, label.x, label.y, led));
        boxes.add(box(label.text, x, y));
    }

    private boolean free(String text, double x, double y) {
        Box box = box(text, x, y);
        return box.left >= 0
                && box.top >= 0
                && box.right <= width
                && box.bottom <= height
                && boxes.stream().noneMatch(box::meets);
    }

    /** The box of a text whose base line's middle is at a place. */
    private static Box box(String text, double x, double y) {
        double half = width(text) / 2 + 2;
        return new Box(x - half, y - SIZE, x + half, y + 0.3 * SIZE);
    }

    private static double width(String text) {
        return SIZE
                * text.codePoints().mapToDouble(c -> c < 0x2E80 ? NARROW : WIDE).sum();
    }

    /** Draws the lines, then the labels. */
    void draw(Markup svg) {
        arrange();
        for (Placed label : placed) {
            if (label.led) {
                svg.leaf(
                                "line",
                                "class",
                                "leader",
                                "x1",
                                label.placeX,
                                "y1",
                                label.placeY,
                                "x2",
                                label.x,
                                "y2",
                                label.y - 0.35 * SIZE)
                        .leaf("circle", "class", "anchor", "cx", label.placeX, "cy", label.placeY, "r", 1.6);
            }
        }
        placed.forEach(label -> svg.element("text", label.text, "class", "label", "x", label.x, "y", label.y));
    }
}

package org.edubalance.report.drawing;

import java.util.Locale;
import org.edubalance.report.page.Key;
import org.edubalance.report.page.Markup;

/** The mark of a school or another place, in the colours and shapes of the shipped styles; shapes differ so that a print in grey can be read. */
public enum Mark {
    LEVEL_1("#fde725", Shape.CIRCLE),
    LEVEL_2("#5ec962", Shape.CIRCLE),
    LEVEL_3("#21918c", Shape.CIRCLE),
    LEVEL_4("#3b528b", Shape.CIRCLE),
    LEVEL_5("#440154", Shape.CIRCLE),
    MET("#2166ac", Shape.CIRCLE),
    NOT_MET("#d6604d", Shape.TRIANGLE),
    NOT_COUNTED("#8a9296", Shape.CROSS),
    FIRST("#b30000", Shape.CIRCLE),
    NEXT("#fc8d59", Shape.CIRCLE),
    LATER("#fdd49e", Shape.CIRCLE),
    NOTHING("#2166ac", Shape.CIRCLE),
    HOT_99("#b2182b", Shape.CIRCLE),
    HOT_95("#ef8a62", Shape.CIRCLE),
    HOT_90("#f7c2a8", Shape.CIRCLE),
    NS("#cfcfcf", Shape.CIRCLE),
    COLD_90("#b3d5e8", Shape.CIRCLE),
    COLD_95("#67a9cf", Shape.CIRCLE),
    COLD_99("#2166ac", Shape.CIRCLE),
    ACCESS_HALF("#a6611a", Shape.CIRCLE),
    ACCESS_BELOW("#dfc27d", Shape.CIRCLE),
    ACCESS_MEAN("#c7c7c7", Shape.CIRCLE),
    ACCESS_ABOVE("#80cdc1", Shape.CIRCLE),
    ACCESS_TWICE("#018571", Shape.CIRCLE),
    PLAIN("#222222", Shape.DOT);

    private enum Shape {
        DOT("•"),
        CIRCLE("●"),
        TRIANGLE("▲"),
        CROSS("×");

        /** The letter that looks most like it. */
        private final String sign;

        Shape(String sign) {
            this.sign = sign;
        }
    }

    private final String colour;
    private final Shape shape;

    Mark(String colour, Shape shape) {
        this.colour = colour;
        this.shape = shape;
    }

    String colour() {
        return colour;
    }

    /** The mark of a level, 1 the lowest, of five; 0 is that of a school without a score. */
    public static Mark level(int level) {
        return level == 0 ? NOT_COUNTED : values()[Math.max(1, Math.min(5, level)) - 1];
    }

    /** The mark of a verdict, null for a school that is not counted. */
    public static Mark compliance(Boolean compliantOrNull) {
        return compliantOrNull == null ? NOT_COUNTED : compliantOrNull ? MET : NOT_MET;
    }

    /** The mark of a place in the order of priority, 0 where nothing is lacking. */
    public static Mark priority(int place) {
        return place == 0 ? NOTHING : place <= 5 ? FIRST : place <= 15 ? NEXT : LATER;
    }

    /** The mark of a place by its accessibility as a multiple of the mean, NaN where that is not known. */
    public static Mark access(double ratio) {
        return Double.isNaN(ratio)
                ? NOT_COUNTED
                : ratio < 0.5
                        ? ACCESS_HALF
                        : ratio < 0.8
                                ? ACCESS_BELOW
                                : ratio < 1.25 ? ACCESS_MEAN : ratio < 2 ? ACCESS_ABOVE : ACCESS_TWICE;
    }

    /** The mark of a class of HotSpots, null for none. */
    public static Mark spot(String classOrNull) {
        return classOrNull == null ? NOT_COUNTED : valueOf(classOrNull);
    }

    /** The mark as an entry of a legend. */
    public Key key(String text) {
        return new Key.Sign(svg -> draw(svg, 7, 7, ""), shape.sign, colour, text);
    }

    /** Draws the mark about a place, with a text that shows when it is pointed at. */
    void draw(Markup svg, double x, double y, String tip) {
        boolean lines = shape == Shape.CROSS;
        String fill = lines ? "none" : colour;
        String kind = lines ? "cross" : "mark";
        String stroke = lines ? colour : null;
        switch (shape) {
            case DOT -> svg.open("circle", "cx", x, "cy", y, "r", 1.8, "fill", fill, "class", kind);
            case CIRCLE -> svg.open("circle", "cx", x, "cy", y, "r", 4.6, "fill", fill, "class", kind);
            case TRIANGLE -> path(svg, "M%.1f %.1fl5.2 9h-10.4z", x, y - 5.5, fill, kind, stroke);
            case CROSS -> path(svg, "M%.1f %.1fl8 8m0 -8l-8 8", x - 4, y - 4, fill, kind, stroke);
        }
        svg.element("title", tip).close();
    }

    private static void path(Markup svg, String path, double x, double y, String fill, String kind, String stroke) {
        String d = String.format(Locale.ROOT, path, x, y);
        svg.open("path", "d", d, "fill", fill, "class", kind, "stroke", stroke);
    }
}

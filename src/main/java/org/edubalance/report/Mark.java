package org.edubalance.report;

import java.util.Locale;

/** A school's mark: shapes differ too, so that a print in grey can be read. */
enum Mark {
    LEVEL_1("#d7191c", Shape.CIRCLE),
    LEVEL_2("#fdae61", Shape.CIRCLE),
    LEVEL_3("#ffffbf", Shape.CIRCLE),
    LEVEL_4("#abd9e9", Shape.CIRCLE),
    LEVEL_5("#2c7bb6", Shape.CIRCLE),
    MET("#2c7bb6", Shape.CIRCLE),
    NOT_MET("#d7191c", Shape.TRIANGLE),
    NOT_COUNTED("#ffffff", Shape.SQUARE),
    PLAIN("#222222", Shape.DOT);

    private enum Shape {
        DOT,
        CIRCLE,
        TRIANGLE,
        SQUARE
    }

    private final String colour;
    private final Shape shape;

    Mark(String colour, Shape shape) {
        this.colour = colour;
        this.shape = shape;
    }

    /** The mark of a level, 1 the lowest, of five. */
    static Mark level(int level) {
        return values()[Math.max(1, Math.min(5, level)) - 1];
    }

    static Mark compliance(Boolean compliant) {
        return compliant == null ? NOT_COUNTED : compliant ? MET : NOT_MET;
    }

    String svg(double x, double y, String title) {
        String body =
                switch (shape) {
                    case DOT -> String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"1.8\"", x, y);
                    case CIRCLE -> String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.6\"", x, y);
                    case TRIANGLE -> String.format(Locale.ROOT, "<path d=\"M%.1f %.1fl5.2 9h-10.4z\"", x, y - 5.5);
                    case SQUARE ->
                        String.format(
                                Locale.ROOT, "<rect x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"8\"", x - 4, y - 4);
                };
        return body + " fill=\"" + colour + "\" class=\"mark\"><title>" + title + "</title></"
                + body.substring(1, body.indexOf(' ')) + ">";
    }

    /** The mark by itself, for a legend. */
    String legend(String text) {
        return "<span class=\"key\"><svg width=\"14\" height=\"14\" viewBox=\"0 0 14 14\">" + svg(7, 7, "") + "</svg>"
                + Html.escape(text) + "</span> ";
    }
}

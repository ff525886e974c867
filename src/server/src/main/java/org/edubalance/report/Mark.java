package org.edubalance.report;

import java.util.Locale;

/** A school's mark, in the colours and shapes of the shipped styles; shapes differ so that a print in grey can be read. */
enum Mark {
    LEVEL_1("#fde725", Shape.CIRCLE),
    LEVEL_2("#5ec962", Shape.CIRCLE),
    LEVEL_3("#21918c", Shape.CIRCLE),
    LEVEL_4("#3b528b", Shape.CIRCLE),
    LEVEL_5("#440154", Shape.CIRCLE),
    MET("#2166ac", Shape.CIRCLE),
    NOT_MET("#d6604d", Shape.TRIANGLE),
    NOT_COUNTED("#8a9296", Shape.CROSS),
    PLAIN("#222222", Shape.DOT);

    private enum Shape {
        DOT,
        CIRCLE,
        TRIANGLE,
        CROSS
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
    static Mark level(int level) {
        return level == 0 ? NOT_COUNTED : values()[Math.max(1, Math.min(5, level)) - 1];
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
                    case CROSS -> String.format(Locale.ROOT, "<path d=\"M%.1f %.1fl8 8m0 -8l-8 8\"", x - 4, y - 4);
                };
        String paint = shape == Shape.CROSS
                ? " fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2.4\""
                : " fill=\"" + colour + "\" class=\"mark\"";
        return body + paint + "><title>" + title + "</title></" + body.substring(1, body.indexOf(' ')) + ">";
    }

    /** The mark by itself, for a legend. */
    String legend(String text) {
        return "<span class=\"key\"><svg width=\"14\" height=\"14\" viewBox=\"0 0 14 14\">" + svg(7, 7, "") + "</svg>"
                + Html.escape(text) + "</span> ";
    }
}

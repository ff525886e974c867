package org.edubalance.report.drawing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.edubalance.report.page.Key;
import org.edubalance.report.page.Markup;
import org.edubalance.report.page.Picture;

/**
 * Lorenz curves: what share of a resource the least equipped share of the pupils has. Schools stand in ascending order
 * of the resource per pupil x, each a step of its pupils P to the right and of P·x up. The straight line is equality.
 *
 * @param title what is drawn, for those who don't see it
 * @param across what the horizontal axis shows
 * @param up what the vertical axis shows
 */
public record LorenzCurves(String title, String across, String up, List<Curve> curves) implements Picture {

    private static final int SIZE = 400;
    private static final int LEFT = 66;
    private static final int TOP = 10;

    /** Okabe and Ito's colours, which colour-blind readers can tell apart. */
    private static final String[] COLOURS = {
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#999999"
    };

    /** A curve: the value per pupil and the pupils of each school. */
    public record Curve(String name, double[] values, double[] pupils) {}

    @Override
    public void draw(Markup svg) {
        svg.open("svg", "class", "chart", "viewBox", "0 0 480 " + (SIZE + TOP + 44), "role", "img")
                .element("title", title)
                .line();
        for (int percent = 0; percent <= 100; percent += 20) {
            grid(svg, percent / 100.0, percent + "%");
        }
        svg.leaf("line", "class", "equality", "x1", x(0), "y1", y(0), "x2", x(1), "y2", y(1))
                .line();
        for (int i = 0; i < curves.size(); i++) {
            curve(svg, i);
        }
        String turned = String.format(Locale.ROOT, "translate(10 %.1f) rotate(-90)", y(0.5));
        svg.element("text", across, "class", "tick", "x", x(0.5), "y", TOP + SIZE + 34)
                .element("text", up, "class", "tick", "transform", turned)
                .close();
    }

    private static void grid(Markup svg, double share, String label) {
        svg.leaf("line", "class", "grid", "x1", x(share), "x2", x(share), "y1", TOP, "y2", TOP + SIZE)
                .leaf("line", "class", "grid", "x1", LEFT, "x2", LEFT + SIZE, "y1", y(share), "y2", y(share))
                .element("text", label, "class", "tick", "x", x(share), "y", TOP + SIZE + 16)
                .element("text", label, "class", "name", "x", LEFT - 6, "y", y(share) + 4)
                .line();
    }

    private void curve(Markup svg, int i) {
        svg.leaf(
                        "polyline",
                        "fill",
                        "none",
                        "stroke",
                        colour(i),
                        "stroke-width",
                        1.8,
                        "stroke-dasharray",
                        i < COLOURS.length ? null : "5 3",
                        "points",
                        points(curves.get(i)))
                .line();
    }

    /** The curves' colours and names. */
    public List<Key> legend() {
        List<Key> legend = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            legend.add(new Key.Swatch(colour(i), curves.get(i).name()));
        }
        return legend;
    }

    /** The colour of a line by its place. */
    static String colour(int i) {
        return COLOURS[i % COLOURS.length];
    }

    private static String points(Curve curve) {
        List<Integer> order = new ArrayList<>();
        double allPupils = 0;
        double all = 0;
        for (int i = 0; i < curve.values.length; i++) {
            order.add(i);
            allPupils += curve.pupils[i];
            all += curve.pupils[i] * curve.values[i];
        }
        order.sort(Comparator.comparingDouble(i -> curve.values[i]));
        StringBuilder points = new StringBuilder(String.format(Locale.ROOT, "%.1f,%.1f", x(0), y(0)));
        double pupils = 0;
        double resource = 0;
        for (int i : order) {
            pupils += curve.pupils[i];
            resource += curve.pupils[i] * curve.values[i];
            points.append(String.format(Locale.ROOT, " %.1f,%.1f", x(pupils / allPupils), y(resource / all)));
        }
        return points.toString();
    }

    private static double x(double share) {
        return LEFT + SIZE * share;
    }

    private static double y(double share) {
        return TOP + SIZE * (1 - share);
    }
}

package org.edubalance.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Lorenz curves: what share of a resource the least equipped share of the pupils has. Schools stand in ascending order
 * of the resource per pupil x, each a step of its pupils P to the right and of P·x up. The straight line is equality.
 */
final class LorenzCurves {

    private static final int SIZE = 340;
    private static final int LEFT = 44;
    private static final int TOP = 10;

    /** Okabe and Ito's colours, which colour-blind readers can tell apart. */
    private static final String[] COLOURS = {
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#999999"
    };

    /** A curve: the value per pupil and the pupils of each school. */
    record Curve(String name, double[] values, double[] pupils) {}

    private LorenzCurves() {}

    static String svg(String title, String pupilsAxis, String resourceAxis, List<Curve> curves) {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"chart\" viewBox=\"0 0 800 %d\" role=\"img\"><title>%s</title>%n",
                SIZE + TOP + 44,
                Html.escape(title)));
        for (int tick = 0; tick <= 10; tick += 2) {
            double share = tick / 10.0;
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/>"
                            + "<line class=\"grid\" x1=\"%4$d\" x2=\"%5$d\" y1=\"%6$.1f\" y2=\"%6$.1f\"/>"
                            + "<text class=\"tick\" x=\"%1$.1f\" y=\"%7$d\">%8$.0f%%</text>"
                            + "<text class=\"name\" x=\"%9$d\" y=\"%10$.1f\">%8$.0f%%</text>%n",
                    x(share),
                    TOP,
                    TOP + SIZE,
                    LEFT,
                    LEFT + SIZE,
                    y(share),
                    TOP + SIZE + 16,
                    100 * share,
                    LEFT - 6,
                    y(share) + 4));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"equality\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                x(0),
                y(0),
                x(1),
                y(1)));
        for (int i = 0; i < curves.size(); i++) {
            String colour = COLOURS[i % COLOURS.length];
            String dash = i < COLOURS.length ? "" : " stroke-dasharray=\"5 3\"";
            svg.append(String.format(
                    Locale.ROOT,
                    "<polyline fill=\"none\" stroke=\"%1$s\" stroke-width=\"1.8\"%2$s points=\"%3$s\"/>"
                            + "<line x1=\"%4$d\" x2=\"%5$d\" y1=\"%6$d\" y2=\"%6$d\" stroke=\"%1$s\" stroke-width=\"3\"%2$s/>"
                            + "<text class=\"key\" x=\"%7$d\" y=\"%8$d\">%9$s</text>%n",
                    colour,
                    dash,
                    points(curves.get(i)),
                    LEFT + SIZE + 16,
                    LEFT + SIZE + 36,
                    TOP + 16 + 22 * i,
                    LEFT + SIZE + 42,
                    TOP + 20 + 22 * i,
                    Html.escape(curves.get(i).name())));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text><text class=\"tick\" transform=\"translate(10 %.1f)"
                        + " rotate(-90)\">%s</text></svg>%n",
                x(0.5),
                TOP + SIZE + 34,
                Html.escape(pupilsAxis),
                y(0.5),
                Html.escape(resourceAxis)));
        return svg.toString();
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

package org.edubalance.report.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.edubalance.report.page.Key;
import org.edubalance.report.page.Markup;
import org.edubalance.report.page.Picture;

/**
 * Lines of numbers from 0 up over years, one a thing; a year without a number breaks its line.
 *
 * @param title what is drawn, for those who don't see it
 */
public record YearLines(String title, List<Line> lines) implements Picture {

    private static final int LEFT = 46;
    private static final int TOP = 10;
    private static final int WIDTH = 410;
    private static final int HEIGHT = 220;

    /** A line; NaN where a year has no number. */
    public record Line(String name, SortedMap<Integer, Double> numbers) {}

    @Override
    public void draw(Markup svg) {
        TreeSet<Integer> years = new TreeSet<>();
        lines.forEach(line -> years.addAll(line.numbers().keySet()));
        double most = lines.stream()
                .flatMap(line -> line.numbers().values().stream())
                .filter(number -> number > 0)
                .max(Double::compare)
                .orElse(1.0);
        double step = most > 1 ? 0.5 : most > 0.4 ? 0.2 : 0.1;
        double top = step * Math.ceil(most / step);
        svg.open("svg", "class", "chart", "viewBox", "0 0 480 " + (TOP + HEIGHT + 26), "role", "img")
                .element("title", title)
                .line();
        for (int tick = 0; tick * step <= top + 1e-9; tick++) {
            double y = y(tick * step, top);
            svg.leaf("line", "class", "grid", "x1", LEFT, "x2", LEFT + WIDTH, "y1", y, "y2", y)
                    .element(
                            "text",
                            String.format(Locale.ROOT, "%.1f", tick * step),
                            "class",
                            "name",
                            "x",
                            LEFT - 6,
                            "y",
                            y + 4)
                    .line();
        }
        int first = years.isEmpty() ? 0 : years.first();
        int span = years.isEmpty() ? 1 : Math.max(1, years.last() - first);
        int every = 1 + years.size() / 10;
        int index = 0;
        for (int year : years) {
            if (index++ % every == 0) {
                svg.element(
                        "text",
                        Integer.toString(year),
                        "class",
                        "tick",
                        "x",
                        x(year - first, span),
                        "y",
                        TOP + HEIGHT + 18);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            line(svg, i, first, span, top);
        }
        svg.close();
    }

    private void line(Markup svg, int i, int first, int span, double top) {
        String colour = LorenzCurves.colour(i);
        List<String> points = new ArrayList<>();
        for (Map.Entry<Integer, Double> year : lines.get(i).numbers().entrySet()) {
            if (Double.isNaN(year.getValue())) {
                stroke(svg, colour, points);
                continue;
            }
            double x = x(year.getKey() - first, span);
            double y = y(year.getValue(), top);
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
            svg.leaf("circle", "cx", x, "cy", y, "r", 3, "fill", colour);
        }
        stroke(svg, colour, points);
        svg.line();
    }

    private static void stroke(Markup svg, String colour, List<String> points) {
        if (points.size() > 1) {
            String joined = String.join(" ", points);
            svg.leaf("polyline", "fill", "none", "stroke", colour, "stroke-width", 1.8, "points", joined);
        }
        points.clear();
    }

    /** The lines' colours and names. */
    public List<Key> legend() {
        List<Key> legend = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            legend.add(new Key.Swatch(LorenzCurves.colour(i), lines.get(i).name()));
        }
        return legend;
    }

    private static double x(int year, int span) {
        return LEFT + 20 + (WIDTH - 40.0) * year / span;
    }

    private static double y(double number, double top) {
        return TOP + HEIGHT * (1 - number / top);
    }
}

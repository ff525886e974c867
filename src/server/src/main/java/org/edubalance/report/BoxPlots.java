package org.edubalance.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Box plots of values from 0 to 1, one to a row: a box from the lower to the upper quartile (linear between the values),
 * the median in it, whiskers to the smallest and largest value, and a dot at the mean.
 */
final class BoxPlots {

    private static final int LEFT = 150;
    private static final int WIDTH = 600;
    private static final int ROW = 26;

    private BoxPlots() {}

    static String svg(String title, Map<String, List<Double>> groups) {
        int bottom = groups.size() * ROW + 10;
        StringBuilder svg = new StringBuilder(format(
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>%n",
                LEFT + WIDTH + 30, bottom + 26, Html.escape(title)));
        for (int tick = 0; tick <= 10; tick += 2) {
            double x = LEFT + WIDTH * tick / 10.0;
            svg.append(format("<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"4\" y2=\"%d\"/>", x, x, bottom));
            svg.append(format("<text class=\"tick\" x=\"%.1f\" y=\"%d\">%.1f</text>%n", x, bottom + 16, tick / 10.0));
        }
        int row = 0;
        for (Map.Entry<String, List<Double>> group : groups.entrySet()) {
            double y = 10 + ROW * (row + 0.5);
            svg.append(format(
                    "<text class=\"name\" x=\"%d\" y=\"%.1f\">%s (%d)</text>",
                    LEFT - 8,
                    y + 4,
                    Html.escape(group.getKey()),
                    group.getValue().size()));
            if (!group.getValue().isEmpty()) {
                box(svg, group.getValue().stream().mapToDouble(v -> v).toArray(), y);
            }
            row++;
        }
        return svg + "</svg>\n";
    }

    private static void box(StringBuilder svg, double[] values, double y) {
        Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
        percentile.setData(values);
        double low = x(Arrays.stream(values).min().orElseThrow());
        double high = x(Arrays.stream(values).max().orElseThrow());
        double lower = x(percentile.evaluate(25));
        double median = x(percentile.evaluate(50));
        double upper = x(percentile.evaluate(75));
        double mean = x(Arrays.stream(values).average().orElseThrow());
        svg.append(
                format("<line class=\"whisker\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>", low, high, y, y));
        svg.append(format(
                "<rect class=\"box\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"14\"/>",
                lower, y - 7, upper - lower));
        svg.append(format(
                "<line class=\"median\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                median, median, y - 7, y + 7));
        svg.append(format("<circle class=\"mean\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>%n", mean, y));
    }

    private static double x(double value) {
        return LEFT + WIDTH * value;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}

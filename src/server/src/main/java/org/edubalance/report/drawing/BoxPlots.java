package org.edubalance.report.drawing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.edubalance.report.page.Markup;
import org.edubalance.report.page.Picture;

/**
 * Box plots of values from 0 to 1, one to a row: a box from the lower to the upper quartile (linear between the values),
 * the median in it, whiskers to the smallest and largest value, and a dot at the mean.
 *
 * @param title what is plotted, for those who don't see it
 * @param groups the values by the name of their row
 */
public record BoxPlots(String title, Map<String, List<Double>> groups) implements Picture {

    private static final int LEFT = 150;
    private static final int WIDTH = 310;
    private static final int ROW = 26;

    @Override
    public void draw(Markup svg) {
        int bottom = groups.size() * ROW + 10;
        svg.open("svg", "class", "chart", "viewBox", "0 0 " + (LEFT + WIDTH + 20) + " " + (bottom + 26), "role", "img")
                .element("title", title)
                .line();
        for (int tick = 0; tick <= 10; tick += 2) {
            double share = tick / 10.0;
            svg.leaf("line", "class", "grid", "x1", x(share), "x2", x(share), "y1", 4, "y2", bottom)
                    .element(
                            "text",
                            String.format(Locale.ROOT, "%.1f", share),
                            "class",
                            "tick",
                            "x",
                            x(share),
                            "y",
                            bottom + 16)
                    .line();
        }
        int row = 0;
        for (Map.Entry<String, List<Double>> group : groups.entrySet()) {
            double y = 10 + ROW * (row + 0.5);
            String name = group.getKey() + " (" + group.getValue().size() + ")";
            svg.element("text", name, "class", "name", "x", LEFT - 8, "y", y + 4);
            if (!group.getValue().isEmpty()) {
                box(svg, group.getValue().stream().mapToDouble(v -> v).toArray(), y);
            }
            svg.line();
            row++;
        }
        svg.close();
    }

    private static void box(Markup svg, double[] values, double y) {
        Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
        percentile.setData(values);
        double low = x(Arrays.stream(values).min().orElseThrow());
        double high = x(Arrays.stream(values).max().orElseThrow());
        double lower = x(percentile.evaluate(25));
        double median = x(percentile.evaluate(50));
        double upper = x(percentile.evaluate(75));
        double mean = x(Arrays.stream(values).average().orElseThrow());
        svg.leaf("line", "class", "whisker", "x1", low, "x2", high, "y1", y, "y2", y)
                .leaf("rect", "class", "box", "x", lower, "y", y - 7, "width", upper - lower, "height", 14)
                .leaf("line", "class", "median", "x1", median, "x2", median, "y1", y - 7, "y2", y + 7)
                .leaf("circle", "class", "mean", "cx", mean, "cy", y, "r", 3);
    }

    private static double x(double value) {
        return LEFT + WIDTH * value;
    }
}

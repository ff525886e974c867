package org.edubalance.report.drawing;

import java.util.List;
import org.edubalance.report.page.Markup;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Picture;

/**
 * Bars of a whole and its two parts, the first dark, the second light, each under its name.
 *
 * @param title what is drawn, for those who don't see it
 */
public record SplitBars(String title, List<Bar> bars) implements Picture {

    /** The colour of the first part. */
    public static final String FIRST = "#2171b5";

    /** The colour of the second part. */
    public static final String SECOND = "#c6dbef";

    private static final int WIDTH = 410;
    private static final int ROW = 40;

    /** A bar; NaN, or less than nothing, has no length. */
    public record Bar(String name, double whole, double first) {}

    @Override
    public void draw(Markup svg) {
        double most = bars.stream()
                .mapToDouble(Bar::whole)
                .filter(whole -> whole > 0)
                .max()
                .orElse(1);
        svg.open("svg", "class", "chart", "viewBox", "0 0 480 " + (bars.size() * ROW + 4), "role", "img")
                .element("title", title)
                .line();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int y = ROW * i;
            double first = WIDTH * Math.max(0, bar.first()) / most;
            double whole = WIDTH * Math.max(0, bar.whole()) / most;
            double second = Math.max(0, whole - first);
            svg.element("text", bar.name(), "class", "start", "x", 0, "y", y + 14)
                    .leaf("rect", "fill", FIRST, "x", 0, "y", y + 20, "width", first, "height", 13)
                    .leaf("rect", "fill", SECOND, "x", first, "y", y + 20, "width", second, "height", 13)
                    .element("text", Numbers.fixed(bar.whole(), 3), "class", "start", "x", whole + 6, "y", y + 31)
                    .line();
        }
        svg.close();
    }
}

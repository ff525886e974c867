package org.edubalance.report.drawing;

import java.util.List;
import org.edubalance.report.page.Markup;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Picture;

/**
 * Coefficients before and after, a row each under its name: a hollow circle where it is, a full one where it comes to, and
 * an arrow between; a dashed line at the limit of each.
 *
 * @param title what is drawn, for those who don't see it
 */
public record BeforeAfter(String title, List<Row> rows) implements Picture {

    /** The colour of what is. */
    public static final String BEFORE = "#b3261e";

    /** The colour of what comes to be. */
    public static final String AFTER = "#1b7f4b";

    private static final int WIDTH = 430;
    private static final int ROW = 40;

    /** A coefficient before and after, and the limit that it has to keep. */
    public record Row(String name, double before, double after, double limit) {}

    @Override
    public void draw(Markup svg) {
        double most = rows.stream()
                .mapToDouble(row -> Math.max(row.before(), row.limit()))
                .max()
                .orElse(1);
        svg.open("svg", "class", "chart", "viewBox", "0 0 480 " + (rows.size() * ROW + 4), "role", "img")
                .element("title", title)
                .line();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double y = ROW * i + 27;
            double before = WIDTH * row.before() / most;
            double after = WIDTH * row.after() / most;
            double limit = WIDTH * row.limit() / most;
            svg.element("text", row.name(), "class", "start", "x", 0, "y", ROW * i + 14)
                    .leaf("line", "class", "grid", "x1", 0, "x2", WIDTH, "y1", y, "y2", y)
                    .leaf("line", "class", "limit", "x1", limit, "x2", limit, "y1", y - 8, "y2", y + 8)
                    .leaf("line", "class", "axis", "x1", after, "x2", before, "y1", y, "y2", y)
                    .leaf("circle", "cx", before, "cy", y, "r", 5, "fill", "#fff", "stroke", BEFORE)
                    .leaf("circle", "cx", after, "cy", y, "r", 5, "fill", AFTER)
                    .element("text", Numbers.fixed(row.before(), 2), "class", "start", "x", before + 9, "y", y + 4)
                    .line();
        }
        svg.close();
    }
}

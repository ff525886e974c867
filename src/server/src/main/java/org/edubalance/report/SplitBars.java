package org.edubalance.report;

import java.util.List;
import java.util.Locale;
import org.edubalance.report.Analysis.Inequality;

/** Bars of Theil's T per indicator, the part between regions dark, the part within them light. */
final class SplitBars {

    private static final int LEFT = 340;
    private static final int WIDTH = 400;
    private static final int ROW = 24;

    private SplitBars() {}

    static String svg(String title, List<Inequality> inequalities, List<String> names) {
        double most = inequalities.stream()
                .mapToDouble(Inequality::theil)
                .filter(t -> t > 0)
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"chart\" viewBox=\"0 0 800 %d\" role=\"img\"><title>%s</title>%n",
                inequalities.size() * ROW + 8,
                Html.escape(title)));
        for (int i = 0; i < inequalities.size(); i++) {
            Inequality inequality = inequalities.get(i);
            double y = 4 + ROW * i;
            double between = WIDTH * Math.max(0, inequality.between()) / most;
            double total = WIDTH * Math.max(0, inequality.theil()) / most;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"name\" x=\"%d\" y=\"%.1f\">%s</text>"
                            + "<rect class=\"between\" x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"16\"/>"
                            + "<rect class=\"within\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"16\"/>"
                            + "<text class=\"key\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                    LEFT - 8,
                    y + 12,
                    Html.escape(names.get(i)),
                    LEFT,
                    y,
                    between,
                    LEFT + between,
                    y,
                    Math.max(0, total - between),
                    LEFT + total + 6,
                    y + 12,
                    Texts.number(inequality.theil(), 3)));
        }
        return svg + "</svg>\n";
    }
}

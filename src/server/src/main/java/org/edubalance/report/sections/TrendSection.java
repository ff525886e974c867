package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.edubalance.report.analysis.Trend;
import org.edubalance.report.drawing.YearLines;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Table;

/** How the differences between schools changed over the years, and whether those with little catch up. */
final class TrendSection {

    /** As many years as fit beside each other on a page: the last ones. */
    private static final int ACROSS = 8;

    /** As many lines as can be told apart. */
    private static final int LINES = 7;

    private TrendSection() {}

    /** A convergence, and what it is of. */
    private record Named(Trend trend, Trend.Beta beta) {}

    static void write(Page page) {
        List<Trend> trends = page.analysis().trends();
        if (trends.isEmpty()) {
            return;
        }
        page.chapter(page.text("report.trend"));
        page.paragraph(page.text("report.trend.note"));
        YearLines lines = new YearLines(
                page.text("report.trend.chart"),
                trends.stream()
                        .limit(LINES)
                        .map(trend -> new YearLines.Line(page.words().of(trend.title()), trend.cvs()))
                        .toList());
        page.figure(page.figure(lines, page.text("report.trend.chart"), lines.legend()));
        page.table(page.text("report.trend.sigma"), sigma(page, trends));
        List<Named> converging = new ArrayList<>();
        trends.forEach(trend -> trend.beta().forEach(beta -> converging.add(new Named(trend, beta))));
        if (!converging.isEmpty()) {
            page.paragraph(page.text("report.trend.beta.note"));
            page.table(page.text("report.trend.beta"), beta(page, converging));
        }
    }

    private static Table sigma(Page page, List<Trend> trends) {
        TreeSet<Integer> years = new TreeSet<>();
        trends.forEach(trend -> years.addAll(trend.cvs().keySet()));
        List<Integer> shown = new ArrayList<>(years);
        if (shown.size() > ACROSS) {
            shown = shown.subList(shown.size() - ACROSS, shown.size());
        }
        Table.Builder<Trend> table = Table.of(trends)
                .kind(Table.Kind.MATRIX)
                .text(page.text("report.column.indicator"), trend -> page.words()
                        .of(trend.title()));
        for (int year : shown) {
            table.number(Integer.toString(year), trend -> trend.cvs().getOrDefault(year, Double.NaN), 3);
        }
        return table.figures(
                        page.text("report.column.slope"),
                        trend -> trend.sigma() == null
                                ? Numbers.NONE
                                : Numbers.fixed(trend.sigma().slope(), 3))
                .figures(
                        page.text("report.column.p"),
                        trend -> trend.sigma() == null
                                ? Numbers.NONE
                                : p(trend.sigma().p()))
                .build();
    }

    private static Table beta(Page page, List<Named> converging) {
        return Table.of(converging)
                .kind(Table.Kind.CARDS)
                .text(page.text("report.column.indicator"), each -> page.words()
                        .of(each.trend().title()))
                .text(
                        page.text("report.column.between.units"),
                        each -> page.text(each.beta().regions() ? "report.trend.regions" : "report.trend.schools"))
                .count(page.text("report.column.count"), each -> each.beta().count())
                .number("b", each -> each.beta().line().slope(), 3)
                .figures(
                        page.text("report.column.p"),
                        each -> p(each.beta().line().p()))
                .figures(
                        page.text("report.column.speed"),
                        each -> Double.isNaN(each.beta().speed())
                                ? Numbers.NONE
                                : Numbers.fixed(100 * each.beta().speed(), 1) + "%")
                .number(page.text("report.column.half"), each -> each.beta().halfLife(), 1)
                .text(
                        page.text("report.column.state"),
                        each -> page.text(
                                !each.beta().line().significant()
                                        ? "report.trend.open"
                                        : each.beta().line().slope() < 0
                                                ? "report.trend.converges"
                                                : "report.trend.diverges"))
                .build();
    }

    private static String p(double p) {
        return p < 0.001 ? "< 0.001" : Numbers.fixed(p, 3);
    }
}

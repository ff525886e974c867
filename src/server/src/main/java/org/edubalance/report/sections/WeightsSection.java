package org.edubalance.report.sections;

import java.util.stream.Collectors;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.analysis.WeightResult;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Table;

/** How the indicators weigh in the scores, and which of them hold the schools back. */
final class WeightsSection {

    /** As many obstacles of a region as are worth naming. */
    private static final int MOST = 3;

    private WeightsSection() {}

    static void write(Page page, StageResults stage) {
        if (!stage.hasScores()) {
            return;
        }
        Analysis analysis = page.analysis();
        Words words = page.words();
        page.section(page.text("report.weights"));
        page.gaps(Gap.Part.WEIGHTS, stage.stage());
        Obstacles obstacles = new Obstacles(stage);
        Table.Builder<WeightResult> table = Table.of(stage.weights())
                .text(page.text("report.column.dimension"), weight -> words.of(analysis.dimension(weight.dimension())))
                .text(page.text("report.column.indicator"), weight -> title(page, weight.indicator()))
                .text(
                        page.text("report.column.unit"),
                        weight -> words.of(analysis.scored(weight.indicator()).unit()))
                .figures(page.text("report.column.mean"), weight -> Numbers.value(weight.mean()))
                .number(page.text("report.column.entropy"), WeightResult::entropy, 4)
                .number(page.text("report.column.weight"), WeightResult::weight, 4);
        if (!obstacles.known()) {
            page.table(words.heading("report.weights.table", stage.stage()), table.build());
            return;
        }
        page.paragraph(page.text("report.obstacles.note"));
        page.table(
                words.heading("report.obstacles.weights", stage.stage()),
                table.figures(
                                page.text("report.column.obstacle"),
                                weight -> percent(obstacles.mean(weight.indicator())))
                        .count(page.text("report.column.greatest"), weight -> obstacles.greatest(weight.indicator()))
                        .build());
        page.table(
                words.heading("report.obstacles.table", stage.stage()),
                Table.of(RegionScores.of(stage))
                        .kind(Table.Kind.REASONS)
                        .text(page.text("report.column.region"), region -> page.region(region.region()))
                        .count(page.text("report.column.schools"), region -> region.scores()
                                .size())
                        .text(
                                page.text("report.column.obstacles"),
                                region -> obstacles.greatest(region.region(), MOST).stream()
                                        .map(mean -> page.text(
                                                "report.obstacles.one",
                                                "indicator",
                                                title(page, mean.indicator()),
                                                "degree",
                                                percent(mean.degree())))
                                        .collect(Collectors.joining(page.text("report.separator"))))
                        .build());
    }

    private static String title(Page page, String indicator) {
        return page.words().of(page.analysis().scored(indicator).title());
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? Numbers.NONE : Numbers.fixed(100 * share, 1) + "%";
    }
}

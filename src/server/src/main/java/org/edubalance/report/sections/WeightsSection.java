package org.edubalance.report.sections;

import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.analysis.WeightResult;
import org.edubalance.report.page.Table;

/** How the indicators weigh in the scores. */
final class WeightsSection {

    private WeightsSection() {}

    static void write(Page page, StageResults stage) {
        if (!stage.hasScores()) {
            return;
        }
        Analysis analysis = page.analysis();
        Words words = page.words();
        page.section(page.text("report.weights"));
        page.gaps(Gap.Part.WEIGHTS, stage.stage());
        page.table(
                page.words().heading("report.weights.table", stage.stage()),
                Table.of(stage.weights())
                        .text(
                                page.text("report.column.dimension"),
                                weight -> words.of(analysis.dimension(weight.dimension())))
                        .text(
                                page.text("report.column.indicator"),
                                weight -> words.of(
                                        analysis.scored(weight.indicator()).title()))
                        .text(
                                page.text("report.column.unit"),
                                weight -> words.of(
                                        analysis.scored(weight.indicator()).unit()))
                        .number(page.text("report.column.mean"), WeightResult::mean, 2)
                        .number(page.text("report.column.entropy"), WeightResult::entropy, 4)
                        .number(page.text("report.column.weight"), WeightResult::weight, 4)
                        .build());
    }
}

package org.edubalance.report.sections;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.drawing.BoxPlots;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Table;

/** The scores by region: how they spread, and their mean and range. */
final class ScoresSection {

    private ScoresSection() {}

    static void write(Page page, StageResults stage) {
        page.section(page.text("report.scores"));
        page.gaps(Gap.Part.SCORES, stage.stage());
        if (!stage.hasScores()) {
            return;
        }
        List<RegionScores> regions = RegionScores.of(stage);
        Map<String, List<Double>> groups = new LinkedHashMap<>();
        regions.forEach(region -> groups.put(page.region(region.region()), region.scores()));
        page.add(Block.figure(new BoxPlots(page.text("report.scores"), groups), page.text("report.scores.note")));
        page.add(Table.of(regions)
                .text(page.text("report.column.region"), region -> page.region(region.region()))
                .count(page.text("report.column.schools"), region -> region.scores()
                        .size())
                .number(page.text("report.column.mean"), RegionScores::mean, 3)
                .number(page.text("report.column.lowest"), RegionScores::lowest, 3)
                .number(page.text("report.column.highest"), RegionScores::highest, 3)
                .build());
    }
}

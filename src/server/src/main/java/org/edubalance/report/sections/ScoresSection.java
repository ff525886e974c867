package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.drawing.BoxPlots;
import org.edubalance.report.drawing.MapDrawing;
import org.edubalance.report.drawing.Mark;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Key;
import org.edubalance.report.page.Numbers;
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
        List<Block.Figure> figures = new ArrayList<>();
        String caption = page.words().heading("report.scores.boxes", stage.stage());
        figures.add(page.figure(
                new BoxPlots(caption, groups), caption, List.of(new Key.Note(page.text("report.scores.note")))));
        if (page.analysis().mapped()) {
            figures.add(map(page, stage));
        }
        page.figures(figures);
        page.table(
                page.words().heading("report.scores.table", stage.stage()),
                Table.of(regions)
                        .text(page.text("report.column.region"), region -> page.region(region.region()))
                        .count(page.text("report.column.schools"), region -> region.scores()
                                .size())
                        .number(page.text("report.column.mean"), RegionScores::mean, 3)
                        .number(page.text("report.column.lowest"), RegionScores::lowest, 3)
                        .number(page.text("report.column.highest"), RegionScores::highest, 3)
                        .build());
    }

    private static Block.Figure map(Page page, StageResults stage) {
        String caption = page.words().heading("report.scores.map", stage.stage());
        MapDrawing map = StageMaps.map(page, caption);
        stage.schools()
                .forEach(school -> map.mark(
                        school.place(),
                        Mark.level(school.level()),
                        school.name() + ": " + Numbers.fixed(school.score(), 3)));
        List<Key> legend = new ArrayList<>();
        for (int level = 1; level <= 5; level++) {
            legend.add(Mark.level(level).key(page.text("report.level." + level)));
        }
        if (stage.schools().stream().anyMatch(school -> school.level() == 0)) {
            legend.add(Mark.level(0).key(page.text("report.level.0")));
        }
        return StageMaps.figure(page, map, caption, legend);
    }
}

package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.drawing.MapDrawing;
import org.edubalance.report.drawing.Mark;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Key;
import org.edubalance.report.page.Numbers;

/** The schools of a stage on maps: the levels of their scores, and whether they comply. */
final class StageMaps {

    private static final String LAND = "#f4f4f0";

    private StageMaps() {}

    static void write(Page page, StageResults stage) {
        List<Block.Figure> figures = new ArrayList<>();
        if (stage.hasScores()) {
            figures.add(scores(page, stage));
        }
        figures.add(compliance(page, stage));
        page.add(Block.figures(figures));
    }

    private static Block.Figure scores(Page page, StageResults stage) {
        String caption = page.words().heading("report.scores.map", stage.stage());
        MapDrawing map = map(page, caption);
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
        return new Block.Figure(map, caption, legend);
    }

    private static Block.Figure compliance(Page page, StageResults stage) {
        String caption = page.words().heading("report.compliance.map", stage.stage());
        MapDrawing map = map(page, caption);
        stage.schools()
                .forEach(school -> map.mark(
                        school.place(),
                        Mark.compliance(school.compliant()),
                        school.name() + (school.reasons() == null ? "" : ": " + school.reasons())));
        List<Key> legend = List.of(
                Mark.MET.key(page.text("report.compliance.yes")),
                Mark.NOT_MET.key(page.text("report.compliance.no")),
                Mark.NOT_COUNTED.key(page.text("report.compliance.none")));
        return new Block.Figure(map, caption, legend);
    }

    private static MapDrawing map(Page page, String title) {
        return new MapDrawing(page.analysis().map(), title)
                .regions(region -> LAND)
                .labels(page::region);
    }
}

package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.drawing.BoxPlots;
import org.edubalance.report.drawing.MapDrawing;
import org.edubalance.report.drawing.Mark;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Key;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Table;

/** The scores by region: how they spread, their mean and range, whether their dimensions are in step, and where they cluster. */
final class ScoresSection {

    private static final List<Mark> SPOTS =
            List.of(Mark.HOT_99, Mark.HOT_95, Mark.HOT_90, Mark.NS, Mark.COLD_90, Mark.COLD_95, Mark.COLD_99);

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
        Table.Builder<RegionScores> table = Table.of(regions)
                .text(page.text("report.column.region"), region -> page.region(region.region()))
                .count(page.text("report.column.schools"), region -> region.scores()
                        .size())
                .number(page.text("report.column.mean"), RegionScores::mean, 3)
                .number(page.text("report.column.lowest"), RegionScores::lowest, 3)
                .number(page.text("report.column.highest"), RegionScores::highest, 3);
        if (!stage.methods().coordination().isEmpty()) {
            table.number(page.text("report.coordination"), region -> coordination(stage, region.region()), 3);
            page.paragraph(page.text("report.coordination.note"));
        }
        page.table(page.words().heading("report.scores.table", stage.stage()), table.build());
        if (!stage.methods().spots().isEmpty()) {
            page.paragraph(page.text("report.spots.note"));
            page.figure(spots(page, stage));
        }
    }

    /** The mean of the schools that have one. */
    private static double coordination(StageResults stage, String region) {
        return stage.methods().coordination().entrySet().stream()
                .filter(entry -> entry.getKey().region().equals(region))
                .mapToDouble(Map.Entry::getValue)
                .filter(coordination -> !Double.isNaN(coordination))
                .average()
                .orElse(Double.NaN);
    }

    /** Where high and low scores lie together, those that chance would not make so above the others. */
    private static Block.Figure spots(Page page, StageResults stage) {
        String caption = page.words().heading("report.spots.map", stage.stage());
        MapDrawing map = StageMaps.map(page, caption);
        stage.schools().stream()
                .filter(stage.methods().spots()::containsKey)
                .sorted(Comparator.comparing(
                        school -> !Mark.NS.name().equals(stage.methods().spots().get(school))))
                .forEach(school -> map.mark(
                        school.place(),
                        Mark.spot(stage.methods().spots().get(school)),
                        school.name() + ": " + Numbers.fixed(school.score(), 3)));
        List<Key> legend = new ArrayList<>();
        for (Mark mark : SPOTS) {
            legend.add(mark.key(page.text("report.spots." + mark.name().toLowerCase(Locale.ROOT))));
        }
        return StageMaps.figure(page, map, caption, legend);
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

package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.analysis.RegionResult;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.drawing.MapDrawing;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Key;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Table;
import org.edubalance.standards.StandardIndicator;

/** How alike the schools of each region are: the coefficients of variation against their limit, and the verdict. */
final class BalanceSection {

    /** As many indicators as fit beside each other on a page. */
    private static final int ACROSS = 8;

    private BalanceSection() {}

    static void write(Page page, StageResults stage) {
        double limit = page.analysis().limit(stage.stage());
        boolean each = page.analysis().eachLimited();
        page.section(page.text("report.balance"));
        page.paragraph(
                Double.isNaN(limit)
                        ? page.text("report.balance.note")
                        : each
                                ? page.text("report.balance.note.each", "limit", Numbers.fixed(limit, 2))
                                : page.text("report.balance.note.mean", "limit", Numbers.fixed(limit, 2)));
        SchoolsSection.key(page, stage);
        List<StandardIndicator> indicators = page.analysis().standard().indicators();
        for (int from = 0; from < indicators.size(); from += ACROSS) {
            int to = Math.min(indicators.size(), from + ACROSS);
            page.table(page.words().heading("report.balance.table", stage.stage()), table(page, stage, from, to));
        }
        page.gaps(Gap.Part.BALANCE, stage.stage());
        if (page.analysis().map() != null) {
            page.figure(map(page, stage, limit, each));
        }
    }

    private static Table table(Page page, StageResults stage, int from, int to) {
        double limit = page.analysis().limit(stage.stage());
        boolean each = page.analysis().eachLimited();
        List<StandardIndicator> indicators = page.analysis().standard().indicators();
        Table.Builder<RegionResult> table = Table.of(stage.regions())
                .kind(Table.Kind.MATRIX)
                .text(page.text("report.column.region"), region -> page.region(region.key()))
                .tone(region -> Verdict.of(page.analysis(), stage, region.key()).tone())
                .count(page.text("report.column.schools"), RegionResult::schools);
        if (page.analysis().standard().rule() != null) {
            table.count(page.text("report.column.complying"), RegionResult::compliant)
                    .noticed(region -> region.compliant() < region.schools());
        }
        for (int i = from; i < to; i++) {
            StandardIndicator indicator = indicators.get(i);
            table.number(Integer.toString(i + 1), region -> comparable(region, region.cv(indicator.id())), 2)
                    .noticed(region -> each && region.cv(indicator.id()) > limit);
        }
        if (to == indicators.size()) {
            table.number(page.text("report.column.cv"), region -> comparable(region, region.cv()), 2)
                    .noticed(region -> !each && region.cv() > limit);
        }
        return table.build();
    }

    /** A coefficient, NaN where a single school is compared with itself. */
    private static double comparable(RegionResult region, double cv) {
        return region.schools() > 1 ? cv : Double.NaN;
    }

    private static Block.Figure map(Page page, StageResults stage, double limit, boolean each) {
        Analysis analysis = page.analysis();
        Map<String, RegionResult> regions = new LinkedHashMap<>();
        stage.regions().forEach(region -> regions.put(region.key(), region));
        String caption = page.words().heading("report.balance.map", stage.stage());
        MapDrawing map = new MapDrawing(analysis.map(), caption)
                .regions(key -> RegionState.of(regions.get(key), limit, each).colour())
                .labels(key -> regions.containsKey(key) && regions.get(key).schools() > 1
                        ? page.region(key) + " "
                                + Numbers.fixed(regions.get(key).cv(), 2)
                        : page.region(key));
        List<Key> legend = new ArrayList<>();
        for (RegionState state : RegionState.values()) {
            String name = state.name().toLowerCase(Locale.ROOT);
            legend.add(new Key.Swatch(state.colour(), page.text("report.balance.state." + name)));
        }
        return StageMaps.figure(page, map, caption, legend);
    }
}

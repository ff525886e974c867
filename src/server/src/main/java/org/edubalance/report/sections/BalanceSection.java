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

    private BalanceSection() {}

    static void write(Page page, StageResults stage) {
        double limit = page.analysis().limit(stage.stage());
        boolean each = page.analysis().eachLimited();
        page.section(page.text("report.balance"));
        page.add(table(page, stage, limit, each));
        page.paragraph(
                Double.isNaN(limit)
                        ? page.text("report.balance.note")
                        : each
                                ? page.text("report.balance.note.each", "limit", Numbers.fixed(limit, 2))
                                : page.text("report.balance.note.mean", "limit", Numbers.fixed(limit, 2)));
        page.gaps(Gap.Part.BALANCE, stage.stage());
        page.add(Block.figures(List.of(map(page, stage, limit, each))));
    }

    private static Table table(Page page, StageResults stage, double limit, boolean each) {
        Table.Builder<RegionResult> table = Table.of(stage.regions())
                .kind(Table.Kind.WIDE)
                .text(page.text("report.column.region"), region -> page.region(region.key()))
                .count(page.text("report.column.schools"), RegionResult::schools);
        if (page.analysis().standard().rule() != null) {
            table.count(page.text("report.column.complying"), RegionResult::compliant)
                    .shaded(region -> region.compliant() < region.schools());
        }
        for (StandardIndicator indicator : page.analysis().standard().indicators()) {
            table.number(page.words().of(indicator.title()), region -> region.cv(indicator.id()), 2)
                    .shaded(region -> each && region.cv(indicator.id()) > limit);
        }
        return table.number(page.text("report.column.cv"), RegionResult::cv, 2)
                .shaded(region -> !each && region.cv() > limit)
                .text(page.text("report.column.verdict"), region -> verdict(page, region))
                .shaded(region -> Boolean.FALSE.equals(region.balanced()))
                .build();
    }

    private static String verdict(Page page, RegionResult region) {
        if (region.balanced() == null) {
            return Numbers.NONE;
        }
        return page.text(region.balanced() ? "report.balance.yes" : "report.balance.no");
    }

    private static Block.Figure map(Page page, StageResults stage, double limit, boolean each) {
        Analysis analysis = page.analysis();
        Map<String, RegionResult> regions = new LinkedHashMap<>();
        stage.regions().forEach(region -> regions.put(region.key(), region));
        String caption = page.words().heading("report.balance.map", stage.stage());
        MapDrawing map = new MapDrawing(analysis.map(), caption)
                .regions(key -> RegionState.of(regions.get(key), limit, each).colour())
                .labels(key -> regions.containsKey(key)
                        ? page.region(key) + " "
                                + Numbers.fixed(regions.get(key).cv(), 2)
                        : page.region(key));
        List<Key> legend = new ArrayList<>();
        for (RegionState state : RegionState.values()) {
            String name = state.name().toLowerCase(Locale.ROOT);
            legend.add(new Key.Swatch(state.colour(), page.text("report.balance.state." + name)));
        }
        return new Block.Figure(map, caption, legend);
    }
}

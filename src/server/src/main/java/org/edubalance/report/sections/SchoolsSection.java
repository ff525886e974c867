package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.edubalance.report.analysis.SchoolResult;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.drawing.MapDrawing;
import org.edubalance.report.drawing.Mark;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Block.Bullets.Kind;
import org.edubalance.report.page.Key;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Table;
import org.edubalance.report.page.Tone;
import org.edubalance.standards.SchoolRule;
import org.edubalance.standards.StandardIndicator;

/**
 * The schools of a stage against the standard: each school's values as the self-assessment form has them, the schools that
 * do not comply, the worst first, and those that are not counted.
 */
final class SchoolsSection {

    /** As many indicators as fit beside each other on a page. */
    private static final int ACROSS = 8;

    private final Page page;
    private final StageResults stage;
    private final SchoolRule rule;
    private final List<StandardIndicator> indicators;

    private SchoolsSection(Page page, StageResults stage) {
        this.page = page;
        this.stage = stage;
        this.rule = page.analysis().standard().rule();
        this.indicators = page.analysis().standard().indicators();
    }

    static void write(Page page, StageResults stage) {
        new SchoolsSection(page, stage).write();
    }

    private void write() {
        page.section(page.text("report.schools"));
        if (rule != null) {
            page.paragraph(page.text(
                    "report.compliance.note",
                    "met",
                    rule.minMet(),
                    "n",
                    indicators.size(),
                    "floor",
                    Numbers.percent(rule.floorShare())));
        }
        page.gaps(Gap.Part.STANDARD, null);
        if (page.analysis().mapped()) {
            page.figure(map());
        }
        page.paragraph(page.text("report.schools.key"));
        key(page, stage);
        for (int from = 0; from < indicators.size(); from += ACROSS) {
            values(from, Math.min(indicators.size(), from + ACROSS));
        }
        page.paragraph(page.text(
                "report.schools.signs", "floor", rule == null ? Numbers.NONE : Numbers.percent(rule.floorShare())));
        if (rule != null) {
            failing();
        }
        excluded();
    }

    /** What the numbers of the columns stand for. */
    static void key(Page page, StageResults stage) {
        page.bullets(
                Kind.KEY,
                page.analysis().standard().indicators().stream()
                        .map(indicator -> indicator(page, indicator))
                        .toList());
    }

    private static String indicator(Page page, StandardIndicator indicator) {
        String title = page.words().of(indicator.title());
        return indicator.unit() == null
                ? title
                : page.text(
                        "report.schools.unit",
                        "title",
                        title,
                        "unit",
                        page.words().of(indicator.unit()));
    }

    private void values(int from, int to) {
        List<SchoolResult> schools = stage.schools().stream()
                .sorted(Comparator.comparing((SchoolResult school) ->
                                page.analysis().regions().keys().indexOf(school.region()))
                        .thenComparing(SchoolResult::name))
                .toList();
        Table.Builder<SchoolResult> table = Table.of(schools)
                .kind(Table.Kind.MATRIX)
                .grouped(school -> page.region(school.region()))
                .text(page.text("report.column.school"), SchoolResult::name)
                .figures(page.text("report.column.pupils"), school -> Numbers.amount(school.pupils()));
        for (int i = from; i < to; i++) {
            StandardIndicator indicator = indicators.get(i);
            double threshold = indicator.threshold(stage.stage());
            String heading = (i + 1) + (Double.isNaN(threshold) ? "" : "\n≥ " + Numbers.exact(threshold));
            table.figures(heading, school -> Numbers.value(school.value(indicator.id())))
                    .tone(school -> tone(school, indicator));
        }
        if (rule != null && to == indicators.size()) {
            table.figures(page.text("report.column.met"), school -> school.met() + "/" + indicators.size())
                    .tone(SchoolsSection::tone);
        }
        page.table(page.words().heading("report.schools.table", stage.stage()), table.build());
    }

    private Tone tone(SchoolResult school, StandardIndicator indicator) {
        if (Double.isNaN(school.value(indicator.id()))) {
            return Tone.UNKNOWN;
        }
        if (!school.misses(indicator.id())) {
            return Tone.PLAIN;
        }
        return rule != null && school.below(indicator.id(), rule.floorShare()) ? Tone.BAD : Tone.PARTLY;
    }

    private static Tone tone(SchoolResult school) {
        return school.compliant() == null ? Tone.UNKNOWN : school.compliant() ? Tone.GOOD : Tone.BAD;
    }

    /** Those that do not comply: the more indicators below the floor the worse, then the fewer met, then the more lacks. */
    private void failing() {
        List<SchoolResult> failing = bySeverity(stage, rule);
        if (failing.isEmpty()) {
            return;
        }
        page.section(page.text("report.failing"));
        page.paragraph(page.text("report.failing.note", "floor", Numbers.percent(rule.floorShare())));
        page.table(
                page.words().heading("report.failing.table", stage.stage()),
                Table.of(failing)
                        .kind(Table.Kind.REASONS)
                        .text(page.text("report.column.region"), school -> page.region(school.region()))
                        .text(page.text("report.column.school"), SchoolResult::name)
                        .count(page.text("report.column.floor"), school -> (int) school.below(rule.floorShare()))
                        .figures(page.text("report.column.met"), school -> school.met() + "/" + indicators.size())
                        .text(page.text("report.column.lacks"), this::lacks)
                        .build());
    }

    /** What a school lacks, indicator by indicator: its value, the threshold, and how far below it is. */
    private String lacks(SchoolResult school) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < indicators.size(); i++) {
            StandardIndicator indicator = indicators.get(i);
            double value = school.value(indicator.id());
            double threshold = indicator.threshold(stage.stage());
            if (school.misses(indicator.id())) {
                parts.add(page.text(
                        "report.failing.lacks",
                        "number",
                        i + 1,
                        "value",
                        Numbers.value(value),
                        "threshold",
                        Numbers.exact(threshold),
                        "share",
                        Numbers.percent(1 - value / threshold)));
            } else if (Double.isNaN(value) && !Double.isNaN(threshold)) {
                parts.add(page.text("report.failing.novalue", "number", i + 1));
            }
        }
        return String.join(page.text("report.separator"), parts);
    }

    /** The schools that do not comply, the worst first. */
    static List<SchoolResult> bySeverity(StageResults stage, SchoolRule rule) {
        List<SchoolResult> failing = new ArrayList<>(stage.schools().stream()
                .filter(school -> Boolean.FALSE.equals(school.compliant()))
                .toList());
        failing.sort(Comparator.comparingLong((SchoolResult school) -> -school.below(rule.floorShare()))
                .thenComparingInt(SchoolResult::met)
                .thenComparingDouble(school -> -school.shortfall())
                .thenComparing(SchoolResult::name));
        return failing;
    }

    private void excluded() {
        List<SchoolResult> excluded =
                stage.schools().stream().filter(school -> !school.counted()).toList();
        if (!excluded.isEmpty()) {
            page.table(
                    page.words().heading("report.excluded.table", stage.stage()),
                    Table.of(excluded)
                            .kind(Table.Kind.REASONS)
                            .text(page.text("report.column.region"), school -> page.region(school.region()))
                            .text(page.text("report.column.school"), SchoolResult::name)
                            .text(page.text("report.column.cause"), SchoolResult::excluded)
                            .build());
        }
    }

    private Block.Figure map() {
        String caption = page.words().heading("report.compliance.map", stage.stage());
        MapDrawing map = StageMaps.map(page, caption);
        stage.schools()
                .forEach(school -> map.mark(
                        school.place(),
                        Mark.compliance(school.compliant()),
                        school.name() + (school.reasons() == null ? "" : ": " + school.reasons())));
        List<Key> legend = new ArrayList<>(List.of(
                Mark.MET.key(page.text("report.compliance.yes")),
                Mark.NOT_MET.key(page.text("report.compliance.no")),
                Mark.NOT_COUNTED.key(page.text("report.compliance.none"))));
        return StageMaps.figure(page, map, caption, legend);
    }
}

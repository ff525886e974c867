package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Message;
import org.edubalance.report.analysis.Planning;
import org.edubalance.report.analysis.Reallocation;
import org.edubalance.report.analysis.SchoolPlan;
import org.edubalance.report.analysis.SchoolResult;
import org.edubalance.report.drawing.BeforeAfter;
import org.edubalance.report.drawing.MapDrawing;
import org.edubalance.report.drawing.Mark;
import org.edubalance.report.page.Block.Bullets.Kind;
import org.edubalance.report.page.Key;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Table;
import org.edubalance.standards.Resource;
import org.edubalance.standards.StandardIndicator;

/**
 * What to do: what lacks by resource, region and school, the cheapest way to comply and its order, and what brings the
 * coefficients of variation to their limit.
 */
final class PlanSection {

    /** As many regions and resources as fit beside each other on a page. */
    private static final int ACROSS = 8;

    private final Page page;
    private final Planning planning;
    private final List<StandardIndicator> indicators;

    private PlanSection(Page page) {
        this.page = page;
        this.planning = page.analysis().planning();
        this.indicators = page.analysis().standard().indicators().stream()
                .filter(indicator -> !indicator.thresholds().isEmpty())
                .toList();
    }

    static void write(Page page) {
        Planning planning = page.analysis().planning();
        if (!planning.schools().isEmpty() || !planning.reallocations().isEmpty()) {
            new PlanSection(page).write();
        }
    }

    private void write() {
        page.chapter(page.text("report.plan"));
        List<SchoolPlan> lacking =
                planning.schools().stream().filter(SchoolPlan::lacks).toList();
        if (!planning.schools().isEmpty()) {
            resources();
            regions();
            if (page.analysis().mapped()) {
                page.section(page.text("report.plan.first"));
                maps();
            }
            schools(lacking);
        }
        balance();
    }

    /** The name of what an indicator counts, with its unit. */
    private String resource(StandardIndicator indicator) {
        Resource resource = indicator.resource();
        if (resource == null) {
            return page.words().of(indicator.title());
        }
        String title = page.words().of(resource.title());
        return resource.unit() == null
                ? title
                : page.text(
                        "report.schools.unit",
                        "title",
                        title,
                        "unit",
                        page.words().of(resource.unit()));
    }

    private void resources() {
        page.section(page.text("report.plan.resources"));
        page.paragraph(page.text("report.plan.resources.note"));
        page.table(
                page.text("report.plan.resources.table"),
                Table.of(indicators)
                        .text(page.text("report.column.resource"), this::resource)
                        .count(page.text("report.column.lacking"), indicator -> planning.lacking(indicator.id()))
                        .figures(
                                page.text("report.column.all"),
                                indicator -> Numbers.amount(planning.all(indicator.id())))
                        .figures(
                                page.text("report.column.cheapest"),
                                indicator -> Numbers.amount(planning.cheapest(indicator.id())))
                        .build());
    }

    private void regions() {
        page.paragraph(page.text("report.plan.key"));
        page.bullets(Kind.KEY, indicators.stream().map(this::resource).toList());
        for (int from = 0; from < indicators.size(); from += ACROSS) {
            Table.Builder<String> table = Table.of(page.analysis().regions().keys())
                    .kind(Table.Kind.MATRIX)
                    .text(page.text("report.column.region"), page::region)
                    .count(page.text("report.column.schools"), this::lacking);
            for (int i = from; i < Math.min(indicators.size(), from + ACROSS); i++) {
                String indicator = indicators.get(i).id();
                table.figures(Integer.toString(i + 1), region -> Numbers.amount(planning.all(indicator, region, null)));
            }
            page.table(page.text("report.plan.regions.table"), table.build());
        }
    }

    private int lacking(String region) {
        return (int) planning.schools().stream()
                .filter(plan -> plan.school().region().equals(region) && plan.lacks())
                .count();
    }

    private void maps() {
        Map<SchoolResult, SchoolPlan> plans = planning.bySchool();
        String caption = page.text("report.plan.map");
        MapDrawing map = StageMaps.map(page, caption);
        // the first in order above the others
        page.analysis().schools().stream()
                .filter(plans::containsKey)
                .sorted(Comparator.comparingInt(
                        (SchoolResult school) -> plans.get(school).priority() == 0
                                ? Integer.MIN_VALUE
                                : -plans.get(school).priority()))
                .forEach(school -> {
                    SchoolPlan plan = plans.get(school);
                    map.mark(school.place(), Mark.priority(plan.priority()), school.name() + ": " + way(plan));
                });
        page.figure(StageMaps.figure(
                page,
                map,
                caption,
                List.of(
                        Mark.FIRST.key(page.text("report.plan.priority.first")),
                        Mark.NEXT.key(page.text("report.plan.priority.next")),
                        Mark.LATER.key(page.text("report.plan.priority.later")),
                        Mark.NOTHING.key(page.text("report.plan.priority.nothing")))));
    }

    private void schools(List<SchoolPlan> lacking) {
        if (lacking.isEmpty()) {
            page.paragraph(page.text("report.plan.nothing"));
            return;
        }
        page.section(page.text("report.plan.schools"));
        page.paragraph(page.text("report.plan.schools.note"));
        boolean costs = lacking.stream().anyMatch(plan -> !Double.isNaN(plan.cost()));
        Table.Builder<SchoolPlan> table = Table.of(lacking)
                .kind(Table.Kind.REASONS)
                .grouped(plan -> page.region(plan.school().region()))
                .count(page.text("report.column.priority"), SchoolPlan::priority)
                .text(page.text("report.column.school"), plan -> plan.school().name())
                .text(page.text("report.column.stage"), plan -> page.words()
                        .of(plan.school().stage().title()));
        if (costs) {
            table.figures(page.text("report.column.cost"), plan -> Numbers.grouped(plan.cost(), 0));
        }
        page.table(
                page.text("report.plan.schools.table"),
                table.text(page.text("report.column.way"), this::way).build());
    }

    /** What a school has to be given to comply at the least, in words. */
    private String way(SchoolPlan plan) {
        List<String> parts = new ArrayList<>();
        for (StandardIndicator indicator : indicators) {
            double gap = plan.cheapest().get(indicator.id());
            if (gap > 0) {
                Resource resource = indicator.resource();
                parts.add(page.text(
                        "report.plan.give",
                        "resource",
                        resource == null ? indicator.title() : resource.title(),
                        "amount",
                        Numbers.amount(gap),
                        "unit",
                        resource == null || resource.unit() == null
                                ? ""
                                : page.words().of(resource.unit())));
            }
        }
        return parts.isEmpty()
                ? page.text("report.plan.give.nothing")
                : String.join(page.text("report.separator"), parts);
    }

    private void balance() {
        List<Reallocation> found = planning.reallocations();
        page.section(page.text("report.plan.balance"));
        if (found.isEmpty()) {
            page.paragraph(page.text("report.plan.balance.none"));
            return;
        }
        page.paragraph(page.text("report.plan.balance.note"));
        List<BeforeAfter.Row> rows = found.stream()
                .map(each -> new BeforeAfter.Row(
                        name(each), each.before(), each.after(), page.analysis().limit(each.stage())))
                .toList();
        String caption = page.text("report.plan.balance.chart");
        page.figure(page.figure(
                new BeforeAfter(caption, rows),
                caption,
                List.of(
                        new Key.Swatch(BeforeAfter.BEFORE, page.text("report.plan.before")),
                        new Key.Swatch(BeforeAfter.AFTER, page.text("report.plan.after")),
                        new Key.Note(page.text("report.plan.limit")))));
        page.table(
                page.text("report.plan.balance.table"),
                Table.of(found)
                        .kind(Table.Kind.CARDS)
                        .text(page.text("report.column.region"), each -> page.region(each.region()))
                        .text(page.text("report.column.stage"), each -> page.words()
                                .of(each.stage().title()))
                        .text(page.text("report.column.resource"), each -> resource(each.indicator()))
                        .text(
                                page.text("report.column.how"),
                                each -> page.text(each.moved() ? "report.plan.move" : "report.plan.add"))
                        .figures(page.text("report.column.amount"), each -> Numbers.amount(each.amount()))
                        .count(page.text("report.column.schools"), Reallocation::schools)
                        .number(page.text("report.column.before"), Reallocation::before, 2)
                        .number(page.text("report.column.after"), Reallocation::after, 2)
                        .noticed(each -> !each.reached())
                        .build());
    }

    private String name(Reallocation each) {
        return page.text(
                "report.plan.balance.row",
                "region",
                page.region(each.region()),
                "stage",
                each.stage().title(),
                "resource",
                each.indicator().resource().title(),
                "how",
                Message.of(each.moved() ? "report.plan.move" : "report.plan.add"));
    }
}

package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.edubalance.report.analysis.Access;
import org.edubalance.report.analysis.AccessRun;
import org.edubalance.report.analysis.ItemResult;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.drawing.MapDrawing;
import org.edubalance.report.drawing.Mark;
import org.edubalance.report.page.Block.Bullets.Kind;
import org.edubalance.report.page.Key;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Table;
import org.edubalance.standards.Stage;

/** How well the schools of a stage can be reached from where people live. */
final class AccessSection {

    /** As many places as the table has: those that are served worst. */
    private static final int WORST = 15;

    private static final List<Mark> CLASSES =
            List.of(Mark.ACCESS_HALF, Mark.ACCESS_BELOW, Mark.ACCESS_MEAN, Mark.ACCESS_ABOVE, Mark.ACCESS_TWICE);

    private final Page page;
    private final Stage stage;
    private final Access access;

    private AccessSection(Page page, Stage stage, Access access) {
        this.page = page;
        this.stage = stage;
        this.access = access;
    }

    static void write(Page page, StageResults stage) {
        Access access = page.analysis().access().get(stage.stage());
        if (access == null) {
            return;
        }
        page.section(page.text("report.access"));
        page.gaps(Gap.Part.ACCESS, stage.stage());
        if (access.missing() == null) {
            new AccessSection(page, stage.stage(), access).write();
        }
    }

    private void write() {
        page.paragraph(page.text(
                "report.access.note",
                "catchment",
                kilometres(page, 1),
                "column",
                access.column(),
                "capacity",
                capacity(page)));
        page.bullets(Kind.FINDINGS, List.of(share(page, stage, access), low()));
        if (page.analysis().map() != null) {
            map();
        }
        coverage();
        worst();
    }

    /** How many have a school within the catchment, and how far off the farthest tenth has it. */
    static String share(Page page, Stage stage, Access access) {
        return page.text(
                "report.access.share",
                "share",
                percent(access.all().shares().get(AccessRun.DISTANCES.indexOf(1.0))),
                "stage",
                stage.title(),
                "catchment",
                kilometres(page, 1),
                "p90",
                kilometres(page, access.all().p90() / page.analysis().demand().catchment()));
    }

    private String low() {
        return page.text(
                "report.access.low",
                "none",
                percent(access.below(Double.MIN_VALUE)),
                "half",
                percent(access.below(0.5)));
    }

    /** What the schools share out: an attribute, or an expression. */
    static String capacity(Page page) {
        String given = page.analysis().demand().capacity();
        return given == null ? page.analysis().options().population() : given;
    }

    /** A multiple of the catchment. */
    static String kilometres(Page page, double multiple) {
        double length = multiple * page.analysis().demand().catchment() / 1000;
        return page.text(
                "report.km",
                "n",
                length == Math.rint(10 * length) / 10 ? Numbers.exact(length) : Numbers.fixed(length, 1));
    }

    private void map() {
        String caption = page.words().heading("report.access.map", stage);
        MapDrawing map = StageMaps.map(page, caption);
        access.places().forEach(place -> map.area(place.place(), mark(place), tip(place)));
        map.regions(region -> "none");
        // the worst above the others
        access.places().stream()
                .sorted(Comparator.comparingDouble(Access.Place::ratio).reversed())
                .forEach(place -> map.point(place.place(), mark(place), tip(place)));
        page.analysis().schools().stream()
                .filter(school -> school.stage() == stage)
                .forEach(school -> map.mark(school.place(), Mark.PLAIN, school.name()));
        List<Key> legend = new ArrayList<>();
        for (int i = 0; i < CLASSES.size(); i++) {
            legend.add(CLASSES.get(i).key(page.text("report.access.class." + (i + 1))));
        }
        legend.add(Mark.PLAIN.key(page.text("report.access.school")));
        page.figure(StageMaps.figure(page, map, caption, legend));
    }

    private static Mark mark(Access.Place place) {
        return Mark.access(place.ratio());
    }

    private String tip(Access.Place place) {
        return place.name() + ": " + Numbers.fixed(place.ratio(), 2);
    }

    private void coverage() {
        Table.Builder<Access.Coverage> table = Table.of(access.coverage())
                .text(
                        page.text("report.column.region"),
                        row -> row.region().equals(ItemResult.ALL)
                                ? page.text("report.outlook.all")
                                : page.region(row.region()))
                .figures(page.text("report.column.people"), row -> Numbers.amount(row.people()));
        for (int i = 0; i < AccessRun.DISTANCES.size(); i++) {
            int distance = i;
            table.figures(
                    page.text("report.column.reach", "distance", kilometres(page, AccessRun.DISTANCES.get(i))),
                    row -> percent(row.shares().get(distance)));
        }
        table.number(page.text("report.column.distance.mean"), row -> row.mean() / 1000, 1)
                .number(page.text("report.column.distance.p90"), row -> row.p90() / 1000, 1);
        page.table(page.words().heading("report.access.coverage", stage), table.build());
    }

    private void worst() {
        List<Access.Place> worst = access.places().stream()
                .filter(place -> place.people() > 0 && !Double.isNaN(place.ratio()))
                .sorted(Comparator.comparingDouble(Access.Place::ratio)
                        .thenComparing(
                                Comparator.comparingDouble(Access.Place::people).reversed()))
                .limit(WORST)
                .toList();
        Table.Builder<Access.Place> table =
                Table.of(worst).kind(Table.Kind.CARDS).text(page.text("report.column.place"), Access.Place::name);
        if (worst.stream().anyMatch(place -> place.region() != null)) {
            table.text(
                    page.text("report.column.region"),
                    place -> place.region() == null ? null : page.region(place.region()));
        }
        table.figures(page.text("report.column.people"), place -> Numbers.amount(place.people()))
                .number(page.text("report.column.access"), Access.Place::ratio, 2)
                .text(page.text("report.column.nearest"), Access.Place::nearest)
                .number(page.text("report.column.distance"), place -> place.distance() / 1000, 1);
        page.table(page.words().heading("report.access.worst", stage), table.build());
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? Numbers.NONE : Numbers.fixed(100 * share, 1) + "%";
    }
}

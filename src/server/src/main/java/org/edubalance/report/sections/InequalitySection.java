package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.edubalance.report.analysis.Dagum;
import org.edubalance.report.analysis.InequalityResult;
import org.edubalance.report.analysis.SchoolResult;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.drawing.LorenzCurves;
import org.edubalance.report.drawing.SplitBars;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Key;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Table;
import org.edubalance.standards.StandardIndicator;

/** How unequally the counted schools of a stage are equipped, and how much of that lies between regions. */
final class InequalitySection {

    private InequalitySection() {}

    static void write(Page page, StageResults stage) {
        page.section(page.text("report.inequality"));
        page.gaps(Gap.Part.INEQUALITY, stage.stage());
        if (stage.inequalities().isEmpty()) {
            return;
        }
        LorenzCurves curves = new LorenzCurves(
                page.text("report.lorenz"),
                page.text("report.lorenz.pupils"),
                page.text("report.lorenz.resource"),
                stage.inequalities().stream()
                        .map(inequality -> curve(page, stage, inequality))
                        .toList());
        List<Key> legend = new ArrayList<>(curves.legend());
        legend.add(new Key.Note(page.text("report.lorenz.note")));
        List<SplitBars.Bar> bars = stage.inequalities().stream()
                .map(inequality -> new SplitBars.Bar(
                        number(page, inequality) + " "
                                + page.words().of(indicator(page, inequality).title()),
                        inequality.theil(),
                        inequality.between()))
                .toList();
        Block.Figure lorenz = page.figure(curves, page.words().heading("report.lorenz.caption", stage.stage()), legend);
        Block.Figure split = page.figure(
                new SplitBars(page.text("report.split"), bars),
                page.words().heading("report.split.caption", stage.stage()),
                List.of(
                        new Key.Swatch(SplitBars.FIRST, page.text("report.column.between")),
                        new Key.Swatch(SplitBars.SECOND, page.text("report.column.within"))));
        page.figures(List.of(lorenz, split));
        page.table(page.words().heading("report.split.table", stage.stage()), table(page, stage));
        if (!stage.methods().dagum().isEmpty()) {
            page.paragraph(page.text("report.dagum.note"));
            page.table(page.words().heading("report.dagum.table", stage.stage()), dagum(page, stage));
        }
    }

    /** The score's Gini coefficient and the indicators', split by region. */
    private static Table dagum(Page page, StageResults stage) {
        return Table.of(stage.methods().dagum())
                .text(
                        page.text("report.column.indicator"),
                        dagum -> dagum.indicator().equals(Dagum.SCORE)
                                ? page.text("report.dagum.score")
                                : page.words()
                                        .of(page.analysis()
                                                .indicator(dagum.indicator())
                                                .title()))
                .number(page.text("report.column.gini"), Dagum::gini, 3)
                .figures(page.text("report.column.within"), dagum -> Numbers.percent(dagum.share(dagum.within())))
                .figures(page.text("report.column.between"), dagum -> Numbers.percent(dagum.share(dagum.between())))
                .figures(page.text("report.column.overlap"), dagum -> Numbers.percent(dagum.share(dagum.overlap())))
                .build();
    }

    /** A curve is drawn from the values that the Gini coefficient was computed from. */
    private static LorenzCurves.Curve curve(Page page, StageResults stage, InequalityResult inequality) {
        List<SchoolResult> valued = stage.counted().stream()
                .filter(school -> !Double.isNaN(school.value(inequality.indicator())))
                .toList();
        return new LorenzCurves.Curve(
                page.text(
                        "report.lorenz.curve",
                        "indicator",
                        number(page, inequality),
                        "gini",
                        Numbers.fixed(inequality.gini(), 3)),
                valued.stream()
                        .mapToDouble(school -> school.value(inequality.indicator()))
                        .toArray(),
                valued.stream().mapToDouble(SchoolResult::pupils).toArray());
    }

    /** The number that stands for an indicator throughout the report. */
    private static int number(Page page, InequalityResult inequality) {
        return page.analysis().standard().indicators().indexOf(indicator(page, inequality)) + 1;
    }

    private static Table table(Page page, StageResults stage) {
        Function<InequalityResult, StandardIndicator> indicator = inequality -> indicator(page, inequality);
        return Table.of(stage.inequalities())
                .text(
                        page.text("report.column.indicator"),
                        indicator.andThen(StandardIndicator::title).andThen(page.words()::of))
                .text(
                        page.text("report.column.unit"),
                        indicator.andThen(StandardIndicator::unit).andThen(page.words()::of))
                .figures(page.text("report.column.mean"), inequality -> Numbers.value(inequality.mean()))
                .number(page.text("report.column.gini"), InequalityResult::gini, 3)
                .number(page.text("report.column.theil"), InequalityResult::theil, 4)
                .number(page.text("report.column.between"), InequalityResult::between, 4)
                .number(page.text("report.column.within"), InequalityResult::within, 4)
                .figures(page.text("report.column.share"), inequality -> Numbers.percent(inequality.betweenShare()))
                .build();
    }

    private static StandardIndicator indicator(Page page, InequalityResult inequality) {
        return page.analysis().indicator(inequality.indicator());
    }
}

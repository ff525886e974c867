package org.edubalance.report.sections;

import java.util.Comparator;
import java.util.List;
import org.edubalance.report.analysis.SchoolResult;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Table;
import org.edubalance.standards.SchoolRule;

/** The schools that do not comply with the standard or are not counted, and why. */
final class ComplianceSection {

    private ComplianceSection() {}

    static void write(Page page, StageResults stage) {
        SchoolRule rule = page.analysis().standard().rule();
        List<SchoolResult> failing = stage.schools().stream()
                .filter(school -> Boolean.FALSE.equals(school.compliant()) || !school.counted())
                .sorted(Comparator.comparing(SchoolResult::region).thenComparing(SchoolResult::name))
                .toList();
        if (rule == null && failing.isEmpty()) {
            return;
        }
        page.section(page.text("report.compliance"));
        if (rule != null) {
            page.paragraph(page.text(
                    "report.compliance.note",
                    "met",
                    rule.minMet(),
                    "n",
                    page.analysis().standard().indicators().size(),
                    "floor",
                    Numbers.percent(rule.floorShare())));
        }
        if (!failing.isEmpty()) {
            page.add(Table.of(failing)
                    .kind(Table.Kind.REASONS)
                    .text(page.text("report.column.region"), school -> page.region(school.region()))
                    .text(page.text("report.column.school"), SchoolResult::name)
                    .text(
                            page.text("report.column.verdict"),
                            school -> page.text(school.counted() ? "report.compliance.no" : "report.compliance.none"))
                    .text(
                            page.text("report.column.reasons"),
                            school -> school.counted() ? school.reasons() : school.excluded())
                    .build());
        }
    }
}

package org.edubalance.report.sections;

import java.util.List;
import org.edubalance.messages.Localized;
import org.edubalance.report.analysis.StageResults;

/** What is missing stands early in the report, lest its absence be overlooked, and again where it is missing. */
final class GapsSection {

    private GapsSection() {}

    static void write(Page page) {
        if (page.gaps().none()) {
            return;
        }
        page.chapter(page.text("report.gaps"));
        page.gaps(page.gaps().causes(null));
        for (StageResults stage : page.analysis().stages()) {
            List<Localized> causes = page.gaps().causes(stage.stage());
            if (!causes.isEmpty()) {
                page.section(page.words().heading("report.stage", stage.stage()));
                page.gaps(causes);
            }
        }
    }
}

package org.edubalance.report.sections;

import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.page.Block;

/** The sections of a report in their order. */
public final class Contents {

    private Contents() {}

    /** The report's title. */
    public static String title(Language language) {
        return new Words(language).text("report.title");
    }

    /** The whole report. */
    public static List<Block> of(Analysis analysis, Gaps gaps, Language language) {
        Page page = new Page(analysis, gaps, language);
        page.add(new Block.Heading(1, title(language)));
        lead(page);
        FindingsSection.write(page);
        GapsSection.write(page);
        DensitySection.write(page);
        for (StageResults stage : analysis.stages()) {
            page.chapter(page.words().heading("report.stage", stage.stage()));
            StageMaps.write(page, stage);
            ScoresSection.write(page, stage);
            WeightsSection.write(page, stage);
            BalanceSection.write(page, stage);
            ComplianceSection.write(page, stage);
            InequalitySection.write(page, stage);
        }
        MethodSection.write(page);
        return page.blocks();
    }

    /** How many regions and schools, and what they are held against. */
    private static void lead(Page page) {
        Analysis analysis = page.analysis();
        List<Message> counts = analysis.stages().stream()
                .map(stage -> Message.of(
                        "report.count",
                        "n",
                        stage.schools().size(),
                        "stage",
                        stage.stage().title()))
                .toList();
        page.paragraph(page.text(
                "report.lead",
                "n",
                analysis.map().polygons().size(),
                "schools",
                Words.names(counts),
                "standard",
                analysis.standard().title(),
                "system",
                analysis.system().title()));
    }
}

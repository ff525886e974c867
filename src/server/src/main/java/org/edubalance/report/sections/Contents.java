package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.report.DataNotes;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Block.Paragraph.Kind;

/** The sections of a report in their order. */
public final class Contents {

    private Contents() {}

    /** The report's title. */
    public static String title(Analysis analysis, Language language) {
        String place = analysis.options().notes().place();
        Words words = new Words(language);
        return place == null ? words.text("report.title") : words.text("report.title.place", "place", place);
    }

    /** The whole report. */
    public static List<Block> of(Analysis analysis, Gaps gaps, Language language) {
        Page page = new Page(analysis, gaps, language);
        page.title(title(analysis, language));
        byline(page);
        VerdictSection.write(page);
        page.add(new Block.Contents(page.text("report.contents")));
        page.add(new Block.PageBreak());
        FindingsSection.write(page);
        GapsSection.write(page);
        PlanSection.write(page);
        AspectsSection.write(page);
        SatisfactionSection.write(page);
        OutlookSection.write(page);
        TrendSection.write(page);
        for (StageResults stage : analysis.stages()) {
            page.chapter(page.words().heading("report.stage", stage.stage()));
            SchoolsSection.write(page, stage);
            BalanceSection.write(page, stage);
            ScoresSection.write(page, stage);
            WeightsSection.write(page, stage);
            InequalitySection.write(page, stage);
            AccessSection.write(page, stage);
        }
        DensitySection.write(page);
        MethodSection.write(page);
        NotesSection.write(page);
        return page.blocks();
    }

    /** Place, year, author and date, and whether the data are made up. */
    private static void byline(Page page) {
        DataNotes notes = page.analysis().options().notes();
        List<String> parts = new ArrayList<>();
        if (notes.schoolYear() != null) {
            parts.add(page.text("report.byline.year", "year", notes.schoolYear()));
        }
        parts.add(notes.author());
        parts.add(page.words().date(notes.date()));
        page.paragraph(Kind.BYLINE, parts.stream().filter(Objects::nonNull).collect(Collectors.joining(" · ")));
        if (notes.synthetic()) {
            page.paragraph(Kind.WARNING, page.text("report.synthetic"));
        }
    }

    /** How many regions and schools, and what they are held against. */
    static void lead(Page page) {
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
                analysis.regions().keys().size(),
                "schools",
                Words.names(counts),
                "standard",
                analysis.standard().title(),
                "system",
                analysis.system().title()));
    }
}

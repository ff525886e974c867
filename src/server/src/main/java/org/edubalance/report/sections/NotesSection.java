package org.edubalance.report.sections;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.report.DataNotes;
import org.edubalance.report.page.Block.Bullets.Kind;
import org.edubalance.report.page.Table;

/** What the report is on, where its data are from, and what was done to them. */
final class NotesSection {

    private NotesSection() {}

    static void write(Page page) {
        DataNotes notes = page.analysis().options().notes();
        String none = page.text("report.notes.none");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(page.text("report.notes.place"), notes.place());
        facts.put(page.text("report.notes.year"), notes.schoolYear());
        facts.put(page.text("report.notes.author"), notes.author());
        facts.put(page.text("report.notes.date"), page.words().date(notes.date()));
        facts.put(page.text("report.notes.source"), notes.source());
        facts.put(
                page.text("report.notes.kind"),
                page.text(notes.synthetic() ? "report.notes.synthetic" : "report.notes.given"));
        page.chapter(page.text("report.notes"));
        page.table(
                page.text("report.notes.table"),
                Table.of(List.copyOf(facts.keySet()))
                        .text(page.text("report.column.about"), fact -> fact)
                        .text(
                                page.text("report.column.value"),
                                fact -> facts.get(fact) == null ? none : facts.get(fact))
                        .build());
        List<String> done =
                page.analysis().notes().stream().map(page.words()::of).toList();
        page.paragraph(page.text(done.isEmpty() ? "report.notes.nothing" : "report.notes.done"));
        page.bullets(Kind.FINDINGS, done);
    }
}

package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.page.Table;
import org.edubalance.report.page.Tone;
import org.edubalance.standards.Aspect;

/** The first page: the verdict on the whole, and on each region by stage. */
final class VerdictSection {

    private VerdictSection() {}

    /** A column of the table, with its verdicts by region. */
    private record Part(String heading, Map<String, Verdict> verdicts) {}

    static void write(Page page) {
        Analysis analysis = page.analysis();
        List<String> regions = analysis.regions().keys();
        List<Part> parts = new ArrayList<>();
        for (StageResults stage : analysis.stages()) {
            Map<String, Verdict> verdicts = new LinkedHashMap<>();
            regions.forEach(region -> verdicts.put(region, Verdict.of(analysis, stage, region)));
            parts.add(new Part(page.words().heading("report.verdict.stage", stage.stage()), verdicts));
        }
        for (Aspect aspect : AspectsSection.others(page)) {
            Map<String, Verdict> verdicts = new LinkedHashMap<>();
            regions.forEach(region -> verdicts.put(region, AspectsSection.verdict(page, aspect, region)));
            parts.add(new Part(page.words().of(aspect.title()), verdicts));
        }
        Map<String, Verdict> wholes = new LinkedHashMap<>();
        for (String region : regions) {
            Tone tone = Verdict.overall(
                    parts.stream().map(part -> part.verdicts.get(region)).toList());
            wholes.put(region, new Verdict(tone, Verdict.word(tone)));
        }
        Tone whole = Verdict.overall(wholes.values());
        long good = wholes.values().stream()
                .filter(verdict -> verdict.tone() == Tone.GOOD)
                .count();
        page.verdict(
                whole,
                page.text(
                        "report.verdict.whole",
                        "verdict",
                        Verdict.word(whole),
                        "met",
                        good,
                        "n",
                        regions.size(),
                        "standard",
                        analysis.standard().title()));
        Table.Builder<String> table = Table.of(regions)
                .kind(Table.Kind.LIGHTS)
                .text(page.text("report.column.region"), page::region)
                .text(page.text("report.column.whole"), region -> page.words()
                        .of(wholes.get(region).words()))
                .tone(region -> wholes.get(region).tone());
        for (Part part : parts) {
            table.text(part.heading, region -> page.words()
                            .of(part.verdicts.get(region).words()))
                    .tone(region -> part.verdicts.get(region).tone());
        }
        page.table(page.text("report.verdict.table"), table.build());
    }
}

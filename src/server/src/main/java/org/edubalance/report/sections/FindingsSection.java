package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.report.analysis.Access;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.analysis.InequalityResult;
import org.edubalance.report.analysis.RegionResult;
import org.edubalance.report.analysis.SchoolResult;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.page.Block.Bullets.Kind;
import org.edubalance.report.page.Numbers;
import org.edubalance.standards.StandardIndicator;

/** The sentences that a planner needs, stage by stage. */
final class FindingsSection {

    private final Analysis analysis;
    private final StageResults stage;
    private final List<Message> sentences = new ArrayList<>();

    private FindingsSection(Analysis analysis, StageResults stage) {
        this.analysis = analysis;
        this.stage = stage;
    }

    static void write(Page page) {
        page.chapter(page.text("report.findings"));
        Contents.lead(page);
        for (StageResults stage : page.analysis().stages()) {
            page.section(page.words().heading("report.stage", stage.stage()));
            List<String> sentences = new ArrayList<>(new FindingsSection(page.analysis(), stage)
                    .sentences().stream().map(page.words()::of).toList());
            Access access = page.analysis().access().get(stage.stage());
            if (access != null && access.missing() == null) {
                sentences.add(AccessSection.share(page, stage.stage(), access));
            }
            page.bullets(Kind.FINDINGS, sentences);
        }
    }

    private List<Message> sentences() {
        scores();
        differences();
        compliance();
        balance();
        split();
        return sentences.isEmpty() ? List.of(Message.of("report.findings.none")) : sentences;
    }

    private void scores() {
        List<SchoolResult> scored = stage.scored();
        if (scored.isEmpty()) {
            return;
        }
        Comparator<SchoolResult> byScore = Comparator.comparingDouble(SchoolResult::score);
        SchoolResult best = scored.stream().max(byScore).orElseThrow();
        SchoolResult worst = scored.stream().min(byScore).orElseThrow();
        sentences.add(Message.of(
                "report.findings.scores",
                "n",
                scored.size(),
                "stage",
                stage.stage().title(),
                "lowest",
                Numbers.fixed(worst.score(), 3),
                "worst",
                worst.name(),
                "highest",
                Numbers.fixed(best.score(), 3),
                "best",
                best.name()));
        List<RegionScores> regions = RegionScores.of(stage).stream()
                .filter(region -> !region.scores().isEmpty())
                .toList();
        if (regions.size() > 1) {
            RegionScores highest = regions.get(0);
            RegionScores lowest = regions.get(regions.size() - 1);
            sentences.add(Message.of(
                    "report.findings.means",
                    "highestRegion",
                    name(highest.region()),
                    "highest",
                    Numbers.fixed(highest.mean(), 3),
                    "lowestRegion",
                    name(lowest.region()),
                    "lowest",
                    Numbers.fixed(lowest.mean(), 3)));
        }
    }

    private void differences() {
        // One school differs from none: such a region says nothing on how schools differ.
        List<RegionResult> compared = stage.regions().stream()
                .filter(region -> region.schools() > 1 && !Double.isNaN(region.cv()))
                .toList();
        if (compared.isEmpty()) {
            return;
        }
        Comparator<RegionResult> byCv = Comparator.comparingDouble(RegionResult::cv);
        RegionResult most = compared.stream().max(byCv).orElseThrow();
        double limit = analysis.limit(stage.stage());
        sentences.add(Message.of(
                differ(most, limit),
                "region",
                name(most.key()),
                "stage",
                stage.stage().title(),
                "cv",
                Numbers.fixed(most.cv(), 2),
                "limit",
                Numbers.fixed(limit, 2),
                "over",
                most.over(limit),
                "n",
                most.defined()));
        if (compared.size() > 1) {
            RegionResult least = compared.stream().min(byCv).orElseThrow();
            sentences.add(Message.of(
                    "report.findings.alike", "region", name(least.key()), "cv", Numbers.fixed(least.cv(), 2)));
        }
    }

    /** How to say that a region's schools differ most. */
    private String differ(RegionResult most, double limit) {
        if (Double.isNaN(limit)) {
            return "report.findings.differ";
        }
        if (analysis.eachLimited()) {
            return "report.findings.differ.each";
        }
        return most.cv() > limit ? "report.findings.differ.over" : "report.findings.differ.within";
    }

    private void compliance() {
        List<SchoolResult> judged = stage.schools().stream()
                .filter(school -> school.compliant() != null)
                .toList();
        if (judged.isEmpty()) {
            return;
        }
        long met = judged.stream().filter(SchoolResult::compliant).count();
        sentences.add(Message.of(
                "report.findings.compliance",
                "met",
                met,
                "n",
                judged.size(),
                "stage",
                stage.stage().title(),
                "share",
                Numbers.percent(met / (double) judged.size()),
                "standard",
                analysis.standard().title()));
        mostMissed(judged);
        int excluded = stage.schools().size() - stage.counted().size();
        if (excluded > 0) {
            sentences.add(Message.of("report.findings.excluded", "n", excluded));
        }
    }

    private void mostMissed(List<SchoolResult> judged) {
        StandardIndicator most = null;
        long misses = 0;
        for (StandardIndicator indicator : analysis.standard().indicators()) {
            long missed = judged.stream()
                    .filter(school -> school.misses(indicator.id()))
                    .count();
            if (missed > misses) {
                most = indicator;
                misses = missed;
            }
        }
        if (most != null) {
            sentences.add(Message.of("report.findings.missed", "indicator", most.title(), "n", misses));
        }
    }

    private void balance() {
        List<RegionResult> judged = stage.regions().stream()
                .filter(region -> region.balanced() != null)
                .toList();
        if (judged.isEmpty()) {
            return;
        }
        List<RegionResult> balanced =
                judged.stream().filter(RegionResult::balanced).toList();
        if (balanced.isEmpty()) {
            sentences.add(Message.of("report.findings.balanced.none", "n", judged.size()));
            return;
        }
        sentences.add(Message.of(
                "report.findings.balanced",
                "balanced",
                balanced.size(),
                "n",
                judged.size(),
                "regions",
                names(balanced)));
        List<RegionResult> single =
                balanced.stream().filter(region -> region.schools() == 1).toList();
        if (!single.isEmpty()) {
            sentences.add(Message.of("report.findings.balanced.single", "regions", names(single)));
        }
    }

    private void split() {
        if (stage.regions().stream().filter(region -> region.schools() > 0).count() < 2) {
            return;
        }
        stage.inequalities().stream()
                .filter(inequality -> inequality.betweenShare() >= 0)
                .max(Comparator.comparingDouble(InequalityResult::betweenShare))
                .ifPresent(most -> sentences.add(Message.of(
                        "report.findings.split",
                        "indicator",
                        analysis.indicator(most.indicator()).title(),
                        "share",
                        Numbers.percent(most.betweenShare()))));
    }

    private Localized names(List<RegionResult> regions) {
        return Words.names(regions.stream().map(region -> name(region.key())).toList());
    }

    private Localized name(String region) {
        return analysis.regions().name(region);
    }
}

package org.edubalance.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.report.Analysis.Inequality;
import org.edubalance.report.Analysis.Region;
import org.edubalance.report.Analysis.School;
import org.edubalance.standards.Stage;

/** The sentences that a planner needs, of one stage. */
final class Findings {

    private final Analysis analysis;
    private final Texts texts;
    private final Stage stage;
    private final String stageName;

    Findings(Analysis analysis, Texts texts, Stage stage) {
        this.analysis = analysis;
        this.texts = texts;
        this.stage = stage;
        this.stageName = texts.stage(stage);
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        scores(sentences);
        differences(sentences);
        compliance(sentences);
        balance(sentences);
        split(sentences);
        return sentences;
    }

    private void scores(List<String> sentences) {
        List<School> scored = analysis.schools(stage).stream()
                .filter(school -> !Double.isNaN(school.score()))
                .toList();
        if (scored.isEmpty()) {
            return;
        }
        School best =
                scored.stream().max(Comparator.comparingDouble(School::score)).orElseThrow();
        School worst =
                scored.stream().min(Comparator.comparingDouble(School::score)).orElseThrow();
        sentences.add(texts.get(
                "finding.scores",
                scored.size(),
                stageName,
                Texts.number(worst.score(), 3),
                worst.name(),
                Texts.number(best.score(), 3),
                best.name()));
        Map<String, Double> means = meanScores(scored);
        if (means.size() > 1) {
            Map.Entry<String, Double> highest =
                    means.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            Map.Entry<String, Double> lowest =
                    means.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
            sentences.add(texts.get(
                    "finding.means",
                    name(highest.getKey()),
                    Texts.number(highest.getValue(), 3),
                    name(lowest.getKey()),
                    Texts.number(lowest.getValue(), 3)));
        }
    }

    static Map<String, Double> meanScores(List<School> scored) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (School school : scored) {
            double[] sum = sums.computeIfAbsent(school.region(), key -> new double[2]);
            sum[0] += school.score();
            sum[1]++;
        }
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((region, sum) -> means.put(region, sum[0] / sum[1]));
        return means;
    }

    private void differences(List<String> sentences) {
        // One school differs from none: such a region says nothing on how schools differ.
        List<Region> compared = analysis.regions(stage).stream()
                .filter(region -> region.schools() > 1 && !Double.isNaN(region.cv()))
                .toList();
        if (compared.isEmpty()) {
            return;
        }
        Region most =
                compared.stream().max(Comparator.comparingDouble(Region::cv)).orElseThrow();
        double limit = analysis.standard().limit(stage);
        if (Double.isNaN(limit)) {
            sentences.add(texts.get("finding.differ", name(most.key()), stageName, Texts.number(most.cv(), 2)));
        } else if (analysis.standard().eachLimited()) {
            sentences.add(texts.get(
                    "finding.differ.each",
                    name(most.key()),
                    stageName,
                    Texts.number(most.cv(), 2),
                    Texts.number(limit, 2),
                    most.cvs().values().stream().filter(cv -> cv > limit).count(),
                    most.cvs().values().stream().filter(cv -> !Double.isNaN(cv)).count()));
        } else {
            sentences.add(texts.get(
                    most.cv() > limit ? "finding.differ.over" : "finding.differ.within",
                    name(most.key()),
                    stageName,
                    Texts.number(most.cv(), 2),
                    Texts.number(limit, 2)));
        }
        if (compared.size() > 1) {
            Region least = compared.stream()
                    .min(Comparator.comparingDouble(Region::cv))
                    .orElseThrow();
            sentences.add(texts.get("finding.alike", name(least.key()), Texts.number(least.cv(), 2)));
        }
    }

    private void compliance(List<String> sentences) {
        List<School> counted = analysis.schools(stage).stream()
                .filter(school -> school.compliant() != null)
                .toList();
        if (counted.isEmpty()) {
            return;
        }
        long met = counted.stream().filter(School::compliant).count();
        sentences.add(texts.get(
                "finding.compliance",
                met,
                counted.size(),
                stageName,
                Texts.percent(met / (double) counted.size()),
                analysis.standard().title()));
        mostMissed(counted, sentences);
        long excluded = analysis.schools(stage).stream()
                .filter(school -> school.excluded() != null)
                .count();
        if (excluded > 0) {
            sentences.add(texts.get("finding.excluded", excluded));
        }
    }

    private void mostMissed(List<School> counted, List<String> sentences) {
        StandardFacts.Indicator most = null;
        long misses = 0;
        for (StandardFacts.Indicator indicator : analysis.standard().indicators()) {
            long missed = counted.stream()
                    .filter(school -> Cells.number(school.feature(), "ratio_" + indicator.id()) < 1)
                    .count();
            if (missed > misses) {
                most = indicator;
                misses = missed;
            }
        }
        if (most != null) {
            sentences.add(texts.get("finding.missed", most.title(), misses));
        }
    }

    private void balance(List<String> sentences) {
        List<Region> judged = analysis.regions(stage).stream()
                .filter(region -> region.balanced() != null)
                .toList();
        List<Region> balanced = judged.stream().filter(Region::balanced).toList();
        if (judged.isEmpty()) {
            return;
        }
        if (balanced.isEmpty()) {
            sentences.add(texts.get("finding.balanced.none", judged.size()));
            return;
        }
        sentences.add(texts.get("finding.balanced", balanced.size(), judged.size(), names(balanced)));
        List<Region> single =
                balanced.stream().filter(region -> region.schools() == 1).toList();
        if (!single.isEmpty()) {
            sentences.add(texts.get("finding.balanced.single", names(single)));
        }
    }

    private String names(List<Region> regions) {
        return analysis.map().names(regions.stream().map(Region::key).toList(), texts.get("list.separator"));
    }

    private void split(List<String> sentences) {
        if (analysis.regions(stage).stream()
                        .filter(region -> region.schools() > 0)
                        .count()
                < 2) {
            return;
        }
        analysis.inequalities(stage).stream()
                .filter(inequality -> inequality.betweenShare() >= 0)
                .max(Comparator.comparingDouble(Inequality::betweenShare))
                .ifPresent(most -> sentences.add(texts.get(
                        "finding.split", analysis.title(most.indicator()), Texts.percent(most.betweenShare()))));
    }

    private String name(String region) {
        return analysis.map().name(region);
    }
}

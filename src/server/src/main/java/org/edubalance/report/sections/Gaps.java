package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.edubalance.definitions.Label;
import org.edubalance.io.ColumnTexts;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.report.analysis.Access;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.analysis.RegionResult;
import org.edubalance.report.analysis.SchoolResult;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.analysis.WeightResult;
import org.edubalance.report.sections.Gap.Part;
import org.edubalance.scoring.IndicatorSystem;
import org.edubalance.standards.Stage;
import org.edubalance.standards.StandardIndicator;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Geometry;

/** What an analysis could not compute, or not from all schools, in the order of the report. */
public final class Gaps {

    private final Analysis analysis;
    private final List<Gap> gaps = new ArrayList<>();

    private Gaps(Analysis analysis) {
        this.analysis = analysis;
    }

    /** Finds the gaps. */
    public static Gaps in(Analysis analysis) {
        Gaps gaps = new Gaps(analysis);
        gaps.columns();
        gaps.plan();
        gaps.maps();
        for (StageResults stage : analysis.stages()) {
            gaps.scores(stage);
            gaps.balance(stage);
            gaps.inequality(stage);
            gaps.access(stage.stage());
        }
        return gaps;
    }

    boolean none() {
        return gaps.isEmpty();
    }

    /** What is missing of a stage, or of all schools where it is null. */
    List<Localized> causes(Stage stageOrNull) {
        return causes(gap -> gap.stage() == stageOrNull);
    }

    /** What is missing in a part. */
    List<Localized> causes(Part part, Stage stageOrNull) {
        return causes(gap -> gap.part() == part && gap.stage() == stageOrNull);
    }

    private List<Localized> causes(Predicate<Gap> which) {
        return gaps.stream().filter(which).map(Gap::cause).toList();
    }

    /** The gaps as rows. */
    public SimpleFeatureCollection table(Language language) {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("gaps");
        for (String column : List.of("part", "stage", "indicators", "regions", "cause")) {
            for (Language each : Language.values()) {
                type.userData(
                        ColumnTexts.TITLE + each.code(),
                        Message.of("report.column." + column).in(each));
            }
            type.add(column, String.class);
        }
        ListFeatureCollection rows = new ListFeatureCollection(type.buildFeatureType());
        for (Gap gap : gaps) {
            Object[] values = {
                gap.part().name().toLowerCase(Locale.ROOT),
                gap.stage() == null ? null : gap.stage().name(),
                String.join("; ", gap.indicators()),
                String.join("; ", gap.regions()),
                gap.cause().in(language)
            };
            rows.add(SimpleFeatureBuilder.build(rows.getSchema(), values, "gaps." + (rows.size() + 1)));
        }
        return rows;
    }

    /** What the data have no columns for. */
    private void columns() {
        if (!analysis.unknown().isEmpty()) {
            add(
                    Part.STANDARD,
                    null,
                    analysis.unknown().stream().map(StandardIndicator::id).toList(),
                    List.of(),
                    Message.of(
                            "report.gap.standard",
                            "indicators",
                            Words.titles(analysis.unknown().stream()
                                    .map(StandardIndicator::title)
                                    .toList())));
        }
        if (!analysis.left().isEmpty()) {
            boolean some = analysis.stages().stream()
                    .anyMatch(stage -> !stage.weights().isEmpty());
            Localized titles = Words.titles(
                    analysis.left().stream().map(IndicatorSystem.Member::title).toList());
            add(
                    Part.SCORES,
                    null,
                    analysis.left().stream().map(IndicatorSystem.Member::id).toList(),
                    List.of(),
                    some
                            ? Message.of("report.gap.system", "indicators", titles)
                            : Message.of("report.gap.system.none", "indicators", titles));
        }
    }

    private void plan() {
        if (analysis.standard().rule() != null && !analysis.countable()) {
            add(Part.PLAN, null, Message.of("report.gap.plan"));
        }
    }

    private void maps() {
        if (analysis.map() == null) {
            add(Part.MAPS, null, Message.of("report.gap.regions.none"));
            return;
        }
        if (analysis.density() == null) {
            long places = analysis.schools().stream()
                    .filter(SchoolResult::placed)
                    .map(SchoolResult::place)
                    .map(Geometry::getCentroid)
                    .map(Geometry::getCoordinate)
                    .distinct()
                    .count();
            add(
                    Part.MAPS,
                    null,
                    places < 2
                            ? Message.of("report.gap.density.places", "n", places)
                            : Message.of("report.gap.density.refused", "reason", analysis.densityRefused()));
        }
        long placeless =
                analysis.schools().stream().filter(school -> !school.placed()).count();
        if (placeless > 0) {
            add(Part.MAPS, null, Message.of("report.gap.placeless", "n", placeless));
        }
    }

    private void scores(StageResults stage) {
        List<WeightResult> lacking =
                stage.weights().stream().filter(weight -> weight.missing() > 0).toList();
        if (stage.weights().isEmpty()) {
            return;
        }
        int schools = stage.schools().size();
        int complete = stage.weights().get(0).complete();
        int without = schools - stage.scored().size();
        if (!stage.hasScores()) {
            Message cause = complete < 2
                    ? Message.of("report.gap.scores.few", "complete", complete, "schools", schools)
                    : Message.of("report.gap.scores.alike", "n", complete);
            add(Part.SCORES, stage.stage(), ids(lacking), List.of(), withLacking(cause, lacking));
            return;
        }
        if (without > 0) {
            Message cause = Message.of("report.gap.scores.some", "without", without, "schools", schools);
            add(Part.SCORES, stage.stage(), ids(lacking), List.of(), withLacking(cause, lacking));
        }
        List<WeightResult> constant =
                stage.weights().stream().filter(WeightResult::constant).toList();
        if (!constant.isEmpty()) {
            List<Label> titles = constant.stream()
                    .map(weight -> analysis.scored(weight.indicator()).title())
                    .toList();
            add(
                    Part.WEIGHTS,
                    stage.stage(),
                    ids(constant),
                    List.of(),
                    Message.of("report.gap.weights", "indicators", Words.titles(titles)));
        }
    }

    /** A cause, and which indicators lack values, each with the number of schools. */
    private Localized withLacking(Message cause, List<WeightResult> lacking) {
        List<Message> numbers = lacking.stream()
                .map(weight -> numbered(analysis.scored(weight.indicator()).title(), weight.missing()))
                .toList();
        return lacking.isEmpty()
                ? cause
                : Message.of("report.gap.lacking", "cause", cause, "indicators", Words.titles(numbers));
    }

    private void balance(StageResults stage) {
        List<RegionResult> regions = stage.regions();
        List<String> absent = analysis.regions().keys().stream()
                .filter(key -> regions.stream().noneMatch(region -> region.key().equals(key)))
                .toList();
        regions(stage, absent, Message.of("report.gap.regions.absent", "regions", named(absent)));
        List<String> uncounted = keys(regions, region -> region.schools() == 0);
        regions(stage, uncounted, Message.of("report.gap.regions.uncounted", "regions", named(uncounted)));
        List<String> single = keys(regions, region -> region.schools() == 1);
        regions(stage, single, Message.of("report.gap.regions.single", "regions", named(single)));
        // indicators that are undefined in the same regions share a sentence
        Map<List<String>, List<StandardIndicator>> undefined = new LinkedHashMap<>();
        for (StandardIndicator indicator : analysis.standard().indicators()) {
            List<String> without =
                    keys(regions, region -> region.schools() > 0 && Double.isNaN(region.cv(indicator.id())));
            if (!without.isEmpty()) {
                undefined.computeIfAbsent(without, key -> new ArrayList<>()).add(indicator);
            }
        }
        List<String> all = keys(regions, region -> region.schools() > 0);
        undefined.forEach((without, indicators) -> add(
                Part.BALANCE,
                stage.stage(),
                indicators.stream().map(StandardIndicator::id).toList(),
                without,
                Message.of(
                        "report.gap.regions.undefined",
                        "regions",
                        without.equals(all) ? Message.of("report.gap.regions.all") : named(without),
                        "indicators",
                        Words.titles(indicators.stream()
                                .map(StandardIndicator::title)
                                .toList()))));
    }

    private void regions(StageResults stage, List<String> keys, Message cause) {
        if (!keys.isEmpty()) {
            add(Part.BALANCE, stage.stage(), List.of(), keys, cause);
        }
    }

    private void inequality(StageResults stage) {
        int counted = stage.counted().size();
        if (counted < 2) {
            add(Part.INEQUALITY, stage.stage(), Message.of("report.gap.inequality.few", "n", counted));
            return;
        }
        List<String> zero = indicators(id -> stage.highest(id) == 0);
        inequality(stage, zero, Message.of("report.gap.inequality.zero", "indicators", titles(zero)));
        List<String> empty = indicators(id -> Double.isNaN(stage.highest(id)));
        inequality(stage, empty, Message.of("report.gap.inequality.empty", "indicators", titles(empty)));
        List<String> partly = indicators(id -> !empty.contains(id) && stage.missing(id) > 0);
        Localized numbers = Words.titles(partly.stream()
                .map(id -> numbered(analysis.indicator(id).title(), stage.missing(id)))
                .toList());
        inequality(stage, partly, Message.of("report.gap.inequality.partly", "indicators", numbers));
    }

    private void inequality(StageResults stage, List<String> indicators, Message cause) {
        if (!indicators.isEmpty()) {
            add(Part.INEQUALITY, stage.stage(), indicators, List.of(), cause);
        }
    }

    private void access(Stage stage) {
        Access access = analysis.access().get(stage);
        if (access != null && access.missing() != null) {
            add(Part.ACCESS, stage, access.missing());
        }
    }

    /** The ids of some of the standard's indicators. */
    private List<String> indicators(Predicate<String> which) {
        return analysis.standard().indicators().stream()
                .map(StandardIndicator::id)
                .filter(which)
                .toList();
    }

    private Localized titles(List<String> indicators) {
        return Words.titles(
                indicators.stream().map(id -> analysis.indicator(id).title()).toList());
    }

    private static Message numbered(Label title, int schools) {
        return Message.of("report.gap.number", "title", title, "n", schools);
    }

    private static List<String> ids(List<WeightResult> weights) {
        return weights.stream().map(WeightResult::indicator).toList();
    }

    private static List<String> keys(List<RegionResult> regions, Predicate<RegionResult> which) {
        return regions.stream().filter(which).map(RegionResult::key).toList();
    }

    private Localized named(Collection<String> keys) {
        return Words.names(keys.stream().map(analysis.regions()::name).toList());
    }

    private void add(Part part, Stage stageOrNull, Localized cause) {
        add(part, stageOrNull, List.of(), List.of(), cause);
    }

    private void add(Part part, Stage stageOrNull, List<String> indicators, List<String> regions, Localized cause) {
        gaps.add(new Gap(part, stageOrNull, indicators, regions, cause));
    }
}

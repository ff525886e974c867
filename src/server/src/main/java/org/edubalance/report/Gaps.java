package org.edubalance.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.edubalance.report.Analysis.Region;
import org.edubalance.report.Analysis.School;
import org.edubalance.report.Analysis.Weight;
import org.edubalance.report.Gap.Part;
import org.edubalance.standards.Stage;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;

/** What an analysis could not compute, or not from all schools, in the order of the report. */
final class Gaps {

    private static final String[] COLUMNS = {"part", "stage", "indicators", "regions", "cause"};

    private final Analysis analysis;
    private final Texts texts;
    private final List<Gap> gaps = new ArrayList<>();

    Gaps(Analysis analysis, Texts texts) {
        this.analysis = analysis;
        this.texts = texts;
        maps();
        for (Stage stage : analysis.stages()) {
            scores(stage);
            balance(stage);
            inequality(stage);
        }
    }

    boolean none() {
        return gaps.isEmpty();
    }

    /** The causes of what is missing of a stage, or of all schools where it is null. */
    List<String> causes(Stage stageOrNull) {
        return causes(gap -> gap.stage() == stageOrNull);
    }

    /** The causes of what is missing in a part. */
    List<String> causes(Part part, Stage stageOrNull) {
        return causes(gap -> gap.part() == part && gap.stage() == stageOrNull);
    }

    private List<String> causes(Predicate<Gap> which) {
        return gaps.stream().filter(which).map(Gap::cause).toList();
    }

    /** The gaps as rows. */
    SimpleFeatureCollection table() {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("gaps");
        for (String column : COLUMNS) {
            type.add(column, String.class);
        }
        ListFeatureCollection rows = new ListFeatureCollection(type.buildFeatureType());
        for (Gap gap : gaps) {
            Object[] values = {
                gap.part().name().toLowerCase(Locale.ROOT),
                gap.stage() == null ? null : gap.stage().name(),
                String.join("; ", gap.indicators()),
                String.join("; ", gap.regions()),
                gap.cause()
            };
            rows.add(SimpleFeatureBuilder.build(rows.getSchema(), values, "gaps." + (rows.size() + 1)));
        }
        return rows;
    }

    private void maps() {
        if (analysis.density() == null) {
            long places = analysis.stages().stream()
                    .flatMap(stage -> analysis.schools(stage).stream())
                    .map(analysis::place)
                    .filter(place -> place != null && !place.isEmpty())
                    .map(place -> place.getCentroid().getCoordinate())
                    .distinct()
                    .count();
            String cause = places < 2
                    ? texts.get("gap.density.places", places)
                    : texts.get("gap.density.refused", analysis.densityRefused());
            add(Part.MAPS, null, List.of(), List.of(), cause);
        }
        if (analysis.placeless() > 0) {
            add(Part.MAPS, null, List.of(), List.of(), texts.get("gap.placeless", analysis.placeless()));
        }
    }

    private void scores(Stage stage) {
        List<School> schools = analysis.schools(stage);
        List<Weight> weights = analysis.weights(stage);
        List<Weight> lacking =
                weights.stream().filter(weight -> weight.missing() > 0).toList();
        int complete = weights.get(0).complete();
        long without =
                schools.stream().filter(school -> Double.isNaN(school.score())).count();
        if (!analysis.scored(stage)) {
            String cause = complete < 2
                    ? texts.get("gap.scores.few", complete, schools.size())
                    : texts.get("gap.scores.alike", complete);
            add(Part.SCORES, stage, ids(lacking), List.of(), cause + lacking(lacking));
            return;
        }
        if (without > 0) {
            String cause = texts.get("gap.scores.some", without, schools.size());
            add(Part.SCORES, stage, ids(lacking), List.of(), cause + lacking(lacking));
        }
        List<Weight> constant = weights.stream().filter(Weight::constant).toList();
        if (!constant.isEmpty()) {
            String cause = texts.get(
                    "gap.weights", titles(constant, weight -> analysis.system().of(weight.indicator())));
            add(Part.WEIGHTS, stage, ids(constant), List.of(), cause);
        }
    }

    /** Which indicators lack values, in brackets in how many schools. */
    private String lacking(List<Weight> lacking) {
        return lacking.isEmpty()
                ? ""
                : texts.get(
                        "gap.lacking",
                        titles(
                                lacking,
                                weight -> texts.get(
                                        "gap.number", analysis.system().of(weight.indicator()), weight.missing())));
    }

    private void balance(Stage stage) {
        List<Region> regions = analysis.regions(stage);
        List<String> absent = analysis.map().polygons().keySet().stream()
                .filter(key -> regions.stream().noneMatch(region -> region.key().equals(key)))
                .toList();
        if (!absent.isEmpty()) {
            add(Part.BALANCE, stage, List.of(), absent, texts.get("gap.regions.absent", named(absent)));
        }
        List<String> uncounted = keys(regions, region -> region.schools() == 0);
        if (!uncounted.isEmpty()) {
            add(Part.BALANCE, stage, List.of(), uncounted, texts.get("gap.regions.uncounted", named(uncounted)));
        }
        List<String> single = keys(regions, region -> region.schools() == 1);
        if (!single.isEmpty()) {
            add(Part.BALANCE, stage, List.of(), single, texts.get("gap.regions.single", named(single)));
        }
        // indicators that are undefined in the same regions share a sentence
        Map<List<String>, List<StandardFacts.Indicator>> undefined = new LinkedHashMap<>();
        for (StandardFacts.Indicator indicator : analysis.standard().indicators()) {
            List<String> without = keys(
                    regions,
                    region -> region.schools() > 0 && Double.isNaN(region.cvs().get(indicator.id())));
            if (!without.isEmpty()) {
                undefined.computeIfAbsent(without, key -> new ArrayList<>()).add(indicator);
            }
        }
        List<String> all = keys(regions, region -> region.schools() > 0);
        undefined.forEach((without, indicators) -> add(
                Part.BALANCE,
                stage,
                indicators.stream().map(StandardFacts.Indicator::id).toList(),
                without,
                texts.get(
                        "gap.regions.undefined",
                        without.equals(all) ? texts.get("gap.regions.all") : named(without),
                        titles(indicators, StandardFacts.Indicator::title))));
    }

    private void inequality(Stage stage) {
        List<School> counted = analysis.counted(stage);
        if (counted.size() < 2) {
            String cause = texts.get("gap.inequality.few", counted.size());
            add(Part.INEQUALITY, stage, List.of(), List.of(), cause);
            return;
        }
        List<StandardFacts.Indicator> indicators = analysis.standard().indicators();
        List<StandardFacts.Indicator> zero = indicators.stream()
                .filter(indicator -> Analysis.highest(indicator.id(), counted) == 0)
                .toList();
        List<StandardFacts.Indicator> empty = indicators.stream()
                .filter(indicator -> Double.isNaN(Analysis.highest(indicator.id(), counted)))
                .toList();
        indicators("gap.inequality.zero", stage, zero, StandardFacts.Indicator::title);
        indicators("gap.inequality.empty", stage, empty, StandardFacts.Indicator::title);
        List<StandardFacts.Indicator> partly = indicators.stream()
                .filter(indicator -> !empty.contains(indicator) && Analysis.missing(indicator.id(), counted) > 0)
                .toList();
        indicators(
                "gap.inequality.partly",
                stage,
                partly,
                indicator -> texts.get("gap.number", indicator.title(), Analysis.missing(indicator.id(), counted)));
    }

    private void indicators(
            String text,
            Stage stage,
            List<StandardFacts.Indicator> indicators,
            Function<StandardFacts.Indicator, String> name) {
        if (!indicators.isEmpty()) {
            add(
                    Part.INEQUALITY,
                    stage,
                    indicators.stream().map(StandardFacts.Indicator::id).toList(),
                    List.of(),
                    texts.get(text, titles(indicators, name)));
        }
    }

    private static List<String> ids(List<Weight> weights) {
        return weights.stream().map(Weight::indicator).toList();
    }

    private static List<String> keys(List<Region> regions, Predicate<Region> which) {
        return regions.stream().filter(which).map(Region::key).toList();
    }

    private String named(List<String> keys) {
        return analysis.map().names(keys, texts.get("list.separator"));
    }

    /** The titles of indicators, which may hold commas of their own. */
    private <T> String titles(List<T> indicators, Function<T, String> title) {
        return String.join(
                texts.get("list.separator.titles"),
                indicators.stream().map(title).toList());
    }

    private void add(Part part, Stage stage, List<String> indicators, List<String> regions, String cause) {
        gaps.add(new Gap(part, stage, indicators, regions, cause));
    }
}

package org.edubalance.process.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ScoredFeatures;
import org.edubalance.scoring.Aggregation;
import org.edubalance.scoring.Classification;
import org.edubalance.scoring.IndicatorWeight;
import org.edubalance.scoring.MissingValues;
import org.edubalance.scoring.Normalization;
import org.edubalance.scoring.Ranking;
import org.edubalance.scoring.Scorer;
import org.edubalance.scoring.Scores;
import org.edubalance.scoring.ScoringMethod;
import org.edubalance.scoring.Unscorable;
import org.edubalance.scoring.Weighting;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/**
 * Scores features (schools) by several indicators with the entropy value method, see {@link Scorer}, and classes the
 * scores into levels. The result has the features with all their attributes and, each name after the prefix if one is
 * given,
 *
 * <ul>
 *   <li>{@code score} in [0, 1], null for a feature excluded because a value is missing, and in a group that cannot be
 *       scored, where {@code unscorable} lets that pass;
 *   <li>{@code rank}, 1 the highest score, ties sharing one;
 *   <li>{@code level}, 1 the lowest;
 *   <li>{@code score_<dimension>} for each dimension of an indicator system, null where all its indicators have weight 0.
 * </ul>
 *
 * <p>With groupBy, each group is scored, ranked and classed by itself.
 */
@DescribeProcess(
        title = "Entropy score",
        description = "Scores features, such as schools, by several indicators, weighted by the entropy value method or"
                + " one of its variants, and ranks and classes them.")
public class EntropyScoreProcess {

    private static final String NAME = "edu:EntropyScore";
    private static final int MAX_CLASSES = 20;
    private static final int DEFAULT_CLASSES = 5;

    @DescribeResult(
            name = "result",
            description = "The features with score (0 to 1), rank (1 = highest score) and level (1 = lowest);"
                    + " score_<dimension> too where a system has dimensions")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "Features to score, such as schools")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "indicators",
                            description = "An indicator: [name=]attribute or ECQL expression[:positive|:negative],"
                                    + " for example books_per_pupil=books/pupils or pupils/teachers:negative",
                            collectionType = String.class,
                            min = 0)
                    List<String> indicators,
            @DescribeParameter(
                            name = "system",
                            description =
                                    "Instead of indicators: an indicator system, one of nyingchi, cn-2017-quality,"
                                            + " three-aspects, or a JSON object with dimensions and their indicators",
                            min = 0)
                    String system,
            @DescribeParameter(
                            name = "groupBy",
                            description = "Attribute or expression; each group of features is scored by itself",
                            min = 0)
                    String groupBy,
            @DescribeParameter(
                            name = "weighting",
                            description = "Where the indicators' weights come from",
                            min = 0,
                            defaultValue = "ENTROPY")
                    Weighting weighting,
            @DescribeParameter(
                            name = "weights",
                            description = "With weighting USER or COMBINED: indicator=number for each indicator",
                            collectionType = String.class,
                            min = 0)
                    List<String> weights,
            @DescribeParameter(
                            name = "aggregation",
                            description = "How weighted indicators become a score",
                            min = 0,
                            defaultValue = "WEIGHTED_SUM")
                    Aggregation aggregation,
            @DescribeParameter(
                            name = "normalization",
                            description = "What the entropy is computed from",
                            min = 0,
                            defaultValue = "MIN_MAX")
                    Normalization normalization,
            @DescribeParameter(
                            name = "missing",
                            description =
                                    "Features that lack a value: refused, left without a score, or given the median",
                            min = 0,
                            defaultValue = "EXCLUDE")
                    MissingValues missing,
            @DescribeParameter(
                            name = "unscorable",
                            description = "Groups that cannot be scored, as fewer than two features have every value or"
                                    + " no indicator tells them apart: refused, or left"
                                    + " without scores, ranks and levels",
                            min = 0,
                            defaultValue = "ERROR")
                    Unscorable unscorable,
            @DescribeParameter(
                            name = "classes",
                            description = "Number of levels",
                            min = 0,
                            defaultValue = "5",
                            minValue = 1,
                            maxValue = MAX_CLASSES)
                    Integer classes,
            @DescribeParameter(
                            name = "classification",
                            description = "How scores are classed into levels",
                            min = 0,
                            defaultValue = "NATURAL_BREAKS")
                    Classification classification,
            @DescribeParameter(
                            name = "prefix",
                            description =
                                    "Put before the names of the results, to keep attributes of data named score, rank"
                                            + " or level, which they would replace",
                            min = 0)
                    String prefix,
            ProgressListener listener)
            throws ProcessException {
        Progress progress = new Progress(listener);
        Inputs.checkRange("classes", classes, 1, MAX_CLASSES);
        ScoringMethod method = ScoringInputs.method(normalization, weighting, aggregation, missing, unscorable);
        List<SimpleFeature> features = new ArrayList<>();
        ScoringInputs inputs = ScoringInputs.read(
                data,
                indicators,
                system,
                groupBy,
                method,
                weights,
                (feature, group) -> features.add(feature),
                progress);
        List<String> names = resultNames(prefix == null ? "" : prefix.strip(), inputs.scorer());
        for (String name : names) {
            if (data.getSchema().indexOf(name) >= 0) {
                progress.warn(
                        NAME, "attribute " + Inputs.shown(name) + " of data is replaced: give a prefix to keep it");
            }
        }
        progress.report(0.5);

        Levels levels = new Levels(
                classes == null ? DEFAULT_CLASSES : classes,
                classification == null ? Classification.NATURAL_BREAKS : classification);
        Results results =
                new Results(features.size(), inputs.scorer().dimensions().size());
        List<ScoringInputs.Part> parts = inputs.parts();
        for (int i = 0; i < parts.size(); i++) {
            ScoringInputs.Part part = parts.get(i);
            Scores scores = inputs.apply(part, inputs.scorer()::score);
            results.put(part.rows(), scores, levels);
            warnOfUnscored(progress, part, scores, inputs.columns().grouped());
            progress.report(0.5 + 0.5 * (i + 1) / parts.size());
        }
        progress.complete();
        return new ScoredFeatures(data.getSchema(), features, results.columns(names));
    }

    /** A score must not change as the map is panned: the whole layer is read, whatever the map shows. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }

    private static List<String> resultNames(String prefix, Scorer scorer) {
        List<String> names = new ArrayList<>(List.of(prefix + "score", prefix + "rank", prefix + "level"));
        scorer.dimensions().forEach(dimension -> names.add(prefix + "score_" + dimension));
        return names;
    }

    private static void warnOfUnscored(Progress progress, ScoringInputs.Part part, Scores scores, boolean grouped) {
        String where = grouped ? "group " + Inputs.shown(part.group()) + ": " : "";
        IndicatorWeight any = scores.weights().get(0);
        if (Double.isNaN(any.weight())) {
            progress.warn(NAME, where + "no feature has a score: " + any.note());
        }
        if (scores.excluded() > 0) {
            String lacking = scores.weights().stream()
                    .filter(weight -> weight.missing() > 0)
                    .map(weight -> weight.indicator().name() + " in " + weight.missing())
                    .collect(Collectors.joining(", "));
            progress.warn(
                    NAME,
                    where + scores.excluded() + " of " + scores.score().length
                            + " features have no score because a value is missing: " + lacking);
        }
    }

    private record Levels(int classes, Classification classification) {}

    /** What is computed for each feature, group by group. */
    private static final class Results {

        private final double[] score;
        private final int[] rank;
        private final int[] level;
        private final double[][] byDimension;

        Results(int rows, int dimensions) {
            score = new double[rows];
            rank = new int[rows];
            level = new int[rows];
            byDimension = new double[dimensions][rows];
        }

        void put(int[] rowsOrNull, Scores scores, Levels levels) {
            int[] ranks = Ranking.ranks(scores.score());
            int[] classed = levels.classification().levels(scores.score(), levels.classes());
            for (int i = 0; i < ranks.length; i++) {
                int row = rowsOrNull == null ? i : rowsOrNull[i];
                score[row] = scores.score()[i];
                rank[row] = ranks[i];
                level[row] = classed[i];
                for (int d = 0; d < byDimension.length; d++) {
                    byDimension[d][row] = scores.dimensionScores()[d][i];
                }
            }
        }

        List<ScoredFeatures.Column> columns(List<String> names) {
            List<ScoredFeatures.Column> columns = new ArrayList<>();
            columns.add(new ScoredFeatures.Column(names.get(0), Double.class, numbers(score)));
            columns.add(new ScoredFeatures.Column(names.get(1), Integer.class, places(rank)));
            columns.add(new ScoredFeatures.Column(names.get(2), Integer.class, places(level)));
            for (int d = 0; d < byDimension.length; d++) {
                columns.add(new ScoredFeatures.Column(names.get(3 + d), Double.class, numbers(byDimension[d])));
            }
            return columns;
        }

        private static IntFunction<Object> numbers(double[] values) {
            return row -> values[row];
        }

        private static IntFunction<Object> places(int[] values) {
            return row -> values[row] == 0 ? null : (Object) values[row];
        }
    }
}

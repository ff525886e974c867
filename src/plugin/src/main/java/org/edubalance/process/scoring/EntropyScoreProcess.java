package org.edubalance.process.scoring;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Message;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.scoring.Aggregation;
import org.edubalance.scoring.Classification;
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
        if (unscorable == Unscorable.EXCLUDE && data != null && Inputs.hasNoAttributes(data)) {
            return data;
        }
        List<SimpleFeature> features = new ArrayList<>();
        ScoringInputs inputs = ScoringInputs.read(
                data,
                indicators,
                system,
                groupBy,
                new ScoringMethod(normalization, weighting, aggregation, missing, unscorable),
                weights,
                features::add,
                progress);
        ResultTable<Integer> table = new ResultTable<>("EntropyScore");
        Results results = new Results(features.size(), inputs.scorer().dimensions());
        List<Column<Integer>> columns = results.columns(prefix == null ? "" : prefix.strip(), inputs);
        columns.forEach(table::column);
        ScoringInputs.warnOfReplaced(NAME, data.getSchema(), columns, progress);
        progress.report(0.5);

        List<ScoringInputs.Part> parts = inputs.parts();
        for (int i = 0; i < parts.size(); i++) {
            ScoringInputs.Part part = parts.get(i);
            Scores scores = inputs.apply(part, inputs.scorer()::score);
            Ranking ranking = Ranking.of(scores.score());
            results.put(part.rows(), scores, ranking.ranks(), classification.levels(ranking, classes));
            inputs.warnOfUnscored(NAME, part, scores.weights(), scores.excluded(), scores.score().length, progress);
            progress.report(0.5 + 0.5 * (i + 1) / parts.size());
        }
        progress.complete();
        return table.extending(data.getSchema(), features, row -> row);
    }

    /** A score must not change as the map is panned: the whole layer is read, whatever the map shows. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }

    /** What is computed for each feature, group by group. */
    private static final class Results {

        private final double[] score;
        private final int[] rank;
        private final int[] level;
        private final List<String> dimensions;
        private final double[][] byDimension;

        Results(int rows, List<String> dimensions) {
            score = new double[rows];
            rank = new int[rows];
            level = new int[rows];
            this.dimensions = dimensions;
            byDimension = new double[dimensions.size()][rows];
        }

        void put(int[] rowsOrNull, Scores scores, int[] ranks, int[] levels) {
            for (int i = 0; i < ranks.length; i++) {
                int row = rowsOrNull == null ? i : rowsOrNull[i];
                score[row] = scores.score()[i];
                rank[row] = ranks[i];
                level[row] = levels[i];
                for (int d = 0; d < byDimension.length; d++) {
                    byDimension[d][row] = scores.dimensionScores()[d][i];
                }
            }
        }

        /** The columns of the result, for rows by their number. */
        List<Column<Integer>> columns(String prefix, ScoringInputs inputs) {
            List<Column<Integer>> columns = new ArrayList<>();
            columns.add(Column.of(prefix + "score", Double.class, Message.of("column.score"), row -> score[row]));
            columns.add(Column.of(
                    prefix + "rank",
                    Integer.class,
                    Message.of("column.rank"),
                    row -> rank[row] == 0 ? null : rank[row]));
            columns.add(Column.of(
                    prefix + "level",
                    Integer.class,
                    Message.of("column.level"),
                    row -> level[row] == 0 ? null : level[row]));
            for (int d = 0; d < byDimension.length; d++) {
                double[] scores = byDimension[d];
                columns.add(Column.of(
                        prefix + "score_" + dimensions.get(d),
                        Double.class,
                        Message.of("column.score.dimension", "dimension", inputs.title(dimensions.get(d))),
                        row -> scores[row]));
            }
            return columns;
        }
    }
}

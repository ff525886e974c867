package org.edubalance.process.scoring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.scoring.Aggregation;
import org.edubalance.scoring.MissingValues;
import org.edubalance.scoring.Normalization;
import org.edubalance.scoring.ObstacleDegree;
import org.edubalance.scoring.ScoredIndicator;
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
 * What holds each feature (school) back most, see {@link ObstacleDegree}. The result has the features with all their
 * attributes and, each name after the prefix if one is given,
 *
 * <ul>
 *   <li>{@code lacking} in [0, 1], how far the feature is from the best in every indicator: 1 less its entropy score; null
 *       for a feature excluded because a value is missing, and in a group that cannot be scored, where
 *       {@code unscorable} lets that pass;
 *   <li>{@code main_obstacle}, the indicator with the greatest degree, and {@code main_dimension} where an indicator
 *       system has dimensions; null for a feature that lacks nothing;
 *   <li>{@code obstacle_<indicator>} and {@code obstacle_<dimension>}, the degrees.
 * </ul>
 *
 * <p>With groupBy, each group is weighted and judged by itself.
 */
@DescribeProcess(
        title = "Obstacle degrees",
        description = "What holds each feature, such as a school, back: the share of each indicator, by its entropy"
                + " weight, in what the feature lacks to the best, and the greatest of them.")
public class ObstacleDegreeProcess {

    private static final String NAME = "edu:ObstacleDegree";

    @DescribeResult(
            name = "result",
            description = "The features with lacking (0 to 1, what is lacking to the best in every indicator),"
                    + " main_obstacle (the indicator with the greatest degree) and obstacle_<indicator>, which sum to 1;"
                    + " main_dimension and obstacle_<dimension> too where a system has dimensions")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "Features to judge, such as schools")
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
                            description = "Attribute or expression; each group of features is judged by itself",
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
                            description = "Taken so that the inputs of EntropyScore fit; obstacles do not depend on it",
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
                                    "Features that lack a value: refused, left without obstacles, or given the median",
                            min = 0,
                            defaultValue = "EXCLUDE")
                    MissingValues missing,
            @DescribeParameter(
                            name = "unscorable",
                            description = "Groups that cannot be scored, as fewer than two features have every value or"
                                    + " no indicator tells them apart: refused, or left without obstacles",
                            min = 0,
                            defaultValue = "ERROR")
                    Unscorable unscorable,
            @DescribeParameter(
                            name = "prefix",
                            description = "Put before the names of the results, to keep attributes of data of the same"
                                    + " names, which they would replace",
                            min = 0)
                    String prefix,
            ProgressListener listener)
            throws ProcessException {
        Progress progress = new Progress(listener);
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
        Results results = new Results(features.size(), inputs);
        ResultTable<Integer> table = new ResultTable<>("ObstacleDegree");
        List<Column<Integer>> columns = results.columns(prefix == null ? "" : prefix.strip());
        columns.forEach(table::column);
        ScoringInputs.warnOfReplaced(NAME, data.getSchema(), columns, progress);
        progress.report(0.5);

        List<ScoringInputs.Part> parts = inputs.parts();
        for (int i = 0; i < parts.size(); i++) {
            ScoringInputs.Part part = parts.get(i);
            ObstacleDegree.Obstacles obstacles =
                    inputs.apply(part, values -> ObstacleDegree.of(inputs.scorer(), values));
            results.put(part.rows(), obstacles);
            inputs.warnOfUnscored(
                    NAME, part, obstacles.weights(), obstacles.excluded(), obstacles.lacking().length, progress);
            progress.report(0.5 + 0.5 * (i + 1) / parts.size());
        }
        progress.complete();
        return table.extending(data.getSchema(), features, row -> row);
    }

    /** An obstacle must not change as the map is panned: the whole layer is read, whatever the map shows. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }

    /** What is computed for each feature, group by group. */
    private static final class Results {

        private final ScoringInputs inputs;
        private final List<String> indicators;
        private final List<String> dimensions;
        private final double[] lacking;
        private final int[] greatest;
        private final int[] greatestDimension;
        private final double[][] degrees;
        private final double[][] ofDimensions;

        Results(int rows, ScoringInputs inputs) {
            this.inputs = inputs;
            indicators = inputs.scorer().indicators().stream()
                    .map(ScoredIndicator::name)
                    .toList();
            dimensions = inputs.scorer().dimensions();
            Set<String> names = new LinkedHashSet<>(indicators);
            names.retainAll(dimensions);
            if (!names.isEmpty()) {
                throw Refusal.of(
                                "scoring.obstacles.name",
                                "name",
                                names.iterator().next())
                        .about("system");
            }
            lacking = new double[rows];
            greatest = new int[rows];
            greatestDimension = new int[rows];
            degrees = new double[indicators.size()][rows];
            ofDimensions = new double[dimensions.size()][rows];
        }

        void put(int[] rowsOrNull, ObstacleDegree.Obstacles obstacles) {
            for (int i = 0; i < obstacles.lacking().length; i++) {
                int row = rowsOrNull == null ? i : rowsOrNull[i];
                lacking[row] = obstacles.lacking()[i];
                greatest[row] = obstacles.greatest(i);
                greatestDimension[row] = obstacles.greatestDimension(i);
                for (int j = 0; j < degrees.length; j++) {
                    degrees[j][row] = obstacles.degrees()[j][i];
                }
                for (int d = 0; d < ofDimensions.length; d++) {
                    ofDimensions[d][row] = obstacles.dimensionDegrees()[d][i];
                }
            }
        }

        /** The columns of the result, for rows by their number. */
        List<Column<Integer>> columns(String prefix) {
            List<Column<Integer>> columns = new ArrayList<>();
            columns.add(Column.of(
                    prefix + "lacking", Double.class, Message.of("column.obstacle.lacking"), row -> lacking[row]));
            columns.add(Column.of(
                    prefix + "main_obstacle",
                    String.class,
                    Message.of("column.main_obstacle"),
                    row -> greatest[row] < 0 ? null : indicators.get(greatest[row])));
            if (!dimensions.isEmpty()) {
                columns.add(Column.of(
                        prefix + "main_dimension",
                        String.class,
                        Message.of("column.main_dimension"),
                        row -> greatestDimension[row] < 0 ? null : dimensions.get(greatestDimension[row])));
            }
            for (int j = 0; j < degrees.length; j++) {
                columns.add(degree(prefix, indicators.get(j), inputs.indicatorTitle(indicators.get(j)), degrees[j]));
            }
            for (int d = 0; d < ofDimensions.length; d++) {
                columns.add(degree(prefix, dimensions.get(d), inputs.title(dimensions.get(d)), ofDimensions[d]));
            }
            return columns;
        }

        private static Column<Integer> degree(String prefix, String name, Object title, double[] degrees) {
            return Column.of(
                    prefix + "obstacle_" + name,
                    Double.class,
                    Message.of("column.obstacle", "what", title),
                    row -> degrees[row]);
        }
    }
}

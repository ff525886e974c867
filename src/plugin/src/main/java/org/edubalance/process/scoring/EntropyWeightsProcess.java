package org.edubalance.process.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.scoring.Aggregation;
import org.edubalance.scoring.IndicatorWeight;
import org.edubalance.scoring.MissingValues;
import org.edubalance.scoring.Normalization;
import org.edubalance.scoring.ScoredIndicator;
import org.edubalance.scoring.ScoringMethod;
import org.edubalance.scoring.Unscorable;
import org.edubalance.scoring.Weighting;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/**
 * The weights behind {@link EntropyScoreProcess}, a row for each group and indicator; {@code note} says why a weight is
 * 0 or null, {@code dimension_weight} is the sum of the weights of the indicator's dimension.
 */
@DescribeProcess(
        title = "Entropy weights",
        description = "The weights that EntropyScore gives its indicators, with what they are computed from.")
public class EntropyWeightsProcess {

    private static final ResultTable<Row> TABLE = new ResultTable<Row>("EntropyWeights")
            .column("group", String.class, Row::group)
            .column("dimension", String.class, row -> row.indicator().dimension())
            .column("indicator", String.class, row -> row.indicator().name())
            .column(
                    "direction",
                    String.class,
                    row -> row.indicator().direction().name().toLowerCase(Locale.ROOT))
            .column("count", Integer.class, row -> row.weight.count())
            .column("missing", Integer.class, row -> row.weight.missing())
            .column("min", Double.class, row -> row.weight.min())
            .column("max", Double.class, row -> row.weight.max())
            .column("mean", Double.class, row -> row.weight.mean())
            .column("entropy", Double.class, row -> row.weight.entropy())
            .column("redundancy", Double.class, row -> row.weight.redundancy())
            .column("weight", Double.class, row -> row.weight.weight())
            .column("dimension_weight", Double.class, Row::dimensionWeight)
            .column("note", String.class, row -> row.weight.note());

    @DescribeResult(
            name = "result",
            description =
                    "Rows group, dimension, indicator, direction, count (features used), missing (features without a"
                            + " value), min, max, mean, entropy, redundancy, weight, dimension_weight, note")
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
                            description = "Attribute or expression; each group of features has its own weights",
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
                            description = "Taken so that the inputs of EntropyScore fit; weights do not depend on it",
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
                            description = "Features that lack a value: refused, left out, or given the median",
                            min = 0,
                            defaultValue = "EXCLUDE")
                    MissingValues missing,
            @DescribeParameter(
                            name = "unscorable",
                            description = "Groups that cannot be scored, as fewer than two features have every value or"
                                    + " no indicator tells them apart: refused, or left"
                                    + " without weights, with the cause as note",
                            min = 0,
                            defaultValue = "ERROR")
                    Unscorable unscorable,
            ProgressListener listener)
            throws ProcessException {
        Progress progress = new Progress(listener);
        ScoringMethod method = new ScoringMethod(normalization, weighting, aggregation, missing, unscorable);
        ScoringInputs inputs =
                ScoringInputs.read(data, indicators, system, groupBy, method, weights, feature -> true, progress);
        progress.report(0.5);

        List<Row> rows = new ArrayList<>();
        List<ScoringInputs.Part> parts = inputs.parts();
        for (int i = 0; i < parts.size(); i++) {
            ScoringInputs.Part part = parts.get(i);
            rows.addAll(rows(part.group(), inputs.apply(part, inputs.scorer()::weights)));
            progress.report(0.5 + 0.5 * (i + 1) / parts.size());
        }
        progress.complete();
        return TABLE.of(rows);
    }

    private record Row(String group, IndicatorWeight weight, Double dimensionWeight) {
        ScoredIndicator indicator() {
            return weight.indicator();
        }
    }

    private static List<Row> rows(String group, List<IndicatorWeight> weights) {
        Map<String, Double> byDimension = new HashMap<>();
        for (IndicatorWeight weight : weights) {
            for (String dimension : weight.indicator().dimensions()) {
                byDimension.merge(dimension, weight.weight(), Double::sum);
            }
        }
        return weights.stream()
                .map(weight -> new Row(
                        group, weight, byDimension.get(weight.indicator().dimension())))
                .toList();
    }
}

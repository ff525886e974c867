package org.edubalance.process.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.IndicatorInput;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.scoring.Aggregation;
import org.edubalance.scoring.CouplingCoordination;
import org.edubalance.scoring.MissingValues;
import org.edubalance.scoring.Normalization;
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
 * How well the subsystems of each feature (a school's teachers, rooms, funds) are developed together, see {@link
 * CouplingCoordination}. The subsystems are attributes from 0 to 1, or the outermost dimensions of an indicator system,
 * scored as {@link EntropyScoreProcess} scores them. The result has the features with all their attributes and, each name
 * after the prefix if one is given, {@code coupling}, {@code development}, {@code coordination},
 * {@code coordination_class} (1 to 10) and {@code coordination_name}; of a system also {@code score_<dimension>}. They are
 * null where a subsystem has no value.
 */
@DescribeProcess(
        title = "Coupling coordination",
        description =
                "How well the subsystems of each feature, such as a school's teachers and facilities, are developed"
                        + " together: degrees of coupling, development and coordination, in ten classes.")
public class CouplingCoordinationProcess {

    private static final String NAME = "edu:CouplingCoordination";

    @DescribeResult(
            name = "result",
            description = "The features with coupling (0 to 1), development (0 to 1), coordination (0 to 1),"
                    + " coordination_class (1 = extreme imbalance to 10 = superior coordination) and coordination_name;"
                    + " score_<dimension> too where a system is given")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "Features to judge, such as schools")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "subsystems",
                            description = "A subsystem from 0 to 1: [name=]attribute or ECQL expression, at least two"
                                    + " of them, such as scores",
                            collectionType = String.class,
                            min = 0)
                    List<String> subsystems,
            @DescribeParameter(
                            name = "system",
                            description = "Instead of subsystems: an indicator system, whose dimensions they are; one"
                                    + " of nyingchi, cn-2017-quality, three-aspects, or a JSON object with dimensions"
                                    + " and their indicators",
                            min = 0)
                    String system,
            @DescribeParameter(
                            name = "weights",
                            description =
                                    "subsystem=number for each subsystem or dimension; without it they count alike",
                            collectionType = String.class,
                            min = 0)
                    List<String> weights,
            @DescribeParameter(
                            name = "groupBy",
                            description = "With system: attribute or expression; each group of features is scored by"
                                    + " itself",
                            min = 0)
                    String groupBy,
            @DescribeParameter(
                            name = "weighting",
                            description = "With system: where the weights of the indicators in a dimension come from",
                            min = 0,
                            defaultValue = "ENTROPY")
                    Weighting weighting,
            @DescribeParameter(
                            name = "missing",
                            description = "With system: features that lack a value are refused, left without"
                                    + " coordination, or given the median",
                            min = 0,
                            defaultValue = "EXCLUDE")
                    MissingValues missing,
            @DescribeParameter(
                            name = "unscorable",
                            description = "With system: groups that cannot be scored, as fewer than two features have"
                                    + " every value or no indicator of a dimension tells them apart, are refused, or"
                                    + " left without coordination",
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
        Inputs.checkData(data);
        boolean given = subsystems != null && !subsystems.isEmpty();
        if (Inputs.given(system) != null && given) {
            throw Refusal.of("scoring.subsystems.both").about("subsystems");
        }
        if (Inputs.given(system) == null && !given) {
            throw Inputs.missing("subsystems", Message.of("scoring.subsystems.needed"));
        }
        if (given && Inputs.given(groupBy) != null) {
            throw Refusal.of("scoring.subsystems.group").about("groupBy");
        }
        Subsystems values = given
                ? Subsystems.ofAttributes(data, subsystems, progress)
                : Subsystems.ofSystem(
                        data,
                        system,
                        groupBy,
                        new ScoringMethod(
                                Normalization.MIN_MAX, weighting, Aggregation.WEIGHTED_SUM, missing, unscorable),
                        progress);
        double[] alpha = alpha(weights, values.names);
        CouplingCoordination[] results = new CouplingCoordination[values.features.size()];
        for (int i = 0; i < results.length; i++) {
            double[] row = new double[values.names.size()];
            for (int k = 0; k < row.length; k++) {
                row[k] = values.columns[k][i];
            }
            results[i] = CouplingCoordination.of(row, alpha);
        }
        List<Column<Integer>> columns = columns(prefix == null ? "" : prefix.strip(), results, values);
        ResultTable<Integer> table = new ResultTable<>("CouplingCoordination");
        columns.forEach(table::column);
        ScoringInputs.warnOfReplaced(NAME, data.getSchema(), columns, progress);
        progress.complete();
        return table.extending(data.getSchema(), values.features, row -> row);
    }

    /** What is scored must not change as the map is panned: the whole layer is read, whatever the map shows. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }

    /** The weights of the subsystems, each 1 where none are given. */
    private static double[] alpha(List<String> texts, List<String> names) {
        double[] alpha = new double[names.size()];
        if (texts == null || texts.isEmpty()) {
            Arrays.fill(alpha, 1);
            return alpha;
        }
        Map<String, Double> weights = ScoringInputs.namedWeights(
                texts, names, name -> Message.of("scoring.subsystems.unknown", "name", name, "subsystems", names));
        for (int k = 0; k < alpha.length; k++) {
            if (!weights.containsKey(names.get(k))) {
                throw Refusal.of("scoring.subsystems.weight", "name", names.get(k))
                        .about("weights");
            }
            alpha[k] = weights.get(names.get(k));
        }
        double sum = Arrays.stream(alpha).sum();
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            throw Refusal.of("scoring.subsystems.sum", "got", sum).about("weights");
        }
        return alpha;
    }

    private static List<Column<Integer>> columns(String prefix, CouplingCoordination[] results, Subsystems values) {
        // rows are read when the result is written, which may be elsewhere
        Language language = Language.current();
        List<Column<Integer>> columns = new ArrayList<>();
        columns.add(number(prefix, "coupling", row -> results[row].coupling()));
        columns.add(number(prefix, "development", row -> results[row].development()));
        columns.add(number(prefix, "coordination", row -> results[row].coordination()));
        columns.add(Column.of(
                prefix + "coordination_class",
                Integer.class,
                Message.of("column.coordination_class"),
                row -> results[row].level() == 0 ? null : results[row].level()));
        columns.add(Column.of(
                prefix + "coordination_name",
                String.class,
                Message.of("column.coordination_name"),
                row -> results[row].level() == 0
                        ? null
                        : CouplingCoordination.name(results[row].level()).in(language)));
        for (int k = 0; values.titles != null && k < values.names.size(); k++) {
            double[] scores = values.columns[k];
            columns.add(Column.of(
                    prefix + "score_" + values.names.get(k),
                    Double.class,
                    Message.of("column.score.dimension", "dimension", values.titles.get(k)),
                    row -> scores[row]));
        }
        return columns;
    }

    private static Column<Integer> number(String prefix, String name, Function<Integer, Double> value) {
        return Column.of(prefix + name, Double.class, Message.of("column." + name), value);
    }

    /**
     * The subsystems of each feature.
     *
     * @param titles of a system's dimensions; null where the subsystems are attributes
     * @param columns by subsystem and feature, NaN where there is no value
     */
    private record Subsystems(
            List<String> names, List<Object> titles, List<SimpleFeature> features, double[][] columns) {

        static Subsystems ofAttributes(SimpleFeatureCollection data, List<String> texts, Progress progress) {
            List<IndicatorInput> inputs = IndicatorInput.undirected("subsystems", texts, data.getSchema());
            if (inputs.size() < 2) {
                throw Refusal.of("scoring.subsystems.few", "got", inputs.size()).about("subsystems");
            }
            List<ToDoubleFunction<SimpleFeature>> numbers = new ArrayList<>();
            inputs.forEach(input -> numbers.add(feature -> share(input, feature)));
            List<SimpleFeature> features = new ArrayList<>();
            Columns columns = Columns.read(data, numbers, null, (feature, key, row) -> features.add(feature), progress);
            if (columns.rows() == 0) {
                throw Inputs.noFeatures();
            }
            double[][] values = new double[inputs.size()][];
            List<Message> lacking = new ArrayList<>();
            boolean[] without = new boolean[columns.rows()];
            for (int k = 0; k < values.length; k++) {
                values[k] = columns.column(k);
                int missing = 0;
                for (int i = 0; i < without.length; i++) {
                    if (Double.isNaN(values[k][i])) {
                        without[i] = true;
                        missing++;
                    }
                }
                if (missing > 0) {
                    String name = inputs.get(k).name();
                    lacking.add(Message.of("scoring.excluded.by", "indicator", name, "count", missing));
                }
            }
            if (!lacking.isEmpty()) {
                int count = 0;
                for (boolean one : without) {
                    count += one ? 1 : 0;
                }
                progress.warn(
                        NAME,
                        Message.of(
                                "scoring.subsystems.missing",
                                "count",
                                count,
                                "features",
                                without.length,
                                "subsystems",
                                lacking));
            }
            return new Subsystems(inputs.stream().map(IndicatorInput::name).toList(), null, features, values);
        }

        private static double share(IndicatorInput input, SimpleFeature feature) {
            double number = input.attribute().number(feature);
            if (number < 0 || number > 1) {
                throw Refusal.of("scoring.subsystems.range", "name", input.name(), "got", number)
                        .about("subsystems")
                        .at(Places.of(feature));
            }
            return number;
        }

        static Subsystems ofSystem(
                SimpleFeatureCollection data, String system, String groupBy, ScoringMethod method, Progress progress) {
            List<SimpleFeature> features = new ArrayList<>();
            ScoringInputs inputs =
                    ScoringInputs.read(data, null, system, groupBy, method, null, features::add, progress);
            List<String> names = inputs.scorer().indicators().stream()
                    .map(indicator -> indicator.dimensions().get(0))
                    .distinct()
                    .toList();
            if (names.size() < 2) {
                throw Refusal.of("scoring.subsystems.dimensions", "dimension", names.get(0))
                        .about("system");
            }
            double[][] columns = new double[names.size()][features.size()];
            for (ScoringInputs.Part part : inputs.parts()) {
                Scores scores = inputs.apply(part, values -> scored(inputs, values, names, method));
                inputs.warnOfUnscored(NAME, part, scores.weights(), scores.excluded(), scores.score().length, progress);
                for (int k = 0; k < columns.length; k++) {
                    double[] ofDimension =
                            scores.dimensionScores()[scores.dimensions().indexOf(names.get(k))];
                    for (int i = 0; i < ofDimension.length; i++) {
                        columns[k][part.rows() == null ? i : part.rows()[i]] = ofDimension[i];
                    }
                }
            }
            return new Subsystems(names, names.stream().map(inputs::title).toList(), features, columns);
        }

        /** The scores, each dimension with a weight if the policy is to refuse what cannot be scored. */
        private static Scores scored(
                ScoringInputs inputs, double[][] values, List<String> names, ScoringMethod method) {
            Scores scores = inputs.scorer().score(values);
            if (method.unscorable() == Unscorable.ERROR) {
                for (String name : names) {
                    boolean weighs = scores.weights().stream()
                            .anyMatch(weight -> weight.weight() > 0
                                    && weight.indicator().dimensions().contains(name));
                    if (!weighs) {
                        throw Refusal.of("scoring.subsystems.constant", "dimension", name);
                    }
                }
            }
            return scores;
        }
    }
}

package org.edubalance.spark;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.scoring.Aggregation;
import org.edubalance.scoring.Classification;
import org.edubalance.scoring.IndicatorSystem;
import org.edubalance.scoring.IndicatorWeight;
import org.edubalance.scoring.MissingValues;
import org.edubalance.scoring.Normalization;
import org.edubalance.scoring.RowScorer;
import org.edubalance.scoring.ScoreCounts;
import org.edubalance.scoring.ScoreSums;
import org.edubalance.scoring.ScoredIndicator;
import org.edubalance.scoring.Scorer;
import org.edubalance.scoring.ScoringMethod;
import org.edubalance.scoring.SystemReader;
import org.edubalance.scoring.Unscorable;
import org.edubalance.scoring.Weighting;

/**
 * Entropy scores in two passes over the rows for the weights, one that scores them, and a sort of the scores for ranks and
 * levels. Writes {@code scores}, the rows with {@code score}, {@code rank}, {@code level} and {@code score_<dimension>}, and
 * {@code weights}.
 */
final class ScoreJob {

    /** So many different scores of a group are classed one by one; of more, as many quantiles. */
    static final int EXACT_CLASSES = 1_000_000;

    private static final int MAX_CLASSES = 20;

    private static final StructType WEIGHTS = new StructType()
            .add("group", DataTypes.StringType)
            .add("dimension", DataTypes.StringType)
            .add("indicator", DataTypes.StringType)
            .add("direction", DataTypes.StringType)
            .add("count", DataTypes.IntegerType)
            .add("missing", DataTypes.IntegerType)
            .add("min", DataTypes.DoubleType)
            .add("max", DataTypes.DoubleType)
            .add("mean", DataTypes.DoubleType)
            .add("entropy", DataTypes.DoubleType)
            .add("redundancy", DataTypes.DoubleType)
            .add("weight", DataTypes.DoubleType)
            .add("note", DataTypes.StringType);

    private ScoreJob() {}

    static void run(Run run) {
        run(run, EXACT_CLASSES);
    }

    static void run(Run run, int exactClasses) {
        Inputs in = run.inputs();
        ScoringMethod method = new ScoringMethod(
                in.choice("normalization", Normalization.MIN_MAX),
                in.choice("weighting", Weighting.ENTROPY),
                in.choice("aggregation", Aggregation.WEIGHTED_SUM),
                in.choice("missing", MissingValues.EXCLUDE),
                in.choice("unscorable", Unscorable.ERROR));
        int classes = in.whole("classes", 5, 1, MAX_CLASSES);
        Classification classification = in.choice("classification", Classification.NATURAL_BREAKS);
        String groupBy = in.optional("groupBy");
        String given = in.optional("prefix");
        String prefix = given == null ? "" : given;
        List<String> indicatorTexts = in.all("indicators");
        String system = in.optional("system");
        List<String> weightTexts = in.all("weights");
        Source data = run.data();
        in.checkAllUsed("score");

        Expressions asked = new Expressions(data);
        Map<ScoredIndicator, String> indicators = indicators(indicatorTexts, system, asked);
        Scorer scorer = new Scorer(weighted(List.copyOf(indicators.keySet()), weightTexts, method.weighting()), method);
        List<String> expressions = List.copyOf(indicators.values());
        List<String> names =
                scorer.indicators().stream().map(ScoredIndicator::name).toList();
        for (int j = 0; j < names.size(); j++) {
            asked.number(
                    RowReader.number(j), system == null ? "indicators" : "system", names.get(j), expressions.get(j));
        }
        if (groupBy != null) {
            asked.text(RowReader.GROUP, "groupBy", groupBy);
        }
        Dataset<Row> rows = asked.evaluated();
        RowReader reader = new RowReader(rows.schema(), asked, names, expressions, false, groupBy);
        int own = data.columns().size();
        FilterFunction<Row> usable = row -> reader.reason(row) == null;
        FilterFunction<Row> unusable = row -> reader.reason(row) != null;
        Dataset<Row> good = rows.filter(usable);
        Rejects.write(run, rows, own, rows.filter(unusable).count(), reader);

        Map<String, RowScorer.Weighted> scorers = scorers(run, scorer, good, reader, names.size(), groupBy != null);
        Map<String, RowScorer> byGroup = new HashMap<>();
        scorers.forEach((group, weighted) -> byGroup.put(group, weighted.scorer()));
        Dataset<Row> scored =
                scored(run, good, reader, byGroup, scorer.dimensions().size(), own);
        write(run, scored, data, scorer.dimensions(), prefix, own, classification, classes, exactClasses);
        Tables.write(run, "weights", weights(run, scorers), null);
    }

    private static Map<ScoredIndicator, String> indicators(List<String> texts, String system, Expressions asked) {
        Map<ScoredIndicator, String> indicators = new LinkedHashMap<>();
        if (system == null) {
            for (IndicatorText text : IndicatorText.parse(texts, asked)) {
                indicators.put(new ScoredIndicator(text.name(), text.direction()), text.expression());
            }
            return indicators;
        }
        if (!texts.isEmpty()) {
            throw Refusal.of("spark.score.both").about("indicators");
        }
        IndicatorSystem read = SystemReader.read(system);
        read.members()
                .forEach((member, dimensions) -> indicators.put(
                        new ScoredIndicator(member.id(), member.direction(), dimensions, member.weight()),
                        member.expression()));
        return indicators;
    }

    /** The indicators with the weights that the user gives, which go before those of a system. */
    private static List<ScoredIndicator> weighted(
            List<ScoredIndicator> indicators, List<String> texts, Weighting weighting) {
        if (!texts.isEmpty() && !weighting.needsUserWeights()) {
            throw Refusal.of("spark.score.weights.unused", "weighting", weighting)
                    .about("weights");
        }
        List<String> names = indicators.stream().map(ScoredIndicator::name).toList();
        Map<String, Double> weights = new HashMap<>();
        for (String text : texts) {
            int equals = text.lastIndexOf('=');
            String name = equals < 0 ? "" : text.substring(0, equals).strip();
            if (!names.contains(name) || weights.containsKey(name)) {
                throw Refusal.of("spark.score.weights", "indicators", names, "got", text)
                        .about("weights");
            }
            weights.put(name, Inputs.number("weights", text.substring(equals + 1)));
        }
        return indicators.stream()
                .map(indicator -> new ScoredIndicator(
                        indicator.name(),
                        indicator.direction(),
                        indicator.dimensions(),
                        weights.getOrDefault(indicator.name(), indicator.userWeight())))
                .toList();
    }

    /** Weighs the indicators of each group, in two passes. */
    private static Map<String, RowScorer.Weighted> scorers(
            Run run, Scorer scorer, Dataset<Row> good, RowReader reader, int n, boolean grouped) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
        JavaRDD<Row> rows = good.javaRDD();
        Broadcast<Map<String, double[]>> medians = spark.broadcast(
                scorer.method().missing() == MissingValues.MEDIAN ? medians(good, n, grouped) : new HashMap<>());
        Map<String, ScoreCounts> counts = Grouped.figures(
                rows,
                group -> new ScoreCounts(n, medians.value().get(group)),
                (row, of) -> of.apply(reader.group(row)).add(reader.numbers(row)),
                ScoreCounts::merge);
        if (counts.isEmpty()) {
            throw Refusal.of("spark.data.none.usable").about("data");
        }
        if (scorer.method().missing() == MissingValues.ERROR) {
            counts.forEach((group, all) -> checkWhole(scorer, group, all));
        }
        Broadcast<Map<String, ScoreCounts>> known = spark.broadcast(new HashMap<>(counts));
        List<ScoredIndicator> indicators = scorer.indicators();
        Normalization normalization = scorer.method().normalization();
        Map<String, ScoreSums> sums = Grouped.figures(
                rows,
                group -> new ScoreSums(indicators, normalization, known.value().get(group)),
                (row, of) -> of.apply(reader.group(row)).add(reader.numbers(row)),
                ScoreSums::merge);
        Map<String, RowScorer.Weighted> scorers = new LinkedHashMap<>();
        sums.forEach((group, all) -> {
            try {
                scorers.put(group, RowScorer.of(scorer, all));
            } catch (Refusal e) {
                throw group.equals(RowReader.ALL)
                        ? e.about("data")
                        : Refusal.because(e, "spark.group", "group", group, "message", e)
                                .about("groupBy");
            }
            ScoreCounts one = counts.get(group);
            if (one.complete() < one.rows()) {
                Message excluded =
                        Message.of("spark.score.excluded", "count", one.rows() - one.complete(), "rows", one.rows());
                run.notes()
                        .accept(
                                group.equals(RowReader.ALL)
                                        ? excluded
                                        : Message.of("spark.group", "group", group, "message", excluded));
            }
        });
        return scorers;
    }

    private static void checkWhole(Scorer scorer, String group, ScoreCounts counts) {
        List<Message> lacking = new ArrayList<>();
        for (int j = 0; j < scorer.indicators().size(); j++) {
            if (counts.missing(j) > 0) {
                lacking.add(Message.of(
                        "scoring.missing.in",
                        "indicator",
                        scorer.indicators().get(j).name(),
                        "count",
                        counts.missing(j),
                        "rows",
                        counts.rows()));
            }
        }
        if (!lacking.isEmpty()) {
            Message missing = Message.of("scoring.missing", "indicators", lacking);
            throw group.equals(RowReader.ALL)
                    ? Refusal.of(missing).about("data")
                    : Refusal.of("spark.group", "group", group, "message", missing)
                            .about("groupBy");
        }
    }

    /** The exact medians of each group's values that are there. */
    private static Map<String, double[]> medians(Dataset<Row> good, int n, boolean grouped) {
        Column key = grouped
                ? col(RowReader.GROUP)
                : org.apache.spark.sql.functions.lit(RowReader.ALL).as(RowReader.GROUP);
        Column[] medians = new Column[n];
        for (int j = 0; j < n; j++) {
            String name = RowReader.number(j);
            // undefined as well as missing
            medians[j] = org.apache.spark.sql.functions.expr(
                    "percentile(if(isnan(%s) or abs(%s) = double('Infinity'), null, %s), 0.5)"
                            .formatted(name, name, name));
        }
        Map<String, double[]> byGroup = new HashMap<>();
        for (Row row : good.groupBy(key)
                .agg(medians[0], Arrays.copyOfRange(medians, 1, n))
                .collectAsList()) {
            double[] values = new double[n];
            for (int j = 0; j < n; j++) {
                values[j] = row.isNullAt(j + 1) ? Double.NaN : row.getDouble(j + 1);
            }
            byGroup.put(row.getString(0), values);
        }
        return byGroup;
    }

    /** The rows' own columns, their group and their scores. */
    private static Dataset<Row> scored(
            Run run, Dataset<Row> good, RowReader reader, Map<String, RowScorer> scorers, int dimensions, int own) {
        StructType schema = new StructType();
        for (int i = 0; i < own; i++) {
            schema = schema.add(good.schema().fields()[i]);
        }
        schema = schema.add(RowReader.GROUP, DataTypes.StringType).add("_score", DataTypes.DoubleType);
        for (int d = 0; d < dimensions; d++) {
            schema = schema.add("_score_" + d, DataTypes.DoubleType);
        }
        Broadcast<Map<String, RowScorer>> all =
                JavaSparkContext.fromSparkContext(run.spark().sparkContext()).broadcast(scorers);
        MapFunction<Row, Row> score = row -> {
            Object[] values = new Object[own + 2 + dimensions];
            for (int i = 0; i < own; i++) {
                values[i] = row.get(i);
            }
            String group = reader.group(row);
            RowScorer scorer = all.value().get(group);
            double[] x = reader.numbers(row);
            values[own] = group;
            values[own + 1] = orNull(scorer.score(x));
            for (int d = 0; d < dimensions; d++) {
                values[own + 2 + d] = orNull(scorer.score(x, d));
            }
            return RowFactory.create(values);
        };
        return good.map(score, Encoders.row(schema));
    }

    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static void write(
            Run run,
            Dataset<Row> scored,
            Source data,
            List<String> dimensions,
            String prefix,
            int own,
            Classification classification,
            int classes,
            int exactClasses) {
        Dataset<Row> scores = scored.filter(col("_score").isNotNull())
                .select(col(RowReader.GROUP).as(Ranks.GROUP), col("_score").as(Ranks.SCORE));
        Ranks.Result ranks = Ranks.of(run.spark(), scores, classification, classes, exactClasses);
        if (!ranks.sampled().isEmpty()) {
            run.notes().accept(Message.of("spark.score.sampled", "limit", exactClasses, "groups", ranks.sampled()));
        }
        Dataset<Row> ranked = scored.join(
                ranks.table(),
                col(RowReader.GROUP).equalTo(col(Ranks.GROUP)).and(col("_score").equalTo(col(Ranks.SCORE))),
                "left_outer");
        List<Column> columns = new ArrayList<>();
        List<String> results = new ArrayList<>(List.of(prefix + "score", prefix + "rank", prefix + "level"));
        dimensions.forEach(dimension -> results.add(prefix + "score_" + dimension));
        for (int i = 0; i < own; i++) {
            String name = data.columns().get(i);
            if (results.contains(name)) {
                run.notes().accept(Message.of("spark.score.replaced", "column", name));
            } else {
                columns.add(scored.col('`' + name.replace("`", "``") + '`'));
            }
        }
        columns.add(col("_score").as(results.get(0)));
        columns.add(ranks.table().col("rank").as(results.get(1)));
        columns.add(ranks.table().col("level").as(results.get(2)));
        for (int d = 0; d < dimensions.size(); d++) {
            columns.add(col("_score_" + d).as(results.get(3 + d)));
        }
        Tables.write(run, "scores", ranked.select(columns.toArray(Column[]::new)), data);
    }

    private static Dataset<Row> weights(Run run, Map<String, RowScorer.Weighted> scorers) {
        List<Row> rows = new ArrayList<>();
        scorers.forEach((group, weighted) -> {
            for (IndicatorWeight weight : weighted.weights()) {
                rows.add(RowFactory.create(
                        group,
                        weight.indicator().dimension(),
                        weight.indicator().name(),
                        weight.indicator().direction().name(),
                        weight.count(),
                        weight.missing(),
                        orNull(weight.min()),
                        orNull(weight.max()),
                        orNull(weight.mean()),
                        orNull(weight.entropy()),
                        orNull(weight.redundancy()),
                        orNull(weight.weight()),
                        weight.note() == null ? null : weight.note().in(run.language())));
            }
        });
        return run.spark().createDataFrame(rows, WEIGHTS).coalesce(1);
    }
}

package org.edubalance.spark;

import static org.apache.spark.sql.functions.asc;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.edubalance.balance.Deviation;
import org.edubalance.balance.SortedRun;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.scoring.Unscorable;

/**
 * Coefficients between the schools of each group and over all: one pass counts, and one sort of the values brings them into
 * runs, whose figures are put together in order. Writes {@code balance}, a row for each group and one named {@code ALL}.
 */
final class BalanceJob {

    private static final StructType VALUES = new StructType()
            .add("indicator", DataTypes.IntegerType)
            .add("group", DataTypes.StringType)
            .add("x", DataTypes.DoubleType)
            .add("weight", DataTypes.DoubleType);

    /** What there is to count of a group. */
    private static final class Counts implements Serializable {
        private static final long serialVersionUID = 1L;

        private long rows;
        private long lacking;
        private long withoutPopulation;
        private long rejected;
        private double population;
        private final long[] missing;

        Counts(int indicators) {
            missing = new long[indicators];
        }

        Counts merge(Counts other) {
            rows += other.rows;
            lacking += other.lacking;
            withoutPopulation += other.withoutPopulation;
            rejected += other.rejected;
            population += other.population;
            for (int j = 0; j < missing.length; j++) {
                missing[j] += other.missing[j];
            }
            return this;
        }
    }

    /** The figures of a stretch of sorted values in one partition. */
    private record Stretch(int partition, int indicator, String group, SortedRun run) implements Serializable {}

    private final Run run;
    private final List<String> names;
    private final Unscorable unscorable;
    private final Deviation deviation;
    private final Double threshold;
    private final boolean weighted;
    private final double epsilon;

    private BalanceJob(
            Run run,
            List<String> names,
            Unscorable unscorable,
            Deviation deviation,
            Double threshold,
            boolean weighted,
            double epsilon) {
        this.run = run;
        this.names = names;
        this.unscorable = unscorable;
        this.deviation = deviation;
        this.threshold = threshold;
        this.weighted = weighted;
        this.epsilon = epsilon;
    }

    static void run(Run run) {
        Inputs in = run.inputs();
        String groupBy = in.optional("groupBy");
        String population = in.optional("population");
        Deviation deviation = in.choice("deviation", Deviation.POPULATION);
        if (deviation == Deviation.SAMPLE && population != null) {
            throw Refusal.of("spark.balance.sample").about("deviation");
        }
        Double threshold = in.number("threshold");
        if (threshold != null && threshold < 0) {
            throw Refusal.of("spark.input.range", "min", 0, "max", Double.MAX_VALUE, "got", threshold)
                    .about("threshold");
        }
        Double epsilon = in.positive("atkinsonEpsilon");
        Unscorable unscorable = in.choice("unscorable", Unscorable.ERROR);
        List<String> texts = in.all("indicators");
        Source data = run.data();
        in.checkAllUsed("balance");

        Expressions asked = new Expressions(data);
        List<IndicatorText> indicators = IndicatorText.parse(texts, asked);
        List<String> names =
                new ArrayList<>(indicators.stream().map(IndicatorText::name).toList());
        List<String> expressions = new ArrayList<>(
                indicators.stream().map(IndicatorText::expression).toList());
        for (int j = 0; j < names.size(); j++) {
            asked.number(RowReader.number(j), "indicators", names.get(j), expressions.get(j));
        }
        int n = names.size();
        if (population != null) {
            asked.number(RowReader.number(n), "population", "population", population);
            names.add(population);
            expressions.add(population);
        }
        if (groupBy != null) {
            asked.text(RowReader.GROUP, "groupBy", groupBy);
        }
        Dataset<Row> rows = asked.evaluated();
        RowReader reader = new RowReader(rows.schema(), asked, names, expressions, true, groupBy);
        new BalanceJob(
                        run,
                        List.copyOf(names.subList(0, n)),
                        unscorable,
                        deviation,
                        threshold,
                        population != null,
                        epsilon == null ? 0.5 : epsilon)
                .run(rows, reader, data.columns().size());
    }

    private void run(Dataset<Row> rows, RowReader reader, int own) {
        int n = names.size();
        boolean byPopulation = weighted;
        Map<String, Counts> counts = Grouped.figures(
                rows.javaRDD(),
                group -> new Counts(n),
                (row, of) -> count(row, reader, n, byPopulation, of::apply),
                Counts::merge);
        Counts all = counts.getOrDefault(RowReader.ALL, new Counts(n));
        Rejects.write(run, rows, own, all.rejected, reader);
        if (all.rows == 0 && unscorable == Unscorable.ERROR) {
            throw Refusal.of("spark.data.empty", "rejected", all.rejected + all.withoutPopulation)
                    .about("data");
        }
        Map<String, SortedRun[]> runs = runs(rows, reader);
        List<Row> result = new ArrayList<>();
        counts.forEach((group, count) -> {
            if (!group.equals(RowReader.ALL)) {
                result.add(row(group, count, runs.getOrDefault(group, new SortedRun[n])));
            }
        });
        if (!counts.isEmpty()) {
            result.add(row(RowReader.ALL, all, runs.getOrDefault(RowReader.ALL, new SortedRun[n])));
        }
        Tables.write(
                run, "balance", run.spark().createDataFrame(result, schema()).coalesce(1), null);
    }

    private interface CountsOf {
        Counts of(String group);
    }

    private static void count(Row row, RowReader reader, int n, boolean weighted, CountsOf counts) {
        List<String> groups = groups(reader, row);
        if (reader.reason(row) != null) {
            groups.forEach(group -> counts.of(group).rejected++);
            return;
        }
        double[] x = reader.numbers(row);
        for (String group : groups) {
            Counts count = counts.of(group);
            if (weighted && !(x[n] > 0)) {
                count.withoutPopulation++;
                continue;
            }
            count.rows++;
            count.population += weighted ? x[n] : 0;
            boolean lacks = false;
            for (int j = 0; j < n; j++) {
                if (Double.isNaN(x[j])) {
                    count.missing[j]++;
                    lacks = true;
                }
            }
            count.lacking += lacks ? 1 : 0;
        }
    }

    /** The group of a row, if it has one that can be told, and that of all. */
    private static List<String> groups(RowReader reader, Row row) {
        String group = reader.group(row);
        return group == null || group.isBlank() || group.equals(RowReader.ALL)
                ? List.of(RowReader.ALL)
                : List.of(group, RowReader.ALL);
    }

    /** The figures of each group's values, by indicator; null where there is no value. */
    private Map<String, SortedRun[]> runs(Dataset<Row> rows, RowReader reader) {
        int n = names.size();
        boolean byPopulation = weighted;
        double e = epsilon;
        FlatMapFunction<Row, Row> values = row -> values(row, reader, n, byPopulation);
        int partitions = Integer.parseInt(run.spark().conf().get("spark.sql.shuffle.partitions"));
        List<Stretch> stretches = rows.flatMap(values, Encoders.row(VALUES))
                .repartitionByRange(partitions, asc("indicator"), asc("group"), asc("x"))
                .sortWithinPartitions(asc("indicator"), asc("group"), asc("x"), asc("weight"))
                .javaRDD()
                .mapPartitions(part -> stretches(part, e))
                .collect();
        List<Stretch> inOrder = new ArrayList<>(stretches);
        inOrder.sort(java.util.Comparator.comparingInt(Stretch::partition));
        Map<String, SortedRun[]> runs = new HashMap<>();
        for (Stretch stretch : inOrder) {
            SortedRun[] own = runs.computeIfAbsent(stretch.group, group -> new SortedRun[n]);
            SortedRun lower = own[stretch.indicator];
            own[stretch.indicator] = lower == null ? stretch.run : lower.append(stretch.run);
        }
        return runs;
    }

    private static Iterator<Row> values(Row row, RowReader reader, int n, boolean weighted) {
        List<Row> values = new ArrayList<>();
        if (reader.reason(row) == null) {
            double[] x = reader.numbers(row);
            double weight = weighted ? x[n] : 1;
            for (int j = 0; j < n && weight > 0; j++) {
                if (!Double.isNaN(x[j])) {
                    for (String group : groups(reader, row)) {
                        // −0 would sort behind every other number
                        values.add(RowFactory.create(j, group, x[j] + 0.0, weight));
                    }
                }
            }
        }
        return values.iterator();
    }

    private static Iterator<Stretch> stretches(Iterator<Row> part, double epsilon) {
        int partition = TaskContext.getPartitionId();
        List<Stretch> stretches = new ArrayList<>();
        Stretch last = null;
        while (part.hasNext()) {
            Row row = part.next();
            int indicator = row.getInt(0);
            String group = row.getString(1);
            if (last == null || last.indicator != indicator || !last.group.equals(group)) {
                last = new Stretch(partition, indicator, group, new SortedRun(epsilon));
                stretches.add(last);
            }
            last.run.add(row.getDouble(2), row.getDouble(3));
        }
        return stretches.iterator();
    }

    private Row row(String group, Counts counts, SortedRun... runs) {
        int n = names.size();
        List<Message> notes = new ArrayList<>();
        if (counts.rejected > 0) {
            notes.add(Message.of("spark.balance.rejected", "count", counts.rejected));
        }
        if (counts.withoutPopulation > 0) {
            notes.add(Message.of("spark.balance.population", "count", counts.withoutPopulation));
        }
        if (counts.rows == 1) {
            notes.add(Message.of("spark.balance.one"));
        }
        List<Object> cvs = new ArrayList<>();
        List<Object> ginis = new ArrayList<>();
        List<Object> atkinsons = new ArrayList<>();
        double sum = 0;
        for (int j = 0; j < n; j++) {
            SortedRun values = runs[j];
            if (counts.missing[j] > 0) {
                notes.add(Message.of(
                        "spark.balance.missing",
                        "indicator",
                        names.get(j),
                        "missing",
                        counts.missing[j],
                        "count",
                        counts.rows));
            }
            if (values != null && values.max() == 0) {
                Message zero = Message.of("spark.balance.zero", "name", names.get(j));
                if (unscorable == Unscorable.ERROR) {
                    throw Refusal.of("spark.group", "group", group, "message", zero)
                            .about("indicators");
                }
                notes.add(zero);
                values = null;
            }
            double cv = values == null ? Double.NaN : values.coefficientOfVariation(deviation);
            cvs.add(orNull(cv));
            ginis.add(values == null ? null : orNull(values.gini()));
            atkinsons.add(values == null ? null : orNull(values.atkinson()));
            sum += cv;
        }
        double cv = sum / n;
        boolean whole = counts.lacking == 0 && counts.withoutPopulation == 0 && counts.rejected == 0;
        boolean decided = threshold != null && !Double.isNaN(cv);
        if (decided && !whole && cv <= threshold) {
            notes.add(Message.of("spark.balance.open"));
        }
        List<Object> row = new ArrayList<>();
        row.add(group);
        row.add(counts.rows);
        row.add(weighted ? counts.population : null);
        row.add(counts.lacking);
        row.addAll(cvs);
        row.addAll(ginis);
        row.addAll(atkinsons);
        row.add(orNull(cv));
        row.add(decided ? whole && cv <= threshold : null);
        row.add(
                notes.isEmpty()
                        ? null
                        : String.join(
                                "; ",
                                notes.stream()
                                        .map(note -> note.in(run.language()))
                                        .toList()));
        return RowFactory.create(row.toArray());
    }

    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private StructType schema() {
        StructType schema = new StructType()
                .add("group", DataTypes.StringType)
                .add("count", DataTypes.LongType)
                .add("population", DataTypes.DoubleType)
                .add("missing", DataTypes.LongType);
        for (String coefficient : List.of("cv_", "gini_", "atkinson_")) {
            for (String name : names) {
                schema = schema.add(coefficient + name, DataTypes.DoubleType);
            }
        }
        return schema.add("cv", DataTypes.DoubleType)
                .add("balanced", DataTypes.BooleanType)
                .add("note", DataTypes.StringType);
    }
}

package org.edubalance.spark;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.edubalance.scoring.Classification;
import org.edubalance.scoring.Ranking;
import scala.Tuple2;

/**
 * Ranks and levels of scores by group, as {@link Ranking} and {@link Classification} have them. The different scores are
 * sorted across the cluster; each partition ranks its own, behind what the partitions before it hold.
 */
final class Ranks {

    static final String GROUP = "_ranked_group";
    static final String SCORE = "_ranked_score";

    private static final StructType SCHEMA = new StructType()
            .add(GROUP, DataTypes.StringType)
            .add(SCORE, DataTypes.DoubleType)
            .add("rank", DataTypes.IntegerType)
            .add("level", DataTypes.IntegerType);

    /**
     * How a stretch of a group's scores in one partition joins on to what is above it.
     *
     * @param rows how many rows have them
     * @param distinct how many different scores there are
     * @param last what the lowest one counts as, in this stretch alone
     * @param beforeLast how many rows of the stretch stand before those that count as the lowest one
     */
    private record Stretch(int partition, String group, long rows, long distinct, double last, long beforeLast)
            implements Serializable {}

    /** What stands above a stretch: how many rows, the lowest score, and its rank. */
    private record Above(long rows, double score, long rank) implements Serializable {}

    /** A group's scores in all. */
    private record Size(long rows, long distinct) implements Serializable {}

    /** Scores in descending order, as they count, with how many rows have them. */
    private record Piece(int partition, double[] scores, int[] counts) implements Serializable {}

    /**
     * The ranks and levels.
     *
     * @param table a row for each group and different score
     * @param sampled the groups whose levels come from a sample
     */
    record Result(Dataset<Row> table, List<String> sampled) {}

    private Ranks() {}

    /**
     * Ranks scores.
     *
     * @param scores group and score, without nulls
     * @param limit how many different scores of a group are classed as they are; of more, that many quantiles are
     */
    static Result of(SparkSession spark, Dataset<Row> scores, Classification classification, int classes, int limit) {
        int partitions = Integer.parseInt(spark.conf().get("spark.sql.shuffle.partitions"));
        JavaRDD<Row> sorted = scores.groupBy(col(GROUP), col(SCORE))
                .agg(count(lit(1)).as("n"))
                .repartitionByRange(partitions, asc(GROUP), desc(SCORE))
                .sortWithinPartitions(asc(GROUP), desc(SCORE))
                .javaRDD()
                .persist(StorageLevel.MEMORY_AND_DISK());
        List<Stretch> stretches =
                new ArrayList<>(sorted.mapPartitions(Ranks::stretches).collect());
        stretches.sort(Comparator.comparingInt(Stretch::partition));
        Map<String, Size> sizes = new HashMap<>();
        Map<String, Above> above = new HashMap<>();
        Map<String, Above> last = new HashMap<>();
        for (Stretch s : stretches) {
            sizes.merge(
                    s.group,
                    new Size(s.rows, s.distinct),
                    (a, b) -> new Size(a.rows + b.rows, a.distinct + b.distinct));
            Above before = last.getOrDefault(s.group, new Above(0, Double.NaN, 0));
            above.put(key(s.partition, s.group), before);
            last.put(s.group, new Above(before.rows + s.rows, s.last, before.rows + s.beforeLast + 1));
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<Map<String, Above>> aboves = context.broadcast(above);
        Broadcast<Map<String, Size>> allSizes = context.broadcast(sizes);
        Map<String, double[]> bounds = sorted.mapPartitionsToPair(
                        part -> pieces(ranked(part, aboves.value()), allSizes.value(), limit))
                .groupByKey()
                .mapValues(pieces -> bounds(pieces, classification, classes))
                .collectAsMap();
        Broadcast<Map<String, double[]>> allBounds = context.broadcast(new HashMap<>(bounds));
        JavaRDD<Row> table = sorted.mapPartitions(part -> {
            Iterator<Ranked> ranked = ranked(part, aboves.value());
            return map(
                    ranked,
                    one -> RowFactory.create(
                            one.group,
                            one.score,
                            Math.toIntExact(one.rank),
                            Classification.level(one.counted, allBounds.value().get(one.group))));
        });
        List<String> sampled = new TreeMap<>(sizes)
                .entrySet().stream()
                        .filter(size -> size.getValue().distinct > limit)
                        .map(Map.Entry::getKey)
                        .toList();
        return new Result(spark.createDataFrame(table, SCHEMA), sampled);
    }

    private static String key(int partition, String group) {
        return partition + "/" + group;
    }

    private static Iterator<Stretch> stretches(Iterator<Row> part) {
        int partition = TaskContext.getPartitionId();
        List<Stretch> stretches = new ArrayList<>();
        String group = null;
        long rows = 0;
        long distinct = 0;
        double last = Double.NaN;
        long beforeLast = 0;
        while (part.hasNext()) {
            Row row = part.next();
            if (!row.getString(0).equals(group)) {
                if (group != null) {
                    stretches.add(new Stretch(partition, group, rows, distinct, last, beforeLast));
                }
                group = row.getString(0);
                rows = 0;
                distinct = 0;
                last = Double.NaN;
            }
            double counted = distinct == 0 ? row.getDouble(1) : Ranking.counted(row.getDouble(1), last);
            beforeLast = distinct > 0 && counted == last ? beforeLast : rows;
            last = counted;
            rows += row.getLong(2);
            distinct++;
        }
        if (group != null) {
            stretches.add(new Stretch(partition, group, rows, distinct, last, beforeLast));
        }
        return stretches.iterator();
    }

    /** A different score of a group. */
    private record Ranked(String group, double score, double counted, long rank, long rowsAbove, int rows) {}

    private static Iterator<Ranked> ranked(Iterator<Row> part, Map<String, Above> aboves) {
        int partition = TaskContext.getPartitionId();
        return new Iterator<>() {
            private String group;
            private long above;
            private double last;
            private long rank;

            @Override
            public boolean hasNext() {
                return part.hasNext();
            }

            @Override
            public Ranked next() {
                Row row = part.next();
                if (!row.getString(0).equals(group)) {
                    group = row.getString(0);
                    Above before = aboves.get(key(partition, group));
                    above = before.rows;
                    last = before.score;
                    rank = before.rank;
                }
                double score = row.getDouble(1);
                double counted = above == 0 ? score : Ranking.counted(score, last);
                rank = above > 0 && counted == last ? rank : above + 1;
                last = counted;
                Ranked ranked = new Ranked(group, score, counted, rank, above, Math.toIntExact(row.getLong(2)));
                above += row.getLong(2);
                return ranked;
            }
        };
    }

    /** The scores of each group, or as many quantiles of them. */
    private static Iterator<Tuple2<String, Piece>> pieces(Iterator<Ranked> ranked, Map<String, Size> sizes, int limit) {
        int partition = TaskContext.getPartitionId();
        List<Tuple2<String, Piece>> pieces = new ArrayList<>();
        String group = null;
        long cell = -1;
        double[] scores = new double[16];
        int[] counts = new int[16];
        int n = 0;
        while (ranked.hasNext()) {
            Ranked one = ranked.next();
            if (!one.group.equals(group)) {
                if (group != null) {
                    pieces.add(piece(group, partition, scores, counts, n));
                }
                group = one.group;
                n = 0;
                cell = -1;
            }
            Size size = sizes.get(group);
            long own = size.distinct > limit ? (long) ((double) one.rowsAbove / size.rows * limit) : cell + 1;
            boolean same = n > 0 && (own == cell || scores[n - 1] == one.counted);
            cell = own;
            if (same) {
                counts[n - 1] = Math.addExact(counts[n - 1], one.rows);
                continue;
            }
            if (n == scores.length) {
                scores = Arrays.copyOf(scores, 2 * n);
                counts = Arrays.copyOf(counts, 2 * n);
            }
            scores[n] = one.counted;
            counts[n++] = one.rows;
        }
        if (group != null) {
            pieces.add(piece(group, partition, scores, counts, n));
        }
        return pieces.iterator();
    }

    private static Tuple2<String, Piece> piece(String group, int partition, double[] scores, int[] counts, int n) {
        return new Tuple2<>(group, new Piece(partition, Arrays.copyOf(scores, n), Arrays.copyOf(counts, n)));
    }

    private static double[] bounds(Iterable<Piece> pieces, Classification classification, int classes) {
        List<Piece> inOrder = new ArrayList<>();
        pieces.forEach(inOrder::add);
        inOrder.sort(Comparator.comparingInt(Piece::partition).reversed());
        int n = inOrder.stream().mapToInt(piece -> piece.scores.length).sum();
        double[] values = new double[n];
        int[] counts = new int[n];
        int used = 0;
        for (Piece piece : inOrder) {
            for (int i = piece.scores.length - 1; i >= 0; i--) {
                if (used > 0 && values[used - 1] == piece.scores[i]) {
                    counts[used - 1] += piece.counts[i];
                } else {
                    values[used] = piece.scores[i];
                    counts[used++] = piece.counts[i];
                }
            }
        }
        return classification.upperBounds(Arrays.copyOf(values, used), Arrays.copyOf(counts, used), classes);
    }

    private interface Mapping<A, B> {
        B of(A one);
    }

    private static <A, B> Iterator<B> map(Iterator<A> all, Mapping<A, B> mapping) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public B next() {
                return mapping.of(all.next());
            }
        };
    }
}

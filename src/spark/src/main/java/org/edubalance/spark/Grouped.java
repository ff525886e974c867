package org.edubalance.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Figures of rows by group, found in one pass: each partition makes its own, and those of a group are put together in the
 * order of the partitions, so that they come out the same however tasks end.
 */
final class Grouped {

    /** What a partition found out about a group. */
    private record Part<F>(int partition, F figures) implements Serializable {}

    /** Adds a row to the figures of its groups. */
    interface Add<F> extends Serializable {

        /** @param of gives the figures of a group, new ones if there are none yet */
        void row(Row row, Function<String, F> of);
    }

    /** Makes empty figures of a group. */
    interface Empty<F> extends Serializable {
        F of(String group);
    }

    /** Puts figures together, the second behind the first. */
    interface Merge<F> extends BinaryOperator<F>, Serializable {}

    private Grouped() {}

    /** The figures by group, sorted by their names. */
    static <F extends Serializable> Map<String, F> figures(
            JavaRDD<Row> rows, Empty<F> empty, Add<F> add, Merge<F> merge) {
        JavaPairRDD<String, Part<F>> parts = rows.mapPartitionsToPair(part -> {
            Map<String, F> own = new TreeMap<>();
            Function<String, F> of = group -> own.computeIfAbsent(group, empty::of);
            part.forEachRemaining(row -> add.row(row, of));
            return Grouped.<F>parts(own);
        });
        Map<String, F> all =
                parts.groupByKey().mapValues(found -> merged(found, merge)).collectAsMap();
        return new TreeMap<>(all);
    }

    private static <F> Iterator<Tuple2<String, Part<F>>> parts(Map<String, F> own) {
        int partition = TaskContext.getPartitionId();
        List<Tuple2<String, Part<F>>> parts = new ArrayList<>();
        own.forEach((group, figures) -> parts.add(new Tuple2<>(group, new Part<>(partition, figures))));
        return parts.iterator();
    }

    private static <F> F merged(Iterable<Part<F>> found, Merge<F> merge) {
        List<Part<F>> inOrder = new ArrayList<>();
        found.forEach(inOrder::add);
        inOrder.sort(Comparator.comparingInt(Part::partition));
        F all = inOrder.get(0).figures;
        for (Part<F> part : inOrder.subList(1, inOrder.size())) {
            all = merge.apply(all, part.figures);
        }
        return all;
    }
}

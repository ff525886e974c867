package org.edubalance.server.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.process.vector.AggregateProcess;
import org.geotools.process.vector.AggregateProcess.AggregationFunction;
import org.geotools.process.vector.FeatureClassStats;
import org.jaitools.numeric.Statistic;

/** The results of GeoTools' statistics processes, which have classes of their own, as tables. */
final class ResultTables {

    private ResultTables() {}

    /** A row per class with its range, count and statistics. */
    static SimpleFeatureCollection rows(FeatureClassStats.Results results) {
        List<Statistic> statistics = new ArrayList<>(results.getStats());
        statistics.sort(null);
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("class");
        builder.add("from", Double.class);
        builder.add("to", Double.class);
        builder.add("count", Long.class);
        statistics.forEach(statistic -> builder.add(statistic.name().toLowerCase(Locale.ROOT), Double.class));
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            List<Object> row = new ArrayList<>(
                    Arrays.asList(results.range(i).getMin(), results.range(i).getMax(), results.count(i)));
            for (Statistic statistic : statistics) {
                row.add(results.value(i, statistic));
            }
            rows.add(row.toArray());
        }
        return collection(builder.buildFeatureType(), rows);
    }

    /** A row per group, or a single one, with a column per function. */
    static SimpleFeatureCollection rows(AggregateProcess.Results results) {
        List<AggregationFunction> functions = new ArrayList<>(results.getFunctions());
        boolean grouped = results.getGroupByAttributes() != null
                && !results.getGroupByAttributes().isEmpty();
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("aggregate");
        if (grouped) {
            results.getGroupByAttributes().forEach(attribute -> builder.add(attribute, Object.class));
        }
        functions.forEach(function -> builder.add(function.name(), Number.class));
        List<Object[]> rows = grouped
                ? results.getGroupByResult()
                : List.<Object[]>of(
                        functions.stream().map(results.getResults()::get).toArray());
        return collection(builder.buildFeatureType(), rows);
    }

    private static SimpleFeatureCollection collection(SimpleFeatureType type, List<Object[]> rows) {
        List<SimpleFeature> features = new ArrayList<>();
        for (Object[] row : rows) {
            features.add(SimpleFeatureBuilder.build(type, row, type.getTypeName() + "." + (features.size() + 1)));
        }
        return new ListFeatureCollection(type, features);
    }
}

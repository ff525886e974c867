package org.edubalance.process.features;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/**
 * The numbers of a feature collection by column and row, read in one pass, with the group of each row. Groups are in the
 * order of their names, so that a result does not depend on the order of the features.
 */
public final class Columns {

    /** Is handed every feature, in their order, with the key of its group; the key is null without groups. */
    public interface EachRow {

        /** Whether the feature becomes a row; its numbers are those of the columns. */
        boolean accept(SimpleFeature feature, String groupOrNull, double[] numbers);
    }

    /** The name of what is computed over all features; no group may have it. */
    public static final String ALL = "ALL";

    private static final int FIRST_CAPACITY = 1024;
    private static final int ROWS_BETWEEN_CHECKS = 1024;

    private final double[][] values;
    private final int[] groups;
    private final List<String> groupNames;

    private Columns(double[][] values, int[] groups, List<String> groupNames) {
        this.values = values;
        this.groups = groups;
        this.groupNames = groupNames;
    }

    /**
     * Reads the features.
     *
     * @param columns where each column's number comes from, NaN where a feature has none
     * @param groupOrNull the key of each feature's group; without it there are no groups
     * @return the columns, of no row where there is no feature
     * @throws Refusal if a value cannot be used
     */
    public static Columns read(
            SimpleFeatureCollection data,
            List<ToDoubleFunction<SimpleFeature>> columns,
            Attribute groupOrNull,
            EachRow each,
            Progress progress) {
        Rows rows = new Rows(columns, groupOrNull, each);
        try (SimpleFeatureIterator features = data.features()) {
            for (int i = 0; features.hasNext(); i++) {
                if (i % ROWS_BETWEEN_CHECKS == 0) {
                    progress.check();
                }
                rows.read(features.next());
            }
        }
        return rows.columns();
    }

    /** Rows as they are read, in arrays that grow. */
    private static final class Rows {

        private final List<ToDoubleFunction<SimpleFeature>> columns;
        private final Attribute groupOrNull;
        private final EachRow each;
        private final double[] numbers;
        private final double[][] values;
        private int[] groups;
        private final Map<String, Integer> keys = new HashMap<>();
        private int size;
        private int capacity = FIRST_CAPACITY;

        Rows(List<ToDoubleFunction<SimpleFeature>> columns, Attribute groupOrNull, EachRow each) {
            this.columns = columns;
            this.groupOrNull = groupOrNull;
            this.each = each;
            numbers = new double[columns.size()];
            values = new double[columns.size()][capacity];
            groups = groupOrNull == null ? null : new int[capacity];
        }

        void read(SimpleFeature feature) {
            for (int c = 0; c < numbers.length; c++) {
                numbers[c] = columns.get(c).applyAsDouble(feature);
            }
            String key = groups == null ? null : groupOrNull.requiredLabel(feature);
            if (each.accept(feature, key, numbers)) {
                add(key);
            }
        }

        private void add(String key) {
            if (size == capacity) {
                grow();
            }
            for (int c = 0; c < values.length; c++) {
                values[c][size] = numbers[c];
            }
            if (groups != null) {
                Integer group = keys.get(key);
                if (group == null) {
                    group = keys.size();
                    keys.put(key, group);
                }
                groups[size] = group;
            }
            size++;
        }

        private void grow() {
            capacity += capacity >> 1;
            for (int c = 0; c < values.length; c++) {
                values[c] = Arrays.copyOf(values[c], capacity);
            }
            groups = groups == null ? null : Arrays.copyOf(groups, capacity);
        }

        Columns columns() {
            for (int c = 0; c < values.length; c++) {
                values[c] = Arrays.copyOf(values[c], size);
            }
            return groups == null
                    ? new Columns(values, null, List.of())
                    : sorted(values, Arrays.copyOf(groups, size), keys);
        }
    }

    private static Columns sorted(double[][] values, int[] groups, Map<String, Integer> keys) {
        List<String> names = List.copyOf(new TreeSet<>(keys.keySet()));
        checkKeys(keys.keySet());
        int[] order = new int[names.size()];
        for (int g = 0; g < order.length; g++) {
            order[keys.get(names.get(g))] = g;
        }
        for (int i = 0; i < groups.length; i++) {
            groups[i] = order[groups[i]];
        }
        return new Columns(values, groups, names);
    }

    /**
     * Checks the keys of groups.
     *
     * @throws Refusal if a group has the name of all together
     */
    public static void checkKeys(Set<String> keys) {
        if (keys.contains(ALL)) {
            throw Refusal.of("columns.all", "name", ALL).about("groupBy");
        }
    }

    public int count() {
        return values.length;
    }

    public int rows() {
        return values[0].length;
    }

    public double[] column(int c) {
        return values[c];
    }

    public boolean grouped() {
        return groups != null;
    }

    /** The names of the groups, sorted; none where the rows are not grouped. */
    public List<String> groupNames() {
        return groupNames;
    }

    /** The group of each row, by its place among the names; null where the rows are not grouped. */
    public int[] groups() {
        return groups;
    }

    /** The rows of each group, in order. */
    public int[][] rowsByGroup() {
        int[] counts = new int[groupNames.size()];
        for (int group : groups) {
            counts[group]++;
        }
        int[][] rows = new int[counts.length][];
        for (int g = 0; g < rows.length; g++) {
            rows[g] = new int[counts[g]];
        }
        for (int i = groups.length - 1; i >= 0; i--) {
            rows[groups[i]][--counts[groups[i]]] = i;
        }
        return rows;
    }

    /** The values of some rows of a column. */
    public double[] column(int c, int[] rows) {
        double[] part = new double[rows.length];
        for (int i = 0; i < part.length; i++) {
            part[i] = values[c][rows[i]];
        }
        return part;
    }
}

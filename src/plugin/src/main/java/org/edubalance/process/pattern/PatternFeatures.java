package org.edubalance.process.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.edubalance.columns.SortedOrder;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LeftOut;
import org.edubalance.process.features.Progress;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/**
 * The features of a spatial analysis, each with its place and value, by group. Within a group they are in the order of
 * their places and values, so that no result hangs on the order of the rows.
 *
 * @param features all features in the order of the data
 * @param groups those that have a place, by group in alphabetical order; without {@code groupBy} all are in {@value
 *     Columns#ALL}
 * @param placeless those that have none
 */
record PatternFeatures(List<SimpleFeature> features, Map<String, List<Entry>> groups, LeftOut placeless) {

    /** A feature with its number in the data and its value, NaN where it has none or none is asked for. */
    record Entry(int row, Geometry geometry, Coordinate centre, double value) {}

    private static final Comparator<Entry> BY_Y_AND_VALUE =
            Comparator.comparingDouble((Entry entry) -> entry.centre.y).thenComparingDouble(Entry::value);

    private static Coordinate centre(Geometry geometry) {
        return geometry instanceof Point
                ? geometry.getCoordinate()
                : geometry.getCentroid().getCoordinate();
    }

    /** Entries by their places, and at one place by their values. */
    private static List<Entry> sorted(List<Entry> entries) {
        int[] order = SortedOrder.of(
                entries.stream().mapToDouble(entry -> entry.centre.x).toArray());
        Entry[] sorted = new Entry[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = entries.get(order[i]);
        }
        int from = 0;
        for (int to = 1; to <= sorted.length; to++) {
            if (to == sorted.length || Double.compare(sorted[to].centre.x, sorted[from].centre.x) != 0) {
                if (to - from > 1) {
                    Arrays.sort(sorted, from, to, BY_Y_AND_VALUE);
                }
                from = to;
            }
        }
        return Arrays.asList(sorted);
    }

    /**
     * Reads the features.
     *
     * @param attribute the values' attribute or expression, null if none
     * @throws Refusal if no feature has a place, or a coordinate cannot be
     */
    static PatternFeatures read(SimpleFeatureCollection data, String attribute, String groupBy, Progress progress) {
        Inputs.checkData(data);
        if (data.getSchema().getGeometryDescriptor() == null) {
            throw Refusal.of("data.geometry").about("data").missing();
        }
        CoordinateReferenceSystem crs = data.getSchema().getCoordinateReferenceSystem();
        if (crs == null) {
            throw Refusal.of("data.crs").about("data").missing();
        }
        Attribute value = Attribute.optional("attribute", attribute, data.getSchema());
        Attribute group = Attribute.optional("groupBy", groupBy, data.getSchema());
        List<SimpleFeature> all = new ArrayList<>();
        Map<String, List<Entry>> groups = new TreeMap<>();
        LeftOut placeless = new LeftOut(Message.of("leftout.place"));
        try (SimpleFeatureIterator iterator = data.features()) {
            while (iterator.hasNext()) {
                progress.check();
                SimpleFeature feature = iterator.next();
                all.add(feature);
                if (!(feature.getDefaultGeometry() instanceof Geometry geometry) || geometry.isEmpty()) {
                    placeless.add(feature);
                    continue;
                }
                Entry entry = new Entry(
                        all.size() - 1, geometry, centre(geometry), value == null ? Double.NaN : value.number(feature));
                groups.computeIfAbsent(
                                group == null ? Columns.ALL : group.requiredLabel(feature), key -> new ArrayList<>())
                        .add(entry);
            }
        }
        if (all.isEmpty()) {
            throw Inputs.noFeatures();
        }
        if (groups.isEmpty()) {
            throw Refusal.of("data.nothing", "why", List.of(placeless.message()))
                    .about("data");
        }
        if (group != null) {
            Columns.checkKeys(groups.keySet());
        }
        groups.replaceAll((key, entries) -> sorted(entries));
        return new PatternFeatures(all, new LinkedHashMap<>(groups), placeless);
    }

    /** All entries of all groups. */
    List<Entry> together() {
        List<Entry> all = new ArrayList<>();
        groups.values().forEach(all::addAll);
        return sorted(all);
    }

    static Coordinate[] centres(List<Entry> entries) {
        return entries.stream().map(Entry::centre).toArray(Coordinate[]::new);
    }

    /** The entries that have a value. */
    static List<Entry> withValue(List<Entry> entries) {
        return entries.stream().filter(entry -> !Double.isNaN(entry.value())).toList();
    }

    static double[] values(List<Entry> entries) {
        return entries.stream().mapToDouble(Entry::value).toArray();
    }
}

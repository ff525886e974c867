package org.edubalance.process.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.process.ProcessException;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** The features of a spatial analysis, each with its geometry and value, by group. */
final class PatternFeatures {

    /** A feature with its place in the data and its value, NaN where it has none or none is asked for. */
    record Entry(int row, SimpleFeature feature, Geometry geometry, double value) {

        Coordinate centre() {
            return geometry.getCentroid().getCoordinate();
        }
    }

    private PatternFeatures() {}

    /**
     * Reads the features by group, groups in alphabetical order; without {@code groupBy} all are in {@value Columns#ALL}.
     *
     * @param attribute the values' attribute or expression, null if none
     */
    static Map<String, List<Entry>> read(
            SimpleFeatureCollection data, String attribute, String groupBy, Progress progress) {
        Inputs.checkData(data);
        if (data.getSchema().getGeometryDescriptor() == null) {
            throw new ProcessException("data must have a geometry; points of a CSV are its columns lon and lat");
        }
        Attribute value = Attribute.optional("attribute", attribute, data.getSchema());
        Attribute group = Attribute.optional("groupBy", groupBy, data.getSchema());
        Map<String, List<Entry>> groups = new TreeMap<>();
        int row = 0;
        try (SimpleFeatureIterator iterator = data.features()) {
            while (iterator.hasNext()) {
                progress.check();
                SimpleFeature feature = iterator.next();
                Entry entry = new Entry(
                        row++, feature, geometry(feature), value == null ? Double.NaN : value.number(feature));
                groups.computeIfAbsent(
                                group == null ? Columns.ALL : group.requiredLabel(feature), key -> new ArrayList<>())
                        .add(entry);
            }
        }
        if (row == 0) {
            throw new ProcessException("data must hold at least one feature, got none");
        }
        if (group != null) {
            Columns.checkKeys(groups.keySet());
        }
        return new LinkedHashMap<>(groups);
    }

    private static Geometry geometry(SimpleFeature feature) {
        if (!(feature.getDefaultGeometry() instanceof Geometry geometry) || geometry.isEmpty()) {
            throw new ProcessException("data must have a geometry in every feature, got none in " + feature.getID());
        }
        for (Coordinate coordinate : geometry.getCoordinates()) {
            if (!Double.isFinite(coordinate.x) || !Double.isFinite(coordinate.y)) {
                throw new ProcessException("data must have finite coordinates, got (" + coordinate.x + ", "
                        + coordinate.y + ") in " + feature.getID());
            }
        }
        return geometry;
    }

    /** The entries that have a value. */
    static List<Entry> withValue(List<Entry> entries) {
        return entries.stream().filter(entry -> !Double.isNaN(entry.value())).toList();
    }

    static List<Geometry> geometries(List<Entry> entries) {
        return entries.stream().map(Entry::geometry).toList();
    }

    static double[] values(List<Entry> entries) {
        return entries.stream().mapToDouble(Entry::value).toArray();
    }
}

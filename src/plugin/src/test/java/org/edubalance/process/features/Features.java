package org.edubalance.process.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.NameImpl;
import org.geotools.process.Processors;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Geometries made by hand, processes run as a host does, and what is in the features that they give; a {@link Table} makes some. */
public final class Features {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private Features() {}

    public static Geometry point(double x, double y) {
        return FACTORY.createPoint(new Coordinate(x, y));
    }

    public static Geometry wkt(String wkt) {
        try {
            return new WKTReader().read(wkt);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Runs a process as hosts do: found by its name, inputs by name ("name", value, …). */
    public static List<SimpleFeature> run(String process, Object... inputs) {
        return run(null, process, inputs);
    }

    public static List<SimpleFeature> run(ProgressListener listener, String process, Object... inputs) {
        return list(result(listener, process, inputs));
    }

    public static SimpleFeatureCollection result(ProgressListener listener, String process, Object... inputs) {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (int i = 0; i < inputs.length; i += 2) {
            byName.put((String) inputs[i], inputs[i + 1]);
        }
        return (SimpleFeatureCollection) Processors.createProcess(new NameImpl("edu", process))
                .execute(byName, listener)
                .get("result");
    }

    public static List<SimpleFeature> list(SimpleFeatureCollection collection) {
        List<SimpleFeature> list = new ArrayList<>();
        try (SimpleFeatureIterator iterator = collection.features()) {
            while (iterator.hasNext()) {
                list.add(iterator.next());
            }
        }
        return list;
    }

    /** The values of an attribute, row by row. */
    public static List<Object> values(List<SimpleFeature> rows, String attribute) {
        List<Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.getAttribute(attribute)));
        return values;
    }

    /** The names of a collection's attributes. */
    public static List<String> names(SimpleFeatureType type) {
        return type.getAttributeDescriptors().stream()
                .map(descriptor -> descriptor.getLocalName())
                .toList();
    }
}

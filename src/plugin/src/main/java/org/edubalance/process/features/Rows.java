package org.edubalance.process.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Geometry;

/**
 * Builds a table as features, which every host can write as GeoJSON or CSV. Tables have no geometry, unless they are made
 * {@link #located}.
 */
public final class Rows {

    private final SimpleFeatureType type;
    private final List<SimpleFeature> rows = new ArrayList<>();

    /** A table with the given columns, each a name and a type, in order. */
    public Rows(String name, LinkedHashMap<String, Class<?>> columns) {
        this(builder(name, columns));
    }

    private Rows(SimpleFeatureTypeBuilder builder) {
        type = builder.buildFeatureType();
    }

    /** As the constructor, with a last column {@code geometry} in the given CRS, which may be null. */
    public static Rows located(String name, LinkedHashMap<String, Class<?>> columns, CoordinateReferenceSystem crs) {
        SimpleFeatureTypeBuilder builder = builder(name, columns);
        builder.add("geometry", Geometry.class, crs);
        return new Rows(builder);
    }

    private static SimpleFeatureTypeBuilder builder(String name, LinkedHashMap<String, Class<?>> columns) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(name);
        for (Map.Entry<String, Class<?>> column : columns.entrySet()) {
            builder.add(column.getKey(), column.getValue());
        }
        return builder;
    }

    /** Adds a row; NaN and infinite numbers become null. */
    public void add(Object... values) {
        if (values.length != type.getAttributeCount()) {
            throw new IllegalArgumentException(values.length + " values for the " + type.getAttributeCount()
                    + " columns of " + type.getTypeName());
        }
        Object[] clean = values.clone();
        for (int i = 0; i < clean.length; i++) {
            clean[i] = finiteOrNull(clean[i]);
        }
        rows.add(SimpleFeatureBuilder.build(type, clean, type.getTypeName() + "." + (rows.size() + 1)));
    }

    /** A value as JSON and WFS can carry it: null in place of NaN and infinite numbers. */
    public static Object finiteOrNull(Object value) {
        return value instanceof Double d && !Double.isFinite(d) ? null : value;
    }

    public SimpleFeatureCollection collection() {
        return new ListFeatureCollection(type, rows);
    }
}

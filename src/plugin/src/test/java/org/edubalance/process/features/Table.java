package org.edubalance.process.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.DataUtilities;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.SchemaException;
import org.geotools.feature.simple.SimpleFeatureBuilder;

/** A small table of features that a test writes out, changes and turns into a collection. */
public final class Table {

    private final SimpleFeatureType type;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    /** @param spec the columns, as {@link DataUtilities#createType} reads them */
    public Table(String spec) {
        try {
            type = DataUtilities.createType("school", spec);
        } catch (SchemaException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public Table row(Object... values) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            row.put(type.getDescriptor(i).getLocalName(), values[i]);
        }
        rows.add(row);
        return this;
    }

    /** Changes the row with this number, counted from 1. */
    public Table change(int row, Consumer<Map<String, Object>> change) {
        change.accept(rows.get(row - 1));
        return this;
    }

    public Table changeAll(Consumer<Map<String, Object>> change) {
        rows.forEach(change);
        return this;
    }

    public SimpleFeatureCollection features() {
        ListFeatureCollection collection = new ListFeatureCollection(type);
        for (Map<String, Object> row : rows) {
            SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type);
            row.forEach((column, value) -> builder.set(column, value));
            collection.add(builder.buildFeature("school." + (collection.size() + 1)));
        }
        return collection;
    }
}

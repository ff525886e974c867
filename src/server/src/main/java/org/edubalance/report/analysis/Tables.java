package org.edubalance.report.analysis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;

/** Makes tables of other tables' rows. */
final class Tables {

    private Tables() {}

    /** A table with further columns of numbers, which have no value in any row. */
    static SimpleFeatureCollection withEmpty(SimpleFeatureCollection table, Collection<String> columns) {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        columns.forEach(column -> types.put(column, Double.class));
        return with(table, types, row -> Map.of());
    }

    /** A table with a further column that holds the same text in every row. */
    static SimpleFeatureCollection withConstant(SimpleFeatureCollection table, String column, String text) {
        return with(table, Map.of(column, String.class), row -> Map.of(column, text));
    }

    private static SimpleFeatureCollection with(
            SimpleFeatureCollection table,
            Map<String, Class<?>> columns,
            Function<SimpleFeature, Map<String, Object>> values) {
        SimpleFeatureType type = schema(table.getSchema(), Set.of(), columns);
        ListFeatureCollection rows = new ListFeatureCollection(type);
        for (SimpleFeature row : Cells.rows(table)) {
            rows.add(row(type, row, values.apply(row)));
        }
        return rows;
    }

    /** A schema without some columns and with others, which take the place of those of the same name. */
    static SimpleFeatureType schema(SimpleFeatureType base, Set<String> without, Map<String, Class<?>> more) {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName(base.getName());
        for (AttributeDescriptor column : base.getAttributeDescriptors()) {
            if (!without.contains(column.getLocalName()) && !more.containsKey(column.getLocalName())) {
                type.add(column);
            }
        }
        if (base.getGeometryDescriptor() != null) {
            type.setDefaultGeometry(base.getGeometryDescriptor().getLocalName());
        }
        more.forEach(type::add);
        return type.buildFeatureType();
    }

    /** A row with the values of another by name, and with other values instead or besides. */
    static SimpleFeature row(SimpleFeatureType type, SimpleFeature from, Map<String, Object> instead) {
        SimpleFeatureBuilder row = new SimpleFeatureBuilder(type);
        for (AttributeDescriptor column : type.getAttributeDescriptors()) {
            String name = column.getLocalName();
            row.set(name, instead.containsKey(name) ? instead.get(name) : from.getAttribute(name));
        }
        return row.buildFeature(from.getID());
    }
}

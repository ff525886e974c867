package org.edubalance.process.features;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.collection.BaseSimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;

/**
 * Features with further attributes that were computed for them. The features are held as they came and put together with
 * what was computed when they are read, so that a million of them are not copied just to be handed on. They are held,
 * and not read again, because a store need not give them in the same order twice. A computed attribute takes the place of
 * one of the same name.
 */
public final class ScoredFeatures extends BaseSimpleFeatureCollection {

    /** A computed attribute: its name, its type, and its value by row; NaN and infinite numbers become null. */
    public record Column(String name, Class<?> type, IntFunction<Object> value) {}

    private final List<SimpleFeature> features;
    private final List<Column> columns;
    /** The attributes of the features that are kept, by their place. */
    private final int[] kept;

    public ScoredFeatures(SimpleFeatureType type, List<SimpleFeature> features, List<Column> columns) {
        super(extended(type, columns));
        this.features = features;
        this.columns = columns;
        kept = IntStream.range(0, type.getAttributeCount())
                .filter(i -> isKept(type.getDescriptor(i), columns))
                .toArray();
    }

    private static boolean isKept(AttributeDescriptor attribute, List<Column> columns) {
        return columns.stream().noneMatch(column -> column.name.equals(attribute.getLocalName()));
    }

    private static SimpleFeatureType extended(SimpleFeatureType type, List<Column> columns) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(type.getName());
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            if (isKept(attribute, columns)) {
                builder.add(attribute);
            }
        }
        for (Column column : columns) {
            builder.add(column.name, column.type);
        }
        GeometryDescriptor geometry = type.getGeometryDescriptor();
        if (geometry != null && isKept(geometry, columns)) {
            builder.setDefaultGeometry(geometry.getLocalName());
        }
        return builder.buildFeatureType();
    }

    @Override
    public int size() {
        return features.size();
    }

    @Override
    public SimpleFeatureIterator features() {
        return new SimpleFeatureIterator() {
            private int row;

            @Override
            public boolean hasNext() {
                return row < features.size();
            }

            @Override
            public SimpleFeature next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return feature(row++);
            }

            @Override
            public void close() {
                row = features.size();
            }
        };
    }

    private SimpleFeature feature(int row) {
        SimpleFeature feature = features.get(row);
        Object[] values = new Object[kept.length + columns.size()];
        for (int i = 0; i < kept.length; i++) {
            values[i] = feature.getAttribute(kept[i]);
        }
        for (int c = 0; c < columns.size(); c++) {
            values[kept.length + c] = Rows.finiteOrNull(columns.get(c).value.apply(row));
        }
        SimpleFeature scored = new SimpleFeatureImpl(values, getSchema(), feature.getIdentifier(), false);
        if (feature.hasUserData()) {
            scored.getUserData().putAll(feature.getUserData());
        }
        return scored;
    }
}
